import { page } from "local/page";

const { lang = "en-US", locale = "en-US", timeZone = "UTC", currency = "USD" } = page.i18n;

// The base components render Latin digits of the Gregorian calendar.
const calendar = `${locale}-u-ca-gregory-nu-latn`;
const SAMPLE = new Date(Date.UTC(2026, 0, 3, 9, 5, 7));

/**
 * Values of `@salesforce/i18n/*` that follow the user's locale ("Lightning Web Components Developer Guide: Access
 * Internationalization Properties"); the others are the base components' own.
 */
export const i18n: Readonly<Record<string, unknown>> = {
  lang,
  locale,
  timeZone,
  currency,
  dir: /^(ar|fa|he|iw|ur|yi)\b/.test(lang) ? "rtl" : "ltr",
  firstDayOfWeek: firstDayOfWeek(),
  "dateTime.shortDateFormat": pattern({ year: "numeric", month: "numeric", day: "numeric" }),
  "dateTime.mediumDateFormat": pattern({ year: "numeric", month: "short", day: "numeric" }),
  "dateTime.longDateFormat": pattern({ year: "numeric", month: "long", day: "numeric" }),
  "dateTime.shortTimeFormat": pattern({ hour: "numeric", minute: "2-digit" }),
  "dateTime.mediumTimeFormat": pattern({ hour: "numeric", minute: "2-digit", second: "2-digit" }),
  "number.decimalSeparator": numberPart("decimal", "."),
  "number.groupingSeparator": numberPart("group", ","),
  "number.percentSign": numberPart("percentSign", "%", { style: "percent" }),
  "number.minusSign": numberPart("minusSign", "-"),
  "number.currencySymbol": numberPart("currency", currency, { style: "currency", currency }),
  "number.percentFormat": percentFormat(),
  "number.currencyFormat": currencyFormat()
};

function numberPart(type: string, otherwise: string, options: Intl.NumberFormatOptions = {}): string {
  const parts = new Intl.NumberFormat(calendar, { ...options, useGrouping: true }).formatToParts(-1234567.5);
  return parts.find((part) => part.type === type)?.value ?? otherwise;
}

/** Where the sign stands, in the notation of the Unicode locale data. */
function percentFormat(): string {
  return place({ style: "percent" }, "percentSign", "%", "#,##0");
}

function currencyFormat(): string {
  return place({ style: "currency", currency }, "currency", "\u00A4", "#,##0.00");
}

function place(options: Intl.NumberFormatOptions, type: string, sign: string, digits: string): string {
  const parts = new Intl.NumberFormat(calendar, options).formatToParts(1);
  const position = parts.findIndex((part) => part.type === type);
  const spaced = parts.some((part) => part.type === "literal" && /\s/.test(part.value)) ? "\u00A0" : "";
  return position === 0 ? `${sign}${spaced}${digits}` : `${digits}${spaced}${sign}`;
}

function pattern(options: Intl.DateTimeFormatOptions): string {
  const format = new Intl.DateTimeFormat(calendar, { ...options, timeZone: "UTC" });
  const hour = format.resolvedOptions().hour12 ? "h" : "H";
  return format
    .formatToParts(SAMPLE)
    .map(({ type, value }) => partPattern(type, value, hour))
    .join("");
}

function partPattern(type: string, value: string, hour: string): string {
  switch (type) {
    case "day":
      return value.length > 1 ? "dd" : "d";
    case "month":
      return monthPattern(value);
    case "year":
      return "yyyy";
    case "hour":
      return value.length > 1 ? hour + hour : hour;
    case "minute":
      return "mm";
    case "second":
      return "ss";
    case "dayPeriod":
      return "a";
    default:
      return value.replace(/[A-Za-z]+/g, (letters) => `'${letters}'`);
  }
}

function monthPattern(value: string): string {
  if (/^\d+$/.test(value)) return value.length > 1 ? "MM" : "M";
  return value ===
    new Intl.DateTimeFormat(calendar, { month: "long", day: "numeric", timeZone: "UTC" })
      .formatToParts(SAMPLE)
      .find((part) => part.type === "month")?.value
    ? "MMMM"
    : "MMM";
}

/** 1 is Sunday. */
function firstDayOfWeek(): number {
  const { weekInfo } = new Intl.Locale(locale) as Intl.Locale & { readonly weekInfo?: { readonly firstDay: number } };
  return ((weekInfo?.firstDay ?? 1) % 7) + 1;
}
