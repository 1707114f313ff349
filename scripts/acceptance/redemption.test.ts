import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram, createRecord } from "./records.ts";

let org: OrgProcess;
let rewardId: string;

before(async () => {
  org = await startOrg();
  await assignPermissionSet(org, "Loyalty_Administrator");
  const program = await createProgram(org, "Test", { CheckoutRate__c: 0.01 });
  await createRecord(org, "LoyaltyTier__c", { Name: "Base", Program__c: program, Threshold__c: 0, Multiplier__c: 1 });
  rewardId = await createRecord(org, "LoyaltyReward__c", {
    Name: "Everything",
    Program__c: program,
    Kind__c: "Percentage",
    Value__c: 10,
    Cost__c: 500,
    Active__c: true,
    Stock__c: 3
  });
});

after(() => org.stop());

function idOf(result: unknown): string {
  return (result as { id: string }).id;
}

async function memberWith(points: number): Promise<string> {
  const { Id: program } = (await org.connection.sobject("LoyaltyProgram__c").findOne({}, ["Id"]))!;
  const account = idOf(await org.connection.sobject("Account").create({ Name: "Dealer" } as never));
  const member = idOf(
    await org.connection.sobject("LoyaltyMember__c").create({ Program__c: program, Account__c: account } as never)
  );
  await org.connection.sobject("LoyaltyTransaction__c").create({
    Member__c: member,
    ExternalId__c: member,
    Kind__c: "Purchase",
    OccurredAt__c: "2026-01-01T10:00:00Z",
    Amount__c: points
  } as never);
  return member;
}

