/**
 * A form pays for the first purchase of who comes by it, as docs/lead-forms.md says: the form creates leads over REST, a seller converts
 * them, the ERP sends purchases, and a rep, marketing and an administrator see what came of it.
 */
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { Connection } from "jsforce";
import { PHONE } from "./browser-pages.ts";
import { browserStage } from "./browser-stage.ts";
import { createProgram, createRule } from "./records.ts";
import { tokenOf } from "./role-user.ts";

const OFFER = 500;

let form: string;
let seller: string;
let erp: string;

const stage = await browserStage(
  {
    rep: { role: "Agent" },
    marketing: { role: "Manager", profile: "Standard User" },
    phone: { role: "Manager", profile: "Standard User", viewport: PHONE, language: "pl" },
    administrator: { role: "Administrator", profile: "System Administrator" }
  },
  async ({ org, create }) => {
    const program = await createProgram(org, "Club", { CurrencyCode__c: "EUR" });
    await createRule(org, program, "Welcome from the fair", OFFER, {
      Period__c: "Lifetime",
      CapTimes__c: 1,
      Criteria__c: JSON.stringify({
        all: [
          { field: "member.joinedFrom", operator: "equals", value: "Trade fair" },
          { field: "document.amount", operator: "atLeast", value: 50 }
        ]
      })
    });
    const known = await create("Contact", { LastName: "Known", Email: "known@example.com" });
    await create("LoyaltyMember__c", { Program__c: program, Contact__c: known, MemberNumber__c: "K-1" });
    form = await tokenOf(org, "Integration");
    await allow(form, "Lead_Form");
    seller = await tokenOf(org, "Nobody", "en_US", "Standard User");
    erp = await tokenOf(org, "Integration", "tr");
  },
  projectWith("config/examples/lead-form")
);
const { test, windows, looksRight } = stage;

function projectWith(example: string): string {
  const folder = mkdtempSync(join(tmpdir(), "lead-forms-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of ["force-app", example]) cpSync(part, join(folder, part), { recursive: true });
  const packageDirectories = [{ path: "force-app", default: true }, { path: example }];
  writeFileSync(join(folder, "sfdx-project.json"), JSON.stringify({ packageDirectories, sourceApiVersion: "66.0" }));
  return folder;
}

async function allow(token: string, permissionSet: string): Promise<void> {
  const { user_id: AssigneeId } = await ask<{ user_id: string }>(token, "oauth2/userinfo");
  const set = await stage.org.connection.sobject("PermissionSet").findOne({ Name: permissionSet }, ["Id"]);
  await stage.create("PermissionSetAssignment", { AssigneeId, PermissionSetId: set!.Id });
}

async function ask<T>(token: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${stage.org.instanceUrl}/services/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  });
  const text = await response.text();
  assert.ok(response.ok, `${path}: ${text}`);
  return JSON.parse(text) as T;
}

/** As the page of the fair does. */
async function submitted(LastName: string, more: object): Promise<string> {
  const lead = { LastName, Company: LastName, LeadSource: "Trade fair", ...more };
  return (await ask<{ id: string }>(form, "data/v66.0/sobjects/Lead", lead)).id;
}

/** As the button Convert does ("SOAP API Developer Guide: convertLead()"). */
async function convert(leadId: string): Promise<void> {
  const { instanceUrl } = stage.org;
  const soap = new Connection({ instanceUrl, accessToken: seller, version: "66.0" }).soap as unknown as {
    convertLead(conversion: object): Promise<{ success: boolean; errors?: unknown }>;
  };
  const convertedStatus = "Closed - Converted";
  const result = await soap.convertLead({ leadId, convertedStatus, doNotCreateOpportunity: true });
  assert.ok(result.success, JSON.stringify(result));
}

interface Member {
  readonly Id: string;
  readonly MemberNumber__c: string;
  readonly Balance__c: number;
}

async function membersNamed(lastName: string): Promise<Member[]> {
  const query = `SELECT Id, MemberNumber__c, Balance__c FROM LoyaltyMember__c WHERE Contact__r.LastName = '${lastName}'`;
  return (await stage.org.connection.query<Member>(query)).records;
}

/** Members follow after the conversion, in a job. */
async function memberNamed(lastName: string): Promise<Member> {
  const until = Date.now() + 20_000;
  let found = await membersNamed(lastName);
  while (found.length === 0 && Date.now() < until) {
    await new Promise((wake) => setTimeout(wake, 50));
    found = await membersNamed(lastName);
  }
  assert.equal(found.length, 1, lastName);
  return found[0]!;
}

