// "Apex Developer Guide: Execution Governors and Limits": 10 seconds and 6 MB for synchronous Apex, 60 seconds and 12 MB for
// what the Bulk API runs.
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Connection } from "jsforce";
import { orgWith } from "../apex/testing/fixture.ts";
import { serveOrg } from "../server.ts";
import { invoiceProject, send, type ServedOrg } from "./fixture.ts";

// Copying a megabyte is dear by the estimate, and cheap for the machine that runs this test.
const burning = `trigger Burning on Invoice__c (before insert) {
  for (Invoice__c one : Trigger.new) {
    String megabyte = 'x'.repeat(1000000);
    if (one.Name == 'twenty seconds') {
      Integer before = Limits.getCpuTime();
      while (Limits.getCpuTime() - before < 20000) { String copy = megabyte + 'x'; }
    } else if (one.Name == 'endless') {
      while (true) { String copy = megabyte + 'x'; }
    } else if (one.Name == 'eight megabytes') {
      String held = 'x'.repeat(8000000);
    }
  }
}`;

let served: ServedOrg;
before(async () => {
  const org = orgWith({ ...invoiceProject, triggers: [...invoiceProject.triggers, burning] }, { coverage: false });
  const server = await serveOrg({ org, port: 0, cacheFolder: mkdtempSync(join(tmpdir(), "cache-")) });
  const connection = new Connection({ instanceUrl: server.origin, accessToken: server.accessToken, version: "66.0" });
  served = {
    org,
    server,
    connection,
    close: async () => {
      await server.close();
      org.close();
    }
  };
});
after(() => served.close());

const names = async (): Promise<string[]> =>
  (await served.connection.query<{ Name: string }>("SELECT Name FROM Invoice__c ORDER BY Name")).records.map(
    (record) => record.Name
  );

test("anonymous Apex without end is ended, and the org answers on", async () => {
  const path = `/services/data/v66.0/tooling/executeAnonymous?anonymousBody=${encodeURIComponent("while (true) {}")}`;
  const { status, body } = await send(served, "GET", path);
  const answer = JSON.parse(body) as { success: boolean; exceptionMessage: string };
  assert.deepEqual(
    [status, answer.success, answer.exceptionMessage],
    [200, false, "System.LimitException: Apex CPU time limit exceeded"]
  );
  assert.deepEqual(await names(), []);
});

test("what takes twenty seconds or eight megabytes fails over REST", async () => {
  for (const [name, message] of [
    ["twenty seconds", /Apex CPU time limit exceeded/],
    ["eight megabytes", /Apex heap size too large/]
  ] as const)
    await assert.rejects(served.connection.sobject("Invoice__c").create({ Name: name } as never), message);
  assert.deepEqual(await names(), []);
});

test("the Bulk API takes it, and ends only what has no end", async () => {
  const rows = await bulkInsert(["eight megabytes", "twenty seconds"]);
  assert.deepEqual(rows, []);
  const [failure] = await bulkInsert(["endless"]);
  assert.match(String(failure), /Apex CPU time limit exceeded/);
  assert.deepEqual(await names(), ["eight megabytes", "twenty seconds"]);
});

/** @returns the errors of the rows that failed */
async function bulkInsert(rows: readonly string[]): Promise<string[]> {
  const job = served.connection.bulk2.createJob({ object: "Invoice__c", operation: "insert", lineEnding: "LF" });
  await job.open();
  await job.uploadData(`Name\n${rows.join("\n")}\n`);
  await job.close();
  while (!["JobComplete", "Failed"].includes((await job.check()).state))
    await new Promise((resolve) => setTimeout(resolve, 20));
  return (await job.getFailedResults()).map((row) => String((row as Record<string, unknown>)["sf__Error"]));
}
