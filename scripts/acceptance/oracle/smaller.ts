/**
 * Histories that are a little smaller than one: without a document, a delivery or a rule, or with plainer ones. Tried one after
 * the other on a history that differs, they lead to one that people can read.
 */
import { AssertionError } from "node:assert/strict";
import type { GroupHistory, GroupStep } from "./groups.ts";
import type { HandHistory, HandStep } from "./hands.ts";
import type { History, Step } from "./histories.ts";
import type { Document, Program, Rule, Terms, TierCounting } from "./history.ts";
import type { MergeHistory, MergeStep } from "./merges.ts";

type Told = History | MergeHistory | GroupHistory | HandHistory;
type AnyStep = Step | MergeStep | GroupStep | HandStep;

/**
 * Looks for the smallest history that differs, as long as there is time.
 * @param compare throws an AssertionError where a history differs, another error where the org refuses it
 * @throws the difference that is left; nothing where there is none
 */
export async function throwSmallest<T extends Told>(
  history: T,
  compare: (history: T) => Promise<void>,
  milliseconds: number
): Promise<void> {
  const end = Date.now() + milliseconds;
  let smallest: T | undefined = history;
  let difference = await errorOf(history, compare);
  while (smallest !== undefined && difference instanceof AssertionError) {
    let smaller: T | undefined;
    for (const candidate of smallerThan(smallest)) {
      if (Date.now() > end) break;
      const error = await errorOf(candidate, compare);
      if (!(error instanceof AssertionError)) continue;
      [smaller, difference] = [candidate, error];
      break;
    }
    smallest = smaller;
  }
  if (difference !== undefined) throw difference;
}

