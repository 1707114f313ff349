/** Makes what a history is played with in an org: a program with its terms, tiers, rules and rewards, and its members. */
import { createHash } from "node:crypto";
import type { OrgProcess } from "../org-process.ts";
import { createRecord, createRecords } from "../records.ts";
import { runApex } from "../run-apex.ts";
import type { Promised } from "./referrals.ts";
import { POINT_VALUE, type Life, type Program, type Rule, type Terms } from "./history.ts";

export const ENROLLED_AT = "2024-06-01T00:00:00Z";
const RULES_BEGIN_AT = "2020-01-01T00:00:00Z";
/** What a point pays for, so that parts of payments are whole points. */
export const CENT = 0.01;

export function fieldsOfPromise({ referrerPoints, refereePoints, minimum, days }: Promised): object {
  return {
    ReferrerPoints__c: referrerPoints,
    RefereePoints__c: refereePoints,
    ReferralMinimum__c: Number(minimum),
    ReferralDays__c: days ?? null
  };
}

export async function createProgram(
  org: OrgProcess,
  code: string,
  program: Program,
  more: object = {}
): Promise<string> {
  const [first, ...later] = program.versions;
  const programId = await createRecord(org, "LoyaltyProgram__c", {
    Name: code,
    Code__c: code,
    Active__c: true,
    PointName__c: "Points",
    CheckoutRate__c: CENT,
    PointValue__c: Number(POINT_VALUE),
    ...more,
    ...fieldsOf(first!.terms),
    TierBasis__c: program.counting.basis,
    TierPeriod__c: program.counting.period,
    TierDowngrade__c: program.counting.atReview ? "AtReview" : "Immediate",
    TierGraceMonths__c: program.counting.atReview ? program.counting.graceMonths : null
  });
  const tierIds = await createTiers(org, programId, first!.terms);
  for (const { from, terms } of later) await changeTerms(org, programId, tierIds, from!, terms);
  return programId;
}

/** The first of the members is the one whom rules hold out, or not. */
export async function createMembersAndRules(
  org: OrgProcess,
  programId: string,
  { rules }: Program,
  memberNumbers: readonly string[],
  more: object = {}
): Promise<void> {
  const [memberId] = await createMembers(org, programId, memberNumbers, more);
  await createRules(org, programId, rules, memberId!);
}

export async function createRules(
  org: OrgProcess,
  programId: string,
  rules: readonly Rule[],
  memberId: string
): Promise<void> {
  await createSegments(org, programId, rules, memberId);
  const challengeIds = await createChallenges(org, programId, rules, memberId);
  for (const [index, rule] of rules.entries()) {
    if (rule.milestone?.of === "Steps") continue;
    const StepOf__c = rule.stepOf === undefined ? undefined : challengeIds.get(rule.stepOf);
    await createRule(org, programId, rule, index + 1, memberId, { Status__c: "Active", StepOf__c });
  }
  for (const Id of challengeIds.values())
    await org.connection.sobject("LoyaltyRule__c").update({ Id, Status__c: "Active" });
}

/** Rules of steps are drafts until they have their steps, and come after them whatever their priority is. */
async function createChallenges(
  org: OrgProcess,
  programId: string,
  rules: readonly Rule[],
  memberId: string
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const rule of rules) {
    if (rule.milestone?.of === "Steps")
      ids.set(rule.name, await createRule(org, programId, rule, 0, memberId, { Status__c: "Draft" }));
  }
  return ids;
}

function fieldsOf(terms: Terms): object {
  return {
    EarningBasis__c: terms.basis,
    PointsPerUnit__c: Number(terms.pointsPerUnit),
    Rounding__c: terms.rounding,
    ReturnPolicy__c: terms.returnPolicy,
    ...fieldsOfLife(terms.life),
    Escrow__c: terms.escrow,
    EscrowDays__c: terms.escrowDays === 0 ? null : terms.escrowDays,
    SharePercent__c: Number(terms.sharePercent),
    ExpiryGraceDays__c: terms.expiryGraceDays,
    TimeZone__c: terms.timeZone
  };
}

