/** `sync serve` as a supervisor runs it: a process of its own, its log, its health address, its signals. */
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test, type TestContext } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import type { RunState } from "../sync/serve/schedule.ts";
import { createRecord } from "./records.ts";
import { SyncBench } from "./sync-bench.ts";

const EVERY_SECOND = "* * * * * *";
const PATIENCE_MS = 60_000;

let bench: SyncBench;
before(async () => {
  bench = await SyncBench.start();
});
after(() => bench.org.stop());

interface Event {
  readonly event: string;
  readonly [fact: string]: unknown;
}

/** A service that runs, and what it has said. */
class Service {
  readonly events: Event[] = [];
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  private errors = "";

  constructor(context: TestContext, settings: string, environment: NodeJS.ProcessEnv = {}) {
    const words = ["serve", "--settings", settings, "--port", "0", "--work-dir", join(bench.folder, "served")];
    this.child = spawn(process.execPath, ["scripts/launch.js", "sync/main", ...words], {
      env: {
        ...process.env,
        SF_INSTANCE_URL: bench.org.instanceUrl,
        SF_ACCESS_TOKEN: bench.org.accessToken,
        ...environment
      }
    });
    createInterface({ input: this.child.stdout! }).on("line", (line) => this.events.push(JSON.parse(line) as Event));
    this.child.stderr!.on("data", (chunk) => (this.errors += String(chunk)));
    this.ended = new Promise((resolve) => this.child.once("close", resolve));
    context.after(() => this.child.kill("SIGKILL"));
  }

  async has(event: string, facts: object = {}): Promise<Event> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(25)) {
      const found = this.events.find(
        (one) => one.event === event && Object.entries(facts).every(([name, value]) => one[name] === value)
      );
      if (found) return found;
      if (this.child.exitCode !== null) break;
    }
    return assert.fail(
      `no ${event} ${JSON.stringify(facts)}\n${this.events
        .slice(-10)
        .map((one) => JSON.stringify(one))
        .join("\n")}\n${this.errors}`
    );
  }

  async health(): Promise<{ status: number; runs: readonly RunState[] }> {
    const { health } = await this.has("serving");
    const response = await fetch(String(health));
    const { runs } = (await response.json()) as { runs: readonly RunState[] };
    return { status: response.status, runs };
  }
}

function settingsOf(name: string, input: string, limits: { maxMinutes?: number } = {}): string {
  const runs = [{ mapping: bench.mapping(name), input, schedule: EVERY_SECOND, ...limits }];
  return bench.file(`serve-${name}.json`, JSON.stringify({ timeZone: "Europe/Istanbul", runs }));
}

const exported = (document: string): string => `No,Date,Customer,Amount\n${document},2026-01-05 10:00,K1,12.50\n`;

test("what the ERP writes is in the org a moment later, again and again, and a signal ends the service well", async (context) => {
  const folder = join(bench.folder, "exports");
  mkdirSync(folder);
  writeFileSync(join(folder, "1.csv"), exported("A1"));
  const service = new Service(context, settingsOf("steady", folder));
  await service.has("ended", { run: "steady", state: "Succeeded", accepted: 1 });
  writeFileSync(join(folder, "2.csv"), exported("A2"));
  await service.has("ended", { run: "steady", state: "Succeeded", accepted: 1, unchanged: 1 });
  assert.deepEqual(await bench.documents("steady"), ["A1 Purchase Valid 12.5", "A2 Purchase Valid 12.5"]);
  const { status, runs } = await service.health();
  assert.equal(status, 200);
  assert.equal(runs[0]!.lastOutcome, "done");
  service.child.kill("SIGTERM");
  assert.equal(await service.ended, 0);
  assert.deepEqual(
    service.events.slice(-1).map(({ event }) => event),
    ["stopped"]
  );
});

