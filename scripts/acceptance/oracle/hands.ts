/**
 * Random histories of three members of whom points are moved by hand: given and taken with a reason, transferred, given back when they
 * had expired, spent, brought over from another program, and given for quarters that grew; from docs/how-points-work.md ("Adjusting and
 * transferring", "Coming over from another program") and docs/rewards-and-partners.md ("Growth rebates"). In those of everything together
 * tiers have caps, points wait in escrow, tills reserve points, and two of the memberships are made one and parted again.
 */
import fc from "../../test/properties.ts";
import { booksOf } from "./books.ts";
import { livingForEver } from "./groups.ts";
import { historiesOf, type Family, type History } from "./histories.ts";
import type { Document, Program } from "./history.ts";
import { countedForLife, interleaved, purchasesFirst, renamed } from "./merges.ts";
import type { RebateBand } from "./rebates.ts";

/** Transactions are delivered for the first two. */
export type Holder = "first" | "second" | "third";
export const HOLDERS: readonly Holder[] = ["first", "second", "third"];
/** Who moves points by hand; each may decide about what the other wants. */
export type Person = "Administrator" | "Manager";

export type HandStep =
  | { readonly kind: "deliver"; readonly to: Holder; readonly documents: readonly Document[] }
  | {
      readonly kind: "transfer";
      readonly by: Person;
      readonly from: Holder;
      readonly to: Holder;
      readonly key: string;
      readonly points: number;
    }
  /** Negative points are taken. */
  | { readonly kind: "adjust"; readonly by: Person; readonly of: Holder; readonly key: string; readonly points: number }
  /** About a transfer or adjustment, whether or not it waits. */
  | { readonly kind: "decide"; readonly by: Person; readonly key: string; readonly isApproved: boolean }
  | { readonly kind: "pay"; readonly of: Holder; readonly key: string; readonly points: number }
  | { readonly kind: "cancel"; readonly key: string }
  | { readonly kind: "reserve"; readonly of: Holder; readonly key: string; readonly points: number }
  /** What is reserved pays, or is let go; whether or not something is. */
  | { readonly kind: "commit" | "release"; readonly key: string }
  /** The second membership is made one with the first. */
  | { readonly kind: "merge" }
  /** It gets its own again, if it had been merged before. */
  | { readonly kind: "part" }
  /** What is over is booked as expired. */
  | { readonly kind: "expire" }
  /** All that has expired of a member and was not given back. */
  | { readonly kind: "reinstate"; readonly of: Holder }
  /** The grace days of a quarter are over, told by its first day, and rebates are worked out. */
  | { readonly kind: "rebates"; readonly quarter: string }
  /** The manager approves all that are proposed. */
  | { readonly kind: "approveRebates" }
  | { readonly kind: "status"; readonly of: Holder; readonly status: Status };

export type Status = "Active" | "Suspended" | "Cancelled";

/** What the program says of movements by hand; undefined for nothing. */
export interface HandTerms {
  readonly adjustmentLimit: number | undefined;
  readonly transferLimit: number | undefined;
  readonly reinstatementDays: number | undefined;
  readonly welcomeBonus: number | undefined;
  /** Transfers are looked at over so many days back. */
  readonly transferDays: number | undefined;
  /** So many others may give points to one member in this time. */
  readonly givers: number | undefined;
  /** So often may a person give the same member points. */
  readonly favors: number | undefined;
  readonly bands: readonly RebateBand[];
}

export interface OpeningLot {
  readonly points: number;
  /** Undefined for points that never expire. */
  readonly lastDay: string | undefined;
}

export interface HandHistory {
  readonly program: Program;
  readonly terms: HandTerms;
  /** What the first member brings from another program. */
  readonly opening: readonly OpeningLot[];
  readonly steps: readonly HandStep[];
}

type Delivery = Extract<HandStep, { readonly kind: "deliver" }>;

/** What somebody says of a request at once; undefined for nobody. */
type Answer = { readonly isApproved: boolean } | undefined;

