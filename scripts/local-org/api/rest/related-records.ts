import type { SObjectType } from "../../schema/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { Blob } from "../../values/blob.ts";
import { normalizeId } from "../../values/id.ts";
import { ApiError, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import { requireObject } from "../records/from-json.ts";
import { rowWriter } from "../records/to-json.ts";
import { askedFields, findOne, queryRows, readOne } from "./read-record.ts";

/** "REST API Developer Guide: Traverse Relationships with Friendly URLs": levels from child to parent. */
const MAX_LEVELS = 5;

/** "REST API Developer Guide: sObject Relationships" beyond the first; the first is told from an external id by `isRelated`. */
export function addRelatedRecordRoutes(router: Router): void {
  router.on("GET /services/data/:version/sobjects/:object/:id/:first/*further", (request) =>
    request.transaction((tx) => {
      const { object, id, first, further } = request.parameters as Record<string, string>;
      const names = [first!, ...further!.split("/").filter(Boolean)];
      return readRelated(request, tx, requireObject(tx.schema, object!), id!, names);
    })
  );
}

/** Whether what stands in the place of an external id field is a record's id, so that a relationship follows. */
export function isRelated(type: SObjectType, segment: string): boolean {
  return type.field(segment) === undefined && (normalizeId(segment)?.startsWith(type.keyPrefix) ?? false);
}

/** The record, or the records, to which relationships lead from a record; or the bytes of a field ("sObject Blob Get"). */
export function readRelated(
  request: ApiRequest,
  tx: Transaction,
  type: SObjectType,
  id: string,
  [name, ...further]: readonly string[]
): ApiResponse {
  const reference = type.parentRelationship(name!);
  if (reference) return readParent(request, tx, type, id, reference.name, further);
  if (further.length > 0 || name === undefined) throw unknown(type, name);
  const children = type.childRelationship(name);
  if (children) return readChildren(request, tx, id, children.childObject, children.field);
  const field = type.field(name);
  if (field?.type !== "base64") throw unknown(type, name);
  const data = findOne(request, tx, type, type.field("Id")!, id, [field.name]).get(field.name);
  if (!(data instanceof Blob)) throw unknown(type, name);
  return { status: 200, body: Buffer.from(data.bytes), headers: { "Content-Type": "application/octet-stream" } };
}

function readParent(
  request: ApiRequest,
  tx: Transaction,
  type: SObjectType,
  id: string,
  reference: string,
  further: readonly string[]
): ApiResponse {
  const parentId = findOne(request, tx, type, type.field("Id")!, id, [reference]).get(reference) as string | null;
  const parent = parentId === null ? undefined : tx.schema.objectByKeyPrefix(parentId.slice(0, 3));
  if (parentId === null || !parent) throw unknown(type, reference);
  if (further.length >= MAX_LEVELS)
    throw new ApiError(400, "MALFORMED_QUERY", `At most ${MAX_LEVELS} levels of parents`);
  if (further.length > 0) return readRelated(request, tx, parent, parentId, further);
  return ok(readOne(request, tx, parent, parent.field("Id")!, parentId));
}

function readChildren(request: ApiRequest, tx: Transaction, id: string, object: string, field: string): ApiResponse {
  const type = requireObject(tx.schema, object);
  const fields = askedFields(request, type).join(", ");
  const text = `SELECT ${fields} FROM ${type.name} WHERE ${field} = :id ORDER BY Id`;
  const { rows, query } = queryRows(request, tx, text, { id: normalizeId(id)! });
  const records = rows.map(rowWriter(query, request.parameters["version"]!));
  return ok({ totalSize: records.length, done: true, records });
}

function unknown(type: SObjectType, name: string | undefined): ApiError {
  return new ApiError(404, "NOT_FOUND", `The requested resource does not exist: ${type.name} ${name ?? ""}`.trim());
}
