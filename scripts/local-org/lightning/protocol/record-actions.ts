/** What the server tells the pages of a record's buttons: types alone, for both. */

export interface RecordAction {
  /** `Edit`, `Clone`, `Delete`, or the quick action's. */
  readonly name: string;
  /** Of a quick action, in the user's words. */
  readonly label?: string;
  readonly does?: ActionEffect;
}

export type ActionEffect =
  | {
      readonly kind: "component";
      readonly component: string;
      /** `ScreenAction` shows the component in a dialog, `Action` only calls its method `invoke`. */
      readonly subtype: string;
    }
  /** Creates a record of that object, with a field that points to this one. */
  | { readonly kind: "create"; readonly object: string; readonly parentField?: string }
  | { readonly kind: "update" }
  /** What the local org keeps and does not run. */
  | { readonly kind: "other"; readonly type: string };
