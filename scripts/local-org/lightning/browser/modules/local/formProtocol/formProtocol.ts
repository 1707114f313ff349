import type { RecordForm } from "../../../../protocol/record-form";

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
