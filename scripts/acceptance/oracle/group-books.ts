/**
 * What a group's histories come to, in the order in which things happen: who may spend what of the pool, and which returns and redemptions wait. What
 * documents earn follows from those that count, in one pass.
 */
import Fraction from "fraction.js";
import { booksOf, type Entry } from "./books.ts";
import { PARTICIPANTS, type GroupHistory, type GroupStep, type Participant, type Spender } from "./groups.ts";
import { termsAt, type Document } from "./history.ts";
import { cut, whole } from "./whole.ts";

/** What is known of a document. */
interface Known {
  readonly document: Document;
  readonly standing: "free" | "waiting" | "refused";
}

/** What one step comes to, for each of its parts. */
export type Outcome = readonly string[];

export interface GroupBooks {
  readonly outcomes: readonly Outcome[];
  readonly members: Readonly<Record<Participant, MemberBooks>>;
  /** What each has spent of the pool and not given back. */
  readonly spentOfPool: Readonly<Record<Spender, number>>;
}

export interface MemberBooks {
  readonly entries: readonly Entry[];
  readonly balance: number;
  readonly qualifyingPoints: number;
  readonly tier: string;
  /** By external id. */
  readonly statuses: Readonly<Record<string, string>>;
}

interface Redemption {
  readonly by: Participant;
  readonly payer: Participant;
  readonly cost: number;
  readonly standing: "paid" | "held" | "refused";
}

export function groupBooksOf(history: GroupHistory, now: string): GroupBooks {
  const group = new Group(history, now);
  const outcomes = history.steps.map((step) => group.take(step));
  return { outcomes, ...group.books() };
}

const FEWEST_FOR_THE_USUAL = 5;
const RECENT_MILLISECONDS = 3 * 24 * 3_600_000;

class Group {
  private readonly history: GroupHistory;
  private readonly now: string;
  private readonly documents: Record<Participant, Map<string, Known>> = {
    company: new Map(),
    branch: new Map(),
    person: new Map()
  };
  private readonly redemptions = new Map<string, Redemption>();
  /** Undefined for who has no pool. */
  private readonly limits: Record<Spender, number | undefined> = { branch: undefined, person: undefined };
  private isBelow = true;

  constructor(history: GroupHistory, now: string) {
    this.history = history;
    this.now = now;
  }

  take(step: GroupStep): Outcome {
    switch (step.kind) {
      case "deliver":
        return this.deliver(step.to, step.documents);
      case "redeem":
        return [this.redeem(step)];
      case "cancel":
        return [this.redemptions.delete(step.key) ? "cancelled" : "NOT_FOUND"];
      case "review":
        return [this.review(step)];
      case "limit":
        return [this.setLimit(step.of, step.points)];
      case "leave":
      case "join":
        this.isBelow = step.kind === "join";
        return [step.kind];
      case "decide":
        return [this.decide(step)];
    }
  }

  books(): Omit<GroupBooks, "outcomes"> {
    const memberOf = (who: Participant): readonly [Participant, MemberBooks] => {
      const { entries, qualifyingPoints, tier } = this.earnedBy(who);
      const statuses = [...this.documents[who]].map(([externalId, known]) => [externalId, statusOf(known)] as const);
      return [
        who,
        { entries, balance: this.balanceOf(who), qualifyingPoints, tier, statuses: Object.fromEntries(statuses) }
      ];
    };
    return {
      members: Object.fromEntries(PARTICIPANTS.map(memberOf)) as Record<Participant, MemberBooks>,
      spentOfPool: { branch: this.spentOfPool("branch"), person: this.spentOfPool("person") }
    };
  }

