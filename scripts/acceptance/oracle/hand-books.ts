/**
 * What histories of points that people move come to, step by step. What transactions give follows from those that are known, in one
 * pass; what people move stays moved, whatever becomes of the transactions.
 */
import type { Entry } from "./books.ts";
import { Account, Refusal, Unknown, type Used } from "./hand-account.ts";
import { HOLDERS, type HandHistory, type HandStep, type Holder } from "./hands.ts";
import type { Document } from "./history.ts";
import { ownedBy, type Owners } from "./merges.ts";
import type { Rebate } from "./rebates.ts";

export interface HandBooks {
  /** What each step came to; undefined from where it depends on which lots paid for what is not told apart. */
  readonly outcomes: readonly (string | undefined)[];
  readonly members: Readonly<Record<Holder, HolderBooks>>;
}

export interface HolderBooks {
  readonly entries: readonly Entry[];
  /** Undefined where it depends on lots that are not told apart. */
  readonly balance: number | undefined;
  /** What was earned, adjusted and brought along, spent or not. */
  readonly lifetimePoints: number;
  readonly qualifyingPoints: number;
  readonly tier: string;
  /** By their last day, "never" for those without; undefined where they are not told apart. */
  readonly lots: Readonly<Record<string, number>> | undefined;
  readonly rebates: readonly Rebate[];
}

/** What the usual limit of a day is, where a program says nothing. */
const USUAL_LIMIT = 1000;
/** Over how many steps points are followed back to who gave some away: straight, or over one other. */
const FOLLOWED = 2;

export function handBooksOf(history: HandHistory, now: string): HandBooks {
  const hands = new Hands(history, now);
  const outcomes = history.steps.map((step) => hands.take(step));
  return { outcomes, members: hands.books() };
}

type Transfer = Extract<HandStep, { readonly kind: "transfer" }>;
type Adjustment = Extract<HandStep, { readonly kind: "adjust" }>;

/** What somebody wanted and was not refused. */
interface Asked {
  readonly step: Transfer | Adjustment;
  readonly standing: "posted" | "waiting" | "approved" | "rejected";
}

interface Reserved {
  readonly of: Holder;
  readonly points: number;
  readonly standing: "open" | "committed" | "released";
}

class Hands {
  private readonly history: HandHistory;
  private readonly accounts: Record<Holder, Account>;
  private readonly asked = new Map<string, Asked>();
  private readonly payments = new Map<string, { readonly of: Holder; readonly used: readonly Used[] }>();
  private readonly reserved = new Map<string, Reserved>();
  /** Whose the transactions under a number are. */
  private readonly owners: Record<Holder, Owners<Holder>> = { first: new Map(), second: new Map(), third: new Map() };
  private isMergeMade = false;
  private isKnown = true;

  constructor(history: HandHistory, now: string) {
    this.history = history;
    const accountOf = (): Account => new Account(history, now);
    this.accounts = { first: accountOf(), second: accountOf(), third: accountOf() };
    for (const { points, lastDay } of history.opening) this.accounts.first.earn(points, lastDay ?? "never");
  }

  take(step: HandStep): string | undefined {
    if (!this.isKnown && step.kind !== "deliver") return undefined;
    try {
      return this.outcomeOf(step);
    } catch (error) {
      if (error instanceof Refusal) return error.message;
      if (!(error instanceof Unknown)) throw error;
      this.isKnown = false;
      return undefined;
    }
  }

  books(): Record<Holder, HolderBooks> {
    const booksFor = (holder: Holder): readonly [Holder, HolderBooks] => {
      const books = this.accounts[holder].books();
      return [holder, this.isKnown ? books : { ...books, balance: undefined, lots: undefined, rebates: [] }];
    };
    const books = Object.fromEntries(HOLDERS.map(booksFor)) as Record<Holder, HolderBooks>;
    return this.areOne ? { ...books, second: asSurvivor(books.second, books.first) } : books;
  }

