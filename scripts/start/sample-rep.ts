import { Connection } from "jsforce";
import { StartFailure } from "./step.ts";

/** Login of the sample's sales rep; everybody who looks at a local org may know it. */
export const REP = { username: "rep@partnerclub.example", password: "partner club 1" } as const;

const DAY = 86_400_000;

/**
 * Lets a sales rep log in who is an agent of the app, and who has left things for somebody else to decide about: a claim, and one
 * redemption more than the Partner Club lets pass in a day. Nothing where the rep is there already.
 * @throws StartFailure where the org refuses any of it
 */
export async function addRep(connection: Connection): Promise<void> {
  if ((await connection.sobject("User").count({ Username: REP.username })) > 0) return;
  const profile = await connection.sobject("Profile").findOne({ Name: "Standard User" }, ["Id"]);
  const agent = await connection.sobject("PermissionSet").findOne({ Name: "Loyalty_Agent" }, ["Id"]);
  const AssigneeId = await create(connection, "User", {
    Username: REP.username,
    LastName: "Aydın",
    FirstName: "Deniz",
    Alias: "rep",
    Email: REP.username,
    ProfileId: profile?.Id,
    TimeZoneSidKey: "Europe/Istanbul",
    LocaleSidKey: "en_US",
    LanguageLocaleKey: "en_US",
    EmailEncodingKey: "UTF-8"
  });
  await create(connection, "PermissionSetAssignment", { AssigneeId, PermissionSetId: agent?.Id });
  await connection.requestPost(`/sobjects/User/${AssigneeId}/password`, { NewPassword: REP.password });
  const rep = new Connection({ loginUrl: connection.instanceUrl, version: connection.version });
  await rep.login(REP.username, REP.password);
  await redeemThrice(rep);
  await claim(rep);
}

async function redeemThrice(rep: Connection): Promise<void> {
  const reward = await rep.sobject("LoyaltyReward__c").findOne({ Code__c: "CLUB-SHIP" }, ["Id"]);
  for (const time of [1, 2, 3])
    await rep.apex.post("/loyalty/v1/redemptions", {
      memberNumber: "PC-1003",
      rewardId: reward?.Id,
      idempotencyKey: `sample rep ${time}`
    });
}

async function claim(rep: Connection): Promise<void> {
  await rep.apex.post("/loyalty/v1/claims", {
    memberNumber: "PC-1002",
    seller: "Hurtownia Wawel",
    invoiceNumber: "HW-2041",
    occurredAt: new Date(Date.now() - 3 * DAY).toISOString(),
    amount: 240
  });
}

async function create(connection: Connection, object: string, fields: object): Promise<string> {
  const saved = (await connection.sobject(object).create(fields as never)) as unknown as {
    readonly id: string;
    readonly success: boolean;
    readonly errors: unknown;
  };
  if (!saved.success) throw new StartFailure(`${object}: ${JSON.stringify(saved.errors)}`);
  return saved.id;
}
