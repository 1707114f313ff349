import { normalizeId } from "../values/id.ts";
import type { Field, SObjectType } from "../schema/types.ts";
import type { Database } from "./database.ts";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const highest = new WeakMap<Database, Map<string, number>>();

/**
 * New 18-character ids: key prefix, instance, nine digits of a counter in base 62, checksum. A number is never given
 * twice, not even after the transaction that took it was rolled back.
 */
export function allocateIds(database: Database, type: SObjectType, count: number): string[] {
  const counters = countersOf(database);
  let last =
    counters.get(type.name) ??
    (database.all('SELECT lastNumber FROM "_object" WHERE name = ?', [type.name])[0]?.[0] as number | undefined) ??
    0;
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    ids.push(idOf(type.keyPrefix, ++last));
  }
  counters.set(type.name, last);
  database.run('UPDATE "_object" SET lastNumber = ? WHERE name = ?', [last, type.name]);
  return ids;
}

/** The id that the `number`th record of a prefix has. */
export function idOf(keyPrefix: string, number: number): string {
  let digits = "";
  for (let rest = number; digits.length < 9; rest = Math.floor(rest / 62)) {
    digits = base62[rest % 62]! + digits;
  }
  return normalizeId(`${keyPrefix}5e0${digits}`)!;
}

/** The next `count` values of an auto-number field, in its display format; numbers of a rolled back transaction are used again. */
export function allocateAutoNumbers(
  database: Database,
  type: SObjectType,
  field: Field,
  count: number,
  date: { year: number; month: number; day: number }
): string[] {
  let last = takeNumbers(database, type.name, field.name, count, (field.startingNumber ?? 1) - 1);
  const format = dated(field.displayFormat ?? "{0}", date);
  const values: string[] = [];
  for (let index = 0; index < count; index++) {
    values.push(formatAutoNumber(format, ++last));
  }
  return values;
}

/** Takes the next `count` numbers of a field; the result is the number before them, at first `before`. */
export function takeNumbers(database: Database, object: string, field: string, count: number, before = 0): number {
  const row = database.all('SELECT lastNumber FROM "_autonumber" WHERE object = ? AND field = ?', [object, field])[0];
  const last = row === undefined ? before : (row[0] as number);
  database.run('INSERT OR REPLACE INTO "_autonumber" (object, field, lastNumber) VALUES (?, ?, ?)', [
    object,
    field,
    last + count
  ]);
  return last;
}

/** "Metadata API: CustomField", displayFormat; "Auto-Number Fields": {0}, {YYYY}, {YY}, {MM}, {DD}. */
function dated(format: string, date: { year: number; month: number; day: number }): string {
  const year = String(date.year).padStart(4, "0");
  return format
    .replaceAll("{YYYY}", year)
    .replaceAll("{YY}", year.slice(2))
    .replaceAll("{MM}", String(date.month).padStart(2, "0"))
    .replaceAll("{DD}", String(date.day).padStart(2, "0"));
}

function formatAutoNumber(format: string, number: number): string {
  return format.replace(/\{(0+)\}/, (_, zeros: string) => String(number).padStart(zeros.length, "0"));
}

function countersOf(database: Database): Map<string, number> {
  let counters = highest.get(database);
  if (counters === undefined) {
    counters = new Map();
    highest.set(database, counters);
  }
  return counters;
}
