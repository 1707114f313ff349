import { Decimal, DecimalError, type RoundingMode } from "../../../values/decimal.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { ApexDouble, type ApexEnum } from "../../runtime/object.ts";
import { withoutNullArguments } from "../definition/arguments.ts";
import { defineClass } from "../definition/define.ts";

const smallestInteger = -(2 ** 31);
const largestInteger = 2 ** 31 - 1;
const smallestLong = -(2n ** 63n);
const largestLong = 2n ** 63n - 1n;

function invalid(kind: string, text: unknown): Error {
  return apexError("System.TypeException", `Invalid ${kind}: ${String(text)}`);
}

export function parseInteger(text: string): number {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
  if (!(value >= smallestInteger && value <= largestInteger)) throw invalid("integer", text);
  return value;
}

export function parseLong(text: string): bigint {
  const value = /^[+-]?\d+$/.test(text) ? BigInt(text) : undefined;
  if (value === undefined || value < smallestLong || value > largestLong) throw invalid("long", text);
  return value;
}

export function parseDouble(text: string): number {
  const trimmed = text.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[dDfF]?$/.test(trimmed)) throw invalid("double", text);
  return Number(trimmed.replace(/[dDfF]$/, ""));
}

export function parseDecimal(text: string): Decimal {
  try {
    return Decimal.parse(text);
  } catch (problem) {
    if (problem instanceof DecimalError) throw invalid("decimal", text);
    throw problem;
  }
}

/** Runs decimal arithmetic; what it cannot do becomes a MathException. */
export function arithmetic<T>(work: () => T): T {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof DecimalError) throw apexError("System.MathException", problem.message);
    throw problem;
  }
}

/** A number in the running user's locale, as java.text.NumberFormat writes it. */
function inUsersLocale(value: number | bigint | Decimal): string {
  const format = new Intl.NumberFormat(apexContext().tx.user.locale.replaceAll("_", "-"), { maximumFractionDigits: 3 });
  return value instanceof Decimal ? format.format(value.toPlainString() as unknown as number) : format.format(value);
}

function numberFrom(value: unknown): Decimal | undefined {
  if (value instanceof Decimal) return value;
  if (value instanceof ApexDouble) return Decimal.fromDouble(value.value);
  if (typeof value === "number") return Decimal.fromNumber(value);
  return typeof value === "bigint" ? Decimal.fromLong(value) : undefined;
}

export const integerClass = defineClass({
  name: "Integer",
  documentation: "Apex Reference Guide: Integer Class",
  members: {
    ...withoutNullArguments({
      "String format()": (self: number) => inUsersLocale(self),
      "Boolean equals(Object other)": (self: number, other: unknown) => self === other,
      "Integer hashCode()": (self: number) => self,
      "static Integer valueOf(String text)": parseInteger
    }),
    "static Integer valueOf(Object value)": (value: unknown) => {
      // Of a blank field it is null: SFDO-Community/declarative-lookup-rollup-summaries, whose tests pass in orgs.
      if (value === null) return null;
      if (typeof value === "string") return parseInteger(value);
      const number = numberFrom(value);
      if (!number) throw invalid("integer", value);
      return number.intValue();
    }
  }
});

export const longClass = defineClass({
  name: "Long",
  documentation: "Apex Reference Guide: Long Class",
  members: withoutNullArguments({
    "String format()": (self: bigint) => inUsersLocale(self),
    "Integer intValue()": (self: bigint) => Number(BigInt.asIntN(32, self)),
    "static Long valueOf(String text)": parseLong
  })
});

export const doubleClass = defineClass({
  name: "Double",
  documentation: "Apex Reference Guide: Double Class",
  members: withoutNullArguments({
    "String format()": (self: number) => inUsersLocale(self),
    "Integer intValue()": (self: number) => Math.trunc(self) | 0,
    "Long longValue()": (self: number) => BigInt.asIntN(64, BigInt(Math.trunc(self))),
    "Long round()": (self: number) => BigInt(Math.floor(self + 0.5)),
    "static Double valueOf(String text)": parseDouble,
    "static Double valueOf(Object value)": (value: unknown) => {
      if (typeof value === "string") return parseDouble(value);
      const number = numberFrom(value);
      if (!number) throw invalid("double", value);
      return number.toNumber();
    }
  })
});

