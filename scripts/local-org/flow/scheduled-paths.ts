import type { Row } from "../save/row.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { ApexTime } from "../values/time.ts";
import type { CompiledFlow } from "./compiled-flow.ts";
import type { ScheduledPath } from "./definition.ts";
import { recordsById } from "./find-records.ts";
import type { FlowEngine } from "./flow-engine.ts";
import type { FlowValue } from "./values.ts";
import type { WaitingPath } from "./waiting-path.ts";

/** "Salesforce Help: Scheduled Paths": parts of a flow that run at a time after (or before) the save or a date of the record. */
export function schedule(engine: FlowEngine, tx: Transaction, compiled: CompiledFlow, rows: readonly Row[]): void {
  const waiting = engine.host.waiting(tx);
  for (const row of rows)
    for (const path of compiled.flow.start.scheduledPaths) {
      const due = momentOf(path, tx, row);
      if (due === undefined) waiting.withdraw(keyOf(compiled, path, row));
      else waiting.wait({ ...pathOf(engine, tx, compiled, path, row), due });
    }
}

/** Of records that changed without starting the flow: what waits by a date moves with it, or no longer waits. */
export function reschedule(
  engine: FlowEngine,
  tx: Transaction,
  compiled: CompiledFlow,
  rows: readonly Row[],
  stillMeets: (row: Row) => boolean
): void {
  const waiting = engine.host.waiting(tx);
  for (const row of rows) {
    const meets = stillMeets(row);
    for (const path of compiled.flow.start.scheduledPaths) {
      const isByField = path.when?.field !== undefined;
      if (meets && !isByField) continue;
      const due = meets ? momentOf(path, tx, row) : undefined;
      if (due === undefined) waiting.withdraw(keyOf(compiled, path, row));
      else waiting.move(keyOf(compiled, path, row), due);
    }
  }
}

function keyOf({ flow }: CompiledFlow, path: ScheduledPath, row: Row): string {
  return `${flow.name} ${path.name} ${row.id!}`;
}

function pathOf(
  engine: FlowEngine,
  tx: Transaction,
  compiled: CompiledFlow,
  path: ScheduledPath,
  row: Row
): Omit<WaitingPath, "due"> {
  return {
    key: keyOf(compiled, path, row),
    user: tx.user,
    recordId: row.id!,
    batch: { name: `${compiled.flow.name} ${path.name}`, size: path.batchSize },
    run: (later, ids) => runPath(engine, later, compiled, path, ids)
  };
}

/** Records are read as they are then; those that are gone have no interview. */
function runPath(
  engine: FlowEngine,
  tx: Transaction,
  compiled: CompiledFlow,
  path: ScheduledPath,
  ids: readonly string[]
): void {
  const records = recordsById(engine.host.soql, tx, compiled.objectOf("$Record")!, ids);
  const inputs = records.map(
    (record) =>
      new Map<string, FlowValue>([
        ["$Record", record],
        ["$Record__Prior", null]
      ])
  );
  const failed = engine.run(tx, compiled, inputs, { from: path.next }).find(({ error }) => error);
  if (failed) throw failed.error!;
}

/** Undefined where the date that the path goes by is blank. */
function momentOf({ when }: ScheduledPath, tx: Transaction, { current }: Row): number | undefined {
  const now = tx.clock.now();
  if (!when) return now;
  const zone = tx.user.timeZone;
  const given = when.field === undefined ? new ApexDatetime(now) : current.get(when.field);
  const from = given instanceof ApexDate ? ApexDatetime.ofLocal(given, new ApexTime(0), zone) : given;
  return from instanceof ApexDatetime ? moved(from, when, zone).epochMilliseconds : undefined;
}

function moved(from: ApexDatetime, { offset, unit }: NonNullable<ScheduledPath["when"]>, zone: string): ApexDatetime {
  switch (unit) {
    case "Minutes":
      return from.addMilliseconds(offset * 60_000);
    case "Hours":
      return from.addMilliseconds(offset * 3_600_000);
    case "Days":
      return from.addDays(offset, zone);
    case "Weeks":
      return from.addDays(offset * 7, zone);
    case "Months":
      return from.addMonths(offset, zone);
  }
}