/** What is asked for between deliveries; numbers stand for one of the requests so far. */
type Drawn =
  | (Omit<Extract<HandStep, { readonly kind: "transfer" }>, "key"> & { readonly answer: Answer })
  | (Omit<Extract<HandStep, { readonly kind: "adjust" }>, "key"> & { readonly answer: Answer })
  | Omit<Extract<HandStep, { readonly kind: "pay" }>, "key">
  | { readonly kind: "decide"; readonly which: number; readonly by: Person; readonly isApproved: boolean }
  | { readonly kind: "cancel" | "commit" | "release"; readonly which: number }
  | {
      readonly kind: "reserve";
      readonly of: Holder;
      readonly points: number;
      readonly ending: "commit" | "release" | undefined;
    }
  | { readonly kind: "rebates"; readonly isApproved: boolean }
  | Extract<HandStep, { readonly kind: "expire" | "reinstate" | "approveRebates" | "status" | "merge" | "part" }>;

const constant = <T extends string>(kind: T): fc.Arbitrary<T> => fc.constant(kind);
const person = fc.constantFrom("Administrator", "Administrator", "Manager") as fc.Arbitrary<Person>;
const holder = fc.constantFrom(...HOLDERS, "first" as const, "second" as const);
const which = fc.nat({ max: 99 });
/** Mostly what many have, and so often that it adds up. */
const points = fc.constantFrom(1, 5, 5, 5, 20, 20, 20, 60, 150);

const answer: fc.Arbitrary<Answer> = fc.constantFrom(undefined, { isApproved: true }, { isApproved: false });

const ACTIONS: readonly { readonly weight: number; readonly arbitrary: fc.Arbitrary<Drawn> }[] = [
  {
    weight: 6,
    arbitrary: fc.record({ kind: constant("transfer"), by: person, from: holder, to: holder, points, answer })
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: constant("adjust"),
      by: person,
      of: holder,
      points: fc.oneof(
        points,
        points.map((one) => -one)
      ),
      answer
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: constant("decide"),
      which,
      by: person,
      isApproved: fc.constantFrom(true, true, false)
    })
  },
  { weight: 3, arbitrary: fc.record({ kind: constant("pay"), of: holder, points }) },
  { weight: 2, arbitrary: fc.record({ kind: constant("cancel"), which }) },
  { weight: 3, arbitrary: fc.record({ kind: constant("rebates"), isApproved: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: constant("approveRebates") }) },
  { weight: 2, arbitrary: fc.record({ kind: constant("expire") }) },
  { weight: 3, arbitrary: fc.record({ kind: constant("reinstate"), of: holder }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: constant("status"),
      of: holder,
      status: fc.constantFrom<Status>("Active", "Active", "Active", "Suspended", "Cancelled")
    })
  }
];

const ACTIONS_OF_TILLS: typeof ACTIONS = [
  {
    weight: 5,
    arbitrary: fc.record({
      kind: constant("reserve"),
      of: holder,
      points,
      ending: fc.constantFrom(undefined, undefined, "commit" as const, "release" as const)
    })
  },
  { weight: 2, arbitrary: fc.record({ kind: constant("commit"), which }) },
  { weight: 2, arbitrary: fc.record({ kind: constant("release"), which }) }
];

const ACTIONS_OF_MERGES: typeof ACTIONS = [
  { weight: 3, arbitrary: fc.record({ kind: constant("merge") }) },
  { weight: 2, arbitrary: fc.record({ kind: constant("part") }) }
];

const handTerms: fc.Arbitrary<HandTerms> = fc.record({
  adjustmentLimit: fc.constantFrom(undefined, 40, 40, 90),
  transferLimit: fc.constantFrom(undefined, 20, 40, 90),
  reinstatementDays: fc.constantFrom(undefined, 300, 900, 900),
  welcomeBonus: fc.constantFrom(undefined, 25),
  transferDays: fc.constantFrom(undefined, 30),
  givers: fc.constantFrom(undefined, 1),
  favors: fc.constantFrom(undefined, 1, 2),
  bands: fc.constantFrom<readonly RebateBand[]>(
    [{ growth: 0, points: 30 }],
    [
      { growth: 10, points: 2 },
      { growth: 25, points: 5 }
    ],
    [
      { growth: 0, points: 3 },
      { growth: 40, points: 20 }
    ]
  )
});

const openingLots: fc.Arbitrary<readonly OpeningLot[]> = fc.constantFrom(
  [],
  [{ points: 70, lastDay: undefined }],
  [
    { points: 40, lastDay: "2036-06-30" },
    { points: 15, lastDay: "2035-12-31" }
  ]
);

