/** A record's path, as the page is told of it. */
export interface PathView {
  /** Of the field whose values are the steps. */
  readonly label: string;
  readonly steps: readonly { readonly value: string; readonly label: string }[];
  /** Value of the step that the record is at. */
  readonly current: string | null;
}
