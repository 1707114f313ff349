import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { send, serveInvoices, type ServedOrg } from "../../api/fixture.ts";

interface List {
  readonly rows: readonly { readonly fields: readonly { readonly value: unknown }[] }[];
  readonly columns: readonly { readonly name: string; readonly sortable: boolean }[];
  readonly more: boolean;
}

let served: ServedOrg;
before(async () => {
  served = await serveInvoices();
  const invoices = [3, null, 1, 2].map((Amount__c, index) => ({ Name: `I-${index}`, Amount__c }));
  await served.connection.sobject("Invoice__c").create(invoices);
});
after(() => served.close());

async function list(query = ""): Promise<List> {
  const { status, body } = await send(served, "GET", `/lightning/api/list/Invoice__c${query}`);
  assert.equal(status, 200, body);
  return JSON.parse(body) as List;
}

const names = ({ rows }: List): unknown[] => rows.map(({ fields }) => fields[0]!.value);

test("a list is by name, or in the order of a column that can be sorted, empty values at the low end", async () => {
  assert.deepEqual(names(await list()), ["I-0", "I-1", "I-2", "I-3"]);
  assert.deepEqual(names(await list("?sort=Amount__c")), ["I-1", "I-2", "I-3", "I-0"]);
  assert.deepEqual(names(await list("?sort=Amount__c&direction=desc")), ["I-0", "I-3", "I-2", "I-1"]);
});

test("what is no column of the list does not get into the query", async () => {
  assert.deepEqual(names(await list("?sort=Id%20LIMIT%201&direction=desc")), ["I-0", "I-1", "I-2", "I-3"]);
});

test("a list says whether there are more without counting them", async () => {
  const two = await list("?limit=2");
  assert.deepEqual([two.rows.length, two.more], [2, true]);
  assert.equal((await list("?limit=4")).more, false);
});
