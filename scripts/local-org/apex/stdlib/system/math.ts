import { Decimal, type RoundingMode } from "../../../values/decimal.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { withoutNullArguments } from "../definition/arguments.ts";
import { defineClass } from "../definition/define.ts";
import { arithmetic } from "./number.ts";

type DoubleFunction = (value: number) => number;

/** A function of Doubles, and the same for Decimals by way of Doubles. */
function onDoubles(name: string, compute: DoubleFunction) {
  return {
    [`static Double ${name}(Double value)`]: compute,
    [`static Decimal ${name}(Decimal value)`]: (value: Decimal) => decimalOf(compute(value.toNumber()))
  };
}

function decimalOf(value: number): Decimal {
  return arithmetic(() => Decimal.fromDouble(value));
}

const rounded = (mode: RoundingMode) => (value: Decimal) => value.setScale(0, mode);

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const fraction = value - floor;
  if (fraction !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** -0 is 0 in everything that Apex shows. */
const positiveZero = (value: number) => value + 0;

function divideByZero(): Error {
  return apexError("System.MathException", "Divide by 0");
}

export const mathClass = defineClass({
  name: "Math",
  documentation: "Apex Reference Guide: Math Class",
  members: {
    "static readonly Double E": { get: () => Math.E },
    "static readonly Double PI": { get: () => Math.PI },
    ...withoutNullArguments({
      ...onDoubles("acos", Math.acos),
      ...onDoubles("asin", Math.asin),
      ...onDoubles("atan", Math.atan),
      ...onDoubles("cbrt", Math.cbrt),
      ...onDoubles("cos", Math.cos),
      ...onDoubles("cosh", Math.cosh),
      ...onDoubles("exp", Math.exp),
      ...onDoubles("log", Math.log),
      ...onDoubles("log10", Math.log10),
      ...onDoubles("sin", Math.sin),
      ...onDoubles("sinh", Math.sinh),
      ...onDoubles("sqrt", Math.sqrt),
      ...onDoubles("tan", Math.tan),
      ...onDoubles("tanh", Math.tanh),
      "static Double atan2(Double y, Double x)": Math.atan2,
      "static Decimal atan2(Decimal y, Decimal x)": (y: Decimal, x: Decimal) =>
        decimalOf(Math.atan2(y.toNumber(), x.toNumber())),
      "static Integer abs(Integer value)": (value: number) => Math.abs(value) | 0,
      "static Long abs(Long value)": (value: bigint) => BigInt.asIntN(64, value < 0n ? -value : value),
      "static Double abs(Double value)": Math.abs,
      "static Decimal abs(Decimal value)": (value: Decimal) => value.abs(),
      "static Double ceil(Double value)": (value: number) => positiveZero(Math.ceil(value)),
      "static Decimal ceil(Decimal value)": rounded("CEILING"),
      "static Double floor(Double value)": Math.floor,
      "static Decimal floor(Decimal value)": rounded("FLOOR"),
      "static Double rint(Double value)": (value: number) => positiveZero(roundHalfToEven(value)),
      "static Decimal rint(Decimal value)": rounded("HALF_EVEN"),
      "static Double signum(Double value)": Math.sign,
      "static Decimal signum(Decimal value)": (value: Decimal) => Decimal.fromInteger(value.signum()),
      "static Integer max(Integer one, Integer other)": (one: number, other: number) => Math.max(one, other),
      "static Long max(Long one, Long other)": (one: bigint, other: bigint) => (one > other ? one : other),
      "static Double max(Double one, Double other)": (one: number, other: number) => Math.max(one, other),
      "static Decimal max(Decimal one, Decimal other)": (one: Decimal, other: Decimal) =>
        one.compareTo(other) >= 0 ? one : other,
      "static Integer min(Integer one, Integer other)": (one: number, other: number) => Math.min(one, other),
      "static Long min(Long one, Long other)": (one: bigint, other: bigint) => (one < other ? one : other),
      "static Double min(Double one, Double other)": (one: number, other: number) => Math.min(one, other),
      "static Decimal min(Decimal one, Decimal other)": (one: Decimal, other: Decimal) =>
        one.compareTo(other) <= 0 ? one : other,
      "static Integer mod(Integer dividend, Integer divisor)": (dividend: number, divisor: number) => {
        if (divisor === 0) throw divideByZero();
        return (dividend % divisor) | 0;
      },
      "static Long mod(Long dividend, Long divisor)": (dividend: bigint, divisor: bigint) => {
        if (divisor === 0n) throw divideByZero();
        return dividend % divisor;
      },
      "static Double pow(Double base, Double exponent)": (base: number, exponent: number) => base ** exponent,
      "static Double random()": () => Math.random(),
      "static Integer round(Double value)": (value: number) => Math.floor(value + 0.5) | 0,
      "static Integer round(Decimal value)": (value: Decimal) => value.setScale(0, "HALF_EVEN").intValue(),
      "static Long roundToLong(Double value)": (value: number) => BigInt(Math.floor(value + 0.5)),
      "static Long roundToLong(Decimal value)": (value: Decimal) => value.round("HALF_EVEN")
    })
  }
});
