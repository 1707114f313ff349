import type { RecordError, SObjectRecord } from "../schema/record.ts";
import type { SObjectType } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { Row } from "./row.ts";
import { PlatformError } from "../transaction/platform-error.ts";

export type DmlOperation = "insert" | "update" | "upsert" | "delete" | "undelete";

export interface SaveOptions {
  readonly allOrNone: boolean;
  readonly accessMode: "user" | "system";
  readonly withSharing: boolean;
  /** Upsert only: canonical name of the external id field; `Id` where absent. */
  readonly externalIdField?: string;
  /** API saves are not counted against Apex limits. Default true. */
  readonly countLimits?: boolean;
  /** From Database.DMLOptions, as the next one. */
  readonly duplicateRuleAllowSave?: boolean;
  /** Texts that are too long are cut instead of refused. */
  readonly truncatesTexts?: boolean;
}

/** One per record given, in their order. */
export interface SaveResult {
  readonly id: string | null;
  readonly success: boolean;
  /** Upsert: true where the record was inserted. Insert: true. */
  readonly created: boolean;
  readonly errors: readonly RecordError[];
}

/** An all-or-none save that failed: nothing of the statement remains. */
export class DmlError extends PlatformError {
  readonly operation: DmlOperation | "convertLead";
  /** One entry per failed record, first failure first. */
  readonly failures: readonly {
    readonly index: number;
    readonly id: string | null;
    readonly object: SObjectType;
    readonly errors: readonly RecordError[];
  }[];

  constructor(operation: DmlError["operation"], failures: DmlError["failures"]) {
    const first = failures[0]!;
    const error = first.errors[0]!;
    const withId = first.id && operation !== "insert" ? ` with id ${first.id}` : "";
    const word = operation[0]!.toUpperCase() + operation.slice(1);
    super({
      apexType: "System.DmlException",
      statusCode: error.statusCode,
      fields: error.fields,
      message: `${word} failed. First exception on row ${first.index}${withId}; first error: ${error.statusCode}, ${error.message}: [${error.fields.join(", ")}]`
    });
    this.operation = operation;
    this.failures = failures;
  }
}

/** One firing of an object's triggers for one chunk of at most 200 records. */
export interface TriggerEvent {
  readonly object: SObjectType;
  readonly timing: "before" | "after";
  readonly operation: "insert" | "update" | "delete" | "undelete";
  /** Absent for delete. Before triggers may write fields; after triggers see them `readOnly`. */
  readonly newRecords?: SObjectRecord[];
  /** Absent for insert and undelete; same order as `newRecords`. */
  readonly oldRecords?: SObjectRecord[];
}

/**
 * Implemented by the Apex room, called by the save procedure. Triggers report errors on the records by `addError`;
 * an exception that leaves a trigger is a CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY on every record of the chunk, except
 * LimitExceededError, which ends the transaction.
 */
export interface TriggerRunner {
  handles(object: SObjectType, timing: TriggerEvent["timing"], operation: TriggerEvent["operation"]): boolean;
  run(tx: Transaction, event: TriggerEvent): void;
}

/**
 * Implemented by the room of flows: what else a save starts, for the rows of a chunk that still stand. Errors stay on the rows.
 * "Apex Developer Guide: Triggers and Order of Execution".
 */
export interface RecordAutomation {
  beforeSave(tx: Transaction, type: SObjectType, rows: readonly Row[]): void;
  afterSave(tx: Transaction, type: SObjectType, rows: readonly Row[]): void;
  beforeDelete(tx: Transaction, type: SObjectType, rows: readonly Row[]): void;
}

/** Implemented by `save/save.ts`. */
export interface SaveEngine {
  /**
   * The platform's order of execution ("Apex Developer Guide: Triggers and Order of Execution") in chunks of 200.
   * Writes ids and nothing else back to the given records. Throws {@link DmlError} where `allOrNone` and a record failed.
   */
  save(tx: Transaction, operation: DmlOperation, records: readonly SObjectRecord[], options: SaveOptions): SaveResult[];
}
