import type { SObjectRecord } from "../../schema/record.ts";
import type { FieldValue } from "../../values/field-value.ts";
import { Decimal } from "../../values/decimal.ts";
import { textOfValue } from "./text-value.ts";
import type { AnalyzedQuery } from "../../soql/types.ts";

export interface JsonRecord {
  attributes: { type: string; url?: string };
  [field: string]: unknown;
}

/** A record as REST answers have it, with its parents and children. `version` is e.g. `v66.0`. */
export function recordToJson(record: SObjectRecord, version: string): JsonRecord {
  const json: JsonRecord = { attributes: attributesOf(record, version) };
  for (const [name, value] of Object.entries(record.values)) json[name] = valueToJson(value);
  for (const [name, parent] of Object.entries(record.parents ?? {}))
    json[name] = parent && recordToJson(parent, version);
  for (const [name, children] of Object.entries(record.children ?? {})) json[name] = childrenToJson(children, version);
  return json;
}

/** A row of an aggregate query: its columns by alias. */
export function aggregateToJson(query: AnalyzedQuery, record: SObjectRecord): JsonRecord {
  const json: JsonRecord = { attributes: { type: "AggregateResult" } };
  for (const { alias } of query.aggregateColumns) json[alias] = valueToJson(record.values[alias] ?? null);
  return json;
}

export function recordUrl(object: string, id: string, version: string): string {
  return `/services/data/${version}/sobjects/${object}/${id}`;
}

export function valueToJson(value: FieldValue): unknown {
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string")
    return value;
  if (value instanceof Decimal) return value.toNumber();
  return textOfValue(value);
}

function attributesOf(record: SObjectRecord, version: string): JsonRecord["attributes"] {
  const { name } = record.type;
  return record.id ? { type: name, url: recordUrl(name, record.id, version) } : { type: name };
}

/** A relationship without rows is null, as on the platform. */
function childrenToJson(children: readonly SObjectRecord[], version: string): unknown {
  if (children.length === 0) return null;
  return { totalSize: children.length, done: true, records: children.map((child) => recordToJson(child, version)) };
}
