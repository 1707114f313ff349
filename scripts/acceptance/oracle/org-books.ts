/** Tells an org of a history, over the interfaces that administrators and systems use, and reads what it made of it. */
import { createHash } from "node:crypto";
import type { OrgProcess } from "../org-process.ts";
import { createRecord, createRecords } from "../records.ts";
import { runApex } from "../run-apex.ts";
import type { Books, Entry } from "./books.ts";
import type { History, Payment, Step } from "./histories.ts";
import type { MergeHistory } from "./merges.ts";
import type { Promised, ReferralHistory, ReferralStatus } from "./referrals.ts";
import { POINT_VALUE, type Document, type Life, type Program, type Rule, type Terms } from "./history.ts";

const ENROLLED_AT = "2024-06-01T00:00:00Z";
const RUN_JOBS = ["EscrowReleaseJob", "PointExpiryJob"].map((job) => `Database.executeBatch(new ${job}());`).join("\n");
const RULES_BEGIN_AT = "2020-01-01T00:00:00Z";
/** What a point pays for, so that parts of payments are whole points. */
const CENT = 0.01;
let programs = 0;
let payments = 0;

/** What the org says, for comparison. */
export interface OrgBooks extends Books {
  readonly spendablePoints: number;
  /** Points that payments took and did not give back. */
  readonly spentPoints: number;
  /** What lists show of the member, whatever day it was written on. */
  readonly missingOnList: number | null;
}

/** What the org says of the history, as the oracle says it. */
export async function booksInOrg(org: OrgProcess, { program, steps, stepsBeforeJoining }: History): Promise<OrgBooks> {
  const code = `ORACLE-${++programs}`;
  const memberNumber = `M-${programs}`;
  const programId = await createProgram(org, code, program);
  await createMembersAndRules(org, programId, program, [memberNumber, friendOf(memberNumber)]);
  let spentPoints = 0;
  for (const step of steps.slice(0, stepsBeforeJoining)) spentPoints += await take(org, memberNumber, step);
  await join(org, memberNumber, program);
  for (const step of steps.slice(stepsBeforeJoining)) spentPoints += await take(org, memberNumber, step);
  return { ...(await readBooks(org, memberNumber)), spentPoints };
}

/** Tells the org afterwards when the member joined and left, as a system does that was offline. */
async function join(org: OrgProcess, memberNumber: string, { rules }: Program): Promise<void> {
  if (rules.every(({ participations }) => participations === undefined)) return;
  const address = `members/${memberNumber}/promotions`;
  const { promotions } = (await send(org, "GET", address)) as {
    promotions: readonly { readonly promotionId: string; readonly name: string }[];
  };
  for (const { promotionId, name } of promotions) {
    for (const { joinedAt, leftAt } of rules.find((rule) => rule.name === name)!.participations!) {
      await send(org, "POST", address, { promotionId, joinedAt });
      if (leftAt !== undefined) await send(org, "DELETE", `${address}/${promotionId}?leftAt=${leftAt}`);
    }
  }
}

/** What the org says of two memberships, as the oracle says it. */
export interface OrgMemberships {
  /** Of the transactions of both. */
  readonly entries: readonly Entry[];
  readonly survivor: Membership;
  /** Undefined while it is merged: its card is the survivor's. */
  readonly merged: Membership | undefined;
}

export interface Membership {
  readonly balance: number;
  readonly qualifyingPoints: number;
  readonly tier: string;
  readonly missingOnList: number | null;
  readonly lots: Readonly<Record<string, number>>;
}

