import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { Decimal } from "../values/decimal.ts";
import { formatInLocale, languageOf } from "../values/locale-text.ts";
import { ApexTime } from "../values/time.ts";
import type { Field } from "./types.ts";

/** Whose locale and time zone tell. */
interface User {
  readonly locale: string;
  readonly timeZone: string;
}

/** A value as the user's locale writes it; null for texts, which show as they are. */
export function localeText(user: User, field: Field, value: unknown): string | null {
  if (value instanceof ApexDatetime) return formatInLocale(value, user.timeZone, user.locale, "date and time");
  if (value instanceof ApexDate)
    return formatInLocale(new ApexDatetime(value.epochDay * 86_400_000), "UTC", user.locale, "date");
  if (value instanceof ApexTime)
    return formatInLocale(new ApexDatetime(value.millisecondOfDay), "UTC", user.locale, "time");
  if (typeof value === "boolean") return String(value);
  if (value instanceof Decimal || typeof value === "number" || typeof value === "bigint")
    return numberInLocale(user.locale, field, value);
  return null;
}

function numberInLocale(locale: string, field: Field, value: Decimal | number | bigint): string {
  const digits = { minimumFractionDigits: field.scale, maximumFractionDigits: field.scale };
  const currency = field.type === "currency" ? ({ style: "currency", currency: "USD" } as const) : {};
  const format = new Intl.NumberFormat(languageOf(locale), { ...currency, ...digits });
  const text = format.format(value instanceof Decimal ? (value.toPlainString() as unknown as number) : value);
  return field.type === "percent" ? `${text}%` : text;
}
