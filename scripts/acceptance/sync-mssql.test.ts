/** SQL Server's own client reads from a server that speaks its published protocol. None of Microsoft's servers was there to try. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SyncBench } from "./sync-bench.ts";
import { TdsServer, type TdsResult, type TdsValue } from "./tds-server.ts";

interface Line {
  readonly number: string;
  readonly customer: string | null;
  readonly day: Date;
  amount: string;
  cancelled: boolean;
  changed: Date;
}

const PASSWORD = "ş€cret/1";
const LINES: Line[] = [];
let server: TdsServer;
let bench: SyncBench;
let wrong = false;

before(async () => {
  bench = await SyncBench.start();
  server = await TdsServer.start(answer, PASSWORD);
  process.env["TEST_MSSQL"] = addressOf(PASSWORD);
});
after(async () => {
  server.stop();
  await bench.org.stop();
});

function addressOf(password: string): string {
  return `mssql://logo:${encodeURIComponent(password)}@127.0.0.1:${server.port}/LOGODB?encrypt=false`;
}

function answer(sql: string): TdsResult | undefined {
  if (/snapshot_isolation_state/.test(sql)) return table({ snapshot_isolation_state: "int" }, [[1]]);
  if (/SYSUTCDATETIME/.test(sql)) return table({ now: "nvarchar" }, [[new Date().toISOString().slice(0, 23)]]);
  if (/SELECT NUMBER FROM/.test(sql))
    return table(
      { NO: "nvarchar" },
      LINES.map(({ number }) => [number])
    );
  const [, since] = /CHANGED >= '([^']+)'/.exec(sql) ?? [];
  if (since === undefined) return undefined;
  if (wrong) throw new Error("Invalid object name 'LG_001_01_STLINE'.");
  const from = Date.parse(`${since}Z`);
  return table(
    {
      NO: "nvarchar",
      CUSTOMER: "nvarchar",
      DAY: "datetime",
      AMOUNT: "decimal",
      CANCELLED: "bit",
      CHANGED: "datetime2"
    },
    LINES.filter(({ changed }) => changed.getTime() >= from).map((line) => [
      line.number,
      line.customer,
      line.day,
      line.amount,
      line.cancelled,
      line.changed
    ])
  );
}

function table(columns: Record<string, TdsResult["columns"][number]["type"]>, rows: TdsValue[][]): TdsResult {
  return { columns: Object.entries(columns).map(([name, type]) => ({ name, type })), rows };
}

function mapping(): string {
  return bench.mapping("logo", {
    source: {
      format: "mssql",
      addressFrom: "TEST_MSSQL",
      timeZone: "UTC",
      query:
        "SELECT NO, CUSTOMER, DAY, AMOUNT, CANCELLED, CHANGED FROM LG_001_01_STLINE WHERE CHANGED >= :since AND CHANGED < :until",
      changes: { lookbackMinutes: 5, marginSeconds: 0 },
      sweep: { days: 30, query: "SELECT NUMBER FROM LG_001_01_INVOICE WHERE DATE_ >= :from" },
      missing: { cancelAfterDays: 0 }
    },
    document: {
      externalId: { column: "NO", prefix: "logo-" },
      occurredAt: { column: "DAY", format: "SQL" },
      member: { column: "CUSTOMER", prefix: "logo-" },
      amount: { column: "AMOUNT" },
      status: { column: "CANCELLED", values: { "0": "Valid", "1": "Cancelled" } }
    },
    member: { name: "C {CUSTOMER}" }
  });
}

test("lines are read with every digit, letter and moment, more than a packet has", async () => {
  const day = new Date(Date.now() - 86_400_000);
  for (let number = 1; number <= 3000; number++)
    LINES.push({
      number: String(number).padStart(5, "0"),
      customer: "Şölen & Oğulları",
      day,
      amount: "-0.3",
      cancelled: false,
      changed: day
    });
  LINES.push({ number: "1234", customer: "A", day, amount: "12345678901.2345", cancelled: false, changed: day });
  LINES.push({ number: "00001", customer: "Şölen & Oğulları", day, amount: "0.1", cancelled: false, changed: day });
  const summary = await bench.run({ mapping: mapping(), input: "" });
  assert.deepEqual([summary.linesRead, summary.accepted, summary.linesRejected], [3002, 3001, 0]);
  const documents = await bench.documents("logo");
  assert.equal(documents[0], "00001 Return Valid -0.2");
  const large = await bench.org.connection
    .sobject("LoyaltyTransaction__c")
    .findOne({ ExternalId__c: "logo-1234" }, ["Amount__c"]);
  assert.equal(large!["Amount__c"], 12_345_678_901.23);
  assert.deepEqual(server.logins.at(-1), { user: "logo", password: PASSWORD, database: "LOGODB", readOnly: true });
  assert.ok(server.statements.some((sql) => /SNAPSHOT; BEGIN TRANSACTION/.test(sql)));
  assert.ok(server.statements.some((sql) => /CHANGED >= '\d{4}-\d\d-\d\dT/.test(sql)));
});

test("edits, cancellations and deletions are found by the next run", async () => {
  const now = new Date();
  LINES.splice(10, 1);
  Object.assign(LINES[1]!, { amount: "7.5", changed: now });
  Object.assign(LINES[2]!, { cancelled: true, changed: now });
  const summary = await bench.run({ mapping: mapping(), input: "" });
  const documents = await bench.documents("logo");
  assert.deepEqual(
    [documents[1], documents[2], documents[10]],
    ["00002 Purchase Valid 7.5", "00003 Return Cancelled -0.3", "00011 Return Cancelled -0.3"]
  );
  assert.equal(summary.linesRead, 2);
  const { linesRead } = await bench.run({ mapping: mapping(), input: "" });
  assert.ok(linesRead <= 2);
});

test("what the server refuses, and a wrong password, are told without the password", async () => {
  wrong = true;
  await assert.rejects(
    bench.run({ mapping: mapping(), input: "" }),
    /^SourceError|mssql 127\.0\.0\.1\/LOGODB: Invalid object name 'LG_001_01_STLINE'\./
  );
  wrong = false;
  process.env["TEST_MSSQL"] = addressOf("wrong-password");
  await assert.rejects(bench.run({ mapping: mapping(), input: "" }), (error: Error) => {
    assert.match(error.message, /Login failed for user 'logo'/);
    assert.doesNotMatch(error.message, /wrong-password/);
    return true;
  });
  process.env["TEST_MSSQL"] = addressOf(PASSWORD);
});

test("a decimal of more digits than the client reads exactly stops the run and says what to write", async () => {
  LINES.push({
    number: "99999",
    customer: "A",
    day: new Date(),
    amount: "99999999999999.1234",
    cancelled: false,
    changed: new Date()
  });
  await assert.rejects(
    bench.run({ mapping: mapping(), input: "" }),
    /the column AMOUNT has .*: write CAST\(AMOUNT AS varchar\(40\)\)/
  );
});
