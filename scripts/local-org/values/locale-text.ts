import type { ApexDatetime } from "./datetime.ts";

/** Platform locales (`en_US`) as the ECMAScript internationalisation names them. */
export function languageOf(locale: string): string {
  return locale.replaceAll("_", "-");
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Made once for each language, zone and set of options. */
export function formatter(language: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language}|${zone}|${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
    formatters.set(key, found);
  }
  return found;
}

/** The short form of a locale with a four-digit year: `12/31/2024` and `12/31/2024, 4:30 PM` in the United States. */
export function formatInLocale(
  datetime: ApexDatetime,
  zone: string,
  locale: string,
  parts: "date" | "time" | "date and time"
): string {
  const date = { year: "numeric", month: "numeric", day: "numeric" } as const;
  const time = { hour: "numeric", minute: "2-digit" } as const;
  const options = { date, time, "date and time": { ...date, ...time } }[parts];
  return plainSpaces(formatter(languageOf(locale), zone, options).format(datetime.epochMilliseconds));
}

/** The long form of a locale, with seconds and zone. */
export function formatLongInLocale(datetime: ApexDatetime, zone: string, locale: string): string {
  const options: Intl.DateTimeFormatOptions = {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short"
  };
  return plainSpaces(formatter(languageOf(locale), zone, options).format(datetime.epochMilliseconds));
}

function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}

/** Day, month and year of a date as a locale's short form writes it; undefined where it is none. */
export function parseInLocale(text: string, locale: string): { year: number; month: number; day: number } | undefined {
  const order = formatter(languageOf(locale), "UTC", { year: "numeric", month: "numeric", day: "numeric" })
    .formatToParts(0)
    .map((part) => part.type)
    .filter((type): type is "year" | "month" | "day" => type === "year" || type === "month" || type === "day");
  const numbers = text.trim().split(/\s*[/.\- ]\s*/);
  if (numbers.length !== 3 || !numbers.every((number) => /^\d{1,4}$/.test(number))) return undefined;
  const parts = { year: 0, month: 0, day: 0 };
  order.forEach((type, index) => (parts[type] = Number(numbers[index])));
  if (parts.year < 100) parts.year += parts.year < 50 ? 2000 : 1900;
  return parts;
}
