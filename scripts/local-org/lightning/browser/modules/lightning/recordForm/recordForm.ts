import { api, LightningElement } from "lwc";
import { fieldNameOf } from "local/formProtocol";
import type { FormSection, RecordForm as Form } from "../../../../protocol/record-form";

type FieldReference = string | { readonly fieldApiName: string };

/** `lightning-record-form`: a record's layout, or a list of its fields, to be read and to be changed. */
export default class RecordForm extends LightningElement {
  @api recordId: string | undefined;
  @api objectApiName: string | { readonly objectApiName: string } = "";
  @api fields: readonly FieldReference[] | undefined;
  @api layoutType = "Full";
  @api columns: string | number = 1;
  @api density = "";
  @api recordTypeId: string | undefined;
  sections: readonly FormSection[] = [];
  private mode_ = "";
  private editing: boolean | undefined;

  @api
  get mode(): string {
    return this.mode_ || (this.recordId ? "view" : "edit");
  }
  set mode(value: string) {
    this.mode_ = value;
    this.editing = undefined;
  }

  get isEditing(): boolean {
    return this.editing ?? this.mode === "edit";
  }

  get mayEdit(): boolean {
    return this.mode !== "readonly";
  }

  handleLoad(event: CustomEvent<Form>): void {
    this.sections = this.fields ? [{ label: "", columns: this.fieldColumns(this.fields) }] : event.detail.sections;
    this.dispatchEvent(new CustomEvent("load", { detail: event.detail }));
  }

  handleEdit(): void {
    this.editing = true;
  }

  handleCancel(): void {
    this.editing = this.mode_ === "edit" ? undefined : false;
    this.dispatchEvent(new CustomEvent("cancel"));
  }

  handleSubmit(event: CustomEvent): void {
    const own = new CustomEvent("submit", { detail: event.detail as unknown, cancelable: true });
    if (!this.dispatchEvent(own)) event.preventDefault();
  }

  handleSuccess(event: CustomEvent): void {
    if (this.recordId) this.editing = this.mode_ === "edit" ? undefined : false;
    this.dispatchEvent(new CustomEvent("success", { detail: event.detail as unknown }));
  }

  handleError(event: CustomEvent): void {
    this.dispatchEvent(new CustomEvent("error", { detail: event.detail as unknown }));
  }

  private fieldColumns(fields: readonly FieldReference[]): string[][] {
    const count = Math.max(1, Number(this.columns) || 1);
    const names = fields.map(fieldNameOf);
    return Array.from({ length: count }, (_, column) => names.filter((_name, index) => index % count === column));
  }
}
