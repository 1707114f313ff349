import { api, LightningElement } from "lwc";
import { words } from "local/words";
import type { RecordRepresentation } from "../../../platform/uiRecordApi";
import type { RecordForm, FormSection } from "../../../../protocol/record-form";

interface EditForm extends HTMLElement {
  requestSubmit(): void;
}
interface Sections extends HTMLElement {
  focusField(name: string): void;
}

/**
 * The fields of a record as they are entered, section by section.
 *
 * @fires saving when it is sent
 * @fires saved with the record
 * @fires refused when it was not saved; the form says why
 */
export default class RecordEditor extends LightningElement {
  @api form: RecordForm | undefined;
  words = words;

  get sections(): readonly FormSection[] {
    return this.form?.sections ?? [];
  }

  @api save(): void {
    this.template?.querySelector<EditForm>("lightning-record-edit-form")?.requestSubmit();
  }

  @api focusField(name: string): void {
    this.template?.querySelector<Sections>("local-form-sections")?.focusField(name);
  }

  handleSubmit(): void {
    this.dispatchEvent(new CustomEvent("saving"));
  }

  handleSuccess(event: CustomEvent<RecordRepresentation>): void {
    this.dispatchEvent(new CustomEvent("saved", { detail: event.detail }));
  }

  handleError(): void {
    this.dispatchEvent(new CustomEvent("refused"));
  }
}
