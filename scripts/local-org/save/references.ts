import { masterRecordTypeId } from "../schema/master-record-type.ts";
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
    for (const [id, deleted] of unreachable(tx, target, [...users.keys()])) {
      const code = deleted ? "ENTITY_IS_DELETED" : "INVALID_CROSS_REFERENCE_KEY";
      const message = deleted ? "entity is deleted" : "invalid cross reference id";
      for (const { row, field } of users.get(id)!) row.fail(code, message, [field.name]);
    }
  }
}

/** Which of the ids lead to no record or, told by true, to a deleted one: mostly none. */
function unreachable(tx: Transaction, target: SObjectType, ids: readonly string[]): [string, boolean][] {
  const inBin = target.field("IsDeleted") === undefined ? "0" : 't."IsDeleted"';
  return tx.database
    .all(
      `SELECT id.value AS "Id", ${inBin} AS "IsDeleted" FROM json_each(?) AS id LEFT JOIN ${quoted(target.name)} AS t ON t."Id" = id.value WHERE t."Id" IS NULL OR ${inBin} = 1`,
      [JSON.stringify(ids)]
    )
    .map(([id, deleted]) => [id as string, deleted === 1]);
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
  if (id === masterRecordTypeId && field.name === "RecordTypeId") {
    row.current.values[field.name] = null;
    return;
  }
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
