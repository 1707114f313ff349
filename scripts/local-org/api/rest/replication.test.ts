/** "REST API Developer Guide: sObject Get Updated", "sObject Get Deleted". */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { send, serveInvoices, type ServedOrg } from "../fixture.ts";

let served: ServedOrg;
before(async () => {
  served = await serveInvoices();
});
after(() => served.close());

const MINUTE = 60_000;
const at = (minutes: number): Date => new Date(Date.now() + minutes * MINUTE);
const invoices = () => served.connection.sobject("Invoice__c");

test("what was made or changed, and what was deleted, within a time is listed by its id", async () => {
  const ids: string[] = [];
  for (const Key__c of ["u1", "u2"])
    ids.push(((await invoices().create({ Name: Key__c, Key__c })) as { id: string }).id);
  await invoices().destroy(ids[1]!);
  const updated = await invoices().updated(at(-5), at(5));
  assert.deepEqual(updated.ids, [ids[0]]);
  assert.ok(Date.parse(updated.latestDateCovered) <= Date.now());
  const deleted = await invoices().deleted(at(-5), at(5));
  assert.deepEqual(
    deleted.deletedRecords.map(({ id }) => id),
    [ids[1]]
  );
  assert.ok(Date.parse(deleted.deletedRecords[0]!.deletedDate) <= Date.now());
  assert.deepEqual((await invoices().updated(at(-60), at(-30))).ids, []);
});

test("a time without moments, backwards, too short or too long ago is refused", async () => {
  const wrong: [string, string][] = [
    ["updated", ""],
    ["updated", "?start=yesterday&end=today"],
    ["updated", `?start=${at(0).toISOString()}&end=${at(-10).toISOString()}`],
    ["updated", `?start=${at(0).toISOString()}&end=${at(0).toISOString()}`],
    ["deleted", `?start=${at(-16 * 24 * 60).toISOString()}&end=${at(0).toISOString()}`]
  ];
  for (const [resource, span] of wrong)
    assert.equal(
      (await send(served, "GET", `/services/data/v66.0/sobjects/Invoice__c/${resource}${span}`)).status,
      400,
      span
    );
});
