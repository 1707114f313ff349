/** The ERP tells the stock of rewards and which invoices are paid, by the integration's user. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { loadUpdateMapping } from "../sync/updates/update-mapping.ts";
import { runUpdate, type UpdateOptions, type UpdateSummary } from "../sync/updates/run-update.ts";
import { Journal, openJobs } from "../sync/run/journal.ts";
import { ExportBench } from "./export-bench.ts";
import { createRecord } from "./records.ts";
import { QUICK, SILENT } from "./sync-bench.ts";

const ORGANIZATION = "00D000000000001";

let bench: ExportBench;
before(async () => {
  bench = await ExportBench.start();
});
after(() => bench.org.stop());

type More = Partial<Pick<UpdateOptions, "input" | "signal" | "yes">>;

/** A ready mapping with some fields changed, by which these texts are read as a file, or what `more.input` names. */
function run(ready: string, changes: object, text: string | Uint8Array, more: More = {}): Promise<UpdateSummary> {
  const content = { ...(JSON.parse(readFileSync(`config/sync/updates/${ready}.json`, "utf8")) as object), ...changes };
  const [mapping, input] = [join(bench.folder, `${ready}.json`), join(bench.folder, `${ready}.csv`)];
  writeFileSync(mapping, JSON.stringify(content));
  writeFileSync(input, text);
  return runUpdate({
    mapping: loadUpdateMapping(mapping),
    input,
    session: { instanceUrl: bench.org.instanceUrl, accessToken: bench.token },
    organizationId: ORGANIZATION,
    workFolder: join(bench.folder, "work"),
    dryRun: false,
    jobRows: 10_000,
    report: SILENT,
    pace: QUICK,
    ...more
  });
}

function rejectsOf({ rejectsFile }: UpdateSummary): string {
  return rejectsFile === null ? "" : readFileSync(rejectsFile, "utf8");
}

const stock = async (code: string): Promise<unknown> =>
  (await bench.values(`SELECT Stock__c FROM LoyaltyReward__c WHERE Code__c = '${code}'`))[0]![0];

test("stock is the sum of the warehouses, less what vouchers promise, and never below nothing", async () => {
  await createRecord(bench.org, "LoyaltyReward__c", {
    Name: "Mug",
    Code__c: "MUG",
    Program__c: bench.program,
    Kind__c: "FreeProduct",
    ProductCode__c: "MUG",
    Cost__c: 10,
    Active__c: true
  });
  await bench.member("stock");
  await bench.redeem("stock", "stock-1");
  const file = "Product,OnHand\nCARD,4\nCARD,3.0\nMUG,-2\nTEAPOT,10\n";
  const first = await run("stock", { program: "TEST" }, file);
  assert.deepEqual([first.changed, first.unchanged, first.notRewards, first.rejected], [2, 0, 1, 0]);
  assert.deepEqual([await stock("CARD"), await stock("MUG")], [6, 0]);
  const second = await run("stock", { program: "TEST" }, file);
  assert.deepEqual([second.changed, second.unchanged], [0, 2]);
  // Another program's rewards are not its own.
  assert.equal((await run("stock", { program: "OTHER" }, file)).notRewards, 3);
});

test("a reward of which a row cannot be read keeps its stock, and the reject names the row", async () => {
  const result = await run("stock", { program: "TEST" }, "Product,OnHand\nCARD,1\nCARD,many\nMUG,7\n");
  assert.deepEqual([result.changed, result.rejected], [1, 1]);
  assert.deepEqual([await stock("CARD"), await stock("MUG")], [6, 7]);
  assert.match(
    readFileSync(result.rejectsFile!, "utf8"),
    /^BAD_NUMBER,OnHand: 'many' is not a number,".*stock.csv, 3",CARD$/m
  );
});

