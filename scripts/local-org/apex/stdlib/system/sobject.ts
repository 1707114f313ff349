import { SObjectRecord } from "../../../schema/record.ts";
import type { Field } from "../../../schema/types.ts";
import type { FieldValue } from "../../../values/field-value.ts";
import { Decimal } from "../../../values/decimal.ts";
import { ApexDate } from "../../../values/date.ts";
import { ApexDatetime } from "../../../values/datetime.ts";
import { normalizeId } from "../../../values/id.ts";
import { foundBlank } from "../../runtime/blanks.ts";
import type { ApexList } from "../../runtime/collections.ts";
import { ApexMap } from "../../runtime/collections.ts";
import { ApexException, apexError, nullPointer } from "../../runtime/exceptions.ts";
import { ApexDouble } from "../../runtime/object.ts";
import {
  childRecords,
  namesMetadata,
  observedField,
  parentRecord,
  setParent,
  writeField
} from "../../runtime/records.ts";
import { anyType, sobjectTypeOf, stringType } from "../../runtime/runtime-type.ts";
import { apexContext } from "../../runtime/context.ts";
import { aggregateResultState, hashOf, isAggregateResult, sameKey, textOf, typeOf } from "../../runtime/values.ts";
import { aggregateResultObject } from "../../types/platform-objects.ts";
import { cloneRecord, cloneSource, isClone } from "./collections.ts";
import { defineClass } from "../definition/define.ts";
import { recordOptionMembers } from "../database/record-options.ts";
import { untyped } from "./json/json-read.ts";
import { registerReader } from "./json/json-types.ts";
import { databaseErrors } from "../database/save-results.ts";
import { type SObjectFieldToken, sobjectTypeToken } from "../schema/tokens.ts";

function fieldNamed(record: SObjectRecord, name: string | null): Field {
  if (name === null) throw nullPointer();
  const field = record.type.field(name);
  if (!field) throw apexError("System.SObjectException", `Invalid field ${name} for ${record.type.name}`);
  return field;
}

function get(record: SObjectRecord, name: string | null): unknown {
  if (isAggregateResult(record)) return aggregateValue(record, name);
  const alias = name !== null && !record.type.field(name) ? aliasOf(record, name) : undefined;
  if (alias !== undefined) return record.values[alias] ?? null;
  const field = fieldNamed(record, name);
  const value = observedField(record, field.name);
  return field.type === "boolean" ? (value ?? false) : value;
}

function aggregateValue(record: SObjectRecord, name: string | null): unknown {
  if (name === null) throw nullPointer();
  const key = aliasOf(record, name);
  if (key === undefined) throw apexError("System.SObjectException", `Invalid field ${name} for AggregateResult`);
  return record.values[key] ?? null;
}

/** What a query called a value of its rows. */
function aliasOf(record: SObjectRecord, name: string): string | undefined {
  if (Object.hasOwn(record.values, name)) return name;
  return Object.keys(record.values).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
}

/** `put` takes what the field's type takes, numbers of any kind for numeric fields. */
function put(record: SObjectRecord, field: Field, value: unknown): unknown {
  const before = record.values[field.name] ?? null;
  if (field.formula !== undefined || field.summary)
    throw apexError("System.SObjectException", `Field is not editable: ${field.name}`);
  writeField(record, field.name, fieldValue(field, value));
  return before;
}

function fieldValue(field: Field, value: unknown): FieldValue {
  if (value === null) return null;
  const converter = namesMetadata(field) ? undefined : converters[field.type];
  const converted = converter?.(value) ?? (typeof value === "string" && isTextual(field) ? value : undefined);
  if (converted === undefined) {
    throw apexError(
      "System.SObjectException",
      `Illegal assignment from ${typeOf(value).name} to ${apexNames[field.type] ?? "String"}`
    );
  }
  return converted;
}

const numeric = (value: unknown): Decimal | undefined => {
  if (value instanceof Decimal) return value;
  if (value instanceof ApexDouble) return Decimal.fromDouble(value.value);
  if (typeof value === "number")
    return Number.isInteger(value) ? Decimal.fromInteger(value) : Decimal.fromDouble(value);
  return typeof value === "bigint" ? Decimal.fromLong(value) : undefined;
};

const identifier = (value: unknown): string | undefined => {
  if (typeof value !== "string") return undefined;
  const id = normalizeId(value);
  if (id === null) throw apexError("System.StringException", `Invalid id: ${value}`);
  return id;
};