/** The quarter that grows, and the one after it. */
const QUARTERS = ["2026-04-01", "2026-07-01"];
const DAYS_OF_QUARTER = 91;

interface Kind {
  /**
   * Whether points never expire: then what is left does not depend on which lots paid, and people move points between deliveries.
   * Otherwise they do so after them, but for what is delivered last
   */
  readonly isForEver: boolean;
  readonly family: Family;
  readonly actions: typeof ACTIONS;
  /** Whether memberships are made one; then their transactions have numbers of their own. */
  readonly isMerged: boolean;
}

const handHistoriesThat = ({ isForEver, family, actions: drawnOf, isMerged }: Kind): fc.Arbitrary<HandHistory> => {
  const histories = historiesOf(family);
  return fc
    .record({
      first: histories,
      second: histories,
      order: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
      terms: handTerms,
      opening: openingLots,
      isLate: fc.boolean(),
      isSeasonal: fc.constantFrom(true, true, true, false),
      actions: fc.array(fc.record({ after: fc.nat({ max: 14 }), action: fc.oneof(...drawnOf) }), {
        minLength: 16,
        maxLength: 36
      })
    })
    .map(({ first, second, order, terms, opening, isLate, isSeasonal, actions }) => {
      const lasting = isForEver ? livingForEver(first.program) : first.program;
      const program = isMerged ? countedForLife(lasting) : lasting;
      const deliveriesFor = (to: Holder, history: History): Delivery[] => {
        const told = deliveriesTo(to, history).map((delivery) => (isSeasonal ? inSeason(delivery) : delivery));
        return isForEver ? told : withLotsToldApart(program, told);
      };
      const deliveries = interleaved(
        deliveriesFor("first", first),
        deliveriesFor("second", isMerged ? purchasesFirst(renamed(second)) : second),
        order
      );
      const late = !isForEver && isLate ? deliveries.slice(-1) : [];
      const early = late.length === 0 ? deliveries : deliveries.slice(0, -1);
      const drawn = isForEver ? actions : actions.map((one) => ({ ...one, after: early.length }));
      return {
        program,
        terms,
        opening,
        steps: withoutPurchasesOfCancelled(withoutStatusesOfMerged([...resolved(early, drawn), ...late]))
      };
    });
};

export const handHistories: fc.Arbitrary<HandHistory> = fc.oneof(
  handHistoriesThat({ isForEver: true, family: "plain", actions: ACTIONS, isMerged: false }),
  handHistoriesThat({ isForEver: false, family: "lives", actions: ACTIONS, isMerged: false })
);

/** The same with all that points by hand can meet. */
export const handHistoriesTogether: fc.Arbitrary<HandHistory> = fc.oneof(
  handHistoriesThat({
    isForEver: true,
    family: "caps",
    actions: [...ACTIONS, ...ACTIONS_OF_TILLS, ...ACTIONS_OF_MERGES],
    isMerged: true
  }),
  handHistoriesThat({ isForEver: false, family: "caps", actions: [...ACTIONS, ...ACTIONS_OF_TILLS], isMerged: false })
);

function deliveriesTo(to: Holder, { steps }: History): Delivery[] {
  return steps.flatMap((step) => (step.kind === "deliver" ? [{ kind: "deliver", to, documents: step.documents }] : []));
}

/** All transactions lie in a quarter and in the same one a year before. */
function inSeason(delivery: Delivery): Delivery {
  const dated = (document: Document): Document => {
    const day = Math.floor(Date.parse(document.at) / 86_400_000);
    const first = Date.parse(`${day % 2 === 0 ? 2025 : 2026}-04-01`) + (day % DAYS_OF_QUARTER) * 86_400_000;
    return { ...document, at: `${new Date(first).toISOString().slice(0, 10)}${document.at.slice(10)}` };
  };
  return { ...delivery, documents: delivery.documents.map(dated) };
}

