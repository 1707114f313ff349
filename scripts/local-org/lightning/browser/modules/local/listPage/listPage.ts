import { api, LightningElement } from "lwc";
import { keepInAddress, navigate, type PageReference } from "local/router";
import Toast from "lightning/toast";
import { get, problemOf } from "local/org";
import { filled, words } from "local/words";
import type { ListButton } from "../../../../protocol/list-buttons";

interface ListModel {
  readonly buttons: readonly ListButton[];
  readonly label: string;
  readonly icon: string;
  readonly views: readonly { readonly name: string; readonly label: string }[];
  readonly view: string;
  readonly columns: readonly unknown[];
  readonly rows: readonly { readonly id: string }[];
  readonly more: boolean;
  readonly mayCreate: boolean;
}

const PAGE_SIZE = 50;
/** "Salesforce Help: Select Multiple Records in a List View". */
const MOST_CHOSEN = 200;
const SEARCH_PAUSE_MS = 250;

/** The records of one object: a list view, searched as one types. */
export default class ListPage extends LightningElement {
  words = words;
  /** An object's list; its state's `filterName` chooses the list view ("pageReference Types: Object Page Type"). */
  @api
  get reference(): PageReference {
    return this.reference_!;
  }
  set reference(value: PageReference) {
    const [object, view] = [value.attributes["objectApiName"] ?? "", value.state["filterName"]];
    const isShown = object === this.object_ && (view === undefined || view === this.viewName);
    this.reference_ = value;
    // A dialog over the list has an address of its own.
    if (isShown) return;
    [this.object_, this.viewName] = [object, view ?? ""];
    [this.search, this.size] = ["", PAGE_SIZE];
    [this.sortedBy, this.sortDirection] = ["", "asc"];
    this.choose([]);
    void this.load();
  }

  reference_: PageReference | undefined;

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
  chosen: readonly string[] = [];
  /** What has to be done before a button works. */
  hint = "";

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

  get buttons(): readonly ListButton[] {
    return this.model?.buttons ?? [];
  }

  /** Rows can be chosen where a button is about them. */
  get selectable(): boolean {
    return this.buttons.some(({ does }) => does.kind === "flow");
  }

  handleChoose({ detail }: CustomEvent<readonly string[]>): void {
    this.choose(detail);
  }

  handleButton(event: Event): void {
    const { button: name } = (event.currentTarget as HTMLElement).dataset;
    const button = this.buttons.find((one) => one.name === name)!;
    if (button.needsSelection && this.chosen.length === 0) this.hint = words.chooseSome;
    else if (this.chosen.length > MOST_CHOSEN) this.hint = filled(words.tooManyChosen, String(MOST_CHOSEN));
    else this.start(button);
  }

  private start({ label, does }: ListButton): void {
    if (does.kind === "flow") {
      const state = { ids: this.chosen.join(","), retURL: does.returnAddress };
      navigate({ type: "standard__flow", attributes: { devName: does.flow }, state });
    } else if (does.kind === "open") {
      navigate({ type: "standard__webPage", attributes: { url: does.address } });
    } else {
      void Toast.show({ label: filled(words.noComponent, label), variant: "warning", mode: "dismissible" }, this);
    }
  }

  private choose(ids: readonly string[]): void {
    [this.chosen, this.hint] = [ids, ""];
  }

  handleNew(): void {
    navigate({ type: "standard__objectPage", attributes: { objectApiName: this.object_, actionName: "new" } });
  }

  handleView(event: CustomEvent<{ value: string }>): void {
    this.viewName = event.detail.value;
    keepInAddress("filterName", this.viewName);
    this.choose([]);
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
      const listed = new Set(model.rows.map(({ id }) => id));
      this.choose(this.chosen.filter((id) => listed.has(id)));
      document.title = model.label;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}
