/**
 * What histories of points that people move come to, step by step. What transactions give follows from those that are known, in one
 * pass; what people move stays moved, whatever becomes of the transactions.
 */
import { booksOf, type Books, type Entry } from "./books.ts";
import { addDays, dayOf } from "./days.ts";
import { HOLDERS, type HandHistory, type HandStep, type Holder, type Status } from "./hands.ts";
import { termsAt, type Document, type Program } from "./history.ts";
import { lastDayOf, lotOf, type Lot } from "./lives.ts";
import { ENROLLED_AT } from "./org-program.ts";
import { Rebates, type Rebate } from "./rebates.ts";

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

class Refusal extends Error {}
/** What cannot be said, since lots are not told apart. */
class Unknown extends Error {}

class Hands {
  private readonly history: HandHistory;
  private readonly accounts: Record<Holder, Account>;
  private readonly asked = new Map<string, Asked>();
  private readonly payments = new Map<string, { readonly of: Holder; readonly used: readonly Used[] }>();
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
    return Object.fromEntries(HOLDERS.map(booksFor)) as Record<Holder, HolderBooks>;
  }

  private outcomeOf(step: HandStep): string {
    switch (step.kind) {
      case "deliver":
        this.accounts[step.to].deliver(step.documents);
        return "taken";
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

  private transfer(step: Transfer): string {
    this.requireMembers(step);
    const isHeld = this.looksWrong(step) || !this.fits(step, this.history.terms.transferLimit);
    if (!isHeld) this.move(step);
    return this.note(step, isHeld);
  }

  private adjust(step: Adjustment): string {
    if (this.accounts[step.of].status === "Cancelled") throw new Refusal("MEMBER_NOT_ACTIVE");
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
      if (step.kind === "transfer") this.requireMembers(step);
      else if (this.accounts[step.of].status === "Cancelled") throw new Refusal("MEMBER_NOT_ACTIVE");
      this.move(step);
    }
    this.asked.set(key, { step, standing: isApproved ? "approved" : "rejected" });
    return isApproved ? "approved" : "rejected";
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
    const account = this.accounts[of];
    if (account.status !== "Active") throw new Refusal("MEMBER_NOT_ACTIVE");
    this.payments.set(key, { of, used: account.spend(points) });
    account.beActive();
    return "paid";
  }

  private cancel(key: string): string {
    const payment = this.payments.get(key);
    if (payment === undefined) throw new Refusal("NOT_FOUND");
    this.accounts[payment.of].giveBack(payment.used);
    return "cancelled";
  }
}

interface Open {
  /** How it lives, or its last day. */
  readonly lot: Lot | string;
  readonly at: string;
  points: number;
}

/** Points that one lot paid. */
interface Used {
  readonly points: number;
  readonly lastDay: string;
  /** Undefined where lots are not told apart. */
  readonly from: Open | undefined;
}

/** What one member has. */
class Account {
  status: Status = "Active";
  private readonly program: Program;
  private readonly reinstatementDays: number | undefined;
  private readonly now: string;
  private readonly isForEver: boolean;
  private readonly documents = new Map<string, Document>();
  private readonly activity: string[] = [];
  private readonly rebates: Rebates;
  /** Beside transactions. */
  private moved = 0;
  private lifetime = 0;
  /** Given beside transactions. */
  private readonly credits: Open[] = [];
  /** Undefined where they are not told apart. */
  private lots: Open[] | undefined = [];
  private isTouched = false;
  private isBalanceKnown = true;
  private debt = 0;
  private expired: { readonly points: number; readonly lastDay: string }[] = [];

  constructor({ program, terms }: HandHistory, now: string) {
    this.program = program;
    this.reinstatementDays = terms.reinstatementDays;
    this.now = now;
    this.rebates = new Rebates(program, terms.bands);
    this.isForEver =
      program.versions.every(({ terms: { life } }) => life.model === "None") &&
      program.rules.every(({ life }) => life === undefined);
    if (terms.welcomeBonus !== undefined) this.welcome(terms.welcomeBonus);
  }

  books(): HolderBooks {
    const { entries, qualifyingPoints, tier, balance } = this.earned();
    return {
      entries,
      balance: this.isBalanceKnown ? balance + this.moved : undefined,
      lifetimePoints: balance + this.lifetime,
      qualifyingPoints,
      tier,
      lots: this.isForEver ? undefined : this.livingByDay(),
      rebates: this.rebates.all
    };
  }

  /** What was spent before stays spent: then it is not told which lots are left. */
  deliver(documents: readonly Document[]): void {
    for (const document of documents) this.documents.set(document.externalId, document);
    // What late transactions wake, or take of what had expired, is told of single members.
    if (this.expired.length > 0) this.isBalanceKnown = false;
    const { openLots } = this.earned();
    if (this.isTouched || openLots === undefined) this.lots = undefined;
    else this.lots = [...openLots.map((one) => ({ ...one })), ...this.credits];
  }

  /** By hand, for a quarter, or from another program; lives as points that are earned now, where nothing else is said. */
  earn(points: number, lot: Lot | string = this.lotOfNow()): void {
    this.lifetime += points;
    this.credit(points, lot);
  }

  receive(points: number, lastDay: string): void {
    this.credit(points, lastDay);
  }

