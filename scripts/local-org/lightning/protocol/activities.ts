import type { RecordRow } from "./records.ts";
import type { RelatedListView } from "./related-lists.ts";

/** What people do about a record: its tasks, or its events. */
export interface ActivitiesView {
  readonly object: string;
  readonly label: string;
  readonly columns: RelatedListView["columns"];
  /** The latest day first. */
  readonly rows: readonly RecordRow[];
}