  private outcomeOf(step: HandStep): string {
    switch (step.kind) {
      case "deliver":
        return this.deliver(step.to, step.documents);
      case "transfer":
        return this.transfer(step);
      case "adjust":
        return this.adjust(step);
      case "decide":
        return this.decide(step);
      case "pay":
        return this.pay(step);
      case "cancel":
        return this.cancel(step.key);
      case "reserve":
        return this.reserve(step);
      case "commit":
        return this.commit(step.key);
      case "release":
        return this.release(step.key);
      case "merge":
        return this.merge();
      case "part":
        return this.part();
      case "expire":
        for (const holder of HOLDERS) this.accounts[holder].expire();
        return "booked";
      case "reinstate":
        return `given back: ${this.accounts[step.of].reinstate()}`;
      case "rebates":
        for (const holder of HOLDERS) this.accounts[holder].workOut(step.quarter);
        return "worked out";
      case "approveRebates":
        return HOLDERS.flatMap((holder) => this.accounts[holder].approveRebates()).join(", ");
      case "status":
        this.accounts[step.of].status = step.status;
        return step.status;
    }
  }

  private get areOne(): boolean {
    return this.accounts.first.merged !== undefined;
  }

  /** Whose books payments and new transactions under a number are in. */
  private inBooksOf(holder: Holder): Holder {
    return holder === "second" && this.areOne ? "first" : holder;
  }

  private deliver(to: Holder, documents: readonly Document[]): string {
    const owner = ownedBy(this.owners[to], documents, this.inBooksOf(to));
    for (const holder of HOLDERS) {
      const own = documents.filter((document) => owner(document) === holder);
      if (own.length > 0) this.accounts[holder].deliver(own);
    }
    return "taken";
  }

  /** What is brought together and parted again says which membership had what before. */
  private merge(): string {
    const { first, second } = this.accounts;
    if (this.areOne) return "merged";
    if ([first, second].some(({ status, reserved }) => status === "Cancelled" || reserved > 0))
      throw new Refusal("WRONG_STATE");
    first.takeIn(second);
    this.isMergeMade = true;
    return "merged";
  }

  private part(): string {
    if (!this.isMergeMade) return "nothing is merged";
    const { first, second } = this.accounts;
    if (this.areOne && [first, second].some(({ reserved }) => reserved > 0)) throw new Refusal("WRONG_STATE");
    first.letGo();
    return "parted";
  }

  private transfer(step: Transfer): string {
    this.requireMembers(step);
    this.accounts[step.to].requireRoom(step.points);
    const isHeld = this.looksWrong(step) || !this.fits(step, this.history.terms.transferLimit);
    if (!isHeld) this.move(step);
    return this.note(step, isHeld);
  }

  private adjust(step: Adjustment): string {
    this.requireAdjustable(step);
    const isHeld = this.isFavor(step) || !this.fits(step, this.history.terms.adjustmentLimit);
    if (!isHeld) this.move(step);
    return this.note(step, isHeld);
  }

  private note(step: Transfer | Adjustment, isHeld: boolean): string {
    this.asked.set(step.key, { step, standing: isHeld ? "waiting" : "posted" });
    return isHeld ? "waits" : "moved";
  }

  /** Who asked cannot decide; what is approved is looked at again. */
  private decide({ key, by, isApproved }: Extract<HandStep, { readonly kind: "decide" }>): string {
    const asked = this.asked.get(key);
    if (asked?.standing !== "waiting") throw new Refusal("WRONG_STATE");
    const { step } = asked;
    if (step.by === by) throw new Refusal("PERMISSION_DENIED");
    if (isApproved) {
      if (step.kind === "transfer") {
        this.requireMembers(step);
        this.accounts[step.to].requireRoom(step.points);
      } else this.requireAdjustable(step);
      this.move(step);
    }
    this.asked.set(key, { step, standing: isApproved ? "approved" : "rejected" });
    return isApproved ? "approved" : "rejected";
  }

  /** Points of a merged membership are the survivor's: there they are adjusted. */
  private requireAdjustable({ of, points }: Adjustment): void {
    const account = this.accounts[of];
    if (account.status === "Cancelled" || account.status === "Merged") throw new Refusal("MEMBER_NOT_ACTIVE");
    account.requireRoom(points);
  }

  private requireMembers({ from, to }: Transfer): void {
    const areActive = [from, to].every((holder) => this.accounts[holder].status === "Active");
    if (!areActive) throw new Refusal("MEMBER_NOT_ACTIVE");
  }

  /** Each point goes with the last day that it has. */
  private move(step: Transfer | Adjustment): void {
    if (step.kind === "adjust") {
      if (step.points > 0) this.accounts[step.of].earn(step.points);
      else this.accounts[step.of].spendForGood(-step.points);
      return;
    }
    for (const { points, lastDay } of this.accounts[step.from].spend(step.points))
      this.accounts[step.to].receive(points, lastDay);
  }

