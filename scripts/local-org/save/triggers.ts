import type { SObjectRecord } from "../schema/record.ts";
import type { SObjectType } from "../schema/types.ts";
import { LimitExceededError } from "../transaction/limits.ts";
import { PlatformError } from "../transaction/platform-error.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { completeFormulas, formulaFields } from "../formula/fields.ts";
import { standing, type Row } from "./row.ts";
import type { TriggerEvent, TriggerRunner } from "./types.ts";

/** "Apex Developer Guide: Execution Governors and Limits": stack depth of triggers that fire recursively. */
const maximumDepth = 16;
const depthKey = Symbol("trigger depth");

/** Fires an object's triggers for the rows that still stand and collects the errors that they report. */
export function fireTriggers(
  tx: Transaction,
  runner: TriggerRunner,
  type: SObjectType,
  timing: TriggerEvent["timing"],
  operation: TriggerEvent["operation"],
  allRows: readonly Row[]
): void {
  const rows = standing(allRows);
  if (rows.length === 0 || !runner.handles(type, timing, operation)) {
    return;
  }
  const event = eventOf(tx, type, timing, operation, rows);
  const readOnlyNew = timing === "after";
  for (const record of event.newRecords ?? []) {
    record.readOnly = readOnlyNew;
  }
  for (const record of event.oldRecords ?? []) {
    record.readOnly = true;
  }
  try {
    withDepth(tx, type, operation, () => runner.run(tx, event));
  } catch (error) {
    failAll(rows, error);
  } finally {
    for (const record of event.newRecords ?? []) {
      record.readOnly = false;
    }
  }
  for (const row of rows) {
    row.collectErrors();
  }
}

function eventOf(
  tx: Transaction,
  type: SObjectType,
  timing: TriggerEvent["timing"],
  operation: TriggerEvent["operation"],
  rows: readonly Row[]
): TriggerEvent {
  const event: TriggerEvent = {
    object: type,
    timing,
    operation,
    ...(operation === "delete" ? {} : { newRecords: rows.map((row) => row.current) }),
    ...(operation === "update" ? { oldRecords: rows.map((row) => row.old!) } : {}),
    ...(operation === "delete" ? { oldRecords: rows.map((row) => row.current) } : {})
  };
  completeFormulas(tx, type, [...(event.newRecords ?? []), ...withoutFormulas(type, event.oldRecords ?? [])]);
  return event;
}

/** Old records stay as a trigger that ran before has seen them. */
function withoutFormulas(type: SObjectType, records: readonly SObjectRecord[]): SObjectRecord[] {
  return records.filter((record) => formulaFields(type).some(({ name }) => !record.has(name)));
}

function withDepth(tx: Transaction, type: SObjectType, operation: string, run: () => void): void {
  const depth = ((tx.state.get(depthKey) as number | undefined) ?? 0) + 1;
  if (depth > maximumDepth) {
    throw new PlatformError({
      apexType: "System.DmlException",
      statusCode: "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
      message: `Maximum trigger depth exceeded: ${type.name} trigger event ${operation}`
    });
  }
  tx.state.set(depthKey, depth);
  try {
    run();
  } finally {
    tx.state.set(depthKey, depth - 1);
  }
}

/** An exception that leaves a trigger fails the whole chunk; mistakes of the local org itself are not hidden in it. */
function failAll(rows: readonly Row[], error: unknown): void {
  const isApex = error instanceof Error && "apexTypeName" in error;
  if (error instanceof LimitExceededError || !(isApex || error instanceof PlatformError)) {
    throw error;
  }
  for (const row of rows) {
    row.fail("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", error.message);
  }
}
