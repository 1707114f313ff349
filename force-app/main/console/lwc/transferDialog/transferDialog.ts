import { api } from "lwc";
import search from "@salesforce/apex/MemberCardController.search";
import transfer from "@salesforce/apex/TransferController.transfer";
import { ActionDialog } from "c/actionDialog";
import { labelText } from "c/labelText";
import { lineOf, numberText } from "c/localeText";
import titleLabel from "@salesforce/label/c.LoyaltyTransferTitle";
import confirmLabel from "@salesforce/label/c.LoyaltyTransferConfirm";
import searchLabel from "@salesforce/label/c.LoyaltyTransferSearch";
import receiverLabel from "@salesforce/label/c.LoyaltyTransferReceiver";
import noneLabel from "@salesforce/label/c.LoyaltyTransferNone";
import pointsLabel from "@salesforce/label/c.LoyaltyTransferPoints";
import reasonLabel from "@salesforce/label/c.LoyaltyTransferReason";
import doneTextLabel from "@salesforce/label/c.LoyaltyTransferDone";
import receiverNeededTextLabel from "@salesforce/label/c.LoyaltyTransferReceiverNeeded";
import waitsTextLabel from "@salesforce/label/c.LoyaltyTransferWaits";
import spendableTextLabel from "@salesforce/label/c.LoyaltyCardSpendable";
import type { MemberCardController_SearchResult as SearchResult } from "apex-types";

/** Gives points to another member of the same program. Closes with whether it was done. */
export default class TransferDialog extends ActionDialog {
  @api memberId = "";
  @api programId = "";
  @api spendablePoints = 0;

  text = "";
  hits: readonly SearchResult[] | undefined;
  receiverId = "";
  points = "";
  reason = "";
  private attempts = 0;

  labels = {
    title: titleLabel,
    confirm: confirmLabel,
    search: searchLabel,
    receiver: receiverLabel,
    none: noneLabel,
    points: pointsLabel,
    reason: reasonLabel
  };

  get spendableText(): string {
    return labelText(spendableTextLabel, numberText(this.spendablePoints));
  }
  get hasHits(): boolean {
    return (this.hits?.length ?? 0) > 0;
  }
  get searched(): boolean {
    return this.hits !== undefined;
  }
  get options(): { label: string; value: string }[] {
    return (this.hits ?? []).map(({ memberId, memberName, memberNumber }) => ({
      label: lineOf(memberName, memberNumber),
      value: memberId ?? ""
    }));
  }

  async handleSearch(event: CustomEvent<{ value: string }>): Promise<void> {
    this.text = event.detail.value;
    const attempt = ++this.attempts;
    try {
      const found = await search({ text: this.text });
      // An answer that a newer question has overtaken is of no use.
      if (attempt !== this.attempts) return;
      this.hits = found.filter(({ memberId, programId }) => programId === this.programId && memberId !== this.memberId);
      if (!this.hits.some(({ memberId }) => memberId === this.receiverId)) this.receiverId = "";
    } catch (error) {
      this.error = error;
    }
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      if (this.receiverId === "") throw new Error(receiverNeededTextLabel);
      const transferred = await transfer({
        giverId: this.memberId,
        receiverId: this.receiverId,
        points: Number(this.points),
        reason: this.reason,
        idempotencyKey: this.requestKey
      });
      this.doneText = transferred?.status === "Pending" ? waitsTextLabel : doneTextLabel;
    });
  }
}
