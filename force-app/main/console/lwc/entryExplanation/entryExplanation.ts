import { api, LightningElement, wire } from "lwc";
import getEntry from "@salesforce/apex/MemberCardController.getEntry";
import { entrySteps, entryTitle, type StepText } from "c/entryText";
import emptyLabel from "@salesforce/label/c.LoyaltyEntryUnexplained";
import titleLabel from "@salesforce/label/c.LoyaltyEntryExplanation";
import type { StatementEntry as Activity } from "apex-types";
import type { WireError, WireResult } from "lwc-wire";

/** The sum behind an entry of the ledger, in plain words; on the entry's page. */
export default class EntryExplanation extends LightningElement {
  @api recordId = "";

  entry: Activity | null | undefined;
  error: WireError | undefined;

  labels = { empty: emptyLabel, title: titleLabel };

  @wire(getEntry, { entryId: "$recordId" })
  receive({ data, error }: WireResult<Activity | null>): void {
    this.entry = data ?? this.entry;
    this.error = error;
  }

  get loading(): boolean {
    return this.entry === undefined && this.error === undefined;
  }
  get empty(): boolean {
    return this.steps.length === 0;
  }
  get heading(): string {
    return this.entry ? entryTitle(this.entry) : "";
  }
  get steps(): StepText[] {
    return entrySteps(this.entry?.explanation ?? null);
  }
}
