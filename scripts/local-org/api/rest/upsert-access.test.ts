/** Who may create but not edit changes nothing, whoever names the record and however. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { loadUserByName } from "../../security/system-data.ts";
import { SObjectRecord } from "../../schema/record.ts";
import { invoiceProject, send, serveInvoices, type ServedOrg } from "../fixture.ts";
import { DmlError, type SaveOptions } from "../../save/types.ts";

const DATA = "/services/data/v66.0";
const fields = ["Key__c", "Amount__c", "Paid__c", "Customer__c"];
const permissionSet = `<PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>Clerk</label>${fields
  .map(
    (name) =>
      `<fieldPermissions><editable>true</editable><field>Invoice__c.${name}</field><readable>true</readable></fieldPermissions>`
  )
  .join(
    ""
  )}<objectPermissions><allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit><allowRead>true</allowRead><modifyAllRecords>false</modifyAllRecords><object>Invoice__c</object><viewAllRecords>false</viewAllRecords></objectPermissions></PermissionSet>`;

let served: ServedOrg;
let token: string;
let invoice: string;

before(async () => {
  const files = invoiceProject.files as Record<string, string>;
  files["permissionsets/Clerk.permissionset-meta.xml"] = permissionSet;
  served = await serveInvoices();
  const { connection } = served;
  const create = async (object: string, record: object): Promise<string> =>
    ((await connection.sobject(object).create(record as never)) as unknown as { id: string }).id;
  const profile = await connection.sobject("Profile").findOne({ Name: "Minimum Access - Salesforce" }, ["Id"]);
  const set = await connection.sobject("PermissionSet").findOne({ Name: "Clerk" }, ["Id"]);
  const user = await create("User", {
    Username: "clerk@example.com",
    LastName: "Clerk",
    Alias: "clerk",
    Email: "clerk@example.com",
    ProfileId: profile!.Id,
    TimeZoneSidKey: "GMT",
    LocaleSidKey: "en_US",
    LanguageLocaleKey: "en_US",
    EmailEncodingKey: "UTF-8"
  });
  await create("PermissionSetAssignment", { AssigneeId: user, PermissionSetId: set!.Id });
  await create("Account", { Name: "Hidden", Code__c: "H" });
  invoice = await create("Invoice__c", { Name: "First", Key__c: "K1", Amount__c: 1 });
  const login = await send(served, "POST", "/secur/session", {
    body: JSON.stringify({ username: "clerk@example.com" })
  });
  token = (JSON.parse(login.body) as { accessToken: string }).accessToken;
});
after(() => served.close());

async function amount(): Promise<number> {
  const { records } = await served.connection.query<{ Amount__c: number }>(
    "SELECT Amount__c FROM Invoice__c WHERE Key__c = 'K1'"
  );
  return records[0]!.Amount__c;
}

const record = { attributes: { type: "Invoice__c" }, Key__c: "K1", Amount__c: 99 };
const ways: Readonly<Record<string, readonly [method: string, path: string, body: object]>> = {
  "its Id": ["PATCH", "/sobjects/Invoice__c/ID", { Amount__c: 99 }],
  "an external id": ["PATCH", "/sobjects/Invoice__c/Key__c/K1", { Amount__c: 99 }],
  "a collection": ["PATCH", "/composite/sobjects/Invoice__c/Key__c", { allOrNone: true, records: [record] }],
  "a composite request": [
    "POST",
    "/composite",
    {
      compositeRequest: [
        { method: "PATCH", referenceId: "a", url: `${DATA}/sobjects/Invoice__c/Key__c/K1`, body: { Amount__c: 99 } }
      ]
    }
  ],
  "a batch": [
    "POST",
    "/composite/batch",
    { batchRequests: [{ method: "PATCH", url: "v66.0/sobjects/Invoice__c/Key__c/K1", richInput: { Amount__c: 99 } }] }
  ]
};

for (const [way, [method, path, body]] of Object.entries(ways)) {
  test(`without edit nobody changes a record by ${way}`, async () => {
    const answer = await send(served, method, DATA + path.replace("ID", invoice), {
      token,
      body: JSON.stringify(body)
    });
    assert.match(answer.body, /CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY/);
    assert.equal(await amount(), 1);
  });
}

test("without edit nobody changes a record by a Bulk upsert; what is new is created", async () => {
  const job = JSON.parse(
    (
      await send(served, "POST", `${DATA}/jobs/ingest`, {
        token,
        body: JSON.stringify({ object: "Invoice__c", operation: "upsert", externalIdFieldName: "Key__c" })
      })
    ).body
  ) as { id: string };
  const path = `${DATA}/jobs/ingest/${job.id}`;
  await send(served, "PUT", `${path}/batches`, { token, body: "Name,Key__c,Amount__c\nFirst,K1,99\nSecond,K2,2\n" });
  await send(served, "PATCH", path, { token, body: JSON.stringify({ state: "UploadComplete" }) });
  let state = "";
  while (!/JobComplete|Failed/.test(state)) state = (await send(served, "GET", path, { token })).body;
  assert.match(
    (await send(served, "GET", `${path}/failedResults`, { token })).body,
    /CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY.*K1/
  );
  assert.match((await send(served, "GET", `${path}/successfulResults`, { token })).body, /true.*K2/);
  assert.equal(await amount(), 1);
});

const userMode: SaveOptions = { allOrNone: true, accessMode: "user", withSharing: true };

function asClerk(record: SObjectRecord, options: SaveOptions): void {
  const { org } = served;
  const clerk = org.transaction(org.administrator, (tx) => loadUserByName(tx.database, "clerk@example.com")!);
  org.transaction(clerk, (tx) => org.saving.save(tx, "upsert", [record], options));
}

test("in user mode Apex asks for edit where the record is there, and for create where it is not", async () => {
  const type = served.org.schema.object("Invoice__c")!;
  const upsert = (key: string): void =>
    asClerk(new SObjectRecord(type, { Name: "x", Key__c: key }), { ...userMode, externalIdField: "Key__c" });
  assert.throws(() => upsert("K1"), DmlError);
  upsert("K3");
  assert.equal(await amount(), 1);
});

test("in user mode a parent that the user may not see is found by no external id", () => {
  const { schema } = served.org;
  const child = new SObjectRecord(schema.object("Invoice__c")!, { Name: "x", Key__c: "K4" });
  child.parents = { Customer__r: new SObjectRecord(schema.object("Account")!, { Code__c: "H" }) };
  assert.throws(() => asClerk(child, userMode), /Foreign key external ID: h not found/);
});
