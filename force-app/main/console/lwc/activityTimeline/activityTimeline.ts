import { api, LightningElement, wire } from "lwc";
import { refreshApex } from "@salesforce/apex";
import getActivity from "@salesforce/apex/MemberCardController.getActivity";
import { labelText } from "c/labelText";
import locale from "@salesforce/i18n/locale";
import emptyLabel from "@salesforce/label/c.LoyaltyActivityEmpty";
import pendingLabel from "@salesforce/label/c.LoyaltyActivityPending";
import voidLabel from "@salesforce/label/c.LoyaltyActivityVoid";
import moreLabel from "@salesforce/label/c.LoyaltyActivityMore";
import whyLabel from "@salesforce/label/c.LoyaltyActivityWhy";
import loadingLabel from "@salesforce/label/c.LoyaltyLoading";
import accrual from "@salesforce/label/c.LoyaltyKindAccrual";
import adjustment from "@salesforce/label/c.LoyaltyKindAdjustment";
import opening from "@salesforce/label/c.LoyaltyKindOpening";
import opened from "@salesforce/label/c.LoyaltyStepOpening";
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
import noEnrolment from "@salesforce/label/c.LoyaltyReasonNoEnrolment";
import noLines from "@salesforce/label/c.LoyaltyReasonNoLines";
import noQuantity from "@salesforce/label/c.LoyaltyReasonNoQuantity";
import unknownTier from "@salesforce/label/c.LoyaltyReasonUnknownTier";
import unreadable from "@salesforce/label/c.LoyaltyReasonUnreadable";
import adjusted from "@salesforce/label/c.LoyaltyStepAdjustment";
import alreadyPosted from "@salesforce/label/c.LoyaltyStepAlreadyPosted";
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
import welcome from "@salesforce/label/c.LoyaltyStepWelcome";
import type { LedgerExplanation, MemberCardController_Activity as Activity } from "apex-types";
import type { WireError, WireResult } from "lwc-wire";

const KINDS: Readonly<Record<string, string>> = {
  Accrual: accrual,
  Adjustment: adjustment,
  Opening: opening,
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

/** Texts of the explanation's steps: {0} value, {1} rate, {2} tier, {3} multiplier, {4} original, {5} reward, {6} rule. */
const STEPS: Readonly<Record<string, string>> = {
  adjustment: adjusted,
  opening: opened,
  checkout,
  checkoutCancelled,
  transfer: transferred,
  alreadyPosted,
  base,
  beyondOriginal,
  cancelled,
  expired,
  lifeChanged,
  moved,
  original,
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

/** Why a rule gave less than it says. */
const REASONS: Readonly<Record<string, string>> = {
  cap,
  capForAll,
  exclusive,
  noBirthdate,
  noEnrolment,
  noLines,
  noQuantity,
  unknownTier,
  unreadable
};

const PAGE = 5;

interface Row {
  readonly entryId: string;
  readonly title: string;
  readonly occurredAt: string | undefined;
  readonly pointsText: string;
  readonly pointsClass: string;
  readonly explained: boolean;
  readonly steps: readonly { readonly key: string; readonly text: string; readonly points: string }[];
}

/** The member's latest movements of points, each with the sum that explains it. */
export default class ActivityTimeline extends LightningElement {
  @api memberId = "";

  most = PAGE;
  entries: readonly Activity[] | undefined;
  error: WireError | undefined;
  private wired: WireResult<Activity[]> | undefined;

  labels = { empty: emptyLabel, loading: loadingLabel, more: moreLabel, why: whyLabel };

  @wire(getActivity, { memberId: "$memberId", most: "$most" })
  receive(result: WireResult<Activity[]>): void {
    this.wired = result;
    this.entries = result.data ?? (result.error ? [] : this.entries);
    this.error = result.error;
  }

  /** Reads the latest movements again. */
  @api
  refresh(): Promise<void> {
    return refreshApex(this.wired);
  }

  get loading(): boolean {
    return this.entries === undefined;
  }
  get empty(): boolean {
    return this.entries?.length === 0;
  }
  get more(): boolean {
    return (this.entries?.length ?? 0) >= this.most;
  }
  get rows(): Row[] {
    return (this.entries ?? []).map(rowOf);
  }

  handleMore(): void {
    this.most += PAGE * 2;
  }
}

function rowOf({ entryId, kind, status, documentNumber, occurredAt, points, explanation }: Activity): Row {
  const title = [KINDS[kind ?? ""] ?? kind, explanation?.reward ?? documentNumber, STATUSES[status ?? ""]]
    .filter(Boolean)
    .join(" · ");
  const steps = explanation ? stepsOf(explanation) : [];
  return {
    entryId: entryId ?? "",
    title,
    occurredAt: occurredAt ?? undefined,
    pointsText: signed(points ?? 0),
    pointsClass: `points ${(points ?? 0) < 0 ? "slds-text-color_error" : "slds-text-color_success"}`,
    explained: steps.length > 0,
    steps
  };
}

function stepsOf(explanation: LedgerExplanation): Row["steps"] {
  const { value, rate, tier: tierName, multiplier, original: originalId, reward: rewardName } = explanation;
  const values = [number(value), number(rate), tierName ?? "", number(multiplier), originalId ?? "", rewardName ?? ""];
  return explanation.steps.map((step, index) => {
    const text = labelText(STEPS[step.rule ?? ""] ?? step.rule ?? "", ...values, step.ruleName ?? "");
    return {
      key: `${index}`,
      text: step.reason ? `${text}: ${REASONS[step.reason] ?? step.reason}` : text,
      points: signed(step.points ?? 0)
    };
  });
}

function signed(points: number): string {
  return points.toLocaleString(locale, { signDisplay: "exceptZero" });
}

function number(value: number | null): string {
  return value === null || value === undefined ? "" : value.toLocaleString(locale);
}
