/** Locks of single records ("Apex Reference Guide: Approval Class", lock and unlock): data, which rolls back with the rest. */
import { accessOf } from "../security/access.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { Row } from "./row.ts";
import type { DmlOperation, SaveOptions } from "./types.ts";

export function lockedIds(tx: Transaction, ids: readonly (string | null)[]): ReadonlySet<string> {
  const rows = tx.database.all('SELECT id FROM "_lock" WHERE id IN (SELECT value FROM json_each(?))', [
    JSON.stringify(ids)
  ]);
  return new Set(rows.map(([id]) => id as string));
}

export function setLocked(tx: Transaction, id: string, locked: boolean): void {
  tx.database.run(locked ? 'INSERT OR IGNORE INTO "_lock" (id) VALUES (?)' : 'DELETE FROM "_lock" WHERE id = ?', [id]);
}

/** A locked record is changed by those alone who may modify all records of its object. */
export function refuseLocked(
  tx: Transaction,
  operation: DmlOperation,
  rows: readonly Row[],
  options: SaveOptions
): void {
  const isOrgItself = options.accessMode === "system" && options.countLimits === false;
  if (operation === "insert" || operation === "undelete" || isOrgItself) return;
  if (tx.database.all('SELECT 1 FROM "_lock" LIMIT 1').length === 0) return;
  const locked = lockedIds(
    tx,
    rows.map(({ id }) => id)
  );
  for (const row of rows) {
    if (row.id !== null && locked.has(row.id) && !accessOf(tx).object(row.given.type).modifyAll)
      row.fail("ENTITY_IS_LOCKED", "the entity is locked for editing");
  }
}