async function sold(
  memberNumber: string,
  externalId: string,
  amount: number,
  originalExternalId?: string
): Promise<void> {
  const kind = amount < 0 ? "Return" : "Purchase";
  const occurredAt = new Date().toISOString();
  const transaction = { externalId, memberNumber, kind, occurredAt, amount, source: "erp", originalExternalId };
  await ask(erp, "apexrest/loyalty/v1/transactions", { transactions: [transaction] });
}

const balance = async (lastName: string): Promise<number> => (await membersNamed(lastName))[0]!.Balance__c;

test("leads of the form become members when a seller converts them, with what they agreed to", async () => {
  const leads = [
    await submitted("Ann", { Email: "ann@example.com", Newsletter__c: true }),
    await submitted("Zoe", { Email: "zoe@example.com" }),
    await submitted("Known again", { Email: "Known@example.com" })
  ];
  assert.deepEqual(await membersNamed("Ann"), [], "a lead is nobody yet");
  for (const lead of leads) await convert(lead);
  const ann = await memberNamed("Ann");
  await memberNamed("Zoe");
  const consents = await stage.org.connection.query(
    "SELECT Member__c, Purpose__c, Given__c, Source__c FROM LoyaltyConsent__c"
  );
  assert.deepEqual(
    consents.records.map(({ attributes: _, ...consent }) => consent),
    [{ Member__c: ann.Id, Purpose__c: "Email", Given__c: true, Source__c: "Lead of the fair: Trade fair" }]
  );
  assert.deepEqual(await membersNamed("Known again"), [], "a member already");
});

test("the first purchase pays the offer once, and takes it with it when all of it comes back", async () => {
  const { MemberNumber__c: number } = await memberNamed("Ann");
  await sold(number, "erp:1", 30);
  assert.equal(await balance("Ann"), 30, "less than the minimum");
  await sold(number, "erp:2", 80);
  assert.equal(await balance("Ann"), 30 + 80 + OFFER);
  await sold(number, "erp:3", 100);
  assert.equal(await balance("Ann"), 30 + 80 + OFFER + 100);
  const { MemberNumber__c: other } = await memberNamed("Zoe");
  await sold(other, "erp:4", 60);
  assert.equal(await balance("Zoe"), 60 + OFFER);
  await sold(other, "erp:4back", -60, "erp:4");
  assert.equal(await balance("Zoe"), 0);
  await sold("K-1", "erp:5", 80);
  assert.equal(await balance("Known"), 80, "who was a member before has no offer");
});

test("a rep sees where the member came from and what the purchase gave", async () => {
  const { rep } = windows;
  const { Id } = await memberNamed("Ann");
  await rep.open(`/lightning/r/LoyaltyMember__c/${Id}/view`);
  await rep.page.getByText("Trade fair", { exact: true }).first().waitFor();
  await looksRight(rep, "lead-form-member");
  const entry = await stage.org.connection
    .sobject("LoyaltyLedger__c")
    .findOne({ Member__c: Id, Points__c: 80 + OFFER }, ["Id"]);
  await rep.open(`/lightning/r/LoyaltyLedger__c/${entry!.Id}/view`);
  const explanation = rep.page.locator("c-entry-explanation");
  await explanation.getByText("Welcome from the fair").waitFor();
  await explanation.getByText(String(OFFER)).waitFor();
});

test("marketing sees what came in by the form, who joined and what they bought", async () => {
  for (const window of [windows.marketing, windows.phone]) {
    await window.open("/lightning/n/Loyalty_Dashboard");
    const row = window.page.locator("c-member-sources tbody tr").filter({ hasText: "Trade fair" });
    await row.waitFor();
    const cells = (await row.innerText()).split(/\s*[\t\n]\s*/);
    assert.deepEqual(cells.slice(0, 5), ["Trade fair", "3", "2", "2", "4"]);
    assert.match(cells[5]!, /210/);
    await row.scrollIntoViewIfNeeded();
    await looksRight(window, "lead-form-dashboard");
  }
});

test("an administrator sees that the mapping works and what it makes of the leads", async () => {
  const { administrator } = windows;
  await administrator.open("/lightning/n/Loyalty_Health");
  const mapping = administrator.page
    .locator("c-document-mappings .mapping")
    .filter({ hasText: "Lead of the fair · Lead" });
  await mapping.getByRole("button").click();
  const trial = mapping.locator(".trial").filter({ hasText: "Known again" });
  await trial.getByText("Is a member already: K-1").waitFor();
  await trial.getByRole("link", { name: "Known again" }).waitFor();
  assert.equal(await mapping.locator(".problem").count(), 0);
  await looksRight(administrator, "lead-form-health");
});
