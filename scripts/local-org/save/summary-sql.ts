import type { Field, SObjectType } from "../schema/types.ts";
import { isExactNumber } from "../storage/codec.ts";
import type { SqlValue } from "../storage/database.ts";
import { fieldSql, summaryFilterSql } from "../soql/summary-filter.ts";
import type { Transaction } from "../transaction/transaction.ts";

/** What a detail brings to a summary. */
export interface Contribution {
  readonly operation: "sum" | "min" | "max";
  /** SQL without parameters on the detail's row, alias `t0`; NULL where the detail does not count. */
  readonly value: string;
  /** What makes the total a value of the summary's scale. */
  readonly factor: number;
}

/** A count is a sum of ones. */
export function contributionOf(tx: Transaction, child: SObjectType, summaryField: Field): Contribution {
  const summary = summaryField.summary!;
  const parameters: SqlValue[] = [];
  const filter = summaryFilterSql(tx, child, summary.filters, parameters);
  const source = summary.operation === "count" ? undefined : child.field(summary.summarizedField!)!;
  const value = source === undefined ? "1" : fieldSql(tx, child, source);
  return {
    operation: summary.operation === "count" ? "sum" : summary.operation,
    value: filter === undefined ? value : `CASE WHEN ${withLiterals(filter, parameters)} THEN ${value} END`,
    factor: source === undefined ? 1 : factorOf(summaryField, source)
  };
}

function factorOf(summaryField: Field, source: Field): number {
  const exact = isExactNumber(summaryField) && isExactNumber(source);
  return exact && summaryField.scale > source.scale ? 10 ** (summaryField.scale - source.scale) : 1;
}

/** The total of the details of one parent. */
export function aggregateSql({ operation, value }: Contribution): string {
  return operation === "sum" ? `coalesce(sum(${value}), 0)` : `${operation}(${value})`;
}

/** The same SQL on the row of a database trigger. */
export function onTriggerRow(sql: string, row: "NEW" | "OLD"): string {
  return outsideQuotes(sql, /\bt0\./g, () => `${row}.`);
}

/** A database trigger takes no parameters. */
function withLiterals(sql: string, parameters: readonly SqlValue[]): string {
  let next = 0;
  return outsideQuotes(sql, /\?/g, () => literal(parameters[next++]!));
}

function literal(value: SqlValue): string {
  if (value instanceof Uint8Array) {
    throw new Error("A summary filter cannot compare binary values");
  }
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

function outsideQuotes(sql: string, pattern: RegExp, replacement: () => string): string {
  return sql
    .split(/('(?:[^']|'')*'|"(?:[^"]|"")*")/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(pattern, replacement)))
    .join("");
}
