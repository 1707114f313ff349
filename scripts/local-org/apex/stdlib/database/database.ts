import { DmlError, type DmlOperation, type SaveOptions } from "../../../save/types.ts";
import { SObjectRecord } from "../../../schema/record.ts";
import type { Savepoint } from "../../../transaction/transaction.ts";
import { normalizeId } from "../../../values/id.ts";
import { ApexList, type ApexMap } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { libraryType } from "../../runtime/runtime-type.ts";
import { rolledBackTo, savepointWasReleased, savepointWasSet, saveRecords } from "../../runtime/written-work.ts";
import { accessOptions, type AccessLevelValue } from "../system/access.ts";
import { nullArgument } from "../definition/arguments.ts";
import { databaseJobs } from "../system/async/async.ts";
import { databaseCursors } from "./cursor.ts";
import { defineClass, type Implementation } from "../definition/define.ts";
import { DmlOptions, saveOptionsOf } from "./dml-options.ts";
import { asQueryException, listOfRows, runQuery, scopeOfMap, type BindScope } from "./dynamic-query.ts";
import { convertLeadMembers } from "./lead-convert.ts";
import { mergeMembers } from "./merge.ts";
import { countedLocator, queryLocatorOf, type QueryLocator } from "./query-locator.ts";
import { recycleBinMembers } from "./recycle-bin.ts";
import { replicationMembers } from "./replication.ts";
import { DmlResult } from "./save-results.ts";
import type { SObjectFieldToken } from "../schema/tokens.ts";

type AllOrNone = boolean | DmlOptions | null | undefined;

const resultClassOf = {
  insert: "SaveResult",
  update: "SaveResult",
  upsert: "UpsertResult",
  delete: "DeleteResult",
  undelete: "UndeleteResult"
} as const;

function save(operation: DmlOperation, given: unknown, options: SaveOptions): unknown {
  if (given === null) throw nullArgument();
  const single = !(given instanceof ApexList);
  const records = single ? [recordOf(given)] : given.items.map(recordOf);
  const results = asSecurityException(() => saveRecords(operation, records, options)).map(
    (result) => new DmlResult(`Database.${resultClassOf[operation]}`, result)
  );
  return single ? results[0]! : new ApexList(libraryType(`Database.${resultClassOf[operation]}`), results);
}

/** Where the running user may not touch the object at all, the methods of Database throw a SecurityException. */
function asSecurityException<T>(work: () => T): T {
  try {
    return work();
  } catch (problem) {
    const error = problem instanceof DmlError ? problem.failures[0]?.errors[0] : undefined;
    if (error && /^Access to entity '.*' denied$/.test(error.message))
      throw apexError("System.SecurityException", error.message);
    throw problem;
  }
}

/** Records stand for themselves, ids for a record of their object that has nothing else. */
function recordOf(given: unknown): SObjectRecord {
  if (given instanceof SObjectRecord) return given;
  if (given === null) throw nullArgument();
  const id = normalizeId(String(given));
  const type = id === null ? undefined : apexContext().tx.schema.objectByKeyPrefix(id.slice(0, 3));
  if (id === null || !type) throw apexError("System.StringException", `Invalid id: ${String(given)}`);
  return new SObjectRecord(type, { Id: id });
}

function allOrNoneOf(given: AllOrNone): Pick<SaveOptions, "allOrNone" | "duplicateRuleAllowSave" | "truncatesTexts"> {
  if (given instanceof DmlOptions) return saveOptionsOf(given);
  if (given === null) throw nullArgument();
  return { allOrNone: given ?? true };
}

/**
 * Each operation exists for one record, a list of records and where the documentation says so for ids, with and without
 * allOrNone or DMLOptions, with and without AccessLevel.
 */
