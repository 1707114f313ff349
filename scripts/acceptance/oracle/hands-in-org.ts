/** Plays histories of points that people move in an org, through the pages and interfaces that they use, and reads what it made of them. */
import assert from "node:assert/strict";
import type { OrgProcess } from "../org-process.ts";
import { tokenOf } from "../role-user.ts";
import { runApex } from "../run-apex.ts";
import { addDays } from "./days.ts";
import type { HandBooks, HolderBooks } from "./hand-books.ts";
import { HOLDERS, type HandHistory, type HandStep, type HandTerms, type Holder, type Person } from "./hands.ts";
import type { Document } from "./history.ts";
import { ask, entriesOf, lotsOf, nameOf, readCard, readLedger, send, transactionOf } from "./org-books.ts";
import { createMembers, createProgram, createRules } from "./org-program.ts";
import { lastDayOfQuarter, type Rebate } from "./rebates.ts";

let programs = 0;
const managers = new WeakMap<OrgProcess, Promise<string>>();

export async function handsInOrg(org: OrgProcess, { program, terms, opening, steps }: HandHistory): Promise<HandBooks> {
  const code = `HANDS-${++programs}`;
  const programId = await createProgram(org, code, program, fieldsOf(terms));
  await createBands(org, programId, terms);
  const ids = await createMembers(
    org,
    programId,
    HOLDERS.map((holder) => `${code}-${holder}`)
  );
  await createRules(org, programId, program.rules, ids[0]!);
  const memberIds = Object.fromEntries(HOLDERS.map((holder, index) => [holder, ids[index]!])) as Record<Holder, string>;
  const hands = new HandsInOrg({ org, code, programId, memberIds, manager: await managerOf(org) });
  if (opening.length > 0) await hands.bringOver(opening);
  const outcomes: string[] = [];
  for (const step of steps) outcomes.push(await hands.take(step));
  const members = await hands.read();
  await hands.close();
  return { outcomes, members };
}

function managerOf(org: OrgProcess): Promise<string> {
  const known = managers.get(org) ?? tokenOf(org, "Manager");
  managers.set(org, known);
  return known;
}

const fieldsOf = (terms: HandTerms): object => ({
  AdjustmentLimit__c: terms.adjustmentLimit ?? null,
  TransferLimit__c: terms.transferLimit ?? null,
  ReinstatementDays__c: terms.reinstatementDays ?? null,
  WelcomeBonus__c: terms.welcomeBonus ?? null,
  ReviewTransferDays__c: terms.transferDays ?? null,
  ReviewGivers__c: terms.transferDays === undefined ? null : (terms.givers ?? null),
  ReviewFavors__c: terms.favors ?? null,
  ReviewFavorDays__c: terms.favors === undefined ? null : 30
});

async function createBands({ connection }: OrgProcess, programId: string, { bands }: HandTerms): Promise<void> {
  for (const { growth, points } of bands) {
    const band = { Program__c: programId, GrowthPercent__c: growth, PointsPerHundred__c: points };
    await connection.sobject("LoyaltyRebateBand__c").create(band);
  }
}

interface Created {
  readonly org: OrgProcess;
  readonly code: string;
  readonly programId: string;
  readonly memberIds: Readonly<Record<Holder, string>>;
  readonly manager: string;
}

/** What the pages say, by the code that the interfaces have for it. */
const REFUSALS: readonly (readonly [RegExp, string])[] = [
  [/^There are not enough points/, "INSUFFICIENT_POINTS"],
  [/^\S+ points can be spent and \S+ are needed: .+ reserved/, "RESERVED"],
  [/^In the tier .+ nobody holds more/, "LIMIT_REACHED"],
  [/^Only an active member|^The membership is cancelled|^The member was merged/, "MEMBER_NOT_ACTIVE"],
  [/^Somebody else (has to decide|approves)/, "PERMISSION_DENIED"],
  [/^Only an adjustment that awaits approval|^This rebate waits for no approval/, "WRONG_STATE"]
];

class HandsInOrg {
  private readonly created: Created;
  private readonly org: OrgProcess;
  private readonly entryIds = new Map<string, string>();
  private mergeId: string | undefined;

  constructor(created: Created) {
    this.created = created;
    this.org = created.org;
  }

  async bringOver(opening: HandHistory["opening"]): Promise<void> {
    const lots = opening.map(({ points, lastDay }) => ({ points, ...(lastDay === undefined ? {} : { lastDay }) }));
    const body = { program: this.created.code, members: [{ memberNumber: this.numberOf("first"), lots }] };
    for (const outcome of ["created", "unchanged"]) {
      const { results } = (await send(this.org, "POST", "opening-balances", body)) as {
        results: { outcome: string }[];
      };
      if (results[0]!.outcome !== outcome) throw new Error(JSON.stringify(results));
    }
  }

