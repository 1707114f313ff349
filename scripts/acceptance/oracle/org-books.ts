/** Tells an org of a history, over the interfaces that administrators and systems use, and reads what it made of it. */
import type { OrgProcess } from "../org-process.ts";
import { runApex } from "../run-apex.ts";
import type { Books, Entry } from "./books.ts";
import type { History, Payment, Step } from "./histories.ts";
import type { MergeHistory } from "./merges.ts";
import type { ReferralHistory, ReferralStatus } from "./referrals.ts";
import type { Document, Program } from "./history.ts";
import { CENT, createMembers, createMembersAndRules, createProgram, fieldsOfPromise } from "./org-program.ts";

const RUN_JOBS = ["EscrowReleaseJob", "PointExpiryJob"].map((job) => `Database.executeBatch(new ${job}());`).join("\n");
let programs = 0;
let payments = 0;

/** What the org says, for comparison. */
export interface OrgBooks extends Omit<Books, "openLots"> {
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
  readonly lifetimePoints: number;
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
export function lotsOf({ expiring, spendablePoints }: Card): Record<string, number> {
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
