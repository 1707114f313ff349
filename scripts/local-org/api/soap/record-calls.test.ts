import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Connection } from "jsforce";
import { serveInvoices, type ServedOrg } from "../fixture.ts";

let served: ServedOrg;
before(async () => {
  served = await serveInvoices();
});
after(() => served.close());

const made = async (object: string, ...records: object[]): Promise<string[]> => {
  const ids: string[] = [];
  for (const record of records) {
    const { id } = (await served.connection.sobject(object).create(record as never)) as unknown as { id: string };
    ids.push(id);
  }
  return ids;
};

/** jsforce's calls, which take one of something or several, with one. */
interface OneByOne {
  convertLead(conversion: object): Promise<{
    success: boolean;
    leadId: string;
    accountId: string;
    opportunityId?: string | null;
  }>;
  merge(request: object): Promise<{ success: boolean; id: string; mergedRecordIds: string[] }>;
}

interface MetadataCalls {
  create(type: string, component: object): Promise<{ success: boolean; errors?: object }>;
  update(type: string, component: object): Promise<{ success: boolean }>;
  upsert(type: string, component: object): Promise<{ created: boolean }>;
  rename(type: string, from: string, to: string): Promise<{ success: boolean }>;
  delete(type: string, fullName: string): Promise<{ success: boolean }>;
  read(type: string, fullName: string): Promise<Record<string, unknown>>;
}

const soap = (): OneByOne => served.connection.soap as unknown as OneByOne;
const metadataCalls = (): MetadataCalls => served.connection.metadata;

// "SOAP API Developer Guide: undelete()".
test("deleted records come back, each for itself", async () => {
  const [gone, standing] = await made("Contact", { LastName: "Gone" }, { LastName: "Standing" });
  await served.connection.sobject("Contact").destroy(gone!);
  const results = await served.connection.soap.undelete([gone!, standing!, "no id"]);
  assert.deepEqual(
    results.map(({ success }) => success),
    [true, false, false]
  );
  assert.equal((await served.connection.sobject("Contact").retrieve(gone!))["LastName"], "Gone");
});

// "SOAP API Developer Guide: convertLead()".
test("a lead becomes an account, a contact and an opportunity, or those alone that are asked for", async () => {
  const [one, other] = await made("Lead", { LastName: "A", Company: "Ash" }, { LastName: "B", Company: "Ash" });
  const convertedStatus = "Closed - Converted";
  const first = await soap().convertLead({ leadId: one!, convertedStatus });
  assert.deepEqual([first.success, first.leadId], [true, one]);
  assert.match(String(first.opportunityId), /^006/);
  const second = await soap().convertLead({
    leadId: other!,
    convertedStatus,
    accountId: first.accountId,
    doNotCreateOpportunity: true
  });
  assert.deepEqual([second.accountId, second.opportunityId ?? null], [first.accountId, null]);
});

// "SOAP API Developer Guide: merge()".
test("two records are merged into a master, which takes the values that are given", async () => {
  const [master, ...others] = await made("Lead", ...["M", "N", "O"].map((LastName) => ({ LastName, Company: "Elm" })));
  const result = await soap().merge({
    masterRecord: { type: "Lead", Id: master, LastName: "All", Company: "Elm" },
    recordToMergeIds: others
  });
  assert.deepEqual([result.success, result.id, result.mergedRecordIds], [true, master, others]);
  const { records } = await served.connection.query<{ LastName: string }>(
    "SELECT LastName FROM Lead WHERE Company = 'Elm'"
  );
  assert.deepEqual(
    records.map(({ LastName }) => LastName),
    ["All"]
  );
});

// "REST API Developer Guide: Limit Info Header".
test("an answer tells how many requests there were", async () => {
  await served.connection.limits();
  const before = served.connection.limitInfo.apiUsage!.used;
  const limits = await served.connection.limits();
  assert.equal(served.connection.limitInfo.apiUsage!.used, before + 1);
  assert.equal(limits["DailyApiRequests"]!.Remaining, limits["DailyApiRequests"]!.Max - before);
});

