/** Compares what the org says of a history with what the oracle says of it. */
import assert from "node:assert/strict";
import Fraction from "fraction.js";
import { booksOf, type Books, type Entry } from "./books.ts";
import { dayOf } from "./days.ts";
import { groupBooksOf, type GroupBooks } from "./group-books.ts";
import { PARTICIPANTS, type GroupHistory } from "./groups.ts";
import { handBooksOf, type HandBooks } from "./hand-books.ts";
import { HOLDERS, type HandHistory } from "./hands.ts";
import type { History } from "./histories.ts";
import { termsAt, type Program } from "./history.ts";
import { mergedBooksOf, type MergeHistory } from "./merges.ts";
import { referralOf, type ReferralHistory } from "./referrals.ts";
import type { Membership, OrgBooks, OrgMemberships, OrgReferral } from "./org-books.ts";
import { missing, reached } from "./tiers.ts";

export function assertAlike(history: History, org: OrgBooks): void {
  const now = new Date().toISOString();
  const oracle = booksOf(history.program, history.documents, now);
  const context = `${JSON.stringify({ org, oracle })}\n${JSON.stringify(history, null, 1)}`;
  assert.deepEqual(movements(org.entries), movements(oracle.entries), context);
  assert.equal(org.pendingPoints, oracle.pendingPoints, context);
  assert.equal(org.friendPendingPoints, oracle.friendPendingPoints, context);
  assert.equal(org.qualifyingPoints, oracle.qualifyingPoints, context);
  assert.equal(org.tier, oracle.tier, context);
  assert.equal(org.missingToNextTier, oracle.missingToNextTier, context);
  assert.equal(org.missingOnList, oracle.missingToNextTier, context);
  assert.equal(org.vouchers, oracle.vouchers, context);
  const isExpiryBooked = history.steps.some(({ kind }) => kind === "jobs");
  if (!isExpiryBooked) {
    assert.equal(org.balance, oracle.balance - org.spentPoints, context);
    assert.equal(org.friendBalance, oracle.friendBalance, context);
  }
  // Which lots paid depends on what was known when it was paid: only the last step says it of the end.
  const isPaidInBetween = history.steps.slice(0, -1).some(({ kind }) => kind === "pay");
  if (oracle.lots === undefined || isPaidInBetween) return;
  const today = dayOf(now, termsAt(history.program, now).timeZone);
  assert.deepEqual(org.lots, Object.fromEntries(spend(living(oracle.lots, today), org.spentPoints)), context);
}

/** Of somebody who joined with a code, and of the member whose code it was. */
export function assertReferralAlike(history: ReferralHistory, org: OrgReferral): void {
  const { promise, joinedAt } = history;
  const status = referralOf(history.program, promise, history.documents, joinedAt);
  const { balance } = booksOf(history.program, history.documents, new Date().toISOString());
  const context = `${JSON.stringify({ org, status, balance })}\n${JSON.stringify(history, null, 1)}`;
  assert.equal(org.status, status, context);
  if (org.isExpiryBooked) return;
  const isRewarded = status === "Rewarded";
  assert.equal(org.referrerBalance, isRewarded ? promise.referrerPoints : 0, context);
  assert.equal(org.refereeBalance, balance + (isRewarded ? promise.refereePoints : 0), context);
}

/** Of two memberships, of which each has its own, or one what both have. */
export function assertMergedAlike(history: MergeHistory, org: OrgMemberships): void {
  const now = new Date().toISOString();
  const { survivor, merged, areOne, isCorrectedWhileOne } = mergedBooksOf(history, now);
  const context = `${JSON.stringify({ org, survivor, merged })}\n${JSON.stringify(history, null, 1)}`;
  assert.deepEqual(movements(org.entries), movements([...survivor.entries, ...merged.entries]), context);
  assert.equal(org.merged === undefined, areOne, context);
  const isParted = history.steps.some(({ kind }) => kind === "part");
  const today = dayOf(now, termsAt(history.program, now).timeZone);
  const assertOne = (membership: Membership, books: readonly Books[]): void => {
    assertMembership(membership, books, history.program, now, context);
    // When they are parted, what is over of the lots that go back is booked as expired; which lots those are is not reckoned here.
    if (!(isParted && books.some((one) => mayBeOver(one, today))))
      assert.equal(membership.balance, balanceOf(books), context);
    if (!isCorrectedWhileOne) assertLots(membership, books, history.program, now, context);
  };
  if (areOne) return assertOne(org.survivor, [survivor, merged]);
  assertOne(org.survivor, [survivor]);
  assertOne(org.merged!, [merged]);
}

