import changeTier from "@salesforce/apex/BulkChangeController.changeTier";
import getTiers from "@salesforce/apex/BulkChangeController.getTiers";
import { BulkChange, type Step } from "c/bulkChange";
import { labelText } from "c/labelText";
import { dayText } from "c/localeText";
import { permissions } from "c/permissions";
import titleLabel from "@salesforce/label/c.LoyaltyBulkTierTitle";
import confirmLabel from "@salesforce/label/c.LoyaltyBulkTierDo";
import earnedLabel from "@salesforce/label/c.LoyaltyBulkEarned";
import endLabel from "@salesforce/label/c.LoyaltyBulkTierEnd";
import lastDayLabel from "@salesforce/label/c.LoyaltyBulkLastDay";
import tierLabel from "@salesforce/label/c.LoyaltyBulkTier";
import tierOfLabel from "@salesforce/label/c.LoyaltyBulkTierOf";
import wouldRefuseLabel from "@salesforce/label/c.LoyaltyBulkWouldRefuse";
import otherTierLabel from "@salesforce/label/c.LoyaltyErrorOverrideTier";
import reasonLabel from "@salesforce/label/c.LoyaltyReason";
import type { BulkChangeController_Chosen as Chosen, BulkChangeController_Tier as Tier } from "apex-types";

const END = "end";

/** Gives a tier by hand to members who were chosen in a list, or ends such tiers, with a reason. */
export default class BulkTierChange extends BulkChange {
  tier = "";
  lastDay = "";
  tiers: readonly Tier[] = [];

  labels = {
    title: titleLabel,
    tier: tierLabel,
    lastDay: lastDayLabel,
    reason: reasonLabel
  };

  override confirmLabel = confirmLabel;

  override isAllowed(): boolean {
    return permissions.overrideTiers;
  }

  get asksForDay(): boolean {
    return this.tier !== END;
  }
  get tierOptions(): { value: string; label: string }[] {
    const given = this.tiers.map((tier) => ({ value: tier.tierId ?? "", label: nameOf(tier) }));
    return [...given, { value: END, label: endLabel }];
  }
  override wishInWords(): string {
    const tier = this.chosenTier ? nameOf(this.chosenTier) : endLabel;
    const until = this.asksForDay ? ` · ${this.labels.lastDay}: ${dayText(this.lastDay, "UTC")}` : "";
    return `${this.labels.tier}: ${tier}${until} · ${this.labels.reason}: ${this.reason}`;
  }

  override async readMore(): Promise<void> {
    if (this.ids.length > 0) this.tiers = (await getTiers({ memberIds: [...this.ids] })) ?? [];
  }

  override nowOf({ tierName }: Chosen): string {
    return tierName ?? "–";
  }

  override preview(): Promise<Step[]> {
    return Promise.resolve((this.members ?? []).map((member) => this.previewed(member)));
  }

  override async apply(memberIds: string[]): Promise<Step[]> {
    const given = this.asksForDay;
    const { reason } = this;
    await changeTier({ memberIds, tierId: given ? this.tier : null, lastDay: given ? this.lastDay : null, reason });
    return memberIds.map((memberId) => ({ memberId, after: this.afterwards, ...this.doneWords(false) }));
  }

  private previewed(member: Chosen): Step {
    const memberId = member.memberId ?? "";
    if (!this.chosenTier || this.chosenTier.programName === member.programName)
      return { memberId, after: this.afterwards, says: "", tone: "plain" };
    return { memberId, after: this.nowOf(member), says: labelText(wouldRefuseLabel, otherTierLabel), tone: "bad" };
  }

  private get chosenTier(): Tier | undefined {
    return this.tiers.find(({ tierId }) => tierId === this.tier);
  }
  private get afterwards(): string {
    return this.chosenTier?.name ?? earnedLabel;
  }
}

function nameOf({ name, programName }: Tier): string {
  return labelText(tierOfLabel, name ?? "", programName ?? "");
}
