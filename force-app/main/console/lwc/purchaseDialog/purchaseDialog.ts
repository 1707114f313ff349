import { api } from "lwc";
import recordPurchase from "@salesforce/apex/MemberActionsController.recordPurchase";
import { ActionDialog } from "c/actionDialog";
import { today } from "c/dayText";
import { labelText } from "c/labelText";
import { numberText } from "c/localeText";
import titleLabel from "@salesforce/label/c.LoyaltyPurchaseTitle";
import confirmLabel from "@salesforce/label/c.LoyaltyPurchaseConfirm";
import amountLabel from "@salesforce/label/c.LoyaltyPurchaseAmount";
import dayLabel from "@salesforce/label/c.LoyaltyPurchaseDay";
import numberLabel from "@salesforce/label/c.LoyaltyPurchaseNumber";
import numberHelpLabel from "@salesforce/label/c.LoyaltyPurchaseNumberHelp";
import channelLabel from "@salesforce/label/c.LoyaltyPurchaseChannel";
import doneTextLabel from "@salesforce/label/c.LoyaltyPurchaseDone";
import waitsTextLabel from "@salesforce/label/c.LoyaltyPurchaseWaits";

/** Records a purchase of the member; the org makes its external id. Closes with whether there is one. */
export default class PurchaseDialog extends ActionDialog {
  @api memberId = "";

  amount = "";
  day = today();
  documentNumber = "";
  channel = "";

  labels = {
    title: titleLabel,
    confirm: confirmLabel,
    amount: amountLabel,
    day: dayLabel,
    number: numberLabel,
    numberHelp: numberHelpLabel,
    channel: channelLabel
  };

  get lastDay(): string {
    return today();
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      const recorded = await recordPurchase({
        memberId: this.memberId,
        amount: Number(this.amount),
        day: this.day,
        documentNumber: this.documentNumber,
        channel: this.channel,
        idempotencyKey: this.requestKey
      });
      this.doneText = recorded?.waits
        ? waitsTextLabel
        : labelText(doneTextLabel, numberText(recorded?.points), numberText(recorded?.balance));
    });
  }
}
