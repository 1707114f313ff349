import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { send, serveInvoices, type ServedOrg } from "../../api/fixture.ts";

let served: ServedOrg;
before(async () => {
  served = await serveInvoices();
});
after(() => served.close());

const get = async <T>(path: string): Promise<T> => served.connection.request<T>(path);
const status = async (path: string): Promise<number> =>
  (await send(served, "GET", `/services/data/v66.0${path}`)).status;

interface Item {
  readonly label: string;
  readonly required: boolean;
  readonly layoutComponents: readonly { readonly value: string; readonly details: { readonly type: string } }[];
}

// "REST API Developer Guide: sObject Layouts".
test("a layout tells its sections with their fields", async () => {
  const { layouts, recordTypeMappings } = await get<{
    layouts: { detailLayoutSections: { layoutRows: { layoutItems: Item[] }[] }[] }[];
    recordTypeMappings: { master: boolean }[];
  }>("/sobjects/Invoice__c/describe/layouts");
  const items = layouts[0]!.detailLayoutSections.flatMap(({ layoutRows }) =>
    layoutRows.flatMap((row) => row.layoutItems)
  );
  const amount = items.find(({ layoutComponents }) => layoutComponents[0]?.value === "Amount__c")!;
  assert.deepEqual([amount.label, amount.layoutComponents[0]!.details.type], ["Amount", "double"]);
  assert.deepEqual(
    recordTypeMappings.map(({ master }) => master),
    [true]
  );
});

// "REST API Developer Guide: sObject Named Layouts", "sObject CompactLayouts", "sObject Approval Layouts".
test("named, compact and approval layouts answer where there are such", async () => {
  assert.equal(await status("/sobjects/User/describe/namedLayouts/UserAlt"), 200);
  assert.equal(await status("/sobjects/User/describe/namedLayouts/Other"), 404);
  const { compactLayouts } = await get<{ compactLayouts: { name: string; fieldItems: Item[] }[] }>(
    "/sobjects/Invoice__c/describe/compactLayouts"
  );
  assert.deepEqual([compactLayouts[0]!.name, compactLayouts[0]!.fieldItems[0]!.label], ["SYSTEM", "Number"]);
  assert.deepEqual(await get("/sobjects/Invoice__c/describe/approvalLayouts"), { approvalLayouts: [] });
});

// "REST API Developer Guide: List Views", "List View Describe", "List View Results", "Get Feedback on Query Performance".
test("a list view is found, described, run and explained", async () => {
  await served.connection.sobject("Account").create({ Name: "Listed" });
  const { listviews } = await get<{ listviews: { id: string; developerName: string }[] }>(
    "/sobjects/Account/listviews"
  );
  const { id, developerName } = listviews[0]!;
  const { records } = await served.connection.query("SELECT Id FROM ListView WHERE SobjectType = 'Account'");
  assert.deepEqual([records[0]!.Id, developerName], [id, "All"]);
  const described = await get<{ query: string; columns: { label: string }[] }>(
    `/sobjects/Account/listviews/${id}/describe`
  );
  assert.match(described.query, /^SELECT Name, .* FROM Account ORDER BY Name/);
  const { size, records: rows } = await get<{ size: number; records: { columns: { value: unknown }[] }[] }>(
    `/sobjects/Account/listviews/${id}/results?limit=1`
  );
  assert.deepEqual([size, rows[0]!.columns[0]!.value], [1, "Listed"]);
  assert.equal(await status(`/sobjects/Contact/listviews/${id}`), 404);
  const explained = async (asked: string): Promise<string[]> =>
    (
      await get<{ plans: { leadingOperationType: string; fields: string[] }[] }>(
        `/query?explain=${encodeURIComponent(asked)}`
      )
    ).plans.map(({ leadingOperationType, fields }) => [leadingOperationType, ...fields].join(" "));
  assert.deepEqual(await explained(id), ["TableScan"]);
  for (const number of [1, 2, 3, 4, 5])
    await served.connection.sobject("Account").create({ Name: `N${number}`, Code__c: `C${number}` } as never);
  assert.deepEqual(await explained("SELECT Id FROM Account WHERE Code__c = 'C1' AND Phone = null"), [
    "Index Code__c",
    "TableScan"
  ]);
  assert.equal(await status("/query?explain=nothing"), 400);
});

// "REST API Developer Guide: Tabs", "Themes"; "SOAP API Developer Guide: describeTabs()".
test("tabs are told by REST and by SOAP", async () => {
  assert.deepEqual(await get("/tabs"), []);
  assert.deepEqual(await get("/theme"), { themeItems: [] });
  const apps = await served.connection.soap.describeTabs();
  assert.deepEqual(
    [apps].flat().map(({ label, selected }) => [label, selected]),
    [["Local Org", true]]
  );
});

// "REST API Developer Guide: Quick Actions"; "Salesforce Help: Default Actions".
test("a call is logged on the account that the action is begun on", async () => {
  const { id } = await served.connection.sobject("Account").create({ Name: "Called" });
  const action = served.connection.sobject("Account").quickAction("LogACall");
  assert.equal((await action.describe()).targetSobjectType, "Task");
  assert.equal((await action.defaultValues(id))["WhatId"], id);
  const { id: task } = await action.execute(id!, { Subject: "Asked for points" });
  const made = await served.connection.sobject("Task").retrieve(task);
  assert.deepEqual([made["WhatId"], made["Subject"], made["Status"]], [id, "Asked for points", "Completed"]);
  assert.equal(await status("/quickActions/Nothing/describe"), 404);
});

// "Tooling API: DebugLevel", "TraceFlag", "StaticResource"; "REST Resources: /completions?type=".
test("the Tooling API keeps log levels and static resources, and completes names", async () => {
  const { tooling } = served.connection;
  const made = async (object: string, record: object): Promise<string> =>
    ((await tooling.sobject(object).create(record as never)) as unknown as { id: string }).id;
  const level = await made("DebugLevel", { DeveloperName: "D", MasterLabel: "D", ApexCode: "ERROR" });
  await tooling.sobject("DebugLevel").update({ Id: level, ApexCode: "WARN" } as never);
  assert.equal((await tooling.sobject("DebugLevel").retrieve(level))["ApexCode"], "WARN");
  const { user_id } = await served.connection.identity();
  const flag = { TracedEntityId: user_id, DebugLevelId: level, LogType: "USER_DEBUG" };
  assert.match(await made("TraceFlag", flag), /^7tf/);
  const Body = Buffer.from("two\n").toString("base64");
  const id = await made("StaticResource", { Name: "Kept", ContentType: "text/plain", CacheControl: "Private", Body });
  const { Body: path } = await tooling.sobject("StaticResource").retrieve(id);
  assert.equal((await send(served, "GET", String(path))).body, "two\n");
  await assert.rejects(made("Account", { Name: "No" }), /does not exist/);
  const apex = await tooling.completions("apex");
  const methods = (
    apex as unknown as {
      publicDeclarations: { System: { String: { methods: { name: string; argTypes: string[] }[] } } };
    }
  ).publicDeclarations.System.String.methods;
  assert.deepEqual(methods.find(({ name }) => name === "abbreviate")?.argTypes, ["Integer"]);
  const pages = await tooling.completions("visualforce");
  assert.ok(pages.completions!["apex:outputText"]);
});
