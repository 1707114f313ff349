import { api } from "lwc";
import type { FetchError } from "local/org";
import FormHost from "local/formHost";
import { createRecord, updateRecord, type RecordRepresentation } from "../../../platform/uiRecordApi";
import type { RecordForm } from "../../../../protocol/record-form";

interface FieldError {
  readonly message: string;
  readonly fieldLabel: string | null;
}

interface Output {
  readonly errors?: readonly FieldError[];
  readonly fieldErrors?: Readonly<Record<string, readonly FieldError[]>>;
}

/** `lightning-record-edit-form`: creates or changes a record with the fields in its slot. */
export default class RecordEditForm extends FormHost {
  @api formClass = "";
  private saving = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("localfieldchange", this.fieldChanged as EventListener);
  }

  protected override get mode(): string {
    return this.recordId ? "edit" : "create";
  }

  /** Saves these fields, or those that were entered. */
  @api
  submit(fields?: Readonly<Record<string, unknown>>): void {
    void this.save(fields ?? this.enteredFields());
  }

  /** As a submit button does: checks what was entered, and asks the owner before it saves. */
  @api
  requestSubmit(): void {
    const invalid = [...this.members].filter((member) => member.isValid?.() === false);
    if (invalid.length > 0) return invalid[0]!.focus?.();
    const fields = this.enteredFields();
    const event = new CustomEvent("submit", { detail: { fields }, cancelable: true });
    if (this.dispatchEvent(event)) void this.save(fields);
  }

  handleFormSubmit(event: Event): void {
    event.preventDefault();
    event.stopPropagation();
    this.requestSubmit();
  }

  private enteredFields(): Record<string, unknown> {
    const entries = [...this.members].flatMap((member) => {
      const value = member.entered?.();
      return value === undefined || !member.fieldName ? [] : [[member.fieldName, value] as const];
    });
    return Object.fromEntries(entries);
  }

  private async save(fields: Readonly<Record<string, unknown>>): Promise<void> {
    if (!this.model || this.saving) return;
    this.saving = true;
    for (const member of this.members) member.showErrors([]);
    try {
      const record = await this.write(this.model, fields);
      this.dispatchEvent(new CustomEvent("success", { detail: record }));
    } catch (error) {
      this.showFailure(error as FetchError);
    } finally {
      this.saving = false;
    }
  }

  /** An existing record gets what differs from it; a new one also what its defaults are not to be. */
  private write(
    { recordId, objectName, fields: known }: RecordForm,
    given: Readonly<Record<string, unknown>>
  ): Promise<RecordRepresentation> {
    const differs = ([name, value]: [string, unknown]): boolean => value !== (known[name]?.value ?? null);
    if (recordId)
      return updateRecord({ fields: { ...Object.fromEntries(Object.entries(given).filter(differs)), Id: recordId } });
    const wanted = Object.entries(given).filter((entry) => entry[1] !== null || differs(entry));
    return createRecord({ apiName: objectName, fields: Object.fromEntries(wanted) });
  }

  private showFailure(error: FetchError): void {
    const { errors = [], fieldErrors = {} } = (error.body?.output ?? {}) as Output;
    const shown = new Set<string>();
    for (const member of this.members) {
      const messages = member.fieldName ? fieldErrors[member.fieldName] : undefined;
      if (!messages || !member.entered) continue;
      member.showErrors(messages.map(({ message }) => message));
      if (shown.size === 0) member.focus?.();
      shown.add(member.fieldName!);
    }
    const elsewhere = Object.entries(fieldErrors)
      .filter(([name]) => !shown.has(name))
      .flatMap(([, list]) => list.map(({ fieldLabel, message }) => `${fieldLabel}: ${message}`));
    const page = [...errors.map(({ message }) => message), ...elsewhere];
    const message = error.body?.message ?? (error as unknown as Error).message;
    const isEmpty = page.length === 0 && shown.size === 0;
    for (const member of this.members)
      if (member.fieldName === undefined) member.showErrors(isEmpty ? [message] : page);
    const detail = [...page, ...Object.values(fieldErrors).flatMap((list) => list.map((one) => one.message))].join(" ");
    this.dispatchEvent(
      new CustomEvent("error", { detail: { message, detail: detail || message, output: error.body?.output } })
    );
  }

  private fieldChanged = (event: CustomEvent<{ field: string; value: unknown }>): void => {
    event.stopPropagation();
    for (const member of this.members) member.controlledBy?.(event.detail.field, event.detail.value);
  };
}
