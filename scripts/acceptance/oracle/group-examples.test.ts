/** The examples of docs/rewards-and-partners.md and docs/how-points-work.md on pools and floors, by the rules as the oracle has them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { TERMS } from "./example-terms.ts";
import { groupBooksOf, type GroupBooks } from "./group-books.ts";
import type { GroupStep } from "./groups.ts";
import type { Document, Program } from "./history.ts";

const NOW = "2026-06-01T12:00:00Z";
const PROGRAM: Program = {
  counting: { basis: "QualifyingPoints", period: "Lifetime", atReview: false, graceMonths: 0 },
  versions: [
    {
      from: undefined,
      terms: TERMS
    }
  ],
  rules: []
};

const booksAfter = (steps: readonly GroupStep[], redemptions?: number): GroupBooks =>
  groupBooksOf({ program: PROGRAM, floors: { Bronze: 0 }, reviews: { redemptions, timesUsual: 10 }, steps }, NOW);

const documentOf = (externalId: string, amount: string): Document => ({
  externalId,
  kind: amount.startsWith("-") ? "Return" : "Purchase",
  status: "Valid",
  at: "2026-06-01T10:00:00Z",
  amount,
  quantity: amount.startsWith("-") ? "-1" : "1",
  channel: "Store",
  original: amount.startsWith("-") ? "P" : undefined,
  paidAt: undefined,
  isShared: false,
  lines: []
});
const deliver = (...documents: readonly Document[]): GroupStep => ({ kind: "deliver", to: "company", documents });

test("of a pool of 1,000 and a limit of 700 a reward for 300 is redeemed twice, and again once the first is cancelled", () => {
  const redeem = (key: string): GroupStep => ({
    kind: "redeem",
    by: "branch",
    key,
    cost: 300,
    isFromPool: true,
    isPayment: false
  });
  const { outcomes, members, spentOfPool } = booksAfter([
    { kind: "limit", of: "branch", points: 700 },
    deliver(documentOf("P", "1000")),
    redeem("1"),
    redeem("2"),
    redeem("3"),
    { kind: "cancel", key: "1" },
    redeem("4")
  ]);
  assert.deepEqual(outcomes.flat(), ["limit", "taken", "paid", "paid", "LIMIT_REACHED", "cancelled", "paid"]);
  assert.deepEqual([members.company.balance, spentOfPool.branch], [400, 600]);
});

/** Of 100 points 70 are spent; what comes back, one call after the other, and whether it waits. */
const FLOORS: readonly { readonly calls: readonly (readonly string[])[]; readonly outcomes: readonly string[] }[] = [
  { calls: [["-30"]], outcomes: ["taken"] },
  { calls: [["-31"]], outcomes: ["waiting"] },
  { calls: [["-30"], ["-1"]], outcomes: ["taken", "waiting"] },
  { calls: [["-100", "-30"]], outcomes: ["waiting", "taken"] }
];

for (const { calls, outcomes } of FLOORS) {
  test(`with 30 points left of 100 the returns ${calls.map((call) => call.join(" and ")).join(", then ")} are ${outcomes.join(", ")}`, () => {
    let count = 0;
    const steps = calls.map((call) => deliver(...call.map((amount) => documentOf(`R${++count}`, amount))));
    const books = booksAfter([
      deliver(documentOf("P", "100")),
      { kind: "redeem", by: "company", key: "1", cost: 70, isFromPool: false, isPayment: false },
      ...steps
    ]);
    assert.deepEqual(books.outcomes.slice(2).flat(), outcomes);
  });
}

test("a return that arrives with its purchase is followed, and what its source cancels and delivers again still waits", () => {
  const back = documentOf("R", "-100");
  const { outcomes } = booksAfter([
    deliver(documentOf("P", "100"), back),
    deliver({ ...back, status: "Cancelled" }),
    { kind: "redeem", by: "company", key: "1", cost: 70, isFromPool: false, isPayment: false },
    deliver(documentOf("R2", "-100")),
    deliver({ ...documentOf("R2", "-100"), status: "Cancelled" }),
    deliver(documentOf("R2", "-100"))
  ]);
  assert.deepEqual(outcomes, [["taken", "taken"], ["taken"], ["paid"], ["waiting"], ["taken"], ["waiting"]]);
});

test("of 100 points the third reward for 10 leaves 70 and waits, and they are back when it is refused", () => {
  const redeem = (key: string): GroupStep => ({
    kind: "redeem",
    by: "company",
    key,
    cost: 10,
    isFromPool: false,
    isPayment: false
  });
  const steps = [deliver(documentOf("P", "100")), redeem("1"), redeem("2"), redeem("3")];
  const { outcomes, members } = booksAfter(steps, 2);
  assert.deepEqual(outcomes.flat(), ["taken", "paid", "paid", "held: Too many in a short time: 3 within 24 hours"]);
  assert.equal(members.company.balance, 70);
  const refused = booksAfter([...steps, { kind: "review", key: "3", isReleased: false }, redeem("4")], 2);
  assert.deepEqual(refused.outcomes.flat().slice(-2), ["refused", "held: Too many in a short time: 3 within 24 hours"]);
  assert.equal(refused.members.company.balance, 70);
});
