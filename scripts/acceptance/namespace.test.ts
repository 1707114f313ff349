/** The app as a package of a namespace: its own code goes by its own words, everybody else by the package's. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import type { RunSummary } from "../sync/report/summary.ts";
import { testClasses } from "./apex-test-classes.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createRecord } from "./records.ts";

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "namespace-"));
const project = join(folder, "project");
let org: OrgProcess;

before(async () => {
  for (const part of ["force-app", "config"]) cpSync(part, join(project, part), { recursive: true });
  const definition = JSON.parse(readFileSync("sfdx-project.json", "utf8")) as object;
  writeFileSync(join(project, "sfdx-project.json"), JSON.stringify({ ...definition, namespace: "ours" }));
  org = await startOrg(["--project", project]);
  await assignPermissionSet(org, "Loyalty_Administrator");
});

after(async () => {
  await org.stop();
  rmSync(folder, { recursive: true, force: true });
});

// "ISVforce Guide: Namespace Prefix".
test("the app's objects, fields and relationships carry the namespace", async () => {
  const { connection } = org;
  const { sobjects } = await connection.describeGlobal();
  assert.ok(sobjects.some(({ name }) => name === "ours__LoyaltyMember__c"));
  assert.deepEqual(
    sobjects.map(({ name }) => name).filter((name) => /__c$/.test(name) && !name.startsWith("ours__")),
    []
  );
  const { fields, childRelationships } = await connection.describe("ours__LoyaltyMember__c");
  const custom = fields.filter((field) => field.custom).map(({ name, relationshipName }) => [name, relationshipName]);
  assert.ok(custom.length > 20);
  assert.deepEqual(
    custom.flat().filter((name) => name && !name.startsWith("ours__") && /__/.test(name)),
    []
  );
  assert.ok(childRelationships.some(({ relationshipName }) => relationshipName === "ours__Transactions__r"));
});

// "Apex Developer Guide: Exposing Apex Classes as REST Web Services", namespaces in URLs.
test("the app's REST resources lie below the namespace", async () => {
  const answer = (path: string) =>
    fetch(`${org.instanceUrl}/services/apexrest/${path}`, { headers: { Authorization: `Bearer ${org.accessToken}` } });
  const below = await answer("ours/loyalty/v1/members/NOBODY");
  assert.match(await below.text(), /This record does not exist/);
  assert.equal((await answer("loyalty/v1/members/NOBODY")).status, 404);
  assert.match(await (await answer("loyalty/v1/members/NOBODY")).text(), /Could not find a match for URL/);
});

test("the sync finds the namespace by itself", async () => {
  const program = await createRecord(org, "ours__LoyaltyProgram__c", {
    Name: "Test",
    ours__Code__c: "TEST",
    ours__Active__c: true,
    ours__PointName__c: "Points",
    ours__EarningBasis__c: "Amount",
    ours__PointsPerUnit__c: 1,
    ours__Rounding__c: "Down",
    ours__ReturnPolicy__c: "Base",
    ours__ExpiryModel__c: "None"
  });
  const mapping = join(folder, "erp.json");
  writeFileSync(
    mapping,
    JSON.stringify({
      name: "erp",
      program: "TEST",
      source: { format: "csv", timeZone: "UTC" },
      document: {
        rows: "documents",
        externalId: { column: "No", prefix: "T-" },
        occurredAt: { column: "Date", format: "yyyy-MM-dd" },
        member: { column: "Customer", prefix: "T-" },
        amount: { column: "Amount" },
        currency: { constant: "EUR" },
        kind: { negativeAmount: "Return" }
      },
      member: { autoEnroll: true, as: "Account", name: "{Customer}" }
    })
  );
  const input = join(folder, "documents.csv");
  writeFileSync(input, "No,Date,Customer,Amount\n1,2026-01-05,C1,10.50\n2,2026-01-06,C2,20\n");
  const first = await sync("run", "--mapping", mapping, "--input", input, "--json");
  assert.deepEqual([first.accepted, first.membersEnrolled, first.differences.length], [2, 2, 0]);
  const second = await sync("run", "--mapping", mapping, "--input", input, "--json");
  assert.deepEqual([second.accepted, second.unchanged], [0, 2]);
  const { records } = await org.connection.query<{ ours__Balance__c: number }>(
    `SELECT ours__Balance__c FROM ours__LoyaltyMember__c WHERE ours__Program__c = '${program}' ORDER BY ours__MemberNumber__c`
  );
  assert.deepEqual(
    records.map((member) => member.ours__Balance__c),
    [10, 20]
  );
  const { records: runs } = await org.connection.query<{ ours__State__c: string }>(
    "SELECT ours__State__c FROM ours__LoyaltySyncRun__c"
  );
  assert.deepEqual(
    runs.map((one) => one.ours__State__c),
    ["Succeeded", "Succeeded"]
  );
});

async function sync(...args: readonly string[]): Promise<RunSummary> {
  const { stdout } = await run(
    process.execPath,
    ["scripts/launch.js", "sync/main", ...args, "--work-dir", join(folder, "work")],
    { env: { ...process.env, SF_INSTANCE_URL: org.instanceUrl, SF_ACCESS_TOKEN: org.accessToken } }
  );
  return JSON.parse(stdout) as RunSummary;
}

/** All of them are run by hand before a release: `npm run org -- test --project FOLDER`. */
test("a fifth of the Apex tests passes below the namespace", async () => {
  const classes = testClasses().filter((_, index) => index % 5 === 0);
  const { stdout } = await run(
    process.execPath,
    [
      ...["scripts/launch.js", "local-org/cli/main", "test", "--project", project],
      ...["--no-coverage", ...classes.flatMap((name) => ["--class", name])]
    ],
    { maxBuffer: 64_000_000 }
  ).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? String(error) }));
  assert.match(stdout, /\d+ tests, \d+ passed, \d/);
  assert.deepEqual(
    stdout.split("\n").filter((line) => line.startsWith("✗")),
    []
  );
});
