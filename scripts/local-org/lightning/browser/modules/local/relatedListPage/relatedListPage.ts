import { api, LightningElement } from "lwc";
import { get, problemOf } from "local/org";
import { navigate, urlOf, type PageReference } from "local/router";
import { filled, words } from "local/words";
import type { RelatedListPage as Model } from "../../../../protocol/related-lists";

const PAGE_SIZE = 50;

/** One related list of a record with all of its rows, in the order of a column. */
export default class RelatedListPage extends LightningElement {
  words = words;
  @api
  get reference(): PageReference {
    return this.reference_!;
  }
  set reference(value: PageReference) {
    this.reference_ = value;
    [this.sortedBy, this.sortDirection, this.size, this.model] = ["", "asc", PAGE_SIZE, undefined];
    void this.load();
  }

  reference_: PageReference | undefined;
  model: Model | undefined;
  problem = "";
  sortedBy = "";
  sortDirection = "asc";
  size = PAGE_SIZE;
  attempts = 0;

  get summary(): string {
    const { rows, more } = this.model!;
    const count = `${rows.length.toLocaleString()}${more ? "+" : ""}`;
    return filled(count === "1" ? words.record : words.records, count);
  }

  get parentAddress(): string {
    return urlOf(this.parentReference);
  }

  handleParent(event: Event): void {
    event.preventDefault();
    navigate(this.parentReference);
  }

  handleSort({ detail }: CustomEvent<{ name: string; direction: string }>): void {
    void this.load(detail.name, detail.direction);
  }

  handleMore(): void {
    this.size += PAGE_SIZE;
    void this.load();
  }

  private get parentReference(): Partial<PageReference> {
    const { id, object } = this.model!.parent;
    return { type: "standard__recordPage", attributes: { objectApiName: object, recordId: id, actionName: "view" } };
  }

  /** The head shows an order once the rows have it. */
  private async load(sortedBy = this.sortedBy, sortDirection = this.sortDirection): Promise<void> {
    const attempt = ++this.attempts;
    const { recordId, relationshipApiName } = this.reference.attributes;
    const query = new URLSearchParams({
      limit: String(this.size),
      sort: sortedBy,
      direction: sortDirection
    });
    try {
      const model = await get<Model>(`/lightning/api/related/${recordId}/${relationshipApiName}?${query}`);
      if (attempt !== this.attempts) return;
      [this.model, this.problem, this.sortedBy, this.sortDirection] = [model, "", sortedBy, sortDirection];
      document.title = model.label;
    } catch (error) {
      this.problem = problemOf(error);
    }
  }
}
