import timeZone from "@salesforce/i18n/timeZone";

/** @returns the user's present day, as `YYYY-MM-DD` */
export function today(now = new Date()): string {
  // Swedish writes days as the platform does.
  return now.toLocaleDateString("sv-SE", { timeZone });
}

/** @param day `YYYY-MM-DD` @returns the day so many months later, or earlier where negative; the end of shorter months */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, dayOfMonth = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, last))).toISOString().slice(0, 10);
}
