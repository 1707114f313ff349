/** Plays a group's history in an org, as a shop's system, tills, administrators and a manager do, and reads what it made of it. */
import type { OrgProcess } from "../org-process.ts";
import { createRecord, createRecords } from "../records.ts";
import { tokenOf } from "../role-user.ts";
import type { GroupBooks, MemberBooks, Outcome } from "./group-books.ts";
import { COSTS, PARTICIPANTS, type GroupHistory, type GroupStep, type Participant, type Spender } from "./groups.ts";
import type { Document } from "./history.ts";
import { ask, entriesOf, nameOf, readCard, readLedger, send, transactionOf } from "./org-books.ts";
import { createProgram, createRules } from "./org-program.ts";

let groups = 0;
const managers = new WeakMap<OrgProcess, Promise<string>>();

/** Somebody else than who delivers, who may decide. */
function managerOf(org: OrgProcess): Promise<string> {
  const known = managers.get(org) ?? tokenOf(org, "Manager");
  managers.set(org, known);
  return known;
}

export async function groupInOrg(
  org: OrgProcess,
  { program, floors, reviews, steps }: GroupHistory
): Promise<GroupBooks> {
  const code = `GROUP-${++groups}`;
  const programId = await createProgram(org, code, program, {
    ReviewRedemptions__c: reviews.redemptions ?? null,
    ReviewRedemptionHours__c: reviews.redemptions === undefined ? null : 24,
    ReviewTimesUsualCost__c: reviews.timesUsual ?? null
  });
  await setFloors(org, programId, floors);
  const group = await createGroup(org, programId, code);
  await createRules(org, programId, program.rules, group.created.memberIds.company);
  const outcomes: Outcome[] = [];
  for (const step of steps) outcomes.push(await group.take(step));
  return { outcomes, ...(await group.read()) };
}

async function setFloors({ connection }: OrgProcess, programId: string, floors: GroupHistory["floors"]): Promise<void> {
  const tiers = await connection.sobject("LoyaltyTier__c").find({ Program__c: programId }, ["Id", "Name"]);
  for (const { Id, Name } of tiers as unknown as { Id: string; Name: string }[]) {
    await connection.sobject("LoyaltyTier__c").update({ Id, BalanceFloor__c: floors[Name] ?? null });
  }
}

/** A company, a branch below it, a person who works there: a membership each; and rewards of all costs. */
async function createGroup(org: OrgProcess, programId: string, code: string): Promise<GroupInOrg> {
  const company = await createRecord(org, "Account", { Name: code });
  const branch = await createRecord(org, "Account", { Name: `${code} branch`, ParentId: company });
  const person = await createRecord(org, "Contact", { LastName: code, AccountId: branch });
  const customers = [{ Account__c: company }, { Account__c: branch }, { Contact__c: person }];
  const memberIds = await createRecords(
    org,
    "LoyaltyMember__c",
    PARTICIPANTS.map((who, index) => ({
      Program__c: programId,
      MemberNumber__c: `${code}-${who}`,
      EnrolledAt__c: "2024-06-01T00:00:00Z",
      ...customers[index]
    }))
  );
  const rewardIds = await createRecords(
    org,
    "LoyaltyReward__c",
    COSTS.map((cost) => ({
      Name: `For ${cost}`,
      Program__c: programId,
      Kind__c: "FreeShipping",
      Cost__c: cost,
      Active__c: true
    }))
  );
  const membersByWho = Object.fromEntries(PARTICIPANTS.map((who, index) => [who, memberIds[index]!]));
  return new GroupInOrg({
    org,
    code,
    accountIds: { company, branch },
    memberIds: membersByWho as Record<Participant, string>,
    rewardIds
  });
}

interface Created {
  readonly org: OrgProcess;
  readonly code: string;
  readonly accountIds: { readonly company: string; readonly branch: string };
  readonly memberIds: Readonly<Record<Participant, string>>;
  /** In the order of the costs. */
  readonly rewardIds: readonly string[];
}

class GroupInOrg {
  readonly created: Created;
  private readonly org: OrgProcess;

  constructor(created: Created) {
    this.created = created;
    this.org = created.org;
  }

  async take(step: GroupStep): Promise<Outcome> {
    switch (step.kind) {
      case "deliver":
        return this.deliver(step.to, step.documents);
      case "redeem":
        return [await this.redeem(step)];
      case "cancel":
        return [await this.answerTo("redemptions/cancel", { codeOrKey: this.keyOf(step.key) }, "cancelled")];
      case "review":
        return [await this.review(step)];
      case "limit":
        return [await this.setLimit(step.of, step.points)];
      case "leave":
      case "join":
        await this.org.connection.sobject("Account").update({
          Id: this.created.accountIds.branch,
          ParentId: step.kind === "join" ? this.created.accountIds.company : null
        });
        return [step.kind];
      case "decide":
        return [await this.decide(step)];
    }
  }

