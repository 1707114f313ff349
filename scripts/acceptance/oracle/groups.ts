/**
 * Random histories of a company, a branch below it and a person who works there: the company's points are a pool that the others
 * spend up to a limit, from docs/rewards-and-partners.md ("Points that a group shares"); returns below the floor of a tier wait, and
 * redemptions that are too many in a short time or far above the usual, from docs/how-points-work.md ("Reviews of what looks wrong").
 */
import fc from "../../test/properties.ts";
import { historiesOf, type History } from "./histories.ts";
import type { Document, Program } from "./history.ts";
import { interleaved } from "./merges.ts";

export type Spender = "branch" | "person";
export type Participant = "company" | Spender;
export const PARTICIPANTS: readonly Participant[] = ["company", "branch", "person"];
export const COSTS = [2, 20, 60, 150] as const;

export type GroupStep =
  /** New documents or known ones, never both. */
  | { readonly kind: "deliver"; readonly to: Participant; readonly documents: readonly Document[] }
  | {
      readonly kind: "redeem";
      readonly by: Participant;
      readonly key: string;
      readonly cost: number;
      readonly isFromPool: boolean;
      /** Points at the till, worth what the reward would cost. */
      readonly isPayment: boolean;
    }
  | { readonly kind: "cancel"; readonly key: string }
  /** Somebody else decides about a redemption, whether or not it is held. */
  | { readonly kind: "review"; readonly key: string; readonly isReleased: boolean }
  /** Undefined for no pool any more. */
  | { readonly kind: "limit"; readonly of: Spender; readonly points: number | undefined }
  /** The branch, with the person, leaves the company or comes back. */
  | { readonly kind: "leave" }
  | { readonly kind: "join" }
  | { readonly kind: "decide"; readonly of: Participant; readonly externalId: string; readonly isReleased: boolean };

/** What the program asks for; undefined for nothing. */
export interface Reviews {
  /** So many redemptions within 24 hours may be made. */
  readonly redemptions: number | undefined;
  /** So many times the average one may cost. */
  readonly timesUsual: number | undefined;
}

export interface GroupHistory {
  readonly program: Program;
  /** Of tiers that have one, by name. */
  readonly floors: Readonly<Record<string, number>>;
  readonly reviews: Reviews;
  readonly steps: readonly GroupStep[];
}

type Delivery = Extract<GroupStep, { readonly kind: "deliver" }>;

/** What people do between deliveries; numbers stand for one of the redemptions or returns so far. */
type Drawn =
  | (Omit<Extract<GroupStep, { readonly kind: "redeem" }>, "key"> & { readonly times: number })
  | { readonly kind: "cancel"; readonly which: number }
  | { readonly kind: "review"; readonly which: number; readonly isReleased: boolean }
  | { readonly kind: "decide"; readonly which: number; readonly isReleased: boolean }
  | Extract<GroupStep, { readonly kind: "limit" | "leave" | "join" }>;

const spender = fc.constantFrom("branch", "person") as fc.Arbitrary<Spender>;
const which = fc.nat({ max: 99 });
const redemption: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constant("redeem" as const),
  by: fc.constantFrom(...PARTICIPANTS),
  // Mostly what many can pay, and now and then so often that it is known what is usual.
  cost: fc.constantFrom(2, 2, 2, 20, ...COSTS),
  times: fc.constantFrom(1, 1, 6),
  isFromPool: fc.boolean(),
  isPayment: fc.boolean()
});
const decision: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constant("decide" as const),
  which,
  isReleased: fc.boolean()
});
const review: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constant("review" as const),
  which,
  isReleased: fc.boolean()
});
const limit: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constant("limit" as const),
  of: spender,
  points: fc.constantFrom(0, 50, 200, undefined)
});
const action: fc.Arbitrary<Drawn> = fc.oneof(
  { weight: 8, arbitrary: redemption },
  { weight: 3, arbitrary: review },
  { weight: 3, arbitrary: decision },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("cancel" as const), which }) },
  { weight: 1, arbitrary: limit },
  { weight: 1, arbitrary: fc.constantFrom({ kind: "leave" as const }, { kind: "join" as const }) }
);

/** Hours ago; what is older than three days is no matter for a review. */
const hoursAgo = fc.option(fc.constantFrom(1, 20, 60), { nil: undefined, freq: 4 });

