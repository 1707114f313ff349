/** What a test run says of what its tests would cost on the platform. */
import assert from "node:assert/strict";
import test from "node:test";
import { orgWith } from "./fixture.ts";
import { reportJson } from "./report-json.ts";
import { reportText } from "./report-text.ts";
import { runTests } from "./run-tests.ts";

const loop = (rounds: number): string => `Integer sum = 0; for (Integer i = 0; i < ${rounds}; i++) { sum += i; }`;

const classes = [
  `public class Work {
     public static void outer() { for (Integer i = 0; i < 100; i++) { inner(); } }
     static void inner() { ${loop(1000)} }
   }`,
  "public class Job implements Queueable { public void execute(QueueableContext context) { Work.outer(); } }",
  `@IsTest private class Costs_Test {
     @IsTest static void cheap() { ${loop(10)} }
     @IsTest static void dear() { ${loop(15_000_000)} }
     @IsTest static void middling() { Work.outer(); }
     @IsTest static void holding() { String local = 'x'.repeat(4000000); ${loop(2_000_000)} }
     @IsTest static void startsJob() { Test.startTest(); System.enqueueJob(new Job()); Test.stopTest(); }
   }`
];

const result = runTests(orgWith({ classes }, { metering: "measured" }));
const text = reportText(result, { profile: true });

test("the dearest tests come first, each with both estimates", () => {
  const [, first] = /Dearest tests.*\n(.*)\n/.exec(text)!;
  assert.match(first!, /CPU \d+\.\d\d–\d+\.\d\d s .* Costs_Test\.dear$/);
  assert.ok(text.indexOf("Costs_Test.middling") < text.indexOf("Costs_Test.cheap"));
});

test("a test that may use more than half of a limit is warned of, and no other", () => {
  const warned = text.split("\n").filter((line) => line.startsWith("! "));
  assert.deepEqual(
    warned.map((line) => line.replace(/use .*? of /, "use … of ")),
    ["! Costs_Test.dear may use … of 10 s of processor time", "! Costs_Test.holding may use … of 6 MB of heap"]
  );
});

test("the profile tells what a method takes itself and with what it calls", () => {
  const of = (name: string) => result.profile.find(({ method }) => method === name)!;
  const inner = of("Work.inner");
  assert.equal(inner.calls, 200);
  assert.equal(of("Work.outer").calls, 2);
  assert.ok(inner.self.low > 10 * of("Work.outer").self.low);
  assert.ok(Math.abs(of("Work.outer").total.low - of("Work.outer").self.low - inner.total.low) < 1e-6);
});

test("jobs of a test are told apart, by the limits of asynchronous Apex", () => {
  const { limits, jobLimits } = result.methods.find(({ methodName }) => methodName === "startsJob")!;
  const dearest = Math.max(...jobLimits.map(({ estimate }) => estimate.cpu.low));
  assert.ok(dearest > 10 * limits.estimate.cpu.low, `${dearest}`);
});

test("JSON carries the estimates, the warnings and the profile", () => {
  const json = reportJson(result, { orgId: "", username: "", userId: "", hostname: "", idOf: () => undefined }) as {
    tests: { limits: { estimate: { cpu: { low: number; high: number } } } }[];
    warnings: string[];
    profile: unknown[];
  };
  const { low, high } = json.tests[0]!.limits.estimate.cpu;
  assert.ok(low > 0 && high > low);
  assert.equal(json.warnings.length, 2);
  assert.ok(json.profile.length > 3);
});