test("updates and exports are served as well: payments come in, what is told goes out once", async (context) => {
  const documents = bench.mapping("paid", { document: { status: { column: "Amount", values: { "*": "Unpaid" } } } });
  await bench.runText(documents, exported("P1"));
  const payments = bench.file(
    "payments.json",
    JSON.stringify({
      updates: "payments",
      name: "served-payments",
      source: { format: "csv" },
      document: { column: "No", prefix: "paid-" },
      paidAt: { column: "Paid", format: "yyyy-MM-dd" }
    })
  );
  const program = await bench.org.connection.sobject("LoyaltyProgram__c").findOne({ Code__c: "TEST" }, ["Id"]);
  await createRecord(bench.org, "LoyaltyTierPrice__c", {
    Program__c: program!.Id,
    ProductCode__c: "P-1",
    Price__c: 9.5,
    CurrencyCode__c: "GBP"
  });
  const prices = bench.file(
    "prices.json",
    JSON.stringify({
      name: "served-prices",
      feed: "tierPrices",
      columns: [
        { name: "Product", field: "product" },
        { name: "Price", field: "price" }
      ],
      target: { format: "csv" }
    })
  );
  const output = join(bench.folder, "told");
  mkdirSync(output);
  const runs = [
    {
      command: "update",
      mapping: payments,
      input: bench.file("payments.csv", "No,Paid\nP1,2026-01-07\n"),
      schedule: EVERY_SECOND
    },
    { command: "export", mapping: prices, output, schedule: EVERY_SECOND }
  ];
  const service = new Service(context, bench.file("serve-both.json", JSON.stringify({ runs })));
  await service.has("ended", { run: "served-payments", changed: 1, rejected: 0 });
  await service.has("ended", { run: "served-payments", changed: 0, unchanged: 1 });
  await service.has("ended", { run: "served-prices", batches: 1, rows: 1 });
  await service.has("ended", { run: "served-prices", batches: 0, rows: 0 });
  service.child.kill("SIGTERM");
  assert.equal(await service.ended, 0);
  const { records } = await bench.org.connection.query<{ PaidAt__c: string }>(
    "SELECT PaidAt__c FROM LoyaltyTransaction__c WHERE ExternalId__c = 'paid-P1'"
  );
  assert.match(records[0]!.PaidAt__c, /^2026-01-07T00:00:00/);
  const told = readdirSync(output).filter((name) => name.endsWith(".csv"));
  assert.equal(told.length, 1);
  assert.equal(readFileSync(join(output, told[0]!), "utf8").replaceAll("\r", ""), "Product,Price\nP-1,9.5\n");
});

test("a run that fails is told, makes the service unwell, and does not end it", async (context) => {
  const input = join(bench.folder, "late.csv");
  const service = new Service(context, settingsOf("late", input));
  const { message } = await service.has("failed", { run: "late" });
  assert.match(String(message), /late\.csv/);
  assert.equal((await service.health()).status, 503);
  writeFileSync(input, exported("B1"));
  await service.has("ended", { run: "late", state: "Succeeded" });
  await pause(50);
  assert.equal((await service.health()).status, 200);
});

test("a signal during a run ends that run properly, and the org says so", async (context) => {
  const rows = Array.from({ length: 60_000 }, (_, row) => `C${row},2026-01-05 10:00,K${row % 900},1.00`);
  const input = bench.file("long.csv", `No,Date,Customer,Amount\n${rows.join("\n")}\n`);
  const service = new Service(context, settingsOf("long", input));
  await service.has("began", { run: "long" });
  await service.has("progress", { run: "long" });
  service.child.kill("SIGTERM");
  assert.equal(await service.ended, 0);
  const { message } = await service.has("failed", { run: "long" });
  assert.match(String(message), /the service was stopped by SIGTERM/);
  const { records } = await bench.org.connection.query<{ State__c: string; Message__c: string }>(
    "SELECT State__c, Message__c FROM LoyaltySyncRun__c WHERE Source__c = 'long'"
  );
  for (const { State__c, Message__c } of records) {
    assert.notEqual(State__c, "Running");
    assert.match(Message__c, /stopped by SIGTERM/);
  }
});

test("a run that takes longer than its limit is ended, and the service goes on", async (context) => {
  const rows = Array.from({ length: 60_000 }, (_, row) => `E${row},2026-01-05 10:00,K${row},1.00`);
  const input = bench.file("slow.csv", `No,Date,Customer,Amount\n${rows.join("\n")}\n`);
  const service = new Service(context, settingsOf("slow", input, { maxMinutes: 0.02 }));
  const { message } = await service.has("failed", { run: "slow" });
  assert.match(String(message), /the run took longer than maxMinutes 0\.02/);
  service.child.kill("SIGTERM");
  assert.equal(await service.ended, 0);
});

test("settings that are wrong are told before anything runs, and no token is in the log", async (context) => {
  const settings = bench.file("wrong.json", JSON.stringify({ runs: [{ mapping: "gone.json", schedule: "often" }] }));
  const wrong = new Service(context, settings);
  assert.equal(await wrong.ended, 1);
  assert.deepEqual(wrong.events, []);
  const refused = new Service(context, settingsOf("refused", bench.file("one.csv", exported("D1"))), {
    SF_ACCESS_TOKEN: "a-token-of-nobody"
  });
  await refused.has("failed", { run: "refused" });
  assert.doesNotMatch(JSON.stringify(refused.events), /a-token-of-nobody/);
});
