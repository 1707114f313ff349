/** Random histories of two memberships that are made one, and perhaps parted again, from docs/how-points-work.md ("When customers are merged"). */
import fc from "../../test/properties.ts";
import { booksOf, type Books } from "./books.ts";
import { historiesOf, type History } from "./histories.ts";
import type { Document, Program } from "./history.ts";

export type Membership = "survivor" | "merged";

export type MergeStep =
  | { readonly kind: "deliver"; readonly to: Membership; readonly documents: readonly Document[] }
  | { readonly kind: "merge" }
  | { readonly kind: "part" };

export interface MergeHistory {
  readonly program: Program;
  readonly steps: readonly MergeStep[];
}

export const mergeHistories: fc.Arbitrary<MergeHistory> = fc
  .record({
    survivor: historiesOf("plain"),
    merged: historiesOf("plain"),
    order: fc.array(fc.boolean(), { minLength: 24, maxLength: 24 }),
    mergedAfter: fc.nat({ max: 8 }),
    partedAfter: fc.option(fc.nat({ max: 5 }), { nil: undefined, freq: 2 })
  })
  .map(({ survivor, merged, order, mergedAfter, partedAfter }) => {
    const steps = interleaved(
      deliveriesTo("survivor", survivor),
      deliveriesTo("merged", purchasesFirst(renamed(merged))),
      order
    );
    const place = Math.min(mergedAfter, steps.length);
    const parts: MergeStep[] = partedAfter === undefined ? [] : [{ kind: "part" }];
    const next = place + (partedAfter ?? 0);
    return {
      program: countedForLife(survivor.program),
      steps: [...steps.slice(0, place), { kind: "merge" }, ...steps.slice(place, next), ...parts, ...steps.slice(next)]
    };
  });

/** Programs whose tiers count by period are not merged. */
export function countedForLife(program: Program): Program {
  return {
    ...program,
    counting: { basis: "QualifyingPoints", period: "Lifetime", atReview: false, graceMonths: 0 }
  };
}

/** Transactions of one customer have numbers of their own. */
export function renamed(history: History): History {
  const name = (document: Document): Document => ({
    ...document,
    externalId: `B-${document.externalId}`,
    original: document.original === undefined ? undefined : `B-${document.original}`
  });
  return {
    ...history,
    steps: history.steps.map((step) =>
      step.kind === "deliver" ? { ...step, documents: step.documents.map(name) } : step
    )
  };
}

/** Whose a return is follows from its purchase, where that is known: so it comes first. */
export function purchasesFirst(history: History): History {
  const known = new Set<string>();
  const steps: History["steps"][number][] = [];
  let waiting: Document[] = [];
  for (const step of history.steps) {
    if (step.kind !== "deliver") continue;
    const here = [...waiting, ...step.documents];
    for (const { kind, externalId } of here) if (kind === "Purchase") known.add(externalId);
    const isKnown = ({ original }: Document): boolean => original === undefined || known.has(original);
    waiting = here.filter((document) => !isKnown(document));
    const documents = [...new Map(here.filter(isKnown).map((document) => [document.externalId, document])).values()];
    if (documents.length > 0) steps.push({ kind: "deliver", documents });
  }
  return { ...history, steps };
}

function deliveriesTo(to: Membership, { steps }: History): MergeStep[] {
  return steps.flatMap((step) => (step.kind === "deliver" ? [{ kind: "deliver", to, documents: step.documents }] : []));
}

export function interleaved<T>(one: readonly T[], other: readonly T[], order: readonly boolean[]): T[] {
  const [left, right] = [[...one], [...other]];
  const steps: T[] = [];
  for (const isLeft of order) {
    const next = isLeft ? (left.shift() ?? right.shift()) : (right.shift() ?? left.shift());
    if (next !== undefined) steps.push(next);
  }
  return [...steps, ...left, ...right];
}

export interface MergedBooks {
  readonly survivor: Books;
  readonly merged: Books;
  /** Whether the two are one in the end. */
  readonly areOne: boolean;
  /**
   * Whether old transactions were corrected or returned while they were one. What follows to the survivor then is paid by lots that are
   * valid when it follows, so that last days say nothing of the order in which transactions count.
   */
  readonly isCorrectedWhileOne: boolean;
}

/** Whose transactions are, by their external ids. */
export type Owners<T> = Map<string, T>;

/**
 * What was known of a membership stays with it, and a return follows its purchase; what is new is whose the number is now.
 * @param owners those known so far; the new ones are noted
 */
export function ownedBy<T>(owners: Owners<T>, documents: readonly Document[], owner: T): (document: Document) => T {
  const bought = new Set(documents.filter(({ kind }) => kind === "Purchase").map(({ externalId }) => externalId));
  const ordered = [...documents].sort((one) => (bought.has(one.externalId) ? -1 : 1));
  for (const { externalId, original } of ordered) {
    const follows = original === undefined ? undefined : owners.get(original);
    owners.set(externalId, owners.get(externalId) ?? follows ?? owner);
  }
  return ({ externalId }) => owners.get(externalId)!;
}

/** What was known of a membership before stays with it; what is new under the old number meanwhile is the survivor's, for good. */
export function mergedBooksOf({ program, steps }: MergeHistory, now: string): MergedBooks {
  const owners: Owners<Membership> = new Map();
  const documents = new Map<string, Document>();
  let areOne = false;
  let isCorrectedWhileOne = false;
  for (const step of steps) {
    if (step.kind !== "deliver") {
      areOne = step.kind === "merge";
      continue;
    }
    const owner = ownedBy(owners, step.documents, areOne ? "survivor" : step.to);
    for (const document of step.documents) {
      isCorrectedWhileOne ||= areOne && owner(document) === "merged";
      documents.set(document.externalId, document);
    }
  }
  const booksFor = (membership: Membership): Books =>
    booksOf(
      program,
      [...documents.values()].filter(({ externalId }) => owners.get(externalId) === membership),
      now
    );
  return { survivor: booksFor("survivor"), merged: booksFor("merged"), areOne, isCorrectedWhileOne };
}
