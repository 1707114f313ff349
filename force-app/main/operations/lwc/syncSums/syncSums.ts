import { api, LightningElement, wire } from "lwc";
import AMOUNT_ACCEPTED from "@salesforce/schema/LoyaltySyncRun__c.AmountAccepted__c";
import AMOUNT_READ from "@salesforce/schema/LoyaltySyncRun__c.AmountRead__c";
import AMOUNT_REJECTED from "@salesforce/schema/LoyaltySyncRun__c.AmountRejected__c";
import AMOUNT_UNCHANGED from "@salesforce/schema/LoyaltySyncRun__c.AmountUnchanged__c";
import DOCUMENTS_ACCEPTED from "@salesforce/schema/LoyaltySyncRun__c.DocumentsAccepted__c";
import DOCUMENTS_READ from "@salesforce/schema/LoyaltySyncRun__c.DocumentsRead__c";
import DOCUMENTS_REJECTED from "@salesforce/schema/LoyaltySyncRun__c.DocumentsRejected__c";
import DOCUMENTS_UNCHANGED from "@salesforce/schema/LoyaltySyncRun__c.DocumentsUnchanged__c";
import { getFieldValue, getRecord, type RecordRepresentation } from "lightning/uiRecordApi";
import { numberText } from "c/localeText";
import acceptedLabel from "@salesforce/label/c.LoyaltySyncAccepted";
import amountLabel from "@salesforce/label/c.LoyaltySyncAmount";
import documentsLabel from "@salesforce/label/c.LoyaltySyncDocuments";
import helpLabel from "@salesforce/label/c.LoyaltySyncSumsHelp";
import readLabel from "@salesforce/label/c.LoyaltySyncRead";
import rejectedLabel from "@salesforce/label/c.LoyaltySyncRejected";
import titleLabel from "@salesforce/label/c.LoyaltySyncSums";
import unchangedLabel from "@salesforce/label/c.LoyaltySyncUnchanged";
import type { WireResult } from "lwc-wire";

const ROWS = [
  { label: readLabel, documents: DOCUMENTS_READ, amount: AMOUNT_READ },
  { label: acceptedLabel, documents: DOCUMENTS_ACCEPTED, amount: AMOUNT_ACCEPTED },
  { label: unchangedLabel, documents: DOCUMENTS_UNCHANGED, amount: AMOUNT_UNCHANGED },
  { label: rejectedLabel, documents: DOCUMENTS_REJECTED, amount: AMOUNT_REJECTED }
] as const;
const FIELDS = ROWS.flatMap(({ documents, amount }) => [documents, amount]);

/** How much a run of the sync read, and what became of it: to be compared with the source. */
export default class SyncSums extends LightningElement {
  /** The run. */
  @api recordId = "";

  record: RecordRepresentation | undefined;
  error: unknown;

  labels = {
    amount: amountLabel,
    documents: documentsLabel,
    help: helpLabel,
    title: titleLabel
  };

  @wire(getRecord, { recordId: "$recordId", fields: FIELDS })
  receive({ data, error }: WireResult<RecordRepresentation>): void {
    this.record = data ?? this.record;
    this.error = error;
  }

  get loading(): boolean {
    return this.record === undefined && this.error === undefined;
  }
  get rows(): { label: string; documents: string; amount: string }[] {
    return ROWS.map(({ label, documents, amount }) => ({
      label,
      documents: this.textOf(documents),
      amount: this.textOf(amount)
    }));
  }

  private textOf(field: (typeof FIELDS)[number]): string {
    return numberText(this.record && (getFieldValue(this.record, field) as number | null));
  }
}