test("invoices become paid and unpaid, a cancelled one stays so, and an unknown one is told", async () => {
  const member = await bench.member("payer");
  for (const [number, Status__c] of [
    ["1", "Valid"],
    ["2", "Valid"],
    ["3", "Cancelled"]
  ])
    await createRecord(bench.org, "LoyaltyTransaction__c", {
      Member__c: member,
      ExternalId__c: `shop:${number}`,
      Kind__c: "Purchase",
      Status__c,
      OccurredAt__c: "2026-02-01T10:00:00Z",
      Amount__c: 10
    });
  const paid = (): Promise<unknown> =>
    bench.values(
      "SELECT ExternalId__c, Status__c, PaidAt__c FROM LoyaltyTransaction__c WHERE ExternalId__c LIKE 'shop:%' ORDER BY ExternalId__c"
    );
  // The second has two open items, of which one is not settled.
  const file = "Invoice;Paid on\n1;05.03.2026\n2;05.03.2026\n2;\n3;06.03.2026\n9;01.03.2026\n1;07.03.2026\n";
  const first = await run("payments", {}, file);
  assert.deepEqual([first.changed, first.unchanged, first.rejected], [2, 1, 1]);
  assert.match(readFileSync(first.rejectsFile!, "utf8"), /^UNKNOWN_DOCUMENT,.*,,shop:9$/m);
  assert.deepEqual(await paid(), [
    ["shop:1", "Valid", "2026-03-06T21:00:00.000+0000"],
    ["shop:2", "Valid", null],
    ["shop:3", "Cancelled", "2026-03-05T21:00:00.000+0000"]
  ]);
  const second = await run("payments", {}, "Invoice;Paid on\n1;\n2;08.03.2026\n");
  assert.deepEqual([second.changed, second.rejected], [2, 0]);
  assert.deepEqual(
    ((await paid()) as unknown[][]).map((row) => row[2]),
    [null, "2026-03-07T21:00:00.000+0000", "2026-03-05T21:00:00.000+0000"]
  );
  const runs = await bench.values(
    "SELECT State__c FROM LoyaltySyncRun__c WHERE Source__c = 'payments' ORDER BY StartedAt__c, CreatedDate"
  );
  assert.deepEqual(runs.flat(), ["Rejects", "Succeeded"]);
});

