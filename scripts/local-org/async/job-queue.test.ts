import assert from "node:assert/strict";
import { test } from "node:test";
import { orgWith } from "../apex/testing/fixture.ts";
import { instantiate } from "../apex/runtime/reflection.ts";
import { JobQueue } from "./job-queue.ts";
import { enqueueQueueable } from "./start.ts";
import { scheduleJob } from "./schedule.ts";

const chain = `public class Chain implements Queueable, Schedulable {
  public Integer left = 3;
  public void execute(QueueableContext c) {
    insert new Account(Name = 'Step ' + left);
    if (left == 2) { Account broken = null; broken.Name = 'x'; }
    left--;
    if (left > 0) System.enqueueJob(this);
  }
  public void execute(SchedulableContext c) { insert new Account(Name = 'Scheduled'); }
}`;

function open(now: () => number = Date.now) {
  const org = orgWith({ classes: [chain] }, { clock: { now } });
  const failures: unknown[] = [];
  const queue: JobQueue = JobQueue.of(
    {
      transaction: (user, work) => org.transaction(user, (tx) => (queue.attach(tx), work(tx))),
      runApex: (tx, work) => org.runApex(tx, work)
    },
    { defer: () => undefined, onFailure: (_, problem) => failures.push(problem) }
  );
  const run = (work: () => void) =>
    org.transaction(org.administrator, (tx) => (queue.attach(tx), org.runApex(tx, work)));
  const column = (sql: string) =>
    org.transaction(org.administrator, (tx) => tx.database.all(sql).map(([value]) => value));
  return { org, queue, failures, run, column };
}

test("jobs run after the commit, chains go on, and a failing job is recorded without harm to the committed caller", () => {
  const { org, queue, failures, run, column } = open();
  run(() => void enqueueQueueable(instantiate(org.program.classByName("Chain")!), {}));
  assert.equal(queue.pendingCount, 1);
  queue.runAll();
  assert.deepEqual(column('SELECT "Name" FROM "Account" ORDER BY 1'), ["Step 3"]);
  assert.deepEqual(column('SELECT "Status" FROM "AsyncApexJob" ORDER BY "Id"'), ["Completed", "Failed"]);
  assert.deepEqual(column('SELECT "ExtendedStatus" FROM "AsyncApexJob" WHERE "NumberOfErrors" = 1'), [
    "Attempt to de-reference a null object"
  ]);
  assert.equal(failures.length, 1);
});

test("a job of a transaction that is rolled back is forgotten", () => {
  const { org, queue, run } = open();
  assert.throws(() =>
    run(() => {
      enqueueQueueable(instantiate(org.program.classByName("Chain")!), {});
      throw new Error("no");
    })
  );
  assert.equal(queue.pendingCount, 0);
});

test("scheduled jobs fire when their time has come, again and again", () => {
  let now = Date.UTC(2026, 0, 1);
  const { org, queue, run, column } = open(() => now);
  run(() => void scheduleJob("Nightly", "0 0 2 * * ?", instantiate(org.program.classByName("Chain")!)));
  queue.fireDue(now);
  assert.equal(queue.pendingCount, 0);
  for (const day of [1, 2]) {
    now = Date.UTC(2026, 0, day, 2, 0, 1);
    queue.fireDue(now);
    queue.runAll();
  }
  assert.deepEqual(column('SELECT "Name" FROM "Account"'), ["Scheduled", "Scheduled"]);
  assert.deepEqual(column('SELECT "State" FROM "CronTrigger"'), ["WAITING"]);
});
