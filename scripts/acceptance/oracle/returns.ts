/**
 * How much of a purchase came back, from docs/how-points-work.md ("Returns"). A purchase is divided into places: its
 * lines, and what the lines do not cover. Each place has a worth, in what the program measures.
 */
import Fraction from "fraction.js";
import type { Document } from "./history.ts";

interface Place {
  /** Undefined for what no line covers. */
  readonly product: string | undefined;
  readonly worth: Fraction;
  returned: Fraction;
}

const NOTHING = new Fraction(0);

export class Returnable {
  private readonly measuresQuantity: boolean;
  private readonly places: Place[];
  private readonly total: Fraction;

  constructor(purchase: Document, countsQuantity: boolean) {
    this.measuresQuantity = countsQuantity || new Fraction(purchase.amount).equals(0);
    this.places = this.placesOf(purchase);
    this.total = this.sizeOf(purchase);
  }

  /** Whether everything came back. */
  get isWhollyBack(): boolean {
    return this.returned().gte(this.total);
  }

  /** Takes a return in. @return what is left of it beyond the purchase, in the same measure */
  take(document: Document): Fraction {
    const wanted = this.sizeOf(document);
    const allowed = smaller(wanted, this.left());
    let open = allowed;
    for (const back of this.placesOf(document)) {
      for (const place of this.places) {
        if (back.product === undefined || place.product !== back.product) continue;
        const taken = smaller(smaller(back.worth.sub(back.returned), place.worth.sub(place.returned)), open);
        place.returned = place.returned.add(taken);
        back.returned = back.returned.add(taken);
        open = open.sub(taken);
      }
    }
    if (document.lines.length > 0) open = this.takeFrom(this.rest(), open);
    this.takeByShares(open);
    return wanted.sub(allowed);
  }

  /** Of points given for these lines (undefined: for all places), what goes back for everything that came back so far. */
  shareOf(points: number, lines: readonly number[] | undefined): Fraction {
    if (this.isWhollyBack) return new Fraction(points);
    const places = lines === undefined ? this.places : this.places.filter((_, index) => lines.includes(index));
    const worth = sum(places.map((place) => place.worth));
    if (worth.equals(0)) return NOTHING;
    return sum(places.map((place) => place.returned))
      .mul(points)
      .div(worth);
  }

  /**
   * Places that points belong to: lines for which they were given, otherwise all places but excluded lines.
   * @return undefined for all places
   */
  placesThatEarned(
    lines: readonly number[] | undefined,
    excludedLines: readonly number[]
  ): readonly number[] | undefined {
    if (lines !== undefined || excludedLines.length === 0) return lines;
    return this.places.map((_, index) => index).filter((index) => !excludedLines.includes(index));
  }

  private takeFrom(place: Place | undefined, open: Fraction): Fraction {
    if (place === undefined) return open;
    const taken = smaller(open, place.worth.sub(place.returned));
    place.returned = place.returned.add(taken);
    return open.sub(taken);
  }

  private takeByShares(open: Fraction): void {
    const left = this.left();
    if (open.equals(0) || left.equals(0)) return;
    for (const place of this.places) {
      place.returned = place.returned.add(place.worth.sub(place.returned).mul(open).div(left));
    }
  }

  private rest(): Place | undefined {
    return this.places.find(({ product }) => product === undefined);
  }

  private left(): Fraction {
    return this.total.sub(this.returned());
  }

  private returned(): Fraction {
    return sum(this.places.map((place) => place.returned));
  }

  /** A line is worth what it says, or its share where the lines say more than the document. */
  private placesOf(document: Document): Place[] {
    const total = this.sizeOf(document);
    const said = document.lines.map((line) => this.sizeOf(line));
    const sumSaid = sum(said);
    const scale = sumSaid.gt(total) ? total.div(sumSaid) : new Fraction(1);
    const places: Place[] = document.lines.map(({ product }, index) => ({
      product,
      worth: said[index]!.mul(scale),
      returned: NOTHING
    }));
    const rest = total.sub(sumSaid.mul(scale));
    if (rest.gt(0) || places.length === 0) places.push({ product: undefined, worth: rest, returned: NOTHING });
    return places;
  }

  /** What is measured of a document or a line, without a sign. */
  sizeOf({ amount, quantity }: { readonly amount: string; readonly quantity: string }): Fraction {
    return new Fraction(this.measuresQuantity ? quantity : amount).abs();
  }
}

/** How much of a purchase's amount, or of its quantity, counts no more: all of it as soon as everything is back. */
export class SizeBack {
  private readonly whole: Fraction;
  private named = NOTHING;
  private taken = NOTHING;

  constructor(whole: string) {
    this.whole = new Fraction(whole);
  }

  /** @return what a return of that size counts, negative; what it names beyond the purchase counts besides */
  take(size: string, isWhollyBack: boolean): Fraction {
    const wanted = new Fraction(size).abs();
    const named = smaller(wanted, this.whole.sub(this.named));
    this.named = this.named.add(named);
    const before = this.taken;
    this.taken = isWhollyBack ? this.whole : this.named;
    return before.sub(this.taken).sub(wanted.sub(named));
  }
}

const sum = (values: readonly Fraction[]): Fraction => values.reduce((total, value) => total.add(value), NOTHING);
const smaller = (one: Fraction, other: Fraction): Fraction => (one.lt(other) ? one : other);
