import { ApexDate } from "../../../../values/date.ts";
import { ApexDatetime } from "../../../../values/datetime.ts";
import { ApexTime } from "../../../../values/time.ts";
import { isZone, zoneOffset } from "../../../../values/zone.ts";
import { apexContext } from "../../../runtime/context.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import { nullArgument, withoutNullArguments } from "../../definition/arguments.ts";
import { formatInLocale, formatLongInLocale, parseInLocale } from "../../../../values/locale-text.ts";
import { formatByPattern } from "./date-pattern.ts";
import { defineClass } from "../../definition/define.ts";

const user = () => apexContext().tx.user;
const zone = () => user().timeZone;

function invalidDatetime(text: unknown): Error {
  return apexError("System.TypeException", `Invalid date/time: ${String(text)}`);
}

/** The transaction's time; every call reads the clock anew. */
export function now(): ApexDatetime {
  return new ApexDatetime(apexContext().tx.clock.now());
}

/** Reads `yyyy-MM-dd HH:mm:ss` as a time of a zone; what follows is not read, as a public suite that passes in orgs has it. */
export function parseDatetime(text: string, inZone: string): ApexDatetime {
  const match = /^\s*(\d{4}-\d{1,2}-\d{1,2}) (\d{1,2}:\d{1,2}:\d{1,2})/.exec(text);
  const date = match && ApexDate.parse(match[1]!);
  const time = match && ApexTime.parse(match[2]!.replace(/:(\d)(?=:|$)/g, ":0$1"));
  if (!date || !time) throw invalidDatetime(text);
  return ApexDatetime.ofLocal(date, time, inZone);
}

function datetimeValueOf(value: unknown): ApexDatetime {
  if (value === null) throw nullArgument();
  if (value instanceof ApexDatetime) return value;
  if (value instanceof ApexDate) return ApexDatetime.ofLocal(value, new ApexTime(0), zone());
  if (typeof value === "string") return parseDatetime(value, zone());
  if (typeof value === "bigint") return new ApexDatetime(Number(value));
  throw invalidDatetime(value);
}

/** Reads a date and time of day in the short form of the user's locale. */
function parseLocal(text: string): ApexDatetime {
  const match = /^(.*?),?\s+(\d{1,2}):(\d{2})\s*([aApP][mM])?$/.exec(text.trim());
  const date = match && parseInLocale(match[1]!, user().locale);
  if (!match || !date) throw invalidDatetime(text);
  const half = match[4]?.toLowerCase();
  const hour = half === undefined ? Number(match[2]) : (Number(match[2]) % 12) + (half === "pm" ? 12 : 0);
  return ApexDatetime.ofLocalParts({ ...date, hour, minute: Number(match[3]) }, zone());
}

function ofParts(inZone: () => string) {
  return (year: number, month: number, day: number, hour = 0, minute = 0, second = 0) =>
    ApexDatetime.ofLocalParts({ year, month, day, hour, minute, second }, inZone());
}

const gmt = () => "UTC";

