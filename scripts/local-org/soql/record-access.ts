import { SObjectRecord } from "../schema/record.ts";
import type { SObjectType } from "../schema/types.ts";
import { accessOf } from "../security/access.ts";
import { accessibleIds } from "../security/row-access.ts";
import { loadUser } from "../security/system-data.ts";
import { insertRecords } from "../storage/records.ts";
import { quoted } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { normalizeId } from "../values/id.ts";
import type { ValueNode } from "./ast.ts";
import { malformed } from "./error.ts";
import type { ConditionPlan, QueryPlan } from "./plan.ts";
import type { BindValue } from "./types.ts";

const maximumRecords = 200;

/**
 * "Object Reference: UserRecordAccess": what one user may do with up to 200 records, worked out when it is asked for. The
 * rows that the query then reads are written before it runs.
 */
export function writeRecordAccess(tx: Transaction, plan: QueryPlan, binds: ReadonlyMap<string, BindValue>): void {
  const [userId, ...others] = filterValues(plan.where, "UserId", binds);
  const recordIds = filterValues(plan.where, "RecordId", binds);
  const user = userId === undefined || others.length > 0 ? undefined : loadUser(tx.database, userId);
  if (userId === undefined || others.length > 0) {
    throw malformed("UserRecordAccess can be queried by one UserId and by RecordId alone", 0);
  }
  if (recordIds.length > maximumRecords) {
    throw malformed(`Number of records exceeds limit:${maximumRecords}`, 0);
  }
  const { type } = plan;
  tx.database.run(`DELETE FROM ${quoted(type.name)}`);
  if (user === undefined) return;
  tx.pushUser(user);
  try {
    insertRecords(tx.database, type, rowsOf(tx, type, recordIds));
  } finally {
    tx.popUser();
  }
}

function rowsOf(tx: Transaction, type: SObjectType, ids: readonly string[]): SObjectRecord[] {
  const byObject = new Map<SObjectType, string[]>();
  for (const id of new Set(ids)) {
    const object = tx.schema.objectByKeyPrefix(id.slice(0, 3));
    if (object !== undefined) byObject.set(object, [...(byObject.get(object) ?? []), id]);
  }
  return [...byObject].flatMap(([object, idsOfObject]) => accessTo(tx, type, object, idsOfObject));
}

function accessTo(tx: Transaction, type: SObjectType, object: SObjectType, ids: readonly string[]): SObjectRecord[] {
  const existing = tx.database
    .all(`SELECT "Id" FROM ${quoted(object.name)} WHERE "Id" IN (SELECT value FROM json_each(?))`, [
      JSON.stringify(ids)
    ])
    .map((row) => row[0] as string);
  const allowed = accessOf(tx).object(object);
  const may = (action: "read" | "edit" | "delete", permitted: boolean): ReadonlySet<string> =>
    permitted ? accessibleIds(tx, object, existing, action) : new Set();
  const readable = may("read", allowed.read);
  const editable = may("edit", allowed.edit && object.updateable);
  const deletable = may("delete", allowed.delete && object.deletable);
  const owned = may("delete", allowed.edit && object.updateable);
  return existing.map((id) => {
    const transfers = owned.has(id);
    return new SObjectRecord(type, {
      Id: id,
      UserId: tx.user.id,
      RecordId: id,
      HasReadAccess: readable.has(id),
      HasEditAccess: editable.has(id),
      HasDeleteAccess: deletable.has(id),
      HasTransferAccess: transfers,
      HasAllAccess: transfers,
      MaxAccessLevel: transfers
        ? "All"
        : deletable.has(id)
          ? "Delete"
          : editable.has(id)
            ? "Edit"
            : readable.has(id)
              ? "Read"
              : "None"
    });
  });
}

/** Values of `field = …` and `field IN …` that every row must satisfy. */
function filterValues(
  where: ConditionPlan | undefined,
  field: string,
  binds: ReadonlyMap<string, BindValue>
): readonly string[] {
  if (where?.kind === "and") {
    return where.operands.flatMap((operand) => filterValues(operand, field, binds));
  }
  if (where?.kind === "compare" && where.operator === "=" && where.left.field.name === field) {
    return textsOf(where.right, binds);
  }
  if (where?.kind === "in" && !where.negated && where.left.field.name === field) {
    const { right } = where;
    return "kind" in right ? textsOf(right, binds) : right.flatMap((value) => textsOf(value, binds));
  }
  return [];
}

function textsOf(value: ValueNode, binds: ReadonlyMap<string, BindValue>): string[] {
  const found = value.kind === "bind" ? binds.get(value.name) : value.kind === "string" ? value.value : null;
  return idsIn(found ?? null);
}

function idsIn(value: BindValue): string[] {
  if (Array.isArray(value)) return (value as readonly BindValue[]).flatMap(idsIn);
  if (value instanceof SObjectRecord) return value.id === null ? [] : [value.id];
  const id = typeof value === "string" ? normalizeId(value) : null;
  return id === null ? [] : [id];
}
