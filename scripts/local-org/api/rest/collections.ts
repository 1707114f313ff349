import { SObjectRecord, type RecordError } from "../../schema/record.ts";
import { DmlError, type DmlOperation, type SaveResult } from "../../save/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { normalizeId } from "../../values/id.ts";
import { z } from "zod";
import { bodyOf, flag, typedRecord } from "../http/body.ts";
import { ApiError, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import {
  recordFromJson,
  requireExternalId,
  requireField,
  requireObject,
  type RecordInput
} from "../records/from-json.ts";
import { resolveParents } from "../records/resolve-parents.ts";
import { recordToJson } from "../records/to-json.ts";

/** "REST API Developer Guide: sObject Collections": at most 200 records, of one or more objects. */
const MAX_RECORDS = 200;
const MAX_IDS = 2000;

export interface CollectionResult {
  readonly id?: string;
  readonly success: boolean;
  readonly errors: readonly RecordError[];
  readonly created?: boolean;
}

export function addCollectionRoutes(router: Router): void {
  router
    .on("POST /services/data/:version/composite/sobjects", (request) => ok(saveCollection(request, "insert")))
    .on("PATCH /services/data/:version/composite/sobjects", (request) => ok(saveCollection(request, "update")))
    .on("DELETE /services/data/:version/composite/sobjects", (request) => ok(deleteCollection(request)))
    .on("PATCH /services/data/:version/composite/sobjects/:object/:field", (request) =>
      ok(saveCollection(request, "upsert"))
    )
    .on("POST /services/data/:version/composite/sobjects/:object", retrieveMany)
    .on("GET /services/data/:version/composite/sobjects/:object", retrieveMany);
}

function saveCollection(request: ApiRequest, operation: DmlOperation): CollectionResult[] {
  const { records, allOrNone } = collectionBody(request);
  return request.transaction((tx) => {
    const inputs = records.map((body) =>
      orItsErrors(() => recordFromJson(tx.schema, requireObject(tx.schema, objectOf(request, body)), body))
    );
    return saveInputs(request, tx, operation, inputs, allOrNone, request.parameters["field"]);
  });
}

function deleteCollection(request: ApiRequest): CollectionResult[] {
  const ids = (request.query.get("ids") ?? "").split(",").filter(Boolean);
  requireAtMost(ids.length, MAX_RECORDS);
  const allOrNone = request.query.get("allOrNone") === "true";
  return request.transaction((tx) => {
    const inputs = ids.map((given) =>
      orItsErrors(() => {
        const id = normalizeId(given);
        const type = id === null ? undefined : tx.schema.objectByKeyPrefix(id.slice(0, 3));
        if (!id || !type) throw new ApiError(400, "MALFORMED_ID", `malformed id ${given}`);
        return { record: new SObjectRecord(type, { Id: id }), parents: [] };
      })
    );
    return saveInputs(request, tx, "delete", inputs, allOrNone);
  });
}

/** A row that is no record of an object: it alone fails. */
type UnreadableRow = readonly RecordError[];

function orItsErrors(read: () => RecordInput): RecordInput | UnreadableRow {
  try {
    return read();
  } catch (problem) {
    if (!(problem instanceof ApiError)) throw problem;
    return problem.errors.map(({ errorCode, message, fields = [] }) => ({ statusCode: errorCode, message, fields }));
  }
}

function isReadable(input: RecordInput | UnreadableRow): input is RecordInput {
  return "record" in input;
}

const retrievalShape = z.object({ ids: z.array(z.string()).optional(), fields: z.array(z.string()).optional() });

function retrieveMany(request: ApiRequest): ApiResponse {
  const body = request.method === "POST" ? bodyOf(request, retrievalShape) : undefined;
  const ids = body?.ids ?? (request.query.get("ids") ?? "").split(",").filter(Boolean);
  const names = body?.fields ?? (request.query.get("fields") ?? "").split(",").filter(Boolean);
  requireAtMost(ids.length, MAX_IDS);
  return request.transaction((tx) => {
    const type = requireObject(tx.schema, request.parameters["object"]!);
    const fields = [...new Set(["Id", ...names.map((name) => requireField(type, name).name)])];
    const query = request.org.soql.analyze(`SELECT ${fields.join(", ")} FROM ${type.name} WHERE Id IN :ids`, tx.schema);
    const known = ids.map((id) => normalizeId(id));
    const rows = request.org.soql.execute(tx, query, new Map([["ids", known]]), {
      accessMode: "user",
      withSharing: true,
      countLimits: false
    }).records;
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ok(known.map((id) => (byId.has(id) ? recordToJson(byId.get(id)!, request.parameters["version"]!) : null)));
  });
}

/** Saves records object by object, in the order given, and answers in that order. */
export function saveInputs(
  request: ApiRequest,
  tx: Transaction,
  operation: DmlOperation,
  inputs: readonly (RecordInput | UnreadableRow)[],
  allOrNone: boolean,
  externalIdName?: string
): CollectionResult[] {
  const unresolved = resolveParents(
    request.org,
    tx,
    inputs.filter(isReadable).flatMap((input) => input.parents)
  );
  const results = new Array<CollectionResult>(inputs.length);
  const records = new Map<number, SObjectRecord>();
  for (const [index, input] of inputs.entries()) {
    const unresolvable = isReadable(input) ? unresolved.get(input.record) : undefined;
    if (!isReadable(input)) results[index] = failure(input, operation);
    else if (unresolvable) results[index] = failure([unresolvable], operation);
    else records.set(index, input.record);
  }
  const savepoint = tx.setSavepoint();
  if (!(allOrNone && records.size < inputs.length)) {
    for (const run of runsOfOneObject(records)) saveRun(run);
  }
  if (allOrNone && results.some((result) => result && !result.success)) {
    tx.rollbackTo(savepoint);
    return inputs.map((_, index) => rolledBack(results[index], operation));
  }
  return results;

  function saveRun(indexes: readonly number[]): void {
    const saved = trySave(
      request,
      tx,
      operation,
      indexes.map((index) => records.get(index)!),
      allOrNone,
      externalIdName
    );
    for (const [position, index] of indexes.entries()) results[index] = toResult(saved[position]!, operation);
  }
}

function trySave(
  request: ApiRequest,
  tx: Transaction,
  operation: DmlOperation,
  records: SObjectRecord[],
  allOrNone: boolean,
  externalIdName?: string
): SaveResult[] {
  const options = { allOrNone, accessMode: "user", withSharing: true, countLimits: false } as const;
  try {
    if (externalIdName === undefined) return request.org.saving.save(tx, operation, records, options);
    const field = requireField(records[0]!.type, externalIdName);
    requireExternalId(records[0]!.type, field);
    return request.org.saving.save(tx, operation, records, { ...options, externalIdField: field.name });
  } catch (error) {
    if (!(error instanceof DmlError)) throw error;
    const failed = new Map(error.failures.map((failure) => [failure.index, failure.errors]));
    return records.map((_, index) => ({
      id: null,
      success: !failed.has(index),
      created: false,
      errors: failed.get(index) ?? []
    }));
  }
}

function runsOfOneObject(records: ReadonlyMap<number, SObjectRecord>): number[][] {
  const runs: number[][] = [];
  let previous: string | undefined;
  for (const [index, record] of records) {
    if (record.type.name !== previous) runs.push([]);
    runs.at(-1)!.push(index);
    previous = record.type.name;
  }
  return runs;
}

function toResult(saved: SaveResult, operation: DmlOperation): CollectionResult {
  if (!saved.success) return failure(saved.errors, operation);
  const result = { ...(saved.id ? { id: saved.id } : {}), success: true, errors: [] };
  return operation === "upsert" ? { ...result, created: saved.created } : result;
}

/** What fails is told as created in an upsert, as a test of jsforce's that runs against orgs expects. */
function failure(errors: readonly RecordError[], operation: DmlOperation): CollectionResult {
  return { success: false, errors, ...(operation === "upsert" ? { created: true } : {}) };
}

function rolledBack(result: CollectionResult | undefined, operation: DmlOperation): CollectionResult {
  if (result && !result.success) return result;
  const message = "Record rolled back because not all records were valid and the request was using AllOrNone header";
  return failure([{ statusCode: "ALL_OR_NONE_OPERATION_ROLLED_BACK", message, fields: [] }], operation);
}

const collectionShape = z.object({ records: z.array(typedRecord), allOrNone: flag });
type TypedRecord = z.output<typeof typedRecord>;

function collectionBody(request: ApiRequest): { records: TypedRecord[]; allOrNone: boolean } {
  const { records, allOrNone } = bodyOf(request, collectionShape);
  requireAtMost(records.length, MAX_RECORDS);
  return { records, allOrNone: allOrNone === true };
}

function objectOf(request: ApiRequest, body: TypedRecord): string {
  const name = body.attributes?.type ?? request.parameters["object"];
  if (!name) throw new ApiError(400, "INVALID_INPUT", "Each record needs attributes with its type");
  return name;
}

function requireAtMost(given: number, most: number): void {
  if (given > most)
    throw new ApiError(
      400,
      "EXCEEDED_ID_LIMIT",
      `record limit reached. cannot submit more than ${most} records in one request`
    );
}
