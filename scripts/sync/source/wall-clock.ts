import { IANAZone, Info, type Zone } from "luxon";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How far around a day the offset must be one and the same, and how closely that is looked at. */
const [BEFORE_MS, AFTER_MS, STEP_MS] = [-36 * HOUR_MS, 60 * HOUR_MS, 12 * HOUR_MS];

/** What a clock on a wall shows, as the milliseconds that it would be in UTC. */
type WallTime = number;

const TOKENS: Readonly<Record<string, readonly [field: Field, digits: string]>> = {
  yyyy: ["year", "\\d{4}"],
  MM: ["month", "\\d{2}"],
  M: ["month", "\\d{1,2}"],
  dd: ["day", "\\d{2}"],
  d: ["day", "\\d{1,2}"],
  HH: ["hour", "\\d{2}"],
  H: ["hour", "\\d{1,2}"],
  mm: ["minute", "\\d{2}"],
  m: ["minute", "\\d{1,2}"],
  ss: ["second", "\\d{2}"],
  s: ["second", "\\d{1,2}"],
  SSS: ["millisecond", "\\d{3}"]
};
type Field = "year" | "month" | "day" | "hour" | "minute" | "second" | "millisecond";

/** Forms that have a name of their own, in their commonest spelling. */
const NAMED: Readonly<Record<string, string>> = { ISO: "yyyy-MM-dd|T|HH:mm:ss", SQL: "yyyy-MM-dd HH:mm:ss" };

/**
 * Reads dates that are plain numbers in their order, forty times as fast as luxon, which knows all forms and days. What it
 * answers is what luxon would; undefined is no judgement.
 */
export function wallTimeReader(format: string): ((text: string) => WallTime | undefined) | undefined {
  const [pattern, fields] = patternOf(format) ?? [];
  if (!pattern || !fields) return undefined;
  return (text) => {
    const found = pattern.exec(text);
    return found ? wallTimeOf(fields, found) : undefined;
  };
}

function patternOf(format: string): [RegExp, readonly Field[]] | undefined {
  const fields: Field[] = [];
  let source = "";
  for (const [part] of (NAMED[format] ?? format).matchAll(/\|T\||([A-Za-z])\1*|[^A-Za-z]/g)) {
    const token = TOKENS[part];
    if (token) {
      fields.push(token[0]);
      source += `(${token[1]})`;
    } else if (part === "|T|") source += "T";
    else if (/^[-./: ]$/.test(part)) source += part === "." ? "\\." : part;
    else return undefined;
  }
  const isWhole = new Set(fields).size === fields.length;
  return isWhole ? [new RegExp(`^${source}$`), fields] : undefined;
}

function wallTimeOf(fields: readonly Field[], found: RegExpExecArray): WallTime | undefined {
  const of: Record<Field, number> = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0, millisecond: 0 };
  for (let index = 0; index < fields.length; index++) of[fields[index]!] = Number(found[index + 1]);
  const { year, month, day, hour, minute, second, millisecond } = of;
  const isDay = year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
  if (!isDay || hour > 23 || minute > 59 || second > 59) return undefined;
  return Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
}

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * Turns what clocks of a zone show into moments, in milliseconds; undefined around days on which clocks are put forward or
 * back, where luxon knows what is meant.
 */
export function momentOfWallTime(zoneName: string): (wallTime: WallTime) => number | undefined {
  const zone = Info.normalizeZone(zoneName);
  const offsets = new Map<number, number | undefined>();
  return (wallTime) => {
    const day = Math.floor(wallTime / DAY_MS);
    if (!offsets.has(day)) offsets.set(day, steadyOffset(zone, day * DAY_MS));
    const offset = offsets.get(day);
    return offset === undefined ? undefined : wallTime - offset;
  };
}

/** The one offset of a day and those beside it, in milliseconds. */
function steadyOffset(zone: Zone, day: number): number | undefined {
  if (zone instanceof IANAZone && !zone.isValid) return undefined;
  const offset = zone.offset(day);
  for (let distance = BEFORE_MS; distance <= AFTER_MS; distance += STEP_MS)
    if (zone.offset(day + distance) !== offset) return undefined;
  return offset * 60_000;
}
