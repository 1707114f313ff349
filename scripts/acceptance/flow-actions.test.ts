/** What agents and flows call over HTTP, and what the bell tells those who have to decide: by users with only their permission sets. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord, createRule } from "./records.ts";
import { tokenOf } from "./role-user.ts";

interface ActionAnswer {
  readonly isSuccess: boolean;
  readonly outputValues: Readonly<Record<string, unknown>> | null;
}

interface Told {
  readonly messageTitle: string;
  readonly messageBody: string;
  readonly targetPageRef: string;
}

let org: OrgProcess;
let agent: string;
let manager: string;
let viewer: string;
let memberId: string;

before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
  const program = await createProgram(org, "Actions");
  const account = await createRecord(org, "Account", { Name: "Café Bosfor" });
  memberId = await createRecord(org, "LoyaltyMember__c", { Program__c: program, Account__c: account });
  await createRecord(org, "LoyaltyTransaction__c", {
    Member__c: memberId,
    ExternalId__c: "actions:1",
    Kind__c: "Purchase",
    Status__c: "Valid",
    OccurredAt__c: "2026-01-01T12:00:00Z",
    Amount__c: 120
  });
  [agent, manager, viewer] = [
    await tokenOf(org, "Agent"),
    await tokenOf(org, "Manager", "tr"),
    await tokenOf(org, "Viewer")
  ];
});

after(() => org.stop());

async function call<T>(token: string, path: string, body?: unknown): Promise<{ status: number; answer: T }> {
  const response = await fetch(`${org.instanceUrl}/services/data/v66.0/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) })
  });
  return { status: response.status, answer: (await response.json()) as T };
}

function act(token: string, name: string, inputs: readonly object[]): ReturnType<typeof call<ActionAnswer[]>> {
  return call<ActionAnswer[]>(token, `actions/custom/apex/${name}`, { inputs });
}

async function toldTo(token: string): Promise<readonly Told[]> {
  return (await call<{ notifications: Told[] }>(token, "connect/notifications")).answer.notifications;
}

test("a balance is told, and a member that is not there fails alone", async () => {
  const { status, answer } = await act(viewer, "GetBalanceAction", [{ memberId }, { memberId: "a00000000000001AAA" }]);
  assert.equal(status, 200);
  assert.equal(answer[0]!.outputValues!["spendablePoints"], 120);
  assert.equal(answer[1]!.outputValues!["errorCode"], "NOT_FOUND");
  assert.ok(answer.every(({ isSuccess }) => isSuccess));
});

test("rewards and offers are told as lists", async () => {
  for (const name of ["GetRewardsAction", "GetOffersAction", "GetTierAction"]) {
    const { status, answer } = await act(viewer, name, [{ memberId }]);
    assert.equal(status, 200, name);
    assert.equal(answer[0]!.outputValues!["succeeded"], true, name);
  }
});

test("a member joins a promotion and leaves it, and an id that is none fails alone", async () => {
  const { records } = await org.connection.query<{ Program__c: string }>(
    `SELECT Program__c FROM LoyaltyMember__c WHERE Id = '${memberId}'`
  );
  const ruleId = await createRule(org, records[0]!.Program__c, "Tea weeks", 20, { OptIn__c: true });
  const times = async (): Promise<readonly boolean[]> =>
    (
      await org.connection.query<{ LeftAt__c: string | null }>(
        `SELECT LeftAt__c FROM LoyaltyParticipation__c WHERE Rule__c = '${ruleId}'`
      )
    ).records.map(({ LeftAt__c: leftAt }) => leftAt === null);
  const { answer } = await act(agent, "JoinPromotionAction", [
    { memberId, ruleId },
    { memberId, ruleId: memberId }
  ]);
  assert.deepEqual(
    answer.map(({ outputValues }) => [outputValues!["succeeded"], outputValues!["errorCode"] ?? null]),
    [
      [true, null],
      [false, "NOT_FOUND"]
    ]
  );
  assert.deepEqual(await times(), [true]);
  await act(agent, "JoinPromotionAction", [{ memberId, ruleId, leave: true }]);
  assert.deepEqual(await times(), [false]);
});

test("whoever lacks the class is refused by the platform", async () => {
  assert.equal((await act(viewer, "SubmitClaimAction", [{ memberId }])).status, 403);
});

test("a claim that an agent submits is told to the manager in the manager's language, and not to the agent", async () => {
  const { answer } = await act(agent, "SubmitClaimAction", [
    { memberId, seller: "DEALER", invoiceNumber: "INV-7", occurredAt: "2026-01-02T10:00:00Z", amount: 50 }
  ]);
  const claim = answer[0]!.outputValues!;
  assert.equal(claim["status"], "Claimed", JSON.stringify(claim));
  const told = await toldTo(manager);
  assert.equal(told.length, 1);
  assert.equal(told[0]!.messageTitle, "Bir talep kararınızı bekliyor");
  assert.match(told[0]!.messageBody, /INV-7/);
  assert.deepEqual(JSON.parse(told[0]!.targetPageRef), {
    type: "standard__navItemPage",
    attributes: { apiName: "Loyalty_Decisions" }
  });
  assert.deepEqual(await toldTo(agent), []);
});