  async take(step: HandStep): Promise<string> {
    switch (step.kind) {
      case "deliver":
        return this.deliver(step.to, step.documents);
      case "transfer":
        return this.twice(step.key, step.by, "TransferController/transfer", {
          giverId: this.created.memberIds[step.from],
          receiverId: this.created.memberIds[step.to],
          points: step.points,
          reason: "As a gift"
        });
      case "adjust":
        return this.twice(step.key, step.by, "AdjustmentController/adjust", {
          memberId: this.created.memberIds[step.of],
          points: step.points,
          reason: "As goodwill"
        });
      case "decide":
        return this.decide(step);
      case "pay":
        return this.answerTo(
          "redemptions",
          { memberNumber: this.numberOf(step.of), points: step.points, idempotencyKey: this.keyOf(step.key) },
          "paid"
        );
      case "cancel":
        return this.answerTo("redemptions/cancel", { codeOrKey: this.keyOf(step.key) }, "cancelled");
      case "reserve":
        return this.answerTo(
          `members/${this.numberOf(step.of)}/reservations`,
          { points: step.points, idempotencyKey: this.keyOf(step.key) },
          "reserved"
        );
      case "commit":
        return this.answerTo("reservations/commit", { idempotencyKey: this.keyOf(step.key) }, "committed");
      case "release":
        return this.answerTo("reservations/cancel", { idempotencyKey: this.keyOf(step.key) }, "released");
      case "merge":
        return this.merge();
      case "part":
        return this.mergeId === undefined
          ? "nothing is merged"
          : this.answerTo(`merges/${this.mergeId}/undo`, {}, "parted");
      case "expire":
        await runApex(this.org, "Database.executeBatch(new PointExpiryJob());");
        return "booked";
      case "reinstate":
        return `given back: ${await this.reinstate(step.of)}`;
      case "rebates":
        await this.workOut(step.quarter);
        return "worked out";
      case "approveRebates":
        return this.approveRebates();
      case "status":
        await this.update("LoyaltyMember__c", { Id: this.created.memberIds[step.of], Status__c: step.status });
        return step.status;
    }
  }

  async read(): Promise<Record<Holder, HolderBooks>> {
    const members: [Holder, HolderBooks][] = [];
    for (const holder of HOLDERS) members.push([holder, await this.readMember(holder)]);
    return Object.fromEntries(members) as Record<Holder, HolderBooks>;
  }

  /** So that no later run works its rebates out again. */
  async close(): Promise<void> {
    await this.update("LoyaltyProgram__c", { Id: this.created.programId, Active__c: false });
  }

  private async deliver(to: Holder, documents: readonly Document[]): Promise<string> {
    const transactions = documents.map((document) => transactionOf(this.numberOf(to), document));
    const answer = (await send(this.org, "POST", "transactions", { transactions })) as { rejected: number };
    if (answer.rejected > 0) throw new Error(`rejected: ${JSON.stringify(answer)}`);
    return "taken";
  }

  private async merge(): Promise<string> {
    const numbers = { survivor: this.numberOf("first"), merged: this.numberOf("second") };
    const { isDone, answer } = await ask(this.org, "POST", "merges", numbers);
    if (!isDone) return (answer as { readonly code: string }).code;
    this.mergeId = (answer as { readonly mergeId: string }).mergeId;
    return "merged";
  }

  /** As a page does whose user has not seen the answer. */
  private async twice(key: string, by: Person, method: string, body: object): Promise<string> {
    const first = await this.move(key, by, method, body);
    assert.equal(await this.move(key, by, method, body), first, `${method} ${key}, repeated`);
    return first;
  }

  private async move(key: string, by: Person, method: string, body: object): Promise<string> {
    const { isDone, answer } = await this.call(by, method, { ...body, idempotencyKey: this.keyOf(key) });
    if (!isDone) return refusalIn(answer);
    const { entryId, status } = answer as { readonly entryId: string; readonly status: string };
    this.entryIds.set(key, entryId);
    return status === "Pending" ? "waits" : "moved";
  }

  private async decide({ by, key, isApproved }: Extract<HandStep, { readonly kind: "decide" }>): Promise<string> {
    const entryId = this.entryIds.get(key);
    if (entryId === undefined) return "WRONG_STATE";
    const { isDone, answer } = await this.call(
      by,
      `DecisionsController/${isApproved ? "approveAdjustments" : "rejectAdjustments"}`,
      { entryIds: [entryId], ...(isApproved ? {} : { reason: "Looked at" }) }
    );
    if (!isDone) return refusalIn(answer);
    return isApproved ? "approved" : "rejected";
  }

