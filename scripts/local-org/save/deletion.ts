import { hasPersonAccounts } from "../schema/person-accounts.ts";
import type { ChildRelationship, Field, SObjectType } from "../schema/types.ts";
import { quoted } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { standing, type Row } from "./row.ts";

/** Fails rows to which a record refers by a lookup that does not allow it ("Metadata API: CustomField", deleteConstraint Restrict). */
export function checkRestrictedChildren(tx: Transaction, type: SObjectType, rows: readonly Row[]): void {
  for (const relationship of type.childRelationships) {
    const child = relationship.restrictedDelete ? tx.schema.object(relationship.childObject) : undefined;
    if (child === undefined) {
      continue;
    }
    const used = new Set(
      tx.database
        .all(
          `SELECT DISTINCT ${quoted(relationship.field)} FROM ${quoted(child.name)} WHERE ${quoted(relationship.field)} IN (SELECT value FROM json_each(?))${live(child)}`,
          [idsOf(standing(rows))]
        )
        .map((row) => row[0])
    );
    for (const row of standing(rows)) {
      if (used.has(row.id)) {
        row.fail(
          "DELETE_FAILED",
          `Your attempt to delete ${String(row.current.get(type.nameField?.name ?? "Id") ?? row.id)} could not be completed because it is associated with the following ${child.labelPlural.toLowerCase()}.`
        );
      }
    }
  }
}

/**
 * Puts rows and their details into the recycle bin and clears lookups to them. "Apex Developer Guide: Operations That
 * Don't Invoke Triggers": details that go along fire no triggers.
 */
export function deleteRows(tx: Transaction, type: SObjectType, rows: readonly Row[]): CascadedRecords[] {
  prepareBin(tx);
  const now = tx.clock.now();
  const cascaded: CascadedRecords[] = [];
  const remove = (current: SObjectType, ids: readonly string[], roots: ReadonlyMap<string, string>): void => {
    for (const relationship of current.childRelationships) {
      cascade(tx, relationship, ids, roots, remove);
    }
    bin(tx, current, ids, roots, now);
    if (current !== type) {
      cascaded.push({ type: current, ids });
    }
  };
  const ids = rows.map((row) => row.id!);
  remove(type, ids, new Map(ids.map((id) => [id, id])));
  return cascaded;
}

/** Details that went or came along with their master. */
export interface CascadedRecords {
  readonly type: SObjectType;
  readonly ids: readonly string[];
}

type Remove = (type: SObjectType, ids: readonly string[], roots: ReadonlyMap<string, string>) => void;

function cascade(
  tx: Transaction,
  relationship: ChildRelationship,
  ids: readonly string[],
  roots: ReadonlyMap<string, string>,
  remove: Remove
): void {
  const child = tx.schema.object(relationship.childObject);
  const field = child?.field(relationship.field);
  if (child === undefined || field === undefined || field.name === "CreatedById" || field.name === "LastModifiedById") {
    return;
  }
  const column = quoted(field.name);
  const ofPersons = child.name === "Contact" && field.name === "AccountId" && hasPersonAccounts(child);
  if (relationship.cascadeDelete || ofPersons) {
    const found = tx.database.all(
      `SELECT "Id", ${column} FROM ${quoted(child.name)} WHERE ${column} IN (SELECT value FROM json_each(?))${live(child)}${ofPersons ? ' AND "IsPersonAccount" = 1' : ""}`,
      [JSON.stringify(ids)]
    );
    if (found.length > 0) {
      remove(
        child,
        found.map((row) => row[0] as string),
        new Map(found.map((row) => [row[0] as string, roots.get(row[1] as string)!]))
      );
    }
  }
  // Of those that may be without, what is left when the details are in the bin was taken out of it for good.
  const isLeft = relationship.cascadeDelete && !field.required && live(child) !== "";
  if (isLeft || (!relationship.cascadeDelete && field.deleteConstraint === "SetNull")) {
    clearLookups(tx, child, field, ids, roots);
  }
}

/** Records that are in the bin themselves keep what they referred to; those that were taken out of it for good do not. */
function clearLookups(
  tx: Transaction,
  child: SObjectType,
  field: Field,
  ids: readonly string[],
  roots: ReadonlyMap<string, string>
): void {
  const column = quoted(field.name);
  const standing = live(child) === "" ? "" : ' AND ("IsDeleted" = 0 OR "Id" NOT IN (SELECT id FROM "_bin"))';
  const referring = `${column} IN (SELECT value FROM json_each(?))${standing}`;
  if (isRestored(child, field)) {
    for (const [id, parent] of tx.database.all(`SELECT "Id", ${column} FROM ${quoted(child.name)} WHERE ${referring}`, [
      JSON.stringify(ids)
    ])) {
      tx.database.run('INSERT INTO "_cleared" (root, object, field, id, parent) VALUES (?, ?, ?, ?, ?)', [
        roots.get(parent as string)!,
        child.name,
        field.name,
        id!,
        parent!
      ]);
    }
  }
  tx.database.run(`UPDATE ${quoted(child.name)} SET ${column} = NULL WHERE ${referring}`, [JSON.stringify(ids)]);
}

const restoredStandardLookups = new Set([
  "Account.ParentId",
  "Asset.Product2Id",
  "Case.ParentId",
  "Contact.ReportsToId",
  "Quote.OpportunityId"
]);

