/** What a program's rules give for purchases, and what returns free again, from docs/rules.md. */
import Fraction from "fraction.js";
import { dayOf, periodOf } from "./days.ts";
import { POINT_VALUE, type Document, type Participation, type Program, type Rule, type Terms } from "./history.ts";
import type { Returnable } from "./returns.ts";
import { cut, whole } from "./whole.ts";

/** What one rule gave for one purchase. */
export interface Award {
  readonly rule: Rule;
  readonly points: number;
  readonly qualifyingPoints: number;
  /** Lines that it was given for, undefined for the whole document. */
  readonly lines: number[] | undefined;
  readonly period: string;
  /** Milestones that it passed. */
  readonly passed: number;
  readonly isVoucher: boolean;
  /** Points of it that returns have freed in the cap so far. */
  freed: number;
}

export interface Matched {
  readonly awards: Award[];
  readonly excludedLines: number[];
  readonly isExcluded: boolean;
  /** By the rule's name: amount that the rule counted, and lines that it counted, undefined for the whole document. */
  readonly counted: Map<string, { readonly amount: Fraction; readonly lines: number[] | undefined }>;
  /** By the name of a rule by volume: the period in which it counted. */
  readonly periods: Map<string, string>;
}

interface Counters {
  /** The latest period in which the rule counted. */
  latest: string;
  points: Map<string, number>;
  times: Map<string, number>;
  volume: Map<string, Fraction>;
  milestone: Fraction;
  passed: number;
  /** Points or rewards of the cap that all share. */
  usedOfAll: number;
  /** Whether it is used of the points that are prepaid. */
  readonly drawsOnPrepaid: boolean;
}

const NOTHING = new Fraction(0);

export class RuleCount {
  private readonly program: Program;
  private readonly counters = new Map<string, Counters>();

  constructor(program: Program) {
    this.program = program;
  }

  /** Applies the rules to a purchase. */
  purchase(document: Document, at: string, terms: Terms): Matched {
    const { excludedLines, isExcluded } = this.exclude(document, at);
    const matched: Matched = {
      awards: [],
      excludedLines: [...excludedLines],
      isExcluded,
      counted: new Map(),
      periods: new Map()
    };
    if (isExcluded) return matched;
    for (const rule of this.program.rules) {
      if (rule.effect !== "Exclusion" && isOpen(rule, at))
        this.apply(rule, document, at, terms, excludedLines, matched);
    }
    return matched;
  }

  /** Points by volume that a return takes back, by the period of its purchase. Negative. */
  volumeTakenBack(rule: Rule, amount: Fraction, period: string, terms: Terms): number {
    const state = this.of(rule);
    const volume = (state.volume.get(period) ?? NOTHING).sub(amount);
    state.volume.set(period, volume);
    const total = this.capped(rule, whole(byBands(rule, volume), terms.rounding));
    const difference = Math.min(0, total - (state.points.get(period) ?? 0));
    state.points.set(period, (state.points.get(period) ?? 0) + difference);
    return difference;
  }

  /** Lowers a milestone's count. */
  countBack(rule: Rule, count: Fraction): void {
    const state = this.of(rule);
    state.milestone = state.milestone.sub(count);
  }

  /**
   * Lets a return without a purchase lower what rules count in its own period.
   * @param part of the return that no purchase covers
   * @return points by volume that it takes back, by rule
   */
  unmatchedReturn(document: Document, at: string, terms: Terms, part: Fraction): Map<Rule, number> {
    const back = new Map<Rule, number>();
    const { excludedLines, isExcluded } = this.exclude(document, at);
    if (isExcluded) return back;
    for (const rule of this.program.rules) {
      const lines = linesOf(rule, document, excludedLines);
      if (rule.effect === "Exclusion" || !isOpen(rule, at)) continue;
      if (!isOfChannel(rule, document) || lines?.length === 0) continue;
      const amount = amountOf(document, lines, excludedLines).abs().mul(part);
      if (rule.effect === "VolumeBands") {
        const period = this.enter(rule, at, terms, document);
        back.set(rule, this.volumeTakenBack(rule, amount, period, terms));
      } else if (rule.milestone?.of === "Amount") {
        this.countBack(rule, amount);
      }
    }
    return back;
  }

  private exclude(document: Document, at: string): { excludedLines: Set<number>; isExcluded: boolean } {
    const excludedLines = new Set<number>();
    let isExcluded = false;
    for (const rule of this.program.rules) {
      if (rule.effect !== "Exclusion" || !isOfChannel(rule, document) || !isOfSegment(rule, at)) continue;
      if (rule.category === undefined) isExcluded = true;
      for (const line of linesOf(rule, document, excludedLines) ?? []) excludedLines.add(line);
    }
    isExcluded ||= document.lines.length > 0 && excludedLines.size === document.lines.length;
    return { excludedLines, isExcluded };
  }

