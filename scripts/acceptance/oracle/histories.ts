/** Random programs, documents and deliveries. */
import fc from "../../test/properties.ts";
import type { Document, Life, Line, Participation, Program, Rule, Terms, Tier, TierCounting } from "./history.ts";

/** What happens in the end's order. */
export type Step =
  /** One call of the API: documents as they are known at that time. */
  | { readonly kind: "deliver"; readonly documents: readonly Document[] }
  /** The jobs that only book what is true already. */
  | { readonly kind: "jobs" }
  /** Points pay at the till. */
  | Payment;

export interface Payment {
  readonly kind: "pay";
  /** Of what can be spent at that time. */
  readonly percent: number;
  /** Parts of the payment that are given back one after another, in percent of it; 100 at most in all. */
  readonly back: readonly number[];
  /** Whether a till reserves the points first. */
  readonly isReserved: boolean;
}

export interface History {
  readonly program: Program;
  /** As they stand in the end. */
  readonly documents: readonly Document[];
  readonly steps: readonly Step[];
  /** How many steps are taken before the org is told what the member has joined. */
  readonly stepsBeforeJoining: number;
}

/** What a family of histories is about, beside terms, rules, returns and corrections. */
export type Family = "plain" | "shares" | "escrow" | "lives" | "payments" | "promotions" | "caps";
export const FAMILIES: readonly Family[] = ["plain", "shares", "escrow", "lives", "payments", "promotions", "caps"];

const ZONES = ["GMT", "Europe/Istanbul", "America/New_York", "Pacific/Kiritimati"];
const CHANNELS = ["Online", "Store"];
const CATEGORIES = ["Tea", "Mugs"];
const FIRST_MOMENT = Date.UTC(2025, 0, 20);
const SPAN_SECONDS = 600 * 24 * 3600;

/** Days of escrow after which no document of a test is free. */
const NEVER_OVER = 9000;

const cents = (value: number): string => (value / 100).toFixed(2);

const balanceCap: fc.Arbitrary<number | undefined> = fc.constantFrom(undefined, 20, 90, 150, 400);
const noBalanceCap = fc.constant(undefined);

const tiersOf = (family: Family): fc.Arbitrary<readonly Tier[]> =>
  fc
    .record({
      silver: fc.constantFrom(100, 200, 500),
      gold: fc.constantFrom(800, 1500),
      multipliers: fc.constantFrom(["1", "1.1", "1.25"], ["1", "1.5", "2"]),
      extension: fc.constantFrom(0, 0, 6),
      balanceCaps: fc.tuple(...["Bronze", "Silver", "Gold"].map(() => (family === "caps" ? balanceCap : noBalanceCap)))
    })
    .map(({ silver, gold, multipliers, extension, balanceCaps }) =>
      ["Bronze", "Silver", "Gold"].map((name, index) => ({
        name,
        threshold: [0, silver, gold][index]!,
        multiplier: multipliers[index]!,
        extensionMonths: index === 1 ? extension : 0,
        balanceCap: balanceCaps[index]
      }))
    );

const life: fc.Arbitrary<Life> = fc
  .record({
    model: fc.constantFrom("None", "FixedMonths", "EndOfYear"),
    months: fc.constantFrom(1, 12, 24)
  })
  .map(normal);

const lifeInFamilyOfLives: fc.Arbitrary<Life> = fc
  .record({
    model: fc.constantFrom("None", "FixedMonths", "EndOfYear", "Sliding", "Sliding", "Sliding"),
    months: fc.constantFrom(1, 2, 4, 12, 24)
  })
  .map(normal);

const escrow = fc.constantFrom(
  { escrow: "UntilPaid", escrowDays: 0 },
  { escrow: "UntilPaid", escrowDays: NEVER_OVER },
  { escrow: "UntilPaid", escrowDays: 30 },
  { escrow: "Days", escrowDays: 10 },
  { escrow: "Days", escrowDays: NEVER_OVER },
  { escrow: "None", escrowDays: 0 }
) as fc.Arbitrary<Pick<Terms, "escrow" | "escrowDays">>;

