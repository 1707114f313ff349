import type { FieldView } from "local/fieldValue";

/** A field of a form, as the server describes it (server/record-form.ts). */
export interface FormField extends FieldView {
  readonly editable: boolean;
  readonly required: boolean;
  readonly length: number;
  readonly longText: boolean;
  readonly help?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly controllingField?: string;
  readonly optionsByControllingValue?: Readonly<Record<string, readonly string[]>>;
  readonly referenceTo?: readonly string[];
}

export interface RecordForm {
  readonly objectName: string;
  readonly objectLabel: string;
  readonly recordId?: string;
  readonly sections: readonly FormSection[];
  readonly fields: Readonly<Record<string, FormField>>;
}

export interface FormSection {
  readonly label: string;
  readonly columns: readonly (readonly string[])[];
}

/** What a field, or the place for messages, offers to the form around it. */
export interface FormMember {
  readonly fieldName: string | undefined;
  show(form: RecordForm): void;
  /** The entered value, where there is one to be saved. */
  entered?(): unknown;
  isValid?(): boolean;
  showErrors(messages: readonly string[]): void;
  controlledBy?(field: string, value: unknown): void;
  focus?(): void;
}

export const REGISTER = "localformmember";

/** Tells the form around an element of it; what it gives back takes the element out again. */
export function joinForm(element: EventTarget, member: FormMember): () => void {
  const event = new CustomEvent<{ member: FormMember; leave?: () => void }>(REGISTER, {
    bubbles: true,
    composed: true,
    detail: { member }
  });
  element.dispatchEvent(event);
  return () => event.detail.leave?.();
}

/** `Account.Name`, a schema import or `Name`. */
export function fieldNameOf(given: string | { readonly fieldApiName: string } | undefined): string {
  const name = typeof given === "object" ? given.fieldApiName : (given ?? "");
  return name.includes(".") ? name.slice(name.indexOf(".") + 1) : name;
}
