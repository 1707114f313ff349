import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { RunSummary } from "../sync/report/summary.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram } from "./records.ts";

const folder = mkdtempSync(join(tmpdir(), "sync-acceptance-"));
const mapping = join(folder, "erp.json");
const header = "No,Date,Customer,Name,Quantity,Price,Original";
let org: OrgProcess;

before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
  const program = await createProgram(org, "Test");
  await org.connection
    .sobject("LoyaltyTier__c")
    .create({ Name: "Base", Program__c: program, Threshold__c: 0, Multiplier__c: 1 } as never);
  await org.connection
    .sobject("LoyaltyTier__c")
    .create({ Name: "Top", Program__c: program, Threshold__c: 1000, Multiplier__c: 2 } as never);
  writeMapping({});
});

after(() => org.stop());

interface MappingChange {
  readonly member?: object;
  readonly program?: string;
  readonly name?: string;
}

function writeMapping(change: MappingChange): void {
  const content = {
    name: "erp",
    program: "TEST",
    source: { format: "csv", timeZone: "UTC" },
    document: {
      rows: "lines",
      externalId: { column: "No", prefix: "T-" },
      occurredAt: { column: "Date", format: "yyyy-MM-dd HH:mm" },
      member: { column: "Customer", prefix: "T-" },
      amount: { multiply: ["Quantity", "Price"] },
      currency: { constant: "EUR" },
      kind: { negativeAmount: "Return" },
      original: { column: "Original" }
    },
    member: { autoEnroll: true, as: "Account", name: "{Name}" },
    ...change
  };
  writeFileSync(mapping, JSON.stringify(content, null, 2));
}

function fileOf(name: string, rows: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, [header, ...rows].join("\n") + "\n");
  return path;
}

interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
  readonly summary: RunSummary;
}

function sync(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ["scripts/launch.js", "sync/main", ...args, "--work-dir", join(folder, "work")],
      {
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, SF_INSTANCE_URL: org.instanceUrl, SF_ACCESS_TOKEN: org.accessToken, ...environment }
      }
    );
    let [output, errors] = ["", ""];
    child.stdout.on("data", (chunk) => (output += String(chunk)));
    child.stderr.on("data", (chunk) => (errors += String(chunk)));
    child.once("close", (code) =>
      resolve({
        code,
        output,
        errors,
        summary: output.startsWith("{") ? (JSON.parse(output) as RunSummary) : ({} as RunSummary)
      })
    );
  });
}

const run = (input: string, ...more: string[]): Promise<Outcome> =>
  sync(["run", "--mapping", mapping, "--input", input, "--json", ...more]);

async function pointsOf(member: string): Promise<{ balance: number; tier: string }> {
  const { records } = await org.connection.query<{ Balance__c: number; Tier__r: { Name: string } }>(
    `SELECT Balance__c, Tier__r.Name FROM LoyaltyMember__c WHERE MemberNumber__c = '${member}'`
  );
  return { balance: records[0]!.Balance__c, tier: records[0]!.Tier__r.Name };
}

const first = [
  "1,2026-01-05 10:00,C1,One,10,99.999,",
  "1,2026-01-05 10:00,C1,One,1,0.505,",
  "2,2026-01-06 09:00,C1,One,1,10,",
  "3,2026-01-05 12:00,C2,Two,3,5,"
];

test("a dry run tells what would happen and writes nothing", async () => {
  const { code, summary } = await run(fileOf("first.csv", first), "--dry-run");
  assert.equal(code, 0);
  assert.deepEqual([summary.created, summary.membersEnrolled, summary.dryRun], [3, 2, true]);
  assert.equal((await org.connection.query("SELECT Id FROM LoyaltyMember__c")).totalSize, 0);
  assert.equal((await org.connection.query("SELECT Id FROM LoyaltySyncRun__c")).totalSize, 0);
});

test("unknown customers are enrolled and lines become documents with points", async () => {
  const { code, summary } = await run(fileOf("first.csv", first));
  assert.equal(code, 0);
  assert.deepEqual(
    [summary.accepted, summary.membersEnrolled, summary.amountRead, summary.differences.length],
    [3, 2, "1025.50", 0]
  );
  assert.deepEqual(await pointsOf("T-C1"), { balance: 1000 + 20, tier: "Top" });
  assert.deepEqual(await pointsOf("T-C2"), { balance: 15, tier: "Base" });
});

test("running the same file again changes nothing", async () => {
  const before = await org.connection.query("SELECT Id, SystemModstamp FROM LoyaltyTransaction__c ORDER BY Id");
  const { code, summary } = await run(fileOf("first.csv", first));
  assert.deepEqual([code, summary.accepted, summary.unchanged], [0, 0, 3]);
  assert.deepEqual(
    (await org.connection.query("SELECT Id, SystemModstamp FROM LoyaltyTransaction__c ORDER BY Id")).records,
    before.records
  );
});