  /** What one person moved in the day, up and down; what waited and what somebody else has approved is not counted. */
  private fits(step: Transfer | Adjustment, limit: number | undefined): boolean {
    const moved = [...this.asked.values()]
      .filter((one) => one.standing === "posted" && one.step.kind === step.kind && one.step.by === step.by)
      .reduce((sum, one) => sum + Math.abs(one.step.points), 0);
    return moved + Math.abs(step.points) <= (limit ?? USUAL_LIMIT);
  }

  private isFavor({ by, of, points }: Adjustment): boolean {
    const { favors } = this.history.terms;
    if (favors === undefined || points < 0) return false;
    const given = [...this.asked.values()].filter(
      ({ step, standing }) =>
        step.kind === "adjust" && step.by === by && step.of === of && step.points > 0 && standing !== "rejected"
    );
    return given.length >= favors;
  }

  /** Points that come back to who gave some away, or one more giver than there may be; those who wait to give are givers too. */
  private looksWrong({ from, to }: Transfer): boolean {
    const { transferDays, givers } = this.history.terms;
    if (transferDays === undefined) return false;
    const made = [...this.asked.values()].flatMap(({ step, standing }) =>
      step.kind === "transfer" && standing !== "rejected" ? [{ ...step, isGiven: standing !== "waiting" }] : []
    );
    let reached = new Set<Holder>([to]);
    for (let steps = 0; steps < FOLLOWED; steps++) {
      const next = made.filter((one) => one.isGiven && reached.has(one.from)).map((one) => one.to);
      reached = new Set([...reached, ...next]);
    }
    if (reached.has(from)) return true;
    const others = new Set(made.filter((one) => one.to === to && one.from !== from).map((one) => one.from));
    return givers !== undefined && others.size >= givers;
  }

  private pay({ of, key, points }: Extract<HandStep, { readonly kind: "pay" }>): string {
    this.payWith(this.inBooksOf(of), key, points);
    return "paid";
  }

  private payWith(of: Holder, key: string, points: number): void {
    const account = this.accounts[of];
    if (account.status !== "Active") throw new Refusal("MEMBER_NOT_ACTIVE");
    this.payments.set(key, { of, used: account.spend(points) });
    account.beActive();
  }

  private reserve({ of: holder, key, points }: Extract<HandStep, { readonly kind: "reserve" }>): string {
    const of = this.inBooksOf(holder);
    const account = this.accounts[of];
    if (account.status !== "Active") throw new Refusal("MEMBER_NOT_ACTIVE");
    account.reserve(points);
    this.reserved.set(key, { of, points, standing: "open" });
    return "reserved";
  }

  /** Repeated it is answered alike. */
  private commit(key: string): string {
    const reservation = this.reserved.get(key);
    if (reservation === undefined) throw new Refusal("NOT_FOUND");
    if (reservation.standing === "released") throw new Refusal("WRONG_STATE");
    if (reservation.standing === "open") this.payReserved(key, reservation);
    return "committed";
  }

  /** What is refused stays reserved. */
  private payReserved(key: string, reservation: Reserved): void {
    const { of, points } = reservation;
    this.accounts[of].free(points);
    try {
      this.payWith(of, key, points);
    } catch (error) {
      this.accounts[of].reserved += points;
      throw error;
    }
    this.reserved.set(key, { ...reservation, standing: "committed" });
  }

  private release(key: string): string {
    const reservation = this.reserved.get(key);
    if (reservation === undefined) throw new Refusal("NOT_FOUND");
    if (reservation.standing === "committed") throw new Refusal("WRONG_STATE");
    if (reservation.standing === "open") this.accounts[reservation.of].free(reservation.points);
    this.reserved.set(key, { ...reservation, standing: "released" });
    return "released";
  }

  private cancel(key: string): string {
    const payment = this.payments.get(key);
    if (payment === undefined) throw new Refusal("NOT_FOUND");
    this.accounts[payment.of].giveBack(payment.used);
    return "cancelled";
  }
}

/** Its card is the survivor's; its transactions and rebates are its own. */
function asSurvivor({ entries, rebates }: HolderBooks, survivor: HolderBooks): HolderBooks {
  return { ...survivor, entries, rebates };
}
