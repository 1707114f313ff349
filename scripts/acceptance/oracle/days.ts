/** Days where the customer lives: `YYYY-MM-DD` in a program's time zone. */
import { DateTime } from "luxon";
import type { Period } from "./history.ts";

/** The day of a moment in a zone. */
export function dayOf(moment: string, zone: string): string {
  return DateTime.fromISO(moment, { zone }).toISODate()!;
}

/** The last moment of a day in a zone. */
export function lastMomentOf(day: string, zone: string): string {
  return DateTime.fromISO(day, { zone }).endOf("day").toUTC().toISO()!;
}

/** The same day so many months later; the last day of a month that is too short. */
export function addMonths(day: string, months: number): string {
  return DateTime.fromISO(day, { zone: "utc" }).plus({ months }).toISODate()!;
}

export function addDays(day: string, days: number): string {
  return DateTime.fromISO(day, { zone: "utc" }).plus({ days }).toISODate()!;
}

export const yearOf = (day: string): number => Number(day.slice(0, 4));
export const lastDayOfYear = (day: string): string => `${day.slice(0, 4)}-12-31`;
export const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;

/** Names the stretch of days in which a cap or a volume counts. */
export function periodOf(period: Period, day: string, document: string): string {
  switch (period) {
    case "Document":
      return document;
    case "Month":
      return day.slice(0, 7);
    case "Year":
      return day.slice(0, 4);
    case "Lifetime":
      return "";
  }
}
