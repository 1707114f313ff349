/** What one person may do by hand in a day, asked twenty at once for twenty members, through an agent's own door. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord, createRecords } from "./records.ts";
import { tokenOf } from "./role-user.ts";

const AT_ONCE = 20;
const POINTS = 100;
const FIT = 5;
let org: OrgProcess;
let agent: string;
let members: readonly string[];
let gift: string;

before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
  const program = await createProgram(org, "Club", {
    AdjustmentLimit__c: FIT * POINTS,
    TransferLimit__c: FIT * POINTS,
    WelcomeBonus__c: POINTS
  });
  const names = Array.from({ length: AT_ONCE + 1 }, (_, index) => `D-${index}`);
  const accounts = await createRecords(
    org,
    "Account",
    names.map((Name) => ({ Name }))
  );
  members = await createRecords(
    org,
    "LoyaltyMember__c",
    names.map((MemberNumber__c, index) => ({ Program__c: program, Account__c: accounts[index], MemberNumber__c }))
  );
  gift = await createRecord(org, "LoyaltyReward__c", {
    Program__c: program,
    Name: "Free shipping",
    Kind__c: "FreeShipping",
    Distribution__c: "Grant",
    Cost__c: 0,
    Active__c: true
  });
  agent = await tokenOf(org, "Agent");
});

after(() => org.stop());

interface Answer {
  readonly isDone: boolean;
  readonly answer: { readonly status?: string };
}

/** Twice, as a page does that has not heard the answer; all before one of them is answered. */
async function askForEach(method: string, bodyOf: (memberId: string) => object): Promise<Answer[]> {
  const askOnce = async (memberId: string): Promise<Answer> => {
    const response = await fetch(`${org.instanceUrl}/lightning/api/apex/${method}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${agent}`, "Content-Type": "application/json" },
      body: JSON.stringify({ ...bodyOf(memberId), idempotencyKey: `${method} ${memberId}` })
    });
    return { isDone: response.ok, answer: (await response.json()) as Answer["answer"] };
  };
  const asked = members.slice(0, AT_ONCE);
  const [first, repeated] = await Promise.all([Promise.all(asked.map(askOnce)), Promise.all(asked.map(askOnce))]);
  const isDone = (answers: readonly Answer[]): boolean[] => answers.map((one) => one.isDone);
  assert.deepEqual(isDone(repeated), isDone(first));
  return first;
}

async function sumOf(kind: string): Promise<number | null> {
  const { records } = await org.connection.query<{ points: number | null }>(
    `SELECT SUM(Points__c) points FROM LoyaltyLedger__c WHERE Kind__c = '${kind}' AND Status__c = 'Posted' AND Points__c > 0`
  );
  return records[0]!.points;
}

const posted = (answers: readonly Answer[]): number =>
  answers.filter(({ isDone, answer }) => isDone && answer.status === "Posted").length;

test("of adjustments for twenty members as many are posted as the day's limit holds; the others wait", async () => {
  const answers = await askForEach("AdjustmentController/adjust", (memberId) => ({
    memberId,
    points: POINTS,
    reason: "Goodwill"
  }));
  assert.equal(posted(answers), FIT);
  assert.equal(answers.filter(({ answer }) => answer.status === "Pending").length, AT_ONCE - FIT);
  assert.equal(await sumOf("Adjustment"), FIT * POINTS);
});

test("of transfers of twenty members as many are posted as the day's limit holds; the others wait", async () => {
  const answers = await askForEach("TransferController/transfer", (giverId) => ({
    giverId,
    receiverId: members[AT_ONCE],
    points: POINTS,
    reason: "As a gift"
  }));
  assert.equal(posted(answers), FIT);
  assert.equal(await sumOf("Transfer"), FIT * POINTS);
});

test("of vouchers of goodwill for twenty members as many are given as a person may give in a day", async () => {
  const answers = await askForEach("GoodwillController/give", (memberId) => ({
    memberId,
    rewardId: gift,
    reason: "Late delivery"
  }));
  assert.equal(answers.filter(({ isDone }) => isDone).length, FIT);
  const { totalSize } = await org.connection.query("SELECT Id FROM LoyaltyVoucher__c");
  assert.equal(totalSize, FIT);
});
