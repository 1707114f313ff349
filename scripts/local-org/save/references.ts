import type { Field, SObjectType } from "../schema/types.ts";
import { quoted } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { normalizeId } from "../values/id.ts";
import type { Row } from "./row.ts";
import { standing } from "./row.ts";

/** Every reference that a row sets must be an id of the right kind whose record exists: one query per object referred to. */
export function checkReferences(tx: Transaction, type: SObjectType, rows: readonly Row[]): void {
  const wanted = new Map<SObjectType, Map<string, { row: Row; field: Field }[]>>();
  for (const field of type.fields) {
    if (field.type === "reference" && (field.createable || field.updateable)) {
      for (const row of standing(rows)) {
        noteReference(tx, field, row, wanted);
      }
    }
  }
  for (const [target, users] of wanted) {
    const hasBin = target.field("IsDeleted") !== undefined;
    const found = new Map(
      tx.database
        .all(
          `SELECT "Id", ${hasBin ? '"IsDeleted"' : '0 AS "IsDeleted"'} FROM ${quoted(target.name)} WHERE "Id" IN (SELECT value FROM json_each(?))`,
          [JSON.stringify([...users.keys()])]
        )
        .map((row) => [row[0] as string, row[1] === 1])
    );
    for (const [id, uses] of users) {
      const deleted = found.get(id);
      const code = deleted ? "ENTITY_IS_DELETED" : "INVALID_CROSS_REFERENCE_KEY";
      const message = deleted ? "entity is deleted" : "invalid cross reference id";
      for (const { row, field } of deleted === false ? [] : uses) row.fail(code, message, [field.name]);
    }
  }
}

function noteReference(
  tx: Transaction,
  field: Field,
  row: Row,
  wanted: Map<SObjectType, Map<string, { row: Row; field: Field }[]>>
): void {
  const value = row.current.values[field.name];
  if (typeof value !== "string" || value === row.old?.get(field.name)) {
    return;
  }
  const id = normalizeId(value);
  const target = id === null ? undefined : tx.schema.objectByKeyPrefix(id.slice(0, 3));
  if (id === null || target === undefined || !field.referenceTo.includes(target.name)) {
    row.fail(
      id === null ? "MALFORMED_ID" : "FIELD_INTEGRITY_EXCEPTION",
      `${field.label}: id value of incorrect type: ${value}`,
      [field.name]
    );
    return;
  }
  row.current.values[field.name] = id;
  const ids = wanted.get(target) ?? new Map<string, { row: Row; field: Field }[]>();
  wanted.set(target, ids);
  const uses = ids.get(id);
  if (uses === undefined) {
    ids.set(id, [{ row, field }]);
  } else {
    uses.push({ row, field });
  }
}