// "sObject Collections": what a wrong id says is what a test of jsforce's expects of an org.
test("a wrong id in a record is told as such", async () => {
  const [result] = await served.connection
    .sobject("Account")
    .upsert([{ Code__c: "wrong-owner", Name: "A", OwnerId: "NOBODY" }] as never, "Code__c", { allOrNone: true });
  const { success, created, errors } = result as unknown as {
    success: boolean;
    created: boolean;
    errors: { statusCode: string }[];
  };
  assert.deepEqual([success, created, errors[0]!.statusCode], [false, true, "MALFORMED_ID"]);
});

// "Metadata API Developer Guide: createMetadata()", "readMetadata()", "updateMetadata()", "renameMetadata()", "deleteMetadata()".
test("an object is made, read, changed, renamed and deleted without a package", async () => {
  const metadata = metadataCalls();
  const object = {
    fullName: "Card__c",
    label: "Card",
    pluralLabel: "Cards",
    nameField: { type: "Text", label: "Number" },
    deploymentStatus: "Deployed",
    sharingModel: "ReadWrite"
  };
  const create = async (): Promise<boolean> => (await metadata.create("CustomObject", object)).success;
  assert.deepEqual([await create(), await create()], [true, false]);
  const read = await metadata.read("CustomObject", "Card__c");
  const { label } = read["nameField"] as { label: string };
  assert.deepEqual([read["fullName"], read["label"], label], ["Card__c", "Card", "Number"]);
  await metadata.update("CustomObject", { ...object, label: "Loyal card" });
  const field = { fullName: "Card__c.Color__c", label: "Color", type: "Text", length: 20 };
  assert.equal((await metadata.upsert("CustomField", field)).created, true);
  assert.equal((await metadata.upsert("CustomField", { ...field, label: "Colour" })).created, false);
  assert.equal((await metadata.rename("CustomObject", "Card__c", "Badge__c")).success, true);
  const renamed = await metadata.read("CustomObject", "Badge__c");
  const [color] = [renamed["fields"]].flat() as { label: string }[];
  assert.deepEqual([renamed["label"], color!.label], ["Loyal card", "Colour"]);
  assert.equal((await metadata.delete("CustomObject", "Badge__c")).success, true);
  assert.equal((await metadata.delete("CustomObject", "Badge__c")).success, false);
  assert.equal(served.org.schema.object("Badge__c"), undefined);
});

test("an object with records is not renamed, and a wrong component says why", async () => {
  const metadata = metadataCalls();
  await made("Invoice__c", { Name: "kept" });
  assert.equal((await metadata.rename("CustomObject", "Invoice__c", "Bill__c")).success, false);
  const wrong = { fullName: "Invoice__c.Many__c", label: "Many", type: "Number" };
  const { success, errors } = await metadata.create("CustomField", wrong);
  assert.equal(success, false);
  const [first] = [errors].flat() as { message: string }[];
  assert.match(first!.message, /precision/i);
});

// "Metadata API Developer Guide: CustomField": values of standard picklists came with them up to API version 37.0.
test("a standard field is read with its values where the version has them", async () => {
  const read = async (version: string): Promise<Record<string, unknown>> => {
    served.connection.version = version;
    return metadataCalls().read("CustomField", "Lead.Status");
  };
  try {
    const { picklistValues } = (await read("37.0"))["picklist"] as {
      picklistValues: { converted: string; fullName: string }[];
    };
    assert.deepEqual(
      picklistValues.filter(({ converted }) => converted === "true").map(({ fullName }) => fullName),
      ["Closed - Converted"]
    );
    assert.equal((await read("66.0"))["picklist"], undefined);
  } finally {
    served.connection.version = "66.0";
  }
});

// "SOAP API Developer Guide: setPassword()", "resetPassword()", "getServerTimestamp()".
test("passwords are set and reset, and the server tells its time", async () => {
  const { connection } = served;
  const { user_id, username } = await connection.identity();
  const login = async (password: string): Promise<string> =>
    (await new Connection({ loginUrl: connection.instanceUrl }).login(username, password)).id;
  await connection.soap.setPassword(user_id, "long enough");
  assert.equal(await login("long enough"), user_id);
  const { password } = await connection.soap.resetPassword(user_id);
  assert.equal(await login(password), user_id);
  await assert.rejects(login("long enough"), /INVALID_LOGIN/);
  await assert.rejects(connection.soap.setPassword(user_id, "short"), /at least 8 characters/);
  const { timestamp } = await connection.soap.getServerTimestamp();
  assert.ok(Math.abs(Date.parse(timestamp) - Date.now()) < 60_000);
});
