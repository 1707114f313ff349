import { ApexDate, daysInMonth } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";

/** A schedule of seconds, minutes, hours, days, months, weekdays and years ("Apex Developer Guide: Apex Scheduler"). */
export interface CronSchedule {
  readonly expression: string;
  /** The first moment after the given one at which the schedule fires in a zone; undefined where there is none up to 2101. */
  next(after: ApexDatetime, zone: string): ApexDatetime | undefined;
}

export class CronSyntaxError extends Error {
  /** The platform says no more than this. */
  readonly isWhole: boolean;

  constructor(message: string, isWhole = false) {
    super(message);
    this.isWhole = isWhole;
  }
}

const monthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const dayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
/** The page names 2099; SFDO-Community/declarative-lookup-rollup-summaries, whose tests pass in orgs, schedules for 2101. */
const lastYear = 2101;

/** @throws CronSyntaxError for what is no schedule, with the part that is wrong. */
export function parseCron(expression: string): CronSchedule {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== 6 && parts.length !== 7)
    throw new CronSyntaxError(`Unexpected end of expression: ${expression}`);
  const [seconds, minutes, hours, days, months, weekdays, years] = parts as [
    string,
    string,
    string,
    string,
    string,
    string,
    string?
  ];
  if (days === "?" && weekdays === "?")
    throw new CronSyntaxError("'?' can only be specified for Day-of-Month -OR- Day-of-Week.", true);
  if (days !== "?" && weekdays !== "?") {
    throw new CronSyntaxError(
      "Support for specifying both a day-of-week AND a day-of-month parameter is not implemented."
    );
  }
  const secondsSet = numbers(seconds, 0, 59);
  const minutesSet = numbers(minutes, 0, 59);
  // "Using *, - or , in seconds or minutes is not allowed": a schedule fires at most once an hour.
  if (secondsSet.length !== 1 || minutesSet.length !== 1) {
    throw new CronSyntaxError(
      "Seconds and minutes must be specified as integers: schedules run at most once per hour."
    );
  }
  const hoursSet = new Set(numbers(hours, 0, 23));
  const monthsSet = new Set(numbers(months, 1, 12, monthNames, 1));
  const yearsSet = years === undefined || years === "*" ? undefined : new Set(numbers(years, 1970, lastYear));
  const onDay = days === "?" ? weekdayRule(weekdays) : dayRule(days);
  const times = [...hoursSet]
    .sort((one, other) => one - other)
    .map((hour) => ({ hour, minute: minutesSet[0]!, second: secondsSet[0]! }));

  function firstTime(date: ApexDate, after: ApexDatetime, zone: string): ApexDatetime | undefined {
    return times
      .map((time) => ApexDatetime.ofLocalParts({ year: date.year, month: date.month, day: date.day, ...time }, zone))
      .find((moment) => moment.epochMilliseconds > after.epochMilliseconds);
  }

  function next(after: ApexDatetime, zone: string): ApexDatetime | undefined {
    let date = after.date(zone);
    while (date.year <= lastYear) {
      if (yearsSet && !yearsSet.has(date.year)) {
        date = ApexDate.of(date.year + 1, 1, 1);
      } else if (!monthsSet.has(date.month)) {
        date = ApexDate.of(date.year, date.month + 1, 1);
      } else {
        const moment = onDay(date) ? firstTime(date, after, zone) : undefined;
        if (moment) return moment;
        date = date.addDays(1);
      }
    }
    return undefined;
  }
  return { expression, next };
}

/** `*`, `5`, `1-5`, `1,3`, `0/15`, `MON-FRI`. */
function numbers(
  text: string,
  smallest: number,
  largest: number,
  names: readonly string[] = [],
  firstName = 0
): number[] {
  const valueOf = (word: string): number => {
    const named = names.indexOf(word.toUpperCase());
    const value = named >= 0 ? named + firstName : /^\d+$/.test(word) ? Number(word) : NaN;
    if (!(value >= smallest && value <= largest))
      throw new CronSyntaxError(`Invalid value '${word}': must be between ${smallest} and ${largest}`);
    return value;
  };
  const found = new Set<number>();
  for (const item of text.split(",")) {
    const [range, step] = item.split("/") as [string, string?];
    const [from, to] =
      range === "*" ? [smallest, largest] : bounds(range, valueOf, step === undefined ? undefined : largest);
    const increment = step === undefined ? 1 : Number(step);
    if (!(increment >= 1)) throw new CronSyntaxError(`Invalid increment '${step}'`);
    // A range may run over the end: FRI-MON.
    const size = to >= from ? to - from : to - from + (largest - smallest + 1);
    for (let offset = 0; offset <= size; offset += increment)
      found.add(((from - smallest + offset) % (largest - smallest + 1)) + smallest);
  }
  return [...found];
}

function bounds(range: string, valueOf: (word: string) => number, openEnd: number | undefined): [number, number] {
  const [from, to] = range.split("-") as [string, string?];
  const start = valueOf(from);
  return [start, to === undefined ? (openEnd ?? start) : valueOf(to)];
}

type DayRule = (date: ApexDate) => boolean;

/** Day of month: numbers, `L`, `LW`, `15W`. */
function dayRule(text: string): DayRule {
  if (text === "L") return (date) => date.day === daysInMonth(date.year, date.month);
  if (text === "LW") return (date) => date.day === nearestWeekday(date, daysInMonth(date.year, date.month));
  const near = /^(\d{1,2})W$/.exec(text);
  if (near) {
    const wanted = Number(near[1]);
    if (wanted < 1 || wanted > 31) throw new CronSyntaxError(`Invalid value '${text}'`);
    return (date) => wanted <= daysInMonth(date.year, date.month) && date.day === nearestWeekday(date, wanted);
  }
  const days = new Set(numbers(text, 1, 31));
  return (date) => days.has(date.day);
}

/** The day from Monday to Friday that is nearest to a day, within its month. */
function nearestWeekday(inMonth: ApexDate, day: number): number {
  const weekday = ApexDate.of(inMonth.year, inMonth.month, day).weekday;
  if (weekday === 6) return day > 1 ? day - 1 : day + 2;
  if (weekday === 0) return day < daysInMonth(inMonth.year, inMonth.month) ? day + 1 : day - 2;
  return day;
}

/** Day of week, 1 for Sunday: numbers, names, `6L` (the last Friday), `2#1` (the first Monday). */
function weekdayRule(text: string): DayRule {
  const last = /^(\d|[A-Za-z]{3})L$/.exec(text);
  if (last) {
    const [weekday] = numbers(last[1]!, 1, 7, dayNames, 1);
    return (date) => date.weekday + 1 === weekday && date.day + 7 > daysInMonth(date.year, date.month);
  }
  const nth = /^(\d|[A-Za-z]{3})#([1-5])$/.exec(text);
  if (nth) {
    const [weekday] = numbers(nth[1]!, 1, 7, dayNames, 1);
    return (date) => date.weekday + 1 === weekday && Math.ceil(date.day / 7) === Number(nth[2]);
  }
  const weekdays = new Set(text === "L" ? [7] : numbers(text, 1, 7, dayNames, 1));
  return (date) => weekdays.has(date.weekday + 1);
}
