import { api, LightningElement } from "lwc";
import { get } from "local/org";
import { navigate, urlOf } from "local/router";
import { encodeDefaultFieldValues } from "../../../platform/pageReferenceUtils";
import { filled, words } from "local/words";
import type { RelatedListView } from "../../../../protocol/related-lists";

/** The records that point to this one. */
export default class RelatedLists extends LightningElement {
  words = words;
  @api recordId = "";
  /** Shows this relationship alone. */
  @api relationship: string | undefined;
  loaded: readonly RelatedListView[] = [];
  reload = (): void => void this.load();

  override connectedCallback(): void {
    document.addEventListener("local:recordchange", this.reload);
    void this.load();
  }

  override disconnectedCallback(): void {
    document.removeEventListener("local:recordchange", this.reload);
  }

  get lists(): unknown[] {
    return this.loaded.map((list) => {
      const attributes = { recordId: this.recordId, relationshipApiName: list.relationship };
      return {
        ...list,
        heading: `${list.label} (${list.count})`,
        address: urlOf({ type: "standard__recordRelationshipPage", attributes }),
        allOf: filled(words.viewAllOf, list.label)
      };
    });
  }

  handleAll(event: Event): void {
    event.preventDefault();
    const url = (event.currentTarget as HTMLAnchorElement).getAttribute("href") ?? "";
    navigate({ type: "standard__webPage", attributes: { url } });
  }

  handleNew(event: Event): void {
    const { object, field } = (event.currentTarget as HTMLElement).dataset;
    navigate({
      type: "standard__objectPage",
      attributes: { objectApiName: object, actionName: "new" },
      state: { defaultFieldValues: encodeDefaultFieldValues({ [field ?? ""]: this.recordId }) }
    });
  }

  private async load(): Promise<void> {
    this.loaded = await get<RelatedListView[]>(
      `/lightning/api/related/${this.recordId}${this.relationship ? `?only=${this.relationship}` : ""}`
    );
  }
}