const converters: Partial<Record<Field["type"], (value: unknown) => FieldValue | undefined>> = {
  double: numeric,
  currency: numeric,
  percent: numeric,
  id: identifier,
  reference: (value) => (typeof value === "string" ? (normalizeId(value) ?? value) : undefined),
  int: (value) => (typeof value === "number" ? value : value instanceof Decimal ? value.intValue() : undefined),
  boolean: (value) => (typeof value === "boolean" ? value : undefined),
  date: (value) => (value instanceof ApexDate ? value : undefined),
  datetime: (value) =>
    value instanceof ApexDatetime
      ? value
      : value instanceof ApexDate
        ? new ApexDatetime(value.epochDay * 86_400_000)
        : undefined,
  time: (value) => (typeOf(value).name === "Time" ? (value as FieldValue) : undefined),
  base64: (value) => (typeOf(value).name === "Blob" ? (value as FieldValue) : undefined),
  anyType: (value) => value as FieldValue
};

const apexNames: Partial<Record<Field["type"], string>> = {
  double: "Decimal",
  currency: "Decimal",
  percent: "Decimal",
  id: "Id",
  reference: "Id",
  int: "Integer",
  boolean: "Boolean",
  date: "Date",
  datetime: "Datetime",
  time: "Time",
  base64: "Blob"
};

function isTextual(field: Field): boolean {
  return apexNames[field.type] === undefined || namesMetadata(field);
}

function relation(record: SObjectRecord, name: string | null): string {
  if (name === null) throw nullPointer();
  const field = record.type.parentRelationship(name) ?? record.type.field(name);
  if (!field?.relationshipName)
    throw apexError("System.SObjectException", `Invalid relationship ${name} for ${record.type.name}`);
  return field.relationshipName;
}

function getSObjects(record: SObjectRecord, name: string | null): ApexList | null {
  if (name === null) throw nullPointer();
  const child = record.type.childRelationship(name);
  if (!child) throw apexError("System.SObjectException", `Invalid relationship ${name} for ${record.type.name}`);
  const object = apexContext().tx.schema.object(child.childObject)!;
  const list = childRecords(record, child.relationshipName!, sobjectTypeOf(object));
  return list.items.length === 0 ? null : list;
}

/** Status of errors that Apex code puts on records ("Object Reference: SOAP API Status Codes"). */
const customStatus = "FIELD_CUSTOM_VALIDATION_EXCEPTION";

/** `record.Field.addError(message)`; of a parent that is not there as of any null. */
export function addFieldError(record: SObjectRecord | null, field: string, message: unknown): void {
  if (record === null) throw nullPointer();
  addError(record, message, [field]);
}

function addError(record: SObjectRecord, message: unknown, fields: readonly string[] = []): void {
  const text = message instanceof ApexException ? (message.apexMessage ?? "") : String(message ?? "null");
  record.addError(customStatus, text, fields);
}

function errorsOf(record: SObjectRecord): boolean {
  return (record.errors?.length ?? 0) > 0;
}

/** Field name → value of what was set or queried; read-only on the platform too. */
function populated(record: SObjectRecord): ApexMap {
  const map = new ApexMap(stringType, anyType);
  for (const [name, value] of Object.entries(record.values)) if (!foundBlank(record, name, value)) map.set(name, value);
  for (const [name, parent] of Object.entries(record.parents ?? {}))
    if (parent) {
      const reference = record.queried && record.type.parentRelationship(name)?.name;
      if (reference && !map.has(reference)) map.set(reference, parent.id);
      map.set(name, parent);
    }
  for (const [name, rows] of Object.entries(record.children ?? {})) {
    const child = record.type.childRelationship(name);
    const object = child && apexContext().tx.schema.object(child.childObject);
    if (object && rows.length > 0) map.set(name, childRecords(record, name, sobjectTypeOf(object)));
  }
  return map;
}

function isSet(record: SObjectRecord, field: Field): boolean {
  return record.has(field.name);
}