async function errorOf<T>(history: T, compare: (history: T) => Promise<void>): Promise<Error | undefined> {
  try {
    await compare(history);
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/** @return histories of the same family, each with one thing less; what the org refuses may be among them */
export function* smallerThan<T extends Told>(history: T): Generator<T> {
  const seen = new Set([JSON.stringify(history)]);
  for (const candidate of candidates(history)) {
    const text = JSON.stringify(candidate);
    if (!seen.has(text)) yield candidate;
    seen.add(text);
  }
}

function* candidates<T extends Told>(history: T): Generator<T> {
  const steps: readonly AnyStep[] = history.steps;
  for (const name of namesIn(steps))
    yield withSteps(
      history,
      each(steps, (one) => (one.externalId === name ? [] : [one]))
    );
  for (const index of steps.keys()) yield withSteps(history, without(steps, index));
  for (const program of smallerPrograms(history.program)) yield { ...history, program };
  for (const index of steps.keys()) yield withSteps(history, togetherWithNext(steps, index));
  for (const name of namesIn(steps)) {
    yield withSteps(
      history,
      each(steps, (one) => [one.externalId === name ? { ...one, lines: [] } : one])
    );
  }
  const versions = steps.reduce((count, step) => count + documentsIn(step).length, 0);
  for (let version = 0; version < versions; version++) {
    for (const plainer of [() => [], ...PLAINER]) yield withSteps(history, inVersion(steps, version, plainer));
  }
}

const PLAINER: readonly ((document: Document) => readonly Document[])[] = [
  (document) => [{ ...document, lines: [] }],
  (document) => [{ ...document, lines: document.lines.slice(0, -1) }],
  (document) => [{ ...document, isShared: false }],
  (document) => [{ ...document, status: "Valid" }],
  (document) => [{ ...document, amount: plainAmount(document.amount) }],
  (document) => [{ ...document, quantity: document.kind === "Return" ? "-1" : "1" }],
  (document) => [{ ...document, at: `${document.at.slice(0, 10)}T00:00:00Z` }]
];

/** Tens; ones below ten. */
function plainAmount(amount: string): string {
  const value = Math.abs(Number(amount));
  return (Math.sign(Number(amount)) * (value < 10 ? Math.ceil(value) : Math.floor(value / 10) * 10)).toFixed(2);
}

const FOR_LIFE: TierCounting = { basis: "QualifyingPoints", period: "Lifetime", atReview: false, graceMonths: 0 };

const PLAINER_TERMS: readonly ((terms: Terms) => Partial<Terms>)[] = [
  () => ({ timeZone: "GMT" }),
  () => ({ pointsPerUnit: "1" }),
  () => ({ rounding: "Down" }),
  () => ({ returnPolicy: "Base" }),
  () => ({ basis: "Amount" }),
  () => ({ expiryGraceDays: 0 }),
  () => ({ escrow: "None", escrowDays: 0 }),
  () => ({ life: { model: "None", months: 0 } }),
  () => ({ sharePercent: "0" }),
  ({ tiers }) => ({ tiers: tiers.map((tier) => ({ ...tier, multiplier: "1" })) }),
  ({ tiers }) => ({ tiers: tiers.map((tier) => ({ ...tier, extensionMonths: 0 })) })
];

const PLAINER_RULES: readonly Partial<Rule>[] = [
  { channel: undefined },
  { category: undefined },
  { capPoints: undefined },
  { capTimes: undefined },
  { milestone: undefined, stepOf: undefined },
  { life: undefined },
  { qualifies: false },
  { participations: undefined },
  { segmentTimes: undefined },
  { heldOut: undefined },
  { capForAll: undefined }
];

/** A rule waits for no more steps than there are; without steps there is none. */
function withPossibleSteps(rules: readonly Rule[]): Rule[] {
  return rules.flatMap((rule) => {
    if (rule.milestone?.of !== "Steps") return [rule];
    const steps = rules.filter(({ stepOf }) => stepOf === rule.name).length;
    return steps === 0 ? [] : [{ ...rule, milestone: { ...rule.milestone, at: Math.min(rule.milestone.at, steps) } }];
  });
}

function* smallerPrograms(program: Program): Generator<Program> {
  const { versions, rules } = program;
  for (const index of rules.keys()) yield { ...program, rules: withPossibleSteps(without(rules, index)) };
  for (const index of versions.keys()) {
    const [first, ...later] = without(versions, index);
    if (first !== undefined) yield { ...program, versions: [{ ...first, from: undefined }, ...later] };
  }
  yield { ...program, counting: FOR_LIFE };
  for (const plainer of PLAINER_TERMS) {
    yield { ...program, versions: versions.map((one) => ({ ...one, terms: { ...one.terms, ...plainer(one.terms) } })) };
    for (const index of versions.keys()) {
      yield {
        ...program,
        versions: replaced(versions, index, (one) => ({ ...one, terms: { ...one.terms, ...plainer(one.terms) } }))
      };
    }
  }
  for (const index of rules.keys()) {
    for (const plainer of PLAINER_RULES) {
      yield {
        ...program,
        rules: withPossibleSteps(replaced(rules, index, (rule) => ({ ...rule, ...plainer })))
      };
    }
  }
}

const documentsIn = (step: AnyStep): readonly Document[] => (step.kind === "deliver" ? step.documents : []);
const namesIn = (steps: readonly AnyStep[]): Set<string> =>
  new Set(steps.flatMap(documentsIn).map(({ externalId }) => externalId));

const without = <T>(values: readonly T[], index: number): T[] => values.filter((_, place) => place !== index);
const replaced = <T>(values: readonly T[], index: number, by: (value: T) => T): T[] =>
  values.map((value, place) => (place === index ? by(value) : value));

/** Changes all documents as they are delivered; deliveries of which nothing is left are left out. */
function each(steps: readonly AnyStep[], change: (document: Document) => readonly Document[]): AnyStep[] {
  const changed = steps.map((step): AnyStep =>
    step.kind === "deliver" ? { ...step, documents: step.documents.flatMap(change) } : step
  );
  return changed.filter((step) => step.kind !== "deliver" || step.documents.length > 0);
}

/** Changes one document where it is delivered for one time, counted over all deliveries. */
function inVersion(
  steps: readonly AnyStep[],
  version: number,
  change: (document: Document) => readonly Document[]
): AnyStep[] {
  let count = 0;
  return each(steps, (document) => (count++ === version ? change(document) : [document]));
}

/** Makes one delivery of two that follow one another; of a document the later version stays. */
function togetherWithNext(steps: readonly AnyStep[], index: number): readonly AnyStep[] {
  const [one, next] = [steps[index], steps[index + 1]];
  if (one?.kind !== "deliver" || next?.kind !== "deliver" || memberOf(one) !== memberOf(next)) return steps;
  const later = namesIn([next]);
  const kept = one.documents.filter(({ externalId }) => !later.has(externalId));
  const both: AnyStep = { ...one, documents: [...kept, ...next.documents] };
  return [...steps.slice(0, index), both, ...steps.slice(index + 2)];
}

const memberOf = (step: AnyStep): string | undefined => ("to" in step ? step.to : undefined);

/** What stands in the end follows from what is delivered last. */
function withSteps<T extends Told>(history: T, steps: readonly AnyStep[]): T {
  if (!("documents" in history)) return { ...history, steps };
  const last = new Map(steps.flatMap(documentsIn).map((document) => [document.externalId, document]));
  return { ...history, steps, documents: [...last.values()] };
}