export const datetimeClass = defineClass({
  name: "Datetime",
  documentation: "Apex Reference Guide: Datetime Class",
  members: {
    ...withoutNullArguments({
      "Datetime addDays(Integer days)": (self: ApexDatetime, days: number) => self.addDays(days, zone()),
      "Datetime addHours(Integer hours)": (self: ApexDatetime, hours: number) =>
        self.addMilliseconds(hours * 3_600_000),
      "Datetime addMinutes(Integer minutes)": (self: ApexDatetime, minutes: number) =>
        self.addMilliseconds(minutes * 60_000),
      "Datetime addMonths(Integer months)": (self: ApexDatetime, months: number) => self.addMonths(months, zone()),
      "Datetime addSeconds(Integer seconds)": (self: ApexDatetime, seconds: number) =>
        self.addMilliseconds(seconds * 1000),
      "Datetime addYears(Integer years)": (self: ApexDatetime, years: number) => self.addMonths(years * 12, zone()),
      "Date date()": (self: ApexDatetime) => self.date(zone()),
      "Date dateGmt()": (self: ApexDatetime) => self.date("UTC"),
      "Integer day()": (self: ApexDatetime) => self.date(zone()).day,
      "Integer dayGmt()": (self: ApexDatetime) => self.date("UTC").day,
      "Integer dayOfYear()": (self: ApexDatetime) => self.date(zone()).dayOfYear,
      "Integer dayOfYearGmt()": (self: ApexDatetime) => self.date("UTC").dayOfYear,
      "String format()": (self: ApexDatetime) => formatInLocale(self, zone(), user().locale, "date and time"),
      "String format(String pattern)": (self: ApexDatetime, pattern: string) =>
        formatByPattern(self, pattern, zone(), user().locale),
      "String formatGmt(String pattern)": (self: ApexDatetime, pattern: string) =>
        formatByPattern(self, pattern, "UTC", user().locale),
      "String formatLong()": (self: ApexDatetime) => formatLongInLocale(self, zone(), user().locale),
      "Long getTime()": (self: ApexDatetime) => BigInt(self.epochMilliseconds),
      "Integer hour()": (self: ApexDatetime) => self.time(zone()).hour,
      "Integer hourGmt()": (self: ApexDatetime) => self.time("UTC").hour,
      "Boolean isSameDay(Datetime other)": (self: ApexDatetime, other: ApexDatetime) =>
        self.date(zone()).equals(other.date(zone())),
      "Boolean equals(Object other)": (self: ApexDatetime, other: unknown) =>
        other instanceof ApexDatetime && self.equals(other),
      "Integer millisecond()": (self: ApexDatetime) => self.time("UTC").millisecond,
      "Integer millisecondGmt()": (self: ApexDatetime) => self.time("UTC").millisecond,
      "Integer minute()": (self: ApexDatetime) => self.time(zone()).minute,
      "Integer minuteGmt()": (self: ApexDatetime) => self.time("UTC").minute,
      "Integer month()": (self: ApexDatetime) => self.date(zone()).month,
      "Integer monthGmt()": (self: ApexDatetime) => self.date("UTC").month,
      "Integer second()": (self: ApexDatetime) => self.time("UTC").second,
      "Integer secondGmt()": (self: ApexDatetime) => self.time("UTC").second,
      "Time time()": (self: ApexDatetime) => self.time(zone()),
      "Time timeGmt()": (self: ApexDatetime) => self.time("UTC"),
      "Integer year()": (self: ApexDatetime) => self.date(zone()).year,
      "Integer yearGmt()": (self: ApexDatetime) => self.date("UTC").year,
      "static Datetime newInstance(Date date, Time time)": (date: ApexDate, time: ApexTime) =>
        ApexDatetime.ofLocal(date, time, zone()),
      "static Datetime newInstance(Integer year, Integer month, Integer day)": ofParts(zone),
      "static Datetime newInstance(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)":
        ofParts(zone),
      "static Datetime newInstance(Long milliseconds)": (milliseconds: bigint) =>
        new ApexDatetime(Number(milliseconds)),
      "static Datetime newInstanceGmt(Date date, Time time)": (date: ApexDate, time: ApexTime) =>
        ApexDatetime.ofLocal(date, time, "UTC"),
      "static Datetime newInstanceGmt(Integer year, Integer month, Integer day)": ofParts(gmt),
      "static Datetime newInstanceGmt(Integer year, Integer month, Integer day, Integer hour, Integer minute, Integer second)":
        ofParts(gmt),
      "static Datetime now()": now,
      "static Datetime parse(String text)": parseLocal,
      "static Datetime valueOf(String text)": (text: string) => parseDatetime(text, zone()),
      "static Datetime valueOf(Object value)": datetimeValueOf,
      "static Datetime valueOfGmt(String text)": (text: string) => parseDatetime(text, "UTC")
    }),
    "String format(String pattern, String timeZone)": (
      self: ApexDatetime,
      pattern: string | null,
      zoneName: string | null
    ) => {
      if (pattern === null) throw nullArgument();
      return formatByPattern(self, pattern, zoneName === null ? zone() : knownZone(zoneName), user().locale);
    }
  }
});

/** Unknown names mean GMT, as in java.util.TimeZone. */
function knownZone(name: string): string {
  return isZone(name) ? name : "GMT";
}

/** Value of the class System.TimeZone. */
export class ApexTimeZone {
  readonly apexTypeName = "System.TimeZone";
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  get contentKey(): string {
    return this.id;
  }

  toString(): string {
    return this.id;
  }
}

export function displayName(timeZone: ApexTimeZone): string {
  const moment = now();
  const name = formatByPattern(moment, "zzzz", timeZone.id, "en_US");
  return `(GMT${formatByPattern(moment, "XXX", timeZone.id, "en_US").replace("Z", "+00:00")}) ${name} (${timeZone.id})`;
}

export const timeZoneClass = defineClass({
  name: "TimeZone",
  documentation: "Apex Reference Guide: TimeZone Class",
  members: withoutNullArguments({
    "String getDisplayName()": displayName,
    "String getID()": (self: ApexTimeZone) => self.id,
    "Integer getOffset(Datetime moment)": (self: ApexTimeZone, moment: ApexDatetime) =>
      zoneOffset(self.id, moment.epochMilliseconds),
    "String toString()": (self: ApexTimeZone) => self.id,
    "static TimeZone getTimeZone(String id)": (id: string) => new ApexTimeZone(knownZone(id))
  })
});
