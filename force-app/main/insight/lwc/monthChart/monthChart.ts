import { api, LightningElement } from "lwc";
import { labelText } from "c/labelText";
import { monthText } from "c/monthText";
import locale from "@salesforce/i18n/locale";
import cutLabel from "@salesforce/label/c.LoyaltyDashboardCut";
import expiredLabel from "@salesforce/label/c.LoyaltyDashboardExpired";
import issuedLabel from "@salesforce/label/c.LoyaltyDashboardIssued";
import monthLabel from "@salesforce/label/c.LoyaltyDashboardMonth";
import monthsLabel from "@salesforce/label/c.LoyaltyDashboardMonths";
import runningLabel from "@salesforce/label/c.LoyaltyDashboardRunning";
import spentLabel from "@salesforce/label/c.LoyaltyDashboardSpent";
import type { ProgramDashboardController_MonthPoints as MonthPoints } from "apex-types";

const CHART = { slot: 60, height: 220, top: 18, bottom: 26, gap: 4 };
/** A bar that is so many times as high as the middle one would flatten all others: it is cut there. */
const HIGHEST_TO_MIDDLE = 4;
/** A bar is cut only where that leaves out a good part of it. */
const WORTH_CUTTING = 1.5;

interface Bar {
  readonly key: string;
  readonly class: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly textX: number;
  readonly textY: number;
  readonly text: string;
  readonly isCut: boolean;
  readonly gapY: number;
}

interface Month {
  readonly month: string | null;
  readonly label: string;
  readonly longLabel: string;
  readonly labelX: number;
  readonly points: MonthPoints;
  readonly bars: readonly Bar[];
}

/** Points issued and spent by month: bars with their figures, and the same as a table for who hears the page. */
export default class MonthChart extends LightningElement {
  /** Oldest first; the last is not over. */
  @api months: readonly MonthPoints[] = [];

  private scrolledFor: readonly MonthPoints[] | undefined;

  labels = {
    cut: cutLabel,
    expired: expiredLabel,
    issued: issuedLabel,
    month: monthLabel,
    months: monthsLabel,
    spent: spentLabel
  };
  baseline = CHART.height - CHART.bottom;
  labelY = CHART.height - 8;
  barWidth = barWidth();

  /** Where not all months fit, the latest are shown first. */
  override renderedCallback(): void {
    const region = this.template!.querySelector(".scroll");
    if (region && this.months !== this.scrolledFor) region.scrollLeft = region.scrollWidth;
    this.scrolledFor = this.months;
  }

  get chartWidth(): number {
    return this.months.length * CHART.slot;
  }
  get chartBox(): string {
    return `0 0 ${this.chartWidth} ${CHART.height}`;
  }
  get chartStyle(): string {
    return `min-width: ${this.chartWidth}px; max-width: ${this.chartWidth * 1.5}px`;
  }
  get columns(): Month[] {
    const highest = scaleOf(this.months);
    return this.months.map((points, index) => columnOf(points, index, index === this.months.length - 1, highest));
  }
  get hasCutBars(): boolean {
    return this.columns.some(({ bars }) => bars.some(({ isCut }) => isCut));
  }
}

/** The value at the top of the chart: the largest, or what it is cut to. */
function scaleOf(months: readonly MonthPoints[]): number {
  const values = months.flatMap(({ issued, spent }) => [issued ?? 0, spent ?? 0]).filter((value) => value > 0);
  const rising = values.sort((a, b) => a - b);
  const largest = Math.max(1, rising.at(-1) ?? 1);
  const cut = HIGHEST_TO_MIDDLE * (rising[Math.floor((rising.length - 1) / 2)] ?? 1);
  return largest > WORTH_CUTTING * cut ? cut : largest;
}

function barWidth(): number {
  return CHART.slot / 2 - CHART.gap;
}

function columnOf(points: MonthPoints, index: number, isRunning: boolean, highest: number): Month {
  const x = index * CHART.slot + CHART.gap;
  const longLabel = monthText(points.month, { month: "long", year: "numeric" });
  return {
    month: points.month,
    label: monthText(points.month, { month: "short", year: "2-digit" }),
    longLabel: isRunning ? labelText(runningLabel, longLabel) : longLabel,
    labelX: index * CHART.slot + CHART.slot / 2,
    points,
    bars: [
      barOf("issued-bar", points.issued ?? 0, x, highest),
      barOf("spent-bar", points.spent ?? 0, x + barWidth(), highest)
    ]
  };
}

function barOf(className: string, value: number, x: number, highest: number): Bar {
  const room = CHART.height - CHART.bottom - CHART.top;
  const height = (Math.min(Math.max(0, value), highest) / highest) * room;
  const y = CHART.height - CHART.bottom - height;
  return {
    key: className,
    class: className,
    x,
    y,
    height,
    textX: x + barWidth() / 2,
    textY: y - 4,
    text: value === 0 ? "" : value.toLocaleString(locale, { notation: "compact", maximumFractionDigits: 1 }),
    isCut: value > highest,
    gapY: y + room / 6
  };
}