  /** Frees in the cap what a return takes back, and all marks once the purchase is wholly back. */
  free(award: Award, { excludedLines }: Matched, purchase: Returnable): void {
    const state = this.of(award.rule);
    const back = cut(purchase.shareOf(award.points, purchase.placesThatEarned(award.lines, excludedLines)));
    state.points.set(award.period, (state.points.get(award.period) ?? 0) - (back - award.freed));
    if (!award.isVoucher) state.usedOfAll -= back - award.freed;
    award.freed = back;
    if (purchase.isWhollyBack) {
      if (award.isVoucher) state.usedOfAll -= 1;
      state.times.set(award.period, (state.times.get(award.period) ?? 0) - 1);
      state.passed -= award.passed;
    }
  }

  private apply(
    rule: Rule,
    document: Document,
    at: string,
    terms: Terms,
    excludedLines: ReadonlySet<number>,
    matched: Matched
  ): void {
    const lines = linesOf(rule, document, excludedLines);
    if (!isOfChannel(rule, document) || lines?.length === 0) return;
    const amount = amountOf(document, lines, excludedLines);
    matched.counted.set(rule.name, { amount, lines });
    if (rule.effect === "VolumeBands") {
      const period = this.enter(rule, at, terms, document);
      matched.periods.set(rule.name, period);
      const points = this.byVolume(rule, amount, period, terms);
      if (points !== 0) matched.awards.push(awardOf(rule, points, lines, period, 0));
      return;
    }
    const reached = rule.milestone === undefined ? 1 : this.milestones(rule, amount);
    if (reached <= 0) return;
    const state = this.of(rule);
    const period = this.enter(rule, at, terms, document);
    const times = state.times.get(period) ?? 0;
    if (rule.capTimes !== undefined && times >= rule.capTimes) return;
    const wanted = pointsOf(rule, amount, document, lines, terms, excludedLines) * reached;
    const given = state.points.get(period) ?? 0;
    const allowed = rule.capPoints === undefined ? wanted : Math.max(0, Math.min(wanted, rule.capPoints - given));
    const left = leftForAll(rule, this.usedOfAll(rule));
    if (rule.effect === "Reward" && left < 1) return;
    const points = Math.min(allowed, left);
    if (points === 0 && rule.effect !== "Reward") return;
    state.usedOfAll += rule.effect === "Reward" ? 1 : points;
    state.points.set(period, given + points);
    state.times.set(period, times + 1);
    if (rule.milestone !== undefined) state.passed += reached;
    matched.awards.push(awardOf(rule, points, lines, period, rule.milestone === undefined ? 0 : reached));
  }

  /** Where a change of zone repeats a day, the rule goes on in the period in which it has counted. */
  private enter(rule: Rule, at: string, { timeZone }: Terms, { externalId }: Document): string {
    const period = periodOf(rule.period, dayOf(at, timeZone), externalId);
    if (rule.period === "Document") return period;
    const state = this.of(rule);
    if (period > state.latest) state.latest = period;
    return state.latest;
  }

  private byVolume(rule: Rule, amount: Fraction, period: string, terms: Terms): number {
    const state = this.of(rule);
    const volume = (state.volume.get(period) ?? NOTHING).add(amount);
    state.volume.set(period, volume);
    const total = this.capped(rule, whole(byBands(rule, volume), terms.rounding));
    const points = total - (state.points.get(period) ?? 0);
    state.points.set(period, total);
    return points;
  }

  private milestones(all: Rule, amount: Fraction): number {
    const { milestone, ...rule } = all;
    if (milestone!.of === "Steps") return (this.stepsReached(rule.name) >= milestone!.at ? 1 : 0) - this.of(all).passed;
    const state = this.of(rule as Rule);
    state.milestone = state.milestone.add(milestone!.of === "Orders" ? 1 : amount);
    const passed = Number((state.milestone.s < 0n ? NOTHING : state.milestone).div(milestone!.at).floor());
    return (milestone!.repeats ? passed : Math.min(passed, 1)) - state.passed;
  }

  /** A step is reached while what it gave for its milestone is not taken back. */
  private stepsReached(name: string): number {
    return this.program.rules.filter((rule) => rule.stepOf === name && this.of(rule).passed > 0).length;
  }

  private capped(rule: Rule, total: number): number {
    return rule.capPoints === undefined ? total : Math.min(total, rule.capPoints);
  }

  /** Rules that draw on prepaid points draw on the same ones. */
  private usedOfAll(rule: Rule): number {
    if (rule.capForAll?.of !== "Prepaid") return this.of(rule).usedOfAll;
    const drawing = [...this.counters.values()].filter(({ drawsOnPrepaid }) => drawsOnPrepaid);
    return drawing.reduce((all, { usedOfAll }) => all + usedOfAll, 0);
  }

