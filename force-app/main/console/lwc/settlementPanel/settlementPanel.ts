import { api, wire } from "lwc";
import approve from "@salesforce/apex/SettlementController.approve";
import getSettlement from "@salesforce/apex/SettlementController.getSettlement";
import locale from "@salesforce/i18n/locale";
import RULE from "@salesforce/schema/LoyaltyRule__c";
import LightningConfirm from "lightning/confirm";
import { NavigationMixin } from "lightning/navigation";
import { notifyRecordUpdateAvailable } from "lightning/uiRecordApi";
import { downloadCsv } from "c/csvFile";
import { labelText } from "c/labelText";
import { lineOf, momentText, moneyText, numberText, pointValueText } from "c/localeText";
import { permissions } from "c/permissions";
import { WiredPart } from "c/wiredPart";
import amountLabel from "@salesforce/label/c.LoyaltySettlementAmount";
import approveLabel from "@salesforce/label/c.LoyaltySettlementApprove";
import approvedLabel from "@salesforce/label/c.LoyaltySettlementApproved";
import askLabel from "@salesforce/label/c.LoyaltySettlementAsk";
import calculatedLabel from "@salesforce/label/c.LoyaltySettlementCalculated";
import doneLabel from "@salesforce/label/c.LoyaltySettlementDone";
import downloadLabel from "@salesforce/label/c.LoyaltySettlementDownload";
import pointValueLabel from "@salesforce/label/c.LoyaltySettlementPointValue";
import pointsLabel from "@salesforce/label/c.LoyaltySettlementPoints";
import ruleLabel from "@salesforce/label/c.LoyaltySettlementRule";
import shareLabel from "@salesforce/label/c.LoyaltySettlementShare";
import titleLabel from "@salesforce/label/c.LoyaltySettlementTitle";
import totalLabel from "@salesforce/label/c.LoyaltySettlementTotal";
import valueLabel from "@salesforce/label/c.LoyaltySettlementValue";
import type { SettlementController_Settlement as Settlement } from "apex-types";
import type { WireResult } from "lwc-wire";

interface Sums {
  readonly points: string;
  readonly value: string;
  readonly amount: string;
}

interface Row extends Sums {
  readonly key: string;
  readonly rule: string;
  readonly share: string;
}

const COLUMNS = [
  "Settlement",
  "Partner",
  "Program",
  "Month",
  "Rule",
  "Points",
  "Value",
  "SharePercent",
  "Amount",
  "Currency",
  "ApprovedAt"
];

/** What a partner pays for a month, rule by rule: to be looked through, approved and kept as a file. */
export default class SettlementPanel extends NavigationMixin(WiredPart<Settlement>) {
  /** The settlement. */
  @api recordId = "";

  labels = {
    amount: amountLabel,
    approve: approveLabel,
    download: downloadLabel,
    points: pointsLabel,
    rule: ruleLabel,
    share: shareLabel,
    title: titleLabel,
    total: totalLabel,
    value: valueLabel
  };

  @wire(getSettlement, { settlementId: "$recordId" })
  receive(result: WireResult<Settlement | null>): void {
    this.take(result);
  }

  get mayApprove(): boolean {
    return permissions.approveSettlements && this.data !== undefined && !this.data.approvedAt;
  }
  get whose(): string {
    return lineOf(this.data?.partnerName, this.data?.programName, monthText(this.data?.month));
  }
  get stateText(): string {
    const { approvedAt, approvedBy, calculatedAt } = this.data ?? {};
    return approvedAt
      ? labelText(approvedLabel, momentText(approvedAt), approvedBy ?? "")
      : labelText(calculatedLabel, momentText(calculatedAt));
  }
  get pointValueText(): string {
    const { pointValue, currencyCode } = this.data ?? {};
    return pointValue ? labelText(pointValueLabel, pointValueText(pointValue, currencyCode)) : "";
  }
  get rows(): Row[] {
    const { currencyCode, lines } = this.data ?? {};
    return (lines ?? []).map((line) => ({
      key: line.ruleId ?? "",
      rule: line.ruleName ?? "",
      share: `${numberText(line.share)} %`,
      ...sumsOf(line, currencyCode)
    }));
  }
  get total(): Sums {
    return sumsOf(this.data ?? {}, this.data?.currencyCode);
  }

  async handleApprove(): Promise<void> {
    const message = labelText(askLabel, this.total.amount, this.data?.partnerName ?? "");
    if (!(await LightningConfirm.open({ label: approveLabel, message }))) return;
    await this.attempt(async () => {
      await approve({ settlementId: this.recordId });
      this.told = doneLabel;
      await this.readAgain();
      await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
    });
  }

  handleDownload(): void {
    const { name, partnerName, programName, month, currencyCode, approvedAt, lines } = this.data ?? {};
    downloadCsv(`${name ?? ""}_${(month ?? "").slice(0, 7)}.csv`, [
      COLUMNS,
      ...(lines ?? []).map(({ ruleName, points, value, share, amount }) => [
        name,
        partnerName,
        programName,
        (month ?? "").slice(0, 7),
        ruleName,
        points,
        value,
        share,
        amount,
        currencyCode,
        approvedAt
      ])
    ]);
  }

  handleOpen(event: Event): void {
    event.preventDefault();
    const recordId = (event.currentTarget as HTMLElement).dataset.id;
    this[NavigationMixin.Navigate]({
      type: "standard__recordPage",
      attributes: { objectApiName: RULE.objectApiName, recordId, actionName: "view" }
    });
  }
}

function sumsOf(
  { points, value, amount }: Partial<Pick<Settlement, "points" | "value" | "amount">>,
  currencyCode?: string | null
): Sums {
  return {
    points: numberText(points),
    value: moneyText(value, currencyCode),
    amount: moneyText(amount, currencyCode)
  };
}

/** A day without a time is that day in every zone. */
function monthText(month: string | null | undefined): string {
  return month ? new Date(month).toLocaleDateString(locale, { month: "long", year: "numeric", timeZone: "UTC" }) : "";
}
