import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { explainError } from "../sync/cli/errors.ts";
import { openJobs } from "../sync/run/journal.ts";
import { FAULTS, FaultProxy, JOB_FAULTS, type Chooser, type Fault } from "./fault-proxy.ts";
import fc from "../test/properties.ts";
import { randomOf } from "./random.ts";
import { QUICK, SyncBench } from "./sync-bench.ts";

/** `npm run hunt` takes other seeds, and more faults. */
const SEED = fc.readConfigureGlobal()?.seed ?? 1;
const FAULTS_TO_INJECT = Number(process.env["SYNC_FAULTS"] ?? 1_000);
const MEMBERS = 5;

let bench: SyncBench;
before(async () => {
  bench = await SyncBench.start();
});
after(() => bench.org.stop());

/** They come less often, as each of them costs a job. */
function isOfJobs(fault: Fault): boolean {
  return (JOB_FAULTS as readonly Fault[]).includes(fault);
}

/** An export with these amounts, one document each, in cents. */
function exportOf(amounts: ReadonlyMap<string, number>): string {
  const rows = [...amounts].map(
    ([number, cents], index) =>
      `${number},2026-01-05 10:${String(index % 60).padStart(2, "0")},K${index % MEMBERS},${(cents / 100).toFixed(2)}\n`
  );
  return `No,Date,Customer,Amount\n${rows.join("")}`;
}

async function balances(source: string): Promise<number> {
  const { records } = await bench.org.connection.query<{ total: number | null }>(
    `SELECT SUM(Points__c) total FROM LoyaltyLedger__c WHERE Transaction__r.Source__c = '${source}' AND Status__c = 'Posted'`
  );
  return records[0]?.total ?? 0;
}

test(`${FAULTS_TO_INJECT} faults lose nothing, double nothing, and fail no run`, { timeout: 900_000 }, async () => {
  const random = randomOf(SEED);
  const choose: Chooser = () => {
    const fault = random() < 0.55 ? FAULTS[Math.floor(random() * FAULTS.length)] : undefined;
    return fault && isOfJobs(fault) && random() < 0.6 ? undefined : fault;
  };
  const proxy = await FaultProxy.start(bench.org.instanceUrl, choose);
  const session = {
    instanceUrl: proxy.instanceUrl,
    accessToken: bench.org.accessToken,
    renew: () => Promise.resolve(bench.org.accessToken)
  };
  const mapping = bench.mapping("storm", { source: { export: "full" } });
  const amounts = new Map(Array.from({ length: 8 }, (_, index) => [`D${index}`, 100 * (index + 1)]));
  let runs = 0;
  try {
    while (proxy.faults < FAULTS_TO_INJECT) {
      amounts.set(`D${Math.floor(random() * 12)}`, Math.ceil(random() * 9000));
      const summary = await bench.runText(mapping, exportOf(amounts), {
        session,
        jobRows: 4,
        pace: { ...QUICK, attempts: 40 }
      });
      runs++;
      assert.deepEqual([summary.orgEqualsSource, summary.rejected], [true, 0], JSON.stringify(summary));
    }
  } finally {
    await proxy.stop();
  }
  const documents = await bench.documents("storm");
  assert.deepEqual(
    documents,
    [...amounts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([number, cents]) => `${number} Purchase Valid ${cents / 100}`)
  );
  assert.equal(
    await balances("storm"),
    [...amounts.values()].reduce((sum, cents) => sum + Math.floor(cents / 100), 0)
  );
  const records = await bench.org.connection.query(
    "SELECT Id FROM LoyaltySyncRun__c WHERE Source__c = 'storm' AND State__c = 'Succeeded'"
  );
  assert.equal(records.totalSize, runs);
  console.log(
    `${proxy.faults} faults in ${runs} runs: ${[...proxy.counts].map(([fault, count]) => `${count} × ${fault}`).join(", ")}`
  );
});

/** The fault at the first request that fits, once or always. */
function at(fault: Fault, method: string, path: RegExp, always = false): Chooser {
  let done = false;
  return (request) => {
    if ((done && !always) || request.method !== method || !path.test(request.path)) return undefined;
    done = true;
    return fault;
  };
}

async function throughProxy(choose: Chooser, source: string, renew?: () => Promise<string>): Promise<FaultProxy> {
  const proxy = await FaultProxy.start(bench.org.instanceUrl, choose);
  const session = { instanceUrl: proxy.instanceUrl, accessToken: bench.org.accessToken, renew };
  try {
    await bench.runText(bench.mapping(source), exportOf(new Map([["D1", 500]])), { session });
  } finally {
    await proxy.stop();
  }
  return proxy;
}

