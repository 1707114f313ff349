import { api } from "lwc";
import submitClaim from "@salesforce/apex/MemberActionsController.submitClaim";
import { ActionDialog } from "c/actionDialog";
import { today } from "c/dayText";
import titleLabel from "@salesforce/label/c.LoyaltyClaimTitle";
import confirmLabel from "@salesforce/label/c.LoyaltyClaimConfirm";
import sellerLabel from "@salesforce/label/c.LoyaltyClaimSeller";
import numberLabel from "@salesforce/label/c.LoyaltyClaimNumber";
import dayLabel from "@salesforce/label/c.LoyaltyClaimDay";
import amountLabel from "@salesforce/label/c.LoyaltyClaimAmount";
import doneTextLabel from "@salesforce/label/c.LoyaltyClaimDone";

/** Submits an invoice of another seller; somebody else decides about it. Closes with whether it was submitted. */
export default class ClaimDialog extends ActionDialog {
  @api memberId = "";

  seller = "";
  invoiceNumber = "";
  day = today();
  amount = "";

  labels = {
    title: titleLabel,
    confirm: confirmLabel,
    seller: sellerLabel,
    number: numberLabel,
    day: dayLabel,
    amount: amountLabel
  };

  get lastDay(): string {
    return today();
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      await submitClaim({
        memberId: this.memberId,
        seller: this.seller,
        invoiceNumber: this.invoiceNumber,
        day: this.day,
        amount: Number(this.amount)
      });
      this.doneText = doneTextLabel;
    });
  }
}
