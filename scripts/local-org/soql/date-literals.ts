import { ApexDate } from "../values/date.ts";

/** A span of whole days; `end` is the day after its last. */
export interface DayRange {
  readonly start: ApexDate;
  readonly end: ApexDate;
}

type Unit = "DAY" | "WEEK" | "MONTH" | "QUARTER" | "YEAR";

/** "SOQL and SOSL Reference: Date Formats and Date Literals in WHERE". Fiscal years are calendar years here. */
export const dateLiteralNames: ReadonlySet<string> = new Set([
  "YESTERDAY",
  "TODAY",
  "TOMORROW",
  "LAST_90_DAYS",
  "NEXT_90_DAYS",
  ...["WEEK", "MONTH", "QUARTER", "YEAR", "FISCAL_QUARTER", "FISCAL_YEAR"].flatMap((unit) => [
    `LAST_${unit}`,
    `THIS_${unit}`,
    `NEXT_${unit}`
  ])
]);

export const nDateLiteralNames: ReadonlySet<string> = new Set(
  ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR", "FISCAL_QUARTER", "FISCAL_YEAR"].flatMap((unit) => [
    `LAST_N_${unit}S`,
    `NEXT_N_${unit}S`,
    `N_${unit}S_AGO`
  ])
);

/** The days a date literal means on `today`. */
export function dateLiteralRange(name: string, count: number | undefined, today: ApexDate): DayRange {
  switch (name) {
    case "YESTERDAY":
      return unitRange("DAY", today, -1, 1);
    case "TODAY":
      return unitRange("DAY", today, 0, 1);
    case "TOMORROW":
      return unitRange("DAY", today, 1, 1);
    case "LAST_90_DAYS":
      return { start: today.addDays(-90), end: today.addDays(1) };
    case "NEXT_90_DAYS":
      return { start: today.addDays(1), end: today.addDays(91) };
    default:
      return name.includes("_N_") || name.startsWith("N_")
        ? countedRange(name, count ?? 0, today)
        : relativeRange(name, today);
  }
}

function relativeRange(name: string, today: ApexDate): DayRange {
  const [when, ...rest] = name.split("_");
  return unitRange(unitOf(rest.join("_")), today, when === "LAST" ? -1 : when === "NEXT" ? 1 : 0, 1);
}

function countedRange(name: string, count: number, today: ApexDate): DayRange {
  const unit = unitOf(name.replace(/^(LAST_N_|NEXT_N_|N_)/, "").replace(/S(_AGO)?$/, ""));
  if (name.endsWith("_AGO")) {
    return unitRange(unit, today, -count, 1);
  }
  if (name.startsWith("NEXT")) {
    return unitRange(unit, today, 1, count);
  }
  const range = unitRange(unit, today, -count, count);
  // LAST_N_DAYS reaches to the end of the current day, the other units end before the current one.
  return unit === "DAY" ? { start: range.start, end: today.addDays(1) } : range;
}

function unitOf(text: string): Unit {
  return text.replace("FISCAL_", "") as Unit;
}

/** `count` units, the first of them `shift` units away from the one that holds `day`. */
function unitRange(unit: Unit, day: ApexDate, shift: number, count: number): DayRange {
  const first = startOf(unit, day);
  return { start: moved(unit, first, shift), end: moved(unit, first, shift + count) };
}

function startOf(unit: Unit, day: ApexDate): ApexDate {
  switch (unit) {
    case "DAY":
      return day;
    case "WEEK":
      // Weeks begin on Sunday in the locale en_US.
      return day.addDays(-(((day.epochDay + 4) % 7) + 7) % 7);
    case "MONTH":
      return ApexDate.of(day.year, day.month, 1);
    case "QUARTER":
      return ApexDate.of(day.year, day.month - ((day.month - 1) % 3), 1);
    case "YEAR":
      return ApexDate.of(day.year, 1, 1);
  }
}

function moved(unit: Unit, day: ApexDate, count: number): ApexDate {
  switch (unit) {
    case "DAY":
      return day.addDays(count);
    case "WEEK":
      return day.addDays(7 * count);
    case "MONTH":
      return day.addMonths(count);
    case "QUARTER":
      return day.addMonths(3 * count);
    case "YEAR":
      return day.addMonths(12 * count);
  }
}