test("an upload, a closing and a record whose answers were lost are done once", async () => {
  const lost = "answer lost after the org has done the work";
  const steps: [string, RegExp][] = [
    ["PUT", /batches/],
    ["PATCH", /jobs\/ingest/],
    ["PATCH", /LoyaltySyncRun__c/]
  ];
  for (const [index, [method, path]] of steps.entries()) {
    const proxy = await throughProxy(at(lost, method, path), `lost${index}`);
    assert.equal(proxy.faults, 1);
    assert.deepEqual(
      [await bench.documents(`lost${index}`), await balances(`lost${index}`)],
      [["D1 Purchase Valid 5"], 5]
    );
  }
});

test("an org that stays away, and a session that nobody can renew, end the run in a sentence", async () => {
  const sentence = async (choose: Chooser, source = "away"): Promise<string> => {
    try {
      await throughProxy(choose, source);
    } catch (error) {
      return explainError(error as Error);
    }
    throw new Error("the run did not fail");
  };
  const away = await sentence(at("503", "GET", /jobs\/query/, true));
  assert.match(away, /^error: GET \/jobs\/query\/.*: 12 attempts failed, the last with 503 .*$/);
  assert.match(
    await sentence(at("REQUEST_LIMIT_EXCEEDED", "POST", /jobs\/ingest/, true)),
    /^error: .*REQUEST_LIMIT_EXCEEDED.*$/
  );
  const words: readonly [Fault, RegExp][] = [
    ["redirect", /attempts failed, the last with 302, which leads to \/maintenance\.html$/],
    ["400 with an HTML page", /attempts failed, the last with 400 <html>/],
    ["an answer without a word", /attempts failed, the last with an answer without a word$/],
    ["null for an answer", /attempts failed, the last with an answer that is not JSON: null$/],
    ["gzip that is cut", /attempts failed, the last with /],
    ["job that the org aborts", /ended as Aborted/],
    ["job that is gone", /NOT_FOUND/]
  ];
  for (const [index, [fault, told]] of words.entries()) {
    const path = fault.startsWith("job") ? /jobs\/ingest\/\w+$/ : /jobs\/ingest$/;
    const text = await sentence(at(fault, fault.startsWith("job") ? "GET" : "POST", path, true), `away${index}`);
    assert.match(text, told);
    assert.doesNotMatch(text, /^\s+at /m, "a stack");
  }
  assert.match(await sentence(at("401", "POST", /jobs\/ingest/)), /^error: the session has expired; log in again .*$/);
  const { records } = await bench.org.connection.query<{ State__c: string; Message__c: string }>(
    "SELECT State__c, Message__c FROM LoyaltySyncRun__c WHERE Source__c = 'away' ORDER BY StartedAt__c LIMIT 1"
  );
  assert.deepEqual([records[0]?.State__c, /attempts failed/.test(records[0]?.Message__c ?? "")], ["Failed", true]);
});

test("rows that were locked within a job are sent again, until all are there, and none is there twice", async () => {
  const proxy = await FaultProxy.start(
    bench.org.instanceUrl,
    at("rows of a job that are locked", "PUT", /batches/, true)
  );
  const session = { instanceUrl: proxy.instanceUrl, accessToken: bench.org.accessToken };
  const amounts = new Map(Array.from({ length: 20 }, (_, index) => [`D${index}`, 100 * (index + 1)]));
  try {
    const summary = await bench.runText(bench.mapping("locked", { source: { export: "full" } }), exportOf(amounts), {
      session
    });
    assert.deepEqual([summary.accepted, summary.rejected, summary.orgEqualsSource], [20, 0, true]);
  } finally {
    await proxy.stop();
  }
  assert.ok(proxy.faults > 3, `${proxy.faults} jobs had locked rows`);
  assert.deepEqual([(await bench.documents("locked")).length, await balances("locked")], [20, 210]);
});

test("an expired session is renewed once and the run goes on", async () => {
  let renewals = 0;
  await throughProxy(at("401", "POST", /jobs\/ingest/), "renewed", () => {
    renewals++;
    return Promise.resolve(bench.org.accessToken);
  });
  assert.deepEqual([renewals, await bench.documents("renewed")], [1, ["D1 Purchase Valid 5"]]);
});

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly errors: string;
}

