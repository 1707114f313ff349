/**
 * The rules a second time, small and slow: all documents of one member in their order, in one pass, without increments or
 * stored states, straight from the pages in docs/. What the org says of the same documents, however they arrived, has to
 * be equal.
 */
import Fraction from "fraction.js";
import { addDays, addMonths, dayOf, lastDayOfYear, periodOf } from "./days.ts";
import { termsAt, type Document, type Program, type Rule, type Terms, type Tier } from "./history.ts";
import { Returnable, SizeBack } from "./returns.ts";
import { amountOf, quantityOf, RuleCount, type Award, type Matched } from "./rules.ts";
import { TierCount } from "./tiers.ts";
import { cut, whole } from "./whole.ts";

/** What one document gave or took. */
export interface Entry {
  readonly externalId: string;
  readonly points: number;
  readonly qualifyingPoints: number;
}

export interface Books {
  readonly entries: readonly Entry[];
  readonly balance: number;
  readonly qualifyingPoints: number;
  /** Held at the moment that was asked for. */
  readonly tier: string;
  /** Vouchers that rules gave and that were not revoked. */
  readonly vouchers: number;
  /**
   * Points left by their last day, "never" for those without; undefined where documents are returned, since which lot
   * paid for a return that is corrected later still depends on when it came.
   */
  readonly lots: Readonly<Record<string, number>> | undefined;
}

interface Purchase {
  readonly document: Document;
  readonly at: string;
  readonly basePoints: number;
  readonly tierPoints: number;
  readonly baseQualifying: number;
  /** Places that base points were given for, undefined for all. */
  readonly baseLines: number[] | undefined;
  readonly matched: Matched;
  readonly returnable: Returnable;
  readonly amountBack: SizeBack;
  readonly quantityBack: SizeBack;
  readonly lastDay: string;
  takenBack: number;
  qualifyingTakenBack: number;
  /** Points by volume that its returns took back. */
  volumeBack: number;
}

interface Size {
  readonly amount: Fraction;
  readonly quantity: Fraction;
}

interface Placed {
  readonly document: Document;
  /** The moment at which it counts. */
  readonly at: string;
}

/**
 * @param documents of one member, in any order
 * @param now the moment for which the tier is asked
 */
export function booksOf(program: Program, documents: readonly Document[], now: string): Books {
  return new Pass(program, cancelledAmong(documents)).run(inOrder(documents), now);
}

/** By moment, then by number as text; a return that names a purchase comes after it. */
function inOrder(documents: readonly Document[]): Placed[] {
  const valid = documents.filter(({ status }) => status === "Valid");
  const byId = new Map(documents.map((document) => [document.externalId, document]));
  const early = (document: Document): Document | undefined => {
    const original = purchaseOf(document, byId);
    return original?.status === "Valid" && compare(document, original) < 0 ? original : undefined;
  };
  const placed: Placed[] = [];
  for (const document of valid.filter((candidate) => !early(candidate)).sort(compare)) {
    placed.push({ document, at: document.at });
    const returns = valid.filter((candidate) => early(candidate) === document).sort(compare);
    for (const back of returns) placed.push({ document: back, at: document.at });
  }
  return placed;
}

function cancelledAmong(documents: readonly Document[]): Set<string> {
  const cancelled = documents.filter(({ kind, status }) => kind === "Purchase" && status === "Cancelled");
  return new Set(cancelled.map(({ externalId }) => externalId));
}

function purchaseOf({ kind, original }: Document, byId: ReadonlyMap<string, Document>): Document | undefined {
  const named = kind === "Return" && original !== undefined ? byId.get(original) : undefined;
  return named?.kind === "Purchase" ? named : undefined;
}

function compare(one: Document, other: Document): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return one.externalId < other.externalId ? -1 : 1;
}

class Pass {
  private readonly program: Program;
  private readonly cancelled: ReadonlySet<string>;
  private readonly tiers: TierCount;
  private readonly rules: RuleCount;
  private readonly purchases = new Map<string, Purchase>();
  private readonly entries: Entry[] = [];
  private areLotsCertain = true;

  constructor(program: Program, cancelled: ReadonlySet<string>) {
    this.program = program;
    this.cancelled = cancelled;
    this.tiers = new TierCount(program);
    this.rules = new RuleCount(program);
  }

  run(placed: readonly Placed[], now: string): Books {
    for (const { document, at } of placed) {
      if (document.kind === "Purchase") this.purchase(document, at);
      else this.giveBack(document, at);
    }
    return {
      entries: this.entries,
      balance: this.entries.reduce((sum, { points }) => sum + points, 0),
      qualifyingPoints: this.entries.reduce((sum, { qualifyingPoints }) => sum + qualifyingPoints, 0),
      tier: this.tiers.heldAt(now).name,
      vouchers: this.vouchers(),
      lots: this.lots()
    };
  }

