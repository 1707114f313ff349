import { api, LightningElement } from "lwc";
import LightningConfirm from "lightning/confirm";
import Toast from "lightning/toast";
import { get, type FetchError } from "local/org";
import { navigate } from "local/router";
import { deleteRecord } from "../../../platform/uiRecordApi";
import type { FieldView } from "local/fieldValue";

interface HighlightsView {
  readonly title: string;
  readonly objectLabel: string;
  readonly icon: string;
  readonly objectName: string;
  readonly highlights: readonly FieldView[];
  readonly actions: readonly string[];
}

/** The head of a record's page: what it is, and its first fields. */
export default class Highlights extends LightningElement {
  @api recordId = "";
  view: HighlightsView | undefined;
  reload = (): void => void this.load();

  override connectedCallback(): void {
    document.addEventListener("local:recordchange", this.reload);
    void this.load();
  }

  override disconnectedCallback(): void {
    document.removeEventListener("local:recordchange", this.reload);
  }

  get hasFields(): boolean {
    return (this.view?.highlights.length ?? 0) > 0;
  }

  get hasActions(): boolean {
    return (this.view?.actions.length ?? 0) > 0;
  }

  handleAction(event: Event): void {
    const action = (event.currentTarget as HTMLElement).dataset["action"] ?? "";
    if (action === "Delete") return void this.remove();
    const attributes = {
      objectApiName: this.view?.objectName,
      recordId: this.recordId,
      actionName: action.toLowerCase()
    };
    navigate({ type: "standard__recordPage", attributes });
  }

  private async remove(): Promise<void> {
    if (!this.view) return;
    const { objectLabel, objectName, title } = this.view;
    const message = `Are you sure you want to delete this ${objectLabel}?`;
    if (!(await LightningConfirm.open({ message, label: `Delete ${objectLabel}`, theme: "warning" }))) return;
    try {
      await deleteRecord(this.recordId);
    } catch (error) {
      void Toast.show({ label: messageOf(error as FetchError), variant: "error", mode: "sticky" }, this);
      return;
    }
    void Toast.show({ label: `${objectLabel} "${title}" was deleted.`, variant: "success", mode: "dismissible" }, this);
    navigate({ type: "standard__objectPage", attributes: { objectApiName: objectName, actionName: "list" } }, true);
  }

  private async load(): Promise<void> {
    this.view = await get<HighlightsView>(`/lightning/api/highlights/${this.recordId}`);
  }
}

/** A refused deletion tells its reason beside the general sentence. */
function messageOf({ body }: FetchError): string {
  const { errors = [], fieldErrors = {} } = (body?.output ?? {}) as {
    errors?: readonly { message: string }[];
    fieldErrors?: Readonly<Record<string, readonly { message: string }[]>>;
  };
  const reasons = [...errors, ...Object.values(fieldErrors).flat()].map(({ message }) => message);
  return reasons.join(" ") || body?.message || "The record cannot be deleted.";
}
