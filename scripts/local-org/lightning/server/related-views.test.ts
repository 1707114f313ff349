/** Related lists on a record's page and, by View All, on pages of their own. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { send, serveInvoices, type ServedOrg } from "../../api/fixture.ts";
import type { RelatedListPage, RelatedListView } from "../protocol/related-lists.ts";

let served: ServedOrg;
let account: string;
before(async () => {
  served = await serveInvoices();
  const created = await served.connection.sobject("Account").create({ Name: "Corner Shop" });
  account = (created as { id: string }).id;
  const invoices = Array.from({ length: 8 }, (_, index) => ({
    Name: `I-${index}`,
    Customer__c: account,
    Amount__c: (index * 5) % 8
  }));
  await served.connection.sobject("Invoice__c").create(invoices);
});
after(() => served.close());

async function ask<T>(path: string, expected = 200): Promise<T> {
  const { status, body } = await send(served, "GET", path);
  assert.equal(status, expected, body);
  return JSON.parse(body) as T;
}

const all = (query = ""): Promise<RelatedListPage> => ask(`/lightning/api/related/${account}/Invoices__r${query}`);
const names = ({ rows }: RelatedListPage): unknown[] => rows.map(({ fields }) => fields[0]!.reference?.name);

test("a record's page shows the beginning of a list, and by which name all of it is found", async () => {
  const lists = await ask<RelatedListView[]>(`/lightning/api/related/${account}`);
  const invoices = lists.find(({ object }) => object === "Invoice__c")!;
  assert.deepEqual([invoices.relationship, invoices.count, invoices.rows.length], ["Invoices__r", "6+", 6]);
});

test("all of a list comes in the order of a column, in parts", async () => {
  const { columns, parent, more } = await all();
  assert.deepEqual([parent, more], [{ id: account, title: "Corner Shop", object: "Account" }, false]);
  const amount = columns.find(({ name }) => name === "Amount__c")!;
  assert.equal(amount.sortable, true);
  const ascending = names(await all("?sort=Amount__c"));
  assert.deepEqual(ascending, ["I-0", "I-5", "I-2", "I-7", "I-4", "I-1", "I-6", "I-3"]);
  assert.deepEqual(names(await all("?sort=Amount__c&direction=desc")), [...ascending].reverse());
  const part = await all("?sort=Amount__c&limit=3");
  assert.deepEqual([names(part), part.more], [ascending.slice(0, 3), true]);
});

test("a list that the page does not have is not found", async () => {
  await ask(`/lightning/api/related/${account}/Nothings`, 404);
});
