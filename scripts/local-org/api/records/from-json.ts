import { SObjectRecord } from "../../schema/record.ts";
import type { Field, Schema, SObjectType } from "../../schema/types.ts";
import { bodyOf, typedRecord } from "../http/body.ts";
import { ApiError } from "../http/exchange.ts";
import { valueFromText } from "../../schema/text-value.ts";
import type { FieldValue } from "../../values/field-value.ts";

/** A parent named by its external id (`"Account": {"Code__c": "A1"}`) instead of by its Id. */
export interface ParentReference {
  readonly record: SObjectRecord;
  readonly field: Field;
  readonly parentObject: string;
  readonly externalIdField: Field;
  readonly value: FieldValue;
}

export interface RecordInput {
  readonly record: SObjectRecord;
  readonly parents: readonly ParentReference[];
}

export function requireObject(schema: Schema, name: string): SObjectType {
  const type = schema.object(name);
  if (!type) throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  return type;
}

export function requireField(type: SObjectType, name: string): Field {
  const field = type.field(name);
  if (!field) throw noSuchField(type, name);
  return field;
}

export function noSuchField(type: SObjectType, name: string): ApiError {
  return new ApiError(400, "INVALID_FIELD", `No such column '${name}' on sobject of type ${type.name}`);
}

/** Reads one record of a request body; an unknown field or a value of the wrong type is a 400 that names it. */
export function recordFromJson(schema: Schema, type: SObjectType, body: unknown): RecordInput {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new ApiError(400, "JSON_PARSER_ERROR", `Expected a JSON object with the fields of one ${type.name}`);
  }
  const record = new SObjectRecord(type);
  const parents: ParentReference[] = [];
  for (const [name, value] of Object.entries(body)) {
    if (name === "attributes") continue;
    const field = type.field(name);
    if (field) {
      record.set(field.name, fieldFromJson(type, field, value));
      continue;
    }
    const reference = type.parentRelationship(name);
    if (!reference) throw noSuchField(type, name);
    parents.push(...parentFromJson(schema, record, reference, value));
  }
  return { record, parents };
}

function parentFromJson(schema: Schema, record: SObjectRecord, field: Field, value: unknown): ParentReference[] {
  if (value === null) {
    record.set(field.name, null);
    return [];
  }
  const { attributes, ...keys } = bodyOf({ json: () => value }, typedRecord);
  const parentObject = attributes?.type ?? field.referenceTo[0]!;
  const parent = requireObject(schema, parentObject);
  return Object.entries(keys).map(([name, key]) => {
    const externalIdField = requireField(parent, name);
    requireExternalId(parent, externalIdField);
    return {
      record,
      field,
      parentObject: parent.name,
      externalIdField,
      value: fieldFromJson(parent, externalIdField, key)
    };
  });
}

export function requireExternalId(type: SObjectType, field: Field): void {
  if (!field.externalId && field.type !== "id" && !field.unique) {
    throw new ApiError(
      400,
      "INVALID_FIELD",
      `Foreign key external ID: ${field.name} is not an external ID of ${type.name}`
    );
  }
}

function fieldFromJson(type: SObjectType, field: Field, value: unknown): FieldValue {
  if (value === null || value === "") return null;
  if (typeof value === "boolean" && field.type !== "boolean") throw wrongType(type, field, value);
  if (typeof value === "object") throw wrongType(type, field, value);
  try {
    return valueFromText(field, String(value));
  } catch {
    if (field.type === "reference" || field.type === "id")
      throw new ApiError(400, "MALFORMED_ID", `${field.label}: id value of incorrect type: ${String(value)}`, [
        field.name
      ]);
    throw wrongType(type, field, value);
  }
}

function wrongType(type: SObjectType, field: Field, value: unknown): ApiError {
  const given = JSON.stringify(value);
  return new ApiError(
    400,
    "JSON_PARSER_ERROR",
    `Cannot deserialize instance of ${field.type} from value ${given} for field ${type.name}.${field.name}`,
    [field.name]
  );
}
