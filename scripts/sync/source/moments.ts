import { DateTime, type DateTimeOptions } from "luxon";
import type { MomentSource } from "../mapping/mapping.ts";
import { RowError } from "./row-error.ts";
import { momentOfWallTime, wallTimeReader } from "./wall-clock.ts";

const DAY_MS = 86_400_000;
/** Day 0 of spreadsheets, for all days after their leap day that never was. */
const SPREADSHEET_EPOCH = Date.UTC(1899, 11, 30);

/**
 * Makes the function that reads the moments of one field of the mapping, in milliseconds since 1970-01-01T00:00:00Z. `column`
 * makes the one that reads a column's text of a row.
 */
export function momentReader<Row>(
  source: MomentSource,
  zone: string,
  column: (name: string) => (row: Row) => string,
  now = Date.now()
): (row: Row) => number {
  const options: DateTimeOptions = { zone, locale: source.locale ?? "en" };
  const [days, times] = [list(source.format), list(source.time?.format ?? [])];
  const [dayText, timeText] = [column(source.column), source.time && column(source.time.column)];
  const earliest = DateTime.fromISO(source.earliest, { zone }).toMillis();
  const latest = now + (source.daysAhead + 1) * DAY_MS;
  const quickly = quickReader(source, zone, days[0]!);
  // Lines of one document share their moment, so the last text parsed is worth remembering.
  let [lastDay, lastTime, last]: [string | undefined, string, number] = [undefined, "", 0];

  return (row) => {
    const day = dayText(row);
    const time = timeText?.(row) ?? "";
    if (day !== lastDay || time !== lastTime) [last, lastDay, lastTime] = [parse(day, time), day, time];
    return last;
  };

  function parse(day: string, time: string): number {
    let moment = quickly?.(day) ?? parsed(day, days, options);
    if (moment === undefined)
      throw new RowError("BAD_DATE", `${source.column}: '${day}' is not a date of the form ${days.join(" or ")}`);
    if (source.time !== undefined && time !== "") moment = withTime(moment, time);
    if (moment < earliest || moment > latest)
      throw new RowError(
        "BAD_DATE",
        `${source.column}: '${day}' is no date of a document: before ${source.earliest} or more than ${source.daysAhead} days ahead`
      );
    return moment;
  }

  function withTime(day: number, text: string): number {
    const time = times.map((format) => DateTime.fromFormat(text, format, options)).find((one) => one.isValid);
    if (time === undefined)
      throw new RowError(
        "BAD_DATE",
        `${source.time!.column}: '${text}' is not a time of the form ${times.join(" or ")}`
      );
    const { hour, minute, second, millisecond } = time;
    return DateTime.fromMillis(day, options).set({ hour, minute, second, millisecond }).toMillis();
  }
}

/** Reads the first form where that can be done without luxon; what it leaves undefined is read in full. */
function quickReader(
  { locale }: MomentSource,
  zone: string,
  format: string
): ((text: string) => number | undefined) | undefined {
  // Other languages may have other digits.
  const wallTime = locale === undefined ? wallTimeReader(format) : undefined;
  if (!wallTime) return undefined;
  const momentOf = momentOfWallTime(zone);
  return (text) => {
    const shown = wallTime(text);
    return shown === undefined ? undefined : momentOf(shown);
  };
}

function parsed(text: string, formats: readonly string[], options: DateTimeOptions): number | undefined {
  for (const format of formats) {
    const moment = ofFormat(text, format, options);
    if (moment !== undefined) return moment;
  }
  return undefined;
}

function ofFormat(text: string, format: string, options: DateTimeOptions): number | undefined {
  if (format === "unix") return /^\d{9,10}$/.test(text) ? Number(text) * 1000 : undefined;
  if (format === "excel") return /^\d{1,6}([.,]\d+)?$/.test(text) ? ofSpreadsheet(text, options) : undefined;
  // As OData v2 writes it: /Date(1767571200000)/
  if (format === "ODATA")
    return /^\/Date\((-?\d{1,15})([+-]\d{4})?\)\/$/.exec(text) ? Number(/-?\d+/.exec(text)![0]) : undefined;
  // As databases write it: 2026-01-05 10:00:00.123+03
  if (format === "SQL") return BEGINS_WITH_DAY.test(text) ? valid(DateTime.fromSQL(text, options)) : undefined;
  if (format === "ISO") return BEGINS_WITH_DAY.test(text) ? valid(DateTime.fromISO(text, options)) : undefined;
  return valid(DateTime.fromFormat(text, format, options));
}

/** Of a time alone luxon makes one of today, and of a year or a month alone its first day. */
const BEGINS_WITH_DAY = /^[+-]?\d{4,6}-?(?:W\d{2}-?\d|\d{2}-?\d{2}|\d{3})(?!\d)/;

function valid(moment: DateTime): number | undefined {
  return moment.isValid ? moment.toMillis() : undefined;
}

function ofSpreadsheet(text: string, options: DateTimeOptions): number {
  const days = Number(text.replace(",", "."));
  const wall = DateTime.fromMillis(SPREADSHEET_EPOCH + Math.round(days * 86_400) * 1000, { zone: "UTC" });
  return wall.setZone(options.zone, { keepLocalTime: true }).toMillis();
}

function list(formats: string | readonly string[]): readonly string[] {
  return typeof formats === "string" ? [formats] : formats;
}
