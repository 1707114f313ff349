import { ApexDate, isDay } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { Decimal } from "../values/decimal.ts";
import { ApexTime } from "../values/time.ts";
import { anyMoment, moment, number, strict, whole, type FormulaFunction } from "./function-kinds.ts";
import { FormulaFault, type FormulaInput, type FormulaValue } from "./values.ts";

const thousand = new Decimal(1000n, 0);

export const dateFunctions: Record<string, FormulaFunction> = {
  TODAY: strict([], "date", (_values, input) => today(input)),
  NOW: strict([], "datetime", (_values, input) => new ApexDatetime(input.now)),
  TIMENOW: strict([], "time", (_values, input) => new ApexDatetime(input.now).time("GMT")),
  DATE: strict(["number", "number", "number"], "date", ([year, month, day]) =>
    dateOf(whole(year as Decimal), whole(month as Decimal), whole(day as Decimal))
  ),
  DATEVALUE: strict([["text", "datetime"]], "date", ([value], input) =>
    value instanceof ApexDatetime ? value.date(input.zone) : dateFrom(String(value))
  ),
  DATETIMEVALUE: strict([["text", ...moment]], "datetime", ([value]) =>
    value instanceof ApexDatetime
      ? value
      : value instanceof ApexDate
        ? new ApexDatetime(value.epochDay * 86_400_000)
        : momentFrom(String(value))
  ),
  TIMEVALUE: strict([["text", "datetime", "time"]], "time", ([value]) =>
    value instanceof ApexDatetime ? value.time("GMT") : value instanceof ApexTime ? value : timeFrom(String(value))
  ),
  YEAR: strict(["date"], "number", ([day]) => number((day as ApexDate).year)),
  MONTH: strict(["date"], "number", ([day]) => number((day as ApexDate).month)),
  DAY: strict(["date"], "number", ([day]) => number((day as ApexDate).day)),
  WEEKDAY: strict(["date"], "number", ([day]) => number((((((day as ApexDate).epochDay + 4) % 7) + 7) % 7) + 1)),
  DAYOFYEAR: strict(["date"], "number", ([day]) => number((day as ApexDate).dayOfYear)),
  ISOWEEK: strict([moment], "number", ([day]) => number(isoWeek(dayOf(day!)).week)),
  ISOYEAR: strict([moment], "number", ([day]) => number(isoWeek(dayOf(day!)).year)),
  ADDMONTHS: {
    ...strict([moment, "number"], "date", ([from, months]) => monthsLater(from!, whole(months as Decimal))),
    result: ([from]) => from!.type
  },
  HOUR: strict(["time"], "number", ([time]) => number((time as ApexTime).hour)),
  MINUTE: strict(["time"], "number", ([time]) => number((time as ApexTime).minute)),
  SECOND: strict(["time"], "number", ([time]) => number((time as ApexTime).second)),
  MILLISECOND: strict(["time"], "number", ([time]) => number((time as ApexTime).millisecond)),
  UNIXTIMESTAMP: strict([anyMoment], "number", ([at]) => number(unixSeconds(at!))),
  FORMATDURATION: strict(
    [
      ["number", "time", "datetime"],
      ["boolean", "time", "datetime"]
    ],
    "text",
    ([from, to]) => duration(from!, to ?? false),
    [1, 2]
  ),
  FROMUNIXTIME: strict(
    ["number"],
    "datetime",
    ([seconds]) => new ApexDatetime(whole((seconds as Decimal).multiply(thousand)))
  )
};

function today(input: FormulaInput): ApexDate {
  return new ApexDatetime(input.now).date(input.zone);
}

function dateOf(year: number, month: number, day: number): ApexDate {
  const isInCalendar = year >= 1 && year <= 9999 && isDay(year, month, day);
  if (!isInCalendar) {
    throw new FormulaFault(`No such day: ${year}-${month}-${day}`);
  }
  return ApexDate.of(year, month, day);
}

