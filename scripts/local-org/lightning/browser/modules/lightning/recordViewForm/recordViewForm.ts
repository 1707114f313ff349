import FormHost from "local/formHost";

/** `lightning-record-view-form`: fields of a record, to be read. */
export default class RecordViewForm extends FormHost {
  protected override get reloads(): boolean {
    return true;
  }
}
