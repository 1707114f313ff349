import locale from "@salesforce/i18n/locale";
import { labelText } from "c/labelText";
import spentByLabel from "@salesforce/label/c.LoyaltyStatementSpentBy";
import pendingLabel from "@salesforce/label/c.LoyaltyActivityPending";
import voidLabel from "@salesforce/label/c.LoyaltyActivityVoid";
import anniversary from "@salesforce/label/c.LoyaltyMomentAnniversary";
import birthday from "@salesforce/label/c.LoyaltyMomentBirthday";
import holiday from "@salesforce/label/c.LoyaltyMomentHoliday";
import badgeGiven from "@salesforce/label/c.LoyaltyStepBadgeGiven";
import rewardGiven from "@salesforce/label/c.LoyaltyStepRewardGiven";
import accrual from "@salesforce/label/c.LoyaltyKindAccrual";
import adjustment from "@salesforce/label/c.LoyaltyKindAdjustment";
import opening from "@salesforce/label/c.LoyaltyKindOpening";
import merge from "@salesforce/label/c.LoyaltyKindMerge";
import opened from "@salesforce/label/c.LoyaltyStepOpening";
import merged from "@salesforce/label/c.LoyaltyStepMerge";
import cancellation from "@salesforce/label/c.LoyaltyKindCancellation";
import correction from "@salesforce/label/c.LoyaltyKindCorrection";
import expiry from "@salesforce/label/c.LoyaltyKindExpiry";
import redemption from "@salesforce/label/c.LoyaltyKindRedemption";
import reinstatement from "@salesforce/label/c.LoyaltyKindReinstatement";
import reversal from "@salesforce/label/c.LoyaltyKindReversal";
import transfer from "@salesforce/label/c.LoyaltyKindTransfer";
import cap from "@salesforce/label/c.LoyaltyReasonCap";
import capForAll from "@salesforce/label/c.LoyaltyReasonCapForAll";
import exclusive from "@salesforce/label/c.LoyaltyReasonExclusive";
import noBirthdate from "@salesforce/label/c.LoyaltyReasonNoBirthdate";
import controlGroup from "@salesforce/label/c.LoyaltyReasonControlGroup";
import noEnrolment from "@salesforce/label/c.LoyaltyReasonNoEnrolment";
import noLines from "@salesforce/label/c.LoyaltyReasonNoLines";
import noQuantity from "@salesforce/label/c.LoyaltyReasonNoQuantity";
import notJoined from "@salesforce/label/c.LoyaltyReasonNotJoined";
import notDrawn from "@salesforce/label/c.LoyaltyReasonNotDrawn";
import prepaid from "@salesforce/label/c.LoyaltyReasonPrepaid";
import unknownTier from "@salesforce/label/c.LoyaltyReasonUnknownTier";
import unreadable from "@salesforce/label/c.LoyaltyReasonUnreadable";
import adjusted from "@salesforce/label/c.LoyaltyStepAdjustment";
import alreadyPosted from "@salesforce/label/c.LoyaltyStepAlreadyPosted";
import balanceCap from "@salesforce/label/c.LoyaltyStepBalanceCap";
import base from "@salesforce/label/c.LoyaltyStepBase";
import beyondOriginal from "@salesforce/label/c.LoyaltyStepBeyondOriginal";
import cancelled from "@salesforce/label/c.LoyaltyStepCancelled";
import checkout from "@salesforce/label/c.LoyaltyStepCheckout";
import checkoutCancelled from "@salesforce/label/c.LoyaltyStepCheckoutCancelled";
import expired from "@salesforce/label/c.LoyaltyStepExpired";
import lifeChanged from "@salesforce/label/c.LoyaltyStepLifeChanged";
import moved from "@salesforce/label/c.LoyaltyStepMoved";
import original from "@salesforce/label/c.LoyaltyStepOriginal";
import reinstated from "@salesforce/label/c.LoyaltyStepReinstated";
import returnIgnored from "@salesforce/label/c.LoyaltyStepReturnIgnored";
import revived from "@salesforce/label/c.LoyaltyStepRevived";
import reward from "@salesforce/label/c.LoyaltyStepReward";
import rewardCancelled from "@salesforce/label/c.LoyaltyStepRewardCancelled";
import rule from "@salesforce/label/c.LoyaltyStepRule";
import share from "@salesforce/label/c.LoyaltyStepShare";
import shared from "@salesforce/label/c.LoyaltyStepShared";
import tier from "@salesforce/label/c.LoyaltyStepTier";
import tiersOnly from "@salesforce/label/c.LoyaltyStepTiersOnly";
import transferred from "@salesforce/label/c.LoyaltyStepTransfer";
import referral from "@salesforce/label/c.LoyaltyStepReferral";
import welcome from "@salesforce/label/c.LoyaltyStepWelcome";
import type { LedgerExplanation } from "apex-types";