const termsOf = (family: Family): fc.Arbitrary<Terms> =>
  fc
    .record({
      basis: fc.constantFrom("Amount", "Amount", "Amount", "Quantity", "Order"),
      pointsPerUnit: fc.constantFrom("1", "1", "2", "0.5", "0.3333", "1.25"),
      rounding: fc.constantFrom("Down", "HalfUp", "Up"),
      returnPolicy: fc.constantFrom("Base", "Tier", "None"),
      life: family === "lives" ? lifeInFamilyOfLives : life,
      expiryGraceDays: fc.constantFrom(0, 0, 10),
      timeZone: fc.constantFrom(...ZONES),
      waiting:
        family === "escrow" || family === "caps" ? escrow : fc.constant({ escrow: "None" as const, escrowDays: 0 }),
      sharePercent: family === "shares" ? fc.constantFrom("10", "33.33", "50", "100") : fc.constant("0"),
      tiers: tiersOf(family)
    })
    .map(({ waiting, ...rest }) => ({ ...rest, ...waiting }));

const counting: fc.Arbitrary<TierCounting> = fc
  .record({
    basis: fc.constantFrom("QualifyingPoints", "QualifyingPoints", "Spend", "Orders", "Volume"),
    period: fc.constantFrom("Lifetime", "CalendarYear", "Rolling12Months"),
    atReview: fc.boolean(),
    graceMonths: fc.constantFrom(0, 2)
  })
  .map((way) => {
    const atReview = way.atReview && way.period !== "Lifetime";
    return { ...way, atReview, graceMonths: atReview ? way.graceMonths : 0 };
  });

const moment: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom(0, 1, 30 * 60, 22 * 3600, 23.5 * 3600))
  .map(([step, second]) => {
    const day = Math.floor((step * SPAN_SECONDS) / 40 / 86_400);
    return new Date(FIRST_MOMENT + (day * 86_400 + second) * 1000).toISOString().replace(".000Z", "Z");
  });

const capForAll = fc.constantFrom(
  { of: "Points", most: "30" },
  { of: "Points", most: "90" },
  { of: "Money", most: "0.35" },
  { of: "Money", most: "1" },
  { of: "Prepaid", most: "70" },
  { of: "Prepaid", most: "70" },
  { of: "Rewards", most: "1" },
  { of: "Rewards", most: "2" }
) as fc.Arbitrary<NonNullable<Rule["capForAll"]>>;

/** Times that follow one another; in the last one the member may still be. */
const participations: fc.Arbitrary<readonly Participation[]> = fc
  .uniqueArray(moment, { minLength: 1, maxLength: 4 })
  .map((moments) =>
    [...moments]
      .sort()
      .flatMap((joinedAt, index, all) => (index % 2 === 0 ? [{ joinedAt, leftAt: all[index + 1] }] : []))
  );

const ruleOf = (family: Family): fc.Arbitrary<Omit<Rule, "name">> =>
  fc
    .record({
      effect: fc.constantFrom("Points", "PointsPerUnit", "Multiplier", "VolumeBands", "Reward", "Exclusion"),
      value: fc.constantFrom("2", "3"),
      channel: fc.option(fc.constantFrom(...CHANNELS), { nil: undefined, freq: 2 }),
      category: fc.option(fc.constantFrom(...CATEGORIES), { nil: undefined, freq: 2 }),
      period: fc.constantFrom("Month", "Year", "Lifetime"),
      capPoints: fc.option(fc.constantFrom(50, 120), { nil: undefined, freq: 2 }),
      capTimes: fc.option(fc.constantFrom(1, 2), { nil: undefined, freq: 2 }),
      milestone: fc.option(
        fc.record({ of: fc.constantFrom("Orders", "Amount"), at: fc.constantFrom(2, 150), repeats: fc.boolean() }),
        { nil: undefined, freq: 3 }
      ),
      stepOf: fc.constant(undefined),
      qualifies: fc.boolean(),
      life: family === "lives" ? fc.option(lifeInFamilyOfLives, { nil: undefined, freq: 2 }) : fc.constant(undefined),
      capForAll: family === "promotions" ? fc.option(capForAll, { nil: undefined, freq: 2 }) : fc.constant(undefined),
      participations:
        family === "promotions" ? fc.option(participations, { nil: undefined, freq: 2 }) : fc.constant(undefined),
      segmentTimes:
        family === "promotions" ? fc.option(participations, { nil: undefined, freq: 2 }) : fc.constant(undefined),
      heldOut: family === "promotions" ? fc.option(fc.boolean(), { nil: undefined, freq: 2 }) : fc.constant(undefined)
    })
    .map((drawn) => sensible(drawn as Omit<Rule, "name" | "bands">));

