/** Arithmetic and conversions of numbers that generated code cannot write in one expression. */
import { Decimal } from "../../values/decimal.ts";
import { apexError, nullPointer } from "./exceptions.ts";
import { ApexDouble } from "./object.ts";

function divideByZero(): Error {
  return apexError("System.MathException", "Divide by 0");
}

export function divideInteger(left: number, right: number): number {
  if (right === 0) throw divideByZero();
  return (left / right) | 0;
}

export function divideLong(left: bigint, right: bigint): bigint {
  if (right === 0n) throw divideByZero();
  return BigInt.asIntN(64, left / right);
}

export function divideDouble(left: number, right: number): number {
  if (right === 0) throw divideByZero();
  return left / right;
}

export function divideDecimal(left: Decimal | null, right: Decimal | null): Decimal {
  if (left === null || right === null) throw nullPointer();
  if (right.unscaled === 0n) throw divideByZero();
  return left.divide(right);
}

export function sameDecimal(left: Decimal | null, right: Decimal | null): boolean {
  return left === right || (left !== null && right !== null && left.compareTo(right) === 0);
}

export const parseDecimal = (text: string): Decimal => Decimal.parse(text);

type Nullable<T> = T | null;

export const integerToLong = (value: Nullable<number>): bigint | null => (value === null ? null : BigInt(value));
export const integerToDecimal = (value: Nullable<number>): Decimal | null =>
  value === null ? null : Decimal.fromInteger(value);
export const longToDouble = (value: Nullable<bigint>): number | null => (value === null ? null : Number(value));
export const longToDecimal = (value: Nullable<bigint>): Decimal | null =>
  value === null ? null : Decimal.fromLong(value);
export const longToInteger = (value: Nullable<bigint>): number | null =>
  value === null ? null : Number(BigInt.asIntN(32, value));
export const doubleToDecimal = (value: Nullable<number>): Decimal | null =>
  value === null ? null : Decimal.fromDouble(value);
export const decimalToDouble = (value: Nullable<Decimal>): number | null => (value === null ? null : value.toNumber());
export const decimalToInteger = (value: Nullable<Decimal>): number | null => (value === null ? null : value.intValue());
export const decimalToLong = (value: Nullable<Decimal>): bigint | null => (value === null ? null : value.longValue());

/** Casts saturate, as Java's do. */
export function doubleToInteger(value: Nullable<number>): number | null {
  if (value === null) return null;
  return Number.isNaN(value) ? 0 : Math.max(-2147483648, Math.min(2147483647, Math.trunc(value)));
}

export function doubleToLong(value: Nullable<number>): bigint | null {
  if (value === null) return null;
  if (Number.isNaN(value)) return 0n;
  if (Math.abs(value) >= 2 ** 63) return value > 0 ? 2n ** 63n - 1n : -(2n ** 63n);
  return BigInt(Math.trunc(value));
}

export function boxDouble(value: Nullable<number>): ApexDouble | null {
  return value === null ? null : new ApexDouble(value);
}
