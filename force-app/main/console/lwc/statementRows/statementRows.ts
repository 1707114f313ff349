import { entrySteps, entryTitle, signedNumber, type StepText } from "c/entryText";
import type { StatementEntry as Activity } from "apex-types";
import { lineOf, moneyText } from "c/localeText";

/** One transaction with all that it moved in the period, or an entry that has no transaction. */
export interface DocumentRow {
  readonly key: string;
  readonly occurredAt: string;
  readonly title: string;
  /** Its amount and what was written with it; empty where there is neither. */
  readonly detail: string;
  /** Points that count: those that wait or are void are listed, not added. */
  readonly points: number;
  /** What the points are made of, each entry and within it each step. */
  readonly steps: readonly StepText[];
}

/** @param entries newest first @returns one row for each transaction, in the order of its newest entry */
export function documentsOf(entries: readonly Activity[]): DocumentRow[] {
  const byDocument = new Map<string, Activity[]>();
  for (const entry of entries) {
    const key = entry.transactionId ?? entry.entryId ?? "";
    byDocument.set(key, [...(byDocument.get(key) ?? []), entry]);
  }
  return [...byDocument].map(([key, ofDocument]) => rowOf(key, ofDocument));
}

function rowOf(key: string, entries: readonly Activity[]): DocumentRow {
  const oldest = entries.at(-1)!;
  const only = entries.length === 1;
  return {
    key,
    occurredAt: oldest.occurredAt ?? "",
    title: entryTitle(oldest),
    detail: lineOf(moneyText(oldest.amount, oldest.currencyCode), oldest.reason),
    points: only ? (oldest.points ?? 0) : sum(entries.filter(({ status }) => status === "Posted")),
    steps: [...entries].reverse().flatMap((entry) => stepsOf(entry, only))
  };
}

/** Of several entries each is named above its own sum. */
function stepsOf(entry: Activity, only: boolean): StepText[] {
  const key = entry.entryId ?? "";
  const own = entrySteps(entry.explanation).map((step) => ({ ...step, key: `${key}-${step.key}` }));
  return only ? own : [{ key, text: entryTitle(entry), points: signedNumber(entry.points ?? 0) }, ...own];
}

function sum(entries: readonly Activity[]): number {
  return entries.reduce((total, { points }) => total + (points ?? 0), 0);
}
