import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serveInvoices, type ServedOrg } from "../fixture.ts";

let served: ServedOrg;
before(async () => {
  served = await serveInvoices();
});
after(() => served.close());

const bulk = (): ServedOrg["connection"]["bulk2"] => served.connection.bulk2;
const count = async (where: string): Promise<number> =>
  (await served.connection.query(`SELECT Id FROM Invoice__c WHERE ${where}`)).totalSize;

async function finish(job: {
  check(): Promise<{ state: string }>;
}): Promise<{ state: string; numberRecordsProcessed?: number; numberRecordsFailed?: number; errorMessage?: string }> {
  for (;;) {
    const info = await job.check();
    if (["JobComplete", "Failed", "Aborted"].includes(info.state)) return info;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function ingest(operation: "insert" | "upsert" | "update" | "delete", csv: string, externalIdFieldName?: string) {
  const job = bulk().createJob({
    object: "Invoice__c",
    operation,
    lineEnding: "LF",
    ...(externalIdFieldName ? { externalIdFieldName } : {})
  } as never);
  await job.open();
  await job.uploadData(csv);
  await job.close();
  return { job, end: await finish(job) };
}

test("an upsert of more rows than a chunk saves all and answers each row by its own columns", async () => {
  const rows = Array.from({ length: 450 }, (_, index) => `b-${index},${index},${index === 7 ? -1 : index}.50`);
  const { job, end } = await ingest("upsert", `Key__c,Name,Amount__c\n${rows.join("\n")}\n`, "Key__c");
  assert.deepEqual([end.state, end.numberRecordsProcessed, end.numberRecordsFailed], ["JobComplete", 450, 1]);
  assert.equal((await job.getSuccessfulResults()).length, 449);
  const [failure] = await job.getFailedResults();
  assert.equal((failure as Record<string, string> | undefined)?.["Key__c"], "b-7");
  assert.match(
    String(failure?.["sf__Error"]),
    /^FIELD_CUSTOM_VALIDATION_EXCEPTION:An invoice cannot be negative:Amount__c --$/
  );
  assert.equal(await count("Key__c LIKE 'b-%'"), 449);
});

test("parents are found by external id, #N/A clears and an empty cell leaves a field", async () => {
  await served.connection.sobject("Account").create({ Name: "Acme", Code__c: "A1" } as never);
  await ingest("upsert", "Key__c,Name,Amount__c,Customer__r.Code__c\nn-1,one,5,A1\nn-2,two,5,nobody\n", "Key__c");
  assert.equal(await count("Customer__r.Name = 'Acme'"), 1);
  await ingest("upsert", "Key__c,Name,Amount__c\nn-1,,#N/A\n", "Key__c");
  const { records } = await served.connection.query<{ Name: string; Amount__c: number | null }>(
    "SELECT Name, Amount__c FROM Invoice__c WHERE Key__c = 'n-1'"
  );
  assert.deepEqual([records[0]?.Name, records[0]?.Amount__c], ["one", null]);
});

test("a value of the wrong type fails its row alone and is named", async () => {
  const { job } = await ingest("insert", "Key__c,Name,Amount__c\nt-1,a,many\nt-2,b,1\n");
  const [failure] = await job.getFailedResults();
  assert.match(String(failure?.["sf__Error"]), /INVALID_TYPE_ON_FIELD_IN_RECORD:Amount__c/);
  assert.equal(await count("Key__c LIKE 't-%'"), 1);
});

test("two rows with one key in a batch are both told", async () => {
  const { job } = await ingest("upsert", "Key__c,Name\nd-1,a\nd-1,b\n", "Key__c");
  assert.deepEqual(
    (await job.getFailedResults()).map((row) => /^DUPLICATE_VALUE/.test(String(row["sf__Error"]))),
    [true, true]
  );
});

test("a job without rows is complete, with its header or without any", async () => {
  for (const csv of ["Key__c,Name\n", "Key__c,Name", "\n"]) {
    const { job, end } = await ingest("upsert", csv, "Key__c");
    assert.deepEqual([end.state, end.numberRecordsProcessed, end.numberRecordsFailed], ["JobComplete", 0, 0]);
    assert.equal((await job.getSuccessfulResults()).length, 0);
  }
});

test("an unknown column or broken quotes end the job as failed, with the reason", async () => {
  assert.match(
    (await ingest("insert", "Nonsense__c\n1\n")).end.errorMessage ?? "",
    /Field name not found : Nonsense__c/
  );
  const broken = await ingest("insert", 'Name\n"open\n');
  assert.equal(broken.end.state, "Failed");
});

test("a job takes its data once, and only while it is open", async () => {
  const job = bulk().createJob({ object: "Invoice__c", operation: "insert" } as never);
  await job.open();
  await job.uploadData("Name\nx\n");
  const again = await fetch(`${served.server.origin}/services/data/v66.0/jobs/ingest/${job.id}/batches`, {
    method: "PUT",
    body: "Name\ny\n",
    headers: { Authorization: `Bearer ${served.server.accessToken}`, "Content-Type": "text/csv" }
  });
  assert.deepEqual([again.status, /INVALIDJOBSTATE/.test(await again.text())], [409, true]);
  await job.abort();
  await assert.rejects(job.close(), /INVALIDJOBSTATE|not allowed/);
});

test("a query job answers what the query answers, with parents", async () => {
  const stream = await bulk().query("SELECT Key__c, Customer__r.Code__c FROM Invoice__c WHERE Key__c = 'n-1'");
  const rows: unknown[] = [];
  for await (const row of stream) rows.push(row);
  assert.deepEqual(rows, [{ Key__c: "n-1", "Customer__r.Code__c": "A1" }]);
});

test("a query job writes numbers from 10,000,000 on in scientific notation", async () => {
  const amounts = ["9999999.99", "10000000", "15000000", "16147805824397"];
  await ingest(
    "upsert",
    `Key__c,Amount__c\n${amounts.map((amount, index) => `big-${index},${amount}`).join("\n")}\n`,
    "Key__c"
  );
  const stream = await bulk().query(
    "SELECT Key__c, Amount__c FROM Invoice__c WHERE Key__c LIKE 'big-%' ORDER BY Key__c"
  );
  const texts = new Map<string, string>();
  for await (const row of stream as AsyncIterable<Record<string, string>>) texts.set(row["Key__c"]!, row["Amount__c"]!);
  assert.deepEqual(
    ["big-0", "big-1", "big-2", "big-3"].map((key) => texts.get(key)),
    ["9999999.99", "1.0E7", "1.5E7", "1.6147805824397E13"]
  );
});
