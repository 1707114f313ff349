import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { startOrg, type OrgProcess } from "./org-process.ts";

const ROWS = 20_000;

async function progressOf(
  { connection }: OrgProcess,
  job: string
): Promise<{ state: string; processed: number; failed: number }> {
  const info = await connection.requestGet<{
    state: string;
    numberRecordsProcessed: number;
    numberRecordsFailed: number;
  }>(`/jobs/ingest/${job}`);
  return { state: info.state, processed: info.numberRecordsProcessed, failed: info.numberRecordsFailed };
}

async function until<T>(read: () => Promise<T>, done: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await read();
    if (done(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test("a killed org has every row that a bulk job reported, and the job goes on where it was", async () => {
  const data = mkdtempSync(join(tmpdir(), "durable-"));
  let org = await startOrg(["--data", data]);
  const csv = `Name,ErpCustomerNumber__c\n${Array.from({ length: ROWS }, (_, index) => `Dealer ${index},K${index}`).join("\n")}\n`;
  const job = org.connection.bulk2.createJob({
    object: "Account",
    operation: "upsert",
    externalIdFieldName: "ErpCustomerNumber__c",
    lineEnding: "LF"
  } as never);
  await job.open();
  await job.uploadData(csv);
  await job.close();
  const before = await until(
    () => progressOf(org, job.id),
    ({ processed }) => processed > 0
  );
  assert.ok(before.processed < ROWS, "the job ended before it could be interrupted");
  await org.stop("SIGKILL");

  org = await startOrg(["--data", data]);
  try {
    const { totalSize } = await org.connection.query(
      "SELECT COUNT() FROM Account WHERE ErpCustomerNumber__c LIKE 'K%'"
    );
    assert.ok(totalSize >= before.processed, `${totalSize} of ${before.processed} reported rows are there`);
    const end = await until(
      () => progressOf(org, job.id),
      ({ state }) => state === "JobComplete" || state === "Failed"
    );
    assert.deepEqual(end, { state: "JobComplete", processed: ROWS, failed: 0 });
    assert.equal(
      (await org.connection.query("SELECT COUNT() FROM Account WHERE ErpCustomerNumber__c LIKE 'K%'")).totalSize,
      ROWS
    );
  } finally {
    await org.stop();
  }
});
