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

async function memberWith(points: number, programName = "Test"): Promise<string> {
  const { Id: program } = (await org.connection.sobject("LoyaltyProgram__c").findOne({ Name: programName }, ["Id"]))!;
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

async function numberOf(memberId: string): Promise<string> {
  const found = await org.connection.sobject("LoyaltyMember__c").findOne({ Id: memberId }, ["MemberNumber__c"]);
  return String(found!["MemberNumber__c"]);
}

/** Sends what a shop or a till sends over REST. */
async function post<Answer>(path: string, body: object = {}): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(`${org.instanceUrl}/services/apexrest/loyalty/v1/${path}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${org.accessToken}`, "Content-Type": "application/json" },
    body: JSON.stringify(body)
  });
  return { status: response.status, answer: (await response.json()) as Answer };
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
  const member = await numberOf(memberId);
  const reserve = (key: string): ReturnType<typeof post> =>
    post(`members/${member}/reservations`, { points: 500, idempotencyKey: key });
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
  const { Id: program } = (await org.connection.sobject("LoyaltyProgram__c").findOne({ Name: "Test" }, ["Id"]))!;
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

const WATCHED_LIMIT = 5;

/** A member with 1,000 points of a program that holds what comes after five redemptions within a day. */
async function watchedMember(): Promise<{ id: string; number: string; rewardId: string }> {
  const reviews = { ReviewRedemptions__c: WATCHED_LIMIT, ReviewRedemptionHours__c: 24, CheckoutRate__c: 0.01 };
  const name = `Watched ${Math.random()}`;
  const program = await createProgram(org, name, reviews);
  const rewardId = await createRecord(org, "LoyaltyReward__c", {
    Name: "Cup",
    Program__c: program,
    Kind__c: "FreeProduct",
    ProductCode__c: "CUP",
    Cost__c: 10,
    Active__c: true,
    Stock__c: 50
  });
  const id = await memberWith(1000, name);
  return { id, number: await numberOf(id), rewardId };
}

/** How the books stand: entries of the ledger, points of the lots that were taken, the balance. */
async function booksOf(memberId: string): Promise<readonly unknown[]> {
  const [entries, taken, member] = await Promise.all([
    one(`SELECT COUNT(Id) n FROM LoyaltyLedger__c WHERE Member__c = '${memberId}' AND Kind__c = 'Redemption'`),
    one(`SELECT SUM(AllocatedPoints__c) n FROM LoyaltyLedger__c WHERE Member__c = '${memberId}' AND Points__c > 0`),
    one(`SELECT Balance__c FROM LoyaltyMember__c WHERE Id = '${memberId}'`)
  ]);
  return [entries["n"], taken["n"], member["Balance__c"]];
}

test("of twenty redemptions at once, each sent twice, exactly those above the limit of reviews are held, each counted once", async () => {
  const { id, number, rewardId: cup } = await watchedMember();
  interface Receipt {
    readonly code?: string;
    readonly status: string;
    readonly heldReason?: string;
  }
  const answers = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const key = `burst-${index % 20}`;
      return {
        key,
        ...(await post<Receipt>("redemptions", { memberNumber: number, rewardId: cup, idempotencyKey: key }))
      };
    })
  );
  const byKey = new Map<string, Receipt>();
  for (const { key, status, answer } of answers) {
    assert.ok(status < 300, JSON.stringify(answer));
    const { code, status: stands, heldReason } = answer;
    const known = byKey.get(key);
    if (known) assert.deepEqual([code, stands, heldReason], [known.code, known.status, known.heldReason]);
    byKey.set(key, answer);
  }
  const receipts = [...byKey.values()];
  const codes = receipts.flatMap(({ code }) => code ?? []);
  assert.deepEqual([codes.length, new Set(codes).size], [WATCHED_LIMIT, WATCHED_LIMIT]);
  const reasons = receipts.flatMap(({ heldReason }) => heldReason ?? []);
  assert.deepEqual(
    reasons.sort(),
    Array.from({ length: 15 }, (_, index) => `Too many in a short time: ${String(index + 6)} within 24 hours`).sort()
  );
  assert.deepEqual(await booksOf(id), [20, 200, 800]);
  assert.equal((await one(`SELECT Stock__c FROM LoyaltyReward__c WHERE Id = '${cup}'`))["Stock__c"], 30);
});

test("of twenty payments at once exactly those above the limit of reviews are held", async () => {
  const { id, number } = await watchedMember();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      post<{ status: string }>("redemptions", { memberNumber: number, points: 10, idempotencyKey: `pay-${index}` })
    )
  );
  assert.deepEqual(answers.map(({ answer }) => answer.status).sort(), [
    ...Array.from({ length: 15 }, () => "Held"),
    ...Array.from({ length: 5 }, () => "Used")
  ]);
  assert.deepEqual(await booksOf(id), [20, 200, 800]);
});

test("of twenty tills that reserve at once as many are promised points as would pass one after the other, and all of these are paid", async () => {
  const { id, number, rewardId: cup } = await watchedMember();
  const keys = Array.from({ length: 20 }, (_, index) => `till-${index}-${id}`);
  const reserved = await Promise.all(
    keys.map(async (key) => ({
      key,
      ...(await post<{ code?: string }>(`members/${number}/reservations`, { points: 10, idempotencyKey: key }))
    }))
  );
  const promised = reserved.filter(({ status }) => status === 201).map(({ key }) => key);
  assert.equal(promised.length, WATCHED_LIMIT);
  assert.deepEqual(
    [...new Set(reserved.flatMap(({ status, answer }) => (status === 201 ? [] : answer.code)))],
    ["WRONG_STATE"]
  );
  const paid = await Promise.all([...promised, ...promised].map((key) => post(`reservations/${key}/commit`)));
  assert.ok(paid.every(({ status }) => status < 300));
  assert.deepEqual(await booksOf(id), [5, 50, 950]);
  const next = await post<{ status: string }>("redemptions", {
    memberNumber: number,
    rewardId: cup,
    idempotencyKey: `next-${id}`
  });
  assert.equal(next.answer.status, "Held");
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