/** What the org accepts as a rule. */
function sensible(drawn: Omit<Rule, "name" | "bands">): Omit<Rule, "name"> {
  const bare = {
    ...drawn,
    capPoints: undefined,
    capTimes: undefined,
    capForAll: undefined,
    milestone: undefined,
    bands: []
  };
  switch (drawn.effect) {
    case "VolumeBands":
      return {
        ...bare,
        channel: undefined,
        category: undefined,
        bands: [
          { from: 100, rate: "0.1" },
          { from: 400, rate: "0.25" }
        ]
      };
    case "Exclusion":
      return {
        ...bare,
        period: "Document",
        qualifies: false,
        life: undefined,
        participations: undefined,
        heldOut: undefined
      };
    case "Reward":
      return {
        ...drawn,
        bands: [],
        category: undefined,
        capPoints: undefined,
        qualifies: false,
        life: undefined,
        capForAll: drawn.capForAll?.of === "Rewards" ? drawn.capForAll : undefined,
        ...once(drawn)
      };
    default: {
      const isCounted = drawn.capPoints !== undefined || drawn.capTimes !== undefined;
      const shared = {
        ...drawn,
        bands: [],
        capForAll: drawn.capForAll?.of === "Rewards" ? undefined : drawn.capForAll,
        period: isCounted ? drawn.period : "Document"
      } as const;
      return drawn.effect === "Points" ? { ...shared, value: "20" } : { ...shared, milestone: undefined };
    }
  }
}

/** A reward without a cap of times or a milestone is given once. */
function once({ capTimes, milestone, period }: Omit<Rule, "name" | "bands">): Partial<Rule> {
  if (capTimes !== undefined) return { period };
  return milestone === undefined ? { capTimes: 1, period: "Lifetime" } : { period: "Document" };
}

const challenge: fc.Arbitrary<DrawnChallenge> = fc.record({
  steps: fc.array(
    fc.record({
      channel: fc.option(fc.constantFrom(...CHANNELS), { nil: undefined, freq: 2 }),
      milestone: fc.record({
        of: fc.constantFrom("Orders", "Amount"),
        at: fc.constantFrom(1, 2, 100),
        repeats: fc.boolean()
      })
    }),
    { minLength: 1, maxLength: 2 }
  ),
  needed: fc.constantFrom(1, 2)
});

const programOf = (family: Family): fc.Arbitrary<Program> =>
  fc
    .record({
      counting,
      first: termsOf(family),
      changes: fc.array(fc.record({ from: moment, terms: termsOf(family) }), { maxLength: 2 }),
      rules: fc.array(ruleOf(family), { maxLength: 3 }),
      challenge: fc.option(challenge, { nil: undefined, freq: 2 })
    })
    .map(({ counting: way, first, changes, rules, challenge: drawn }) => ({
      counting: way,
      versions: [{ from: undefined, terms: first }, ...distinct(changes)],
      rules: withChallenge(
        rules.map((rule, index) => ({ ...rule, name: `Rule ${index}` })),
        drawn
      )
    }));

