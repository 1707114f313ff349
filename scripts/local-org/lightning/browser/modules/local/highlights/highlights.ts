import { api, LightningElement } from "lwc";
import LightningConfirm from "lightning/confirm";
import Toast from "lightning/toast";
import { get, type FetchError } from "local/org";
import { navigate } from "local/router";
import ActionModal from "local/actionModal";
import { encodeDefaultFieldValues } from "../../../platform/pageReferenceUtils";
import { deleteRecord } from "../../../platform/uiRecordApi";
import { filled, words } from "local/words";
import type { RecordAction } from "../../../../protocol/record-actions";
import type { FieldView } from "../../../../protocol/records";

interface HighlightsView {
  readonly title: string;
  readonly objectLabel: string;
  readonly icon: string;
  readonly objectName: string;
  readonly highlights: readonly FieldView[];
  readonly actions: readonly RecordAction[];
}

interface Runner extends HTMLElement {
  run(name: string): Promise<void>;
}

/** The others are in a menu. */
const BUTTONS = 3;
const PHONE_BUTTONS = 1;

const ACTION_LABELS: Readonly<Record<string, string>> = {
  Edit: words.edit,
  Clone: words.clone,
  Delete: words.remove
};

/** The head of a record's page: what it is, and its first fields. */
export default class Highlights extends LightningElement {
  words = words;
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

  get buttons(): unknown[] {
    return this.actions.slice(0, this.shown);
  }

  get menuItems(): unknown[] {
    return this.actions.slice(this.shown);
  }

  get hasMenu(): boolean {
    return this.menuItems.length > 0;
  }

  handleAction(event: Event): void {
    this.start((event.currentTarget as HTMLElement).dataset["action"] ?? "");
  }

  handleMenu(event: CustomEvent<{ value: string }>): void {
    this.start(event.detail.value);
  }

  private get actions(): { name: string; label: string }[] {
    return (this.view?.actions ?? []).map(({ name, label }) => ({ name, label: label ?? ACTION_LABELS[name] ?? name }));
  }

  private get shown(): number {
    return matchMedia("(max-width: 48em)").matches && this.actions.length > BUTTONS ? PHONE_BUTTONS : BUTTONS;
  }

  private start(name: string): void {
    const action = this.view?.actions.find((one) => one.name === name);
    if (action?.does) return this.startQuickAction(action);
    if (name === "Delete") return void this.remove();
    this.openRecord(name.toLowerCase());
  }

  private startQuickAction({ label = "", does }: RecordAction): void {
    if (does?.kind === "component" && does.subtype === "Action") {
      void (this.refs?.["runner"] as Runner | undefined)?.run(does.component ?? "");
    } else if (does?.kind === "component") {
      const properties = { recordId: this.recordId, objectApiName: this.view?.objectName };
      void ActionModal.open({ label, size: "medium", component: does.component, properties });
    } else if (does?.kind === "create") {
      const defaults = does.parentField ? { [does.parentField]: this.recordId } : {};
      const state = { defaultFieldValues: encodeDefaultFieldValues(defaults) };
      navigate({ type: "standard__objectPage", attributes: { objectApiName: does.object, actionName: "new" }, state });
    } else if (does?.kind === "update") {
      this.openRecord("edit");
    } else {
      void Toast.show({ label: filled(words.noComponent, label), variant: "warning", mode: "dismissible" }, this);
    }
  }

  private openRecord(actionName: string): void {
    const attributes = { objectApiName: this.view?.objectName, recordId: this.recordId, actionName };
    navigate({ type: "standard__recordPage", attributes });
  }

  private async remove(): Promise<void> {
    if (!this.view) return;
    const { objectLabel, objectName, title } = this.view;
    const message = filled(words.deleteQuestion, title);
    if (!(await LightningConfirm.open({ message, label: filled(words.deleteRecord, objectLabel), theme: "warning" })))
      return;
    try {
      await deleteRecord(this.recordId);
    } catch (error) {
      void Toast.show({ label: messageOf(error as FetchError), variant: "error", mode: "sticky" }, this);
      return;
    }
    void Toast.show(
      { label: filled(words.deleted, `${objectLabel} "${title}"`), variant: "success", mode: "dismissible" },
      this
    );
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
  return reasons.join(" ") || body?.message || words.cannotDelete;
}