test("letters of another encoding, failed formulas and shortened numbers are no keys and no values", async () => {
  const before = await stock("MUG");
  // Ç and ş as Windows writes them.
  const foreign = Buffer.from("Product,OnHand\n\xC7AY,5\nMUG,#N/A\n1.2E+12,5\nCARD,9\n", "latin1");
  const result = await run("stock", { program: "TEST" }, foreign);
  assert.deepEqual([result.changed, result.notRewards, result.rejected], [1, 0, 3]);
  assert.deepEqual([await stock("CARD"), await stock("MUG")], [8, before]);
  const rejects = rejectsOf(result);
  assert.match(rejects, /^BAD_TEXT,"Product: '\uFFFDAY' cannot be read as utf8; .*stock.csv, 2",$/m);
  assert.match(rejects, /^BAD_TEXT,OnHand: '#N\/A' is what a spreadsheet writes .*stock.csv, 3",MUG$/m);
  assert.match(
    rejects,
    /^BAD_TEXT,Product: '1\.2E\+12' is a number that a spreadsheet has shortened.*stock.csv, 4",$/m
  );
  assert.equal((await run("stock", { program: "TEST" }, "Product,OnHand\nCARD,7\n")).changed, 1);

  const payments = await run("payments", {}, "Invoice;Paid on\n8,41E+12;05.03.2026\nshop\uFFFD;05.03.2026\n");
  assert.deepEqual([payments.changed, payments.rejected], [0, 2]);
  assert.match(rejectsOf(payments), /^BAD_TEXT,.*\nBAD_TEXT,/m);
});

test("pieces that can be read in two ways change nothing until the mapping says how numbers are written", async () => {
  const file = "Product,OnHand\nMUG,1.500\n";
  await assert.rejects(run("stock", { program: "TEST" }, file), /stock\.csv, 2: '1\.500' may be 1\.5 or 1500: say how/);
  const numbers = { decimal: ",", group: "." };
  await run("stock", { program: "TEST", source: { format: "csv", numbers } }, file);
  assert.equal(await stock("MUG"), 1500);
});

test("several files are parts of one stock, or days of which the last one counts, or change nothing", async () => {
  const folder = join(bench.folder, "stocks");
  mkdirSync(folder);
  writeFileSync(join(folder, "stock-2026-03-01.csv"), "Product,OnHand\nMUG,70\nMUG,?\nCARD,21\n");
  writeFileSync(join(folder, "stock-2026-03-02.csv"), "Product,OnHand\nMUG,4\nMUG,2\n");
  const source = (files: object): object => ({ program: "TEST", source: { format: "csv", ...files } });
  const undecided = await run("stock", source({}), "", { input: folder });
  assert.match(rejectsOf(undecided), /^SEVERAL_FILES,.*,MUG$/m);
  assert.deepEqual([await stock("MUG"), await stock("CARD")], [1500, 20]);

  // What could not be read on the first day is of no account on the second.
  const days = await run("stock", source({ files: "days" }), "", { input: folder });
  assert.deepEqual([days.changed, days.rejected, await stock("MUG")], [1, 0, 6]);

  const parts = await run("stock", source({ files: "parts", skipRows: [{ column: "OnHand", equals: "?" }] }), "", {
    input: folder
  });
  assert.deepEqual([parts.rejected, await stock("MUG")], [0, 76]);
});

test("a file that was cut, and one that would change more than a share, change nothing without --yes", async () => {
  const before = await stock("MUG");
  const halves = { program: "TEST", stop: { changedShare: 0.5, rejectedShare: 0.5 } };
  await assert.rejects(
    run("stock", halves, "Product,OnHand\nMUG,3"),
    /the last line has no end[\s\S]*Nothing was sent/
  );
  await assert.rejects(
    run("stock", halves, "Product,OnHand\nMUG,3\nCARD,4\n"),
    /2 of the 2 rewards that the org has would be changed or cancelled, 100 %: more than 50 % \(stop\.changedShare\)/
  );
  await assert.rejects(
    run("stock", halves, "Product,OnHand\nMUG,?\nCARD,?\nCARD,20\n"),
    /would be rejected, 66\.7 %: more than 50 % \(stop\.rejectedShare\)/
  );
  assert.equal(await stock("MUG"), before);
  const result = await run("stock", halves, "Product,OnHand\nMUG,3\nCARD,4\n", { yes: true });
  assert.deepEqual([result.changed, await stock("MUG")], [2, 3]);
});

test("a job that a killed run has left open is settled before payments are compared", async () => {
  const { connection } = bench.org;
  const job = await connection.request<{ id: string }>({
    method: "POST",
    url: "/services/data/v62.0/jobs/ingest",
    body: JSON.stringify({
      object: "LoyaltyTransaction__c",
      operation: "upsert",
      externalIdFieldName: "ExternalId__c",
      contentType: "CSV"
    }),
    headers: { "Content-Type": "application/json" }
  });
  const killed = new Journal(join(bench.folder, "work", "killed"));
  const run0 = { key: "killed", mapping: "payments", input: "payments.csv", startedAt: "2026-01-01T00:00:00Z" };
  killed.add({ event: "run", organizationId: ORGANIZATION, updates: "payments", ...run0 });
  killed.add({ event: "jobCreated", job: job.id, object: "LoyaltyTransaction__c", file: "x.csv", rows: 1 });
  await run("payments", {}, "Invoice;Paid on\n2;08.03.2026\n");
  assert.deepEqual(openJobs(join(bench.folder, "work"), ORGANIZATION), []);
  const { state } = await connection.request<{ state: string }>(`/services/data/v62.0/jobs/ingest/${job.id}`);
  assert.equal(state, "Aborted");
});

test("what a mapping says of documents is not taken for one of stock or payments", async () => {
  for (const source of [{ export: "full" }, { missing: { cancelAfterDays: 1 } }])
    await assert.rejects(
      async () => run("stock", { program: "TEST", source: { format: "csv", ...source } }, ""),
      /is not read here, for sales documents only/
    );
});

test("an update that is told to stop says who did it, here and in the org, and that it goes on", async () => {
  const stop = new AbortController();
  stop.abort(new Error("the run was stopped by SIGTERM"));
  const words = "the run was stopped by SIGTERM. Run it again: it goes on where it was.";
  await assert.rejects(
    run("stock", { program: "TEST", name: "halted" }, "Product,OnHand\nCARD,1\n", { signal: stop.signal }),
    {
      message: words
    }
  );
  assert.deepEqual(
    await bench.values("SELECT State__c, Message__c FROM LoyaltySyncRun__c WHERE Source__c = 'halted'"),
    [["Failed", words]]
  );
});