  /** What is taken away by hand was never earned. */
  spendForGood(points: number): void {
    this.spend(points);
    this.lifetime -= points;
  }

  spend(points: number): readonly Used[] {
    if (points > this.spendable()) throw new Refusal("INSUFFICIENT_POINTS");
    this.moved -= points;
    return this.takeFromLots(points);
  }

  giveBack(used: readonly Used[]): void {
    for (const { points, from } of [...used].reverse()) {
      this.moved += points;
      const left = this.settle(points);
      if (from !== undefined) from.points += left;
    }
  }

  beActive(): void {
    this.activity.push(this.today());
  }

  expire(): void {
    if (this.isForEver) return;
    this.isTouched = true;
    if (this.lots === undefined) {
      this.isBalanceKnown = false;
      return;
    }
    for (const lot of this.lots.filter((one) => one.points > 0 && this.lastDay(one) < this.today())) {
      this.expired.push({ points: lot.points, lastDay: this.lastDay(lot) });
      this.moved -= lot.points;
      lot.points = 0;
    }
  }

  /** @return points that are given back */
  reinstate(): number {
    if (!this.isForEver && this.lots === undefined) throw new Unknown();
    if (this.status === "Cancelled" || this.reinstatementDays === undefined) return 0;
    const days = this.reinstatementDays;
    const back = this.expired.filter(({ lastDay }) => addDays(lastDay, days) >= this.today());
    this.expired = this.expired.filter((one) => !back.includes(one));
    for (const { points } of back) this.credit(points, this.lotOfNow());
    return back.reduce((sum, { points }) => sum + points, 0);
  }

  workOut(quarter: string): void {
    if (this.status === "Active") this.rebates.workOut(quarter, [...this.documents.values()], this.now);
  }

  /** A correction may take a balance below zero. */
  approveRebates(): readonly string[] {
    const waiting = this.rebates.all.filter(({ status }) => status === "Proposed");
    if (this.status !== "Active") return waiting.map(() => "MEMBER_NOT_ACTIVE");
    return this.rebates.approve().map((points) => {
      if (points > 0) this.earn(points);
      else this.owe(-points);
      return "approved";
    });
  }

  private owe(points: number): void {
    this.moved -= points;
    this.lifetime -= points;
    this.takeFromLots(points);
  }

  private welcome(points: number): void {
    const terms = termsAt(this.program, ENROLLED_AT);
    const day = dayOf(ENROLLED_AT, terms.timeZone);
    this.lifetime += points;
    this.credit(points, lotOf(day, terms.life, terms, { ...terms.tiers[0]!, extensionMonths: 0 }), ENROLLED_AT);
  }

  private credit(points: number, lot: Lot | string, at = this.now): void {
    this.moved += points;
    const open = { lot, at, points: this.settle(points) };
    this.credits.push(open);
    this.lots?.push(open);
  }

  /** @return what is left once debts are paid */
  private settle(points: number): number {
    const paid = Math.min(points, this.debt);
    this.debt -= paid;
    return points - paid;
  }

  private spendable(): number {
    if (this.isForEver) return Math.max(0, this.earned().balance + this.moved);
    if (this.lots === undefined) throw new Unknown();
    return this.living().reduce((sum, { points }) => sum + points, 0);
  }

  /** What is over first pays first, equal ones by age. */
  private takeFromLots(points: number): readonly Used[] {
    if (this.isForEver) return [{ points, lastDay: "never", from: undefined }];
    if (this.lots === undefined) throw new Unknown();
    this.isTouched = true;
    let open = points;
    const used: Used[] = [];
    for (const from of this.living()) {
      const taken = Math.min(open, from.points);
      if (taken > 0) used.push({ points: taken, lastDay: this.lastDay(from), from });
      from.points -= taken;
      open -= taken;
    }
    this.debt += open;
    return used;
  }

  private living(): Open[] {
    const order = (one: Open): string => `${this.lastDay(one)} ${one.at}`;
    return this.lots!.filter((one) => one.points > 0 && this.lastDay(one) >= this.today()).sort((one, other) =>
      order(one) < order(other) ? -1 : 1
    );
  }

  private livingByDay(): Record<string, number> | undefined {
    if (this.lots === undefined) return undefined;
    const lots: Record<string, number> = {};
    for (const one of this.living()) lots[this.lastDay(one)] = (lots[this.lastDay(one)] ?? 0) + one.points;
    return lots;
  }

  /** "never" sorts behind all days. */
  private lastDay({ lot }: Open): string {
    return typeof lot === "string" ? lot : lastDayOf(lot, [...this.boughtOn(), ...this.activity]);
  }

  /** Purchases are activity too. */
  private boughtOn(): string[] {
    return [...this.documents.values()]
      .filter(({ kind, status }) => kind === "Purchase" && status === "Valid")
      .map(({ at }) => dayOf(at, termsAt(this.program, at).timeZone));
  }

  private lotOfNow(): Lot {
    const terms = termsAt(this.program, this.now);
    const held = terms.tiers.find(({ name }) => name === this.earned().tier)!;
    return lotOf(this.today(), terms.life, terms, held);
  }

  private earned(): Books {
    return booksOf(this.program, [...this.documents.values()], this.now, this.activity);
  }

  private today(): string {
    return dayOf(this.now, termsAt(this.program, this.now).timeZone);
  }
}
