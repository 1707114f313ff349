import { api, LightningElement } from "lwc";
import type { RecordRow } from "../../../../protocol/records";
import { filled, words } from "local/words";

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
  /** Whether rows can be chosen; which ones tells the event `choose`. */
  @api selectable = false;
  /** Ids of the rows that are chosen. */
  @api chosen: readonly string[] = [];
  words = words;

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

  get shownRows(): unknown[] {
    return this.rows.map((row) => ({
      ...row,
      chosen: this.chosen.includes(row.id),
      selected: this.selectable ? String(this.chosen.includes(row.id)) : undefined,
      choice: filled(words.choose, nameOf(row))
    }));
  }

  get allChosen(): boolean {
    return this.rows.length > 0 && this.rows.every(({ id }) => this.chosen.includes(id));
  }

  handleAll({ detail }: CustomEvent<{ checked: boolean }>): void {
    this.choose(detail.checked ? this.rows.map(({ id }) => id) : []);
  }

  handleChoice(event: CustomEvent<{ checked: boolean }>): void {
    const { id = "" } = (event.currentTarget as HTMLElement).dataset;
    const others = this.chosen.filter((one) => one !== id);
    this.choose(event.detail.checked ? [...others, id] : others);
  }

  private choose(detail: readonly string[]): void {
    this.dispatchEvent(new CustomEvent<readonly string[]>("choose", { detail }));
  }

  handleSort(event: Event): void {
    const { name = "" } = (event.currentTarget as HTMLElement).dataset;
    const descending = name === this.sortedBy && this.sortDirection !== "desc";
    this.dispatchEvent(new CustomEvent("sort", { detail: { name, direction: descending ? "desc" : "asc" } }));
  }
}

function nameOf({ id, fields: [first] }: RecordRow): string {
  return first?.reference?.name ?? (typeof first?.value === "string" ? first.value : id);
}
