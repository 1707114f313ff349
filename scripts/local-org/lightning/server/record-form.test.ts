import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { send, serveInvoices, type ServedOrg } from "../../api/fixture.ts";
import type { RecordForm } from "../protocol/record-form.ts";

let served: ServedOrg;
before(async () => {
  served = await serveInvoices();
});
after(() => served.close());

const ui = "/services/data/v66.0/ui-api/records";

async function form(path: string, token?: string): Promise<RecordForm> {
  const { status, body } = await send(served, "GET", `/lightning/api/form/${path}`, token ? { token } : {});
  assert.equal(status, 200, body);
  return JSON.parse(body) as RecordForm;
}

async function createInvoice(fields: object): Promise<string> {
  const { body } = await send(served, "POST", ui, { body: JSON.stringify({ apiName: "Invoice__c", fields }) });
  return (JSON.parse(body) as { id: string }).id;
}

/** Logs in as somebody who has the least profile and, where given, access to one object. */
async function leastUser(permissions?: object): Promise<string> {
  const { connection } = served;
  const profile = await connection.sobject("Profile").findOne({ Name: "Minimum Access - Salesforce" }, ["Id"]);
  const Username = `least${Date.now()}@example.com`;
  const user = (await connection.sobject("User").create({
    Username,
    LastName: "Least",
    Alias: "least",
    Email: Username,
    ProfileId: profile!.Id,
    TimeZoneSidKey: "GMT",
    LocaleSidKey: "en_US",
    LanguageLocaleKey: "en_US",
    EmailEncodingKey: "UTF-8"
  } as never)) as unknown as { id: string };
  if (permissions) {
    const set = (await connection
      .sobject("PermissionSet")
      .create({ Name: `Set${Date.now()}`, Label: "Set" } as never)) as unknown as { id: string };
    await connection.sobject("ObjectPermissions").create({ ParentId: set.id, ...permissions } as never);
    await connection
      .sobject("PermissionSetAssignment")
      .create({ AssigneeId: user.id, PermissionSetId: set.id } as never);
  }
  const { body } = await send(served, "POST", "/secur/session", { body: JSON.stringify({ username: Username }) });
  return (JSON.parse(body) as { accessToken: string }).accessToken;
}

test("a new record's form has the editable fields, their defaults and what must be filled", async () => {
  const { fields, sections, recordId } = await form("Invoice__c");
  assert.equal(recordId, undefined);
  assert.deepEqual([fields["Name"]!.required, fields["Name"]!.label], [true, "Number"]);
  assert.deepEqual([fields["Paid__c"]!.value, fields["Paid__c"]!.required], [false, false]);
  assert.deepEqual(fields["Customer__c"]!.referenceTo, ["Account"]);
  assert.equal(fields["CreatedDate"]!.editable, false);
  assert.ok(sections.flatMap(({ columns }) => columns.flat()).every((name) => fields[name]!.editable));
});

test("people's names are written in their parts, and picklists offer their values", async () => {
  const { sections, fields } = await form("Contact");
  const names = sections.flatMap(({ columns }) => columns.flat());
  assert.deepEqual(
    names.filter((name) => /Name$/.test(name)),
    ["FirstName", "LastName"].filter((name) => fields[name])
  );
  assert.equal(fields["LastName"]!.required, true);
  assert.ok(fields["LeadSource"]!.options!.length > 1);
});

test("a form for editing and cloning starts from the record, a clone without its id", async () => {
  const id = await createInvoice({ Name: "I-1", Amount__c: 12.5 });
  const edit = await form(`Invoice__c?mode=edit&recordId=${id}`);
  assert.deepEqual([edit.recordId, edit.fields["Name"]!.value, edit.fields["Amount__c"]!.value], [id, "I-1", 12.5]);
  const clone = await form(`Invoice__c?mode=clone&recordId=${id}`);
  assert.deepEqual([clone.recordId, clone.fields["Name"]!.value], [undefined, "I-1"]);
});

test("who may not create gets no form and no button, who may gets both", async () => {
  const reader = await leastUser({ SobjectType: "Invoice__c", PermissionsRead: true });
  const refused = await send(served, "GET", "/lightning/api/form/Invoice__c", { token: reader });
  assert.equal(refused.status, 403);
  assert.match(refused.body, /may not create records of Invoices/);
  const list = async (token: string): Promise<{ mayCreate: boolean }> =>
    JSON.parse((await send(served, "GET", "/lightning/api/list/Invoice__c", { token })).body) as { mayCreate: boolean };
  assert.equal((await list(reader)).mayCreate, false);
  assert.equal((await list(served.server.accessToken)).mayCreate, true);
});

test("buttons of a record are those that the user's access allows", async () => {
  const id = await createInvoice({ Name: "I-2" });
  const actions = async (token: string): Promise<unknown> => {
    const { body } = await send(served, "GET", `/lightning/api/highlights/${id}`, { token });
    return (JSON.parse(body) as { actions: { name: string }[] }).actions.map(({ name }) => name);
  };
  const editor = await leastUser({ SobjectType: "Invoice__c", PermissionsRead: true, PermissionsEdit: true });
  assert.deepEqual(await actions(served.server.accessToken), ["Edit", "Clone", "Delete"]);
  assert.deepEqual(await actions(editor), ["Edit"]);
});

test("a refused save names its fields, and what concerns the whole record stands apart", async () => {
  const save = async (
    fields: object
  ): Promise<{ output: { errors: unknown[]; fieldErrors: Record<string, unknown> } }> => {
    const { status, body } = await send(served, "POST", ui, {
      body: JSON.stringify({ apiName: "Invoice__c", fields })
    });
    assert.equal(status, 400);
    return JSON.parse(body) as never;
  };
  const field = (await save({ Name: "I-3", Amount__c: -1 })).output;
  assert.deepEqual(field.errors, []);
  assert.deepEqual(Object.keys(field.fieldErrors), ["Amount__c"]);
  assert.match(JSON.stringify(field.fieldErrors["Amount__c"]), /"fieldLabel":"Amount".*An invoice cannot be negative/);
  await createInvoice({ Name: "I-4", Key__c: "once" });
  const page = (await save({ Name: "I-5", Key__c: "once" })).output;
  assert.deepEqual(page.fieldErrors, {});
  assert.match(JSON.stringify(page.errors), /DUPLICATE_VALUE/);
});

test("a lookup finds records by a part of their name, those that begin with it first", async () => {
  for (const Name of ["Blue Bean", "Bean & Co", "100% Bean"])
    await served.connection.sobject("Account").create({ Name } as never);
  const names = async (q: string): Promise<string[]> => {
    const { body } = await send(served, "GET", `/lightning/api/lookup/Account?q=${encodeURIComponent(q)}`);
    return (JSON.parse(body) as { name: string }[]).map(({ name }) => name);
  };
  assert.deepEqual(await names("bean"), ["Bean & Co", "100% Bean", "Blue Bean"]);
  assert.deepEqual(await names("100%"), ["100% Bean"]);
  assert.deepEqual(await names("%"), ["100% Bean"]);
});
