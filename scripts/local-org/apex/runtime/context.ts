import { LimitExceededError } from "../../transaction/limits.ts";
import type { SaveEngine, TriggerEvent } from "../../save/types.ts";
import type { SObjectRecord } from "../../schema/record.ts";
import type { SoqlEngine } from "../../soql/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import type { ApexProgram } from "./program.ts";

/** 0: no class has declared anything yet (the entry point decides), 1: with sharing, 2: without sharing. */
export type SharingMode = 0 | 1 | 2;

/** Receives what `System.debug` writes. */
export interface DebugLog {
  write(level: string, place: string, message: string): void;
}

/** Told of what Apex does with records; the test runner's watch for lost updates is one. */
export interface RecordObserver {
  /** Apex reads a field of a record in memory. */
  fieldRead(record: SObjectRecord, field: string): void;
  recordCopied(original: SObjectRecord, copy: SObjectRecord): void;
  /** A trigger is about to see these rows, which their save holds locked. */
  rowsBeingSaved(records: readonly SObjectRecord[]): void;
}

/** Starts the flows without screens of an org; inputs and outputs are Apex values by the variable's name. */
export interface FlowStarter {
  /** Whether the org has such a flow. */
  has(name: string): boolean;
  /** Whether the flow is active and the org runs it. */
  runs(name: string): boolean;
  /** Whether the org runs the flow where Apex starts it. */
  runsForApex(name: string): boolean;
  /** One interview for each of `inputs`, together; an error instead of the output of one that ended in a fault. */
  start(
    tx: Transaction,
    name: string,
    inputs: readonly ReadonlyMap<string, unknown>[]
  ): readonly (ReadonlyMap<string, unknown> | Error)[];
}

/** What running Apex can reach: one per transaction. */
export interface ApexContext {
  readonly tx: Transaction;
  soql: SoqlEngine;
  saving: SaveEngine;
  /** Hears of field reads only where the program was compiled so. */
  observer: RecordObserver | undefined;
  readonly program: ApexProgram;
  /** Absent where Apex runs outside of an org. */
  readonly flows: FlowStarter | undefined;
  readonly debugLog: DebugLog;
  /** The test runner's own state while a test method runs; undefined otherwise. */
  test: unknown;
  /** Values of the static variables by class index; filled by generated code on first use. */
  statics: (Record<string, unknown> | undefined)[];
  sharing: SharingMode;
  /** Operations that do not say how run in user mode, as the running class's version has it. */
  userMode: boolean;
  /** Trigger context variables of the innermost running trigger. */
  trigger: TriggerContext | undefined;
}

export interface TriggerContext {
  readonly name: string;
  readonly event: TriggerEvent;
  /** The trigger whose work fired this one. */
  readonly outer: TriggerContext | undefined;
  /** What `Trigger.new`, `Trigger.isInsert` … answer; collections are Apex collections. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export const ambient: { context: ApexContext | undefined } = { context: undefined };

/** The running context; throws outside of {@link runInContext}. */
export function apexContext(): ApexContext {
  if (!ambient.context) throw new Error("Apex ran outside of a context");
  return ambient.context;
}

export function createContext(
  parts: Pick<ApexContext, "tx" | "soql" | "saving" | "program"> & {
    flows?: FlowStarter;
    debugLog?: DebugLog;
    test?: unknown;
  }
): ApexContext {
  return {
    ...parts,
    flows: parts.flows,
    debugLog: parts.debugLog ?? { write: () => undefined },
    observer: undefined,
    test: parts.test,
    statics: [],
    sharing: 0,
    userMode: false,
    trigger: undefined
  };
}

/** Runs `work` with `context` as the ambient one and gives the previous one back afterwards. */
export function runInContext<T>(context: ApexContext, work: () => T): T {
  const outer = ambient.context;
  ambient.context = context;
  try {
    return context.tx.limits.meter.during(work);
  } catch (thrown) {
    // "Apex Developer Guide: Execution Governors and Limits": recursion ends in a limit exception, which Apex cannot catch.
    if (thrown instanceof RangeError && thrown.message.startsWith("Maximum call stack"))
      throw new LimitExceededError("Maximum stack depth reached: 1001");
    throw thrown;
  } finally {
    ambient.context = outer;
  }
}