  private purchase(document: Document, at: string): void {
    const terms = termsAt(this.program, at);
    const tier = this.tiers.heldAt(at);
    const matched = this.rules.purchase(document, at, terms);
    const exact = earningMeasure(document, matched, terms).mul(terms.pointsPerUnit);
    const base = whole(exact, terms.rounding);
    const returnable = new Returnable(document, terms.basis === "Quantity");
    const purchase: Purchase = {
      document,
      at,
      basePoints: base,
      tierPoints: whole(exact.mul(tier.multiplier), terms.rounding) - base,
      baseQualifying: base,
      baseLines: matched.excludedLines.length === 0 ? undefined : returnable.placesWithout(matched.excludedLines),
      matched,
      returnable,
      amountBack: new SizeBack(document.amount),
      quantityBack: new SizeBack(document.quantity),
      lastDay: lastDayOf(at, terms, tier),
      takenBack: 0,
      qualifyingTakenBack: 0,
      volumeBack: 0
    };
    this.purchases.set(document.externalId, purchase);
    const awarded = matched.awards.reduce((sum, { points }) => sum + points, 0);
    const qualifying = matched.awards.reduce((sum, { qualifyingPoints }) => sum + qualifyingPoints, 0);
    this.note(document, at, base + purchase.tierPoints + awarded, base + qualifying, 1);
  }

  private giveBack(document: Document, at: string): void {
    const { original } = document;
    const purchase = original === undefined ? undefined : this.purchases.get(original);
    if (purchase !== undefined) return this.matchedReturn(document, at, purchase);
    // A return of a cancelled purchase costs nothing.
    if (original !== undefined && this.cancelled.has(original)) return;
    this.unmatchedReturn(document, at);
  }

  private matchedReturn(document: Document, at: string, purchase: Purchase): void {
    this.areLotsCertain = false;
    const { returnable, matched } = purchase;
    const wasWhollyBack = returnable.isWhollyBack;
    const shareBefore = this.countedShares(purchase);
    const beyond = returnable.take(document);
    const isWhollyBack = !wasWhollyBack && returnable.isWhollyBack;
    const taken = this.takenBack(purchase);
    const qualifyingTaken = this.qualifyingTakenBack(purchase);
    let points = purchase.takenBack - taken;
    let qualifying = purchase.qualifyingTakenBack - qualifyingTaken;
    purchase.takenBack = taken;
    purchase.qualifyingTakenBack = qualifyingTaken;
    const shareAfter = this.countedShares(purchase);
    for (const rule of this.program.rules) {
      const back = (shareAfter.get(rule.name) ?? ZERO).sub(shareBefore.get(rule.name) ?? ZERO);
      if (rule.effect === "VolumeBands" && matched.counted.has(rule.name)) {
        const volume = this.rules.volumeTakenBack(
          rule,
          back,
          periodOfPurchase(purchase, rule, this.program),
          termsAt(this.program, at)
        );
        purchase.volumeBack -= volume;
        points += volume;
        if (rule.qualifies) qualifying += volume;
      } else if (rule.milestone?.of === "Amount") {
        this.rules.countBack(rule, back);
      } else if (rule.milestone?.of === "Orders" && isWhollyBack && matched.counted.has(rule.name)) {
        this.rules.countBack(rule, new Fraction(1));
      }
    }
    for (const award of matched.awards) {
      if (award.rule.effect !== "VolumeBands" && !wasWhollyBack) this.rules.free(award, returnable);
    }
    if (beyond.gt(0)) {
      const more = this.beyond(document, at, beyond);
      const byVolume = this.countUnmatched(document, at, beyond.div(returnable.sizeOf(document)));
      points += byVolume.points - more;
      qualifying += byVolume.qualifyingPoints - more;
    }
    this.note(document, at, points, qualifying, isWhollyBack ? -1 : 0, {
      amount: purchase.amountBack.take(document.amount, returnable.isWhollyBack),
      quantity: purchase.quantityBack.take(document.quantity, returnable.isWhollyBack)
    });
  }

  private takenBack({ basePoints, tierPoints, baseLines, matched, returnable }: Purchase): number {
    const base = returnable.shareOf(basePoints + tierPoints, baseLines);
    return cut(
      matched.awards
        .filter(isTakenBackByShare)
        .reduce((sum, award) => sum.add(returnable.shareOf(award.points, award.lines)), base)
    );
  }

  private qualifyingTakenBack({ baseQualifying, baseLines, matched, returnable }: Purchase): number {
    const base = returnable.shareOf(baseQualifying, baseLines);
    return cut(
      matched.awards
        .filter(isTakenBackByShare)
        .reduce((sum, award) => sum.add(returnable.shareOf(award.qualifyingPoints, award.lines)), base)
    );
  }

  /** By the rule's name: how much of what it counted came back. */
  private countedShares({ matched, returnable }: Purchase): Map<string, Fraction> {
    const shares = new Map<string, Fraction>();
    const exactShare = returnable.shareOf(1, undefined);
    for (const [name, amount] of matched.counted) shares.set(name, amount.mul(exactShare));
    return shares;
  }

