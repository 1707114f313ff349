/** The examples of docs/how-points-work.md and docs/time-and-tiers.md, by the rules as the oracle has them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { PLAIN_RULE } from "./histories.ts";
import { booksOf, type Books } from "./books.ts";
import { TERMS } from "./example-terms.ts";
import { lastDayOf } from "./lives.ts";
import type { Document, Life, Program, Rule, Terms, TierCounting } from "./history.ts";

const SILVER = { name: "Silver", threshold: 1000, multiplier: "1", extensionMonths: 0 };
const FOR_LIFE: TierCounting = { basis: "QualifyingPoints", period: "Lifetime", atReview: false, graceMonths: 0 };
const NOW = "2026-06-01T00:00:00Z";

const programOf = (terms: Partial<Terms>, rules: readonly Rule[] = [], counting: TierCounting = FOR_LIFE): Program => ({
  counting,
  versions: [{ from: undefined, terms: { ...TERMS, ...terms } }],
  rules
});

function documentOf(
  externalId: string,
  amount: string,
  lines: readonly string[],
  more: Partial<Document> = {}
): Document {
  return {
    externalId,
    kind: Number(amount) < 0 ? "Return" : "Purchase",
    status: "Valid",
    at: "2026-01-10T00:00:00Z",
    amount,
    quantity: Number(amount) < 0 ? "-1" : "1",
    channel: "Store",
    original: Number(amount) < 0 ? "1" : undefined,
    paidAt: undefined,
    isShared: false,
    lines: lines.map((line) => {
      const [product = "", value = ""] = line.split(" ");
      return { product, category: product, quantity: Number(value) < 0 ? "-1" : "1", amount: value };
    }),
    ...more
  };
}

const pointsOf = ({ entries }: Books, externalId: string): number =>
  entries.filter((entry) => entry.externalId === externalId).reduce((sum, { points }) => sum + points, 0);

const RULE: Rule = { ...PLAIN_RULE, name: "Rule" };
const EXCLUDING_GIFT_CARDS: Rule = { ...RULE, name: "Gift cards earn nothing", effect: "Exclusion", category: "GIFT" };

const AT_TWICE: Partial<Terms> = { tiers: [{ name: "Bronze", threshold: 0, multiplier: "2", extensionMonths: 0 }] };

/** What is bought, what comes back, and the points that each return takes. */
const RETURNS: readonly {
  readonly bought: readonly [string, ...string[]];
  readonly back: readonly (readonly [string, ...string[]])[];
  readonly taken: readonly number[];
  readonly program?: Program;
}[] = [
  {
    bought: ["120", "A 60", "B 40"],
    back: [
      ["-72", "A -60"],
      ["-48", "B -40"]
    ],
    taken: [72, 48]
  },
  {
    bought: ["80", "A 60", "B 40"],
    back: [
      ["-48", "A -60"],
      ["-32", "B -40"]
    ],
    taken: [48, 32]
  },
  { bought: ["90", "A 60", "B 40"], back: [["-54", "A -60"]], taken: [54] },
  {
    bought: ["80", "A 100", "D -20"],
    back: [
      ["-40", "A -50", "D 10"],
      ["-40", "A -50", "D 10"]
    ],
    taken: [40, 40]
  },
  { bought: ["120", "A 100"], back: [["-120", "A -100"]], taken: [240], program: programOf(AT_TWICE) },
  { bought: ["120", "A 100"], back: [["-100", "A -100"]], taken: [100] },
  {
    bought: ["1600", "A 1100", "GIFT 500"],
    back: [["-500", "GIFT -500"]],
    taken: [0],
    program: programOf({}, [EXCLUDING_GIFT_CARDS])
  }
];

for (const { bought, back, taken, program = programOf({}) } of RETURNS) {
  test(`of ${bought.join(", ")} the returns of ${back.map((one) => one.join(", ")).join(" and ")} take ${taken.join(" and ")}`, () => {
    const returns = back.map(([amount, ...lines], index) => documentOf(`C${index}`, amount, lines));
    const [amount, ...lines] = bought;
    const books = booksOf(program, [documentOf("1", amount, lines), ...returns], NOW);
    assert.deepEqual(
      returns.map(({ externalId }) => 0 - pointsOf(books, externalId)),
      taken
    );
  });
}

