import type { SObjectRecord } from "../schema/record.ts";
import type { Field, Schema, SObjectType } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { PlatformError } from "../transaction/platform-error.ts";
import type { FieldValue } from "../values/field-value.ts";

/** `offset` is the character in the query text where the mistake begins. */
export interface SoqlError extends PlatformError {
  readonly offset: number;
}

/** What a bind variable holds when the query runs. */
export type BindValue = FieldValue | SObjectRecord | readonly BindValue[];

/** A SELECT item of an aggregate query, in order. */
export interface AggregateColumn {
  /** Alias, or `expr0`, `expr1` …, or the grouped field's name. */
  readonly alias: string;
  readonly aggregate: boolean;
}

export interface BindUse {
  readonly name: string;
  /** Absent for a bind of LIMIT or OFFSET. */
  readonly field: Field | undefined;
  readonly offset: number;
}

/**
 * A query whose names are resolved and whose types are checked against a schema; independent of data and user, so
 * that it is made once at compile time and run many times.
 */
export interface AnalyzedQuery {
  readonly text: string;
  readonly from: SObjectType;
  /** `SELECT COUNT() FROM …`: the answer is a number only. */
  readonly countOnly: boolean;
  /** GROUP BY or aggregate functions: rows are AggregateResults. */
  readonly aggregate: boolean;
  readonly aggregateColumns: readonly AggregateColumn[];
  /** Names of binds in the order of first use, as written after the colon (`ids`, `member.Id`, `$0`). */
  readonly binds: readonly string[];
  /** Where binds stand and what they are compared with, to check the types of Apex variables while compiling. */
  readonly bindUses: readonly BindUse[];
  readonly forUpdate: boolean;
  /** `WITH USER_MODE`, `WITH SYSTEM_MODE`, `WITH SECURITY_ENFORCED`, or absent. */
  readonly mode?: "user" | "system" | "securityEnforced";
  readonly allRows: boolean;
  /** SELECT items of a record query in order, as fields of the record that `path` leads to. */
  readonly columns: readonly SelectedColumn[];
  readonly addresses: readonly SelectedAddress[];
  /** Subqueries, by the children's relationship name. */
  readonly children: readonly { readonly relationshipName: string; readonly query: AnalyzedQuery }[];
}

export interface SelectedColumn {
  /** Relationship names from the FROM object; empty for its own fields. */
  readonly path: readonly string[];
  readonly name: string;
  /**
   * True for an Id, or a part of an address, that the query did not ask for by its name; the row has it, an API answer leaves it
   * out.
   */
  readonly hidden: boolean;
  readonly ofKind?: KindCondition;
}

/** Of which objects the record at the end of a path has to be; `others` tells that it is none of them. */
export interface KindCondition {
  readonly path: readonly string[];
  readonly objects: readonly string[];
  readonly others: boolean;
}

/** A selected compound field; the row has its parts. */
export interface SelectedAddress {
  readonly path: readonly string[];
  readonly name: string;
  readonly parts: readonly string[];
}

export interface QueryOptions {
  /** Checks object and field permissions of the running user. A mode written in the query wins. */
  readonly accessMode: "user" | "system";
  /** Applies sharing of the running user. `accessMode: "user"` implies it. */
  readonly withSharing: boolean;
  /** API queries are not counted against Apex limits. Default true. */
  readonly countLimits?: boolean;
}

export interface QueryResult {
  /** Rows; for an aggregate query each row's `values` are keyed by alias. Empty for `countOnly`. */
  readonly records: SObjectRecord[];
  /** Number of rows, or the count of a `countOnly` query. */
  readonly size: number;
}

/** Implemented by `soql/analyze.ts` and `soql/execute.ts`. */
export interface SoqlEngine {
  /** Parses and resolves; throws a {@link SoqlError} in the platform's words. */
  analyze(text: string, schema: Schema): AnalyzedQuery;
  execute(
    tx: Transaction,
    query: AnalyzedQuery,
    binds: ReadonlyMap<string, BindValue>,
    options: QueryOptions
  ): QueryResult;
}
