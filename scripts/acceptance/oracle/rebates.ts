/** Growth rebates, from docs/rewards-and-partners.md ("Growth rebates"). */
import Fraction from "fraction.js";
import { cancelledAmong } from "./books.ts";
import { addDays, addMonths, dayOf } from "./days.ts";
import { termsAt, type Document, type Program } from "./history.ts";
import { whole } from "./whole.ts";

/** From so many percent of growth on, so many points for 100 of the quarter's amount. */
export interface RebateBand {
  readonly growth: number;
  readonly points: number;
}

export interface Rebate {
  /** First day of the quarter that it is for. */
  readonly quarter: string;
  /** First day of the quarter with which it was worked out: a later one for a correction. */
  readonly workedOutWith: string;
  readonly points: number;
  readonly status: "Proposed" | "Approved" | "TooLittle" | "NothingToCompare";
}

const QUARTERS_BACK = 4;

export const lastDayOfQuarter = (quarter: string): string => addDays(addMonths(quarter, 3), -1);

/** What was proposed to one member so far. */
export class Rebates {
  private readonly program: Program;
  private readonly bands: readonly RebateBand[];
  private proposed: Rebate[] = [];

  constructor(program: Program, bands: readonly RebateBand[]) {
    this.program = program;
    this.bands = bands;
  }

  /** In the order of the quarters. */
  get all(): readonly Rebate[] {
    return [...this.proposed].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  }

  /** A quarter is over, and its grace days are. */
  workOut(quarter: string, documents: readonly Document[], now: string): void {
    if (this.bands.length === 0) return;
    this.propose(quarter, documents, now);
    for (let back = 1; back <= QUARTERS_BACK; back++)
      this.correct(addMonths(quarter, -3 * back), quarter, documents, now);
  }

  /** @return the points of what was proposed and is approved now, one after the other */
  approve(): readonly number[] {
    const waiting = this.all.filter(({ status }) => status === "Proposed");
    for (const rebate of waiting) this.put({ ...rebate, status: "Approved" });
    return waiting.map(({ points }) => points);
  }

  private propose(quarter: string, documents: readonly Document[], now: string): void {
    const known = this.find(quarter, quarter);
    const [bought, lastYear] = this.bothYears(quarter, documents);
    const isQuiet = known === undefined && bought.equals(0) && lastYear.equals(0);
    if (isQuiet || known?.status === "Approved") return;
    const points = this.due(quarter, documents, now);
    const status = lastYear.lte(0) ? "NothingToCompare" : points > 0 ? "Proposed" : "TooLittle";
    this.put({ quarter, workedOutWith: quarter, points, status });
  }

  /** Only what was worked out in its time is corrected. */
  private correct(quarter: string, workedOutWith: string, documents: readonly Document[], now: string): void {
    const known = this.find(quarter, workedOutWith);
    if (this.find(quarter, quarter) === undefined || known?.status === "Approved") return;
    this.proposed = this.proposed.filter((rebate) => rebate !== known);
    const before = this.proposed.filter((rebate) => rebate.quarter === quarter);
    const points = this.due(quarter, documents, now) - before.reduce((sum, rebate) => sum + rebate.points, 0);
    if (points !== 0) this.put({ quarter, workedOutWith, points, status: "Proposed" });
  }

  private due(quarter: string, documents: readonly Document[], now: string): number {
    const [bought, lastYear] = this.bothYears(quarter, documents);
    if (lastYear.lte(0)) return 0;
    const reached = this.bands.filter(({ growth }) => bought.gte(lastYear.mul(100 + growth).div(100)));
    const highest = reached.reduce((best, band) => (band.growth > best.growth ? band : best), {
      growth: -1,
      points: 0
    });
    return whole(bought.mul(highest.points).div(100), termsAt(this.program, now).rounding);
  }

  private bothYears(quarter: string, documents: readonly Document[]): readonly [Fraction, Fraction] {
    return [this.boughtIn(quarter, documents), this.boughtIn(addMonths(quarter, -12), documents)];
  }

  /** Each on its own day; what comes back of cancelled purchases costs nothing. */
  private boughtIn(quarter: string, documents: readonly Document[]): Fraction {
    const cancelled = cancelledAmong(documents);
    return documents
      .filter(({ status, original }) => status === "Valid" && (original === undefined || !cancelled.has(original)))
      .filter(({ at }) => {
        const day = dayOf(at, termsAt(this.program, at).timeZone);
        return day >= quarter && day <= lastDayOfQuarter(quarter);
      })
      .reduce((sum, { amount }) => sum.add(amount), new Fraction(0));
  }

  private find(quarter: string, workedOutWith: string): Rebate | undefined {
    return this.proposed.find((rebate) => rebate.quarter === quarter && rebate.workedOutWith === workedOutWith);
  }

  private put(rebate: Rebate): void {
    this.proposed = [...this.proposed.filter((known) => keyOf(known) !== keyOf(rebate)), rebate];
  }
}

const keyOf = ({ quarter, workedOutWith }: Rebate): string => `${quarter} ${workedOutWith}`;