  /** What a return takes beyond its purchase counts at multiplier 1. */
  private beyond(document: Document, at: string, beyond: Fraction): number {
    const terms = termsAt(this.program, at);
    const part = beyond.div(new Fraction(document.amount).abs());
    return whole(fullMeasure(document, terms).mul(terms.pointsPerUnit).mul(part), terms.rounding);
  }

  private unmatchedReturn(document: Document, at: string): void {
    this.areLotsCertain = false;
    const terms = termsAt(this.program, at);
    const tier = this.tiers.heldAt(at);
    const exact = fullMeasure(document, terms).mul(terms.pointsPerUnit);
    const base = terms.returnPolicy === "None" ? 0 : whole(exact, terms.rounding);
    const points = terms.returnPolicy === "Tier" ? whole(exact.mul(tier.multiplier), terms.rounding) : base;
    const byVolume = this.countUnmatched(document, at, new Fraction(1));
    this.note(document, at, byVolume.points - points, byVolume.qualifyingPoints - base, 0);
  }

  private countUnmatched(
    document: Document,
    at: string,
    part: Fraction
  ): { readonly points: number; readonly qualifyingPoints: number } {
    const back = this.rules.unmatchedReturn(document, at, termsAt(this.program, at), part);
    const taken = [...back];
    return {
      points: taken.reduce((sum, [, points]) => sum + points, 0),
      qualifyingPoints: taken.reduce((sum, [rule, points]) => sum + (rule.qualifies ? points : 0), 0)
    };
  }

  /** @param counted amount and quantity that count for the tier: of the document, where a return does not say otherwise */
  private note(
    document: Document,
    at: string,
    points: number,
    qualifyingPoints: number,
    orders: number,
    counted: Size = { amount: new Fraction(document.amount), quantity: new Fraction(document.quantity) }
  ): void {
    this.entries.push({ externalId: document.externalId, points, qualifyingPoints });
    this.tiers.add(at, this.measureForTier(counted, qualifyingPoints, orders));
  }

  private measureForTier({ amount, quantity }: Size, qualifyingPoints: number, orders: number): Fraction {
    switch (this.program.counting.basis) {
      case "QualifyingPoints":
        return new Fraction(qualifyingPoints);
      case "Spend":
        return amount;
      case "Orders":
        return new Fraction(orders);
      case "Volume":
        return quantity;
    }
  }

  private vouchers(): number {
    const given = [...this.purchases.values()].filter(({ returnable }) => !returnable.isWhollyBack);
    return given.flatMap(({ matched }) => matched.awards).filter(({ isVoucher }) => isVoucher).length;
  }

  private lots(): Readonly<Record<string, number>> | undefined {
    const lots: Record<string, number> = {};
    for (const { basePoints, tierPoints, matched, takenBack, volumeBack, lastDay } of this.purchases.values()) {
      const awarded = matched.awards.reduce((sum, { points }) => sum + points, 0);
      const left = basePoints + tierPoints + awarded - takenBack;
      if (volumeBack !== 0 || left < 0) return undefined;
      if (left > 0) lots[lastDay] = (lots[lastDay] ?? 0) + left;
    }
    return this.areLotsCertain ? lots : undefined;
  }
}

const ZERO = new Fraction(0);

const isTakenBackByShare = ({ rule }: Award): boolean => rule.effect !== "VolumeBands";

function periodOfPurchase({ document, at }: Purchase, rule: Rule, program: Program): string {
  return periodOf(rule.period, dayOf(at, termsAt(program, at).timeZone), document.externalId);
}

/** What the program measures of a document, without a sign. */
function fullMeasure({ amount, quantity }: Document, { basis }: Terms): Fraction {
  return basis === "Order" ? new Fraction(1) : new Fraction(basis === "Amount" ? amount : quantity).abs();
}

/** The same, without what exclusions take out. */
function earningMeasure(document: Document, { isExcluded, excludedLines }: Matched, terms: Terms): Fraction {
  if (isExcluded) return ZERO;
  if (terms.basis === "Order" || excludedLines.length === 0) return fullMeasure(document, terms);
  const excluded = new Set(excludedLines);
  const left =
    terms.basis === "Amount" ? amountOf(document, undefined, excluded) : quantityOf(document, undefined, excluded);
  return left.s < 0n ? ZERO : left;
}

/** The last day on which points can be spent, "never" where there is none. */
function lastDayOf(at: string, terms: Terms, { extensionMonths }: Tier): string {
  if (terms.expiryModel === "None") return "never";
  const over = addMonths(dayOf(at, terms.timeZone), terms.expiryMonths + extensionMonths);
  return addDays(terms.expiryModel === "EndOfYear" ? lastDayOfYear(over) : over, terms.expiryGraceDays);
}