function operationMembers(
  operation: Exclude<DmlOperation, "upsert">,
  givens: readonly (readonly [type: string, many: boolean])[],
  withOptions: boolean
) {
  const members: Record<string, Implementation> = {};
  for (const [type, many] of givens) {
    const result = `Database.${resultClassOf[operation]}`;
    const head = `static ${many ? `List<${result}>` : result} ${operation}(${type} given`;
    members[`${head})`] = (given: unknown) => save(operation, given, { allOrNone: true, ...accessOptions(undefined) });
    members[`${head}, AccessLevel level)`] = (given: unknown, level: AccessLevelValue | null) =>
      save(operation, given, { allOrNone: true, ...accessOptions(level) });
    for (const second of withOptions ? ["Boolean", "Database.DMLOptions"] : ["Boolean"]) {
      members[`${head}, ${second} option)`] = (given: unknown, option: AllOrNone) =>
        save(operation, given, { ...allOrNoneOf(option), ...accessOptions(undefined) });
      members[`${head}, ${second} option, AccessLevel level)`] = (
        given: unknown,
        option: AllOrNone,
        level: AccessLevelValue | null
      ) => save(operation, given, { ...allOrNoneOf(option), ...accessOptions(level) });
    }
  }
  return members;
}

function upsert(
  given: unknown,
  field: SObjectFieldToken | null | undefined,
  allOrNone: AllOrNone,
  level: AccessLevelValue | null | undefined
): unknown {
  if (field === null) throw nullArgument();
  const externalIdField = field === undefined || field.field.name === "Id" ? {} : { externalIdField: field.field.name };
  return save("upsert", given, { ...allOrNoneOf(allOrNone), ...accessOptions(level), ...externalIdField });
}

function upsertMembers(): Record<string, Implementation> {
  const members: Record<string, Implementation> = {};
  for (const [type, result] of [
    ["SObject", "Database.UpsertResult"],
    ["List<SObject>", "List<Database.UpsertResult>"]
  ] as const) {
    const head = `static ${result} upsert(${type} given`;
    members[`${head})`] = (given: unknown) => upsert(given, undefined, true, undefined);
    members[`${head}, AccessLevel level)`] = (given: unknown, level: AccessLevelValue | null) =>
      upsert(given, undefined, true, level);
    members[`${head}, Boolean allOrNone)`] = (given: unknown, allOrNone: AllOrNone) =>
      upsert(given, undefined, allOrNone, undefined);
    members[`${head}, Boolean allOrNone, AccessLevel level)`] = (
      given: unknown,
      allOrNone: AllOrNone,
      level: AccessLevelValue | null
    ) => upsert(given, undefined, allOrNone, level);
    members[`${head}, Schema.SObjectField field)`] = (given: unknown, field: SObjectFieldToken | null) =>
      upsert(given, field, true, undefined);
    members[`${head}, Schema.SObjectField field, AccessLevel level)`] = (
      given: unknown,
      field: SObjectFieldToken | null,
      level: AccessLevelValue | null
    ) => upsert(given, field, true, level);
    members[`${head}, Schema.SObjectField field, Boolean allOrNone)`] = (
      given: unknown,
      field: SObjectFieldToken | null,
      allOrNone: AllOrNone
    ) => upsert(given, field, allOrNone, undefined);
    members[`${head}, Schema.SObjectField field, Boolean allOrNone, AccessLevel level)`] = (
      given: unknown,
      field: SObjectFieldToken | null,
      allOrNone: AllOrNone,
      level: AccessLevelValue | null
    ) => upsert(given, field, allOrNone, level);
  }
  return members;
}

/** Value of the class System.Savepoint. */
class SavepointValue {
  readonly apexTypeName = "System.Savepoint";
  readonly savepoint: Savepoint;

  constructor(savepoint: Savepoint) {
    this.savepoint = savepoint;
  }
}

/** Setting, rolling back to and releasing a savepoint each count as a DML statement ("Apex Developer Guide: Transaction Control"). */
function setSavepoint(): SavepointValue {
  const { tx } = apexContext();
  tx.limits.consume("dmlStatements");
  const savepoint = tx.setSavepoint();
  savepointWasSet(savepoint);
  return new SavepointValue(savepoint);
}

function rollback(savepoint: SavepointValue | null): void {
  if (savepoint === null) throw nullArgument();
  const { tx } = apexContext();
  tx.limits.consume("dmlStatements");
  tx.rollbackTo(savepoint.savepoint);
  rolledBackTo(savepoint.savepoint);
}

