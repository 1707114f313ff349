import { api, LightningElement } from "lwc";
import { navigate } from "local/router";
import { words } from "local/words";
import type { FieldView } from "../../../../protocol/records";

/** Shows a value as its type asks for. */
export default class FieldValue extends LightningElement {
  words = words;
  @api field: FieldView = { name: "", label: "", type: "string", scale: 0, value: null };

  get reference(): FieldView["reference"] {
    return this.field.reference;
  }
  get referenceUrl(): string {
    return `/lightning/r/${this.reference?.object}/${this.reference?.id}/view`;
  }
  get blank(): boolean {
    return this.field.value === null || this.field.value === undefined || this.field.value === "";
  }
  get isBoolean(): boolean {
    return this.field.type === "boolean";
  }
  get isPercent(): boolean {
    return this.field.type === "percent";
  }
  get fraction(): number {
    return Number(this.field.value) / 100;
  }
  get isNumber(): boolean {
    return ["int", "double", "currency", "long"].includes(this.field.type);
  }
  get isDate(): boolean {
    return this.field.type === "date";
  }
  get isDatetime(): boolean {
    return this.field.type === "datetime";
  }
  get isEmail(): boolean {
    return this.field.type === "email";
  }
  get isPhone(): boolean {
    return this.field.type === "phone";
  }
  get isUrl(): boolean {
    return this.field.type === "url";
  }
  get text(): string {
    return this.field.display ?? String(this.field.value);
  }

  open(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !this.reference) return;
    event.preventDefault();
    navigate({
      type: "standard__recordPage",
      attributes: { objectApiName: this.reference.object, recordId: this.reference.id }
    });
  }
}
