import { api, LightningElement } from "lwc";
import { get, problemOf } from "local/org";
import { filled, words } from "local/words";
import { ShowToastEvent } from "../../../platform/platformShowToastEvent";
import type { DetailSection } from "../../../../protocol/records";
import type { RecordForm } from "../../../../protocol/record-form";

interface Editor extends HTMLElement {
  save(): void;
  focusField(name: string): void;
}

/** All fields of the record, as its layout orders them; a pencil beside a field changes them in place. */
export default class Detail extends LightningElement {
  @api recordId = "";
  words = words;
  loaded: readonly DetailSection[] | undefined;
  /** What is being entered; undefined while the fields are only shown. */
  form: RecordForm | undefined;
  saving = false;
  /** The field whose pencil was pressed: it has the focus once it can be entered, and its pencil afterwards. */
  private field = "";
  private focusMoves = false;
  private reading = Promise.resolve();
  reload = (): void => {
    this.reading = this.load();
  };

  override connectedCallback(): void {
    document.addEventListener("local:recordchange", this.reload);
    this.reload();
  }

  override disconnectedCallback(): void {
    document.removeEventListener("local:recordchange", this.reload);
  }

  override renderedCallback(): void {
    if (!this.focusMoves) return;
    this.focusMoves = false;
    if (this.form) this.editor?.focusField(this.field);
    else this.template?.querySelector<HTMLElement>(`[data-name="${this.field}"]`)?.focus();
  }

  get sections(): unknown[] | undefined {
    return this.loaded?.map((section, index) => ({
      key: `section-${index}`,
      label: section.label,
      columns: section.columns.map((fields, position) => ({
        key: `column-${position}`,
        fields: fields.map((field) => ({ ...field, editText: filled(words.editRecord, field.label) }))
      }))
    }));
  }

  async handleEdit(event: Event): Promise<void> {
    this.field = (event.currentTarget as HTMLElement).dataset["name"] ?? "";
    try {
      this.show(await get<RecordForm>(`/lightning/api/form/-?mode=edit&recordId=${this.recordId}`));
    } catch (error) {
      this.dispatchEvent(new ShowToastEvent({ variant: "error", message: problemOf(error) }));
    }
  }

  handleSave(): void {
    this.editor?.save();
  }

  handleSaving(): void {
    this.saving = true;
  }

  handleRefused(): void {
    this.saving = false;
  }

  async handleSaved(): Promise<void> {
    const message = filled(words.saved, this.form?.objectLabel ?? "");
    // To save has told the page that the record changed.
    await this.reading;
    this.show(undefined);
    this.dispatchEvent(new ShowToastEvent({ variant: "success", message }));
  }

  handleCancel(): void {
    this.show(undefined);
  }

  private get editor(): Editor | null | undefined {
    return this.template?.querySelector<Editor>("local-record-editor");
  }

  private show(form: RecordForm | undefined): void {
    [this.form, this.saving, this.focusMoves] = [form, false, true];
  }

  private async load(): Promise<void> {
    this.loaded = await get<DetailSection[]>(`/lightning/api/detail/${this.recordId}`);
  }
}
