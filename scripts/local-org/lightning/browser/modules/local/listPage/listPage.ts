import { api, LightningElement } from "lwc";
import { navigate } from "local/router";
import { get, type FetchError } from "local/org";
import { filled, words } from "local/words";

interface ListModel {
  readonly label: string;
  readonly icon: string;
  readonly views: readonly { readonly name: string; readonly label: string }[];
  readonly view: string;
  readonly columns: readonly unknown[];
  readonly rows: readonly unknown[];
  readonly more: boolean;
  readonly mayCreate: boolean;
}

const PAGE_SIZE = 50;
const SEARCH_PAUSE_MS = 250;

/** The records of one object: a list view, searched as one types. */
export default class ListPage extends LightningElement {
  words = words;
  @api
  get objectName(): string {
    return this.object_;
  }
  set objectName(value: string) {
    [this.object_, this.viewName, this.search, this.size] = [value, "", "", PAGE_SIZE];
    [this.sortedBy, this.sortDirection] = ["", "asc"];
    void this.load();
  }

  object_ = "";
  viewName = "";
  search = "";
  sortedBy = "";
  sortDirection = "asc";
  size = PAGE_SIZE;
  model: ListModel | undefined;
  problem = "";
  timer: ReturnType<typeof setTimeout> | undefined;
  attempts = 0;

  get label(): string {
    return this.model?.label ?? "";
  }
  get icon(): string {
    return this.model?.icon ?? "";
  }
  get columns(): readonly unknown[] {
    return this.model?.columns ?? [];
  }
  get rows(): readonly unknown[] {
    return this.model?.rows ?? [];
  }
  get viewOptions(): unknown[] {
    return (this.model?.views ?? []).map(({ name, label }) => ({ value: name, label }));
  }
  get summary(): string {
    if (!this.model) return "";
    const { rows, more } = this.model;
    const count = `${rows.length.toLocaleString()}${more ? "+" : ""}`;
    return filled(count === "1" ? words.record : words.records, count);
  }
  get empty(): boolean {
    return this.model?.rows.length === 0;
  }
  get more(): boolean {
    return this.model?.more === true;
  }

  get mayCreate(): boolean {
    return this.model?.mayCreate === true;
  }

  handleNew(): void {
    navigate({ type: "standard__objectPage", attributes: { objectApiName: this.object_, actionName: "new" } });
  }

  handleView(event: CustomEvent<{ value: string }>): void {
    this.viewName = event.detail.value;
    void this.load();
  }

  handleSearch(event: CustomEvent<{ value: string }>): void {
    this.search = event.detail.value;
    clearTimeout(this.timer);
    // A search for every keystroke would flood the org.
    this.timer = setTimeout(() => void this.load(), SEARCH_PAUSE_MS);
  }

  handleSort(event: CustomEvent<{ name: string; direction: string }>): void {
    [this.sortedBy, this.sortDirection] = [event.detail.name, event.detail.direction];
    void this.load();
  }

  handleMore(): void {
    this.size += PAGE_SIZE;
    void this.load();
  }

  private async load(): Promise<void> {
    const attempt = ++this.attempts;
    const query = new URLSearchParams({
      view: this.viewName,
      search: this.search,
      limit: String(this.size),
      sort: this.sortedBy,
      direction: this.sortDirection
    });
    try {
      const model = await get<ListModel>(`/lightning/api/list/${this.object_}?${query}`);
      if (attempt !== this.attempts) return;
      [this.model, this.viewName, this.problem] = [model, model.view, ""];
      document.title = model.label;
    } catch (error) {
      this.problem = (error as FetchError).body?.message ?? String(error);
    }
  }
}
