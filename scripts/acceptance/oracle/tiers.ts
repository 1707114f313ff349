/**
 * The tier that a member holds at a moment, from docs/time-and-tiers.md ("Tiers by basis and period"). What counts is
 * kept as a plain list of days; every question adds it up anew.
 */
import Fraction from "fraction.js";
import { addDays, addMonths, dayOf, firstOfMonth, lastMomentOf, yearOf } from "./days.ts";
import { termsAt, type Program, type Terms, type Tier } from "./history.ts";

interface Count {
  readonly day: string;
  readonly measure: Fraction;
}

const NOTHING = new Fraction(0);

export class TierCount {
  private readonly program: Program;
  private readonly counts: Count[] = [];

  constructor(program: Program) {
    this.program = program;
  }

  add(moment: string, measure: Fraction): void {
    this.counts.push({ day: this.day(moment), measure });
  }

  /** What is missing for the lowest tier above the held one that is not reached at a moment, or null at the top. */
  missingAt(moment: string): number | null {
    const day = this.day(moment);
    const counted =
      this.program.counting.period === "Lifetime" ? this.sum("", "9999") : this.sum(this.firstCounted(day), day);
    return missing(termsAt(this.program, moment), this.heldAt(moment), counted);
  }

  /** The tier held at a moment, by what was added so far. */
  heldAt(moment: string): Tier {
    const { period, atReview } = this.program.counting;
    const day = this.day(moment);
    const terms = termsAt(this.program, moment);
    if (period === "Lifetime") return reached(terms, this.sum("", "9999"));
    const present = reached(terms, this.sum(this.firstCounted(day), day));
    if (!atReview) return present;
    return period === "CalendarYear" ? this.afterYears(day, terms, present) : this.afterMonths(day, terms, present);
  }

  /** A tier that a year reached is held to the end of the next one, and for the grace months after it. */
  private afterYears(day: string, terms: Terms, present: Tier): Tier {
    const { graceMonths } = this.program.counting;
    const year = yearOf(day);
    const held = [present, this.keptOfYear(year - 1, day, terms)];
    if (day < addMonths(`${year}-01-01`, graceMonths)) held.push(this.keptOfYear(year - 2, day, terms));
    return highest(held, terms);
  }

  private keptOfYear(year: number, now: string, terms: Terms): Tier {
    return this.kept(`${year}-01-01`, `${year}-12-31`, now, terms);
  }

  /** The highest tier that 12 months reached on any day since the last review, or so many grace months before it. */
  private afterMonths(day: string, terms: Terms, present: Tier): Tier {
    const { graceMonths } = this.program.counting;
    const held = [present];
    const first = addDays(addMonths(firstOfMonth(day), -graceMonths), -1);
    for (let end = first; end < day; end = addDays(end, 1)) {
      held.push(this.kept(addDays(addMonths(end, -12), 1), end, day, terms));
    }
    return highest(held, terms);
  }

  /** What days reached by the thresholds of the last of them, less what was taken back since and not bought again. */
  private kept(first: string, last: string, now: string, present: Terms): Tier {
    const since = this.sum(addDays(last, 1), now);
    const sum = this.sum(first, last).add(since.s < 0n ? since : NOTHING);
    const tier = reached(this.termsAtEndOf(last, present.timeZone), sum);
    return present.tiers.find(({ name }) => name === tier.name) ?? tier;
  }

  private termsAtEndOf(day: string, zone: string): Terms {
    return termsAt(this.program, lastMomentOf(day, zone));
  }

  private firstCounted(day: string): string {
    return this.program.counting.period === "CalendarYear" ? `${yearOf(day)}-01-01` : addDays(addMonths(day, -12), 1);
  }

  private sum(first: string, last: string): Fraction {
    return this.counts
      .filter(({ day }) => day >= first && day <= last)
      .reduce((sum, { measure }) => sum.add(measure), NOTHING);
  }

  private day(moment: string): string {
    return dayOf(moment, termsAt(this.program, moment).timeZone);
  }
}

/** The highest tier whose threshold is reached; less than nothing counts as nothing. */
export function reached({ tiers }: Terms, sum: Fraction): Tier {
  const counted = sum.s < 0n ? NOTHING : sum;
  return tiers.filter(({ threshold }) => counted.gte(threshold)).at(-1)!;
}

/** Whole units: what is missing of one counts as a whole one. */
export function missing({ tiers }: Terms, held: Tier, sum: Fraction): number | null {
  const counted = sum.s < 0n ? 0 : Number(sum.floor());
  const rank = tiers.findIndex(({ name }) => name === held.name);
  const next = tiers.slice(rank + 1).find(({ threshold }) => threshold > counted);
  return next === undefined ? null : next.threshold - counted;
}

function highest(candidates: readonly Tier[], { tiers }: Terms): Tier {
  const rank = (tier: Tier): number => tiers.findIndex(({ name }) => name === tier.name);
  return candidates.reduce((best, tier) => (rank(tier) > rank(best) ? tier : best));
}
