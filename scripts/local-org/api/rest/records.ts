import { SObjectRecord } from "../../schema/record.ts";
import type { Field, SObjectType } from "../../schema/types.ts";
import type { DmlOperation, SaveResult } from "../../save/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { normalizeId } from "../../values/id.ts";
import { ApiError, noContent, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import { recordFromJson, requireExternalId, requireObject } from "../records/from-json.ts";
import { resolveParents } from "../records/resolve-parents.ts";
import { valueFromText } from "../../schema/text-value.ts";
import { findOne, moreThanOne, readOne, recordsWith } from "./read-record.ts";
import { isRelated, readRelated } from "./related-records.ts";

/** "REST API Developer Guide: sObject Rows" and "sObject Rows by External ID". */
export function addRecordRoutes(router: Router): void {
  router
    .on("POST /services/data/:version/sobjects/:object", create)
    .on("GET /services/data/:version/sobjects/:object/:id", retrieve)
    .on("PATCH /services/data/:version/sobjects/:object/:id", update)
    .on("DELETE /services/data/:version/sobjects/:object/:id", remove)
    .on("GET /services/data/:version/sobjects/:object/:field/:value", retrieveByExternalId)
    .on("PATCH /services/data/:version/sobjects/:object/:field/:value", upsertByExternalId)
    .on("POST /services/data/:version/sobjects/:object/:field/:value", upsertByExternalId)
    .on("DELETE /services/data/:version/sobjects/:object/:field/:value", removeByExternalId);
}

export function create(request: ApiRequest): ApiResponse {
  const result = request.transaction((tx) => {
    const type = requireObject(tx.schema, request.parameters["object"]!);
    return saveBody(request, tx, "insert", type);
  });
  return {
    status: 201,
    body: { id: result.id, success: true, errors: [] },
    headers: { Location: locationOf(request, result.id!) }
  };
}

export function update(request: ApiRequest): ApiResponse {
  request.transaction((tx) => {
    const type = requireObject(tx.schema, request.parameters["object"]!);
    saveBody(request, tx, "update", type, (record) => record.set("Id", existingId(request, type)));
  });
  return noContent;
}

export function remove(request: ApiRequest): ApiResponse {
  request.transaction((tx) => {
    const type = requireObject(tx.schema, request.parameters["object"]!);
    save(request, tx, "delete", new SObjectRecord(type, { Id: existingId(request, type) }));
  });
  return noContent;
}

export function retrieve(request: ApiRequest): ApiResponse {
  return request.transaction((tx) => {
    const type = requireObject(tx.schema, request.parameters["object"]!);
    return ok(readOne(request, tx, type, type.field("Id")!, existingId(request, type)));
  });
}

function retrieveByExternalId(request: ApiRequest): ApiResponse {
  return request.transaction((tx) => {
    const type = requireObject(tx.schema, request.parameters["object"]!);
    const { field, value } = request.parameters as { field: string; value: string };
    if (isRelated(type, field)) return readRelated(request, tx, type, field, [value]);
    return ok(readOne(request, tx, type, externalIdField(request, type), value));
  });
}

function removeByExternalId(request: ApiRequest): ApiResponse {
  request.transaction((tx) => {
    const type = requireObject(tx.schema, request.parameters["object"]!);
    const { id } = findOne(request, tx, type, externalIdField(request, type), request.parameters["value"]!, ["Id"]);
    save(request, tx, "delete", new SObjectRecord(type, { Id: id }));
  });
  return noContent;
}

function upsertByExternalId(request: ApiRequest): ApiResponse {
  const result = request.transaction((tx) => {
    const type = requireObject(tx.schema, request.parameters["object"]!);
    const field = externalIdField(request, type);
    requireOneAtMost(request, tx, type, field);
    return saveBody(
      request,
      tx,
      "upsert",
      type,
      (record) => record.set(field.name, valueFromText(field, request.parameters["value"]!)),
      field
    );
  });
  return {
    status: result.created ? 201 : 200,
    body: { id: result.id, success: true, errors: [], created: result.created }
  };
}

/** "sObject Rows by External ID": more than one is an error, and with `updateOnly` none is, too. */
function requireOneAtMost(request: ApiRequest, tx: Transaction, type: SObjectType, key: Field): void {
  const value = request.parameters["value"]!;
  if (key.name === "Id") return;
  const found = recordsWith(request, tx, type, key, value);
  if (found.length > 1) throw moreThanOne(request, type, key, value, found);
  if (found.length === 0 && request.query.get("updateOnly") === "true")
    throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
}

function saveBody(
  request: ApiRequest,
  tx: Transaction,
  operation: DmlOperation,
  type: SObjectType,
  complete: (record: SObjectRecord) => void = () => undefined,
  externalId?: Field
): SaveResult {
  const { record, parents } = recordFromJson(tx.schema, type, request.json());
  complete(record);
  const failure = resolveParents(request.org, tx, parents).get(record);
  if (failure) throw new ApiError(400, failure.statusCode, failure.message, failure.fields);
  return save(request, tx, operation, record, externalId);
}

function save(
  request: ApiRequest,
  tx: Transaction,
  operation: DmlOperation,
  record: SObjectRecord,
  externalId?: Field
): SaveResult {
  const options = { allOrNone: true, accessMode: "user", withSharing: true, countLimits: false } as const;
  return request.org.saving.save(
    tx,
    operation,
    [record],
    externalId ? { ...options, externalIdField: externalId.name } : options
  )[0]!;
}

function existingId(request: ApiRequest, type: SObjectType): string {
  const id = normalizeId(request.parameters["id"]!);
  if (id === null || !id.startsWith(type.keyPrefix)) {
    throw new ApiError(
      404,
      "NOT_FOUND",
      `Provided external ID field does not exist or is not accessible: ${request.parameters["id"]}`
    );
  }
  return id;
}

function externalIdField(request: ApiRequest, type: SObjectType): Field {
  const field = type.field(request.parameters["field"]!);
  if (!field)
    throw new ApiError(
      404,
      "NOT_FOUND",
      `Provided external ID field does not exist or is not accessible: ${request.parameters["field"]}`
    );
  requireExternalId(type, field);
  return field;
}

function locationOf(request: ApiRequest, id: string): string {
  return `/services/data/${request.parameters["version"]}/sobjects/${request.parameters["object"]}/${id}`;
}
