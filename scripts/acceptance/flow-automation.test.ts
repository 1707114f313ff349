/** The flows of docs/flows-and-events.md, as an administrator builds them: a won opportunity earns, and a redemption answers. */
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord } from "./records.ts";
import { tokenOf } from "./role-user.ts";
import { runApex } from "./run-apex.ts";

let org: OrgProcess;
let folder: string;
let account: string;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "flow-automation-"));
  cpSync("force-app", join(folder, "force-app"), { recursive: true });
  mkdirSync(join(folder, "own/flows"), { recursive: true });
  cpSync("config/examples/flows", join(folder, "own/flows"), { recursive: true });
  const packageDirectories = [{ path: "force-app", default: true }, { path: "own" }];
  writeFileSync(join(folder, "sfdx-project.json"), JSON.stringify({ packageDirectories, sourceApiVersion: "66.0" }));
  org = await startOrg(["--project", folder]);
  await assignPermissionSet(org, "Loyalty_Administrator");
  const program = await createProgram(org, "Opportunities");
  account = await createRecord(org, "Account", { Name: "Café Bosfor" });
  await createRecord(org, "LoyaltyMember__c", { Program__c: program, Account__c: account });
});

after(async () => {
  await org.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function points(): Promise<number> {
  const { records } = await org.connection.query<{ Balance__c: number }>(
    "SELECT Balance__c FROM LoyaltyMember__c WHERE Program__r.Name = 'Opportunities'"
  );
  return records[0]!.Balance__c;
}

function opportunity(values: object): Promise<string> {
  return createRecord(org, "Opportunity", {
    Name: "Tea for a year",
    AccountId: account,
    CloseDate: "2026-03-01",
    ...values
  });
}

test("a won opportunity earns at once, what changes of it is followed, and what is no longer won earns nothing", async () => {
  const id = await opportunity({ StageName: "Prospecting", Amount: 250 });
  assert.equal(await points(), 0);
  const update = (values: object): Promise<unknown> =>
    org.connection.sobject("Opportunity").update({ Id: id, ...values });
  await update({ StageName: "Closed Won" });
  assert.equal(await points(), 250);
  await update({ Amount: 300 });
  assert.equal(await points(), 300);
  await update({ StageName: "Negotiation/Review" });
  assert.equal(await points(), 0);
  const { totalSize } = await org.connection.query("SELECT Id FROM LoyaltyTransaction__c");
  assert.equal(totalSize, 1);
});

test("two hundred opportunities are won in one call", async () => {
  const won = Array.from({ length: 200 }, (_, index) => ({
    Name: `Deal ${index}`,
    AccountId: account,
    CloseDate: "2026-03-01",
    StageName: "Closed Won",
    Amount: 10
  }));
  const before = await points();
  const results = await org.connection.sobject("Opportunity").create(won, { allOrNone: true });
  assert.ok(results.every(({ success }) => success));
  assert.equal((await points()) - before, 2000);
});

async function winAs(role: string, name: string): Promise<void> {
  const token = await tokenOf(org, role, "en_US", "Standard User");
  const response = await fetch(`${org.instanceUrl}/services/data/v66.0/sobjects/Opportunity`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({
      Name: name,
      AccountId: account,
      CloseDate: "2026-03-01",
      StageName: "Closed Won",
      Amount: 1e6
    })
  });
  assert.equal(response.status, 201, await response.clone().text());
}

test("a rep's sale beyond what one may record alone waits for a second person", async () => {
  const before = await points();
  await winAs("Agent", "Big");
  assert.equal(await points(), before);
  const { records } = await org.connection.query(
    "SELECT Status__c FROM LoyaltyTransaction__c WHERE Amount__c = 1000000"
  );
  assert.deepEqual(
    records.map((record) => String(record["Status__c"])),
    ["Claimed"]
  );
});

test("whoever may not record purchases wins the opportunity all the same, and is told why it earned nothing", async () => {
  const before = await points();
  await winAs("Viewer", "Bigger");
  assert.equal(await points(), before);
  const { records } = await org.connection.query("SELECT Subject, Description FROM Task");
  assert.deepEqual(
    records.map((record) => String(record["Subject"])),
    ["No points for Bigger"]
  );
  assert.match(String(records[0]!["Description"]), /^An Apex error occurred: System\.\w+Exception: /);
});

interface FlowAnswer {
  readonly answer: string | null;
  readonly heldReason: string | null;
}

/** Starts the flow as a user with that permission set alone, in that language. */
async function redeemByFlow(role: string, language: string, inputs: readonly object[]): Promise<FlowAnswer[]> {
  const response = await fetch(`${org.instanceUrl}/services/data/v66.0/actions/custom/flow/Redeem_And_Answer`, {
    method: "POST",
    headers: { Authorization: `Bearer ${await tokenOf(org, role, language)}`, "Content-Type": "application/json" },
    body: JSON.stringify({ inputs })
  });
  assert.equal(response.status, 200, await response.clone().text());
  const results = (await response.json()) as { outputValues: FlowAnswer & { Flow__InterviewStatus: string } }[];
  return results.map(({ outputValues: { Flow__InterviewStatus: status, ...values } }) => {
    assert.equal(status, "Finished");
    return values;
  });
}

test("a flow redeems: a code for what is issued, what is held with the reason apart, and why something is refused", async () => {
  const program = await createProgram(org, "Watchful", { ReviewRedemptions__c: 2, ReviewRedemptionHours__c: 24 });
  const memberId = await createRecord(org, "LoyaltyMember__c", { Program__c: program, Account__c: account });
  await createRecord(org, "LoyaltyTransaction__c", {
    Member__c: memberId,
    ExternalId__c: "watchful:1",
    Kind__c: "Purchase",
    Status__c: "Valid",
    OccurredAt__c: "2026-01-01T12:00:00Z",
    Amount__c: 100
  });
  const rewardId = await createRecord(org, "LoyaltyReward__c", {
    Program__c: program,
    Name: "Cup",
    Kind__c: "FreeProduct",
    ProductCode__c: "CUP",
    Cost__c: 30,
    Active__c: true
  });
  const redeem = (requestKey: string): object => ({ memberId, rewardId, requestKey });
  const codeOf = async (key: string): Promise<unknown> =>
    (
      await org.connection
        .sobject("LoyaltyVoucher__c")
        .findOne({ Member__c: memberId, IdempotencyKey__c: key }, ["Code__c"])
    )?.["Code__c"];

  const answers = await redeemByFlow("Agent", "en_US", [redeem("1"), redeem("2"), redeem("3")]);
  // The balance is that after all redemptions of the call.
  const held = "We look at this and come back to you. Points reserved: 30, left: 10";
  assert.deepEqual(answers, [
    { answer: `Your code is ${String(await codeOf("1"))}. Points left: 10`, heldReason: null },
    { answer: `Your code is ${String(await codeOf("2"))}. Points left: 10`, heldReason: null },
    { answer: held, heldReason: "Too many in a short time: 3 within 24 hours" }
  ]);
  assert.equal(await codeOf("3"), null);
  assert.deepEqual(await redeemByFlow("Agent", "tr", [redeem("3")]), [
    { answer: held, heldReason: "Kısa sürede çok fazla: 24 saatte 3" }
  ]);
  const [refused] = await redeemByFlow("Agent", "en_US", [redeem("4")]);
  assert.match(refused!.answer!, /points/i);

  await runApex(
    org,
    "VoucherApproval.release(new Map<Id, LoyaltyVoucher__c>([SELECT Id FROM LoyaltyVoucher__c WHERE Status__c = 'Held']).keySet());"
  );
  assert.deepEqual(await redeemByFlow("Agent", "en_US", [redeem("3")]), [
    { answer: `Your code is ${String(await codeOf("3"))}. Points left: 10`, heldReason: null }
  ]);
});