type Milestone = NonNullable<Rule["milestone"]>;

interface DrawnChallenge {
  readonly steps: readonly { readonly channel: string | undefined; readonly milestone: Milestone }[];
  readonly needed: number;
}

/** The rule of steps comes after its steps, and after all others. */
function withChallenge(rules: readonly Rule[], drawn: DrawnChallenge | undefined): Rule[] {
  if (drawn === undefined) return [...rules];
  const steps = drawn.steps.map((step, index) => ({
    ...PLAIN_RULE,
    ...step,
    name: `Step ${index}`,
    stepOf: "Challenge"
  }));
  const milestone = { of: "Steps", at: Math.min(drawn.needed, steps.length), repeats: false } as const;
  return [...rules, ...steps, { ...PLAIN_RULE, name: "Challenge", value: "70", milestone }];
}

/** A rule of 20 points for each transaction, which others differ from where they say so. */
export const PLAIN_RULE: Omit<Rule, "name"> = {
  effect: "Points",
  value: "20",
  channel: undefined,
  category: undefined,
  bands: [],
  period: "Document",
  capPoints: undefined,
  capTimes: undefined,
  milestone: undefined,
  stepOf: undefined,
  qualifies: false,
  life: undefined,
  capForAll: undefined,
  participations: undefined,
  segmentTimes: undefined,
  heldOut: undefined
};

function distinct(changes: readonly { from: string; terms: Terms }[]): { from: string; terms: Terms }[] {
  const byMoment = new Map(changes.map((change) => [change.from, change]));
  return [...byMoment.values()].sort((one, other) => (one.from < other.from ? -1 : 1));
}

interface DrawnLine {
  readonly product: string;
  readonly category: string;
  readonly quantity: number;
  readonly cents: number;
}

const line: fc.Arbitrary<DrawnLine> = fc.record({
  product: fc.constantFrom("CUP", "POT", "LEAF"),
  category: fc.constantFrom(...CATEGORIES),
  quantity: fc.integer({ min: 1, max: 5 }),
  cents: fc.constantFrom(1000, 1050, 3333, 6000, 4000, 9999)
});

interface DrawnPurchase {
  readonly at: string;
  readonly channel: string;
  readonly lines: readonly DrawnLine[];
  /** Cents that the document has beside its lines: shipping, or a discount on all. */
  readonly extra: number;
  readonly cancelled: boolean;
  readonly paidAt: string | undefined;
  readonly isShared: boolean;
}

const purchaseIn = (family: Family): fc.Arbitrary<DrawnPurchase> =>
  fc.record({
    at: moment,
    channel: fc.constantFrom(...CHANNELS),
    lines: fc.uniqueArray(line, { maxLength: 3, selector: ({ product }) => product }),
    extra: fc.constantFrom(0, 0, 500, -500, 10_000),
    cancelled: fc.boolean(),
    paidAt:
      family === "escrow" || family === "caps"
        ? fc.option(moment, { nil: undefined, freq: 2 })
        : fc.constant(undefined),
    isShared: family === "shares" ? fc.boolean() : fc.constant(false)
  });

interface DrawnReturn {
  readonly at: string;
  /** Which purchase it names; beyond their number it names none. */
  readonly of: number;
  /** How much of it comes back: a part of what is left, or all. */
  readonly part: "half" | "third" | "line" | "all";
}

const giveBack: fc.Arbitrary<DrawnReturn> = fc.record({
  at: moment,
  of: fc.integer({ min: 0, max: 6 }),
  part: fc.constantFrom("half", "third", "line", "all")
});

const payment: fc.Arbitrary<Payment> = fc.record({
  kind: fc.constant("pay" as const),
  percent: fc.constantFrom(1, 33, 50, 100),
  back: fc.constantFrom([], [], [10], [33, 33, 33], [50, 50], [100]),
  isReserved: fc.boolean()
});

