import { api, LightningElement } from "lwc";
import {
  benefitsOf,
  capText,
  gapText,
  keepTexts,
  laterText,
  progressShare,
  progressText,
  soonestExpiring
} from "c/cardText";
import benefitsLabel from "@salesforce/label/c.LoyaltyCardBenefits";
import expiringLabel from "@salesforce/label/c.LoyaltyCardExpiring";
import progressLabel from "@salesforce/label/c.LoyaltyCardProgress";
import untilLabel from "@salesforce/label/c.LoyaltyCardUntil";
import type { MemberCard as Card } from "apex-types";

/** What the member is close to: the next tier, what keeps this one, points that expire, benefits. */
export default class CardDetails extends LightningElement {
  @api card: Card | undefined;

  labels = { benefits: benefitsLabel, expiring: expiringLabel, progress: progressLabel, until: untilLabel };

  get hasTiers(): boolean {
    return this.card?.hasTiers === true;
  }
  get hasNextTier(): boolean {
    return Boolean(this.card?.nextTier);
  }
  /** What the text beside it says, as a share of the next threshold in percent. */
  get progress(): number {
    return this.card ? progressShare(this.card) : 0;
  }
  get progressText(): string {
    return this.card ? progressText(this.card) : "";
  }
  get gapText(): string {
    return this.card ? gapText(this.card) : "";
  }
  /** What keeps the tier, and until when it is safe. */
  get keepTexts(): string[] {
    return this.card ? keepTexts(this.card) : [];
  }
  /** The most points that the tier lets earn up to, and that they are reached. */
  get capText(): string {
    return this.card ? capText(this.card) : "";
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
}