function fieldsOfLife({ model, months }: Life): object {
  return { ExpiryModel__c: model, ExpiryMonths__c: model === "None" ? null : months };
}

function createTiers(org: OrgProcess, programId: string, { tiers }: Terms): Promise<string[]> {
  return createRecords(
    org,
    "LoyaltyTier__c",
    tiers.map((tier) => ({
      Name: tier.name,
      Program__c: programId,
      Threshold__c: tier.threshold,
      Multiplier__c: Number(tier.multiplier),
      ExpiryExtensionMonths__c: tier.extensionMonths,
      BalanceCap__c: tier.balanceCap ?? null
    }))
  );
}

/** As an administrator edits the program and its tiers, with the moment from which the change holds. */
async function changeTerms(
  { connection }: OrgProcess,
  programId: string,
  tierIds: readonly string[],
  from: string,
  terms: Terms
): Promise<void> {
  await connection
    .sobject("LoyaltyProgram__c")
    .update({ Id: programId, ChangesValidFrom__c: from, ...fieldsOf(terms) });
  const tiers = terms.tiers.map((tier, index) => ({
    Id: tierIds[index]!,
    ChangesValidFrom__c: from,
    Threshold__c: tier.threshold,
    Multiplier__c: Number(tier.multiplier),
    ExpiryExtensionMonths__c: tier.extensionMonths,
    BalanceCap__c: tier.balanceCap ?? null
  }));
  for (const saved of await connection.sobject("LoyaltyTier__c").update(tiers, { allOrNone: true })) {
    if (!saved.success) throw new Error(JSON.stringify(saved.errors));
  }
}

async function createRule(
  org: OrgProcess,
  programId: string,
  rule: Rule,
  priority: number,
  memberId: string,
  more: object
): Promise<string> {
  const isReward = rule.effect === "Reward";
  const isVolume = rule.effect === "VolumeBands";
  const reward = isReward ? await createReward(org, programId, rule.name) : null;
  const fields = {
    Name: rule.name,
    Program__c: programId,
    StartsAt__c: RULES_BEGIN_AT,
    AppliesTo__c: "Purchases",
    Scope__c: rule.category === undefined ? "Document" : "Lines",
    Effect__c: rule.effect,
    Value__c: isReward || isVolume || rule.effect === "Exclusion" ? null : Number(rule.value),
    Reward__c: reward,
    Criteria__c: criteriaOf(rule),
    BandBasis__c: isVolume ? "Amount" : null,
    Bands__c: isVolume ? JSON.stringify(rule.bands.map(({ from, rate }) => ({ from, rate: Number(rate) }))) : null,
    Period__c: rule.period === "Document" ? null : rule.period,
    CapPoints__c: rule.capPoints ?? null,
    CapTimes__c: rule.capTimes ?? null,
    ...(await fieldsOfCapForAll(org, programId, rule.capForAll)),
    Milestone__c: rule.milestone?.of ?? null,
    MilestoneAt__c: rule.milestone?.at ?? null,
    MilestoneRepeats__c: rule.milestone?.repeats ?? false,
    Qualifies__c: rule.qualifies,
    OptIn__c: rule.participations !== undefined,
    ...(rule.life === undefined ? {} : fieldsOfLife(rule.life)),
    Priority__c: priority,
    Stacking__c: "Stackable",
    ...more
  };
  if (rule.heldOut === undefined) return createRecord(org, "LoyaltyRule__c", fields);
  return createRuleThatHoldsOut(org, fields, memberId, rule.heldOut);
}

const segmentOf = (ruleName: string): string => `Of ${ruleName}`;

/** Who is in it when is written as the nightly job writes it, before there is a document. */
async function createSegments(
  org: OrgProcess,
  programId: string,
  rules: readonly Rule[],
  memberId: string
): Promise<void> {
  const memberships: object[] = [];
  for (const { name, segmentTimes } of rules) {
    if (segmentTimes === undefined) continue;
    const Segment__c = await createRecord(org, "LoyaltySegment__c", {
      Name: segmentOf(name),
      Program__c: programId,
      Active__c: true,
      Criteria__c: JSON.stringify({ field: "profile.balance", operator: "atLeast", value: 0 })
    });
    for (const { joinedAt, leftAt } of segmentTimes)
      memberships.push({ Member__c: memberId, Segment__c, JoinedAt__c: joinedAt, LeftAt__c: leftAt });
  }
  if (memberships.length === 0) return;
  const type = "List<LoyaltySegmentMembership__c>";
  const json = JSON.stringify(memberships);
  await runApex(org, `EngineWrites.insertAll((${type}) JSON.deserialize('${json}', ${type}.class));`);
}