export const historiesOf = (family: Family): fc.Arbitrary<History> =>
  fc
    .record({
      program: programOf(family),
      purchases: fc.array(purchaseIn(family), { minLength: 1, maxLength: 5 }),
      returns: fc.array(giveBack, { maxLength: 5 }),
      stepsBeforeJoining: fc.integer({ min: 0, max: 6 }),
      order: fc.array(fc.nat({ max: 999 }), { minLength: 12, maxLength: 12 }),
      cuts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 12, maxLength: 12 }),
      early: fc.array(fc.option(knownFirst, { nil: undefined, freq: 2 }), { minLength: 12, maxLength: 12 }),
      jobs: fc.array(
        family === "lives" || family === "escrow" || family === "caps"
          ? fc.integer({ max: 7, min: 0 }).map((drawn) => drawn === 0)
          : fc.constant(false),
        {
          minLength: 12,
          maxLength: 12
        }
      ),
      payments: fc.array(
        family === "payments" || family === "caps"
          ? fc.option(payment, { nil: undefined, freq: 2 })
          : fc.constant(undefined),
        {
          minLength: 12,
          maxLength: 12
        }
      )
    })
    .map((drawn) => {
      const documents = documentsOf(drawn.purchases, drawn.returns);
      return {
        program: drawn.program,
        documents,
        steps: stepsOf(deliveriesOf(family, documents, drawn), drawn),
        stepsBeforeJoining: drawn.stepsBeforeJoining
      };
    });

function documentsOf(purchases: readonly DrawnPurchase[], returns: readonly DrawnReturn[]): Document[] {
  const bought = purchases.map((drawn, index) => purchaseOf(drawn, `INV-${index}`, index % 4 === 3 && drawn.cancelled));
  const left = bought.map(({ amount }) => Math.round(Number(amount) * 100));
  const back = returns.map((drawn, index) => returnOf(drawn, `CN-${index}`, bought, left));
  return [...bought, ...back];
}

function purchaseOf(drawn: DrawnPurchase, externalId: string, isCancelled: boolean): Document {
  const sum = drawn.lines.reduce((total, { cents: value }) => total + value, 0);
  const amount = Math.max(drawn.lines.length === 0 ? 5000 : 100, sum + drawn.extra);
  const quantity = drawn.lines.reduce((total, { quantity: pieces }) => total + pieces, 0);
  return {
    externalId,
    kind: "Purchase",
    status: isCancelled ? "Cancelled" : "Valid",
    at: drawn.at,
    amount: cents(amount),
    quantity: String(Math.max(1, quantity)),
    channel: drawn.channel,
    original: undefined,
    paidAt: drawn.paidAt,
    isShared: drawn.isShared,
    lines: drawn.lines.map((one) => lineOf(one.product, one.category, one.quantity, one.cents))
  };
}

function returnOf(drawn: DrawnReturn, externalId: string, bought: readonly Document[], left: number[]): Document {
  const original = bought[drawn.of];
  if (original === undefined) return backOf(externalId, drawn.at, "Store", undefined, 2500, "1", []);
  const open = left[drawn.of]!;
  const amount = open === 0 ? 100 : partOf(drawn.part, open, original);
  left[drawn.of] = Math.max(0, open - amount);
  const pieces = drawn.part === "all" ? original.quantity : "1";
  const [first] = original.lines;
  const lines =
    drawn.part === "line" && first !== undefined
      ? [lineOf(first.product, first.category, -1, -Math.min(amount, Math.round(Number(first.amount) * 100)))]
      : [];
  return backOf(externalId, drawn.at, original.channel, original.externalId, amount, pieces, lines);
}

function partOf(part: DrawnReturn["part"], open: number, { lines }: Document): number {
  switch (part) {
    case "half":
      return Math.max(1, Math.round(open / 2));
    case "third":
      return Math.max(1, Math.round(open / 3));
    case "line":
      return lines[0] === undefined ? open : Math.min(open, Math.round(Number(lines[0].amount) * 100));
    case "all":
      return open;
  }
}