/** What the org says of memberships that are made one and parted again. */
export async function membershipsInOrg(org: OrgProcess, { program, steps }: MergeHistory): Promise<OrgMemberships> {
  const code = `ORACLE-${++programs}`;
  const numbers = { survivor: `M-${programs}`, merged: `M-${programs}-B` };
  const programId = await createProgram(org, code, program);
  await createMembersAndRules(org, programId, program, [numbers.survivor, numbers.merged]);
  let mergeId: string | undefined;
  for (const step of steps) {
    if (step.kind === "deliver") await deliver(org, numbers[step.to], step.documents);
    else if (step.kind === "merge") mergeId = await merge(org, numbers);
    else mergeId = await part(org, mergeId!);
  }
  const entries = [
    ...entriesOf(await readLedger(org, numbers.survivor), false),
    ...entriesOf(await readLedger(org, numbers.merged), false)
  ];
  return {
    entries,
    survivor: await readMembership(org, numbers.survivor),
    merged: mergeId === undefined ? await readMembership(org, numbers.merged) : undefined
  };
}

async function merge(
  org: OrgProcess,
  numbers: { readonly survivor: string; readonly merged: string }
): Promise<string> {
  const { mergeId } = (await send(org, "POST", "merges", numbers)) as { mergeId: string };
  return mergeId;
}

async function part(org: OrgProcess, mergeId: string): Promise<undefined> {
  await send(org, "POST", `merges/${mergeId}/undo`);
  return undefined;
}

async function readMembership(org: OrgProcess, memberNumber: string): Promise<Membership> {
  const card = await readCard(org, memberNumber);
  return {
    balance: card.balance,
    qualifyingPoints: card.qualifyingPoints,
    tier: card.tier?.name ?? "",
    missingOnList: await readMissing(org, memberNumber),
    lots: lotsOf(card)
  };
}

/** What the org says of a referral. */
export interface OrgReferral {
  /** What was taken back waits again. */
  readonly status: ReferralStatus;
  readonly referrerBalance: number;
  readonly refereeBalance: number;
  readonly isExpiryBooked: boolean;
}

/** What the org says of somebody who joined with a code, and of the member whose code it was. */
export async function referralInOrg(org: OrgProcess, referral: ReferralHistory): Promise<OrgReferral> {
  const code = `ORACLE-${++programs}`;
  const [memberNumber, referrerNumber] = [`M-${programs}`, `M-${programs}-R`];
  const programId = await createProgram(org, code, referral.program, fieldsOfPromise(referral.promise));
  await createMembers(org, programId, [referrerNumber]);
  const { referralCode } = await readCard(org, referrerNumber);
  await createMembersAndRules(org, programId, referral.program, [memberNumber], {
    EnrolledAt__c: referral.joinedAt,
    JoinedWithCode__c: referralCode
  });
  for (const step of referral.steps) await take(org, memberNumber, step);
  const found = await org.connection.query<{ Status__c: ReferralStatus | "TakenBack" }>(
    `SELECT Status__c FROM LoyaltyReferral__c WHERE Referee__r.MemberNumber__c = '${memberNumber}'`
  );
  const status = found.records[0]!.Status__c;
  return {
    status: status === "TakenBack" ? "Joined" : status,
    referrerBalance: (await readCard(org, referrerNumber)).balance,
    refereeBalance: (await readCard(org, memberNumber)).balance,
    isExpiryBooked: referral.steps.some(({ kind }) => kind === "jobs")
  };
}

