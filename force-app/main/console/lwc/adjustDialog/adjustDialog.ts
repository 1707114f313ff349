import { api } from "lwc";
import adjust from "@salesforce/apex/AdjustmentController.adjust";
import { ActionDialog } from "c/actionDialog";
import { labelText } from "c/labelText";
import locale from "@salesforce/i18n/locale";
import { numberText } from "c/localeText";
import titleLabel from "@salesforce/label/c.LoyaltyAdjustTitle";
import confirmLabel from "@salesforce/label/c.LoyaltyAdjustConfirm";
import pointsLabel from "@salesforce/label/c.LoyaltyAdjustPoints";
import pointsHelpLabel from "@salesforce/label/c.LoyaltyAdjustPointsHelp";
import reasonLabel from "@salesforce/label/c.LoyaltyReason";
import doneTextLabel from "@salesforce/label/c.LoyaltyAdjustDone";
import waitsTextLabel from "@salesforce/label/c.LoyaltyAdjustWaits";
import balanceTextLabel from "@salesforce/label/c.LoyaltyAdjustBalance";

/** Adjusts the member's points, with a reason; above a limit somebody else decides. Closes with whether it was done. */
export default class AdjustDialog extends ActionDialog {
  @api memberId = "";
  @api balance = 0;

  points = "";
  reason = "";

  labels = {
    title: titleLabel,
    confirm: confirmLabel,
    points: pointsLabel,
    pointsHelp: pointsHelpLabel,
    reason: reasonLabel
  };

  get balanceText(): string {
    return labelText(balanceTextLabel, numberText(this.balance));
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      const adjusted = await adjust({
        memberId: this.memberId,
        points: Number(this.points),
        reason: this.reason,
        idempotencyKey: this.requestKey
      });
      const moved = (adjusted?.points ?? 0).toLocaleString(locale, { signDisplay: "exceptZero" });
      this.doneText = labelText(adjusted?.status === "Pending" ? waitsTextLabel : doneTextLabel, moved);
    });
  }
}
