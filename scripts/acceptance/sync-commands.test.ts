/** What operations type: each command as a process of its own. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { RunSummary } from "../sync/report/summary.ts";
import { lockFolder } from "../sync/run/lock.ts";
import { FaultProxy } from "./fault-proxy.ts";
import { SyncBench } from "./sync-bench.ts";

const DAY_MS = 86_400_000;
const HEADER = "No,Date,Customer,Amount";
const row = (document: string, amount: string): string => `${document},2026-01-05 10:00,K1,${amount}`;

let bench: SyncBench;
let workDir: string;
before(async () => {
  bench = await SyncBench.start();
  workDir = join(bench.folder, "commands");
});
after(() => bench.org.stop());

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function sync(words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, ["scripts/launch.js", "sync/main", ...words], {
    env: {
      ...process.env,
      SF_INSTANCE_URL: bench.org.instanceUrl,
      SF_ACCESS_TOKEN: bench.org.accessToken,
      ...environment
    }
  });
  const texts = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (texts.out += String(chunk)));
  child.stderr.on("data", (chunk) => (texts.err += String(chunk)));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, ...texts })));
}

async function run(words: readonly string[]): Promise<RunSummary> {
  const { out, err } = await sync([...words, "--work-dir", workDir, "--json"]);
  assert.notEqual(out, "", err);
  return JSON.parse(out) as RunSummary;
}

function exportOf(name: string, rows: readonly string[]): string {
  return bench.file(name, `${HEADER}\n${rows.join("\n")}\n`);
}

function runFolders(): string[] {
  return readdirSync(workDir, { withFileTypes: true })
    .filter((org) => org.isDirectory())
    .flatMap((org) => readdirSync(join(workDir, org.name)).map((name) => join(workDir, org.name, name)))
    .filter((folder) => existsSync(join(folder, "journal.jsonl")));
}

function age(folder: string, days: number): void {
  const then = new Date(Date.now() - days * DAY_MS);
  for (const path of [...readdirSync(folder).map((name) => join(folder, name)), folder]) utimesSync(path, then, then);
}

test("check shows what would come out, ten problems of all, and asks no org", async () => {
  const mapping = bench.mapping("preview");
  const good = ["A1", "A2", "A3", "A4", "A5", "A6"].map((document) => row(document, "10.50"));
  const bad = Array.from({ length: 12 }, (_, index) => row(`B${index}`, "ten"));
  const nowhere = { SF_INSTANCE_URL: "http://127.0.0.1:9", SF_ACCESS_TOKEN: "none" };
  const input = exportOf("preview.csv", [...good, row("R1", "-3"), ...bad]);

  const told = await sync(["check", "--mapping", mapping, "--input", input], nowhere);
  assert.equal(told.code, 3, told.err);
  for (const line of [
    /^rows {8}19 read, 0 left out by the mapping, 12 rejected$/m,
    /^ {2}6 × Purchase, Valid: 63\.00 GBP$/m,
    /^ {2}1 × Return, Valid: -3\.00 GBP$/m,
    /^problems \(10 of 12\)$/m,
    /^ {2}line 9: BAD_NUMBER: .*'ten'/m
  ])
    assert.match(told.out, line);
  assert.equal(told.out.match(/BAD_NUMBER/g)?.length, 10);
  assert.equal(told.out.match(/^ {2}preview-A\d /gm)?.length, 5);

  const json = await sync(["check", "--mapping", mapping, "--input", exportOf("good.csv", good), "--json"], nowhere);
  assert.equal(json.code, 0, json.err);
  const { documents, days, problems } = JSON.parse(json.out) as Record<string, unknown>;
  assert.deepEqual([documents, days, problems], [6, ["2026-01-05", "2026-01-05"], []]);
});

test("a row that is marked DROP in the rejects is left out, and its document comes without it", async () => {
  const mapping = bench.mapping("dropped");
  const input = exportOf("dropped.csv", [row("D1", "100"), row("D1", "nothing"), row("D1", "250")]);
  const first = await run(["run", "--mapping", mapping, "--input", input, "--yes"]);
  assert.deepEqual([first.accepted, first.linesRejected], [0, 3]);
  assert.deepEqual(await bench.documents("dropped"), []);

  const rejects = readFileSync(first.rejectsFile!, "utf8");
  const marked = rejects.replace(/^BAD_NUMBER(?=,)/m, "DROP");
  assert.notEqual(marked, rejects);
  const again = await run(["replay", "--mapping", mapping, "--rejects", bench.file("marked.csv", marked)]);
  assert.deepEqual([again.accepted, again.linesRejected], [1, 0]);
  assert.deepEqual(await bench.documents("dropped"), ["D1 Purchase Valid 350"]);
});

test("what is older than --keep goes with the next run, clean removes the rest, and neither touches a run at work", async () => {
  const mapping = bench.mapping("kept");
  const input = exportOf("kept.csv", [row("K1", "5")]);
  await sync(["clean", "--work-dir", workDir]);
  for (let count = 0; count < 2; count++) await run(["run", "--mapping", mapping, "--input", input]);
  const [old, young] = runFolders();
  age(old!, 20);
  age(young!, 10);
  await run(["run", "--mapping", mapping, "--input", input, "--keep", "14d"]);
  assert.equal(runFolders().length, 2);
  assert.deepEqual([existsSync(old!), existsSync(young!)], [false, true]);

  const orgFolder = join(young!, "..");
  const release = await lockFolder(orgFolder);
  const refused = await sync(["clean", "--work-dir", workDir]);
  release();
  assert.deepEqual([refused.code, runFolders().length], [1, 2]);
  assert.match(refused.err, new RegExp(`Process ${process.pid} runs a sync`));

  const some = await sync(["clean", "--keep", "7", "--work-dir", workDir]);
  assert.match(some.out, /: 1 runs removed/);
  mkdirSync(workDir, { recursive: true });
  writeFileSync(join(workDir, "a-file-of-somebody"), "");
  const all = await sync(["clean", "--work-dir", workDir]);
  assert.deepEqual([all.code, runFolders()], [0, []]);
  assert.ok(existsSync(join(workDir, "a-file-of-somebody")));
});

test("status tells how far behind each source is, and --max-lag makes it an exit code", async () => {
  const mapping = bench.mapping("lagging");
  const input = exportOf("lagging.csv", [row("L1", "5")]);
  const { runKey } = await run(["run", "--mapping", mapping, "--input", input]);
  const { connection } = bench.org;
  const started = new Date(Date.now() - 3_600_000 * 2).toISOString();
  const record = await connection.sobject("LoyaltySyncRun__c").findOne({ RunKey__c: runKey }, ["Id"]);
  await connection.sobject("LoyaltySyncRun__c").update({ Id: record!.Id, StartedAt__c: started } as never);
  const failed = { RunKey__c: "failed-one", Source__c: "lagging", State__c: "Failed", StartedAt__c: new Date() };
  await connection.sobject("LoyaltySyncRun__c").create(failed as never);

  const told = await sync(["status"]);
  assert.equal(told.code, 0, told.err);
  assert.match(told.out, /^lagging: 12\d min behind: a run that went well began .*; the last run, begun .*, has not$/m);
  const json = await sync(["status", "--json", "--max-lag", "60"]);
  assert.equal(json.code, 1, json.err);
  const { sources } = JSON.parse(json.out) as { sources: { source: string; lagMinutes: number }[] };
  const { lagMinutes } = sources.find(({ source }) => source === "lagging")!;
  assert.ok(lagMinutes >= 120 && lagMinutes < 130, String(lagMinutes));
  assert.equal((await sync(["status", "--max-lag", "1000"])).code, 0);
});

test("--max-minutes ends a run properly, whatever it waits for, and the next one makes up for it", async () => {
  const mapping = bench.mapping("limited");
  const input = exportOf("limited.csv", [row("M1", "5")]);
  const proxy = await FaultProxy.start(bench.org.instanceUrl, ({ path }) =>
    path.includes("/jobs/ingest") ? "503" : undefined
  );
  const words = ["run", "--mapping", mapping, "--input", input, "--work-dir", workDir];
  const stopped = await sync([...words, "--max-minutes", "0.15"], { SF_INSTANCE_URL: proxy.instanceUrl });
  await proxy.stop();
  assert.equal(stopped.code, 1);
  assert.match(stopped.err, /the run took longer than --max-minutes 0\.15\. Run it again/);
  const { records } = await bench.org.connection.query<{ State__c: string; Message__c: string }>(
    "SELECT State__c, Message__c FROM LoyaltySyncRun__c WHERE Source__c = 'limited'"
  );
  assert.equal(records.length, 1);
  assert.equal(records[0]!.State__c, "Failed");
  assert.match(records[0]!.Message__c, /--max-minutes/);
  assert.equal((await sync(words)).code, 0);
  assert.deepEqual(await bench.documents("limited"), ["M1 Purchase Valid 5"]);
});