export const groupHistories: fc.Arbitrary<GroupHistory> = fc
  .record({
    company: historiesOf("plain"),
    branch: historiesOf("plain"),
    order: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
    recent: fc.array(hoursAgo, { minLength: 12, maxLength: 12 }),
    floors: fc.record({
      Bronze: fc.constantFrom(0, 0, 20),
      Silver: fc.constantFrom(-30, 0),
      Gold: fc.constant(undefined)
    }),
    reviews: fc.record({
      redemptions: fc.constantFrom(undefined, 1, 2, 3, 6),
      timesUsual: fc.constantFrom(undefined, 2, 3)
    }),
    limits: fc.record({ branch: fc.constantFrom(80, 300), person: fc.constantFrom(40, 300) }),
    actions: fc.array(fc.record({ after: fc.nat({ max: 14 }), action }), { minLength: 4, maxLength: 20 })
  })
  .map(({ company, branch, order, recent, floors, reviews, limits, actions }) => {
    const deliveries = interleaved(
      deliveriesTo("company", company, recent),
      deliveriesTo("branch", branch, recent),
      order
    );
    return {
      program: livingForEver(company.program),
      floors: Object.fromEntries(
        Object.entries(floors).flatMap(([tier, floor]) => (floor === undefined ? [] : [[tier, floor] as const]))
      ),
      reviews,
      steps: [
        { kind: "limit", of: "branch", points: limits.branch },
        { kind: "limit", of: "person", points: limits.person },
        ...resolved(deliveries, actions)
      ]
    };
  });

/** How lots live and are spent is told of single members. */
export function livingForEver(program: Program): Program {
  const versions = program.versions.map(({ from, terms }) => ({
    from,
    terms: { ...terms, life: { model: "None", months: 0 } as const, expiryGraceDays: 0 }
  }));
  return { ...program, versions };
}

/** Some returns are of these days, in each of their versions; what is corrected is delivered apart from what is new. */
function deliveriesTo(to: Participant, { steps }: History, recent: readonly (number | undefined)[]): Delivery[] {
  const known = new Map<string, number>();
  const dated = (document: Document): Document => {
    const hours = document.kind === "Return" ? recent[known.get(document.externalId)!] : undefined;
    return hours === undefined ? document : { ...document, at: momentBefore(hours) };
  };
  return steps.flatMap((step): Delivery[] => {
    if (step.kind !== "deliver") return [];
    const corrected = step.documents.filter(({ externalId }) => known.has(externalId));
    const fresh = step.documents.filter(({ externalId }) => !known.has(externalId));
    for (const { externalId } of fresh) known.set(externalId, known.size);
    return [corrected, fresh]
      .filter(({ length }) => length > 0)
      .map((documents) => ({ kind: "deliver", to, documents: documents.map(dated) }));
  });
}

const START = Math.floor(Date.now() / 60_000) * 60_000;
const momentBefore = (hours: number): string => new Date(START - hours * 3_600_000).toISOString().replace(".000Z", "Z");

function resolved(
  deliveries: readonly Delivery[],
  actions: readonly { readonly after: number; readonly action: Drawn }[]
): GroupStep[] {
  const steps: GroupStep[] = [];
  for (const [index, delivery] of deliveries.entries()) {
    steps.push(delivery);
    const isLast = index === deliveries.length - 1;
    for (const { after, action: drawn } of actions) {
      if (after === index || (isLast && after > index)) steps.push(...stepOf(drawn, steps));
    }
  }
  return steps;
}

function stepOf(drawn: Drawn, before: readonly GroupStep[]): GroupStep[] {
  switch (drawn.kind) {
    case "redeem": {
      const { times, ...redeem } = drawn;
      return Array.from({ length: times }, (_, index) => ({ ...redeem, key: `R${before.length}-${index}` }));
    }
    case "cancel": {
      const key = one(redeemedIn(before), drawn.which);
      return key === undefined ? [] : [{ kind: "cancel", key }];
    }
    case "review": {
      const key = one(redeemedIn(before), drawn.which);
      return key === undefined ? [] : [{ kind: "review", key, isReleased: drawn.isReleased }];
    }
    case "decide": {
      const back = one(returnsIn(before), drawn.which);
      return back === undefined ? [] : [{ kind: "decide", ...back, isReleased: drawn.isReleased }];
    }
    default:
      return [drawn];
  }
}

/** Keys of redemptions that nobody has wanted to cancel yet. */
function redeemedIn(steps: readonly GroupStep[]): string[] {
  const cancelled = new Set(steps.flatMap((step) => (step.kind === "cancel" ? [step.key] : [])));
  return steps.flatMap((step) => (step.kind === "redeem" && !cancelled.has(step.key) ? [step.key] : []));
}

function returnsIn(steps: readonly GroupStep[]): { readonly of: Participant; readonly externalId: string }[] {
  return steps.flatMap((step) =>
    step.kind === "deliver"
      ? step.documents.filter(({ kind }) => kind === "Return").map(({ externalId }) => ({ of: step.to, externalId }))
      : []
  );
}

const one = <T>(values: readonly T[], drawn: number): T | undefined => values[drawn % values.length];
