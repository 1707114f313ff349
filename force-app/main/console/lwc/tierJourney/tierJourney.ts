import { api, LightningElement } from "lwc";
import { journeyTexts, type JourneyText } from "c/cardText";
import titleLabel from "@salesforce/label/c.LoyaltyJourneyTitle";
import type { MemberCard as Card } from "apex-types";

const CLASSES = { reached: "slds-is-completed", held: "slds-is-active", ahead: "" } as const;

/** All tiers from the first to the top: which are reached, which is held, what is missing for the others. */
export default class TierJourney extends LightningElement {
  @api card: Card | undefined;

  labels = { title: titleLabel };

  get steps(): readonly (JourneyText & { itemClass: string; current: string | null })[] {
    return journeyTexts(this.card).map((step) => ({
      ...step,
      itemClass: `slds-progress__item ${CLASSES[step.state]}`,
      current: step.state === "held" ? "step" : null
    }));
  }
  /** Where there is one tier alone, there is no way to go. */
  get isShown(): boolean {
    return this.steps.length > 1;
  }
}
