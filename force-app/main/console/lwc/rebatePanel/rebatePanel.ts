import { api, wire } from "lwc";
import approve from "@salesforce/apex/RebateController.approve";
import getRebate from "@salesforce/apex/RebateController.getRebate";
import LightningConfirm from "lightning/confirm";
import { notifyRecordUpdateAvailable } from "lightning/uiRecordApi";
import { labelText } from "c/labelText";
import { lineOf, momentText, moneyText, numberText } from "c/localeText";
import { quarterText } from "c/quarterText";
import { WiredPart } from "c/wiredPart";
import approveLabel from "@salesforce/label/c.LoyaltyRebateApprove";
import approvedLabel from "@salesforce/label/c.LoyaltyRebateApproved";
import askLabel from "@salesforce/label/c.LoyaltyRebateAsk";
import correctionLabel from "@salesforce/label/c.LoyaltyRebateCorrection";
import doneLabel from "@salesforce/label/c.LoyaltyRebateDone";
import growthLabel from "@salesforce/label/c.LoyaltyRebateGrowth";
import lastYearLabel from "@salesforce/label/c.LoyaltyRebateLastYear";
import nothingLabel from "@salesforce/label/c.LoyaltyRebateNothing";
import pointsLabel from "@salesforce/label/c.LoyaltyRebatePoints";
import ownLabel from "@salesforce/label/c.LoyaltyErrorRebateOwn";
import titleLabel from "@salesforce/label/c.LoyaltyRebateTitle";
import tooLittleLabel from "@salesforce/label/c.LoyaltyRebateTooLittle";
import volumeLabel from "@salesforce/label/c.LoyaltyRebateVolume";
import waitingLabel from "@salesforce/label/c.LoyaltyRebateWaiting";
import type { RebateController_Rebate as Rebate } from "apex-types";
import type { WireResult } from "lwc-wire";

/** What a member's quarter gives for its growth, against what, and whether somebody approved it. */
export default class RebatePanel extends WiredPart<Rebate> {
  /** The rebate. */
  @api recordId = "";

  labels = {
    approve: approveLabel,
    correction: correctionLabel,
    growth: growthLabel,
    lastYear: lastYearLabel,
    own: ownLabel,
    points: pointsLabel,
    title: titleLabel,
    volume: volumeLabel
  };

  @wire(getRebate, { rebateId: "$recordId" })
  receive(result: WireResult<Rebate | null>): void {
    this.take(result);
  }

  get mayApprove(): boolean {
    return this.data?.mayApprove === true;
  }
  get isOwnProposal(): boolean {
    return this.data?.isOwnProposal === true;
  }
  get correction(): boolean {
    return this.data?.correction === true;
  }
  get whose(): string {
    return lineOf(this.data?.memberName, this.data?.programName, quarterText(this.data?.quarter));
  }
  get volumeText(): string {
    return moneyText(this.data?.volume, this.data?.currencyCode);
  }
  get lastYearText(): string {
    return moneyText(this.data?.lastYear, this.data?.currencyCode);
  }
  get growthText(): string {
    const { growth } = this.data ?? {};
    return growth === null || growth === undefined ? "–" : `${numberText(growth)} %`;
  }
  get pointsText(): string {
    return numberText(this.data?.points);
  }
  get stateText(): string {
    const { status, approvedAt, approvedBy, calculatedAt } = this.data ?? {};
    if (status === "NothingToCompare") return nothingLabel;
    if (status === "TooLittle") return tooLittleLabel;
    return approvedAt
      ? labelText(approvedLabel, momentText(approvedAt), approvedBy ?? "")
      : labelText(waitingLabel, momentText(calculatedAt));
  }

  async handleApprove(): Promise<void> {
    const message = labelText(askLabel, this.pointsText, this.data?.memberName ?? "");
    if (!(await LightningConfirm.open({ label: approveLabel, message }))) return;
    await this.attempt(async () => {
      await approve({ rebateId: this.recordId });
      this.told = doneLabel;
      await this.readAgain();
      await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
    });
  }
}
