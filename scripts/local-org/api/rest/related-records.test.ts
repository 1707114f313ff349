/** "REST API Developer Guide: Traverse Relationships with Friendly URLs", "sObject Blob Get". */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { send, serveInvoices, type ServedOrg } from "../fixture.ts";

let served: ServedOrg;
let account: string;
let invoice: string;
before(async () => {
  served = await serveInvoices();
  const create = async (object: string, record: object): Promise<string> =>
    ((await served.connection.sobject(object).create(record)) as { id: string }).id;
  account = await create("Account", { Name: "Quay" });
  invoice = await create("Invoice__c", { Name: "R-1", Key__c: "r1", Customer__c: account });
  await create("Invoice__c", { Name: "R-2", Key__c: "r2", Customer__c: account });
});
after(() => served.close());

const records = "/services/data/v66.0/sobjects";
const read = (path: string): Promise<Record<string, unknown>> => served.connection.request(`${records}/${path}`);

test("a parent is read along its relationship, with all fields or those that are asked for", async () => {
  const { attributes, ...fields } = await read(`Invoice__c/${invoice}/Customer__r?fields=Name`);
  assert.deepEqual(fields, { Id: account, Name: "Quay" });
  assert.deepEqual(attributes, { type: "Account", url: `${records}/Account/${account}` });
  assert.equal((await read(`Invoice__c/${invoice}/Customer__r`))["BillingAddress"], null);
});

test("several levels of parents are one address", async () => {
  assert.equal(
    (await read(`Invoice__c/${invoice}/Customer__r/Owner/Profile?fields=Name`))["Name"],
    "System Administrator"
  );
});

test("children are read as a list, which may be empty", async () => {
  const invoices = await read(`Account/${account}/Invoices__r?fields=Name`);
  assert.deepEqual(
    (invoices["records"] as { Name: string }[]).map(({ Name }) => Name),
    ["R-1", "R-2"]
  );
  assert.equal(invoices["totalSize"], 2);
  assert.deepEqual(await read(`Account/${account}/Contacts`), { totalSize: 0, done: true, records: [] });
});

test("a parent that is not there, and a relationship that does not exist, are not found", async () => {
  for (const path of [
    `Account/${account}/Parent`,
    `Account/${account}/Nonsense`,
    `Account/${account}/Contacts/Account`
  ])
    assert.equal((await send(served, "GET", `${records}/${path}`)).status, 404, path);
});

test("a file's data is read as bytes", async () => {
  const created = await served.connection
    .sobject("ContentVersion")
    .create({ Title: "Offer", PathOnClient: "offer.txt", VersionData: Buffer.from("two lines\n").toString("base64") });
  const answer = await send(served, "GET", `${records}/ContentVersion/${(created as { id: string }).id}/VersionData`);
  assert.deepEqual([answer.status, answer.body], [200, "two lines\n"]);
});