export const booleanClass = defineClass({
  name: "Boolean",
  documentation: "Apex Reference Guide: Boolean Class",
  members: withoutNullArguments({
    "static Boolean valueOf(String text)": (text: string) => text.toLowerCase() === "true",
    "static Boolean valueOf(Object value)": (value: unknown) => {
      if (typeof value === "boolean") return value;
      if (typeof value === "string") return value.toLowerCase() === "true";
      throw invalid("boolean", value);
    }
  })
});

export const roundingModeEnum = defineClass({
  name: "RoundingMode",
  documentation: "Apex Reference Guide: Decimal Class, section Rounding Mode",
  kind: "enum",
  constants: ["CEILING", "DOWN", "FLOOR", "HALF_DOWN", "HALF_EVEN", "HALF_UP", "UNNECESSARY", "UP"]
});

function checkedScale(scale: number): number {
  if (scale < -33 || scale > 33)
    throw apexError("System.MathException", `Scale must be between -33 and 33 inclusive: ${scale}`);
  return scale;
}

function power(base: Decimal, exponent: number): Decimal {
  if (exponent < 0 || exponent > 32_767)
    throw apexError("System.MathException", `Exponent must be between 0 and 32767: ${exponent}`);
  return base.pow(exponent);
}

const modeOf = (mode: ApexEnum) => mode.name as RoundingMode;

export const decimalClass = defineClass({
  name: "Decimal",
  documentation: "Apex Reference Guide: Decimal Class",
  members: withoutNullArguments({
    "Decimal abs()": (self: Decimal) => self.abs(),
    "Decimal divide(Decimal divisor, Integer scale)": (self: Decimal, divisor: Decimal, scale: number) =>
      arithmetic(() => self.divide(divisor, checkedScale(scale))),
    "Decimal divide(Decimal divisor, Integer scale, RoundingMode mode)": (
      self: Decimal,
      divisor: Decimal,
      scale: number,
      mode: ApexEnum
    ) => arithmetic(() => self.divide(divisor, checkedScale(scale), modeOf(mode))),
    "Double doubleValue()": (self: Decimal) => self.toNumber(),
    "String format()": (self: Decimal) => inUsersLocale(self),
    "Integer intValue()": (self: Decimal) => self.intValue(),
    "Long longValue()": (self: Decimal) => self.longValue(),
    "Decimal pow(Integer exponent)": power,
    "Integer precision()": (self: Decimal) => self.precision,
    "Long round()": (self: Decimal) => self.round(),
    "Long round(RoundingMode mode)": (self: Decimal, mode: ApexEnum) => arithmetic(() => self.round(modeOf(mode))),
    "Integer scale()": (self: Decimal) => self.scale,
    "Decimal setScale(Integer scale)": (self: Decimal, scale: number) => self.setScale(checkedScale(scale)),
    "Decimal setScale(Integer scale, RoundingMode mode)": (self: Decimal, scale: number, mode: ApexEnum) =>
      arithmetic(() => self.setScale(checkedScale(scale), modeOf(mode))),
    "Decimal stripTrailingZeros()": (self: Decimal) => self.stripTrailingZeros(),
    "String toPlainString()": (self: Decimal) => self.toPlainString(),
    "Boolean equals(Object other)": (self: Decimal, other: unknown) => other instanceof Decimal && self.equals(other),
    "Integer hashCode()": (self: Decimal) => self.hashCode(),
    "static Decimal valueOf(Double value)": (value: number) => Decimal.fromDouble(value),
    "static Decimal valueOf(Long value)": (value: bigint) => Decimal.fromLong(value),
    "static Decimal valueOf(String text)": parseDecimal
  })
});
