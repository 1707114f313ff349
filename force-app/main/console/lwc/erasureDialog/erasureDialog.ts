import { api } from "lwc";
import erase from "@salesforce/apex/PrivacyController.erase";
import { ActionDialog } from "c/actionDialog";
import { labelText } from "c/labelText";
import confirmLabel from "@salesforce/label/c.LoyaltyErasureConfirm";
import contactLabel from "@salesforce/label/c.LoyaltyErasureContact";
import doneLabel from "@salesforce/label/c.LoyaltyErasureDone";
import numberLabel from "@salesforce/label/c.LoyaltyErasureNumber";
import titleLabel from "@salesforce/label/c.LoyaltyErasureTitle";
import warningLabel from "@salesforce/label/c.LoyaltyErasureWarning";

/** Erases a member's personal data, once the member's number has been entered. Closes with whether it was done. */
export default class ErasureDialog extends ActionDialog {
  @api memberId = "";
  @api memberNumber = "";

  confirmedNumber = "";

  labels = {
    confirm: confirmLabel,
    contact: contactLabel,
    title: titleLabel,
    warning: warningLabel
  };

  get numberText(): string {
    return labelText(numberLabel, this.memberNumber);
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      await erase({ memberId: this.memberId, confirmedNumber: this.confirmedNumber });
      this.doneText = doneLabel;
    });
  }
}