/**
 * Read as the platform's own engine does, by java.text.SimpleDateFormat: four digits of the year, any number of all
 * others, blanks before a number, and whatever follows a date or a moment, such as the Z of its TEXT.
 */
const datePattern = /^(\d{4})-[ \t]*(\d+)-[ \t]*(\d+)/;
const momentPattern = new RegExp(`${datePattern.source} [ \\t]*(\\d+):[ \\t]*(\\d+):[ \\t]*(\\d+)`);
const timePattern = /^[ \t]*(\d+):[ \t]*(\d+):[ \t]*(\d+)\.[ \t]*(\d+)$/;

function dateFrom(text: string): ApexDate {
  const match = datePattern.exec(text);
  if (match === null) {
    throw new FormulaFault(`No date: ${text}`);
  }
  return dateOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

function momentFrom(text: string): ApexDatetime {
  const match = momentPattern.exec(text);
  if (match === null) {
    throw new FormulaFault(`No date and time: ${text}`);
  }
  return ApexDatetime.ofLocal(dateFrom(text), timeOf(text, match.slice(4)), "GMT");
}

function timeFrom(text: string): ApexTime {
  const match = timePattern.exec(text);
  if (match === null) {
    throw new FormulaFault(`No time: ${text}`);
  }
  return timeOf(text, match.slice(1));
}

function timeOf(text: string, parts: readonly string[]): ApexTime {
  const [hour = 0, minute = 0, second = 0, millisecond = 0] = parts.map(Number);
  if (hour > 23 || minute > 59 || second > 59 || millisecond > 999) {
    throw new FormulaFault(`No time: ${text}`);
  }
  return ApexTime.of(hour, minute, second, millisecond);
}

function dayOf(moment: FormulaValue): ApexDate {
  return moment instanceof ApexDatetime ? moment.date("GMT") : (moment as ApexDate);
}

/** ISO 8601: the week of the week's Thursday. */
function isoWeek(day: ApexDate): { year: number; week: number } {
  const thursday = day.addDays(3 - ((day.weekday + 6) % 7));
  return { year: thursday.year, week: Math.ceil(thursday.dayOfYear / 7) };
}

/** Keeps the last day of a month the last day, in GMT. */
function monthsLater(moment: FormulaValue, months: number): FormulaValue {
  if (moment instanceof ApexDatetime) {
    const day = monthsLater(moment.date("GMT"), months) as ApexDate;
    return ApexDatetime.ofLocal(day, moment.time("GMT"), "GMT");
  }
  const day = moment as ApexDate;
  const isLast = day.addDays(1).day === 1;
  return isLast ? day.addDays(1).addMonths(months).addDays(-1) : day.addMonths(months);
}

function unixSeconds(moment: FormulaValue): number {
  if (moment instanceof ApexTime) {
    return Math.floor(moment.millisecondOfDay / 1000);
  }
  return moment instanceof ApexDate
    ? moment.epochDay * 86_400
    : Math.floor((moment as ApexDatetime).epochMilliseconds / 1000);
}

function milliseconds(moment: FormulaValue): number {
  return moment instanceof ApexTime ? moment.millisecondOfDay : (moment as ApexDatetime).epochMilliseconds;
}

/** "FORMATDURATION": of a number of seconds, or between two times or moments; with days where asked or between moments. */
function duration(from: FormulaValue, to: FormulaValue): string {
  const seconds =
    from instanceof Decimal
      ? Math.abs(whole(from))
      : Math.floor(Math.abs(milliseconds(to) - milliseconds(from)) / 1000);
  const two = (value: number): string => String(value).padStart(2, "0");
  const clock = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const hours = Math.floor(seconds / 3600);
  const withDays = to === true || from instanceof ApexDatetime;
  return withDays ? `${Math.floor(hours / 24)}:${two(hours % 24)}:${clock}` : `${two(hours)}:${clock}`;
}