function backOf(
  externalId: string,
  at: string,
  channel: string,
  original: string | undefined,
  amount: number,
  quantity: string,
  lines: readonly Line[]
): Document {
  return {
    externalId,
    kind: "Return",
    status: "Valid",
    at,
    amount: cents(-amount),
    quantity: `-${quantity}`,
    channel,
    original,
    paidAt: undefined,
    isShared: false,
    lines
  };
}

function lineOf(product: string, category: string, quantity: number, value: number): Line {
  return { product, category, quantity: String(quantity), amount: cents(value) };
}

/** In any order, in parts; some come first as something else and are corrected later, some come twice. */
function deliveriesOf(
  family: Family,
  documents: readonly Document[],
  {
    order,
    cuts,
    early
  }: {
    readonly order: readonly number[];
    readonly cuts: readonly number[];
    readonly early: readonly (KnownFirst | undefined)[];
  }
): Document[][] {
  const shuffled = documents
    .map((document, index) => ({ document, key: order[index]! * 100 + index }))
    .sort((one, other) => one.key - other.key)
    .map(({ document }) => document);
  const deliveries: Document[][] = [];
  let next = 0;
  for (const size of cuts) {
    if (next < shuffled.length) deliveries.push(shuffled.slice(next, (next += size)));
  }
  const roughly = shuffled.flatMap((document, index) => {
    const known = early[index];
    return known === undefined ? [] : [{ known, document: asKnownFirst(family, document, known) }];
  });
  const rough = roughly.map(({ document }) => document);
  const withdrawn = roughly
    .filter(({ known }) => known === "withdrawn")
    .map(({ document }): Document => ({ ...document, status: "Cancelled" }));
  return [rough, withdrawn, ...deliveries].filter(({ length }) => length > 0);
}

function stepsOf(
  deliveries: readonly (readonly Document[])[],
  { jobs, payments }: { readonly jobs: readonly boolean[]; readonly payments: readonly (Payment | undefined)[] }
): Step[] {
  return deliveries.flatMap((documents, index): Step[] => {
    const paid = payments[index];
    return [
      { kind: "deliver", documents },
      ...(jobs[index] ? [{ kind: "jobs" } as const] : []),
      ...(paid === undefined ? [] : [paid])
    ];
  });
}

/** What is known of a document before it is corrected; what is withdrawn is cancelled in between, what is dated had another day alone. */
type KnownFirst = "more" | "less" | "cancelled" | "unnamed" | "withdrawn" | "dated";
const knownFirst: fc.Arbitrary<KnownFirst> = fc.constantFrom(
  "more",
  "more",
  "less",
  "cancelled",
  "unnamed",
  "withdrawn",
  "dated"
);

/**
 * The same document with another amount, channel and day, not yet paid or shared, perhaps cancelled, or a return without its
 * purchase. What left escrow never goes back, so that there the day stays.
 */
function asKnownFirst(family: Family, document: Document, known: KnownFirst): Document {
  const at = family === "escrow" || family === "caps" ? document.at : daysBefore(document.at, 40);
  if (known === "dated") return { ...document, at };
  const sign = document.kind === "Return" ? -1 : 1;
  const value = Math.abs(Math.round(Number(document.amount) * 100));
  return {
    ...document,
    status: known === "cancelled" ? "Cancelled" : "Valid",
    amount: cents(sign * (known === "less" ? Math.ceil(value / 2) : value + 777)),
    at,
    channel: document.channel === "Online" ? "Store" : "Online",
    original: known === "unnamed" ? undefined : document.original,
    paidAt: undefined,
    isShared: family === "shares" && document.kind === "Purchase" && !document.isShared
  };
}

const daysBefore = (moment: string, days: number): string =>
  new Date(Date.parse(moment) - days * 86_400_000).toISOString().replace(".000Z", "Z");

function normal({ model, months }: Life): Life {
  return { model, months: model === "None" ? 0 : months };
}