  private of({ name, capForAll }: Rule): Counters {
    const known = this.counters.get(name);
    if (known !== undefined) return known;
    const fresh: Counters = {
      latest: "",
      points: new Map(),
      times: new Map(),
      volume: new Map(),
      milestone: NOTHING,
      passed: 0,
      usedOfAll: 0,
      drawsOnPrepaid: capForAll?.of === "Prepaid"
    };
    this.counters.set(name, fresh);
    return fresh;
  }
}

function awardOf(rule: Rule, points: number, lines: number[] | undefined, period: string, passed: number): Award {
  return {
    rule,
    points,
    qualifyingPoints: rule.qualifies ? points : 0,
    lines,
    period,
    passed,
    isVoucher: rule.effect === "Reward",
    freed: 0
  };
}

/** What is left of a cap that all share; money pays for whole points. */
function leftForAll({ capForAll }: Rule, used: number): number {
  if (capForAll === undefined) return Infinity;
  const { of, most } = capForAll;
  const whole = of === "Money" ? Number(new Fraction(most).div(POINT_VALUE).floor()) : Number(most);
  return Math.max(0, whole - used);
}

/** Moments are compared as texts: all are in UTC and of one form. */
const isOpen = (rule: Rule, at: string): boolean =>
  rule.heldOut !== true &&
  isOfSegment(rule, at) &&
  (rule.participations === undefined || isWithin(rule.participations, at));

const isOfSegment = ({ segmentTimes }: Rule, at: string): boolean =>
  segmentTimes === undefined || isWithin(segmentTimes, at);

const isWithin = (participations: readonly Participation[], at: string): boolean =>
  participations.some(({ joinedAt, leftAt }) => joinedAt <= at && (leftAt === undefined || at < leftAt));

const isOfChannel = ({ channel }: Rule, document: Document): boolean =>
  channel === undefined || channel === document.channel;

function linesOf({ category }: Rule, { lines }: Document, excluded: ReadonlySet<number>): number[] | undefined {
  if (category === undefined) return undefined;
  return [...lines.keys()].filter((index) => lines[index]!.category === category && !excluded.has(index));
}

/** What still earns of a document, or of lines of it. A line is worth its share where lines say more than the document. */
export function amountOf(document: Document, lines: number[] | undefined, excluded: ReadonlySet<number>): Fraction {
  return sizeOf(document, ({ amount }) => amount, lines, excluded);
}

export function quantityOf(document: Document, lines: number[] | undefined, excluded: ReadonlySet<number>): Fraction {
  return sizeOf(document, ({ quantity }) => quantity, lines, excluded);
}

function sizeOf(
  document: Document,
  size: (of: { readonly amount: string; readonly quantity: string }) => string,
  lines: number[] | undefined,
  excluded: ReadonlySet<number>
): Fraction {
  const said = document.lines.map((line) => new Fraction(size(line)));
  const total = new Fraction(size(document));
  const sum = said.reduce((all, one) => all.add(one), NOTHING);
  const scale = sum.abs().gt(total.abs()) ? total.div(sum) : new Fraction(1);
  const ofLines = (indexes: Iterable<number>): Fraction =>
    [...indexes].reduce((all, index) => all.add(said[index]!.mul(scale)), NOTHING);
  return lines === undefined ? total.sub(ofLines(excluded)) : ofLines(lines);
}

function byBands({ bands }: Rule, volume: Fraction): Fraction {
  const reached = bands.filter(({ from }) => volume.gte(from)).at(-1);
  return reached === undefined || volume.s < 0n ? NOTHING : volume.mul(reached.rate);
}

function pointsOf(
  rule: Rule,
  amount: Fraction,
  document: Document,
  lines: number[] | undefined,
  terms: Terms,
  excluded: ReadonlySet<number>
): number {
  const positive = amount.s < 0n ? NOTHING : amount;
  switch (rule.effect) {
    case "Points":
      return Number(rule.value);
    case "PointsPerUnit":
      return whole(positive.mul(rule.value), terms.rounding);
    case "Multiplier": {
      const base = whole(
        measureOf(document, lines, positive, terms, excluded).mul(terms.pointsPerUnit),
        terms.rounding
      );
      return whole(new Fraction(rule.value).sub(1).mul(base), terms.rounding);
    }
    default:
      return 0;
  }
}

function measureOf(
  document: Document,
  lines: number[] | undefined,
  amount: Fraction,
  { basis }: Terms,
  excluded: ReadonlySet<number>
): Fraction {
  switch (basis) {
    case "Amount":
      return amount;
    case "Order":
      return new Fraction(1);
    case "Quantity":
      return quantityOf(document, lines, excluded);
  }
}
