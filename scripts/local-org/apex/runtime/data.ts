/** Queries in brackets, DML statements and sharing, as generated code calls them. */
import { SObjectRecord } from "../../schema/record.ts";
import { executeSearch, type AnalyzedSearch } from "../../soql/search.ts";
import type { AnalyzedQuery, BindValue, QueryOptions } from "../../soql/types.ts";
import { mergeRecords, type MergeSaveResult } from "../../save/merge.ts";
import type { DmlOperation, SaveOptions } from "../../save/types.ts";
import { Decimal } from "../../values/decimal.ts";
import { ApexList, ApexSet } from "./collections.ts";
import { testState } from "../testing/test-context.ts";
import { apexContext, type ApexContext, type SharingMode } from "./context.ts";
import type { SharingDeclaration } from "./reflection.ts";
import { apexError, nullPointer } from "./exceptions.ts";
import { ApexDouble } from "./object.ts";
import { listOf, sobjectType, sobjectTypeOf, type RuntimeType } from "./runtime-type.ts";
import { aggregateResultState } from "./values.ts";
import { saveRecords } from "./written-work.ts";

type RunningMode = Pick<ApexContext, "sharing" | "userMode">;

/**
 * "Apex Developer Guide: Using the with sharing, without sharing, and inherited sharing Keywords": the mode while a
 * method of a class with a declaration runs. At the entry point `inherited` means with sharing.
 */
export function enterSharing(declaration: SharingDeclaration, userMode: boolean): RunningMode {
  const context = apexContext();
  const { sharing, userMode: outerMode } = context;
  context.sharing = sharingWithin(sharing, declaration);
  context.userMode = userMode;
  return { sharing, userMode: outerMode };
}

function sharingWithin(outer: SharingMode, declaration: SharingDeclaration): SharingMode {
  if (declaration === "with") return 1;
  if (declaration === "without") return 2;
  return declaration === "inherited" && outer === 0 ? 1 : outer;
}

export function leaveSharing({ sharing, userMode }: RunningMode): void {
  const context = apexContext();
  context.sharing = sharing;
  context.userMode = userMode;
}

/** How an operation that does not say it itself reaches records: by the version and the declaration of its class. */
function defaultAccess(): Pick<QueryOptions, "accessMode" | "withSharing"> {
  const { sharing, userMode } = apexContext();
  return { accessMode: userMode ? "user" : "system", withSharing: sharing === 1 };
}

function bindValue(value: unknown): BindValue {
  if (value instanceof ApexList) return value.items.map(bindValue);
  if (value instanceof ApexSet) return value.toArray().map(bindValue);
  if (value instanceof ApexDouble) return Decimal.fromDouble(value.value);
  if (typeof value === "bigint") return Decimal.fromLong(value);
  return value as BindValue;
}

function execute(query: AnalyzedQuery, binds: readonly unknown[], countLimits = true) {
  const { tx, soql } = apexContext();
  const byName = new Map(binds.map((value, index) => [`$${index}`, bindValue(value)]));
  return soql.execute(tx, query, byName, { ...defaultAccess(), countLimits });
}

export function queryList(query: AnalyzedQuery, binds: readonly unknown[], rowType: RuntimeType): ApexList {
  const { records } = execute(query, binds);
  if (query.aggregate) for (const record of records) record.apexState = aggregateResultState;
  return new ApexList(rowType, records);
}

export const aggregateInLocator = (): Error =>
  apexError("System.QueryException", "Aggregate query is not supported in a query locator");

/** Rows of a query in brackets that becomes a query locator, which counts them as its own. */
export function locatorRows(query: AnalyzedQuery, binds: readonly unknown[], rowType: RuntimeType): ApexList {
  if (query.aggregate) throw aggregateInLocator();
  apexContext().tx.limits.consume("queries");
  return new ApexList(rowType, execute(query, binds, false).records);
}

/**
 * A search in brackets. "Apex Developer Guide: Adding SOSL Queries to Unit Tests": in a test only those records are
 * found that Test.setFixedSearchResults named.
 */
export function searchLists(search: AnalyzedSearch, binds: readonly unknown[]): ApexList {
  return searched(search, new Map(binds.map((value, index) => [`$${index}`, bindValue(value)])), defaultAccess());
}

/** One list of rows per object of RETURNING. */
export function searched(
  search: AnalyzedSearch,
  binds: ReadonlyMap<string, BindValue>,
  options: QueryOptions
): ApexList {
  const test = testState();
  const fixed = test && (test.fixedSearchResults ?? []);
  const lists = executeSearch(apexContext().tx, search, binds, options, fixed).map(
    (rows, index) => new ApexList(sobjectTypeOf(search.returning[index]!.from), rows)
  );
  return new ApexList(listOf(sobjectType), lists);
}

export function queryCount(query: AnalyzedQuery, binds: readonly unknown[]): number {
  return execute(query, binds).size;
}

export function onlyRow(rows: ApexList): unknown {
  if (rows.items.length === 1) return rows.items[0];
  throw apexError(
    "System.QueryException",
    rows.items.length === 0
      ? "List has no rows for assignment to SObject"
      : "List has more than 1 row for assignment to SObject"
  );
}

export function onlyRowOrNull(rows: ApexList): unknown {
  return rows.items.length === 0 ? null : onlyRow(rows);
}

/** `for (List<X> chunk : [SELECT …])` gives 200 rows at a time ("Apex Developer Guide: SOQL For Loops"). */
export function* chunks(rows: ApexList): IterableIterator<ApexList> {
  for (let start = 0; start < rows.items.length; start += 200) {
    yield new ApexList(rows.elementType, rows.items.slice(start, start + 200));
  }
}

/** The merge statement: all or none. */
export function mergeStatement(
  master: SObjectRecord | null,
  duplicates: SObjectRecord | ApexList | string | null
): void {
  merged(master, duplicates, true);
}

/** Merges duplicates, given as records or ids, into a master with the sharing of the running class. */
export function merged(
  master: SObjectRecord | null,
  duplicates: unknown,
  allOrNone: boolean,
  access: Pick<SaveOptions, "accessMode" | "withSharing"> = defaultAccess()
): MergeSaveResult {
  if (master === null || duplicates === null) throw nullPointer();
  const { tx, saving } = apexContext();
  const items = duplicates instanceof ApexList ? duplicates.items : [duplicates];
  const ids = items.map((item) => (item instanceof SObjectRecord ? item.id : (item as string | null)));
  if (ids.some((id) => id === null)) throw nullPointer();
  return mergeRecords(tx, saving, master, ids as string[], {
    allOrNone,
    ...access
  });
}

/** A DML statement: all or none, in the mode that it says. */
export function dml(
  operation: DmlOperation,
  operand: SObjectRecord | ApexList | null,
  access: "user" | "system" | undefined,
  externalIdField: string | undefined
): void {
  if (operand === null) throw nullPointer();
  const records = operand instanceof ApexList ? (operand.items as (SObjectRecord | null)[]) : [operand];
  if (records.some((record) => record === null)) throw nullPointer();
  const defaults = defaultAccess();
  saveRecords(operation, records as SObjectRecord[], {
    allOrNone: true,
    accessMode: access ?? defaults.accessMode,
    withSharing: access === "user" || defaults.withSharing,
    externalIdField
  });
}
