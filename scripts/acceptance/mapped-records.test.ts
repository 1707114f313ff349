/**
 * Sales inside Salesforce earn by mappings, as docs/sales-in-salesforce.md says: sales users save their records over the API, the ERP sends
 * the same sale over REST, and both are one transaction.
 */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { unavailable } from "../test/machine.ts";
import { accessibilityProblems, openWindow, overflows, PHONE } from "./browser-pages.ts";
import { launchBrowser } from "./launch-browser.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord } from "./records.ts";
import { pageAddressOf, tokenOf } from "./role-user.ts";

let org: OrgProcess;
let folder: string;
let account: string;
let seller: string;
let erp: string;
let pricebook: string;
const entries: string[] = [];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "mapped-records-"));
  for (const part of ["force-app", "config/orders", "config/examples/invoices", "config/examples/survey"])
    cpSync(part, join(folder, part), { recursive: true });
  turnOn("force-app/main/sales", "Won_Opportunity");
  turnOn("force-app/main/sales", "Closed_Case");
  turnOn("config/orders", "Activated_Order");
  const packageDirectories = [
    { path: "force-app", default: true },
    { path: "config/orders" },
    { path: "config/examples/invoices" },
    { path: "config/examples/survey" }
  ];
  writeFileSync(join(folder, "sfdx-project.json"), JSON.stringify({ packageDirectories, sourceApiVersion: "66.0" }));
  org = await startOrg(["--project", folder]);
  await assignPermissionSet(org, "Loyalty_Administrator");
  await assignPermissionSet(org, "Invoices");
  await assignPermissionSet(org, "Survey_Answers");
  const program = await createProgram(org, "Sales");
  await createRecord(org, "LoyaltyRule__c", {
    Program__c: program,
    Name: "25 points for a closed case",
    Status__c: "Active",
    AppliesTo__c: "Activities",
    Scope__c: "Document",
    Stacking__c: "Stackable",
    Priority__c: 1,
    StartsAt__c: "2026-01-01T00:00:00Z",
    Effect__c: "Points",
    Value__c: 25,
    Criteria__c: '{"field": "document.activity", "operator": "equals", "value": "Case"}'
  });
  account = await createRecord(org, "Account", { Name: "Café Bosfor" });
  await createRecord(org, "LoyaltyMember__c", { Program__c: program, Account__c: account, MemberNumber__c: "B-1" });
  seller = await tokenOf(org, "Nobody", "en_US", "Standard User");
  erp = await tokenOf(org, "Integration");
  await createProducts();
  await createRecord(org, "LoyaltyRule__c", {
    Program__c: program,
    Name: "15 points for a survey",
    Status__c: "Active",
    AppliesTo__c: "Activities",
    Scope__c: "Document",
    Stacking__c: "Stackable",
    Priority__c: 2,
    StartsAt__c: "2026-01-01T00:00:00Z",
    Effect__c: "Points",
    Value__c: 15,
    Criteria__c: '{"field": "document.activity", "operator": "equals", "value": "Survey"}'
  });
});

