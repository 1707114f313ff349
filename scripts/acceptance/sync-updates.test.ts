/** The ERP tells the stock of rewards and which invoices are paid, by the integration's user. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { loadUpdateMapping } from "../sync/updates/update-mapping.ts";
import { runUpdate, type UpdateSummary } from "../sync/updates/run-update.ts";
import { ExportBench } from "./export-bench.ts";
import { createRecord } from "./records.ts";
import { QUICK, SILENT } from "./sync-bench.ts";

let bench: ExportBench;
before(async () => {
  bench = await ExportBench.start();
});
after(() => bench.org.stop());

/** A ready mapping with some fields changed. */
function run(ready: string, changes: object, text: string, signal?: AbortSignal): Promise<UpdateSummary> {
  const content = { ...(JSON.parse(readFileSync(`config/sync/updates/${ready}.json`, "utf8")) as object), ...changes };
  const [mapping, input] = [join(bench.folder, `${ready}.json`), join(bench.folder, `${ready}.csv`)];
  writeFileSync(mapping, JSON.stringify(content));
  writeFileSync(input, text);
  return runUpdate({
    mapping: loadUpdateMapping(mapping),
    input,
    session: { instanceUrl: bench.org.instanceUrl, accessToken: bench.token },
    workFolder: join(bench.folder, "work"),
    dryRun: false,
    jobRows: 10_000,
    report: SILENT,
    pace: QUICK,
    signal
  });
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

test("an update that is told to stop says who did it, here and in the org, and that it goes on", async () => {
  const stop = new AbortController();
  stop.abort(new Error("the run was stopped by SIGTERM"));
  const words = "the run was stopped by SIGTERM. Run it again: it goes on where it was.";
  await assert.rejects(run("stock", { program: "TEST", name: "halted" }, "Product,OnHand\nCARD,1\n", stop.signal), {
    message: words
  });
  assert.deepEqual(
    await bench.values("SELECT State__c, Message__c FROM LoyaltySyncRun__c WHERE Source__c = 'halted'"),
    [["Failed", words]]
  );
});
