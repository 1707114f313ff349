/**
 * What the oracle and the org are both told: a program with its terms by date and its rules, and the documents of one
 * member as they stand in the end. Amounts, rates and quantities are decimal texts; moments are ISO 8601 in UTC.
 */

export interface Tier {
  readonly name: string;
  readonly threshold: number;
  readonly multiplier: string;
  /** Months by which points live longer that are earned while the tier is held. */
  readonly extensionMonths: number;
  /** Points that a member may hold by what it earns; undefined for no limit. */
  readonly balanceCap?: number | undefined;
}

/** How long points can be spent. */
export interface Life {
  readonly model: "None" | "FixedMonths" | "EndOfYear" | "Sliding";
  /** Nothing for the model None. */
  readonly months: number;
}

export type Basis = "Amount" | "Quantity" | "Order";
export type Rounding = "Down" | "HalfUp" | "Up";

/** Everything that an administrator can change from a moment on. */
export interface Terms {
  readonly basis: Basis;
  readonly pointsPerUnit: string;
  readonly rounding: Rounding;
  readonly returnPolicy: "Base" | "Tier" | "None";
  readonly life: Life;
  readonly expiryGraceDays: number;
  readonly escrow: "None" | "UntilPaid" | "Days";
  /** 0 where nothing is said. */
  readonly escrowDays: number;
  /** Of a document that is shared, 0 to 100. */
  readonly sharePercent: string;
  readonly timeZone: string;
  /** By rising threshold; the first has the threshold 0. */
  readonly tiers: readonly Tier[];
}

export interface TierCounting {
  readonly basis: "QualifyingPoints" | "Spend" | "Orders" | "Volume";
  readonly period: "Lifetime" | "CalendarYear" | "Rolling12Months";
  readonly atReview: boolean;
  readonly graceMonths: number;
}

export interface Version {
  /** The moment from which the terms hold; undefined for from the beginning. */
  readonly from: string | undefined;
  readonly terms: Terms;
}

/** What a point is worth, in every program of a history. */
export const POINT_VALUE = "0.015";

/** A time in which the member takes part in an opt-in rule. */
export interface Participation {
  readonly joinedAt: string;
  /** Undefined for one that goes on. */
  readonly leftAt: string | undefined;
}

export type Period = "Document" | "Month" | "Year" | "Lifetime";

export interface Rule {
  readonly name: string;
  readonly effect: "Points" | "PointsPerUnit" | "Multiplier" | "VolumeBands" | "Reward" | "Exclusion";
  readonly value: string;
  /** Documents of that channel alone; undefined for all. */
  readonly channel: string | undefined;
  /** Lines of that category alone; undefined for the whole document. */
  readonly category: string | undefined;
  readonly bands: readonly { readonly from: number; readonly rate: string }[];
  readonly period: Period;
  readonly capPoints: number | undefined;
  readonly capTimes: number | undefined;
  readonly milestone:
    { readonly of: "Orders" | "Amount" | "Steps"; readonly at: number; readonly repeats: boolean } | undefined;
  /** Name of the rule that it is a step of; undefined for a rule that is no step. */
  readonly stepOf: string | undefined;
  readonly qualifies: boolean;
  /** Of the rule's points; undefined for as the program says. */
  readonly life: Life | undefined;
  /**
   * What the rule gives to all members together at most, which one member alone can use up; undefined for no such cap. Prepaid points
   * are the same ones for all rules of the program that draw on them.
   */
  readonly capForAll: { readonly of: "Points" | "Money" | "Rewards" | "Prepaid"; readonly most: string } | undefined;
  /** When the member takes part in an opt-in rule; undefined for a rule that is for everybody. */
  readonly participations: readonly Participation[] | undefined;
  /** When the member is in the segment that the rule asks for; undefined for a rule that asks for none. */
  readonly segmentTimes: readonly Participation[] | undefined;
  /** Whether the member is in the rule's control group; undefined for a rule without one. */
  readonly heldOut: boolean | undefined;
}

export interface Program {
  readonly counting: TierCounting;
  /** By rising moment. */
  readonly versions: readonly Version[];
  /** In the order in which they are applied. */
  readonly rules: readonly Rule[];
}

export interface Line {
  readonly product: string;
  readonly category: string;
  readonly quantity: string;
  /** Signed like the document. */
  readonly amount: string;
}

export interface Document {
  readonly externalId: string;
  readonly kind: "Purchase" | "Return";
  readonly status: "Valid" | "Cancelled";
  readonly at: string;
  /** Negative for a return. */
  readonly amount: string;
  readonly quantity: string;
  readonly channel: string;
  /** External id of the purchase that is returned, undefined where the return names none. */
  readonly original: string | undefined;
  /** Undefined while nothing was paid. */
  readonly paidAt: string | undefined;
  /** Whether a friend gets a part of the points. */
  readonly isShared: boolean;
  readonly lines: readonly Line[];
}

/** The terms in force at a moment. */
export function termsAt({ versions }: Program, moment: string): Terms {
  let inForce = versions[0]!.terms;
  for (const { from, terms } of versions) {
    if (from === undefined || from <= moment) inForce = terms;
  }
  return inForce;
}
