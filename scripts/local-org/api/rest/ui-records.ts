import type { SObjectRecord } from "../../schema/record.ts";
import type { Schema, SObjectType } from "../../schema/types.ts";
import { hasLabels, labelOfValue, wordsOf, type SchemaWords } from "../../schema/words.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { normalizeId } from "../../values/id.ts";
import { z } from "zod";
import { bodyOf, fieldValues, text } from "../http/body.ts";
import { ApiError, noContent, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import { DmlError } from "../../save/types.ts";
import { RecordSaveError } from "./ui-record-error.ts";
import { recordFromJson, requireObject } from "../records/from-json.ts";
import { resolveParents } from "../records/resolve-parents.ts";
import { valueToJson } from "../records/to-json.ts";

interface FieldRepresentation {
  readonly displayValue: string | null;
  readonly value: unknown;
}

interface RecordRepresentation {
  readonly apiName: string;
  readonly id: string;
  readonly fields: Record<string, FieldRepresentation>;
}

/** "User Interface API Developer Guide: Records". */
export function addUiRecordRoutes(router: Router): void {
  const base = "/services/data/:version/ui-api/records";
  router
    .on(`GET ${base}/:id`, (request) =>
      request.transaction((tx) =>
        ok(read(request, tx, requireType(tx.schema, request.parameters["id"]!), askedFields(request)))
      )
    )
    .on(`POST ${base}`, create)
    .on(`PATCH ${base}/:id`, update)
    .on(`DELETE ${base}/:id`, remove);
}

const recordShape = z.object({ apiName: text, fields: fieldValues.optional() });

function create(request: ApiRequest): ApiResponse {
  const { apiName, fields } = bodyOf(request, recordShape);
  return request.transaction((tx) => {
    const type = requireObject(tx.schema, apiName ?? "");
    const id = save(request, tx, "insert", type, fields ?? {});
    return { status: 201, body: readRecord(request, tx, type, id, Object.keys(fields ?? {})) };
  });
}

function update(request: ApiRequest): ApiResponse {
  const { fields } = bodyOf(request, recordShape);
  return request.transaction((tx) => {
    const type = requireType(tx.schema, request.parameters["id"]!);
    const id = save(request, tx, "update", type, { ...fields, Id: request.parameters["id"] });
    return ok(readRecord(request, tx, type, id, Object.keys(fields ?? {})));
  });
}

function remove(request: ApiRequest): ApiResponse {
  request.transaction((tx) =>
    save(request, tx, "delete", requireType(tx.schema, request.parameters["id"]!), { Id: request.parameters["id"] })
  );
  return noContent;
}

function save(
  request: ApiRequest,
  tx: Transaction,
  operation: "insert" | "update" | "delete",
  type: SObjectType,
  fields: Record<string, unknown>
): string {
  const { record, parents } = recordFromJson(tx.schema, type, fields);
  const failure = resolveParents(request.org, tx, parents).get(record);
  if (failure) throw new ApiError(400, failure.statusCode, failure.message, failure.fields);
  try {
    request.org.saving.save(tx, operation, [record], {
      allOrNone: true,
      accessMode: "user",
      withSharing: true,
      countLimits: false
    });
  } catch (error) {
    throw error instanceof DmlError && operation !== "delete" ? new RecordSaveError(error, type) : error;
  }
  return record.id!;
}

/** `fields` must exist; `optionalFields` are left out where they do not. */
function askedFields(request: ApiRequest): { required: string[]; optional: string[] } {
  const list = (name: string): string[] =>
    (request.query.get(name) ?? "")
      .split(",")
      .map((one) => one.trim())
      .filter(Boolean);
  return { required: list("fields"), optional: list("optionalFields") };
}

function read(
  request: ApiRequest,
  tx: Transaction,
  type: SObjectType,
  asked: { required: string[]; optional: string[] }
): RecordRepresentation {
  const pathOf = (name: string): string => {
    const [object, ...path] = name.split(".");
    if (object!.toLowerCase() !== type.name.toLowerCase())
      throw new ApiError(400, "INVALID_FIELD", `${name} is not a field of ${type.name}`);
    return path.join(".");
  };
  const optional = asked.optional.map(pathOf).filter((path) => exists(tx.schema, type, path.split(".")));
  return readRecord(request, tx, type, normalizeId(request.parameters["id"]!)!, [
    ...asked.required.map(pathOf),
    ...optional
  ]);
}

function exists(schema: Schema, type: SObjectType, [first, ...rest]: readonly string[]): boolean {
  if (rest.length === 0) return type.field(first!) !== undefined;
  const parent = type.parentRelationship(first!)?.referenceTo[0];
  const parentType = parent === undefined ? undefined : schema.object(parent);
  return parentType !== undefined && exists(schema, parentType, rest);
}

function readRecord(
  request: ApiRequest,
  tx: Transaction,
  type: SObjectType,
  id: string,
  paths: readonly string[]
): RecordRepresentation {
  const selected = [...new Set(["Id", ...paths])];
  const query = request.org.soql.analyze(`SELECT ${selected.join(", ")} FROM ${type.name} WHERE Id = :id`, tx.schema);
  const [record] = request.org.soql.execute(tx, query, new Map([["id", id]]), {
    accessMode: "user",
    withSharing: true,
    countLimits: false
  }).records;
  if (!record) throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  return representation(record, wordsOf(tx.schema, tx.user.language));
}

function representation(record: SObjectRecord, words: SchemaWords): RecordRepresentation {
  const fields: Record<string, FieldRepresentation> = {};
  for (const [name, value] of Object.entries(record.values))
    fields[name] = { value: valueToJson(value), displayValue: displayValue(record, name, words) };
  for (const [name, parent] of Object.entries(record.parents ?? {})) {
    fields[name] = {
      value: parent && representation(parent, words),
      displayValue: parent ? String(parent.values["Name"] ?? "") : null
    };
  }
  return { apiName: record.type.name, id: record.id ?? "", fields };
}

/** The label of a picklist's value; other types are formatted by the component that shows them. */
function displayValue(record: SObjectRecord, name: string, words: SchemaWords): string | null {
  const field = record.type.field(name);
  const value = record.get(name);
  if (!hasLabels(field) || typeof value !== "string") return null;
  return labelOfValue(words, record.type, field, value) ?? value;
}

function requireType(schema: Schema, given: string): SObjectType {
  const id = normalizeId(given);
  const type = id === null ? undefined : schema.objectByKeyPrefix(id.slice(0, 3));
  if (!type) throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  return type;
}