  async read(): Promise<Omit<GroupBooks, "outcomes">> {
    const members: [Participant, MemberBooks][] = [];
    for (const who of PARTICIPANTS) members.push([who, await this.readMember(who)]);
    return {
      members: Object.fromEntries(members) as Record<Participant, MemberBooks>,
      spentOfPool: { branch: await this.spentOfPool("branch"), person: await this.spentOfPool("person") }
    };
  }

  private async deliver(to: Participant, documents: readonly Document[]): Promise<Outcome> {
    const transactions = documents.map((document) => transactionOf(this.numberOf(to), document));
    const { results } = (await send(this.org, "POST", "transactions", { transactions })) as {
      readonly results: readonly { readonly outcome: string }[];
    };
    return results.map(({ outcome }) => {
      if (outcome === "rejected") throw new Error(`rejected: ${JSON.stringify(results)}`);
      return outcome === "waiting" ? "waiting" : "taken";
    });
  }

  private redeem(step: Extract<GroupStep, { readonly kind: "redeem" }>): Promise<string> {
    const { by, key, cost, isFromPool, isPayment } = step;
    const rewardId = this.created.rewardIds[COSTS.findIndex((known) => known === cost)]!;
    const body = {
      memberNumber: this.numberOf(by),
      idempotencyKey: this.keyOf(key),
      fromPool: isFromPool,
      ...(isPayment ? { points: cost } : { rewardId })
    };
    return this.answerTo("redemptions", body, "paid");
  }

  /** As the page of waiting decisions does for a manager. */
  private async review({ key, isReleased }: Extract<GroupStep, { readonly kind: "review" }>): Promise<string> {
    const { connection, instanceUrl } = this.org;
    const [voucher] = await connection
      .sobject("LoyaltyVoucher__c")
      .find({ IdempotencyKey__c: this.keyOf(key) }, ["Id"])
      .execute();
    if (voucher === undefined) return "nothing is held";
    const method = isReleased ? "releaseVouchers" : "refuseVouchers";
    const response = await fetch(`${instanceUrl}/lightning/api/apex/DecisionsController/${method}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${await managerOf(this.org)}`, "Content-Type": "application/json" },
      body: JSON.stringify({ voucherIds: [voucher.Id], reason: "Looked at" })
    });
    if (!response.ok) return "nothing is held";
    return isReleased ? "released" : "refused";
  }

  private async answerTo(path: string, body: object, done: string): Promise<string> {
    const { isDone, answer } = await ask(this.org, "POST", path, body);
    const { code, heldReason } = answer as { readonly code: string; readonly heldReason?: string };
    if (!isDone) return code;
    return heldReason === undefined ? done : `held: ${heldReason}`;
  }

  private async setLimit(of: Spender, points: number | undefined): Promise<string> {
    const Pool__c = points === undefined ? null : this.created.memberIds.company;
    const change = { Id: this.created.memberIds[of], Pool__c, PoolLimit__c: points ?? null };
    const saved = await this.org.connection.sobject("LoyaltyMember__c").update([change]);
    return saved[0]!.success ? "limit" : "refused";
  }

  private async decide({
    of,
    externalId,
    isReleased
  }: Extract<GroupStep, { readonly kind: "decide" }>): Promise<string> {
    const manager = { instanceUrl: this.org.instanceUrl, accessToken: await managerOf(this.org) };
    const { isDone } = await ask(manager, "POST", "claims/decide", {
      externalId: nameOf(this.numberOf(of), externalId),
      approve: isReleased,
      reason: "Looked at"
    });
    if (!isDone) return "nothing waits";
    return isReleased ? "released" : "rejected";
  }

  private async readMember(who: Participant): Promise<MemberBooks> {
    const { balance, qualifyingPoints, tier } = await readCard(this.org, this.numberOf(who));
    const found = await this.org.connection.query<{ DocumentNumber__c: string; Status__c: string }>(
      `SELECT DocumentNumber__c, Status__c FROM LoyaltyTransaction__c WHERE Member__c = '${this.created.memberIds[who]}'`
    );
    return {
      entries: entriesOf(await readLedger(this.org, this.numberOf(who)), false),
      balance,
      qualifyingPoints,
      tier: tier?.name ?? "",
      statuses: Object.fromEntries(found.records.map((row) => [row.DocumentNumber__c, row.Status__c]))
    };
  }

  private async spentOfPool(who: Spender): Promise<number> {
    const { connection } = this.org;
    const found = await connection.query<{ readonly points: number | null }>(
      "SELECT SUM(Points__c) points FROM LoyaltyLedger__c " +
        `WHERE Member__c = '${this.created.memberIds.company}' AND SpentFor__c = '${this.created.memberIds[who]}'`
    );
    return 0 - (found.records[0]!.points ?? 0);
  }

  private numberOf(who: Participant): string {
    return `${this.created.code}-${who}`;
  }

  private keyOf(key: string): string {
    return `${this.created.code}-${key}`;
  }
}
