import type { Database, SqlValue } from "../storage/database.ts";
import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { folded } from "./condition-sql.ts";
import { greatCircle } from "./distance.ts";
import { enterFormulas, registerFormulas } from "./formula-sql.ts";
import type { BindValue } from "./types.ts";

const prepared = new WeakSet<Database>();
let userZone = "GMT";
let bound: ReadonlyMap<string, BindValue> = new Map();

/** Registers what SOQL needs beyond SQL, once per database, and makes the transaction's user and clock those of formulas and `convertTimezone`. */
export function prepareFunctions(tx: Transaction, binds: ReadonlyMap<string, BindValue> = new Map()): void {
  const { database } = tx;
  bound = binds;
  userZone = tx.user.timeZone;
  enterFormulas(tx);
  if (prepared.has(database)) {
    return;
  }
  prepared.add(database);
  registerFormulas(database);
  database.createFunction("fold_case", (text) => (typeof text === "string" ? folded(text) : text));
  database.createFunction("great_circle", (...values) => greatCircle(...(values as Parameters<typeof greatCircle>)));
  database.createFunction("bound_number", (name) => {
    const value = bound.get(name as string) ?? null;
    return value === null ? null : Number(String(value));
  });
  database.createFunction("date_part", (name, type, inUserZone, value) => {
    if (value === null) {
      return null;
    }
    const zone = inUserZone === 1 ? userZone : "GMT";
    return datePart(name as string, type as string, value as number, zone);
  });
}

/** "SOQL and SOSL Reference: Date Functions". Fiscal years are calendar years. */
function datePart(name: string, type: string, value: number, zone: string): SqlValue {
  const moment = type === "datetime" ? new ApexDatetime(value) : undefined;
  const day = moment === undefined ? ApexDate.fromEpochDay(value) : moment.date(zone);
  switch (name) {
    case "CALENDAR_YEAR":
    case "FISCAL_YEAR":
      return day.year;
    case "CALENDAR_QUARTER":
    case "FISCAL_QUARTER":
      return Math.ceil(day.month / 3);
    case "CALENDAR_MONTH":
    case "FISCAL_MONTH":
      return day.month;
    case "DAY_IN_MONTH":
      return day.day;
    case "DAY_IN_WEEK":
      return ((((day.epochDay + 4) % 7) + 7) % 7) + 1;
    case "DAY_IN_YEAR":
      return dayInYear(day);
    case "DAY_ONLY":
      return day.epochDay;
    case "HOUR_IN_DAY":
      return moment!.time(zone).hour;
    case "WEEK_IN_MONTH":
      return Math.ceil(day.day / 7);
    default:
      return Math.ceil(dayInYear(day) / 7);
  }
}

function dayInYear(day: ApexDate): number {
  return day.epochDay - ApexDate.of(day.year, 1, 1).epochDay + 1;
}
