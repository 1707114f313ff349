import { api } from "lwc";
import getChoices from "@salesforce/apex/GoodwillController.getChoices";
import give from "@salesforce/apex/GoodwillController.give";
import { ActionDialog } from "c/actionDialog";
import { labelText } from "c/labelText";
import { numberText } from "c/localeText";
import titleLabel from "@salesforce/label/c.LoyaltyGoodwillTitle";
import confirmLabel from "@salesforce/label/c.LoyaltyGoodwillConfirm";
import rewardLabel from "@salesforce/label/c.LoyaltyRedeemReward";
import reasonLabel from "@salesforce/label/c.LoyaltyReason";
import nothingLabel from "@salesforce/label/c.LoyaltyGoodwillNothing";
import doneTextLabel from "@salesforce/label/c.LoyaltyGoodwillDone";
import heldTextLabel from "@salesforce/label/c.LoyaltyGoodwillHeld";
import leftTextLabel from "@salesforce/label/c.LoyaltyGoodwillLeft";
import type { GoodwillController_Choices as Choices } from "apex-types";

/** Gives the member a voucher for nothing, with a reason. Closes with whether it was given. */
export default class GoodwillDialog extends ActionDialog {
  @api memberId = "";

  choices: Choices | undefined;
  rewardId = "";
  reason = "";

  labels = {
    title: titleLabel,
    confirm: confirmLabel,
    reward: rewardLabel,
    reason: reasonLabel,
    nothing: nothingLabel
  };

  override connectedCallback(): void {
    getChoices({ memberId: this.memberId }).then(
      (choices) => (this.choices = choices ?? undefined),
      (error: unknown) => (this.error = error)
    );
  }

  get loading(): boolean {
    return this.choices === undefined && this.error === undefined;
  }
  get nothing(): boolean {
    return (this.choices?.rewards.length ?? 0) === 0;
  }
  get options(): { label: string; value: string }[] {
    return (this.choices?.rewards ?? []).map(({ rewardId, name }) => ({ label: name ?? "", value: rewardId ?? "" }));
  }
  get leftText(): string {
    return labelText(leftTextLabel, numberText(this.choices?.left));
  }

  async handleConfirm(): Promise<void> {
    await this.attempt(async () => {
      if (this.nothing) return;
      const given = await give({
        memberId: this.memberId,
        rewardId: this.rewardId,
        reason: this.reason,
        idempotencyKey: this.requestKey
      });
      this.doneText = given?.heldReason
        ? labelText(heldTextLabel, given.heldReason)
        : labelText(doneTextLabel, given?.code ?? "");
    });
  }
}
