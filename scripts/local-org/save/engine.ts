import type { SObjectRecord } from "../schema/record.ts";
import type { SObjectType } from "../schema/types.ts";
import { countLicenses } from "../security/licenses.ts";
import { decidesAccess, forgetAccess } from "../security/access.ts";
import { requireWritable } from "../security/user-mode.ts";
import { codecOf } from "../storage/codec.ts";
import { quoted } from "../storage/tables.ts";
import { PlatformError } from "../transaction/platform-error.ts";
import type { Savepoint, Transaction } from "../transaction/transaction.ts";
import { normalizeId } from "../values/id.ts";
import { ChunkSaver } from "./chunk.ts";
import { resolveParents } from "./parents.ts";
import { accountsOfPersonContacts } from "./person-accounts.ts";
import { refuseLocked } from "./record-locks.ts";
import { Row, withoutEmptyText } from "./row.ts";
import {
  DmlError,
  type DmlOperation,
  type RecordAutomation,
  type SaveEngine,
  type SaveOptions,
  type SaveResult,
  type TriggerRunner
} from "./types.ts";

const chunkSize = 200;
/** "Apex Developer Guide: Bulk DML Exception Handling": a partial save is attempted at most three times. */
const maximumAttempts = 3;

const maximumRuns = 10;

type ChunkOperation = Exclude<DmlOperation, "upsert">;

/** What a save sets off: the triggers and flows of what is deployed. */
export interface SetOff {
  readonly triggers: TriggerRunner;
  readonly flows?: RecordAutomation;
}

/** The save procedure of one org. */
export function createSaveEngine(setOff: SetOff): SaveEngine {
  return {
    save: (tx, operation, records, options) =>
      records.length === 0 ? [] : new Statement(tx, setOff, operation, options).run(records)
  };
}

class Statement {
  private readonly tx: Transaction;
  private readonly setOff: SetOff;
  private readonly operation: DmlOperation;
  private readonly options: SaveOptions;

  constructor(tx: Transaction, setOff: SetOff, operation: DmlOperation, options: SaveOptions) {
    this.tx = tx;
    this.setOff = setOff;
    this.operation = operation;
    this.options = options;
  }

  run(records: readonly SObjectRecord[]): SaveResult[] {
    if (this.options.countLimits !== false) {
      this.tx.limits.consume("dmlStatements");
      this.tx.limits.consume("dmlRows", records.length);
    }
    const rows = records.map((record, index) => new Row(index, record));
    this.normalizeIds(rows);
    const savepoint = this.tx.setSavepoint();
    try {
      for (const [type, group] of runsOfOneType(rows)) {
        requireAllowed(type, this.operation, this.options);
        // Permissions and locks are those of what an upsert turns out to be.
        if (this.operation === "upsert") this.matchForUpsert(type, group);
        requireWritable(this.tx, type, this.operation, group, this.options);
        refuseLocked(this.tx, this.operation, group, this.options);
        if (this.operation !== "delete" && this.operation !== "undelete") {
          resolveParents(this.tx, type, group, this.options);
        }
        this.saveRun(type, group);
        if (decidesAccess(type)) {
          forgetAccess(this.tx);
        }
        if (type.name === "User") countLicenses(this.tx.database);
      }
    } catch (error) {
      this.takeBack(savepoint, rows);
      throw error;
    }
    const failures = rows.filter((row) => row.failed);
    if (this.options.allOrNone && failures.length > 0) {
      this.takeBack(savepoint, rows);
      throw new DmlError(
        this.operation,
        failures.map((row) => ({ index: row.index, id: row.given.id, object: row.given.type, errors: row.errors }))
      );
    }
    this.tx.releaseSavepoint(savepoint);
    return rows.map(resultOf);
  }

  /** What a failed statement has inserted is gone, and its records have no ids: so say tests of a public package. */
  private takeBack(savepoint: Savepoint, rows: readonly Row[]): void {
    for (const { created, given } of rows) if (created) delete given.values["Id"];
    this.tx.rollbackTo(savepoint);
    this.tx.releaseSavepoint(savepoint);
    forgetAccess(this.tx);
  }

