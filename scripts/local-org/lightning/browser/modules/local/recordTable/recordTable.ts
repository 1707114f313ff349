import { api, LightningElement } from "lwc";
import type { FieldView } from "local/fieldValue";

interface Row {
  readonly id: string;
  readonly fields: readonly FieldView[];
}

/** Records as a table; the first column leads to the record. */
export default class RecordTable extends LightningElement {
  @api columns: readonly { readonly name: string; readonly label: string }[] = [];
  @api rows: readonly Row[] = [];
}
