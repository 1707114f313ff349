import { join } from "node:path";
import type { Connection } from "jsforce";
import { loadSample } from "./load-sample.ts";
import { sellInSalesforce } from "./sample-sales.ts";

/** Codes of the programs whose members and documents are samples too, by what the sample's records call them. */
const WITH_MEMBERS = new Map([
  ["club", "PARTNERCLUB"],
  ["card", "COFFEECARD"]
]);
const CLUB = WITH_MEMBERS.get("club")!;
const SAMPLES = join("config", "sample");
/** Where a reward is sent. */
const CAFE = { recipient: "Café Bosfor", street: "Kemankeş Caddesi 12", postalCode: "34425", city: "İstanbul" };

/** Loads the definitions of the sample programs, unless the org has them already. */
export async function loadPrograms(connection: Connection): Promise<void> {
  if ((await idOfClub(connection)) !== undefined) return;
  await loadSample(connection, join(SAMPLES, "programs"));
  await activateChallenges(connection);
}

/** A rule of steps is a draft until it has them. */
async function activateChallenges(connection: Connection): Promise<void> {
  const rules = connection.sobject("LoyaltyRule__c");
  for (const { Id } of await rules.find({ Milestone__c: "Steps", Status__c: "Draft" }, ["Id"]))
    await rules.update({ Id, Status__c: "Active" });
}

/**
 * Loads the members of the Partner Club and of the Coffee Card with what they did up to today, lets some redeem, sells to one in Salesforce, and runs
 * the jobs that a new org would run at night: celebrating the day's birthdays, checking the books, proposing growth rebates, and computing segments,
 * leaderboards and what a control group shows. A second start on a kept org changes nothing.
 */
export async function loadPartnerClub(connection: Connection): Promise<void> {
  const club = await idOfClub(connection);
  const members = await connection.sobject("LoyaltyMember__c").count({ Program__c: club });
  if (club === undefined || members > 0) return;
  await loadSample(connection, join(SAMPLES, "partner-club"), await idsWithMembers(connection));
  await redeem(connection, "PC-1001", "CLUB-10EUR");
  await redeem(connection, "PC-1002", "CLUB-SHIP");
  await redeem(connection, "PC-1001", "CLUB-GRINDER", CAFE);
  await refer(connection, "PC-1001");
  await sellInSalesforce(connection, "C9003");
  for (const memberNumber of ["PC-1001", "PC-1002"]) await agreeToBeNamed(connection, memberNumber);
  await connection.tooling.executeAnonymous(
    `Database.executeBatch(new PointExpiryJob(), 200); Database.executeBatch(new CelebrationBonusJob());
    Database.executeBatch(new LedgerDriftCheckJob(), 20); Database.executeBatch(new KeyFiguresJob()); new RebateJob().execute(null);
    RfmBoundsJob.enqueue(null); new LeaderboardJob().execute(null);
    ControlGroupJob.enqueue([SELECT Id FROM LoyaltyRule__c WHERE Program__c = '${club}' AND ControlPercent__c > 0].Id);`
  );
}

async function idOfClub(connection: Connection): Promise<string | undefined> {
  return (await idsWithMembers(connection)).get("club");
}

async function idsWithMembers(connection: Connection): Promise<ReadonlyMap<string, string>> {
  const codes = [...WITH_MEMBERS.values()];
  const programs = await connection.sobject("LoyaltyProgram__c").find({ Code__c: { $in: codes } }, ["Id", "Code__c"]);
  const idByCode = new Map(programs.map(({ Id, Code__c }) => [String(Code__c), String(Id)]));
  return new Map(
    [...WITH_MEMBERS].flatMap(([name, code]) => (idByCode.has(code) ? [[name, idByCode.get(code)!]] : []))
  );
}

/** As a till does it. */
async function redeem(
  connection: Connection,
  memberNumber: string,
  rewardCode: string,
  address?: Readonly<Record<string, string>>
): Promise<void> {
  const reward = await connection.sobject("LoyaltyReward__c").findOne({ Code__c: rewardCode }, ["Id"]);
  await connection.apex.post("/loyalty/v1/redemptions", {
    memberNumber,
    rewardId: reward?.Id,
    idempotencyKey: `sample ${memberNumber} ${rewardCode}`,
    ...(address === undefined ? {} : { address })
  });
}

async function agreeToBeNamed(connection: Connection, memberNumber: string): Promise<void> {
  await connection.apex.post(`/loyalty/v1/members/${memberNumber}/consents`, {
    consents: [{ purpose: "Leaderboard", given: true, source: "Web form" }]
  });
}

/** One comes by a member's code and buys; another one comes by hers, has the same telephone, and is held. */
async function refer(connection: Connection, referrerNumber: string): Promise<void> {
  const { referralCode } = await connection.apex.get<{ referralCode: string }>(`/loyalty/v1/members/${referrerNumber}`);
  const shared = { MobilePhone: "+44 20 7946 0958" };
  await connection.sobject("Contact").create([
    { LastName: "Lindqvist", FirstName: "Nora", Email: "nora@example.com", ErpCustomerNumber__c: "P9101", ...shared },
    { LastName: "Lindqvist", FirstName: "N.", Email: "n@example.com", ErpCustomerNumber__c: "P9102", ...shared }
  ]);
  await enrol(connection, "P9101", "PC-1101", referralCode);
  await connection.apex.post("/loyalty/v1/transactions", {
    transactions: [
      {
        externalId: "club:first-1101",
        memberNumber: "PC-1101",
        kind: "Purchase",
        occurredAt: new Date().toISOString(),
        paidAt: new Date().toISOString(),
        amount: 45
      }
    ]
  });
  const { referralCode: nextCode } = await connection.apex.get<{ referralCode: string }>("/loyalty/v1/members/PC-1101");
  await enrol(connection, "P9102", "PC-1102", nextCode);
}

async function enrol(
  connection: Connection,
  contactErpNumber: string,
  memberNumber: string,
  referralCode: string
): Promise<void> {
  await connection.apex.post("/loyalty/v1/members", {
    program: CLUB,
    contactErpNumber,
    memberNumber,
    referralCode
  });
}
