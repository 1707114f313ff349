import { SObjectRecord } from "../schema/record.ts";
import type { SObjectType } from "../schema/types.ts";
import { quoted } from "../storage/tables.ts";
import { PlatformError } from "../transaction/platform-error.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { SaveEngine, SaveOptions, SaveResult } from "./types.ts";

/** Objects whose records can be merged. */
export const mergeable: ReadonlySet<string> = new Set(["Account", "Case", "Contact", "Lead"]);

export interface MergeSaveResult extends SaveResult {
  /** Records that became the master's. */
  readonly relatedIds: readonly string[];
}

/**
 * "Apex Developer Guide: Merging Records", "Triggers and Merge Statements": at most two duplicates go to the recycle bin
 * with their MasterRecordId set, delete triggers fire for them; their related records become the master's without update
 * triggers; then the master is updated.
 */
export function mergeRecords(
  tx: Transaction,
  saving: SaveEngine,
  master: SObjectRecord,
  duplicates: readonly string[],
  options: SaveOptions
): MergeSaveResult {
  const { type } = master;
  requireMergeable(type, master, duplicates);
  tx.limits.consume("dmlStatements");
  tx.limits.consume("dmlRows", 1);
  const savepoint = tx.setSavepoint();
  const uncounted = { ...options, countLimits: false };
  try {
    const relatedIds = reparent(tx, type, master.id!, duplicates);
    const deleted = saving.save(
      tx,
      "delete",
      duplicates.map((id) => new SObjectRecord(type, { Id: id })),
      uncounted
    );
    const [updated] = saving.save(tx, "update", [master], uncounted);
    const failed = deleted.find(({ success }) => !success);
    const result = { ...updated!, ...(failed ? { success: false, errors: failed.errors } : {}), relatedIds };
    if (!result.success) tx.rollbackTo(savepoint);
    tx.releaseSavepoint(savepoint);
    return result;
  } catch (error) {
    tx.rollbackTo(savepoint);
    tx.releaseSavepoint(savepoint);
    throw error;
  }
}

function requireMergeable(type: SObjectType, master: SObjectRecord, duplicates: readonly string[]): void {
  const refuse = (statusCode: string, message: string): never => {
    throw new PlatformError({
      apexType: "System.DmlException",
      statusCode,
      message: `Merge failed. First exception on row 0; first error: ${statusCode}, ${message}: []`
    });
  };
  if (!mergeable.has(type.name)) refuse("INVALID_TYPE", `Merge is not supported for ${type.name}`);
  if (master.id === null) refuse("MISSING_ARGUMENT", "Id not specified in a merge call");
  if (duplicates.length === 0 || duplicates.length > 2)
    refuse("INVALID_ID_FIELD", "Merge takes one or two duplicate records");
  if (duplicates.includes(master.id!)) refuse("INVALID_ID_FIELD", "A record cannot be merged with itself");
}

function reparent(tx: Transaction, type: SObjectType, master: string, duplicates: readonly string[]): string[] {
  const related = new Set<string>();
  const ids = JSON.stringify(duplicates);
  const seen = new Set<string>();
  for (const { childObject, field } of type.childRelationships) {
    const column = tx.schema.object(childObject)?.field(field);
    if (column === undefined || column.name === "MasterRecordId" || seen.has(`${childObject}.${field}`)) continue;
    seen.add(`${childObject}.${field}`);
    const affected = `${quoted(column.name)} IN (SELECT value FROM json_each(?)) AND "Id" <> ?`;
    const found = tx.database.all(`SELECT "Id" FROM ${quoted(childObject)} WHERE ${affected}`, [ids, master]);
    for (const [id] of found) related.add(id as string);
    tx.database.run(`UPDATE ${quoted(childObject)} SET ${quoted(column.name)} = ? WHERE ${affected}`, [
      master,
      ids,
      master
    ]);
  }
  tx.database.run(
    `UPDATE ${quoted(type.name)} SET "MasterRecordId" = ? WHERE "Id" IN (SELECT value FROM json_each(?))`,
    [master, ids]
  );
  return [...related];
}
