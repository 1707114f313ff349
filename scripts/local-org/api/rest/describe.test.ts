import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serveInvoices, type ServedOrg } from "../fixture.ts";

let served: ServedOrg;
before(async () => {
  served = await serveInvoices();
});
after(() => served.close());

test("an object is called as the user's language calls it, and as its own source does where nobody translated it", async () => {
  const { user_id: Id } = await served.connection.identity();
  await served.connection.sobject("User").update({ Id, LanguageLocaleKey: "tr" });
  const { sobjects } = await served.connection.describeGlobal();
  const labelOf = (object: string): string | undefined => sobjects.find(({ name }) => name === object)?.label;
  assert.deepEqual([labelOf("Account"), labelOf("Invoice__c")], ["Hesap", "Invoice"]);
  const account = await served.connection.sobject("Account").describe();
  assert.deepEqual([account.label, account.labelPlural], ["Hesap", "Hesaplar"]);
});