/** "Apex Developer Guide: Deleting Records", Referential Integrity When Deleting and Restoring Records. */
function isRestored(child: SObjectType, field: Field): boolean {
  return field.custom || restoredStandardLookups.has(`${child.name}.${field.name}`);
}

function bin(
  tx: Transaction,
  type: SObjectType,
  ids: readonly string[],
  roots: ReadonlyMap<string, string>,
  now: number
): void {
  if (type.field("IsDeleted") === undefined) {
    tx.database.run(`DELETE FROM ${quoted(type.name)} WHERE "Id" IN (SELECT value FROM json_each(?))`, [
      JSON.stringify(ids)
    ]);
    return;
  }
  const stamps = { SystemModstamp: String(now), LastModifiedDate: String(now), LastModifiedById: `'${tx.user.id}'` };
  const stamped = Object.entries(stamps)
    .filter(([name]) => type.field(name) !== undefined)
    .map(([name, value]) => `, ${quoted(name)} = ${value}`)
    .join("");
  tx.database.run(
    `UPDATE ${quoted(type.name)} SET "IsDeleted" = 1${stamped} WHERE "Id" IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)]
  );
  for (const id of ids) {
    tx.database.run('INSERT OR REPLACE INTO "_bin" (id, object, root) VALUES (?, ?, ?)', [
      id,
      type.name,
      roots.get(id)!
    ]);
  }
}

/** Takes rows and what went along with them out of the recycle bin. */
export function undeleteRows(tx: Transaction, type: SObjectType, rows: readonly Row[]): CascadedRecords[] {
  prepareBin(tx);
  const objects = new Map<string, string[]>();
  for (const [id, object] of tx.database.all(
    'SELECT id, object FROM "_bin" WHERE root IN (SELECT value FROM json_each(?))',
    [idsOf(rows)]
  )) {
    const ids = objects.get(object as string) ?? [];
    ids.push(id as string);
    objects.set(object as string, ids);
  }
  for (const [object, ids] of objects) {
    tx.database.run(`UPDATE ${quoted(object)} SET "IsDeleted" = 0 WHERE "Id" IN (SELECT value FROM json_each(?))`, [
      JSON.stringify(ids)
    ]);
  }
  restoreLookups(tx, idsOf(rows));
  forget(tx, idsOf(rows));
  return [...objects]
    .filter(([object]) => object !== type.name)
    .map(([object, ids]) => ({ type: tx.schema.object(object)!, ids }));
}

/** Those that were not replaced meanwhile. */
function restoreLookups(tx: Transaction, roots: string): void {
  const cleared = tx.database.all(
    'SELECT object, field, id, parent FROM "_cleared" WHERE root IN (SELECT value FROM json_each(?))',
    [roots]
  ) as [string, string, string, string][];
  for (const [object, field, id, parent] of cleared) {
    tx.database.run(`UPDATE ${quoted(object)} SET ${quoted(field)} = ? WHERE "Id" = ? AND ${quoted(field)} IS NULL`, [
      parent,
      id
    ]);
  }
}

function forget(tx: Transaction, roots: string): void {
  for (const table of ["_bin", "_cleared"]) {
    tx.database.run(`DELETE FROM ${quoted(table)} WHERE root IN (SELECT value FROM json_each(?))`, [roots]);
  }
}

/**
 * Takes deleted records and what went along with them out of the bin for good; answers the ids that were in the bin by
 * themselves. The rows stay to be seen by ALL ROWS until the platform removes them ("emptyRecycleBin").
 */
export function emptyBin(tx: Transaction, ids: readonly string[]): ReadonlySet<string> {
  prepareBin(tx);
  const removed = new Set<string>();
  for (const [root] of tx.database.all(
    'SELECT DISTINCT root FROM "_bin" WHERE root IN (SELECT value FROM json_each(?))',
    [JSON.stringify(ids)]
  )) {
    removed.add(root as string);
  }
  forget(tx, JSON.stringify(ids));
  return removed;
}

/** The ones of deleted records that are still in the recycle bin. */
export function idsInBin(tx: Transaction, ids: readonly string[]): ReadonlySet<string> {
  prepareBin(tx);
  const rows = tx.database.all('SELECT id FROM "_bin" WHERE id IN (SELECT value FROM json_each(?))', [
    JSON.stringify(ids)
  ]);
  return new Set(rows.map(([id]) => id as string));
}

function prepareBin(tx: Transaction): void {
  tx.database.run(
    'CREATE TABLE IF NOT EXISTS "_bin" (id TEXT PRIMARY KEY, object TEXT NOT NULL, root TEXT NOT NULL) WITHOUT ROWID'
  );
  tx.database.run('CREATE INDEX IF NOT EXISTS "_bin.root" ON "_bin" (root)');
  tx.database.run(
    'CREATE TABLE IF NOT EXISTS "_cleared" (root TEXT NOT NULL, object TEXT NOT NULL, field TEXT NOT NULL, id TEXT NOT NULL, parent TEXT NOT NULL)'
  );
  tx.database.run('CREATE INDEX IF NOT EXISTS "_cleared.root" ON "_cleared" (root)');
}

function live(type: SObjectType): string {
  return type.field("IsDeleted") === undefined ? "" : ' AND "IsDeleted" = 0';
}

function idsOf(rows: readonly Row[]): string {
  return JSON.stringify(rows.map((row) => row.id));
}
