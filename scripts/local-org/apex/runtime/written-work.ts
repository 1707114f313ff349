/** What Apex has written in a transaction so far, and the two rules that depend on it. */
import { DmlError, type DmlOperation, type SaveOptions, type SaveResult } from "../../save/types.ts";
import type { SObjectRecord } from "../../schema/record.ts";
import { codecOf } from "../../storage/codec.ts";
import type { Savepoint, Transaction } from "../../transaction/transaction.ts";
import { apexContext } from "./context.ts";
import { apexError } from "./exceptions.ts";
import { refuseRecordsOfTrigger, selfReferences } from "./trigger-records.ts";

interface WrittenWork {
  /** The first set-up object and the first other one that was written, by name. */
  setup: string | undefined;
  other: string | undefined;
  uncommitted: boolean;
  /** Open savepoints, and whether work was pending when each was set. */
  readonly savepoints: Map<Savepoint, boolean>;
}

const key = Symbol("work that Apex has written");

function workOf(tx: Transaction): WrittenWork {
  let work = tx.state.get(key) as WrittenWork | undefined;
  if (!work) tx.state.set(key, (work = nothingWritten()));
  return work;
}

function nothingWritten(): WrittenWork {
  return { setup: undefined, other: undefined, uncommitted: false, savepoints: new Map() };
}

/** Saves records for Apex. @throws DmlError where set-up objects and others are mixed */
export function saveRecords(
  operation: DmlOperation,
  records: readonly SObjectRecord[],
  options: SaveOptions
): SaveResult[] {
  const { tx, saving } = apexContext();
  if (records.length > 0) {
    refuseRecordsOfTrigger(records);
    const work = workOf(tx);
    work.uncommitted = true;
    for (const record of records) refuseMixture(tx, work, operation, record, records);
  }
  const refused = selfReferences(operation, records);
  if (refused.size === 0) return saving.save(tx, operation, records, options);
  if (options.allOrNone)
    throw new DmlError(
      operation,
      [...refused].map(([index, error]) => ({
        index,
        id: records[index]!.id,
        object: records[index]!.type,
        errors: [error]
      }))
    );
  const others = records.filter((_, index) => !refused.has(index));
  const saved = saving.save(tx, operation, others, options).values();
  return records.map(({ id }, index) => {
    const error = refused.get(index);
    return error ? { id, success: false, created: false, errors: [error] } : saved.next().value!;
  });
}

/** "Apex Developer Guide: sObjects That Can't Be Used Together in DML Operations". */
const setupObjects: ReadonlySet<string> = new Set([
  "FieldPermissions",
  "Group",
  "GroupMember",
  "ObjectPermissions",
  "PermissionSet",
  "PermissionSetAssignment",
  "PermissionSetGroup",
  "PermissionSetGroupComponent",
  "QueueSobject",
  "SetupEntityAccess",
  "User",
  "UserRole"
]);

function refuseMixture(
  tx: Transaction,
  work: WrittenWork,
  operation: DmlOperation,
  record: SObjectRecord,
  records: readonly SObjectRecord[]
): void {
  const { name, kind } = record.type;
  if (kind !== "standard" && kind !== "custom") return;
  if (setupObjects.has(name)) {
    if (mayBeMixed(tx, operation, record)) return;
    work.setup ??= name;
  } else work.other ??= name;
  if (work.setup === undefined || work.other === undefined) return;
  const original = setupObjects.has(name) ? work.other : work.setup;
  const error = {
    statusCode: "MIXED_DML_OPERATION",
    message: `DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ${name}, original object: ${original}`,
    fields: []
  };
  throw new DmlError(
    operation,
    records.map(({ id, type }, index) => ({ index, id, object: type, errors: [error] }))
  );
}

/** Fields of a user that decide what the user may see. */
const decisiveUserFields = ["UserRoleId", "IsActive", "ForecastEnabled", "IsPortalEnabled", "Username", "ProfileId"];

/** The same page: groups may be inserted and updated beside others, and users where no decisive field changes. */
function mayBeMixed(tx: Transaction, operation: DmlOperation, record: SObjectRecord): boolean {
  const { name } = record.type;
  if (name === "Group") return operation === "insert" || operation === "update";
  if (name !== "User") return false;
  if (operation === "insert") return record.get("UserRoleId") === null;
  return operation === "update" && !changesDecisiveField(tx, record);
}

function changesDecisiveField(tx: Transaction, record: SObjectRecord): boolean {
  const given = decisiveUserFields.flatMap((name) => (record.has(name) ? (record.type.field(name) ?? []) : []));
  if (given.length === 0 || record.id === null) return false;
  const columns = given.map(({ name }) => `"${name}"`).join(", ");
  const [stored] = tx.database.all(`SELECT ${columns} FROM "User" WHERE "Id" = ?`, [record.id]);
  return given.some((field, index) => {
    const value = record.get(field.name);
    return (value === null ? null : codecOf(field).encode(value)) !== (stored?.[index] ?? null);
  });
}

/** "Apex Developer Guide: Callout Limits and Limitations": no callout while there is uncommitted work. */
export function refuseCalloutAfterWork(): void {
  const work = workOf(apexContext().tx);
  if (work.uncommitted || work.savepoints.size > 0)
    throw apexError(
      "System.CalloutException",
      "You have uncommitted work pending. Please commit or rollback before calling out"
    );
}

export function savepointWasSet(savepoint: Savepoint): void {
  const work = workOf(apexContext().tx);
  work.savepoints.set(savepoint, work.uncommitted);
}

/** What was written since the savepoint is undone; the savepoint itself stays until it is released. */
export function rolledBackTo(savepoint: Savepoint): void {
  const work = workOf(apexContext().tx);
  work.uncommitted = work.savepoints.get(savepoint) ?? work.uncommitted;
}

export function savepointWasReleased(savepoint: Savepoint): void {
  workOf(apexContext().tx).savepoints.delete(savepoint);
}

/** "Apex Developer Guide: Performing DML Operations and Mock Callouts": what a test wrote before startTest is no obstacle. */
export function forgetWork(): void {
  apexContext().tx.state.delete(key);
}

/**
 * "Apex Developer Guide: Mixed DML Operations in Test Methods": a block of System.runAs mixes with nothing outside of it.
 * Answers how to return.
 */
export function separateWork(): () => void {
  const { tx } = apexContext();
  const outer = workOf(tx);
  tx.state.set(key, { ...nothingWritten(), uncommitted: outer.uncommitted, savepoints: outer.savepoints });
  return () => {
    outer.uncommitted ||= workOf(tx).uncommitted;
    tx.state.set(key, outer);
  };
}
