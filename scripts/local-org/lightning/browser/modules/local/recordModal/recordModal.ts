import { api } from "lwc";
import LightningModal from "lightning/modal";
import type { RecordRepresentation } from "../../../platform/uiRecordApi";
import { words } from "local/words";
import type { RecordForm } from "../../../../protocol/record-form";

interface EditForm extends HTMLElement {
  requestSubmit(): void;
}

/** The dialog in which a record is created, changed or cloned; closes with the saved record. */
export default class RecordModal extends LightningModal {
  words = words;
  @api form: RecordForm | undefined;
  saving = false;

  get sections(): unknown {
    return this.form?.sections ?? [];
  }

  handleSave(): void {
    this.template?.querySelector<EditForm>("lightning-record-edit-form")?.requestSubmit();
  }

  handleSubmit(): void {
    this.saving = true;
  }

  handleError(): void {
    this.saving = false;
  }

  handleSuccess(event: CustomEvent<RecordRepresentation>): void {
    this.close(event.detail);
  }

  handleCancel(): void {
    this.close();
  }
}