test("three returns of a third take 36, 36 and 37 of 109 points", () => {
  const program = programOf({ tiers: [{ name: "Silver", threshold: 0, multiplier: "1.1", extensionMonths: 0 }] });
  const parts = ["C1", "C2", "C3"].map((name) => documentOf(name, "-33.33", []));
  const books = booksOf(program, [documentOf("1", "99.99", []), ...parts], NOW);
  assert.deepEqual(
    ["1", "C1", "C2", "C3"].map((name) => pointsOf(books, name)),
    [109, -36, -36, -37]
  );
});

test("what is owed for a return is paid by its own purchase, whichever comes first", () => {
  const own = documentOf("1", "30", []);
  const other = documentOf("0", "100", [], { at: "2026-01-09T00:00:00Z" });
  const program = programOf({ life: { model: "EndOfYear", months: 0 } });
  const { lots } = booksOf(program, [documentOf("C", "-10", []), other, own], NOW);
  assert.deepEqual(lots, { "2026-12-31": 120 });
});

test("points that wait for 14 days, or to be paid, or for 30 days at the latest", () => {
  const paidAt = "2026-03-10T12:00:00Z";
  const bought = documentOf("1", "100", [], { at: "2026-03-01T12:00:00Z" });
  const back = documentOf("C", "-40", [], { at: "2026-03-05T12:00:00Z" });
  const pending = (terms: Partial<Terms>, documents: readonly Document[], day: string): number =>
    booksOf(programOf(terms), documents, `${day}T00:00:00Z`).pendingPoints;
  const untilPaid: Partial<Terms> = { escrow: "UntilPaid" };
  assert.equal(pending(untilPaid, [bought], "2026-03-09"), 100);
  assert.equal(pending(untilPaid, [bought, back], "2026-03-09"), 60);
  assert.equal(pending(untilPaid, [{ ...bought, paidAt }], "2026-03-11"), 0);
  const atTheLatest: Partial<Terms> = { escrow: "UntilPaid", escrowDays: 30 };
  assert.deepEqual(
    ["2026-03-30", "2026-03-31"].map((day) => pending(atTheLatest, [bought], day)),
    [100, 0]
  );
  const forDays: Partial<Terms> = { escrow: "Days", escrowDays: 14 };
  assert.deepEqual(
    ["2026-03-14", "2026-03-15"].map((day) => pending(forDays, [bought], day)),
    [100, 0]
  );
});

test("last days of points of 31 January", () => {
  const lastDay = (life: Life, activity: readonly string[] = [], more = {}): string =>
    lastDayOf({ day: "2026-01-31", life, extensionMonths: 0, graceDays: 0, ...more }, activity);
  const month: Life = { model: "FixedMonths", months: 1 };
  const halfYear: Life = { model: "Sliding", months: 6 };
  assert.equal(lastDay(month), "2026-02-28");
  assert.equal(lastDay(month, [], { graceDays: 10 }), "2026-03-10");
  assert.equal(lastDay(month, [], { extensionMonths: 12 }), "2027-02-28");
  assert.equal(lastDay({ model: "EndOfYear", months: 0 }), "2026-12-31");
  assert.equal(lastDay({ model: "EndOfYear", months: 12 }), "2027-12-31");
  assert.equal(lastDay(halfYear), "2026-07-31");
  assert.equal(lastDay(halfYear, ["2026-07-15", "2027-01-20"]), "2027-01-15");
});

test("twelve months hold a tier to the day, to the review, or for two months more", () => {
  const lastDayOfSilver = (atReview: boolean, graceMonths: number): string => {
    const counting: TierCounting = { basis: "Spend", period: "Rolling12Months", atReview, graceMonths };
    const program = programOf({ tiers: [...TERMS.tiers, SILVER] }, [], counting);
    const bought = documentOf("1", "1200", [], { at: "2026-03-10T12:00:00Z" });
    const days = ["2027-03-09", "2027-03-10", "2027-03-31", "2027-04-01", "2027-05-31", "2027-06-01"];
    return days.filter((day) => booksOf(program, [bought], `${day}T12:00:00Z`).tier === "Silver").at(-1)!;
  };
  assert.equal(lastDayOfSilver(false, 0), "2027-03-09");
  assert.equal(lastDayOfSilver(true, 0), "2027-03-31");
  assert.equal(lastDayOfSilver(true, 2), "2027-05-31");
});

