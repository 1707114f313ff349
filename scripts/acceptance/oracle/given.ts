/** What a purchase gave, in parts that live alike, and what returns have taken back of each. */
import Fraction from "fraction.js";
import type { Lot } from "./lives.ts";
import type { Returnable } from "./returns.ts";
import { cut } from "./whole.ts";

/** Points that were given for the same places of a purchase. */
export interface Grant {
  readonly points: number;
  readonly qualifyingPoints: number;
  /** Places that they were given for, undefined for all. */
  readonly places: readonly number[] | undefined;
}

/** Points that live alike: of the program, or of one rule with a life of its own. */
export interface Part {
  readonly lot: Lot;
  readonly grants: readonly Grant[];
  /** Of its points: for the friend. */
  readonly friendPoints: number;
  /** Of its points: not credited, since they are above the cap of the balance. */
  readonly uncredited: number;
}

export interface Back {
  readonly points: number;
  readonly friendPoints: number;
  readonly qualifyingPoints: number;
}

interface PartBack {
  points: number;
  friendPoints: number;
}

export class GivenPoints {
  readonly parts: readonly Part[];
  private readonly back: PartBack[];
  private qualifyingBack = 0;

  constructor(parts: readonly Part[]) {
    this.parts = parts;
    this.back = parts.map(() => ({ points: 0, friendPoints: 0 }));
  }

  get points(): number {
    return total(this.parts.map(pointsOf));
  }

  get friendPoints(): number {
    return total(this.parts.map(({ friendPoints }) => friendPoints));
  }

  get qualifyingPoints(): number {
    return total(this.parts.flatMap(({ grants }) => grants.map(({ qualifyingPoints }) => qualifyingPoints)));
  }

  /** Of a part, what the document's member still has. */
  left(part: Part): number {
    const back = this.back[this.parts.indexOf(part)]!;
    return pointsOf(part) - part.friendPoints - (back.points - back.friendPoints);
  }

  /** Whether anything of it came back. */
  isTouched(part: Part): boolean {
    return this.back[this.parts.indexOf(part)]!.points !== 0;
  }

  /** What goes back now, positive: shares of all that came back so far, cut to whole points, less what went before. */
  takeBack(returnable: Returnable): Back {
    let [points, friendPoints] = [0, 0];
    for (const [index, part] of this.parts.entries()) {
      const before = this.back[index]!;
      const now = shareOf(part, returnable);
      points += now.points - before.points;
      friendPoints += now.friendPoints - before.friendPoints;
      this.back[index] = now;
    }
    const grants = this.parts.flatMap((part) => part.grants);
    const qualifying = cut(sum(grants.map((grant) => returnable.shareOf(grant.qualifyingPoints, grant.places))));
    const qualifyingPoints = qualifying - this.qualifyingBack;
    this.qualifyingBack = qualifying;
    return { points, friendPoints, qualifyingPoints };
  }
}

export function pointsOf({ grants, uncredited }: Part): number {
  return grantedOf(grants) - uncredited;
}

const grantedOf = (grants: readonly Grant[]): number => total(grants.map(({ points }) => points));

/** The parts one after the other, without points that are above the cap of the balance, of which there are so many. */
export function limited(parts: readonly Part[], above: number): Part[] {
  let open = Math.max(0, above);
  return parts.map((part) => {
    const uncredited = Math.min(open, Math.max(0, pointsOf(part) - part.friendPoints));
    open -= uncredited;
    return { ...part, uncredited };
  });
}

/** What goes back of what each of both got is cut by itself. */
function shareOf(part: Part, returnable: Returnable): PartBack {
  const exact = sum(part.grants.map((grant) => returnable.shareOf(grant.points, grant.places)));
  const granted = grantedOf(part.grants);
  const cutOf = (got: number): number => (granted === 0 ? 0 : cut(exact.mul(got).div(granted)));
  const friendPoints = cutOf(part.friendPoints);
  return { points: cutOf(pointsOf(part) - part.friendPoints) + friendPoints, friendPoints };
}

const total = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
const sum = (values: readonly Fraction[]): Fraction => values.reduce((all, one) => all.add(one), new Fraction(0));