after(async () => {
  await org.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** As an administrator does in the record of the mapping. */
function turnOn(directory: string, mapping: string): void {
  const file = join(folder, directory, `customMetadata/LoyaltyDocumentMapping.${mapping}.md-meta.xml`);
  const text = readFileSync(file, "utf8");
  const on = text.replace('xsd:boolean">false<', 'xsd:boolean">true<');
  assert.notEqual(on, text);
  writeFileSync(file, on);
}

async function createProducts(): Promise<void> {
  const book = await org.connection.sobject("Pricebook2").findOne({ IsStandard: true }, ["Id"]);
  pricebook = book!.Id!;
  for (const code of ["TEA", "MUG"]) {
    const product = await createRecord(org, "Product2", { Name: code, ProductCode: code, IsActive: true });
    const entry = { Pricebook2Id: pricebook, Product2Id: product, UnitPrice: 10, IsActive: true };
    entries.push(await createRecord(org, "PricebookEntry", entry));
  }
}

async function call(token: string, method: string, path: string, body: object): Promise<{ id: string }> {
  const response = await fetch(`${org.instanceUrl}/services/${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify(body)
  });
  const text = await response.text();
  assert.ok(response.ok, text);
  return (text === "" ? {} : JSON.parse(text)) as { id: string };
}

async function create(object: string, fields: object): Promise<string> {
  return (await call(seller, "POST", `data/v66.0/sobjects/${object}`, fields)).id;
}

function update(object: string, id: string, fields: object): Promise<unknown> {
  return call(seller, "PATCH", `data/v66.0/sobjects/${object}/${id}`, fields);
}

async function points(): Promise<number> {
  const { records } = await org.connection.query<{ Balance__c: number }>("SELECT Balance__c FROM LoyaltyMember__c");
  return records[0]!.Balance__c;
}

/** Points follow after the save, in a job. */
async function earned(expected: number): Promise<void> {
  const until = Date.now() + 20_000;
  while ((await points()) !== expected && Date.now() < until) await new Promise((wake) => setTimeout(wake, 50));
  assert.equal(await points(), expected, JSON.stringify(await failures()));
}

async function failures(): Promise<unknown[]> {
  return (await org.connection.query("SELECT Job__c, Message__c FROM LoyaltyJobFailure__c")).records;
}

async function sentByErp(externalId: string, amount: number): Promise<void> {
  const transaction = {
    externalId,
    memberNumber: "B-1",
    kind: "Purchase",
    occurredAt: new Date().toISOString(),
    amount,
    source: "erp"
  };
  await call(erp, "POST", "apexrest/loyalty/v1/transactions", { transactions: [transaction] });
}

async function transactions(externalId: string): Promise<number> {
  const query = `SELECT Id FROM LoyaltyTransaction__c WHERE ExternalId__c = '${externalId}'`;
  return (await org.connection.query(query)).totalSize;
}

const today = new Date().toISOString().slice(0, 10);

test("a sales user without any permission of the app wins an opportunity, which earns by its products", async () => {
  const opportunity = await create("Opportunity", {
    Name: "Tea for a year",
    AccountId: account,
    StageName: "Prospecting",
    CloseDate: today,
    Pricebook2Id: pricebook
  });
  const line = { OpportunityId: opportunity, Quantity: 5 };
  const tea = await create("OpportunityLineItem", { ...line, PricebookEntryId: entries[0], UnitPrice: 10 });
  const mugs = await create("OpportunityLineItem", { ...line, PricebookEntryId: entries[1], UnitPrice: 20 });
  await update("Opportunity", opportunity, { StageName: "Closed Won" });
  await earned(150);
  await update("OpportunityLineItem", tea, { Quantity: 10 });
  await earned(200);
  await call(seller, "DELETE", `data/v66.0/sobjects/OpportunityLineItem/${mugs}`, {});
  await earned(100);
  await update("Opportunity", opportunity, { StageName: "Closed Lost" });
  await earned(0);
  assert.deepEqual(await failures(), []);
});

test("an activated order earns, and is taken back when it is a draft again", async () => {
  const order = await create("Order", {
    AccountId: account,
    EffectiveDate: today,
    Status: "Draft",
    Pricebook2Id: pricebook
  });
  await create("OrderItem", { OrderId: order, PricebookEntryId: entries[0], Quantity: 3, UnitPrice: 10 });
  await update("Order", order, { Status: "Activated" });
  await earned(30);
  await update("Order", order, { Status: "Draft" });
  await earned(0);
});

test("an invoice of the org's own object earns once it is paid, by a flow and a mapping", async () => {
  const invoice = (fields: object): Promise<string> =>
    createRecord(org, "Invoice__c", { Account__c: account, Issued_On__c: today, ...fields });
  const id = await invoice({ Name: "INV-1", Total__c: 40, Status__c: "Open" });
  await org.connection.sobject("Invoice__c").update({ Id: id, Status__c: "Paid" });
  await earned(40);
  await sentByErp("erp:INV-1", 45);
  assert.equal(await points(), 45, "the ERP's version corrects it");
  await org.connection.sobject("Invoice__c").update({ Id: id, Total__c: 99 });
  await sentByErp("erp:INV-2", 10);
  await invoice({ Name: "INV-2", Total__c: 12, Status__c: "Paid" });
  await invoice({ Name: "INV-3", Total__c: 1, Status__c: "Paid" });
  await earned(45 + 10 + 1);
  for (const number of ["INV-1", "INV-2", "INV-3"]) assert.equal(await transactions(`erp:${number}`), 1);
});

test("a case that is closed earns by a rule for activities, and gives nothing while it is open again", async () => {
  const before = await points();
  const contact = await create("Contact", { LastName: "Yılmaz", AccountId: account });
  const question = await create("Case", { Subject: "Delivery", ContactId: contact, AccountId: account });
  await update("Case", question, { Status: "Closed" });
  await earned(before + 25);
  await update("Case", question, { Status: "New" });
  await earned(before);
  await update("Case", question, { Status: "Closed" });
  await earned(before + 25);
  assert.equal(await transactions(`case:${question}`), 1);
  await update("Case", question, { Status: "New" });
  await earned(before);
});

test("an answer to a survey earns once it is complete, by a flow and a mapping, with what it says of recommending", async () => {
  const before = await points();
  const contact = await create("Contact", { LastName: "Kaya", AccountId: account });
  const answer = await createRecord(org, "Survey_Answer__c", { Contact__c: contact, Would_Recommend__c: 9 });
  await org.connection.sobject("Survey_Answer__c").update({ Id: answer, Completed_At__c: new Date().toISOString() });
  await earned(before + 15);
  const { records } = await org.connection.query<{ Activity__c: string; Recommendation__c: number }>(
    `SELECT Activity__c, Recommendation__c FROM LoyaltyTransaction__c WHERE ExternalId__c = 'survey:${answer}'`
  );
  assert.deepEqual(
    records.map(({ Activity__c, Recommendation__c }) => [Activity__c, Recommendation__c]),
    [["Survey", 9]]
  );
  await org.connection.sobject("Survey_Answer__c").update({ Id: answer, Completed_At__c: null });
  await earned(before);
});

const skip = await unavailable("browser");

test("an administrator sees which mappings are in use, and tries one without writing anything", { skip }, async () => {
  const opportunity = await create("Opportunity", {
    Name: "Mugs for a year",
    AccountId: account,
    StageName: "Closed Won",
    CloseDate: today,
    Amount: 250
  });
  await earned(56 + 250);
  const browser = await launchBrowser();
  try {
    for (const language of ["en_US", "pl"]) {
      const address = await pageAddressOf(org, "Administrator", language, "Standard User");
      const window = await openWindow(browser, address, language === "pl" ? PHONE : undefined);
      await window.open("/lightning/n/Loyalty_Health");
      const mappings = window.page.locator("c-document-mappings");
      const mapping = mappings.locator(".mapping").filter({ hasText: "Won opportunity · Opportunity" });
      await mapping.getByRole("button").click();
      await mapping.getByRole("link", { name: `opportunity:${opportunity}` }).waitFor();
      assert.match(await mapping.locator(".trial").first().innerText(), /B-1 · .*250/);
      if (process.env["PICTURES"])
        await mappings.screenshot({ path: join(process.env["PICTURES"], `mappings-${language}.png`) });
      assert.deepEqual(await accessibilityProblems(window.page), []);
      assert.equal(await overflows(window.page), false);
      assert.deepEqual(window.takeErrors(), []);
    }
  } finally {
    await browser.close();
  }
  assert.equal(await transactions(`opportunity:${opportunity}`), 1);
});
