/** What a member's card says in words; for whoever shows it. */
import locale from "@salesforce/i18n/locale";
import { labelText } from "c/labelText";
import { lineOf, numberText } from "c/localeText";
import capLabel from "@salesforce/label/c.LoyaltyCardCap";
import capReachedLabel from "@salesforce/label/c.LoyaltyCardCapReached";
import gapLabel from "@salesforce/label/c.LoyaltyCardGap";
import gapOtherLabel from "@salesforce/label/c.LoyaltyCardGapOther";
import givenLabel from "@salesforce/label/c.LoyaltyCardTierGiven";
import heldLabel from "@salesforce/label/c.LoyaltyCardTierHeld";
import keepLabel from "@salesforce/label/c.LoyaltyCardTierKeep";
import laterLabel from "@salesforce/label/c.LoyaltyCardLater";
import noTierLabel from "@salesforce/label/c.LoyaltyCardNoTier";
import topTierLabel from "@salesforce/label/c.LoyaltyCardTopTier";
import journeyHeldLabel from "@salesforce/label/c.LoyaltyJourneyHeld";
import journeyMissingLabel from "@salesforce/label/c.LoyaltyJourneyMissing";
import journeyReachedLabel from "@salesforce/label/c.LoyaltyJourneyReached";
import calendarYear from "@salesforce/label/c.LoyaltyProgressCalendarYear";
import lifetime from "@salesforce/label/c.LoyaltyProgressLifetime";
import membershipYear from "@salesforce/label/c.LoyaltyProgressMembershipYear";
import rolling from "@salesforce/label/c.LoyaltyProgressRolling";
import type { MemberCard as Card } from "apex-types";

const NEUTRAL_COLOR = "#747474";
/** Days of expiry that are told one by one. */
const SOONEST = 3;

/** "{0} of {1}", by the period over which tiers are counted. */
const PROGRESS: Readonly<Record<string, string>> = {
  CalendarYear: calendarYear,
  Lifetime: lifetime,
  MembershipYear: membershipYear,
  Rolling12Months: rolling
};

/** @returns program and number; members who were enrolled by hand may have no number */
export function membershipText({ programName, memberNumber }: Card): string {
  return lineOf(programName, memberNumber);
}

/** @returns the tier, or the program where there are none */
export function tierText({ tier, hasTiers, programName }: Card): string {
  return tier?.name ?? (hasTiers ? noTierLabel : (programName ?? ""));
}

/** @returns the color of the tier, else of the program, as a style */
export function tierStyle(card: Card | undefined): string {
  return `background-color: ${card?.tier?.color ?? card?.color ?? NEUTRAL_COLOR}`;
}

/** @returns what {@link progressText} says, as a share of the next threshold in percent */
export function progressShare({ nextTier, counted }: Card): number {
  const threshold = nextTier?.threshold ?? 0;
  return threshold <= 0 ? 0 : Math.min(100, Math.floor(((counted ?? 0) / threshold) * 100));
}

/** @returns what counts towards the next tier, of how much */
export function progressText(card: Card): string {
  const text = PROGRESS[card.tierPeriod ?? ""] ?? lifetime;
  return labelText(text, measure(card, card.counted), measure(card, card.nextTier?.threshold));
}

/** @returns what is missing for the next tier */
export function gapText(card: Card): string {
  const { nextTier, pointsToNextTier, tierBasis } = card;
  if (!nextTier) return topTierLabel;
  const text = tierBasis === "QualifyingPoints" ? gapLabel : gapOtherLabel;
  return labelText(text, measure(card, pointsToNextTier), nextTier.name ?? "");
}

/** A tier on the way to the top. */
export interface JourneyText {
  readonly tierId: string;
  readonly name: string;
  readonly state: "reached" | "held" | "ahead";
  readonly text: string;
}

/** @returns all tiers from the first to the top, each with how the member stands to it */
export function journeyTexts(card: Card | undefined): readonly JourneyText[] {
  return (card?.journey ?? []).map((step) => {
    const { isHeld, missing } = step;
    const state = isHeld ? "held" : typeof missing === "number" ? "ahead" : "reached";
    const missingText = labelText(journeyMissingLabel, measure(card!, missing));
    const text = { held: journeyHeldLabel, reached: journeyReachedLabel, ahead: missingText }[state];
    return { tierId: step.tierId ?? "", name: step.name ?? "", state, text };
  });
}

/** @returns what keeps the tier, and until when it is safe */
export function keepTexts(card: Card): string[] {
  const { tier, tierUntil, tierGiven, tierPeriod } = card;
  const threshold = tier?.threshold ?? 0;
  return [
    tierUntil ? labelText(tierGiven ? givenLabel : heldLabel, calendarDay(tierUntil)) : "",
    threshold > 0 && tierPeriod !== "Lifetime" && !tierGiven ? labelText(keepLabel, measure(card, threshold)) : ""
  ].filter(Boolean);
}

/** @returns the most that the tier lets earn up to, and that it is reached; empty without a cap */
export function capText({ tier, balance, pointName }: Card): string {
  const cap = tier?.balanceCap;
  if (typeof cap !== "number") return "";
  return labelText((balance ?? 0) >= cap ? capReachedLabel : capLabel, numberText(cap), pointName ?? "");
}

/** @returns the days on which points expire next */
export function soonestExpiring(card: Card | undefined): Card["expiring"] {
  return (card?.expiring ?? []).slice(0, SOONEST);
}

/** @returns how many points expire after these days; empty for none */
export function laterText(card: Card | undefined): string {
  const later = (card?.expiring ?? []).slice(SOONEST).reduce((sum, { points }) => sum + (points ?? 0), 0);
  return later > 0 ? labelText(laterLabel, numberText(later)) : "";
}

/** @returns what the tier gives */
export function benefitsOf(card: Card | undefined): { benefitId: string | null; text: string | null }[] {
  return (card?.tier?.benefits ?? []).map(({ benefitId, name, description }) => ({
    benefitId,
    text: description ?? name
  }));
}

/** @returns a number in the unit of the thresholds */
function measure({ tierBasis, currencyCode }: Card, value: number | null | undefined): string {
  return tierBasis === "Spend" && currencyCode
    ? (value ?? 0).toLocaleString(locale, { style: "currency", currency: currencyCode, maximumFractionDigits: 0 })
    : numberText(value);
}

function calendarDay(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(locale, { dateStyle: "medium", timeZone: "UTC" });
}