function assertMembership(
  org: Membership,
  books: readonly Books[],
  program: Program,
  now: string,
  context: string
): void {
  const sum = (of: (books: Books) => number): number => books.reduce((all, one) => all + of(one), 0);
  const terms = termsAt(program, now);
  const qualifyingPoints = sum((one) => one.qualifyingPoints);
  assert.equal(org.qualifyingPoints, qualifyingPoints, context);
  const held = reached(terms, new Fraction(qualifyingPoints));
  assert.equal(org.tier, held.name, context);
  assert.equal(org.missingOnList, missing(terms, held, new Fraction(qualifyingPoints)), context);
}

function assertLots(org: Membership, books: readonly Books[], program: Program, now: string, context: string): void {
  if (books.some(({ lots }) => lots === undefined)) return;
  const today = dayOf(now, termsAt(program, now).timeZone);
  const lots: Record<string, number> = {};
  for (const [lastDay, points] of books.flatMap((one) => living(one.lots!, today))) {
    lots[lastDay] = (lots[lastDay] ?? 0) + points;
  }
  assert.deepEqual(org.lots, lots, context);
}

/** Of a company, a branch and a person: what each step came to, and all books in the end. */
export function assertGroupAlike(history: GroupHistory, org: GroupBooks): void {
  const oracle = groupBooksOf(history, new Date().toISOString());
  const context = `${JSON.stringify({ org, oracle })}\n${JSON.stringify(history, null, 1)}`;
  assert.deepEqual(org.outcomes, oracle.outcomes, context);
  assert.deepEqual(org.spentOfPool, oracle.spentOfPool, context);
  for (const who of PARTICIPANTS) {
    const { entries, ...books } = org.members[who];
    const { entries: expected, ...booksOfOracle } = oracle.members[who];
    assert.deepEqual(books, booksOfOracle, context);
    assert.deepEqual(movements(entries), movements(expected), context);
  }
}

/** Of three members of whom points are moved by hand: what each step came to, and all books in the end. */
export function assertHandsAlike(history: HandHistory, org: HandBooks): void {
  const oracle = handBooksOf(history, new Date().toISOString());
  const context = `${JSON.stringify({ org, oracle })}\n${JSON.stringify(history, null, 1)}`;
  const known = oracle.outcomes.flatMap((outcome, index) => (outcome === undefined ? [] : [index]));
  assert.deepEqual(
    known.map((index) => org.outcomes[index]),
    known.map((index) => oracle.outcomes[index]),
    context
  );
  const isKnown = known.length === oracle.outcomes.length;
  for (const holder of HOLDERS) {
    const [made, expected] = [org.members[holder], oracle.members[holder]];
    assert.deepEqual(movements(made.entries), movements(expected.entries), context);
    assert.equal(made.qualifyingPoints, expected.qualifyingPoints, context);
    assert.equal(made.tier, expected.tier, context);
    if (!isKnown) continue;
    assert.equal(made.lifetimePoints, expected.lifetimePoints, context);
    assert.deepEqual(made.rebates, expected.rebates, context);
    if (expected.balance !== undefined) assert.equal(made.balance, expected.balance, context);
    if (expected.lots !== undefined) assert.deepEqual(made.lots, expected.lots, context);
  }
}

const balanceOf = (books: readonly Books[]): number => books.reduce((all, { balance }) => all + balance, 0);

const mayBeOver = ({ lots }: Books, today: string): boolean =>
  lots === undefined || living(lots, today).length < Object.keys(lots).length;

const living = (lots: Readonly<Record<string, number>>, today: string): [string, number][] =>
  Object.entries(lots).filter(([lastDay]) => lastDay === "never" || lastDay >= today);

/** The lots that are over first pay first; "never" sorts behind all days. */
function spend(lots: readonly (readonly [string, number])[], points: number): (readonly [string, number])[] {
  let open = points;
  const left = [...lots]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([lastDay, has]) => {
      const taken = Math.min(open, has);
      open -= taken;
      return [lastDay, has - taken] as const;
    });
  assert.equal(open, 0, "more was spent than there is");
  return left.filter(([, has]) => has > 0);
}

/** What a document moved for whom and in which state; some moved nothing. Points that wait count towards the tier at once. */
function movements(entries: readonly Entry[]): Record<string, number> {
  const sums: Record<string, number> = {};
  const add = (name: string, points: number): void => {
    sums[name] = (sums[name] ?? 0) + points;
  };
  for (const { externalId, points, qualifyingPoints, friendPoints, isPending } of entries) {
    const state = isPending ? "pending" : "posted";
    add(`${externalId}, ${state}`, points - friendPoints);
    add(`${externalId}, ${state}, friend`, friendPoints);
    add(`${externalId}, qualifying`, qualifyingPoints);
  }
  return Object.fromEntries(Object.entries(sums).filter(([, points]) => points !== 0));
}
