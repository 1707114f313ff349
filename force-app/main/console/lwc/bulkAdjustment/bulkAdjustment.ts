import adjust from "@salesforce/apex/BulkChangeController.adjust";
import previewAdjustment from "@salesforce/apex/BulkChangeController.previewAdjustment";
import { BulkChange, type Step } from "c/bulkChange";
import { labelText } from "c/labelText";
import { numberText } from "c/localeText";
import { permissions } from "c/permissions";
import locale from "@salesforce/i18n/locale";
import titleLabel from "@salesforce/label/c.LoyaltyBulkAdjustTitle";
import confirmLabel from "@salesforce/label/c.LoyaltyBulkAdjustDo";
import wouldRefuseLabel from "@salesforce/label/c.LoyaltyBulkWouldRefuse";
import wouldWaitLabel from "@salesforce/label/c.LoyaltyBulkWouldWait";
import pointsLabel from "@salesforce/label/c.LoyaltyAdjustPoints";
import pointsHelpLabel from "@salesforce/label/c.LoyaltyAdjustPointsHelp";
import reasonLabel from "@salesforce/label/c.LoyaltyReason";
import type {
  AdjustmentService_Result as Adjusted,
  BulkChangeController_Chosen as Chosen,
  BulkChangeController_Effect as Effect
} from "apex-types";

/** Adjusts the points of members who were chosen in a list, with a reason; above the limits somebody else decides. */
export default class BulkAdjustment extends BulkChange {
  points = "";

  labels = {
    title: titleLabel,
    points: pointsLabel,
    pointsHelp: pointsHelpLabel,
    reason: reasonLabel
  };

  override confirmLabel = confirmLabel;

  override isAllowed(): boolean {
    return permissions.adjust;
  }

  override wishInWords(): string {
    const moved = Number(this.points).toLocaleString(locale, { signDisplay: "exceptZero" });
    return `${this.labels.points}: ${moved} · ${this.labels.reason}: ${this.reason}`;
  }

  override nowOf({ balance }: Chosen): string {
    return numberText(balance);
  }

  override async preview(): Promise<Step[]> {
    const effects = await previewAdjustment({ memberIds: this.memberIds, points: Number(this.points) });
    return (effects ?? []).map(previewed);
  }

  override async apply(memberIds: string[]): Promise<Step[]> {
    const { reason, requestKey: idempotencyKey } = this;
    const results = await adjust({ memberIds, points: Number(this.points), reason, idempotencyKey });
    return (results ?? []).map((result, index) => this.adjusted(memberIds[index]!, result));
  }

  private adjusted(memberId: string, { status, points }: Adjusted): Step {
    const waits = status === "Pending";
    const before = this.members?.find((member) => member.memberId === memberId)?.balance ?? 0;
    const after = numberText(before + (waits ? 0 : (points ?? 0)));
    return { memberId, after, ...this.doneWords(waits) };
  }
}

function previewed({ memberId, balance, waits, refusal }: Effect): Step {
  const after = numberText(balance);
  if (refusal) return { memberId: memberId ?? "", after, says: labelText(wouldRefuseLabel, refusal), tone: "bad" };
  return { memberId: memberId ?? "", after, says: waits ? wouldWaitLabel : "", tone: waits ? "waiting" : "plain" };
}
