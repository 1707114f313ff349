import { SObjectRecord } from "../../../schema/record.ts";
import { PlatformError } from "../../../transaction/platform-error.ts";
import type { AnalyzedQuery, BindValue, QueryResult } from "../../../soql/types.ts";
import { Decimal } from "../../../values/decimal.ts";
import type { FieldValue } from "../../../values/field-value.ts";
import type { ApexMap } from "../../runtime/collections.ts";
import { ApexList, ApexSet } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError, toApexException } from "../../runtime/exceptions.ts";
import { ApexDouble } from "../../runtime/object.ts";
import { libraryType, sobjectTypeOf } from "../../runtime/runtime-type.ts";
import { aggregateResultState } from "../../runtime/values.ts";
import { accessOptions, type AccessLevelValue } from "../system/access.ts";
import { analyzeCached } from "./rows.ts";

/** Reads the value of a variable that the query text names after a colon; undefined where there is none. */
export type BindScope = (name: string) => unknown;

/** Runs a query given as text. */
export function runQuery(
  text: string,
  scope: BindScope | undefined,
  level?: AccessLevelValue | null,
  countLimits = true
): { query: AnalyzedQuery; result: QueryResult } {
  const { tx, soql, userMode } = apexContext();
  const query = analyzeCached(soql, tx.schema, text);
  if (query.mode === "securityEnforced" && userMode)
    throw apexError("System.QueryException", "WITH SECURITY_ENFORCED is not supported in API version 67.0 and later");
  const binds = bindsOf(query.binds, scope);
  return { query, result: soql.execute(tx, query, binds, { ...accessOptions(level), countLimits }) };
}

/** Values of the variables that a text names after colons. @throws QueryException where one does not exist */
export function bindsOf(names: readonly string[], scope: BindScope | undefined): Map<string, BindValue> {
  return new Map(names.map((name) => [name, bindValue(valueOf(name, scope))]));
}

function valueOf(name: string, scope: BindScope | undefined): unknown {
  const value = scope?.(name);
  if (value === undefined) throw apexError("System.QueryException", `Variable does not exist: ${name}`);
  return value;
}

/** The names of a `queryWithBinds` map, in any case. */
export function scopeOfMap(binds: ApexMap): BindScope {
  const values = new Map([...binds.entries()].map(([name, value]) => [String(name).toLowerCase(), value]));
  if (values.size !== binds.size) {
    throw apexError("System.QueryException", "The bindMap consists of duplicate case-insensitive keys");
  }
  return (name) => values.get(name.toLowerCase());
}

/** An Apex value as queries take it. */
export function bindValue(value: unknown): BindValue {
  if (value instanceof ApexList) return value.items.map(bindValue);
  if (value instanceof ApexSet) return value.toArray().map(bindValue);
  if (value instanceof ApexDouble) return Decimal.fromDouble(value.value);
  if (typeof value === "bigint") return Decimal.fromLong(value);
  if (typeof value === "number" && !Number.isInteger(value)) return Decimal.fromDouble(value);
  return value instanceof SObjectRecord ? value : (value as FieldValue);
}

/** The rows as an Apex list; those of an aggregate query become AggregateResults. */
export function listOfRows(query: AnalyzedQuery, rows: readonly SObjectRecord[]): ApexList {
  if (!query.aggregate) return new ApexList(sobjectTypeOf(query.from), rows as SObjectRecord[]);
  for (const row of rows) row.apexState = aggregateResultState;
  return new ApexList(libraryType("AggregateResult"), rows as SObjectRecord[]);
}

/** Turns the platform's errors about query texts into the QueryException that dynamic queries throw. */
export function asQueryException<T>(work: () => T): T {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof PlatformError && "offset" in problem) throw toApexException(problem)!;
    throw problem;
  }
}
