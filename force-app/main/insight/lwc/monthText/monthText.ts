import locale from "@salesforce/i18n/locale";

/** A month as people write it; the day is the first of it, whatever the time zone. */
export function monthText(month: string | null, options: Intl.DateTimeFormatOptions): string {
  return month ? new Date(`${month}T00:00:00Z`).toLocaleDateString(locale, { ...options, timeZone: "UTC" }) : "";
}
