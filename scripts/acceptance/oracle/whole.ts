/** Whole points out of exact fractions. */
import Fraction from "fraction.js";
import type { Rounding } from "./history.ts";

const HALF = new Fraction(1, 2);

/** By a program's rounding; expects zero or more. */
export function whole(points: Fraction, rounding: Rounding): number {
  switch (rounding) {
    case "Down":
      return Number(points.floor());
    case "HalfUp":
      return Number(points.add(HALF).floor());
    case "Up":
      return Number(points.ceil());
  }
}

/** Cut towards zero. */
export function cut(points: Fraction): number {
  return Number(points.s < 0n ? points.ceil() : points.floor());
}
