import type { SObjectRecord } from "../schema/record.ts";
import type { Field, SObjectType } from "../schema/types.ts";
import { accessOf } from "../security/access.ts";
import { accessibleIds } from "../security/row-access.ts";
import { codecOf } from "../storage/codec.ts";
import { quoted } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { FieldValue } from "../values/field-value.ts";
import { standing, type Row } from "./row.ts";
import type { SaveOptions } from "./types.ts";

interface Reference {
  readonly row: Row;
  readonly field: Field;
  readonly key: FieldValue;
}

/**
 * "Apex Developer Guide: Relating Records by Using an External ID": a reference that is not set while its parent is, by
 * nothing but an external id, leads to the record of that external id. One query per parent object and key field.
 */
export function resolveParents(
  tx: Transaction,
  type: SObjectType,
  rows: readonly Row[],
  { accessMode }: Pick<SaveOptions, "accessMode">
): void {
  for (const [target, keyField, references] of referencesByKey(tx, type, rows)) {
    const found = idsByKey(tx, target, keyField, references);
    const ids = accessMode === "user" ? onlyReadable(tx, target, keyField, found) : found;
    for (const { row, field, key } of references) {
      const found = ids.get(comparable(keyField, key)) ?? [];
      if (found.length === 1) {
        (row.parentIds ??= {})[field.name] = found[0]!;
      } else {
        fail(row, field, target, keyField, String(key), found.length);
      }
    }
  }
}

function referencesByKey(
  tx: Transaction,
  type: SObjectType,
  rows: readonly Row[]
): [SObjectType, Field, Reference[]][] {
  const groups = new Map<Field, [SObjectType, Field, Reference[]]>();
  for (const row of standing(rows)) {
    for (const [relationship, parent] of Object.entries(row.given.parents ?? {})) {
      const field = type.parentRelationship(relationship);
      const keyField = parent === null ? undefined : onlyExternalId(parent);
      if (field === undefined || keyField === undefined || row.given.has(field.name)) {
        continue;
      }
      const group = groups.get(keyField) ?? [tx.schema.object(parent!.type.name)!, keyField, []];
      groups.set(keyField, group);
      group[2].push({ row, field, key: parent!.get(keyField.name) });
    }
  }
  return [...groups.values()];
}

/** The external id of a record that says nothing else: only such a record stands for a stored one. */
function onlyExternalId(parent: SObjectRecord): Field | undefined {
  const [name, ...others] = Object.keys(parent.values);
  const field = name === undefined || others.length > 0 ? undefined : parent.type.field(name);
  // Profiles are found by their names, too: tests make users with `Profile = new Profile(Name = …)`.
  const isKey = field?.externalId === true || (field?.nameField === true && parent.type.name === "Profile");
  return isKey && parent.get(field.name) !== null ? field : undefined;
}

function idsByKey(
  tx: Transaction,
  type: SObjectType,
  keyField: Field,
  references: readonly Reference[]
): Map<string, string[]> {
  const { encode, decode } = codecOf(keyField);
  const column = quoted(keyField.name);
  const live = type.field("IsDeleted") === undefined ? "" : ' AND "IsDeleted" = 0';
  const keys = JSON.stringify(
    references.map(({ key }) => encode(key)),
    (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value)
  );
  const ids = new Map<string, string[]>();
  for (const [id, stored] of tx.database.all(
    `SELECT "Id", ${column} FROM ${quoted(type.name)} WHERE ${column} IN (SELECT value FROM json_each(?))${live}`,
    [keys]
  )) {
    const key = comparable(keyField, decode(stored!));
    ids.set(key, [...(ids.get(key) ?? []), id as string]);
  }
  return ids;
}

/** In user mode a record that the user may not see, or not by that field, is found by nobody. */
function onlyReadable(
  tx: Transaction,
  type: SObjectType,
  keyField: Field,
  ids: ReadonlyMap<string, string[]>
): Map<string, string[]> {
  const access = accessOf(tx);
  if (!access.object(type).read || !access.fieldReadable(type, keyField)) return new Map();
  const readable = accessibleIds(tx, type, [...ids.values()].flat(), "read");
  return new Map([...ids].map(([key, found]) => [key, found.filter((id) => readable.has(id))]));
}

function comparable(field: Field, value: FieldValue): string {
  return field.caseSensitive ? String(value) : String(value).toLowerCase();
}

function fail(row: Row, field: Field, target: SObjectType, keyField: Field, key: string, found: number): void {
  if (found === 0) {
    row.fail(
      "INVALID_FIELD",
      `Foreign key external ID: ${key.toLowerCase()} not found for field ${keyField.name} in entity ${target.name}`,
      []
    );
  } else {
    row.fail(
      "DUPLICATE_EXTERNAL_ID",
      `More than one record found for external id field: ${keyField.name}, value: ${key}, in entity ${target.name}`,
      [field.name]
    );
  }
}
