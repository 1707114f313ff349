import { api } from "lwc";
import LightningModal from "lightning/modal";
import type { RecordRepresentation } from "../../../platform/uiRecordApi";
import { words } from "local/words";
import type { RecordForm } from "../../../../protocol/record-form";

interface Editor extends HTMLElement {
  save(): void;
}

/** The dialog in which a record is created, changed or cloned; closes with the saved record. */
export default class RecordModal extends LightningModal {
  words = words;
  @api form: RecordForm | undefined;
  saving = false;

  handleSave(): void {
    this.template?.querySelector<Editor>("local-record-editor")?.save();
  }

  handleSaving(): void {
    this.saving = true;
  }

  handleRefused(): void {
    this.saving = false;
  }

  handleSaved(event: CustomEvent<RecordRepresentation>): void {
    this.close(event.detail);
  }

  handleCancel(): void {
    this.close();
  }
}
