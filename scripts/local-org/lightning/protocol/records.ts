/** What the server tells the pages of records: types alone, for both. */

/** One field of one record, ready to be shown. */
export interface FieldView {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly scale: number;
  readonly value: unknown;
  readonly display?: string;
  readonly reference?: { readonly id: string; readonly name: string; readonly object: string };
}

/** A field of a record's page. */
export interface DetailField extends FieldView {
  /** The field of the form in which the user may change it, the first part where it is written in parts. */
  readonly enteredAs?: string;
}

export interface DetailSection {
  readonly label: string;
  readonly columns: readonly (readonly DetailField[])[];
}

/** A record of a table, with its fields in the order of the columns. */
export interface RecordRow {
  readonly id: string;
  readonly fields: readonly FieldView[];
}

/** What the org found of one object. */
export interface FoundObject {
  readonly object: string;
  readonly label: string;
  readonly icon: string;
  readonly columns: readonly unknown[];
  readonly rows: readonly RecordRow[];
  /** What people call each row, in the order of the rows. */
  readonly titles: readonly string[];
  readonly more: boolean;
}