  /** Returns are measured one after the other, against what was there before the delivery. */
  private deliver(to: Participant, delivered: readonly Document[]): Outcome {
    const documents = this.documents[to];
    const taken = new Map<string, Document>();
    let balance = this.balanceOf(to);
    const floor = this.floorOf(to);
    const before = new Map(documents);
    const outcomes: string[] = [];
    for (const document of delivered) {
      const known = before.get(document.externalId);
      if (known !== undefined) {
        const now = { ...known, document };
        documents.set(document.externalId, now);
        outcomes.push(statusOf(now) === "Claimed" ? "waiting" : "taken");
        continue;
      }
      const points = this.isAsked(document, delivered) ? this.wouldTake(document, before, [...taken.values()]) : 0;
      const waits = points > 0 && floor !== undefined && balance - points < floor;
      documents.set(document.externalId, { document, standing: waits ? "waiting" : "free" });
      if (!waits) {
        balance -= points;
        taken.set(document.externalId, document);
      }
      outcomes.push(waits ? "waiting" : "taken");
    }
    return outcomes;
  }

  /** Recent returns, but not those of a purchase that arrives with them. */
  private isAsked({ kind, status, at, original }: Document, delivered: readonly Document[]): boolean {
    const isRecent = Date.parse(at) >= Date.parse(this.now) - RECENT_MILLISECONDS;
    const arrivesWith = delivered.some(
      ({ externalId, kind: other }) => other === "Purchase" && externalId === original
    );
    return kind === "Return" && status === "Valid" && isRecent && !arrivesWith;
  }

  /** By amounts: of what the purchase gave, the part that has come back with this return, less what earlier ones took. */
  private wouldTake(document: Document, before: ReadonlyMap<string, Known>, arrived: readonly Document[]): number {
    const counting = countingOf(before);
    const known = document.original === undefined ? undefined : before.get(document.original)?.document;
    if (known?.kind !== "Purchase") return this.byPolicy(document, counting);
    if (known.status === "Cancelled") return 0;
    const { entries } = booksOf(this.history.program, counting, this.now);
    const isBack = ({ kind, status, original }: Document): boolean =>
      kind === "Return" && status === "Valid" && original === known.externalId;
    const earlier = counting.filter(isBack);
    const pointsOf = (externalId: string): number => total(entries, (one) => one.externalId === externalId);
    let returned = sizeOf(earlier);
    let taken = 0 - earlier.reduce((sum, { externalId }) => sum + pointsOf(externalId), 0);
    for (const back of arrived.filter(isBack)) {
      returned = returned.add(sizeOf([back]));
      taken += this.share(pointsOf(known.externalId), returned, known, taken);
    }
    return this.share(pointsOf(known.externalId), returned.add(sizeOf([document])), known, taken);
  }

  private share(given: number, returned: Fraction, purchase: Document, taken: number): number {
    const amount = new Fraction(purchase.amount);
    const part = amount.lte(0) || returned.gte(amount) ? new Fraction(1) : returned.div(amount);
    return Math.max(0, cut(part.mul(given)) - taken);
  }

  private byPolicy(document: Document, counting: readonly Document[]): number {
    const { program } = this.history;
    const terms = termsAt(program, document.at);
    if (terms.returnPolicy === "None") return 0;
    const { tier } = booksOf(program, counting, this.now);
    const multiplier =
      terms.returnPolicy === "Tier"
        ? termsAt(program, this.now).tiers.find(({ name }) => name === tier)!.multiplier
        : "1";
    const size = { Amount: document.amount, Quantity: document.quantity, Order: "1" }[terms.basis];
    return whole(new Fraction(size).abs().mul(terms.pointsPerUnit).mul(multiplier), terms.rounding);
  }

  private redeem({ by, key, cost, isFromPool }: Extract<GroupStep, { readonly kind: "redeem" }>): string {
    if (isFromPool) {
      const limit = by === "company" ? undefined : this.limits[by];
      if (by === "company" || limit === undefined || !this.isBelow) return "WRONG_STATE";
      if (cost > limit - this.spentOfPool(by)) return "LIMIT_REACHED";
    }
    const payer = isFromPool ? "company" : by;
    if (cost > this.balanceOf(payer)) return "INSUFFICIENT_POINTS";
    const why = this.whyHeld(by, cost);
    this.redemptions.set(key, { by, payer, cost, standing: why === undefined ? "paid" : "held" });
    return why === undefined ? "paid" : `held: ${why}`;
  }