function releaseSavepoint(savepoint: SavepointValue | null): void {
  if (savepoint === null) throw nullArgument();
  const { tx } = apexContext();
  tx.limits.consume("dmlStatements");
  tx.releaseSavepoint(savepoint.savepoint);
  savepointWasReleased(savepoint.savepoint);
}

function query(
  text: string | null,
  level: AccessLevelValue | null | undefined,
  scope: BindScope | undefined
): ApexList {
  if (text === null) throw nullArgument();
  return asQueryException(() => {
    const { query: analyzed, result } = runQuery(text, scope, level);
    if (analyzed.countOnly)
      throw apexError("System.QueryException", "COUNT() query can only be used with Database.countQuery");
    return listOfRows(analyzed, result.records);
  });
}

function countQuery(
  text: string | null,
  level: AccessLevelValue | null | undefined,
  scope: BindScope | undefined
): number {
  if (text === null) throw nullArgument();
  return asQueryException(() => {
    const { query: analyzed, result } = runQuery(text, scope, level);
    if (!analyzed.countOnly) throw apexError("System.QueryException", "countQuery requires a COUNT() query");
    return result.size;
  });
}

function boundBy(binds: ApexMap | null): BindScope {
  if (binds === null) throw nullArgument();
  return scopeOfMap(binds);
}

const single = [
  ["SObject", false],
  ["List<SObject>", true]
] as const;
const singleAndIds = [...single, ["Id", false], ["List<Id>", true]] as const;

/** Members whose text may name local variables get the compiler's scope of them behind their own arguments. */
export const databaseClass = defineClass({
  name: "Database",
  documentation: "Apex Reference Guide: Database Class",
  members: {
    ...operationMembers("insert", single, true),
    ...operationMembers("update", single, true),
    ...operationMembers("delete", singleAndIds, false),
    ...operationMembers("undelete", singleAndIds, false),
    ...mergeMembers,
    ...convertLeadMembers,
    ...recycleBinMembers,
    ...replicationMembers,
    ...upsertMembers(),
    ...databaseJobs,
    ...databaseCursors,
    "static List<SObject> query(String text)": (text: string | null, scope?: BindScope) =>
      query(text, undefined, scope),
    "static List<SObject> query(String text, AccessLevel level)": (
      text: string | null,
      level: AccessLevelValue | null,
      scope?: BindScope
    ) => query(text, level, scope),
    "static List<SObject> queryWithBinds(String text, Map<String, Object> binds, AccessLevel level)": (
      text: string | null,
      binds: ApexMap | null,
      level: AccessLevelValue | null
    ) => query(text, level, boundBy(binds)),
    "static Integer countQuery(String text)": (text: string | null, scope?: BindScope) =>
      countQuery(text, undefined, scope),
    "static Integer countQuery(String text, AccessLevel level)": (
      text: string | null,
      level: AccessLevelValue | null,
      scope?: BindScope
    ) => countQuery(text, level, scope),
    "static Integer countQueryWithBinds(String text, Map<String, Object> binds, AccessLevel level)": (
      text: string | null,
      binds: ApexMap | null,
      level: AccessLevelValue | null
    ) => countQuery(text, level, boundBy(binds)),
    "static Database.QueryLocator getQueryLocator(String text)": (text: string, scope?: BindScope): QueryLocator =>
      queryLocatorOf(text, undefined, scope),
    "static Database.QueryLocator getQueryLocator(String text, AccessLevel level)": (
      text: string,
      level: AccessLevelValue | null,
      scope?: BindScope
    ) => queryLocatorOf(text, level, scope),
    "static Database.QueryLocator getQueryLocator(List<SObject> rows)": (rows: ApexList, text: string) =>
      countedLocator(text, rows),
    "static Database.QueryLocator getQueryLocatorWithBinds(String text, Map<String, Object> binds, AccessLevel level)":
      (text: string, binds: ApexMap | null, level: AccessLevelValue | null) =>
        queryLocatorOf(text, level, boundBy(binds)),
    "static Savepoint setSavepoint()": setSavepoint,
    "static void rollback(Savepoint savepoint)": rollback,
    "static void releaseSavepoint(Savepoint savepoint)": releaseSavepoint
  }
});

export const savepointClass = defineClass({
  name: "Savepoint",
  documentation: "Apex Developer Guide: Transaction Control"
});
