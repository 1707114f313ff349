/** Exports in several files, and in other forms than CSV, as an org sees them. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { SyncBench } from "./sync-bench.ts";

let bench: SyncBench;
before(async () => {
  bench = await SyncBench.start();
});
after(() => bench.org.stop());

const header = "No,Date,Customer,Amount\n";
const at = "2026-01-05 10:00";

function folderOf(name: string, files: Record<string, string>): string {
  mkdirSync(join(bench.folder, name), { recursive: true });
  for (const [file, text] of Object.entries(files)) bench.file(join(name, file), text);
  return join(bench.folder, name);
}

test("the last of several days tells how a document is, and a line that is gone counts no longer", async () => {
  const input = folderOf("days", {
    "2026-01-06.csv": `Customer,No,Date,Amount\nK1,F1,${at},4\nK2,F2,${at},9\n`,
    "2026-01-05.csv": `${header}F1,${at},K1,10\nF1,${at},K1,5\nF3,${at},K1,x\n`,
    "2026-01-07.csv": `${header}F3,${at},K1,7\nF4,${at},K2,oops\nF2,${at},K2,?\n`
  });
  const mapping = bench.mapping("days", { source: { files: "days", export: "delta" } });
  const summary = await bench.run({ mapping, input });
  assert.deepEqual(await bench.documents("days"), ["F1 Purchase Valid 4", "F3 Purchase Valid 7"]);
  assert.equal(summary.rejected, 1, "F2's last day cannot be read: its earlier one is not taken for it");
});

test("parts of one export are put together, and where the mapping does not say which they are, nothing is guessed", async () => {
  const input = folderOf("parts", {
    "p1.csv": `${header}F1,${at},K1,10\nF2,${at},K2,1\n`,
    "p2.csv": `${header}F1,${at},K1,5\n`
  });
  const silent = await bench.run({ mapping: bench.mapping("parts"), input });
  assert.deepEqual([silent.accepted, silent.rejected], [1, 1]);
  await bench.run({ mapping: bench.mapping("parts", { source: { files: "parts" } }), input: join(input, "p*.csv") });
  assert.deepEqual(await bench.documents("parts"), ["F1 Purchase Valid 15", "F2 Purchase Valid 1"]);
});

test("a file with other columns than the first one stops the run before anything is sent", async () => {
  const input = folderOf("columns", { "1.csv": `${header}F1,${at},K1,10\n`, "2.csv": "No,Date,Customer,Total\n" });
  const mapping = bench.mapping("columns", { source: { files: "parts" } });
  await assert.rejects(bench.run({ mapping, input }), /2\.csv.*'Amount'|no Amount, also Total/);
  assert.deepEqual(await bench.documents("columns"), []);
});

test("JSON Lines, gzipped JSON Lines and a workbook make the documents that CSV makes", async () => {
  const document = {
    externalId: { column: "no", prefix: "json-" },
    occurredAt: { column: "date", format: "ISO" },
    member: { column: "customer.id", prefix: "json-" },
    amount: { multiply: ["lines.quantity", "lines.price"] }
  };
  const mapping = bench.mapping("json", {
    source: { format: "jsonl", each: "lines" },
    document,
    member: { name: "{customer.name}" }
  });
  const of = (quantity: number): string =>
    `{"no":"F1","date":"2026-01-05T10:00:00Z","customer":{"id":"K1","name":"One"},"lines":[{"quantity":${quantity},"price":"2.50"},{"quantity":1,"price":0.105}]}\n`;
  await bench.run({ mapping, input: bench.file("a.jsonl", of(2)) });
  assert.deepEqual(await bench.documents("json"), ["F1 Purchase Valid 5.11"]);
  await bench.run({ mapping, input: bench.file("b.jsonl.gz", gzipSync(of(4))) });
  assert.deepEqual(await bench.documents("json"), ["F1 Purchase Valid 10.11"]);
  const sheet = bench.mapping("sheet", {
    source: { format: "xlsx", sheet: "Sales 2026" },
    document: { occurredAt: { column: "Date", format: "excel" } }
  });
  const summary = await bench.run({ mapping: sheet, input: "scripts/sync/source/fixtures/sales.xlsx" });
  assert.deepEqual(await bench.documents("sheet"), [
    "1002 Purchase Valid 1234567.89",
    "F1 Purchase Valid 2.85",
    "F3 Return Valid -5"
  ]);
  assert.deepEqual(bench.rejects(summary), ["10: BROKEN_ROW"]);
});

test("rejects of JSON Lines are mended and replayed", async () => {
  const mapping = bench.mapping("replayed", {
    source: { format: "jsonl" },
    document: { occurredAt: { column: "Date", format: "ISO" } }
  });
  const line = (amount: string): string => `{"No":"F1","Date":"2026-01-05","Customer":"K1","Amount":${amount}}\n`;
  const summary = await bench.run({ mapping, input: bench.file("r.jsonl", line('"ten"') + line("5")) });
  assert.deepEqual(bench.rejects(summary), ["1: BAD_NUMBER", "2: INCOMPLETE"]);
  const mended = bench.file(
    "mended.csv",
    "reject_code,reject_reason,reject_line,No,Date,Customer,Amount\n,,1,F1,2026-01-05,K1,10\n"
  );
  await bench.run({ mapping, input: mended }, { isReplay: true });
  assert.deepEqual(await bench.documents("replayed"), ["F1 Purchase Valid 15"]);
});

test("what comes in by a pipe is read, gzipped or not", async () => {
  const mapping = bench.mapping("piped");
  const text = gzipSync(`${header}F1,${at},K1,10\n`);
  const child = spawn(
    process.execPath,
    ["scripts/launch.js", "sync/main", "run", "--mapping", mapping, "--input", "-", "--work-dir", bench.folder],
    { env: { ...process.env, SF_INSTANCE_URL: bench.org.instanceUrl, SF_ACCESS_TOKEN: bench.org.accessToken } }
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  child.stdin.end(text);
  const code = await new Promise((resolve) => child.once("close", resolve));
  assert.equal(code, 0, output);
  assert.deepEqual(await bench.documents("piped"), ["F1 Purchase Valid 10"]);
});
