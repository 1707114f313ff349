import {
  benefitsOf,
  gapText,
  keepTexts,
  laterText,
  membershipText,
  progressShare,
  progressText,
  soonestExpiring,
  tierStyle,
  tierText
} from "c/cardText";
import { labelText } from "c/labelText";
import { numberText } from "c/localeText";
import { OwnPart } from "c/ownPart";
import benefitsLabel from "@salesforce/label/c.LoyaltyCardBenefits";
import expiringLabel from "@salesforce/label/c.LoyaltyCardExpiring";
import membershipLabel from "@salesforce/label/c.LoyaltyCardMembership";
import nobodyLabel from "@salesforce/label/c.LoyaltyPagesNobody";
import owesLabel from "@salesforce/label/c.LoyaltyPagesOwes";
import pendingLabel from "@salesforce/label/c.LoyaltyCardPending";
import progressLabel from "@salesforce/label/c.LoyaltyCardProgress";
import spendableLabel from "@salesforce/label/c.LoyaltyCardSpendable";
import titleLabel from "@salesforce/label/c.LoyaltyCardTitle";
import untilLabel from "@salesforce/label/c.LoyaltyCardUntil";
import type { MemberCard as Card } from "apex-types";

/** Member pages: who I am, what I have, what I am close to. */
export default class OwnCard extends OwnPart<never> {
  labels = {
    benefits: benefitsLabel,
    expiring: expiringLabel,
    membership: membershipLabel,
    nobody: nobodyLabel,
    progress: progressLabel,
    title: titleLabel,
    until: untilLabel
  };

  override get loading(): boolean {
    return this.cards === undefined && this.error === undefined;
  }
  get hasSeveral(): boolean {
    return (this.cards?.length ?? 0) > 1;
  }
  get membershipOptions(): { label: string; value: string }[] {
    return (this.cards ?? []).map((card) => ({ label: membershipText(card), value: card.memberId ?? "" }));
  }
  get membership(): string {
    return this.card ? membershipText(this.card) : "";
  }
  get tierName(): string {
    return this.card ? tierText(this.card) : "";
  }
  get tierStyle(): string {
    return tierStyle(this.card);
  }
  /** What is to be known of the balance besides. */
  get remarks(): string[] {
    const { balance, spendablePoints, pendingPoints, spendingRefusal } = this.card ?? {};
    return [
      spendingRefusal ?? "",
      (balance ?? 0) < 0 ? labelText(owesLabel, numberText(-(balance ?? 0))) : "",
      Math.max(balance ?? 0, 0) === (spendablePoints ?? 0)
        ? ""
        : labelText(spendableLabel, numberText(spendablePoints)),
      pendingPoints ? labelText(pendingLabel, numberText(pendingPoints)) : ""
    ].filter(Boolean);
  }
  get hasTiers(): boolean {
    return this.card?.hasTiers === true;
  }
  get hasNextTier(): boolean {
    return Boolean(this.card?.nextTier);
  }
  get progress(): number {
    return this.card ? progressShare(this.card) : 0;
  }
  get progressText(): string {
    return this.card ? progressText(this.card) : "";
  }
  get gapText(): string {
    return this.card ? gapText(this.card) : "";
  }
  get keepTexts(): string[] {
    return this.card ? keepTexts(this.card) : [];
  }
  get expiring(): Card["expiring"] {
    return soonestExpiring(this.card);
  }
  get hasExpiring(): boolean {
    return this.expiring.length > 0;
  }
  get laterText(): string {
    return laterText(this.card);
  }
  get benefits(): { benefitId: string | null; text: string | null }[] {
    return benefitsOf(this.card);
  }
  get hasBenefits(): boolean {
    return this.benefits.length > 0;
  }

  handleMembership(event: CustomEvent<{ value: string }>): void {
    this.choose(event.detail.value);
  }
}
