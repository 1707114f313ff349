import { api, LightningElement } from "lwc";
import afterLabel from "@salesforce/label/c.LoyaltyBulkAfter";
import memberLabel from "@salesforce/label/c.LoyaltyBulkMember";
import nowLabel from "@salesforce/label/c.LoyaltyBulkNow";
import resultLabel from "@salesforce/label/c.LoyaltyBulkResult";

/** A member with what a change does to them, in words. */
export interface BulkRow {
  readonly key: string;
  readonly name: string;
  readonly detail: string;
  readonly now: string;
  readonly after: string;
  readonly says: string;
  readonly tone: "plain" | "good" | "waiting" | "bad";
}

const STYLES: Readonly<Record<BulkRow["tone"], string>> = {
  plain: "",
  good: "slds-text-color_success",
  waiting: "",
  bad: "slds-text-color_error"
};

/** Members of a bulk change: before, and once it is looked at or done, after. */
export default class BulkRows extends LightningElement {
  @api heading = "";
  @api rows: readonly BulkRow[] = [];
  /** Whether the change is looked at or done. */
  @api hasSteps = false;

  labels = { after: afterLabel, member: memberLabel, now: nowLabel, result: resultLabel };

  get marked(): (BulkRow & { style: string })[] {
    return this.rows.map((row) => ({ ...row, style: `says ${STYLES[row.tone]}` }));
  }
}
