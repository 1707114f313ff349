import { api, LightningElement } from "lwc";
import type { RecordRow } from "../../../../protocol/records";

interface Column {
  readonly name: string;
  readonly label: string;
  /** Whether the table can be put in its order. */
  readonly sortable?: boolean;
}

/** Records as a table; the first column leads to the record. */
export default class RecordTable extends LightningElement {
  @api columns: readonly Column[] = [];
  @api rows: readonly RecordRow[] = [];
  /** The column that decides the rows' order, and its direction: `asc` or `desc`. */
  @api sortedBy = "";
  @api sortDirection = "asc";

  get heads(): unknown[] {
    return this.columns.map((column) => {
      const sorted = column.name === this.sortedBy;
      const ascending = this.sortDirection !== "desc";
      return {
        ...column,
        order: sorted ? (ascending ? "ascending" : "descending") : undefined,
        icon: sorted ? (ascending ? "utility:arrowup" : "utility:arrowdown") : undefined
      };
    });
  }

  handleSort(event: Event): void {
    const { name = "" } = (event.currentTarget as HTMLElement).dataset;
    const descending = name === this.sortedBy && this.sortDirection !== "desc";
    this.dispatchEvent(new CustomEvent("sort", { detail: { name, direction: descending ? "desc" : "asc" } }));
  }
}