  private async reinstate(holder: Holder): Promise<number> {
    const expiries = await this.rows<{ readonly Id: string }>(
      `SELECT Id FROM LoyaltyLedger__c WHERE Member__c = '${this.created.memberIds[holder]}' AND Kind__c = 'Expiry'`
    );
    const before = await this.reinstated(holder);
    for (const { Id } of expiries) {
      const request = `new ReinstatementService.Request('${Id}', 'Was ill')`;
      const list = `new List<ReinstatementService.Request>{ ${request} }`;
      await runApex(this.org, `try { ReinstatementService.reinstate(${list}); } catch (LoyaltyException refusal) {}`);
    }
    return (await this.reinstated(holder)) - before;
  }

  private async reinstated(holder: Holder): Promise<number> {
    const [sum] = await this.rows<{ readonly points: number | null }>(
      "SELECT SUM(Points__c) points FROM LoyaltyLedger__c " +
        `WHERE Member__c = '${this.created.memberIds[holder]}' AND Kind__c = 'Reinstatement'`
    );
    return sum!.points ?? 0;
  }

  /** The quarter is the last one whose grace days are over. */
  private async workOut(quarter: string): Promise<void> {
    const { programId } = this.created;
    const sinceThen = (Date.now() - Date.parse(addDays(lastDayOfQuarter(quarter), 10))) / 86_400_000;
    await this.update("LoyaltyProgram__c", { Id: programId, RebateGraceDays__c: Math.floor(sinceThen) });
    await runApex(this.org, "Database.executeBatch(new RebateJob(), 100);");
  }

  private async approveRebates(): Promise<string> {
    const outcomes: string[] = [];
    for (const holder of HOLDERS) {
      for (const { Id, Status__c } of await this.rebates(holder)) {
        if (Status__c !== "Proposed") continue;
        const { isDone, answer } = await this.call("Manager", "RebateController/approve", { rebateId: Id });
        outcomes.push(isDone ? "approved" : refusalIn(answer));
      }
    }
    return outcomes.join(", ");
  }

  private rebates(holder: Holder): Promise<RebateRow[]> {
    return this.rows<RebateRow>(
      "SELECT Id, Quarter__c, WorkedOutWith__c, Points__c, Status__c FROM LoyaltyRebate__c " +
        `WHERE Member__c = '${this.created.memberIds[holder]}' ORDER BY Quarter__c, WorkedOutWith__c`
    );
  }

  private async readMember(holder: Holder): Promise<HolderBooks> {
    const card = await readCard(this.org, this.numberOf(holder));
    return {
      entries: entriesOf(await readLedger(this.org, this.numberOf(holder)), false),
      balance: card.balance,
      lifetimePoints: card.lifetimePoints,
      qualifyingPoints: card.qualifyingPoints,
      tier: card.tier?.name ?? "",
      lots: lotsOf(card),
      rebates: (await this.rebates(holder)).map(rebateOf)
    };
  }

  private async answerTo(path: string, body: object, done: string): Promise<string> {
    const { isDone, answer } = await ask(this.org, "POST", path, body);
    return isDone ? done : (answer as { readonly code: string }).code;
  }

  private async call(by: Person, method: string, body: object): Promise<{ isDone: boolean; answer: unknown }> {
    const token = by === "Manager" ? this.created.manager : this.org.accessToken;
    const response = await fetch(`${this.org.instanceUrl}/lightning/api/apex/${method}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify(body)
    });
    const text = await response.text();
    return { isDone: response.ok, answer: text === "" ? undefined : JSON.parse(text) };
  }

  private async update(
    object: string,
    fields: { readonly Id: string; readonly [name: string]: unknown }
  ): Promise<void> {
    await this.org.connection.sobject(object).update(fields);
  }

  private async rows<T extends object>(soql: string): Promise<T[]> {
    return (await this.org.connection.query<T>(soql)).records;
  }

  private numberOf(holder: Holder): string {
    return `${this.created.code}-${holder}`;
  }

  private keyOf(key: string): string {
    return nameOf(this.created.code, key);
  }
}

interface RebateRow {
  readonly Id: string;
  readonly Quarter__c: string;
  readonly WorkedOutWith__c: string;
  readonly Points__c: number;
  readonly Status__c: Rebate["status"];
}

const rebateOf = (row: RebateRow): Rebate => ({
  quarter: row.Quarter__c,
  workedOutWith: row.WorkedOutWith__c,
  points: row.Points__c,
  status: row.Status__c
});

function refusalIn(answer: unknown): string {
  const [{ message }] = answer as readonly [{ readonly message: string }];
  return REFUSALS.find(([pattern]) => pattern.test(message))?.[1] ?? message;
}