const KINDS: Readonly<Record<string, string>> = {
  Accrual: accrual,
  Adjustment: adjustment,
  Opening: opening,
  Merge: merge,
  Cancellation: cancellation,
  Correction: correction,
  Expiry: expiry,
  Redemption: redemption,
  Reinstatement: reinstatement,
  Reversal: reversal,
  Transfer: transfer
};

/** Entries that do not count (yet); posted ones say nothing. */
const STATUSES: Readonly<Record<string, string>> = { Pending: pendingLabel, Void: voidLabel };

/** Texts of the explanation's steps: {0} value, {1} rate, {2} tier, {3} multiplier, {4} original, {5} reward, {6} rule, {7} balance cap. */
const STEPS: Readonly<Record<string, string>> = {
  adjustment: adjusted,
  opening: opened,
  merge: merged,
  checkout,
  checkoutCancelled,
  transfer: transferred,
  alreadyPosted,
  balanceCap,
  base,
  beyondOriginal,
  cancelled,
  expired,
  lifeChanged,
  moved,
  original,
  referral,
  reinstated,
  returnIgnored,
  revived,
  reward,
  rewardCancelled,
  rule,
  share,
  shared,
  tier,
  tiersOnly,
  welcome
};

/** Activities that the calendar brings; others are called what their source calls them. */
const MOMENTS: Readonly<Record<string, string>> = { Anniversary: anniversary, Birthday: birthday, Holiday: holiday };

const RECORD_ID = /^[a-zA-Z0-9]{15}(?:[A-Z0-5]{3})?$/;

/** Why a rule gave less than it says. */
const REASONS: Readonly<Record<string, string>> = {
  cap,
  capForAll,
  controlGroup,
  exclusive,
  noBirthdate,
  noEnrolment,
  noLines,
  noQuantity,
  notDrawn,
  notJoined,
  prepaid,
  unknownTier,
  unreadable
};

/** One summand of an entry's points, in plain words. */
export interface StepText {
  readonly key: string;
  readonly text: string;
  readonly points: string;
}

/** What an entry is about, as the screens know it. */
export interface EntryFacts {
  readonly kind: string | null;
  readonly status: string | null;
  readonly documentNumber: string | null;
  readonly activity: string | null;
  readonly explanation: LedgerExplanation | null;
  /** Who has spent the points, where they are those of a pool. */
  readonly spentBy?: string | null;
}

/** The headline of an entry: its kind, what it is for, for whom, and whether it counts. */
export function entryTitle({ kind, status, documentNumber, activity, explanation, spentBy }: EntryFacts): string {
  const about = explanation?.reward ?? (activity ? activityText(activity) : documentNumber) ?? gift(explanation);
  const forWhom = spentBy && labelText(spentByLabel, spentBy);
  return [KINDS[kind ?? ""] ?? kind, about, forWhom, STATUSES[status ?? ""]].filter(Boolean).join(" · ");
}

/** @returns what an activity is called */
export function activityText(activity: string): string {
  return MOMENTS[activity] ?? activity;
}

/** What no transaction gave: its only step says what it is for. */
function gift(explanation: LedgerExplanation | null): string | undefined {
  const step = explanation?.steps[0]?.rule;
  return step === "welcome" ? welcome : step === "referral" ? referral : undefined;
}

/** @returns what the kind of an entry is called; see LedgerKind */
export function kindText(kind: string | null): string {
  return KINDS[kind ?? ""] ?? kind ?? "";
}

/** @returns all kinds of entries, as one chooses from them */
export function kindOptions(): { label: string; value: string }[] {
  return Object.entries(KINDS).map(([value, label]) => ({ value, label }));
}

/** The sum behind an entry; none where it has no explanation. */
export function entrySteps(explanation: LedgerExplanation | null): StepText[] {
  if (!explanation) return [];
  const { value, rate, tier: tierName, multiplier, original: originalId, reward: rewardName } = explanation;
  const values = [number(value), number(rate), tierName ?? "", number(multiplier), originalId ?? "", rewardName ?? ""];
  const mostHeld = number(explanation.balanceCap);
  return explanation.steps.map((step, index) => {
    const text = labelText(STEPS[step.rule ?? ""] ?? step.rule ?? "", ...values, step.ruleName ?? "", mostHeld);
    const given = step.gift ? labelText(RECORD_ID.test(step.gift) ? rewardGiven : badgeGiven, text, step.gift) : text;
    return {
      key: `${index}`,
      text: step.reason ? `${given}: ${reasonText(step.reason)}` : given,
      // What gives a reward or a badge and no points is no sum of 0.
      points: step.gift && !step.points ? "" : signedNumber(step.points ?? 0)
    };
  });
}

/** Why a rule gave less than it says. */
export function reasonText(reason: string): string {
  return REASONS[reason] ?? reason;
}

/** A number with its sign, grouped as the user's locale asks for. */
export function signedNumber(points: number): string {
  return points.toLocaleString(locale, { signDisplay: "exceptZero" });
}

function number(value: number | null): string {
  return value === null || value === undefined ? "" : value.toLocaleString(locale);
}
