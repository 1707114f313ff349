/** Values as the user's language and time zone write them; a blank value is an empty text. */
import locale from "@salesforce/i18n/locale";
import timeZone from "@salesforce/i18n/timeZone";

type Blank = null | undefined;

/** @returns the texts that are not blank, one after the other */
export function lineOf(...parts: readonly (string | Blank | false)[]): string {
  return parts.filter(Boolean).join(" · ");
}

/** @param value points or a count; nothing counts as 0 */
export function numberText(value: number | Blank): string {
  return (value ?? 0).toLocaleString(locale);
}

/** @param currencyCode ISO 4217; without one the amount stands alone */
export function moneyText(amount: number | Blank, currencyCode?: string | null): string {
  if (amount === null || amount === undefined) return "";
  return amount.toLocaleString(locale, currencyCode ? { style: "currency", currency: currencyCode } : {});
}

/** Prices of a unit and values of a point have more decimals than an amount, which has those of its currency. */
const PRICE_DECIMALS = 4;
const POINT_VALUE_DECIMALS = 6;

/** @param price of one unit @param currencyCode ISO 4217; without one the price stands alone */
export function unitPriceText(price: number, currencyCode?: string | null): string {
  return preciseText(price, PRICE_DECIMALS, currencyCode);
}

/** @param value what one point costs @param currencyCode ISO 4217; without one the value stands alone */
export function pointValueText(value: number, currencyCode?: string | null): string {
  return preciseText(value, POINT_VALUE_DECIMALS, currencyCode);
}

function preciseText(amount: number, maximumFractionDigits: number, currencyCode?: string | null): string {
  return amount.toLocaleString(locale, {
    maximumFractionDigits,
    ...(currencyCode ? { style: "currency", currency: currencyCode } : {})
  });
}

/** @param moment ISO 8601 @param zone IANA; the user's where it is left out */
export function dayText(moment: string | Blank, zone: string = timeZone): string {
  return moment ? new Date(moment).toLocaleDateString(locale, { dateStyle: "medium", timeZone: zone }) : "";
}

/** @param moment ISO 8601 @returns day and time for the user */
export function momentText(moment: string | Blank): string {
  return moment ? new Date(moment).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short", timeZone }) : "";
}

const MINUTES_OF = { day: 1_440, hour: 60, minute: 1 } as const;

/** @param minutes at least 1 @returns days and hours, or hours and minutes, in words; what is smaller is left out */
export function durationText(minutes: number): string {
  const units = Object.keys(MINUTES_OF) as (keyof typeof MINUTES_OF)[];
  const first = units.findIndex((unit) => minutes >= MINUTES_OF[unit]);
  let rest = minutes;
  const parts = units.slice(first, first + 2).map((unit) => {
    const count = Math.floor(rest / MINUTES_OF[unit]);
    rest %= MINUTES_OF[unit];
    return count === 0 ? "" : count.toLocaleString(locale, { style: "unit", unit, unitDisplay: "long" });
  });
  return parts.filter(Boolean).join(", ");
}
