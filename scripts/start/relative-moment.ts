import { DateTime } from "luxon";

const PATTERN = /^today(?:([+-]\d+)(years)?)?(?:T(\d\d:\d\d))?$/;

/**
 * A day or moment relative to today, in UTC: `today`, `today-30`, `today+7T09:30`, `today-31years`.
 * The 29th of February is the 28th in a year without it.
 *
 * @returns ISO 8601, a day without a time where none is given; undefined for any other text
 */
export function relativeMoment(text: string, now: Date): string | undefined {
  const parts = PATTERN.exec(text);
  if (!parts) return undefined;
  const [, distance = "0", unit, time] = parts;
  const day = DateTime.fromJSDate(now, { zone: "utc" })
    .plus(unit ? { years: Number(distance) } : { days: Number(distance) })
    .toISODate();
  return time ? `${day}T${time}:00Z` : (day ?? undefined);
}
