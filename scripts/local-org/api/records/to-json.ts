import type { SObjectRecord } from "../../schema/record.ts";
import type { FieldValue } from "../../values/field-value.ts";
import { Blob } from "../../values/blob.ts";
import { Decimal } from "../../values/decimal.ts";
import { textOfValue } from "../../schema/text-value.ts";
import type { AnalyzedQuery, SelectedAddress } from "../../soql/types.ts";

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
  for (const [name, children] of Object.entries(record.children ?? {}))
    json[name] = childrenToJson(children, (child) => recordToJson(child, version));
  return json;
}

/**
 * Writes the rows of a record query: the fields that it selects and no others ("REST API Developer Guide: Execute a SOQL
 * Query"), with addresses as objects ("Object Reference: Address Compound Fields").
 */
export function rowWriter(query: AnalyzedQuery, version: string): (row: SObjectRecord) => JsonRecord {
  const shape = shapeOf(query);
  const children = query.children.map(
    ({ relationshipName, query: ofChildren }) => [relationshipName, rowWriter(ofChildren, version)] as const
  );
  return (row) => {
    const json = shapedRow(shape, row, version);
    for (const [name, write] of children) json[name] = childrenToJson(row.children?.[name] ?? [], write);
    return json;
  };
}

interface RowShape {
  readonly fields: string[];
  /** Fields and parents that only records of some objects have, as a TYPEOF chose. */
  readonly ofKinds: Set<string>;
  readonly addresses: SelectedAddress[];
  readonly parents: Map<string, RowShape>;
}

function shapeOf(query: AnalyzedQuery): RowShape {
  const root = newShape();
  for (const { path, name } of query.columns.filter((column) => !column.hidden)) at(root, path).fields.push(name);
  for (const { path, name, ofKind } of query.columns) if (ofKind) noteKinds(root, path, name, ofKind.path.length);
  for (const address of query.addresses) at(root, address.path).addresses.push(address);
  return root;
}

function newShape(): RowShape {
  return { fields: [], ofKinds: new Set(), addresses: [], parents: new Map() };
}

function noteKinds(root: RowShape, path: readonly string[], name: string, from: number): void {
  for (let depth = from; depth <= path.length; depth++) at(root, path.slice(0, depth)).ofKinds.add(path[depth] ?? name);
}

function at(shape: RowShape, path: readonly string[]): RowShape {
  return path.reduce((owner, relationship) => {
    if (!owner.parents.has(relationship)) owner.parents.set(relationship, newShape());
    return owner.parents.get(relationship)!;
  }, shape);
}

function shapedRow(shape: RowShape, row: SObjectRecord, version: string): JsonRecord {
  const json: JsonRecord = { attributes: attributesOf(row, version) };
  const fields = new Set(shape.fields.filter((name) => !shape.ofKinds.has(name) || row.has(name)));
  for (const name of fields) json[name] = valueOrAddress(row, name, version);
  for (const address of shape.addresses) json[address.name] = addressToJson(address, row);
  for (const [name, ofParent] of shape.parents) {
    const parent = row.parents?.[name];
    if (parent === undefined && shape.ofKinds.has(name)) continue;
    json[name] = parent ? shapedRow(ofParent, parent, version) : null;
  }
  return json;
}

/** "REST API Developer Guide: sObject Blob Get": what a field of this type holds is asked for at an address of its own. */
function valueOrAddress(row: SObjectRecord, name: string, version: string): unknown {
  const value = row.values[name] ?? null;
  return value instanceof Blob && row.id ? `${recordUrl(row.type.name, row.id, version)}/${name}` : valueToJson(value);
}

/** `{ city, country, geocodeAccuracy, … }`; null where no part has a value. */
function addressToJson({ name, parts }: SelectedAddress, row: SObjectRecord): unknown {
  const prefix = name.length - "Address".length;
  const members = parts.map((part) => [memberOf(part.slice(prefix)), valueToJson(row.values[part] ?? null)] as const);
  return members.some(([, value]) => value !== null) ? Object.fromEntries(members) : null;
}

function memberOf(part: string): string {
  return part[0]!.toLowerCase() + part.slice(1);
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
function childrenToJson(children: readonly SObjectRecord[], write: (child: SObjectRecord) => JsonRecord): unknown {
  if (children.length === 0) return null;
  return { totalSize: children.length, done: true, records: children.map(write) };
}
