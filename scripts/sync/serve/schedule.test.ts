import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { Schedule, type Outcome, type ScheduledRun } from "./schedule.ts";

/** Never due within a test: the start alone makes them run. */
const YEARLY = "0 0 29 2 *";

function started(context: TestContext, runs: readonly ScheduledRun[], atOnce = true): Schedule {
  const schedule = new Schedule(runs, "Europe/Istanbul");
  context.after(() => schedule.stop(new Error("the test has ended")));
  schedule.start(atOnce);
  return schedule;
}

function run(name: string, execute: ScheduledRun["execute"], more: Partial<ScheduledRun> = {}): ScheduledRun {
  return { name, schedule: YEARLY, execute, ...more };
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !holds(); await pause(5)) assert.ok(Date.now() < end, "it never came about");
}

test("runs are at work one at a time, in the order in which they became due", async (context) => {
  const events: string[] = [];
  const slow = (name: string): ScheduledRun =>
    run(name, async () => {
      events.push(`${name} began`);
      await pause(20);
      events.push(`${name} ended`);
      return "done";
    });
  started(context, [slow("a"), slow("b"), slow("c")]);
  await until(() => events.length === 6);
  assert.deepEqual(events, ["a began", "a ended", "b began", "b ended", "c began", "c ended"]);
});

test("what is due again while it is at work does not pile up", async (context) => {
  let [begun, most, atWork] = [0, 0, 0];
  const busy = run(
    "busy",
    async () => {
      begun++;
      most = Math.max(most, ++atWork);
      await pause(2_500);
      atWork--;
      return "done";
    },
    { schedule: "* * * * * *" }
  );
  const schedule = started(context, [busy], false);
  await pause(4_000);
  await schedule.stop(new Error("enough"));
  assert.equal(most, 1);
  assert.ok(begun >= 1 && begun <= 2, `${begun}`);
});

test("a run that failed makes the service unwell until one goes well again", async (context) => {
  const outcomes: Outcome[] = ["failed", "rejects"];
  const erp = run("erp", () => Promise.resolve(outcomes.shift() ?? "done"), { schedule: "* * * * * *" });
  const schedule = started(context, [erp]);
  const state = () => schedule.states()[0]!;
  await until(() => state().lastOutcome === "failed");
  assert.equal(state().isWell, false);
  await until(() => state().lastOutcome === "rejects");
  assert.equal(state().isWell, true);
  assert.match(state().nextAt ?? "", /^\d{4}-\d\d-\d\dT/);
});

test("a source that is too far behind is unwell, counted from the beginning of the run that last went well", (context) => {
  const schedule = started(context, [run("erp", () => Promise.resolve("done"), { maxLagMinutes: 60 })], false);
  const after = (minutes: number) => schedule.states(Date.now() + minutes * 60_000 + 1_000)[0]!;
  assert.deepEqual([after(59).lagMinutes, after(59).isWell], [59, true]);
  assert.deepEqual([after(61).lagMinutes, after(61).isWell], [61, false]);
});

test("stopping tells the run at work why, waits for its end, and begins no other", async (context) => {
  const events: string[] = [];
  const patient = run("patient", async (signal) => {
    events.push("began");
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    await pause(20);
    events.push(`ended: ${(signal.reason as Error).message}`);
    return "failed";
  });
  const schedule = started(context, [
    patient,
    run("next", () => Promise.resolve(events.push("next") ? "done" : "failed"))
  ]);
  await until(() => events.length === 1);
  await schedule.stop(new Error("SIGTERM"));
  assert.deepEqual(events, ["began", "ended: SIGTERM"]);
});
