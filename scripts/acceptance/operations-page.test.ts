/** Runs what docs/operations.md tells an administrator to run. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";

const page = readFileSync("docs/operations.md", "utf8");
const script = /```apex\n([\s\S]*?)```/.exec(page)![1]!;
const scheduled = [...script.matchAll(/System\.schedule\('([^']+)', '([^']+)', new (\w+)\(\)\);/g)].map(
  ([, name, cron, job]) => ({ name: name!, cron: cron!, job: job! })
);

let org: OrgProcess;

before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
});
after(() => org.stop());

test("the page schedules every job of the app that can be scheduled, and says what each does", () => {
  const jobs = readdirSync("force-app", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".cls") && !file.endsWith("_Test.cls"))
    .filter((file) => /class \w+[^{]*\bSchedulable\b/.test(readFileSync(join("force-app", file), "utf8")))
    .map((file) => basename(file, ".cls"))
    .sort();
  assert.ok(jobs.length >= 9, `only ${jobs.length} jobs were found`);
  assert.deepEqual(scheduled.map(({ job }) => job).sort(), jobs);
  for (const job of jobs) assert.match(page, new RegExp(`^\\| \`${job}\` `, "m"));
});

test("no other page has times of jobs, which would come to differ", () => {
  const others = readdirSync("docs").filter((name) => name.endsWith(".md") && name !== "operations.md");
  assert.deepEqual(
    others.filter((name) => readFileSync(join("docs", name), "utf8").includes("System.schedule('")),
    []
  );
});

test("the script runs as it stands, and the jobs wait at the times that it says", async () => {
  const result = await org.connection.tooling.executeAnonymous(script);
  assert.equal(result.success, true, result.exceptionMessage ?? result.compileProblem ?? "");
  const triggers = await org.connection.query<{ CronExpression: string; CronJobDetail: { Name: string } }>(
    "SELECT CronExpression, CronJobDetail.Name FROM CronTrigger WHERE State = 'WAITING'"
  );
  assert.deepEqual(
    triggers.records.map(({ CronExpression, CronJobDetail }) => `${CronJobDetail.Name} ${CronExpression}`).sort(),
    scheduled.map(({ name, cron }) => `${name} ${cron}`).sort()
  );
});