/** Starts the command line, and does something to it once it has said that. */
function started(
  source: string,
  input: string,
  when: RegExp,
  act: (child: ReturnType<typeof spawn>) => void,
  workDir: string
): Promise<Ended> {
  return new Promise((resolve) => {
    const args = [
      "run",
      "--mapping",
      bench.mapping(source),
      "--input",
      input,
      "--json",
      "--job-rows",
      "50",
      "--work-dir",
      workDir
    ];
    const child = spawn(process.execPath, ["scripts/launch.js", "sync/main", ...args], {
      stdio: ["ignore", "ignore", "pipe"],
      env: { ...process.env, SF_INSTANCE_URL: bench.org.instanceUrl, SF_ACCESS_TOKEN: bench.org.accessToken }
    });
    let errors = "";
    let acted = false;
    child.stderr.on("data", (chunk) => {
      errors += String(chunk);
      if (acted || !when.test(errors)) return;
      acted = true;
      act(child);
    });
    child.once("close", (code, signal) => resolve({ code, signal, errors }));
  });
}

test(
  "SIGTERM and Ctrl+C end a run properly, SIGKILL does not, and the next run makes up for all of them",
  { timeout: 300_000 },
  async () => {
    const amounts = new Map(Array.from({ length: 600 }, (_, index) => [`D${index}`, 100 + index]));
    const input = bench.file("large.csv", exportOf(amounts));
    const work = join(bench.folder, "killed");
    for (const signal of ["SIGTERM", "SIGINT", "SIGKILL"] as const) {
      const ended = await started(
        "killed",
        input,
        /"step":"enrol|compare with the org/,
        (child) => child.kill(signal),
        work
      );
      if (signal === "SIGKILL") continue;
      assert.deepEqual([ended.code, ended.signal], [1, null], ended.errors);
      assert.match(ended.errors, new RegExp(`error: the run was stopped by ${signal}\\. Run it again`));
      assert.doesNotMatch(ended.errors, /^\s+at /m);
    }
    const { records } = await bench.org.connection.query<{ Message__c: string }>(
      "SELECT Message__c FROM LoyaltySyncRun__c WHERE Source__c = 'killed' AND State__c = 'Failed' ORDER BY StartedAt__c"
    );
    assert.deepEqual(
      records.map((row) => /stopped by (\w+)/.exec(row.Message__c)?.[1]),
      ["SIGTERM", "SIGINT"]
    );
    const last = await started("killed", input, /never/, () => undefined, work);
    assert.equal(last.code, 0, last.errors);
    assert.equal((await bench.documents("killed")).length, amounts.size);
    assert.equal(
      await balances("killed"),
      [...amounts.values()].reduce((sum, cents) => sum + Math.floor(cents / 100), 0)
    );
    const [org] = readdirSync(work);
    assert.deepEqual(openJobs(join(work, org!), org!), []);
  }
);

test("a work folder that cannot be written is named", async () => {
  const blocked = bench.file("blocked", "a file");
  const ended = await started(
    "disk",
    bench.file("one.csv", exportOf(new Map([["D1", 1]]))),
    /never/,
    () => undefined,
    join(blocked, "work")
  );
  assert.equal(ended.code, 1);
  assert.match(ended.errors, /error: .*blocked.*: cannot be written: a part of its path is a file/);
});

test("working files go when a run ends, and what is old goes with the next", async () => {
  const mapping = bench.mapping("tidy");
  await bench.runText(mapping, exportOf(new Map([["D1", 1]])));
  const folders = readdirSync(join(bench.folder, "work")).filter((name) => name.startsWith("tidy"));
  assert.deepEqual(
    folders.flatMap((name) => readdirSync(join(bench.folder, "work", name))),
    ["journal.jsonl"]
  );
});

test("a lock of a process that is gone, or of a container that is silent, is taken over; one that beats is not", async () => {
  const { lockFolder, LockedError } = await import("../sync/run/lock.ts");
  const folder = join(bench.folder, "locks");
  (await lockFolder(folder))();
  const path = join(folder, "lock");
  const pace = { heartbeatMs: 1_000, silenceMs: 400 };
  for (const owner of [
    { pid: process.pid, host: (await import("node:os")).hostname(), began: "1" },
    { pid: 1, host: "another-container", began: "7" }
  ]) {
    writeFileSync(path, JSON.stringify(owner));
    (await lockFolder(folder, pace))();
  }
  writeFileSync(path, JSON.stringify({ pid: 1, host: "another-container", began: "7" }));
  const beating = setInterval(() => writeFileSync(path, readFileSync(path)), 50);
  await assert.rejects(
    lockFolder(folder, pace),
    (error) => error instanceof LockedError && /Process 1 on another-container/.test(error.message)
  );
  clearInterval(beating);
  await sleep(10);
  rmSync(path);
});
