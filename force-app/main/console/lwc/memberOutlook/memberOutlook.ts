import { api, LightningElement, wire } from "lwc";
import CHURN_DRIVERS from "@salesforce/schema/LoyaltyMember__c.ChurnDrivers__c";
import CHURN_RISK from "@salesforce/schema/LoyaltyMember__c.ChurnRisk__c";
import FREQUENCY from "@salesforce/schema/LoyaltyMember__c.FrequencyScore__c";
import MONEY from "@salesforce/schema/LoyaltyMember__c.MoneyScore__c";
import RECENCY from "@salesforce/schema/LoyaltyMember__c.RecencyScore__c";
import { getFieldDisplayValue, getFieldValue, getRecord } from "lightning/uiRecordApi";
import { labelText } from "c/labelText";
import { numberText } from "c/localeText";
import becauseLabel from "@salesforce/label/c.LoyaltyOutlookBecause";
import noneLabel from "@salesforce/label/c.LoyaltyOutlookNone";
import riskLabel from "@salesforce/label/c.LoyaltyOutlookRisk";
import scoreLabel from "@salesforce/label/c.LoyaltyOutlookScore";
import titleLabel from "@salesforce/label/c.LoyaltyOutlook";
import frequencyLabel from "@salesforce/label/c.LoyaltyOutlookFrequency";
import moneyLabel from "@salesforce/label/c.LoyaltyOutlookMoney";
import recencyLabel from "@salesforce/label/c.LoyaltyOutlookRecency";

type Wired = Parameters<typeof getFieldValue>[0];

const SCORES = [
  { field: RECENCY, label: recencyLabel },
  { field: FREQUENCY, label: frequencyLabel },
  { field: MONEY, label: moneyLabel }
];

/** How likely it is that a customer does not come back, and why. */
export default class MemberOutlook extends LightningElement {
  /** The member. */
  @api recordId = "";

  error: unknown;
  private member: Wired | undefined;

  labels = { because: becauseLabel, none: noneLabel, title: titleLabel };

  @wire(getRecord, { recordId: "$recordId", fields: [CHURN_RISK, CHURN_DRIVERS, RECENCY, FREQUENCY, MONEY] })
  handleMember({ data, error }: { data?: Wired; error?: unknown }): void {
    [this.member, this.error] = [data, error];
  }

  get loading(): boolean {
    return this.member === undefined;
  }
  get hasRisk(): boolean {
    return typeof this.risk === "number";
  }
  get riskText(): string {
    return labelText(riskLabel, numberText(this.risk));
  }
  /** In the user's language, as the picklist has them. */
  get drivers(): string[] {
    const shown = this.member ? getFieldDisplayValue(this.member, CHURN_DRIVERS) : null;
    return typeof shown === "string" ? shown.split(";").map((driver) => driver.trim()) : [];
  }
  get hasDrivers(): boolean {
    return this.drivers.length > 0;
  }
  get scores(): { key: string; label: string; text: string }[] {
    return SCORES.map(({ field, label }) => ({ key: `${label}:`, label, score: this.numberOf(field) }))
      .filter(({ score }) => score !== undefined)
      .map(({ key, label, score }) => ({ key, label, text: labelText(scoreLabel, numberText(score)) }));
  }
  get hasScores(): boolean {
    return this.scores.length > 0;
  }

  private get risk(): number | undefined {
    return this.numberOf(CHURN_RISK);
  }
  private numberOf(field: typeof CHURN_RISK): number | undefined {
    const value: unknown = this.member ? getFieldValue(this.member, field) : undefined;
    return typeof value === "number" ? value : undefined;
  }
}
