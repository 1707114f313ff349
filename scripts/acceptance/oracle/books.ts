/**
 * The rules a second time, small and slow: all documents of one member in their order, in one pass, without increments or
 * stored states, straight from the pages in docs/. What the org says of the same documents, however they arrived, has to
 * be equal.
 */
import Fraction from "fraction.js";
import { addDays, dayOf } from "./days.ts";
import { termsAt, type Document, type Program, type Rule, type Terms, type Tier } from "./history.ts";
import { GivenPoints, limited, pointsOf, type Grant, type Part } from "./given.ts";
import { lastDayOf, lotOf, type Lot } from "./lives.ts";
import { Returnable, SizeBack } from "./returns.ts";
import { amountOf, quantityOf, RuleCount, type Award, type Matched } from "./rules.ts";
import { TierCount } from "./tiers.ts";
import { cut, whole } from "./whole.ts";

/** What one document gave or took. */
export interface Entry {
  readonly externalId: string;
  readonly points: number;
  readonly qualifyingPoints: number;
  /** Of these points: for the friend with whom the document is shared. */
  readonly friendPoints: number;
  /** Whether they wait in escrow. */
  readonly isPending: boolean;
}

export interface Books {
  readonly entries: readonly Entry[];
  readonly balance: number;
  readonly pendingPoints: number;
  readonly friendBalance: number;
  readonly friendPendingPoints: number;
  readonly qualifyingPoints: number;
  /** Held at the moment that was asked for. */
  readonly tier: string;
  readonly missingToNextTier: number | null;
  /** Vouchers that rules gave and that were not revoked. */
  readonly vouchers: number;
  /**
   * Points left by their last day, "never" for those without; undefined where returns take points of no certain purchase,
   * since which lot pays for those depends on when they came.
   */
  readonly lots: Readonly<Record<string, number>> | undefined;
  /** The same points with how they live; undefined like lots. */
  readonly openLots: readonly OpenLot[] | undefined;
}

/** What is left of points that were given together. */
export interface OpenLot {
  readonly lot: Lot;
  readonly at: string;
  readonly points: number;
}

