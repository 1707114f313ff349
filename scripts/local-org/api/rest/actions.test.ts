/** "Actions Developer Guide: Invoking Actions", "Apex Actions". */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { send, serveInvoices, type ServedOrg } from "../fixture.ts";

let served: ServedOrg;
before(async () => {
  served = await serveInvoices();
});
after(() => served.close());

const actions = "/services/data/v66.0/actions/custom/apex";

async function invoke(name: string, body: unknown): Promise<{ status: number; answer: unknown }> {
  const headers = { "Content-Type": "application/json" };
  const { status, body: text } = await send(served, "POST", `${actions}/${name}`, {
    body: JSON.stringify(body),
    headers
  });
  return { status, answer: JSON.parse(text) };
}

test("an invocable method runs once for all inputs, and each has its result", async () => {
  const { status, answer } = await invoke("BookInvoice", {
    inputs: [
      { key: "act-1", amount: 12.5 },
      { key: "act-2", amount: null }
    ]
  });
  assert.equal(status, 200);
  const { records } = await served.connection.query<{ Id: string }>(
    "SELECT Id FROM Invoice__c WHERE Key__c LIKE 'act-_' ORDER BY Key__c"
  );
  assert.deepEqual(
    answer,
    [12.5, null].map((amount, index) => ({
      actionName: "book",
      errors: null,
      isSuccess: true,
      outputValues: { invoiceId: records[index]!.Id, amount }
    }))
  );
});

test("a method of plain values takes one member of each input, and answers as output", async () => {
  const { answer } = await invoke("Doubler", { inputs: [{ numbers: 4 }, { numbers: 21 }] });
  assert.deepEqual(
    (answer as { outputValues: unknown }[]).map((one) => one.outputValues),
    [{ output: 8 }, { output: 42 }]
  );
});

test("an action that fails leaves nothing behind and says so for each input", async () => {
  const { status, answer } = await invoke("BookInvoice", {
    inputs: [
      { key: "bad-1", amount: 1 },
      { key: "bad-2", amount: -1 }
    ]
  });
  assert.equal(status, 400);
  const results = answer as { isSuccess: boolean; outputValues: unknown; errors: { message: string }[] }[];
  assert.deepEqual(
    results.map((one) => [one.isSuccess, one.outputValues]),
    [
      [false, null],
      [false, null]
    ]
  );
  assert.match(results[0]!.errors[0]!.message, /System\.DmlException: .*An invoice cannot be negative/);
  assert.equal((await served.connection.query("SELECT Id FROM Invoice__c WHERE Key__c LIKE 'bad-_'")).totalSize, 0);
});

test("what is no action, or no list of inputs, is refused, and an unknown parameter named", async () => {
  assert.equal((await invoke("InvoiceResource", { inputs: [] })).status, 404);
  assert.equal((await invoke("Nobody", { inputs: [] })).status, 404);
  assert.deepEqual(
    [await invoke("BookInvoice", {}), await invoke("BookInvoice", { inputs: [1] })].map(({ status }) => status),
    [400, 400]
  );
  assert.match(JSON.stringify((await invoke("BookInvoice", { inputs: [{ nonsense: 1 }] })).answer), /nonsense/);
});

test("actions are listed with their labels and addresses", async () => {
  const { actions: listed } = await served.connection.request<{ actions: { name: string }[] }>(actions);
  assert.deepEqual(listed, [
    { label: "Book Invoice", name: "BookInvoice", type: "APEX", url: `${actions}/BookInvoice` },
    { label: "twice", name: "Doubler", type: "APEX", url: `${actions}/Doubler` }
  ]);
});

test("a flow runs once for each input, and answers its output variables", async () => {
  const headers = { "Content-Type": "application/json" };
  const start = async (inputs: readonly object[]): Promise<{ status: number; answer: unknown }> => {
    const body = JSON.stringify({ inputs });
    const path = "/services/data/v66.0/actions/custom/flow/Book_Invoice";
    const { status, body: text } = await send(served, "POST", path, { body, headers });
    return { status, answer: JSON.parse(text) };
  };
  const { status, answer } = await start([
    { Key: "flow-1", Amount: 2 },
    { Key: "flow-2", Amount: 3.5 }
  ]);
  assert.equal(status, 200);
  assert.deepEqual(
    (answer as { outputValues: Record<string, unknown> }[]).map(({ outputValues }) => outputValues),
    [
      { Doubled: 4, Flow__InterviewStatus: "Finished" },
      { Doubled: 7, Flow__InterviewStatus: "Finished" }
    ]
  );
  const failed = await start([
    { Key: "flow-3", Amount: 1 },
    { Key: "flow-4", Amount: -1 }
  ]);
  assert.equal(failed.status, 400);
  assert.match(
    JSON.stringify(failed.answer),
    /An unhandled fault has occurred in this flow.*An invoice cannot be negative/
  );
  const { records } = await served.connection.query(
    "SELECT Key__c FROM Invoice__c WHERE Key__c LIKE 'flow-_' ORDER BY Key__c"
  );
  assert.deepEqual(
    records.map((record) => String(record["Key__c"])),
    ["flow-1", "flow-2"]
  );
  assert.equal(
    (await send(served, "POST", "/services/data/v66.0/actions/custom/flow/Unknown", { body: "{}", headers })).status,
    404
  );
});