function fieldsOfPromise({ referrerPoints, refereePoints, minimum, days }: Promised): object {
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
async function createMembersAndRules(
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
  for (const [index, rule] of rules.entries()) await createRule(org, programId, rule, index, memberId);
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
      ExpiryExtensionMonths__c: tier.extensionMonths
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
    ExpiryExtensionMonths__c: tier.extensionMonths
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
  memberId: string
): Promise<void> {
  const isReward = rule.effect === "Reward";
  const isVolume = rule.effect === "VolumeBands";
  const reward = isReward ? await createReward(org, programId, rule.name) : null;
  const fields = {
    Name: rule.name,
    Program__c: programId,
    Status__c: "Active",
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
    Stacking__c: "Stackable"
  };
  if (rule.heldOut === undefined) await createRecord(org, "LoyaltyRule__c", fields);
  else await createRuleThatHoldsOut(org, fields, memberId, rule.heldOut);
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
): Promise<void> {
  const rules = org.connection.sobject("LoyaltyRule__c");
  for (;;) {
    const Id = await createRecord(org, "LoyaltyRule__c", { ...fields, Status__c: "Draft", ControlPercent__c: 50 });
    if (isHeldOut(Id, memberId) === heldOut) {
      await rules.update({ Id, Status__c: "Active" });
      return;
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

async function createMembers(
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

/** @returns points that were spent */
async function take(org: OrgProcess, memberNumber: string, step: Step): Promise<number> {
  switch (step.kind) {
    case "deliver":
      await deliver(org, memberNumber, step.documents);
      return 0;
    case "jobs":
      await runApex(org, RUN_JOBS);
      return 0;
    case "pay":
      return pay(org, memberNumber, step);
  }
}

/** Every request twice, as a till does that has not heard an answer. */
async function pay(org: OrgProcess, memberNumber: string, { percent, back, isReserved }: Payment): Promise<number> {
  const { spendablePoints } = await readCard(org, memberNumber);
  const points = Math.floor((spendablePoints * percent) / 100);
  if (points < 1) return 0;
  const idempotencyKey = `pay-${++payments}`;
  const twice = async (path: string, body: object): Promise<void> => {
    await send(org, "POST", path, body);
    await send(org, "POST", path, body);
  };
  if (isReserved) {
    await twice(`members/${memberNumber}/reservations`, { idempotencyKey, points });
    await twice("reservations/commit", { idempotencyKey });
  } else {
    await twice("redemptions", { memberNumber, points, idempotencyKey });
  }
  let left = points;
  for (const [index, part] of back.entries()) {
    const given = part === 100 ? points : Math.floor((points * part) / 100);
    if (given < 1) continue;
    const amount = Number((given * CENT).toFixed(2));
    await twice("redemptions/cancel", {
      codeOrKey: idempotencyKey,
      amount,
      idempotencyKey: `${idempotencyKey}-${index}`
    });
    left -= given;
  }
  return left;
}

async function deliver(org: OrgProcess, memberNumber: string, delivery: readonly Document[]): Promise<void> {
  const transactions = delivery.map((document) => transactionOf(memberNumber, document));
  const answer = (await send(org, "POST", "transactions", { transactions })) as { rejected: number };
  if (answer.rejected > 0) throw new Error(`rejected: ${JSON.stringify(answer)}`);
}

export function transactionOf(memberNumber: string, document: Document): object {
  return {
    externalId: nameOf(memberNumber, document.externalId),
    memberNumber,
    documentNumber: document.externalId,
    kind: document.kind,
    status: document.status,
    occurredAt: document.at,
    amount: Number(document.amount),
    quantity: Number(document.quantity),
    channel: document.channel,
    ...(document.paidAt === undefined ? {} : { paidAt: document.paidAt }),
    ...(document.isShared ? { sharedWithMemberNumber: friendOf(memberNumber) } : {}),
    ...(document.original === undefined ? {} : { originalExternalId: nameOf(memberNumber, document.original) }),
    lines: document.lines.map((line, index) => ({
      lineNumber: String(index + 1),
      product: line.product,
      category: line.category,
      quantity: Number(line.quantity),
      amount: Number(line.amount)
    }))
  };
}

/** Documents are named across all members. */
const friendOf = (memberNumber: string): string => `${memberNumber}-F`;
export const nameOf = (memberNumber: string, externalId: string): string => `${memberNumber}:${externalId}`;

async function readBooks(org: OrgProcess, memberNumber: string): Promise<Omit<OrgBooks, "spentPoints">> {
  const [card, missingOnList, friend, own, friends, vouchers] = await Promise.all([
    readCard(org, memberNumber),
    readMissing(org, memberNumber),
    readCard(org, friendOf(memberNumber)),
    readLedger(org, memberNumber),
    readLedger(org, friendOf(memberNumber)),
    org.connection.query(
      `SELECT Id FROM LoyaltyVoucher__c WHERE Member__r.MemberNumber__c = '${memberNumber}' AND Status__c = 'Issued'`
    )
  ]);
  return {
    entries: [...entriesOf(own, false), ...entriesOf(friends, true)],
    balance: card.balance,
    pendingPoints: card.pendingPoints,
    spendablePoints: card.spendablePoints,
    friendBalance: friend.balance,
    friendPendingPoints: friend.pendingPoints,
    qualifyingPoints: card.qualifyingPoints,
    tier: card.tier?.name ?? "",
    missingToNextTier: card.pointsToNextTier ?? null,
    missingOnList,
    vouchers: vouchers.totalSize,
    lots: lotsOf(card)
  };
}

interface Card {
  readonly referralCode: string;
  readonly balance: number;
  readonly pendingPoints: number;
  readonly spendablePoints: number;
  readonly qualifyingPoints: number;
  readonly tier?: { readonly name: string };
  readonly pointsToNextTier?: number;
  readonly expiring: readonly { readonly lastDay: string; readonly points: number }[];
}

export async function readCard(org: OrgProcess, memberNumber: string): Promise<Card> {
  return (await send(org, "GET", `members/${memberNumber}`)) as Card;
}

async function readMissing({ connection }: OrgProcess, memberNumber: string): Promise<number | null> {
  const { records } = await connection.query<{ readonly MissingToNextTier__c: number | null }>(
    `SELECT MissingToNextTier__c FROM LoyaltyMember__c WHERE MemberNumber__c = '${memberNumber}'`
  );
  return records[0]!.MissingToNextTier__c;
}

interface LedgerRow {
  readonly Points__c: number;
  readonly QualifyingPoints__c: number | null;
  readonly Status__c: string;
  readonly Transaction__r: { readonly DocumentNumber__c: string };
}

export async function readLedger({ connection }: OrgProcess, memberNumber: string): Promise<LedgerRow[]> {
  const found = await connection.query<LedgerRow>(
    "SELECT Points__c, QualifyingPoints__c, Status__c, Transaction__r.DocumentNumber__c " +
      `FROM LoyaltyLedger__c WHERE Member__r.MemberNumber__c = '${memberNumber}' AND Status__c IN ('Posted', 'Pending') ` +
      "AND Transaction__c != NULL AND Kind__c NOT IN ('Expiry', 'Reinstatement')"
  );
  return found.records;
}

export const entriesOf = (ledger: readonly LedgerRow[], isFriends: boolean): Entry[] =>
  ledger.map((row) => ({
    externalId: row.Transaction__r.DocumentNumber__c,
    points: row.Points__c,
    qualifyingPoints: row.QualifyingPoints__c ?? 0,
    friendPoints: isFriends ? row.Points__c : 0,
    isPending: row.Status__c === "Pending"
  }));

/** What can be spent, by its last day. */
function lotsOf({ expiring, spendablePoints }: Card): Record<string, number> {
  const lots = Object.fromEntries(expiring.map(({ lastDay, points }) => [lastDay, points]));
  const forEver = spendablePoints - expiring.reduce((sum, { points }) => sum + points, 0);
  return forEver === 0 ? lots : { ...lots, never: forEver };
}

export async function send(org: OrgProcess, method: string, path: string, body?: object): Promise<unknown> {
  const { isDone, answer } = await ask(org, method, path, body);
  if (!isDone) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer;
}

/** As send, where a refusal is an answer too. */
export async function ask(
  { instanceUrl, accessToken }: Pick<OrgProcess, "instanceUrl" | "accessToken">,
  method: string,
  path: string,
  body?: object
): Promise<{ readonly isDone: boolean; readonly answer: unknown }> {
  const response = await fetch(`${instanceUrl}/services/apexrest/loyalty/v1/${path}`, {
    method,
    headers: { Authorization: `Bearer ${accessToken}`, "Content-Type": "application/json" },
    body: body === undefined ? null : JSON.stringify(body)
  });
  return { isDone: response.ok, answer: JSON.parse(await response.text()) };
}