/** Where it depends on the order of events which lots pay for returns, there are none. */
function withLotsToldApart(program: Program, deliveries: readonly Delivery[]): Delivery[] {
  const documents = new Map(deliveries.flatMap((one) => one.documents).map((one) => [one.externalId, one]));
  if (booksOf(program, [...documents.values()], "2026-12-01T00:00:00Z").lots !== undefined) return [...deliveries];
  return deliveries.flatMap((delivery): Delivery[] => {
    const bought = delivery.documents.filter(({ kind }) => kind === "Purchase");
    return bought.length === 0 ? [] : [{ ...delivery, documents: bought }];
  });
}

function resolved(
  deliveries: readonly Delivery[],
  actions: readonly { readonly after: number; readonly action: Drawn }[]
): HandStep[] {
  const steps: HandStep[] = [];
  for (let index = 0; index <= deliveries.length; index++) {
    if (index > 0) steps.push(deliveries[index - 1]!);
    for (const { after, action: drawn } of actions) {
      if (after === index || (index === deliveries.length && after > index)) steps.push(...stepOf(drawn, steps));
    }
  }
  return steps;
}

function stepOf(drawn: Drawn, before: readonly HandStep[]): HandStep[] {
  const key = `H${before.length}`;
  switch (drawn.kind) {
    case "transfer": {
      const { answer: said, ...transfer } = drawn;
      return drawn.from === drawn.to ? [] : [{ ...transfer, key }, ...decisionOf(key, drawn.by, said)];
    }
    case "adjust": {
      const { answer: said, ...adjustment } = drawn;
      return [{ ...adjustment, key }, ...decisionOf(key, drawn.by, said)];
    }
    case "pay":
      return [{ ...drawn, key }];
    case "decide": {
      const asked = one(keysOf(before, ["transfer", "adjust"]), drawn.which);
      return asked === undefined ? [] : [{ kind: "decide", by: drawn.by, key: asked, isApproved: drawn.isApproved }];
    }
    case "cancel": {
      const cancelled = before.flatMap((step) => (step.kind === "cancel" ? [step.key] : []));
      const paid = one(
        keysOf(before, ["pay", "reserve"]).filter((paidWith) => !cancelled.includes(paidWith)),
        drawn.which
      );
      return paid === undefined ? [] : [{ kind: "cancel", key: paid }];
    }
    case "reserve": {
      const { ending, ...reservation } = drawn;
      return [{ ...reservation, key }, ...(ending === undefined ? [] : [{ kind: ending, key }])];
    }
    case "commit":
    case "release": {
      const reserved = one(keysOf(before, ["reserve"]), drawn.which);
      return reserved === undefined ? [] : [{ kind: drawn.kind, key: reserved }];
    }
    case "rebates": {
      const over = before.filter(({ kind }) => kind === "rebates").length;
      const quarter = QUARTERS[Math.min(Math.floor(over / 2), QUARTERS.length - 1)]!;
      return [{ kind: "rebates", quarter }, ...(drawn.isApproved ? [{ kind: "approveRebates" } as const] : [])];
    }
    default:
      return [drawn];
  }
}

/** By the other one. */
function decisionOf(key: string, askedBy: Person, said: Answer): HandStep[] {
  const by = askedBy === "Manager" ? "Administrator" : "Manager";
  return said === undefined ? [] : [{ kind: "decide", by, key, isApproved: said.isApproved }];
}

function keysOf(steps: readonly HandStep[], kinds: readonly HandStep["kind"][]): string[] {
  return steps.flatMap((step) =>
    kinds.includes(step.kind) && "key" in step && step.kind !== "cancel" ? [step.key] : []
  );
}

/** To whom something is delivered later does not leave before. */
function withoutPurchasesOfCancelled(steps: readonly HandStep[]): HandStep[] {
  return steps.filter((step, index) => {
    if (step.kind !== "status" || step.status !== "Cancelled") return true;
    const isOneLater = steps.some(({ kind }) => kind === "merge");
    return !steps.slice(index).some((later) => later.kind === "deliver" && (isOneLater || later.to === step.of));
  });
}

/** Of a merged membership the status is the merge's. */
function withoutStatusesOfMerged(steps: readonly HandStep[]): HandStep[] {
  let isMerged = false;
  return steps.filter((step) => {
    if (step.kind === "merge" || step.kind === "part") isMerged = step.kind === "merge";
    return !(isMerged && step.kind === "status" && step.of === "second");
  });
}

const one = <T>(values: readonly T[], drawn: number): T | undefined => values[drawn % values.length];
