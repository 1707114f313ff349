import { ApexDate, daysInMonth, isDay, isLeapYear } from "../../../../values/date.ts";
import { ApexDatetime } from "../../../../values/datetime.ts";
import { ApexTime } from "../../../../values/time.ts";
import { apexContext } from "../../../runtime/context.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import { withoutNullArguments } from "../../definition/arguments.ts";
import { formatInLocale, languageOf, parseInLocale } from "../../../../values/locale-text.ts";
import { defineClass } from "../../definition/define.ts";

function invalidDate(text: unknown): Error {
  return apexError("System.TypeException", `Invalid date: ${String(text)}`);
}

/** Today in the running user's zone. */
export function today(): ApexDate {
  const { clock, user } = apexContext().tx;
  return new ApexDatetime(clock.now()).date(user.timeZone);
}

/** Reads `yyyy-MM-dd`, with or without a time of day behind it, as `Date.valueOf(String)` does. */
export function parseDate(text: string): ApexDate {
  const match = /^\s*(\d{4}-\d{1,2}-\d{1,2})(?:[ T].*)?$/.exec(text);
  const date = match && ApexDate.parse(match[1]!);
  if (!date) throw invalidDate(text);
  return date;
}

function parseLocal(text: string): ApexDate {
  const parts = parseInLocale(text, apexContext().tx.user.locale);
  if (!parts || !isDay(parts.year, parts.month, parts.day)) throw invalidDate(text);
  return ApexDate.of(parts.year, parts.month, parts.day);
}

function dateValueOf(value: unknown): ApexDate | null {
  // A blank field stays blank: a public package passes them in orgs.
  if (value === null) return null;
  if (value instanceof ApexDate) return value;
  if (value instanceof ApexDatetime) return value.date(apexContext().tx.user.timeZone);
  if (typeof value === "string") return parseDate(value);
  throw invalidDate(value);
}

function checkedMonth(year: number, month: number): [number, number] {
  if (month < 1 || month > 12)
    throw apexError("System.InvalidParameterValueException", `Month must be between 1 and 12: ${month}`);
  return [year, month];
}

/** 0 for Sunday: the day on which weeks begin in the running user's locale. */
function firstDayOfWeek(): number {
  const locale = new Intl.Locale(languageOf(apexContext().tx.user.locale)) as Intl.Locale & {
    weekInfo?: { firstDay: number };
    getWeekInfo?: () => { firstDay: number };
  };
  return (locale.getWeekInfo?.() ?? locale.weekInfo!).firstDay % 7;
}

export const dateClass = defineClass({
  name: "Date",
  documentation: "Apex Reference Guide: Date Class",
  members: {
    ...withoutNullArguments({
      "Date addDays(Integer days)": (self: ApexDate, days: number) => self.addDays(days),
      "Date addMonths(Integer months)": (self: ApexDate, months: number) => self.addMonths(months),
      "Date addYears(Integer years)": (self: ApexDate, years: number) => self.addYears(years),
      "Integer day()": (self: ApexDate) => self.day,
      "Integer dayOfYear()": (self: ApexDate) => self.dayOfYear,
      "Integer daysBetween(Date other)": (self: ApexDate, other: ApexDate) => self.daysUntil(other),
      "String format()": (self: ApexDate) =>
        formatInLocale(ApexDatetime.ofLocal(self, new ApexTime(0), "UTC"), "UTC", apexContext().tx.user.locale, "date"),
      "Boolean isSameDay(Date other)": (self: ApexDate, other: ApexDate) => self.equals(other),
      "Boolean equals(Object other)": (self: ApexDate, other: unknown) =>
        other instanceof ApexDate && self.equals(other),
      "Integer month()": (self: ApexDate) => self.month,
      "Integer monthsBetween(Date other)": (self: ApexDate, other: ApexDate) =>
        (other.year - self.year) * 12 + other.month - self.month,
      "Date toStartOfMonth()": (self: ApexDate) => ApexDate.of(self.year, self.month, 1),
      "Date toStartOfWeek()": (self: ApexDate) => self.addDays(-((self.weekday - firstDayOfWeek() + 7) % 7)),
      "Integer year()": (self: ApexDate) => self.year,
      "static Integer daysInMonth(Integer year, Integer month)": (year: number, month: number) =>
        daysInMonth(...checkedMonth(year, month)),
      "static Boolean isLeapYear(Integer year)": isLeapYear,
      "static Date newInstance(Integer year, Integer month, Integer day)": (year: number, month: number, day: number) =>
        ApexDate.of(year, month, day),
      "static Date parse(String text)": parseLocal,
      "static Date today()": today,
      "static Date valueOf(String text)": parseDate
    }),
    "static Date valueOf(Object value)": dateValueOf
  }
});

export const timeClass = defineClass({
  name: "Time",
  documentation: "Apex Reference Guide: Time Class",
  members: withoutNullArguments({
    "Time addHours(Integer hours)": (self: ApexTime, hours: number) => self.addMilliseconds(hours * 3_600_000),
    "Time addMilliseconds(Integer milliseconds)": (self: ApexTime, milliseconds: number) =>
      self.addMilliseconds(milliseconds),
    "Time addMinutes(Integer minutes)": (self: ApexTime, minutes: number) => self.addMilliseconds(minutes * 60_000),
    "Time addSeconds(Integer seconds)": (self: ApexTime, seconds: number) => self.addMilliseconds(seconds * 1000),
    "Integer hour()": (self: ApexTime) => self.hour,
    "Integer minute()": (self: ApexTime) => self.minute,
    "Integer second()": (self: ApexTime) => self.second,
    "Integer millisecond()": (self: ApexTime) => self.millisecond,
    "static Time newInstance(Integer hour, Integer minute, Integer second, Integer millisecond)": (
      hour: number,
      minute: number,
      second: number,
      millisecond: number
    ) => ApexTime.of(hour, minute, second, millisecond)
  })
});
