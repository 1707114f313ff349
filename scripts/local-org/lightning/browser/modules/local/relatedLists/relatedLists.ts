import { api, LightningElement } from "lwc";
import { get } from "local/org";
import { navigate } from "local/router";
import { encodeDefaultFieldValues } from "../../../platform/pageReferenceUtils";
import { words } from "local/words";

interface RelatedListView {
  readonly key: string;
  readonly mayCreate: boolean;
  /** The field of the related records that points to this one. */
  readonly field: string;
  readonly label: string;
  readonly object: string;
  readonly count: string;
  readonly columns: readonly unknown[];
  readonly rows: readonly unknown[];
}

/** The records that point to this one. */
export default class RelatedLists extends LightningElement {
  words = words;
  @api recordId = "";
  /** Shows this relationship alone. */
  @api relationship: string | undefined;
  lists: readonly RelatedListView[] = [];
  reload = (): void => void this.load();

  override connectedCallback(): void {
    document.addEventListener("local:recordchange", this.reload);
    void this.load();
  }

  override disconnectedCallback(): void {
    document.removeEventListener("local:recordchange", this.reload);
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
    this.lists = await get<RelatedListView[]>(
      `/lightning/api/related/${this.recordId}${this.relationship ? `?only=${this.relationship}` : ""}`
    );
  }
}