  /** All of them were made today. What waits counts towards the number, not towards what is usual. */
  private whyHeld(by: Participant, cost: number): string | undefined {
    const { redemptions, timesUsual } = this.history.reviews;
    const made = [...this.redemptions.values()].filter((one) => one.by === by && one.standing !== "refused");
    if (redemptions !== undefined && made.length >= redemptions) {
      return `Too many in a short time: ${made.length + 1} within 24 hours`;
    }
    const paid = made.filter(({ standing }) => standing === "paid");
    if (timesUsual === undefined || paid.length < FEWEST_FOR_THE_USUAL) return undefined;
    const average = new Fraction(paid.reduce((sum, one) => sum + one.cost, 0)).div(paid.length);
    const times = new Fraction(cost).div(average);
    if (times.lte(timesUsual)) return undefined;
    const tenths = cut(times.mul(10));
    return `Far above the usual: ${Math.floor(tenths / 10)}.${tenths % 10} times the average of ${average.round()}`;
  }

  /** Refused, its points are back; nobody decides twice. */
  private review({ key, isReleased }: Extract<GroupStep, { readonly kind: "review" }>): string {
    const redemption = this.redemptions.get(key);
    if (redemption?.standing !== "held") return "nothing is held";
    this.redemptions.set(key, { ...redemption, standing: isReleased ? "paid" : "refused" });
    return isReleased ? "released" : "refused";
  }

  /** Who gets a pool has to stand below it. */
  private setLimit(of: Spender, points: number | undefined): string {
    const isNew = this.limits[of] === undefined && points !== undefined;
    if (isNew && !this.isBelow) return "refused";
    this.limits[of] = points;
    return "limit";
  }

  private decide({ of, externalId, isReleased }: Extract<GroupStep, { readonly kind: "decide" }>): string {
    const known = this.documents[of].get(externalId);
    if (known === undefined || statusOf(known) !== "Claimed") return "nothing waits";
    this.documents[of].set(externalId, { ...known, standing: isReleased ? "free" : "refused" });
    return isReleased ? "released" : "rejected";
  }

  private floorOf(who: Participant): number | undefined {
    return this.history.floors[this.earnedBy(who).tier];
  }

  private earnedBy(who: Participant): ReturnType<typeof booksOf> {
    return booksOf(this.history.program, countingOf(this.documents[who]), this.now);
  }

  private balanceOf(who: Participant): number {
    return this.earnedBy(who).balance - this.spent(({ payer }) => payer === who);
  }

  private spentOfPool(who: Spender): number {
    return this.spent(({ by, payer }) => by === who && payer === "company");
  }

  private spent(of: (redemption: Redemption) => boolean): number {
    return [...this.redemptions.values()]
      .filter((redemption) => redemption.standing !== "refused" && of(redemption))
      .reduce((sum, { cost }) => sum + cost, 0);
  }
}

/** What waits and what was refused earns and takes nothing. */
function countingOf(documents: ReadonlyMap<string, Known>): Document[] {
  return [...documents.values()].flatMap(({ document, standing }) => (standing === "free" ? [document] : []));
}

function statusOf({ document, standing }: Known): string {
  if (standing === "refused") return "Rejected";
  if (document.status === "Cancelled") return "Cancelled";
  return standing === "waiting" ? "Claimed" : "Valid";
}

const sizeOf = (documents: readonly Document[]): Fraction =>
  documents.reduce((sum, { amount }) => sum.add(new Fraction(amount).abs()), new Fraction(0));

const total = (entries: readonly Entry[], of: (entry: Entry) => boolean): number =>
  entries.filter(of).reduce((sum, { points }) => sum + points, 0);
