import { Decimal, type RoundingMode } from "../values/decimal.ts";
import { many, strict, whole, type Apply, type FormulaFunction } from "./function-kinds.ts";
import { compare, quotient, toDigits } from "./operators.ts";
import { FormulaFault } from "./values.ts";

/** Where no digit is left, nothing is: `ROUND(5, -1)` is 0 in the platform's own engine. */
function rounded(mode: "HALF_UP" | "DOWN"): Apply {
  return ([value, places]) => {
    const scale = whole(places as Decimal);
    const exact = value as Decimal;
    if (scale >= 0) {
      return exact.scale <= scale ? exact : exact.setScale(scale, mode);
    }
    const wholeDigits = exact.abs().compareTo(Decimal.one) < 0 ? 0 : exact.precision - exact.scale;
    if (wholeDigits + scale <= 0) return Decimal.zero;
    const unit = new Decimal(10n ** BigInt(-scale), 0);
    return quotient(exact, unit).setScale(0, mode).multiply(unit);
  };
}

const real = (apply: (value: number) => number): FormulaFunction =>
  strict(["number"], "number", ([value]) => finite(apply((value as Decimal).toNumber())));

function finite(value: number): Decimal {
  if (!Number.isFinite(value)) {
    throw new FormulaFault("The result is no number");
  }
  return Decimal.fromNumber(value);
}

const pi = Decimal.parse("3.14159265358979323846");

/**
 * A whole number after a rounding to 33 digits, so that a third times three is one: what the platform's own engine does
 * "to deal with infinite fractions".
 */
const integer = (before: RoundingMode, mode: RoundingMode): FormulaFunction =>
  strict(["number"], "number", ([value]) => toDigits(value as Decimal, 33, before).setScale(0, mode));

export const numberFunctions: Record<string, FormulaFunction> = {
  ABS: strict(["number"], "number", ([value]) => (value as Decimal).abs()),
  CEILING: integer("HALF_DOWN", "UP"),
  FLOOR: integer("HALF_UP", "DOWN"),
  MCEILING: integer("HALF_DOWN", "CEILING"),
  MFLOOR: integer("HALF_UP", "FLOOR"),
  ROUND: strict(["number", "number"], "number", rounded("HALF_UP")),
  TRUNC: strict(
    ["number", "number"],
    "number",
    (values, input) => rounded("DOWN")([values[0]!, values[1] ?? Decimal.zero], input),
    [1, 2]
  ),
  MOD: strict(["number", "number"], "number", ([value, divisor]) => (value as Decimal).remainder(divisor as Decimal)),
  MAX: strict(
    ["number"],
    "number",
    (values) => values.reduce((best, value) => (compare(value, best) > 0 ? value : best)),
    [1, many]
  ),
  MIN: strict(
    ["number"],
    "number",
    (values) => values.reduce((best, value) => (compare(value, best) < 0 ? value : best)),
    [1, many]
  ),
  SQRT: real(Math.sqrt),
  EXP: real(Math.exp),
  LN: real(Math.log),
  LOG: real((value) => Math.log(value) / Math.LN10),
  PI: strict([], "number", () => pi),
  SIN: real(Math.sin),
  COS: real(Math.cos),
  TAN: real(Math.tan),
  ASIN: real(Math.asin),
  ACOS: real(Math.acos),
  ATAN: real(Math.atan),
  ATAN2: strict(["number", "number"], "number", ([y, x]) =>
    finite(Math.atan2((y as Decimal).toNumber(), (x as Decimal).toNumber()))
  )
};