  private normalizeIds(rows: readonly Row[]): void {
    const seen = new Set<string>();
    for (const row of rows) {
      if (row.id !== null) {
        row.id = normalizeId(row.id) ?? row.id;
        if (this.operation === "update" && seen.has(row.id)) {
          throw new PlatformError({
            apexType: "System.ListException",
            statusCode: "DUPLICATE_VALUE",
            message: `Duplicate id in list: ${row.id}`
          });
        }
        seen.add(row.id);
      } else if (this.operation !== "insert" && this.operation !== "upsert") {
        row.fail("MISSING_ARGUMENT", `Id not specified in an ${this.operation} call`);
      }
    }
  }

  private saveRun(type: SObjectType, rows: readonly Row[]): void {
    if (this.operation !== "upsert") {
      this.saveInChunks(this.operation, type, rows);
      return;
    }
    const standing = rows.filter((row) => !row.failed);
    // Told apart before anything is saved: what is inserted here has an id afterwards, and is not updated besides.
    const added = standing.filter((row) => row.id === null);
    const known = standing.filter((row) => row.id !== null);
    this.saveInChunks("insert", type, added);
    this.saveInChunks("update", type, known);
  }

  private saveInChunks(operation: ChunkOperation, type: SObjectType, rows: readonly Row[]): void {
    const persons = operation === "update" ? accountsOfPersonContacts(this.tx, type, rows) : new Map<Row, Row>();
    if (persons.size > 0) this.saveByAccount(persons);
    const open = rows.filter((row) => !row.failed && !persons.has(row));
    for (let start = 0; start < open.length; start += chunkSize) {
      const chunk = open.slice(start, start + chunkSize);
      if (this.options.allOrNone) {
        new ChunkSaver(this.tx, this.setOff, this.options).save(operation, type, chunk);
        if (chunk.some((row) => row.failed)) {
          return;
        }
      } else {
        this.savePartially(operation, type, chunk);
      }
    }
    writeBack(open);
  }

  private saveByAccount(persons: ReadonlyMap<Row, Row>): void {
    this.saveInChunks("update", this.tx.schema.object("Account")!, [...persons.values()]);
    for (const [contact, account] of persons) contact.errors.push(...account.errors);
  }

  /**
   * Saves what can be saved: where a row fails, all is taken back and tried again with the rows that did not. Limits are
   * those before each attempt; statics keep what triggers did to them.
   */
  private savePartially(operation: ChunkOperation, type: SObjectType, chunk: readonly Row[]): void {
    const usage = this.tx.limits.snapshot();
    let rows = chunk;
    for (let attempt = 1; rows.length > 0; attempt++) {
      const savepoint = this.tx.setSavepoint();
      new ChunkSaver(this.tx, this.setOff, this.options).save(operation, type, rows);
      const good = rows.filter((row) => !row.failed);
      if (good.length === rows.length) {
        this.tx.releaseSavepoint(savepoint);
        return;
      }
      this.tx.rollbackTo(savepoint);
      this.tx.releaseSavepoint(savepoint);
      this.tx.limits.restore(usage);
      if (attempt === maximumAttempts) {
        for (const row of good) {
          row.fail(
            "UNKNOWN_EXCEPTION",
            "Too many batch retries in the presence of Apex triggers and partial failures."
          );
        }
        return;
      }
      for (const row of operation === "insert" ? good : []) {
        row.id = null;
      }
      rows = good;
    }
  }