/** The draw depends on the ids: drafts are made until one draws the member, or does not. */
async function createRuleThatHoldsOut(
  org: OrgProcess,
  fields: object,
  memberId: string,
  heldOut: boolean
): Promise<string> {
  const rules = org.connection.sobject("LoyaltyRule__c");
  for (;;) {
    const Id = await createRecord(org, "LoyaltyRule__c", { ...fields, Status__c: "Draft", ControlPercent__c: 50 });
    if (isHeldOut(Id, memberId) === heldOut) {
      await rules.update({ Id, Status__c: "Active" });
      return Id;
    }
    await rules.delete(Id);
  }
}

/** At 50 %, as docs/rules.md says the draw is made. */
function isHeldOut(ruleId: string, memberId: string): boolean {
  const digest = createHash("sha256").update(`${ruleId}:control:${memberId}`).digest("hex");
  return Number.parseInt(digest.slice(0, 7), 16) < 0.5 * 16 ** 7;
}

async function fieldsOfCapForAll(org: OrgProcess, programId: string, capForAll: Rule["capForAll"]): Promise<object> {
  if (capForAll === undefined) return {};
  if (capForAll.of === "Prepaid") return { PrepaidPoints__c: await prepaidPoints(org, programId, capForAll.most) };
  const field = { Points: "CapPointsForAll__c", Money: "CapMoneyForAll__c", Rewards: "CapRewardsForAll__c" };
  return { [field[capForAll.of]]: Number(capForAll.most) };
}

/** One for a program, with one pack. */
async function prepaidPoints(org: OrgProcess, programId: string, points: string): Promise<string> {
  const known = await org.connection.sobject("LoyaltyPrepaidPoints__c").findOne({ Program__c: programId }, ["Id"]);
  if (known !== null) return known.Id;
  const prepaid = await createRecord(org, "LoyaltyPrepaidPoints__c", {
    Name: "Prepaid",
    Program__c: programId,
    Partner__c: await createRecord(org, "Account", { Name: "Partner" })
  });
  await createRecord(org, "LoyaltyPointPack__c", { PrepaidPoints__c: prepaid, Points__c: Number(points) });
  return prepaid;
}

function createReward(org: OrgProcess, programId: string, name: string): Promise<string> {
  return createRecord(org, "LoyaltyReward__c", {
    Name: name,
    Program__c: programId,
    Kind__c: "FreeShipping",
    Distribution__c: "Grant",
    Cost__c: 0,
    Active__c: true
  });
}

function criteriaOf({ name, channel, category, segmentTimes }: Rule): string | null {
  const equals = (field: string, value: string): object => ({ field, operator: "equals", value });
  const all = [
    ...(channel === undefined ? [] : [equals("document.channel", channel)]),
    ...(category === undefined ? [] : [equals("line.category", category)]),
    ...(segmentTimes === undefined ? [] : [{ field: "member.segments", operator: "includes", value: segmentOf(name) }])
  ];
  return all.length === 0 ? null : JSON.stringify({ all });
}

export async function createMembers(
  org: OrgProcess,
  programId: string,
  memberNumbers: readonly string[],
  more: object = {}
): Promise<string[]> {
  const accountIds = await createRecords(
    org,
    "Account",
    memberNumbers.map((memberNumber) => ({ Name: memberNumber }))
  );
  return createRecords(
    org,
    "LoyaltyMember__c",
    memberNumbers.map((memberNumber, index) => ({
      Program__c: programId,
      Account__c: accountIds[index],
      MemberNumber__c: memberNumber,
      EnrolledAt__c: ENROLLED_AT,
      ...more
    }))
  );
}
