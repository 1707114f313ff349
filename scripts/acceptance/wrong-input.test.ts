import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord } from "./records.ts";

let org: OrgProcess;
let program: string;

before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
  program = await createProgram(org, "Test");
});

after(() => org.stop());

function create(object: string, fields: object): Promise<string> {
  return createRecord(org, object, fields);
}

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "accepted";
  } catch (error) {
    const { errorCode, message } = error as { errorCode: string; message: string };
    return `${errorCode} ${message}`;
  }
}

const reward = { Name: "R", Kind__c: "Percentage", Value__c: 10, Cost__c: 5, Active__c: true };

test("a reward of a tier that does not exist is refused and not saved", async () => {
  const unknown = "a0Z000000000001AAA";
  const told = await refusal(create("LoyaltyReward__c", { ...reward, Program__c: program, MinimumTier__c: unknown }));
  assert.match(told, /MinimumTier__c|MinimumTier|cross.?reference|id/i);
  assert.notEqual(told, "accepted");
  assert.equal((await org.connection.query("SELECT COUNT() FROM LoyaltyReward__c")).totalSize, 0);
});

test("a reward of another program's tier is refused with the reason", async () => {
  const other = await createProgram(org, "Other");
  const tier = await create("LoyaltyTier__c", { Name: "Gold", Program__c: other, Threshold__c: 0, Multiplier__c: 1 });
  const told = await refusal(create("LoyaltyReward__c", { ...reward, Program__c: program, MinimumTier__c: tier }));
  assert.match(told, /FIELD_CUSTOM_VALIDATION_EXCEPTION .*another program/);
});

test("a tier set by hand does not stick: it follows from the points", async () => {
  const base = await create("LoyaltyTier__c", { Name: "Base", Program__c: program, Threshold__c: 0, Multiplier__c: 1 });
  const top = await create("LoyaltyTier__c", { Name: "Top", Program__c: program, Threshold__c: 100, Multiplier__c: 2 });
  const account = await create("Account", { Name: "Dealer" });
  const member = await create("LoyaltyMember__c", { Program__c: program, Account__c: account, Tier__c: top });
  await refusal(org.connection.sobject("LoyaltyMember__c").update({ Id: member, Tier__c: top }));
  const { records } = await org.connection.query<{ Tier__c: string }>(
    `SELECT Tier__c FROM LoyaltyMember__c WHERE Id = '${member}'`
  );
  assert.equal(records[0]?.Tier__c, base);
});

test("a document of no member, in another currency or with a wrong sign is refused and nothing is posted", async () => {
  const account = await create("Account", { Name: "Dealer 2" });
  const member = await create("LoyaltyMember__c", { Program__c: program, Account__c: account });
  const document = { ExternalId__c: "W-1", Kind__c: "Purchase", OccurredAt__c: "2026-01-01T10:00:00Z", Amount__c: 10 };
  assert.match(await refusal(create("LoyaltyTransaction__c", document)), /REQUIRED_FIELD_MISSING/);
  assert.match(
    await refusal(create("LoyaltyTransaction__c", { ...document, Member__c: member, Amount__c: -10 })),
    /FIELD_CUSTOM_VALIDATION_EXCEPTION/
  );
  assert.equal((await org.connection.query("SELECT COUNT() FROM LoyaltyLedger__c")).totalSize, 0);
});

test("a search with SOQL in it finds nothing and changes nothing", async () => {
  for (const text of ["%' OR MemberNumber__c != '", "'; DELETE", "%", "_"]) {
    const response = await fetch(`${org.instanceUrl}/lightning/api/apex/MemberCardController/search`, {
      method: "POST",
      headers: { Authorization: `Bearer ${org.accessToken}`, "Content-Type": "application/json" },
      body: JSON.stringify({ text })
    });
    const body = await response.json();
    assert.ok(
      response.status === 200 ? Array.isArray(body) && body.length === 0 : response.status === 500,
      JSON.stringify(body)
    );
  }
});
