/** What one member of whom points are moved by hand has, as things happen. */
import Fraction from "fraction.js";
import { booksOf, type Books } from "./books.ts";
import { addDays, dayOf } from "./days.ts";
import type { HolderBooks } from "./hand-books.ts";
import type { HandHistory, Status } from "./hands.ts";
import { termsAt, type Document, type Program, type Tier } from "./history.ts";
import { lastDayOf, lotOf, type Lot } from "./lives.ts";
import { ENROLLED_AT } from "./org-program.ts";
import { Rebates } from "./rebates.ts";
import { reached } from "./tiers.ts";

interface Open {
  /** How it lives, or its last day. */
  readonly lot: Lot | string;
  readonly at: string;
  points: number;
}

/** Points that one lot paid. */
export interface Used {
  readonly points: number;
  readonly lastDay: string;
  /** Undefined where lots are not told apart. */
  readonly from: Open | undefined;
}

export class Refusal extends Error {}
/** What cannot be said, since lots are not told apart. */
export class Unknown extends Error {}

/** What one member has: what transactions give follows from those that are known, what people move stays moved. */
export class Account {
  status: Status | "Merged" = "Active";
  /** Points that tills hold. */
  reserved = 0;
  /** The membership that was merged into this one. */
  merged: Account | undefined;
  private statusBeforeMerge: Status | "Merged" = "Active";
  private readonly program: Program;
  private readonly reinstatementDays: number | undefined;
  private readonly now: string;
  private readonly isForEver: boolean;
  private readonly documents = new Map<string, Document>();
  private readonly activity: string[] = [];
  private readonly rebates: Rebates;
  /** Before all transactions. */
  private readonly heldBefore: number;
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
    this.heldBefore = terms.welcomeBonus ?? 0;
    if (terms.welcomeBonus !== undefined) this.welcome(terms.welcomeBonus);
  }

  books(): HolderBooks {
    const { entries, balance } = this.earned();
    return {
      entries,
      balance: this.isBalanceKnown ? this.balance() : undefined,
      lifetimePoints: balance + this.lifetime,
      qualifyingPoints: this.qualifyingPoints(),
      tier: this.tier().name,
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

  /** What the survivor has from then on; it keeps its own books. */
  takeIn(merged: Account): void {
    merged.statusBeforeMerge = merged.status;
    merged.status = "Merged";
    this.merged = merged;
  }

  letGo(): void {
    if (this.merged === undefined) return;
    this.merged.status = this.merged.statusBeforeMerge;
    this.merged = undefined;
  }

  /** Nobody is given more by hand than the cap of the tier has room for, beside what waits in escrow. */
  requireRoom(points: number): void {
    const { balanceCap } = this.tier();
    if (balanceCap === undefined) return;
    if (!this.isBalanceKnown) throw new Unknown();
    const room = Math.max(0, balanceCap - this.balance() - this.earned().pendingPoints);
    if (points > room) throw new Refusal("LIMIT_REACHED");
  }

  reserve(points: number): void {
    this.requireSpendable(points);
    this.reserved += points;
  }

  free(points: number): void {
    this.reserved -= points;
  }

  private requireSpendable(points: number): void {
    const spendable = this.spendable();
    if (points > spendable) throw new Refusal("INSUFFICIENT_POINTS");
    if (points > spendable - this.reserved) throw new Refusal("RESERVED");
  }

  spend(points: number): readonly Used[] {
    this.requireSpendable(points);
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
    if (this.isForEver) return Math.max(0, this.balance());
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
    return this.withoutReserved(lots);
  }

  /** What can be spent is lower by what tills hold, of whichever lots: a card says so of those without a last day. */
  private withoutReserved(lots: Readonly<Record<string, number>>): Record<string, number> {
    const { never = 0, ...others } = lots;
    return never === this.reserved ? others : { ...others, never: never - this.reserved };
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
    return lotOf(this.today(), terms.life, terms, this.tier());
  }

  /** With what the merged membership had and gets. */
  private balance(): number {
    return this.earned().balance + this.moved + (this.merged?.balance() ?? 0);
  }

  private qualifyingPoints(): number {
    return this.earned().qualifyingPoints + (this.merged?.qualifyingPoints() ?? 0);
  }

  private tier(): Tier {
    const terms = termsAt(this.program, this.now);
    if (this.merged !== undefined) return reached(terms, new Fraction(this.qualifyingPoints()));
    return terms.tiers.find(({ name }) => name === this.earned().tier)!;
  }

  private earned(): Books {
    const { activity, heldBefore } = this;
    return booksOf(this.program, [...this.documents.values()], this.now, { activity, heldBefore });
  }

  private today(): string {
    return dayOf(this.now, termsAt(this.program, this.now).timeZone);
  }
}