/** What purchases earn beyond their amounts, one after the other. */
function givenBy(rules: readonly Rule[], purchases: readonly Document[], terms: Partial<Terms> = {}): number[] {
  const books = booksOf(programOf(terms, rules), purchases, NOW);
  return purchases.map(({ externalId, amount }) => pointsOf(books, externalId) - Number(amount));
}

const onDays = (amounts: readonly string[], days: readonly string[]): Document[] =>
  amounts.map((amount, index) => documentOf(`P${index}`, amount, [], { at: `${days[index]}T12:00:00Z` }));

test("20 points, at most 50 a month, are 20, 20, 10, none, and 20 in April", () => {
  const days = ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-31", "2026-04-01"];
  const purchases = onDays(["1", "1", "1", "1", "1"], days);
  assert.deepEqual(givenBy([{ ...RULE, period: "Month", capPoints: 50 }], purchases), [20, 20, 10, 0, 20]);
});

test("money of 1.00 pays for 66 points worth 0.015 each, and for no more", () => {
  const rule: Rule = { ...RULE, value: "40", capForAll: { of: "Money", most: "1" } };
  const days = ["2026-03-01", "2026-03-02", "2026-03-03"];
  assert.deepEqual(givenBy([rule], onDays(["1", "1", "1"], days)), [40, 26, 0]);
});

test("two rules draw on 70 prepaid points until none are left", () => {
  const drawing: Rule = { ...RULE, value: "40", capForAll: { of: "Prepaid", most: "70" } };
  const rules: Rule[] = [drawing, { ...drawing, name: "Another", value: "20" }];
  assert.deepEqual(givenBy(rules, onDays(["1", "1", "1"], ["2026-03-01", "2026-03-02", "2026-03-03"])), [60, 10, 0]);
});

test("a purchase counts as of the segments of its own day: before joining and after leaving it gets nothing", () => {
  const segmentTimes = [{ joinedAt: "2026-03-02T00:00:00Z", leftAt: "2026-04-20T00:00:00Z" }];
  const days = ["2026-03-01", "2026-03-03", "2026-03-04", "2026-04-21"];
  assert.deepEqual(
    givenBy([{ ...RULE, value: "50", segmentTimes }], onDays(["1", "1", "1", "1"], days)),
    [0, 50, 50, 0]
  );
});

test("300 points at each 150.00 are paid for each that a purchase passes", () => {
  const rule: Rule = { ...RULE, value: "300", milestone: { of: "Amount", at: 150, repeats: true } };
  const days = ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"];
  assert.deepEqual(givenBy([rule], onDays(["100", "100", "100", "450"], days)), [0, 300, 300, 900]);
});

test("a multiplier of 3 adds the base twice more, and not what the tier adds", () => {
  const tiers = [{ name: "Silver", threshold: 0, multiplier: "1.5", extensionMonths: 0 }];
  const rule: Rule = { ...RULE, effect: "Multiplier", value: "3" };
  assert.deepEqual(givenBy([rule], [documentOf("P", "100", [])], { tiers }), [50 + 200]);
});

test("what a category excludes, other rules do not see", () => {
  const perUnit: Rule = { ...RULE, name: "Two for each unit", effect: "PointsPerUnit", value: "2" };
  const bought = documentOf("P", "100", ["GIFT 60", "A 40"]);
  assert.deepEqual(givenBy([EXCLUDING_GIFT_CARDS, perUnit], [bought]), [40 + 80 - 100]);
});

test("what is above the cap of the balance is not credited, and comes back in shares of what was", () => {
  const program = programOf({ tiers: [{ ...SILVER, threshold: 0, balanceCap: 1000 }] });
  const at = (day: number): string => `2026-05-0${day}T00:00:00Z`;
  const documents = [
    documentOf("A", "700.00", [], { at: at(1) }),
    documentOf("B", "500.00", [], { at: at(2) }),
    documentOf("R", "-250.00", [], { at: at(5), original: "B" })
  ];
  const books = booksOf(program, documents, NOW);
  assert.deepEqual(
    ["A", "B", "R"].map((name) => pointsOf(books, name)),
    [700, 300, -150]
  );
  assert.equal(books.qualifyingPoints, 950);
  const [first, ...others] = documents;
  const cancelled = booksOf(program, [{ ...first!, status: "Cancelled" }, ...others], NOW);
  assert.deepEqual(
    ["B", "R"].map((name) => pointsOf(cancelled, name)),
    [500, -250]
  );
});