async function redeem(memberId: string, idempotencyKey: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${org.instanceUrl}/lightning/api/apex/RewardCatalogController/redeem`, {
    method: "POST",
    headers: { Authorization: `Bearer ${org.accessToken}`, "Content-Type": "application/json" },
    body: JSON.stringify({ memberId, rewardId, idempotencyKey })
  });
  return { status: response.status, body: await response.json() };
}

const one = async (soql: string): Promise<Record<string, number>> =>
  (await org.connection.query<Record<string, number>>(soql)).records[0]!;

test("of twenty redemptions of the whole balance at once exactly one wins, and the others are told why", async () => {
  const memberId = await memberWith(500);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => redeem(memberId, `parallel-${index}`)));
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1);
  for (const { status, body } of answers.filter((answer) => answer.status !== 200)) {
    assert.equal(status, 500);
    assert.match(JSON.stringify(body), /points/i);
  }
  assert.equal((await one(`SELECT Balance__c FROM LoyaltyMember__c WHERE Id = '${memberId}'`))["Balance__c"], 0);
  assert.equal(
    (await org.connection.query(`SELECT Id FROM LoyaltyVoucher__c WHERE Member__c = '${memberId}'`)).totalSize,
    1
  );
});

test("one request delivered ten times is one voucher with one code", async () => {
  const memberId = await memberWith(5000);
  const answers = await Promise.all(Array.from({ length: 10 }, () => redeem(memberId, "the same request")));
  assert.deepEqual(
    [...new Set(answers.map(({ status, body }) => `${status} ${(body as { code: string }).code}`))].length,
    1
  );
  assert.equal((await one(`SELECT Balance__c FROM LoyaltyMember__c WHERE Id = '${memberId}'`))["Balance__c"], 4500);
});

test("of twenty reservations of the whole balance at once exactly one holds it, and nothing is spent", async () => {
  const memberId = await memberWith(500);
  const member = (await one(`SELECT MemberNumber__c FROM LoyaltyMember__c WHERE Id = '${memberId}'`))[
    "MemberNumber__c"
  ];
  const reserve = (key: string): Promise<Response> =>
    fetch(`${org.instanceUrl}/services/apexrest/loyalty/v1/members/${member}/reservations`, {
      method: "POST",
      headers: { Authorization: `Bearer ${org.accessToken}`, "Content-Type": "application/json" },
      body: JSON.stringify({ points: 500, idempotencyKey: key })
    });
  const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => reserve(`held-${index}`)));
  assert.deepEqual(
    answers.map(({ status }) => status).sort((a, b) => a - b),
    [201, ...Array.from({ length: 19 }, () => 409)]
  );
  assert.equal((await one(`SELECT Balance__c FROM LoyaltyMember__c WHERE Id = '${memberId}'`))["Balance__c"], 500);
});

test("stock never falls below zero", async () => {
  const memberId = await memberWith(50_000);
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => redeem(memberId, `stock-${index}`)));
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1);
  assert.equal((await one(`SELECT Stock__c FROM LoyaltyReward__c WHERE Id = '${rewardId}'`))["Stock__c"], 0);
});

test("of twenty redemptions at once over REST for ten imported codes ten get one each, and no code is given twice", async () => {
  const { Id: program } = (await org.connection.sobject("LoyaltyProgram__c").findOne({}, ["Id"]))!;
  const reward = await createRecord(org, "LoyaltyReward__c", {
    Name: "Partner shop",
    Program__c: program,
    Kind__c: "Coupon",
    Cost__c: 10,
    Active__c: true,
    Codes__c: "Imported"
  });
  const codes = Array.from({ length: 10 }, (_, index) => `PARTNER-${index}`);
  for (const code of codes) await createRecord(org, "LoyaltyCouponCode__c", { Reward__c: reward, Code__c: code });
  const memberIds = await Promise.all(Array.from({ length: 20 }, () => memberWith(100)));
  const numbers = await org.connection.query<{ Id: string; MemberNumber__c: string }>(
    `SELECT Id, MemberNumber__c FROM LoyaltyMember__c WHERE Id IN ('${memberIds.join("','")}')`
  );
  const answers = await Promise.all(
    numbers.records.map(async ({ Id, MemberNumber__c }) => {
      const response = await fetch(`${org.instanceUrl}/services/apexrest/loyalty/v1/redemptions`, {
        method: "POST",
        headers: { Authorization: `Bearer ${org.accessToken}`, "Content-Type": "application/json" },
        body: JSON.stringify({ memberNumber: MemberNumber__c, rewardId: reward, idempotencyKey: `code-${Id}` })
      });
      return { status: response.status, code: ((await response.json()) as { code: string }).code };
    })
  );
  const given = answers.filter(({ status }) => status === 201).map(({ code }) => code);
  assert.deepEqual(given.sort(), codes);
  assert.deepEqual(
    [...new Set(answers.filter(({ status }) => status !== 201).map(({ code }) => code))],
    ["OUT_OF_STOCK"]
  );
});

test("a user of the API cannot write the ledger, a balance or a voucher", async () => {
  const memberId = await memberWith(500);
  const entry = (await org.connection.sobject("LoyaltyLedger__c").findOne({ Member__c: memberId }, ["Id"]))!;
  const refused = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work;
      return "accepted";
    } catch (error) {
      return (error as { errorCode: string }).errorCode;
    }
  };
  assert.notEqual(
    await refused(
      org.connection
        .sobject("LoyaltyLedger__c")
        .create({ Member__c: memberId, Kind__c: "Adjustment", Points__c: 1_000_000, Status__c: "Posted" } as never)
    ),
    "accepted"
  );
  assert.notEqual(
    await refused(org.connection.sobject("LoyaltyLedger__c").update({ Id: entry.Id, Points__c: 1_000_000 } as never)),
    "accepted"
  );
  assert.notEqual(await refused(org.connection.sobject("LoyaltyLedger__c").destroy(entry.Id)), "accepted");
  await refused(org.connection.sobject("LoyaltyMember__c").update({ Id: memberId, Balance__c: 1_000_000 } as never));
  assert.equal((await one(`SELECT Balance__c FROM LoyaltyMember__c WHERE Id = '${memberId}'`))["Balance__c"], 500);
});
