/** Until when points can be spent, from docs/time-and-tiers.md ("Expiry"). */
import { addDays, addMonths, lastDayOfYear } from "./days.ts";
import type { Life, Terms, Tier } from "./history.ts";

/** Points that were given together and live alike. */
export interface Lot {
  /** The day on which they were earned. */
  readonly day: string;
  readonly life: Life;
  readonly extensionMonths: number;
  readonly graceDays: number;
}

export function lotOf(day: string, life: Life, { expiryGraceDays }: Terms, { extensionMonths }: Tier): Lot {
  return { day, life, extensionMonths, graceDays: expiryGraceDays };
}

/**
 * @param activity days on which the member did something, in any order
 * @return the last day on which they can be spent, "never" where there is none
 */
export function lastDayOf({ day, life, extensionMonths, graceDays }: Lot, activity: readonly string[]): string {
  const after = (start: string): string => addMonths(start, life.months + extensionMonths);
  switch (life.model) {
    case "None":
      return "never";
    case "FixedMonths":
      return addDays(after(day), graceDays);
    case "EndOfYear":
      return addDays(lastDayOfYear(after(day)), graceDays);
    case "Sliding": {
      let lastDay = addDays(after(day), graceDays);
      for (const next of [...activity].sort()) {
        if (next > day && next <= lastDay) lastDay = addDays(after(next), graceDays);
      }
      return lastDay;
    }
  }
}
