import { standing, type Row } from "../save/row.ts";
import type { SaveOptions } from "../save/types.ts";
import type { SObjectType } from "../schema/types.ts";
import type { SqlValue } from "../storage/database.ts";
import { quoted } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { sharingCondition } from "./sharing.ts";

/** Fails rows that the running user may not change by sharing; a new detail needs write access to its master. */
export function requireRowAccess(
  tx: Transaction,
  type: SObjectType,
  operation: "insert" | "update" | "delete" | "undelete",
  rows: readonly Row[],
  options: SaveOptions
): void {
  if (options.accessMode !== "user" && !options.withSharing) {
    return;
  }
  if (operation === "insert") {
    requireMasters(tx, type, rows, () => true);
    return;
  }
  const allowed = allowedIds(
    tx,
    type,
    standing(rows).map((row) => row.id!),
    operation === "update" ? "edit" : "delete"
  );
  for (const row of allowed === undefined ? [] : standing(rows)) {
    if (!allowed!.has(row.id!)) {
      row.fail("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
    }
  }
}

/** A detail that gets another master is that one's new detail. */
export function requireNewMasters(
  tx: Transaction,
  type: SObjectType,
  rows: readonly Row[],
  options: SaveOptions
): void {
  if (options.accessMode !== "user" && !options.withSharing) return;
  requireMasters(tx, type, rows, ({ current, old }, field) => current.get(field) !== old?.get(field));
}

function requireMasters(
  tx: Transaction,
  type: SObjectType,
  rows: readonly Row[],
  matters: (row: Row, field: string) => boolean
): void {
  for (const field of type.fields.filter((candidate) => candidate.masterDetail)) {
    const parent = tx.schema.object(field.referenceTo[0]!)!;
    const changed = standing(rows).filter((row) => matters(row, field.name));
    const ids = [...new Set(changed.flatMap((row) => (row.current.get(field.name) as string | null) ?? []))];
    const allowed = allowedIds(tx, parent, ids, field.writeRequiresMasterRead ? "read" : "edit");
    for (const row of allowed === undefined ? [] : changed) {
      if (!allowed!.has(row.current.get(field.name) as string)) {
        row.fail("INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY", "insufficient access rights on cross-reference id");
      }
    }
  }
}

/** Those of the ids that sharing allows; undefined where it allows all. */
function allowedIds(
  tx: Transaction,
  type: SObjectType,
  ids: readonly string[],
  action: "read" | "edit" | "delete"
): ReadonlySet<string> | undefined {
  const parameters: SqlValue[] = [];
  const condition = sharingCondition(tx, type, "t", parameters, action);
  if (condition === undefined || ids.length === 0) {
    return undefined;
  }
  const rows = tx.database.all(
    `SELECT t."Id" FROM ${quoted(type.name)} AS t WHERE ${condition} AND t."Id" IN (SELECT value FROM json_each(?))`,
    [...parameters, JSON.stringify(ids)]
  );
  return new Set(rows.map((row) => row[0] as string));
}

/** "SOAP API: UserRecordAccess": which of the records the running user may read, edit or delete. */
export function accessibleIds(
  tx: Transaction,
  type: SObjectType,
  ids: readonly string[],
  action: "read" | "edit" | "delete"
): ReadonlySet<string> {
  return allowedIds(tx, type, ids, action) ?? new Set(ids);
}
