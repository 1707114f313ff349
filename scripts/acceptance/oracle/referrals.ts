/**
 * What a referral comes to, from docs/referrals.md: in the end one purchase that counts stands and is paid, or none. All
 * documents in one pass; how they arrived does not matter.
 */
import Fraction from "fraction.js";
import fc from "../../test/properties.ts";
import { addDays, dayOf } from "./days.ts";
import { historiesOf, type History } from "./histories.ts";
import { termsAt, type Document, type Program } from "./history.ts";

/** What a program promises, the same through all its versions. */
export interface Promised {
  readonly referrerPoints: number;
  readonly refereePoints: number;
  /** Decimal text. */
  readonly minimum: string;
  /** Undefined for no limit. */
  readonly days: number | undefined;
}

export type ReferralStatus = "Joined" | "Bought" | "Rewarded";

/**
 * @param documents of the new member, in any order
 * @param joinedAt ISO 8601
 * @return the status; what was taken back waits again, as if nobody had bought yet
 */
export function referralOf(
  program: Program,
  promise: Promised,
  documents: readonly Document[],
  joinedAt: string
): ReferralStatus {
  const standing = documents.filter(
    (document) => isAskedFor(document, program, promise, joinedAt) && !isWhollyBack(document, program, documents)
  );
  if (standing.length === 0) return "Joined";
  return standing.some((document) => isPaid(document, program)) ? "Rewarded" : "Bought";
}

function isAskedFor(
  { kind, status, amount, at }: Document,
  program: Program,
  { minimum, days }: Promised,
  joinedAt: string
): boolean {
  const joinedOn = dayOf(joinedAt, termsAt(program, joinedAt).timeZone);
  const boughtOn = dayOf(at, termsAt(program, at).timeZone);
  const isInTime = boughtOn >= joinedOn && (days === undefined || boughtOn <= addDays(joinedOn, days));
  return kind === "Purchase" && status === "Valid" && isInTime && new Fraction(amount).gte(minimum);
}

function isWhollyBack(purchase: Document, program: Program, documents: readonly Document[]): boolean {
  const sizeOf = ({ amount, quantity }: Document): Fraction =>
    new Fraction(termsAt(program, purchase.at).basis === "Quantity" ? quantity : amount);
  return documents
    .filter(({ kind, status, original }) => kind === "Return" && status === "Valid" && original === purchase.externalId)
    .reduce((left, back) => left.add(sizeOf(back)), sizeOf(purchase))
    .lte(0);
}

function isPaid({ paidAt, at }: Document, program: Program): boolean {
  return termsAt(program, at).escrow !== "UntilPaid" || paidAt !== undefined;
}

/** A history of somebody who joined with a code. */
export interface ReferralHistory extends History {
  readonly promise: Promised;
  readonly joinedAt: string;
}

export const referralHistories: fc.Arbitrary<ReferralHistory> = fc
  .record({
    history: fc.oneof(historiesOf("plain"), historiesOf("escrow")),
    promise: fc.record({
      referrerPoints: fc.constantFrom(0, 500),
      refereePoints: fc.constantFrom(1, 200),
      minimum: fc.constantFrom("0.00", "50.00", "80.00"),
      days: fc.constantFrom(undefined, 1, 150, 400)
    }),
    joinedAt: fc.constantFrom("2024-06-01T00:00:00Z", "2025-03-01T23:30:00Z", "2025-09-10T00:30:00Z")
  })
  .map(({ history, ...promised }) => ({ ...history, ...promised }));
