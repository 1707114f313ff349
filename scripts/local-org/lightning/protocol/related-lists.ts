/** What the server tells the pages of related lists: types alone, for both. */
import type { RecordRow } from "./records.ts";

/** Records of one object that point to a record. */
export interface RelatedListView {
  readonly key: string;
  /** The relationship's name, by which the list has an address of its own. */
  readonly relationship: string;
  readonly mayCreate: boolean;
  /** The field of the related records that points to this one. */
  readonly field: string;
  readonly label: string;
  readonly object: string;
  /** `6+` where there are more than are shown. */
  readonly count: string;
  readonly columns: readonly { readonly name: string; readonly label: string; readonly sortable: boolean }[];
  readonly rows: readonly RecordRow[];
}

/** A related list on a page of its own. */
export interface RelatedListPage extends Omit<RelatedListView, "count"> {
  readonly more: boolean;
  readonly parent: { readonly id: string; readonly title: string; readonly object: string };
}
