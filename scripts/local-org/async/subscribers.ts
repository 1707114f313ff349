import type { ApexTriggerInfo } from "../apex/runtime/program.ts";
import type { SObjectRecord } from "../schema/record.ts";
import type { SObjectType } from "../schema/types.ts";
import { SetupWriter, type SetupContext } from "../security/system-data.ts";
import { takeNumbers } from "../storage/ids.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { EventRetry } from "./jobs.ts";

/** "Object Reference: EventBusSubscriber": a row for each trigger of events; one that stays keeps its position. */
export function writeSubscribers(context: SetupContext, triggers: readonly ApexTriggerInfo[], author: string): void {
  const { database, schema } = context;
  const writer = new SetupWriter(context);
  writer.author = author;
  const subscribing = triggers.filter(({ object }) => {
    const type = schema.object(object);
    // The events of changes are no objects of the org.
    return type === undefined || type.kind === "platformEvent";
  });
  database.run('DELETE FROM "EventBusSubscriber" WHERE "Name" NOT IN (SELECT value FROM json_each(?))', [
    JSON.stringify(subscribing.map(({ name }) => name))
  ]);
  for (const { name, object } of subscribing) {
    const sql = 'SELECT 1 FROM "EventBusSubscriber" WHERE "Name" = ? AND "Topic" = ?';
    if (database.all(sql, [name, object]).length > 0) continue;
    const [[trigger] = [null]] = database.all('SELECT "Id" FROM "ApexTrigger" WHERE "Name" = ?', [name]);
    writer.insert("EventBusSubscriber", {
      ExternalId: trigger as string | null,
      Name: name,
      Type: "ApexTrigger",
      Topic: object,
      Status: "Running",
      Position: takeNumbers(database, object, "ReplayId", 0),
      Tip: -1,
      Retries: 0,
      IsPartitioned: false
    });
  }
}

/** Gives events that are being delivered their replay ids. */
export function takeReplayIds(tx: Transaction, topic: SObjectType, events: readonly SObjectRecord[]): void {
  const before = takeNumbers(tx.database, topic.name, "ReplayId", events.length);
  events.forEach((event, index) => event.set("ReplayId", String(before + index + 1)));
}

/** Events that are delivered once more do not move a subscriber back. */
export function moveSubscriber(tx: Transaction, trigger: string, replayId: string): void {
  tx.database.run('UPDATE "EventBusSubscriber" SET "Position" = max("Position", ?) WHERE "Name" = ?', [
    Number(replayId),
    trigger
  ]);
}

/** What a trigger that asked for its events again shows of it. */
export function tellRetry(tx: Transaction, { trigger, retries, lastError }: EventRetry): void {
  tx.database.run('UPDATE "EventBusSubscriber" SET "Retries" = ?, "LastError" = ? WHERE "Name" = ?', [
    retries,
    lastError,
    trigger
  ]);
}
