import { api, LightningElement } from "lwc";
import { fieldNameOf, joinForm, type FormMember } from "local/formProtocol";
import type { FormField, RecordForm } from "../../../../protocol/record-form";

interface Input extends HTMLElement {
  reportValidity(): boolean;
  setCustomValidity(message: string): void;
}

const NUMBERS = ["int", "double", "currency", "percent", "long"];
const INPUT_TYPES: Readonly<Record<string, string>> = {
  date: "date",
  datetime: "datetime",
  time: "time",
  email: "email",
  phone: "tel"
};

/** `lightning-input-field`: a field of the form's record, to be written as its type asks for. */
export default class InputField extends LightningElement {
  @api fieldName: string | { readonly fieldApiName: string } | undefined;
  @api variant = "";
  @api disabled = false;
  @api readOnly = false;
  @api required = false;
  field: FormField | undefined;
  current: unknown = null;
  controllingValue: unknown = undefined;
  private given: unknown = undefined;
  private leave: (() => void) | undefined;

  /** What the component's owner sets instead of the record's value. */
  @api
  get value(): unknown {
    return this.current;
  }
  set value(given: unknown) {
    this.given = given;
    this.current = given ?? null;
  }

  override connectedCallback(): void {
    this.leave = joinForm(this, this.member());
  }

  override disconnectedCallback(): void {
    this.leave?.();
  }

  @api
  reset(): void {
    this.current = this.field?.value ?? null;
    this.showErrors([]);
  }

  @api
  reportValidity(): boolean {
    return this.input?.reportValidity() ?? true;
  }

  @api
  focus(): void {
    this.input?.focus();
  }

  @api
  setErrors(messages: readonly string[]): void {
    this.showErrors(messages);
  }

  private member(): FormMember {
    const name = fieldNameOf(this.fieldName);
    return {
      fieldName: name,
      show: (form) => this.show(form, name),
      entered: () => (this.writable ? this.current : undefined),
      isValid: () => this.reportValidity(),
      showErrors: (messages) => this.showErrors(messages),
      controlledBy: (field, value) => {
        if (field === this.field?.controllingField) this.controllingValue = value;
      },
      focus: () => this.focus()
    };
  }

  private show(form: RecordForm, name: string): void {
    this.field = form.fields[name];
    if (this.given === undefined) this.current = this.field?.value ?? null;
    const controlling = this.field?.controllingField;
    this.controllingValue = controlling === undefined ? undefined : form.fields[controlling]?.value;
  }

  private showErrors(messages: readonly string[]): void {
    this.input?.setCustomValidity(messages.join(" "));
    this.input?.reportValidity();
  }

  private get input(): Input | null | undefined {
    return this.template?.querySelector<Input>("[data-input]");
  }

  get writable(): boolean {
    return this.field !== undefined && this.field.editable && !this.readOnly;
  }
  get isRequired(): boolean {
    return this.required || this.field?.required === true;
  }
  get isBoolean(): boolean {
    return this.field?.type === "boolean";
  }
  get isPicklist(): boolean {
    return this.field?.type === "picklist" || this.field?.type === "combobox";
  }
  get isMultiPicklist(): boolean {
    return this.field?.type === "multipicklist";
  }
  get isLongText(): boolean {
    return this.field?.type === "textarea" || this.field?.longText === true;
  }
  get isReference(): boolean {
    return this.field?.type === "reference";
  }
  get isNumber(): boolean {
    return NUMBERS.includes(this.field?.type ?? "");
  }
  get inputType(): string {
    return INPUT_TYPES[this.field?.type ?? ""] ?? "text";
  }
  /** The smallest step that the field's scale allows. */
  get step(): string {
    const scale = this.field?.scale ?? 0;
    return scale === 0 ? "1" : `0.${"0".repeat(scale - 1)}1`;
  }
  get maxLength(): number | undefined {
    return this.field?.length || undefined;
  }
  get text(): string {
    return typeof this.current === "string" || typeof this.current === "number" ? String(this.current) : "";
  }
  get checked(): boolean {
    return this.current === true;
  }
  get chosen(): string[] {
    return this.text === "" ? [] : this.text.split(";");
  }
  get referenceObject(): string {
    return this.field?.reference?.object ?? this.field?.referenceTo?.[0] ?? "";
  }
  get referenceName(): string {
    return this.current === this.field?.value ? (this.field?.reference?.name ?? "") : "";
  }

  get options(): readonly { readonly value: string; readonly label: string }[] {
    const { options = [], optionsByControllingValue: allowed, controllingField } = this.field ?? {};
    if (!controllingField || !allowed) return options;
    const values = allowed[this.controllingKey] ?? [];
    return options.filter(({ value }) => values.includes(value));
  }

  /** A checkbox decides by `true` and `false`. */
  private get controllingKey(): string {
    const value = this.controllingValue;
    return typeof value === "boolean" || typeof value === "string" ? String(value) : "";
  }

  get picklistOptions(): unknown[] {
    const none = [{ value: "", label: "--None--" }];
    const known = this.options.some(({ value }) => value === this.current) || this.text === "";
    return [
      ...none,
      ...(known ? [] : [{ value: this.text, label: this.field?.display ?? this.text }]),
      ...this.options
    ];
  }

  handleText(event: CustomEvent<{ value: string }>): void {
    this.change(event.detail.value === "" ? null : event.detail.value, event);
  }

  handleNumber(event: CustomEvent<{ value: string }>): void {
    this.change(event.detail.value === "" ? null : Number(event.detail.value), event);
  }

  handleChecked(event: CustomEvent<{ checked: boolean }>): void {
    this.change(event.detail.checked, event);
  }

  handleChosen(event: CustomEvent<{ value: readonly string[] }>): void {
    this.change(event.detail.value.length === 0 ? null : event.detail.value.join(";"), event);
  }

  handleRecord(event: CustomEvent<{ recordId: string | null }>): void {
    this.change(event.detail.recordId, event);
  }

  private change(value: unknown, event: Event): void {
    event.stopPropagation();
    this.current = value;
    this.input?.setCustomValidity("");
    const detail = this.isBoolean ? { checked: value === true, value } : { value };
    this.dispatchEvent(new CustomEvent("change", { detail, bubbles: true, composed: true }));
    this.dispatchEvent(
      new CustomEvent("localfieldchange", {
        detail: { field: this.field?.name, value },
        bubbles: true,
        composed: true
      })
    );
  }
}
