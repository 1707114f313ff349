/** Members with more and longer of everything than anybody has, and a small one beside them. */
import assert from "node:assert/strict";
import { createProgram, createRecord, createRecords, type RecordsOf } from "./records.ts";

const LONG = "Anonymous Society for the Import of Coffee, Tea and Porcelain of Both Shores GmbH"
  .padEnd(80, "x")
  .slice(0, 80);
const UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".slice(0, 80);
const RIGHT_TO_LEFT = "شركة القهوة العربية للتجارة والتوزيع المحدودة";

/** Ids of members; the large one has 200 vouchers, all but the small one 60 rewards and ten digits of points. */
export type ExtremeMembers = Readonly<Record<"small" | "large" | "unbroken" | "rightToLeft", string>>;

export async function createExtremeMembers(org: RecordsOf): Promise<ExtremeMembers> {
  const limits = { PurchaseLimit__c: 1e9, PurchaseDayLimit__c: 1e9 };
  const few = await createProgram(org, "Few", limits);
  const many = await createProgram(org, "Many", { ...limits, PointsPerUnit__c: 1000 });
  await createRecords(org, "LoyaltyReward__c", rewards(few, 3));
  const [cheapest] = await createRecords(org, "LoyaltyReward__c", rewards(many, 60));
  const member = async (name: string, program: string, amount: number): Promise<string> => {
    const account = await createRecord(org, "Account", { Name: name });
    const id = await createRecord(org, "LoyaltyMember__c", { Program__c: program, Account__c: account });
    await createRecord(org, "LoyaltyTransaction__c", {
      Member__c: id,
      Kind__c: "Purchase",
      ExternalId__c: name,
      OccurredAt__c: "2026-01-05T10:00:00Z",
      Amount__c: amount
    });
    return id;
  };
  const members = {
    small: await member("Corner Shop", few, 1000),
    large: await member(LONG, many, 9_999_999.99),
    unbroken: await member(UNBROKEN, many, 9_999_999.99),
    rightToLeft: await member(RIGHT_TO_LEFT, many, 9_999_999.99)
  };
  await redeem(org, members.large, cheapest!, 200);
  return members;
}

const rewards = (program: string, count: number): object[] =>
  Array.from({ length: count }, (_, index) => ({
    Program__c: program,
    Name: index % 2 === 0 ? `${LONG.slice(0, 70)} ${index}` : `${RIGHT_TO_LEFT} ${index}`,
    Kind__c: "FreeShipping",
    Cost__c: index + 1,
    Active__c: true
  }));

async function redeem({ connection }: RecordsOf, memberId: string, rewardId: string, times: number): Promise<void> {
  const inputs = Array.from({ length: times }, (_, index) => ({ memberId, rewardId, idempotencyKey: `gift ${index}` }));
  const answers = await connection.request<{ isSuccess: boolean }[]>({
    method: "POST",
    url: "/services/data/v66.0/actions/custom/apex/RedeemAction",
    body: JSON.stringify({ inputs }),
    headers: { "Content-Type": "application/json" }
  });
  assert.equal(answers.filter(({ isSuccess }) => isSuccess).length, times);
}
