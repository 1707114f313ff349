/** What the server tells the pages of the buttons above lists: types alone, for both. */

/** A button above an object's lists ("Metadata API Developer Guide: WebLink", displayType massActionButton). */
export interface ListButton {
  readonly name: string;
  readonly label: string;
  /** Whether it is about the rows that were chosen. */
  readonly needsSelection: boolean;
  readonly does:
    /** Runs a flow with the chosen rows ("Salesforce Help: Distribute a Flow with a Custom Button"). */
    | { readonly kind: "flow"; readonly flow: string; readonly returnAddress?: string }
    /** Opens a page of the org, or an address elsewhere. */
    | { readonly kind: "open"; readonly address: string }
    /** What the local org keeps and does not run: Visualforce, JavaScript. */
    | { readonly kind: "other"; readonly type: string };
}