  /** "SOAP API Developer Guide: upsert()": none found inserts, one updates, more are an error. */
  private matchForUpsert(type: SObjectType, rows: readonly Row[]): void {
    const name = this.options.externalIdField ?? "Id";
    if (name.toLowerCase() === "id") {
      return;
    }
    const field = type.field(name);
    if (field === undefined || !(field.externalId || field.unique || field.nameField)) {
      throw new PlatformError({
        apexType: "System.SObjectException",
        statusCode: "INVALID_FIELD",
        message: `Field name provided, ${name} is not an External ID or indexed field for ${type.name}`
      });
    }
    const codec = codecOf(field);
    const keyOf = (value: unknown): string =>
      field.caseSensitive ? String(value) : String(value).toUpperCase().toLowerCase();
    const byKey = new Map<string, Row[]>();
    for (const row of rows) {
      const value = row.given.get(field.name);
      if (value === null) {
        row.fail("MISSING_ARGUMENT", `${field.name} not specified`, [field.name]);
        continue;
      }
      const key = keyOf(codec.encode(value));
      byKey.set(key, [...(byKey.get(key) ?? []), row]);
    }
    for (const duplicates of byKey.values()) {
      for (const row of duplicates.length > 1 ? duplicates : []) {
        row.fail("DUPLICATE_VALUE", `Duplicate external id specified: ${String(row.given.get(field.name))}`, [
          field.name
        ]);
      }
    }
    this.assignMatches(type, field.name, byKey, keyOf);
  }

  private assignMatches(
    type: SObjectType,
    fieldName: string,
    byKey: ReadonlyMap<string, readonly Row[]>,
    keyOf: (value: unknown) => string
  ): void {
    const column = quoted(fieldName);
    const codec = codecOf(type.field(fieldName)!);
    const values = [...byKey.values()].map(([row]) => codec.encode(row!.given.get(fieldName)));
    const matches = new Map<string, string[]>();
    const bin = type.field("IsDeleted") === undefined ? "" : ' AND "IsDeleted" = 0';
    for (const [id, value] of this.tx.database.all(
      `SELECT "Id", ${column} FROM ${quoted(type.name)} WHERE ${column} IN (SELECT value FROM json_each(?))${bin}`,
      [JSON.stringify(values, (_, item: unknown) => (typeof item === "bigint" ? Number(item) : item))]
    )) {
      const key = keyOf(value);
      matches.set(key, [...(matches.get(key) ?? []), id as string]);
    }
    for (const [key, [row]] of byKey) {
      const ids = matches.get(key) ?? [];
      if (ids.length > 1) {
        row!.fail("DUPLICATE_EXTERNAL_ID", `More than one record found for external id field: [${ids.join(", ")}]`);
      } else if (ids.length === 1) {
        row!.id = ids[0]!;
      }
    }
  }
}

/** "Object Reference", section Supported Calls of every object: not every object can be written, except by the org itself (job records and the like). */
function requireAllowed(type: SObjectType, operation: DmlOperation, options: SaveOptions): void {
  const isOrgItself = options.accessMode === "system" && options.countLimits === false;
  const allowed =
    operation === "insert"
      ? type.createable
      : operation === "update"
        ? type.updateable
        : operation === "upsert"
          ? type.createable && type.updateable
          : type.deletable;
  if ((!allowed && !isOrgItself) || type.kind === "platformEvent") {
    throw new PlatformError({
      apexType: "System.TypeException",
      statusCode: "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
      message: `DML operation ${operation.toUpperCase()} not allowed on ${type.name}`
    });
  }
}

/** What the caller sees in its records afterwards: their ids, an upsert's too, and no empty texts. */
function writeBack(rows: readonly Row[]): void {
  for (const row of rows) {
    if (!row.failed) {
      const { values } = row.given;
      values["Id"] = row.id;
      for (const name in values) {
        values[name] = withoutEmptyText(values[name]!);
      }
    }
  }
}

/** Neighbours of the same type are saved together; a list may change its type only so often. */
function runsOfOneType(rows: readonly Row[]): [SObjectType, Row[]][] {
  const runs: [SObjectType, Row[]][] = [];
  for (const row of rows) {
    const last = runs[runs.length - 1];
    if (last !== undefined && last[0] === row.given.type) {
      last[1].push(row);
    } else {
      runs.push([row.given.type, [row]]);
    }
  }
  if (runs.length > maximumRuns) {
    throw new PlatformError({
      apexType: "System.TypeException",
      statusCode: "INVALID_OPERATION",
      message: `Cannot have more than ${maximumRuns} chunks in a single operation. Please rearrange the data to reduce chunking.`
    });
  }
  return runs;
}

function resultOf(row: Row): SaveResult {
  return {
    id: row.failed && row.created ? null : row.id,
    success: !row.failed,
    created: row.created && !row.failed,
    errors: row.errors
  };
}
