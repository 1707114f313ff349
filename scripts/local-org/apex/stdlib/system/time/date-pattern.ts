import type { ApexDatetime } from "../../../../values/datetime.ts";
import { weekdayOf } from "../../../../values/date.ts";
import { formatter, languageOf } from "../../../../values/locale-text.ts";
import { zoneOffset } from "../../../../values/zone.ts";
import { apexError } from "../../../runtime/exceptions.ts";

interface Moment {
  readonly datetime: ApexDatetime;
  readonly zone: string;
  /** BCP 47. */
  readonly language: string;
}

/**
 * Writes a moment by a java.text.SimpleDateFormat pattern, which is what `Datetime.format(pattern)` takes.
 * @throws IllegalArgumentException for a letter that is no pattern letter.
 */
export function formatByPattern(datetime: ApexDatetime, pattern: string, zone: string, locale: string): string {
  const moment: Moment = { datetime, zone, language: languageOf(locale) };
  let out = "";
  for (let position = 0; position < pattern.length;) {
    const rest = pattern.slice(position);
    const quoted = /^'((?:[^']|'')*)(?:'|$)/.exec(rest);
    const letters = /^([a-zA-Z])\1*/.exec(rest);
    if (quoted) {
      out += quoted[0] === "''" ? "'" : quoted[1]!.replaceAll("''", "'");
      position += quoted[0].length;
    } else if (letters) {
      out += formatField(letters[1]!, letters[0].length, moment);
      position += letters[0].length;
    } else {
      out += rest[0];
      position++;
    }
  }
  return out;
}

function formatField(letter: string, count: number, moment: Moment): string {
  const date = moment.datetime.date(moment.zone);
  const time = moment.datetime.time(moment.zone);
  const number = (value: number) => String(value).padStart(count, "0");
  switch (letter) {
    case "y":
    case "Y":
    case "u":
      return yearOrWeekday(letter, count, letter === "Y" ? weekYear(moment) : date.year, date.weekday);
    case "M":
    case "L":
      return count >= 3 ? monthName(moment, count >= 4 ? "long" : "short") : number(date.month);
    case "d":
      return number(date.day);
    case "D":
      return number(date.dayOfYear);
    case "F":
      return number(Math.ceil(date.day / 7));
    case "w":
      return number(weekOfYear(moment));
    case "W":
      return number(Math.ceil((date.day + weekdayOf(date.epochDay - date.day + 1)) / 7));
    case "E":
      return namedPart(moment, { weekday: count >= 4 ? "long" : "short" }, "weekday");
    case "a":
      return time.hour < 12 ? "AM" : "PM";
    case "H":
      return number(time.hour);
    case "k":
      return number(time.hour === 0 ? 24 : time.hour);
    case "K":
      return number(time.hour % 12);
    case "h":
      return number(time.hour % 12 === 0 ? 12 : time.hour % 12);
    case "m":
      return number(time.minute);
    case "s":
      return number(time.second);
    case "S":
      return number(time.millisecond);
    case "G":
      return date.year > 0 ? "AD" : "BC";
    case "z":
      return zoneName(moment, count >= 4 ? "long" : "short");
    case "Z":
      return offsetText(moment, "");
    case "X":
      return isoOffset(moment, count);
    default:
      throw apexError("System.IllegalArgumentException", `Illegal pattern character '${letter}'`);
  }
}

function yearOrWeekday(letter: string, count: number, year: number, weekday: number): string {
  if (letter === "u") return String(weekday === 0 ? 7 : weekday).padStart(count, "0");
  return count === 2 ? String(year % 100).padStart(2, "0") : String(year).padStart(count, "0");
}

/** Week 1 is the one with the first of January, weeks begin on Sunday: Java's rule for the United States. */
function weekOfYear(moment: Moment): number {
  const date = moment.datetime.date(moment.zone);
  const newYear = weekdayOf(date.epochDay - date.dayOfYear + 1);
  const week = Math.ceil((date.dayOfYear + newYear) / 7);
  return week === 53 && weekYear(moment) > date.year ? 1 : week;
}

function weekYear(moment: Moment): number {
  const date = moment.datetime.date(moment.zone);
  return date.addDays(6 - date.weekday).year;
}

function monthName(moment: Moment, style: "long" | "short"): string {
  return namedPart(moment, { month: style, day: "numeric" }, "month");
}

function namedPart(moment: Moment, options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes): string {
  const parts = formatter(moment.language, moment.zone, options).formatToParts(moment.datetime.epochMilliseconds);
  return parts.find((part) => part.type === type)!.value;
}

function zoneName(moment: Moment, style: "long" | "short"): string {
  if (zoneOffset(moment.zone, moment.datetime.epochMilliseconds) === 0 && ["GMT", "UTC"].includes(moment.zone)) {
    return style === "short" ? "GMT" : "Greenwich Mean Time";
  }
  return namedPart(moment, { timeZoneName: style }, "timeZoneName");
}

function offsetText(moment: Moment, separator: string): string {
  const minutes = zoneOffset(moment.zone, moment.datetime.epochMilliseconds) / 60_000;
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}

function isoOffset(moment: Moment, count: number): string {
  if (zoneOffset(moment.zone, moment.datetime.epochMilliseconds) === 0) return "Z";
  return count === 1 ? offsetText(moment, "").slice(0, 3) : offsetText(moment, count === 2 ? "" : ":");
}