test("a changed document is corrected by the difference", async () => {
  const { summary } = await run(fileOf("changed.csv", [...first.slice(0, 3), "3,2026-01-05 12:00,C2,Two,4,5,"]));
  assert.deepEqual([summary.changed, summary.unchanged], [1, 2]);
  assert.equal((await pointsOf("T-C2")).balance, 20);
});

test("lines that cannot be used go into the rejects file with code, reason and their own cells", async () => {
  const input = fileOf("mixed.csv", [
    "10,2026-02-01 10:00,,Nobody,1,5,",
    "11,2026-02-01 10:00,C2,Two,x,5,",
    "12,never,C2,Two,1,5,",
    "13,2026-02-01 10:00,C2,Two,1",
    "14,2026-02-01 10:00,C2,Two,2,5,"
  ]);
  const { code, summary } = await run(input);
  assert.equal(code, 3);
  assert.deepEqual([summary.accepted, summary.linesRejected], [1, 4]);
  const rejects = readFileSync(summary.rejectsFile!, "utf8").trim().split("\n");
  assert.equal(rejects[0], `reject_code,reject_reason,reject_line,${header}`);
  assert.deepEqual(
    rejects.slice(1).map((line) => line.split(",")[0]),
    ["NO_MEMBER", "BAD_NUMBER", "BAD_DATE", "BROKEN_ROW"]
  );
  assert.match(rejects[1]!, /Nobody/);
});

test("replay takes the corrected rows of a rejects file", async () => {
  const input = fileOf("broken.csv", ["20,2026-02-02 10:00,C2,Two,one,5,"]);
  const { summary } = await run(input);
  writeFileSync(summary.rejectsFile!, readFileSync(summary.rejectsFile!, "utf8").replace(",one,", ",1,"));
  const replay = await sync(["replay", "--mapping", mapping, "--rejects", summary.rejectsFile!, "--json"]);
  assert.deepEqual([replay.code, replay.summary.accepted], [0, 1]);
});

test("what the org refuses is rejected with the org's reason, and the rest goes in", async () => {
  const input = fileOf("refused.csv", [
    "30,2026-02-03 10:00,C2,Two,-1,5,T-missing",
    "31,2026-02-03 10:00,C2,Two,1,5,nonsense-for-a-purchase"
  ]);
  const { code, summary } = await run(input);
  assert.equal(code, 3);
  assert.deepEqual([summary.accepted, summary.rejected], [1, 1]);
  assert.match(readFileSync(summary.rejectsFile!, "utf8"), /FIELD_CUSTOM_VALIDATION_EXCEPTION,.*original/i);
});

test("unknown members are rejected by name where the mapping does not enrol", async () => {
  writeMapping({ member: { autoEnroll: false, name: "{Name}" } });
  const { code, summary } = await run(fileOf("stranger.csv", ["40,2026-02-04 10:00,C99,Stranger,1,5,"]));
  writeMapping({});
  assert.equal(code, 3);
  assert.match(readFileSync(summary.rejectsFile!, "utf8"), /UNKNOWN_MEMBER,.*T-C99/);
});

test("a program that does not exist rejects the members with the reason", async () => {
  writeMapping({ program: "NOWHERE" });
  const { code, summary } = await run(fileOf("nowhere.csv", ["50,2026-02-04 10:00,C98,Stranger,1,5,"]));
  writeMapping({});
  assert.deepEqual([code, summary.accepted, summary.rejected], [3, 0, 1]);
  assert.match(readFileSync(summary.rejectsFile!, "utf8"), /NOWHERE/);
});

test("every run is a record in the org", async () => {
  const { records } = await org.connection.query<{ State__c: string; DocumentsAccepted__c: number }>(
    "SELECT State__c, DocumentsAccepted__c FROM LoyaltySyncRun__c ORDER BY StartedAt__c LIMIT 1"
  );
  assert.deepEqual([records[0]?.State__c, records[0]?.DocumentsAccepted__c], ["Succeeded", 3]);
  const status = await sync(["status"]);
  assert.equal(status.code, 0);
  assert.match(status.output, /Succeeded +erp +3 accepted/);
});

test("wrong usage, a wrong column, a missing file and a wrong token each get a clear error and their exit code", async () => {
  assert.equal((await sync(["run", "--mapping", mapping])).code, 2);
  const column = await run(
    join(folder, "other.csv").replace("other", (writeFileSync(join(folder, "other.csv"), "A,B\n1,2\n"), "other"))
  );
  assert.deepEqual(
    [column.code, /erp\.json:\d+:\d+ document\.externalId\.column: .*no column 'No'/.test(column.errors)],
    [1, true]
  );
  const missing = await run(join(folder, "missing.csv"));
  assert.deepEqual([missing.code, /missing\.csv: no such file/.test(missing.errors)], [1, true]);
  const token = await sync(["run", "--mapping", mapping, "--input", fileOf("first.csv", first)], {
    SF_ACCESS_TOKEN: "00Dx!wrong"
  });
  assert.deepEqual([token.code, /refuses the access token/.test(token.errors)], [1, true]);
});
