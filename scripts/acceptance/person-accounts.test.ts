/**
 * In an org with person accounts a person is one customer, as docs/limits.md says: a member once, found by the account as by its contact.
 * "Object Reference: Account", Person Account Fields; a person's contact is what lookups to contacts take.
 */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { browserStage } from "./browser-stage.ts";
import { createProgram } from "./records.ts";
import { tokenOf } from "./role-user.ts";

interface Person {
  readonly account: string;
  readonly contact: string;
}

let selin: Person;
let deniz: Person;
let erp: string;
let seller: string;
let club: string;

const stage = await browserStage(
  { agent: { role: "Agent", profile: "Standard User" } },
  async ({ org, create }) => {
    club = await createProgram(org, "Club");
    selin = await person("Selin", "P-1");
    deniz = await person("Deniz", "P-2");
    await create("LoyaltyMember__c", { Program__c: club, Contact__c: selin.contact, MemberNumber__c: "M-1" });
    await create("LoyaltyMember__c", { Program__c: club, Account__c: deniz.account, MemberNumber__c: "M-2" });
    erp = await tokenOf(org, "Integration");
    seller = await tokenOf(org, "Nobody", "en_US", "Standard User");
  },
  projectWithPersons()
);
const { test, windows, looksRight } = stage;

function projectWithPersons(): string {
  const folder = mkdtempSync(join(tmpdir(), "person-accounts-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync("force-app", join(folder, "force-app"), { recursive: true });
  const mapping = join(
    folder,
    "force-app/main/sales/customMetadata/LoyaltyDocumentMapping.Won_Opportunity.md-meta.xml"
  );
  const text = readFileSync(mapping, "utf8");
  writeFileSync(mapping, text.replace('xsd:boolean">false<', 'xsd:boolean">true<'));
  const packageDirectories = [{ path: "force-app", default: true }];
  writeFileSync(join(folder, "sfdx-project.json"), JSON.stringify({ packageDirectories, sourceApiVersion: "66.0" }));
  mkdirSync(join(folder, "config"));
  const features = ["Communities", "PersonAccounts"];
  const definition = { ...JSON.parse(readFileSync("config/project-scratch-def.json", "utf8")), features } as object;
  writeFileSync(join(folder, "config/project-scratch-def.json"), JSON.stringify(definition));
  return folder;
}

async function person(LastName: string, ErpCustomerNumber__c: string): Promise<Person> {
  const account = await stage.create("Account", { LastName, ErpCustomerNumber__c });
  const { records } = await stage.org.connection.query<{ PersonContactId: string }>(
    `SELECT PersonContactId FROM Account WHERE Id = '${account}'`
  );
  return { account, contact: records[0]!.PersonContactId };
}

async function call(token: string, path: string, body: object, method = "POST"): Promise<Record<string, unknown>> {
  const response = await fetch(`${stage.org.instanceUrl}/services/${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify(body)
  });
  const text = await response.text();
  assert.ok(response.ok, text);
  return (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>;
}

async function members(): Promise<number> {
  return (await stage.org.connection.query("SELECT Id FROM LoyaltyMember__c")).totalSize;
}

test("the page of a person's account shows the membership of its contact, and offers no second one", async () => {
  const { agent } = windows;
  for (const [{ account }, number] of [
    [selin, "M-1"],
    [deniz, "M-2"]
  ] as const) {
    await agent.open(`/lightning/r/Account/${account}/view`);
    await agent.page.locator("c-member-card").getByText(number).first().waitFor();
    assert.equal(await agent.page.locator("c-enrol-panel").count(), 0);
  }
  await looksRight(agent, "person-account");
});

test("who is a member as contact is none as account, and the other way around", async () => {
  for (const customer of [{ Account__c: selin.account }, { Contact__c: deniz.contact }])
    await assert.rejects(
      stage.create("LoyaltyMember__c", { Program__c: club, ...customer }),
      /DUPLICATE_VALUE|duplicate value/
    );
  assert.equal(await members(), 2);
});

test("a shop that enrols a person by the account's number gets the membership that there is", async () => {
  const answer = await call(erp, "apexrest/loyalty/v1/members", { program: "Club", accountErpNumber: "P-1" });
  assert.equal(answer["memberNumber"], "M-1");
  assert.equal(await members(), 2);
});

test("an opportunity that is won for the account earns for the membership of the contact", async () => {
  const opportunity = { Name: "Espresso machine", AccountId: selin.account, StageName: "Closed Won", Amount: 900 };
  const CloseDate = new Date().toISOString().slice(0, 10);
  await call(seller, "data/v66.0/sobjects/Opportunity", { ...opportunity, CloseDate });
  const until = Date.now() + 20_000;
  let balance: unknown;
  while (balance !== 900 && Date.now() < until) {
    const found = await stage.org.connection.query<{ Balance__c: number }>(
      "SELECT Balance__c FROM LoyaltyMember__c WHERE MemberNumber__c = 'M-1'"
    );
    balance = found.records[0]!.Balance__c;
    if (balance !== 900) await new Promise((wake) => setTimeout(wake, 50));
  }
  assert.equal(balance, 900);
});

test("two memberships of a company and its contact are offered to be merged once the two are one person", async () => {
  const Account__c = await stage.create("Account", { Name: "Bakery Ada" });
  const Contact__c = await stage.create("Contact", { LastName: "Ada", AccountId: Account__c });
  await stage.create("LoyaltyMember__c", { Program__c: club, Account__c, MemberNumber__c: "M-3" });
  await stage.create("LoyaltyMember__c", { Program__c: club, Contact__c, MemberNumber__c: "M-4" });
  const manager = await tokenOf(stage.org, "Manager");
  const offeredTo = async (number: string): Promise<unknown[]> => {
    const response = await fetch(
      `${stage.org.instanceUrl}/services/apexrest/loyalty/v1/merges?memberNumber=${number}`,
      {
        headers: { Authorization: `Bearer ${manager}` }
      }
    );
    const { offers } = (await response.json()) as { offers: { memberNumber: string }[] };
    return offers.map(({ memberNumber }) => memberNumber);
  };
  assert.deepEqual(await offeredTo("M-3"), [], "a company and its contact are two customers");
  const persons = "SELECT Id FROM RecordType WHERE SobjectType = 'Account' AND IsPersonType = TRUE";
  const [personType] = (await stage.org.connection.query<{ Id: string }>(persons)).records;
  await stage.org.connection.sobject("Account").update({ Id: Account__c, RecordTypeId: personType!.Id });
  assert.deepEqual(await offeredTo("M-3"), ["M-4"]);
  assert.deepEqual(await offeredTo("M-4"), ["M-3"]);
  await call(manager, "apexrest/loyalty/v1/merges", { survivor: "M-3", merged: "M-4" });
  assert.deepEqual(await offeredTo("M-3"), []);
});
