import { completeFormulas } from "../formula/fields.ts";
import { standing, type Row } from "../save/row.ts";
import type { RecordAutomation } from "../save/types.ts";
import { SObjectRecord } from "../schema/record.ts";
import type { SObjectType } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { CompiledFlow } from "./compiled-flow.ts";
import { meets } from "./criteria.ts";
import type { RecordTrigger, Timing } from "./definition.ts";
import { RecordRefused } from "./fault.ts";
import type { FlowEngine } from "./flow-engine.ts";
import { isFault, metBefore } from "./interview.ts";
import { reschedule, schedule } from "./scheduled-paths.ts";
import type { FlowValue } from "./values.ts";

const runningKey = Symbol("records of running flows");

/** Flows that records' saves start ("Apex Developer Guide: Triggers and Order of Execution"). */
export function recordFlows(engine: () => FlowEngine): RecordAutomation {
  return {
    beforeSave: (tx, type, rows) => startFor(engine(), tx, type, "beforeSave", rows),
    afterSave: (tx, type, rows) => startFor(engine(), tx, type, "afterSave", rows),
    beforeDelete: (tx, type, rows) => startFor(engine(), tx, type, "beforeDelete", rows)
  };
}

function startFor(engine: FlowEngine, tx: Transaction, type: SObjectType, timing: Timing, rows: readonly Row[]): void {
  const flows = engine.startedBy(type.name, timing);
  if (flows.length === 0 || rows.length === 0) return;
  for (const flow of flows) startFlow(engine, tx, type, flow, standing(rows));
}

function startFlow(
  engine: FlowEngine,
  tx: Transaction,
  type: SObjectType,
  compiled: CompiledFlow,
  rows: readonly Row[]
): void {
  const trigger = compiled.flow.start.trigger!;
  const running = runningRecords(tx);
  const isBeforeSave = trigger.timing === "beforeSave";
  const keyOf = (row: Row): string => `${compiled.flow.name} ${row.id ?? ""}`;
  completeFormulas(
    tx,
    type,
    rows.map((row) => row.current)
  );
  const started = rows.filter((row) => {
    const isNew = row.old === undefined && trigger.timing !== "beforeDelete";
    const isMeant = trigger.timing === "beforeDelete" || (isNew ? trigger.onCreate : trigger.onUpdate);
    return (
      isMeant && !running.has(keyOf(row)) && failing(row, compiled, () => isEntered(engine, tx, compiled, row, trigger))
    );
  });
  if (compiled.flow.start.scheduledPaths.length > 0) {
    const others = rows.filter((row) => row.old !== undefined && !started.includes(row));
    schedule(engine, tx, compiled, started);
    reschedule(engine, tx, compiled, others, (row) => stillMeets(engine, tx, compiled, row, trigger));
  }
  if (started.length === 0) return;
  const keys = isBeforeSave ? [] : started.map(keyOf);
  for (const key of keys) running.add(key);
  try {
    const inputs = started.map((row) => inputsOf(row, isBeforeSave));
    const areNew = started[0]!.old === undefined;
    const ended = engine.run(tx, compiled, inputs, { areNew, beforeSave: isBeforeSave });
    started.forEach((row, index) => {
      const { error } = ended[index]!;
      if (error) fail(row, compiled, error);
    });
  } finally {
    for (const key of keys) running.delete(key);
  }
}

/** A flow does not start again for a record by what it does to the record itself. */
function runningRecords(tx: Transaction): Set<string> {
  let running = tx.state.get(runningKey) as Set<string> | undefined;
  if (!running) tx.state.set(runningKey, (running = new Set()));
  return running;
}

function isEntered(
  engine: FlowEngine,
  tx: Transaction,
  compiled: CompiledFlow,
  row: Row,
  { entry, onlyWhenItBeginsToMeet, timing }: RecordTrigger
): boolean {
  if (entry.conditions.length === 0 && entry.formula === undefined) return true;
  const isNew = row.old === undefined && timing !== "beforeDelete";
  const scope = engine.scope(tx, compiled, inputsOf(row, true), isNew);
  return meets(scope, entry) && !(onlyWhenItBeginsToMeet && metBefore(scope, entry));
}

/** What waits for a record whose flow runs for changes waits no longer once the record does not meet the criteria. */
function stillMeets(
  engine: FlowEngine,
  tx: Transaction,
  compiled: CompiledFlow,
  row: Row,
  trigger: RecordTrigger
): boolean {
  if (!trigger.onUpdate) return true;
  return failing(row, compiled, () =>
    isEntered(engine, tx, compiled, row, { ...trigger, onlyWhenItBeginsToMeet: false })
  );
}

/** Before the save a flow writes into the record that is saved; after it into a copy. */
function inputsOf({ current, old }: Row, isOwn: boolean): Map<string, FlowValue> {
  const record = isOwn ? current : new SObjectRecord(current.type, { ...current.values });
  return new Map<string, FlowValue>([
    ["$Record", record],
    ["$Record__Prior", old ?? null]
  ]);
}

function failing(row: Row, compiled: CompiledFlow, work: () => boolean): boolean {
  try {
    return work();
  } catch (error) {
    if (!isFault(error)) throw error;
    fail(row, compiled, error);
    return false;
  }
}

/** In the words that orgs' users quote. */
function fail(row: Row, { flow }: CompiledFlow, error: Error): void {
  if (error instanceof RecordRefused) {
    for (const { message, field } of error.errors)
      row.fail("FIELD_CUSTOM_VALIDATION_EXCEPTION", message, field === undefined ? [] : [field]);
    return;
  }
  row.fail(
    "CANNOT_EXECUTE_FLOW_TRIGGER",
    `We can't save this record because the “${flow.label}” process failed. Give your Salesforce admin these details. ${error.message}`
  );
}
