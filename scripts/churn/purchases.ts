import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import type { Example } from "./logistic.ts";

/** The days of a customer's purchases, in their order; a day is a number of days since 1970. */
export type PurchaseDays = readonly number[];

/** Days that a customer has to come back in. */
export const HORIZON = 90;
const YEAR = 365;
const DAYS_OF_MONTH = 30;
/** Whoever buys several times a week is not late after two days. */
const SHORTEST_GAP = 7;
const DAY_LENGTH = 86_400_000;

interface Row {
  readonly InvoiceNo: string;
  readonly Quantity: string;
  readonly InvoiceDate: string;
  readonly CustomerID: string;
}

/**
 * Reads an export of the form of UCI Online Retail. Returns (their numbers begin with C) and what has no customer are no purchases.
 *
 * @returns the days by customer: one for each invoice
 */
export async function readPurchases(path: string): Promise<Map<string, PurchaseDays>> {
  const dayByInvoice = new Map<string, { customer: string; day: number }>();
  const rows = createReadStream(path)
    .pipe(createGunzip())
    .pipe(parse({ columns: true }));
  for await (const { InvoiceNo, Quantity, InvoiceDate, CustomerID } of rows as AsyncIterable<Row>)
    if (CustomerID && !InvoiceNo.startsWith("C") && Number(Quantity) > 0)
      dayByInvoice.set(InvoiceNo, { customer: CustomerID, day: dayOf(InvoiceDate.slice(0, 10)) });
  const days = new Map<string, number[]>();
  for (const { customer, day } of dayByInvoice.values()) days.set(customer, [...(days.get(customer) ?? []), day]);
  for (const each of days.values()) each.sort((a, b) => a - b);
  return days;
}

/** @param date as 2011-06-01 */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_LENGTH;
}

/**
 * What is known of a customer when a day begins, as ChurnRisk.cls computes it from the purchases of the last 365 days: months since
 * the last one, the logarithm of their number, and how many of the customer's usual gaps between purchases have passed since, as a
 * logarithm; 0 for who bought once. Undefined for who has not bought.
 */
export function featuresAt(days: PurchaseDays, cut: number): readonly [number, number, number] | undefined {
  const before = days.filter((day) => day < cut && day >= cut - YEAR);
  const [first, last] = [before[0], before.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const gap = Math.max((last - first) / (before.length - 1), SHORTEST_GAP);
  const lateness = before.length === 1 ? 0 : Math.log(1 + (cut - last) / gap);
  return [(cut - last) / DAYS_OF_MONTH, Math.log(before.length), lateness];
}

/** One example for each customer who is known when the day begins; the outcome is 1 for who does not buy in the 90 days from it on. */
export function examplesAt(purchases: Iterable<PurchaseDays>, cut: number): Example[] {
  return [...purchases].flatMap((days) => {
    const features = featuresAt(days, cut);
    const comesBack = days.some((day) => day >= cut && day < cut + HORIZON);
    return features ? [{ features, outcome: comesBack ? (0 as const) : (1 as const) }] : [];
  });
}