interface Purchase {
  readonly document: Document;
  readonly at: string;
  readonly given: GivenPoints;
  readonly isPending: boolean;
  readonly matched: Matched;
  readonly returnable: Returnable;
  readonly amountBack: SizeBack;
  readonly quantityBack: SizeBack;
  /** Points by volume that it gave, with how they live. */
  readonly volumeLots: readonly { readonly lot: Lot; readonly points: number }[];
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
 * @param now the moment at which the org is asked
 * @param beside activity: its days beside the documents; heldBefore: points that the member had before all of them
 */
export function booksOf(
  program: Program,
  documents: readonly Document[],
  now: string,
  { activity = [], heldBefore = 0 }: { readonly activity?: readonly string[]; readonly heldBefore?: number } = {}
): Books {
  return new Pass(program, cancelledAmong(documents), activity, heldBefore, now).run(inOrder(documents));
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

/** External ids of purchases whose returns cost nothing. */
export function cancelledAmong(documents: readonly Document[]): Set<string> {
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
  private readonly now: string;
  private readonly tiers: TierCount;
  private readonly rules: RuleCount;
  private readonly purchases = new Map<string, Purchase>();
  private readonly entries: Entry[] = [];
  private readonly activity: string[];
  private readonly heldBefore: number;
  /** Day of each return, by the external id of the purchase that it takes from. */
  private readonly returnDays: { readonly purchase: Purchase; readonly day: string }[] = [];
  private areLotsCertain = true;

  constructor(
    program: Program,
    cancelled: ReadonlySet<string>,
    activity: readonly string[],
    heldBefore: number,
    now: string
  ) {
    this.program = program;
    this.cancelled = cancelled;
    this.activity = [...activity];
    this.heldBefore = heldBefore;
    this.now = now;
    this.tiers = new TierCount(program);
    this.rules = new RuleCount(program);
  }

  run(placed: readonly Placed[]): Books {
    for (const { document, at } of placed) {
      if (document.kind === "Purchase") this.purchase(document, at);
      else this.giveBack(document, at);
    }
    const openLots = this.openLots();
    const posted = this.entries.filter(({ isPending }) => !isPending);
    const pending = this.entries.filter(({ isPending }) => isPending);
    return {
      entries: this.entries,
      balance: ownOf(posted),
      pendingPoints: ownOf(pending),
      friendBalance: friendsOf(posted),
      friendPendingPoints: friendsOf(pending),
      qualifyingPoints: total(this.entries.map(({ qualifyingPoints }) => qualifyingPoints)),
      tier: this.tiers.heldAt(this.now).name,
      missingToNextTier: this.tiers.missingAt(this.now),
      vouchers: this.vouchers(),
      lots: openLots === undefined ? undefined : this.byLastDay(openLots),
      openLots
    };
  }

  private purchase(document: Document, at: string): void {
    const terms = termsAt(this.program, at);
    const tier = this.tiers.heldAt(at);
    const matched = this.rules.purchase(document, at, terms);
    const exact = earningMeasure(document, matched, terms).mul(terms.pointsPerUnit);
    const base = whole(exact, terms.rounding);
    const returnable = new Returnable(document, terms.basis === "Quantity");
    const grant: Grant = {
      points: whole(exact.mul(tier.multiplier), terms.rounding),
      qualifyingPoints: base,
      places: returnable.placesThatEarned(undefined, matched.excludedLines)
    };
    const day = dayOf(at, terms.timeZone);
    const lot = lotOf(day, terms.life, terms, tier);
    const ofRule = ({ rule }: Award): Lot => (rule.life === undefined ? lot : lotOf(day, rule.life, terms, tier));
    const byVolume = matched.awards.filter(isByVolume);
    const parts = partsOf(document, terms, lot, grant, matched, returnable, ofRule);
    const given = new GivenPoints(limited(parts, this.aboveCap(tier, parts, byVolume)));
    const purchase: Purchase = {
      document,
      at,
      given,
      isPending: isWaiting(document, at, terms, dayOf(this.now, termsAt(this.program, this.now).timeZone)),
      matched,
      returnable,
      amountBack: new SizeBack(document.amount),
      quantityBack: new SizeBack(document.quantity),
      volumeLots: byVolume.map((award) => ({ lot: ofRule(award), points: award.points })),
      volumeBack: 0
    };
    this.purchases.set(document.externalId, purchase);
    this.activity.push(day);
    this.note(
      document,
      at,
      {
        points: given.points + total(byVolume.map(({ points }) => points)),
        qualifyingPoints: given.qualifyingPoints + total(byVolume.map(({ qualifyingPoints }) => qualifyingPoints)),
        friendPoints: given.friendPoints,
        isPending: purchase.isPending
      },
      1
    );
  }

  /** Of what a purchase gives its member: points that the cap of the tier has no room for. */
  private aboveCap({ balanceCap }: Tier, parts: readonly Part[], byVolume: readonly Award[]): number {
    if (balanceCap === undefined) return 0;
    const own = [...parts.map((part) => pointsOf(part) - part.friendPoints), ...byVolume.map(({ points }) => points)];
    return total(own) - Math.max(0, balanceCap - this.heldBefore - ownOf(this.entries));
  }

  private giveBack(document: Document, at: string): void {
    const { original } = document;
    const purchase = original === undefined ? undefined : this.purchases.get(original);
    if (purchase !== undefined) return this.matchedReturn(document, at, purchase);
    // A return of a cancelled purchase costs nothing.
    if (original !== undefined && this.cancelled.has(original)) return;
    this.unmatchedReturn(document, at);
  }

  private countMilestoneBack(rule: Rule, counted: Fraction, isOrderBack: boolean): void {
    if (rule.milestone?.of === "Amount") this.rules.countBack(rule, counted);
    if (rule.milestone?.of === "Orders" && isOrderBack) this.rules.countBack(rule, new Fraction(1));
  }

  private matchedReturn(document: Document, at: string, purchase: Purchase): void {
    const { returnable, matched } = purchase;
    const wasWhollyBack = returnable.isWhollyBack;
    const shareBefore = this.countedShares(purchase);
    const beyond = returnable.take(document);
    const isWhollyBack = !wasWhollyBack && returnable.isWhollyBack;
    const back = purchase.given.takeBack(returnable);
    let points = -back.points;
    let qualifyingPoints = -back.qualifyingPoints;
    const shareAfter = this.countedShares(purchase);
    for (const rule of this.program.rules) {
      const counted = (shareAfter.get(rule.name) ?? ZERO).sub(shareBefore.get(rule.name) ?? ZERO);
      if (rule.effect === "VolumeBands" && matched.counted.has(rule.name)) {
        const volume = this.rules.volumeTakenBack(
          rule,
          counted,
          matched.periods.get(rule.name)!,
          termsAt(this.program, at)
        );
        purchase.volumeBack -= volume;
        points += volume;
        if (rule.qualifies) qualifyingPoints += volume;
      } else {
        this.countMilestoneBack(rule, counted, isWhollyBack && matched.counted.has(rule.name));
      }
    }
    for (const award of matched.awards) {
      if (!isByVolume(award) && !wasWhollyBack) this.rules.free(award, matched, returnable);
    }
    if (beyond.gt(0)) {
      const part = beyond.div(returnable.sizeOf(document));
      const more = this.beyond(document, at, part);
      const byVolume = this.countUnmatched(document, at, part);
      points += byVolume.points - more;
      qualifyingPoints += byVolume.qualifyingPoints - more;
      if (more !== 0 || byVolume.points !== 0) this.areLotsCertain = false;
    }
    this.returnDays.push({ purchase, day: dayOf(at, termsAt(this.program, at).timeZone) });
    this.note(
      document,
      at,
      { points, qualifyingPoints, friendPoints: -back.friendPoints, isPending: purchase.isPending },
      isWhollyBack ? -1 : 0,
      {
        amount: purchase.amountBack.take(document.amount, returnable.isWhollyBack),
        quantity: purchase.quantityBack.take(document.quantity, returnable.isWhollyBack)
      }
    );
  }

  /** By the rule's name: how much of what it counted came back. */
  private countedShares({ matched, returnable }: Purchase): Map<string, Fraction> {
    const shares = new Map<string, Fraction>();
    for (const [name, { amount, lines }] of matched.counted) {
      shares.set(name, amount.mul(returnable.shareOf(1, returnable.placesThatEarned(lines, matched.excludedLines))));
    }
    return shares;
  }

  /** What a return takes beyond its purchase counts at multiplier 1. */
  private beyond(document: Document, at: string, part: Fraction): number {
    const terms = termsAt(this.program, at);
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
    this.note(document, at, postedAlone(byVolume.points - points, byVolume.qualifyingPoints - base), 0);
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
    moved: Omit<Entry, "externalId">,
    orders: number,
    counted: Size = { amount: new Fraction(document.amount), quantity: new Fraction(document.quantity) }
  ): void {
    this.entries.push({ externalId: document.externalId, ...moved });
    this.tiers.add(at, this.measureForTier(counted, moved.qualifyingPoints, orders));
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

  private openLots(): OpenLot[] | undefined {
    if (!this.areLotsCertain || this.returnDays.some((back) => this.isTooLate(back))) return undefined;
    const lots: OpenLot[] = [];
    for (const { at, given, volumeLots, volumeBack, isPending } of this.purchases.values()) {
      if (volumeBack !== 0 || volumeLots.some(({ points }) => points < 0)) return undefined;
      if (isPending) continue;
      const left = given.parts.map((part) => ({ lot: part.lot, points: given.left(part) }));
      for (const { lot, points } of [...left, ...volumeLots]) if (points > 0) lots.push({ lot, at, points });
    }
    return lots;
  }

  private byLastDay(openLots: readonly OpenLot[]): Record<string, number> {
    const lots: Record<string, number> = {};
    for (const { lot, points } of openLots) {
      const lastDay = lastDayOf(lot, this.activity);
      lots[lastDay] = (lots[lastDay] ?? 0) + points;
    }
    return lots;
  }

  /** Whether points that come back were dead by then, so that others pay for them. */
  private isTooLate({ purchase: { given }, day }: { readonly purchase: Purchase; readonly day: string }): boolean {
    return given.parts.some((part) => given.isTouched(part) && lastDayOf(part.lot, this.activity) < day);
  }
}

/** What lives alike is one part: what the program gave with the rules that live as it says, and each other rule. */
function partsOf(
  { isShared }: Document,
  { sharePercent }: Terms,
  lot: Lot,
  base: Grant,
  { awards, excludedLines }: Matched,
  returnable: Returnable,
  ofRule: (award: Award) => Lot
): Part[] {
  const shared = new Fraction(isShared ? sharePercent : "0").div(100);
  const partOf = (partLot: Lot, grants: readonly Grant[]): Part => {
    const points = grants.reduce((sum, grant) => sum + grant.points, 0);
    return { lot: partLot, grants, friendPoints: cut(shared.mul(points)), uncredited: 0 };
  };
  const byShare = awards.filter((award) => !isByVolume(award));
  const grantOf = ({ points, qualifyingPoints, lines }: Award): Grant => ({
    points,
    qualifyingPoints,
    places: returnable.placesThatEarned(lines, excludedLines)
  });
  const asProgram = byShare.filter(({ rule }) => rule.life === undefined);
  const apart = byShare.filter(({ rule }) => rule.life !== undefined);
  return [
    partOf(lot, [base, ...asProgram.map(grantOf)]),
    ...apart.map((award) => partOf(ofRule(award), [grantOf(award)]))
  ];
}

/** Whether points of a purchase are still in escrow. */
function isWaiting({ paidAt }: Document, at: string, terms: Terms, today: string): boolean {
  const isOver = terms.escrowDays > 0 && today >= addDays(dayOf(at, terms.timeZone), terms.escrowDays);
  switch (terms.escrow) {
    case "None":
      return false;
    case "UntilPaid":
      return paidAt === undefined && !isOver;
    case "Days":
      return !isOver;
  }
}

const postedAlone = (points: number, qualifyingPoints: number): Omit<Entry, "externalId"> => ({
  points,
  qualifyingPoints,
  friendPoints: 0,
  isPending: false
});

const total = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
const ownOf = (entries: readonly Entry[]): number =>
  total(entries.map(({ points, friendPoints }) => points - friendPoints));
const friendsOf = (entries: readonly Entry[]): number => total(entries.map(({ friendPoints }) => friendPoints));

const ZERO = new Fraction(0);

const isByVolume = ({ rule }: Award): boolean => rule.effect === "VolumeBands";

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