export const sobjectClass = defineClass({
  name: "SObject",
  documentation: "Apex Reference Guide: SObject Class",
  members: {
    "void addError(String message)": (self: SObjectRecord, text: string | null) => addError(self, text),
    "void addError(String message, Boolean escape)": (self: SObjectRecord, text: string | null) => addError(self, text),
    "void addError(Exception problem)": (self: SObjectRecord, problem: ApexException | null) => addError(self, problem),
    "void addError(Exception problem, Boolean escape)": (self: SObjectRecord, problem: ApexException | null) =>
      addError(self, problem),
    "void addError(String field, String message)": (self: SObjectRecord, field: string | null, text: string | null) =>
      addError(self, text, [fieldNamed(self, field).name]),
    "void addError(Schema.SObjectField field, String message)": (
      self: SObjectRecord,
      field: SObjectFieldToken | null,
      text: string | null
    ) => {
      if (field === null) throw nullPointer();
      addError(self, text, [field.field.name]);
    },
    "void clear()": (self: SObjectRecord) => void (self.values = {}),
    "SObject clone()": (self: SObjectRecord) => cloneRecord(self),
    "SObject clone(Boolean keepId)": cloneRecord,
    "SObject clone(Boolean keepId, Boolean deep)": (self: SObjectRecord, keepId: boolean) => cloneRecord(self, keepId),
    "SObject clone(Boolean keepId, Boolean deep, Boolean keepTimestamps)": (
      self: SObjectRecord,
      keepId: boolean,
      _deep: boolean,
      keepTimestamps: boolean
    ) => cloneRecord(self, keepId, keepTimestamps),
    "SObject clone(Boolean keepId, Boolean deep, Boolean keepTimestamps, Boolean keepAutonumber)": (
      self: SObjectRecord,
      keepId: boolean,
      _deep: boolean,
      keepTimestamps: boolean,
      keepAutonumber: boolean
    ) => cloneRecord(self, keepId, keepTimestamps, keepAutonumber),
    "Boolean equals(Object other)": sameKey,
    "Boolean isClone()": isClone,
    "Id getCloneSourceId()": cloneSource,
    "Object get(String field)": get,
    "Object get(Schema.SObjectField field)": (self: SObjectRecord, field: SObjectFieldToken | null) =>
      get(self, field?.field.name ?? null),
    "Map<String, Object> getPopulatedFieldsAsMap()": populated,
    "SObject getSObject(String relationship)": (self: SObjectRecord, name: string | null) =>
      parentRecord(self, relation(self, name)),
    "SObject getSObject(Schema.SObjectField field)": (self: SObjectRecord, field: SObjectFieldToken | null) =>
      parentRecord(self, relation(self, field?.field.name ?? null)),
    "List<SObject> getSObjects(String relationship)": getSObjects,
    "Schema.SObjectType getSObjectType()": (self: SObjectRecord) => sobjectTypeToken(self.type),
    "List<Database.Error> getErrors()": (self: SObjectRecord) => databaseErrors(self.errors ?? []),
    "Boolean hasErrors()": errorsOf,
    "Integer hashCode()": hashOf,
    "Boolean isSet(String field)": (self: SObjectRecord, field: string | null) => isSet(self, fieldNamed(self, field)),
    "Boolean isSet(Schema.SObjectField field)": (self: SObjectRecord, field: SObjectFieldToken | null) =>
      isSet(self, fieldNamed(self, field?.field.name ?? null)),
    "Object put(String field, Object value)": (self: SObjectRecord, field: string | null, value: unknown) =>
      put(self, fieldNamed(self, field), value),
    "Object put(Schema.SObjectField field, Object value)": (
      self: SObjectRecord,
      field: SObjectFieldToken | null,
      value: unknown
    ) => put(self, fieldNamed(self, field?.field.name ?? null), value),
    "SObject putSObject(String relationship, SObject parent)": (
      self: SObjectRecord,
      name: string | null,
      parent: SObjectRecord | null
    ) => setParent(self, relation(self, name), parent),
    "SObject putSObject(Schema.SObjectField field, SObject parent)": (
      self: SObjectRecord,
      field: SObjectFieldToken | null,
      parent: SObjectRecord | null
    ) => setParent(self, relation(self, field?.field.name ?? null), parent),
    ...recordOptionMembers,
    "String toString()": textOf
  }
});

export const aggregateResultClass = defineClass({
  name: "AggregateResult",
  documentation: "Apex Developer Guide: Working with SOQL Aggregate Functions",
  members: {
    ...sobjectClass.members,
    "Object get(String alias)": aggregateValue,
    "static readonly Schema.SObjectType SObjectType": { get: () => sobjectTypeToken(aggregateResultObject) },
    "Schema.SObjectType getSObjectType()": () => sobjectTypeToken(aggregateResultObject)
  }
});

/** `JSON.deserialize(text, List<AggregateResult>.class)`: how tests make rows of aggregate queries. */
registerReader("AggregateResult", (members) => {
  const record = new SObjectRecord(aggregateResultObject);
  const given = [...members].filter(([name]) => name !== "attributes");
  record.values = Object.fromEntries(given.map(([name, value]) => [name, untyped(value) as FieldValue]));
  record.apexState = aggregateResultState;
  return record;
});
