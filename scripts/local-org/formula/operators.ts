import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { Decimal, type RoundingMode } from "../values/decimal.ts";
import { ApexTime } from "../values/time.ts";
import { FormulaError, type BinaryOperator } from "./parser.ts";
import { FormulaFault, type FormulaInput, type FormulaType, type FormulaValue } from "./values.ts";

export type Evaluate = (input: FormulaInput) => FormulaValue;

/** A part of a formula with its type. */
export interface Operand {
  readonly type: FormulaType;
  readonly evaluate: Evaluate;
  /** Of a reference: its text and its number. */
  readonly name?: string;
  readonly reference?: number;
  /** Of a literal: its value. */
  readonly literal?: FormulaValue;
}

const millisecondsPerDay = new Decimal(86_400_000n, 0);
const secondsPerDay = new Decimal(86_400n, 0);

export function compileBinary(operator: BinaryOperator, left: Operand, right: Operand, offset: number): Operand {
  for (const operand of [left, right]) {
    if (operand.type === "picklist" || operand.type === "multipicklist") {
      throw new FormulaError(
        `Field ${operand.name ?? ""} is a picklist field. Picklist fields are only supported in certain functions.`,
        offset
      );
    }
  }
  switch (operator) {
    case "&&":
      return logical(
        left,
        right,
        offset,
        operator,
        (input) => left.evaluate(input) === true && right.evaluate(input) === true
      );
    case "||":
      return logical(
        left,
        right,
        offset,
        operator,
        (input) => left.evaluate(input) === true || right.evaluate(input) === true
      );
    case "=":
      return equality(left, right, offset, true);
    case "<>":
      return equality(left, right, offset, false);
    case "<":
      return ordering(left, right, offset, operator, (order) => order < 0);
    case "<=":
      return ordering(left, right, offset, operator, (order) => order <= 0);
    case ">":
      return ordering(left, right, offset, operator, (order) => order > 0);
    case ">=":
      return ordering(left, right, offset, operator, (order) => order >= 0);
    case "&":
      return concatenation(left, right, offset, operator);
    case "+":
      return left.type === "text" || right.type === "text"
        ? concatenation(left, right, offset, operator)
        : arithmetic(operator, left, right, offset);
    default:
      return arithmetic(operator, left, right, offset);
  }
}

function logical(left: Operand, right: Operand, offset: number, operator: string, evaluate: Evaluate): Operand {
  require(left, "boolean", operator, offset);
  require(right, "boolean", operator, offset);
  return { type: "boolean", evaluate };
}

function concatenation(left: Operand, right: Operand, offset: number, operator: string): Operand {
  require(left, "text", operator, offset);
  require(right, "text", operator, offset);
  return { type: "text", evaluate: (input) => joined(left.evaluate(input), right.evaluate(input)) };
}

function joined(left: FormulaValue, right: FormulaValue): string | null {
  const text = `${left === null ? "" : String(left)}${right === null ? "" : String(right)}`;
  return text === "" ? null : text;
}

function equality(left: Operand, right: Operand, offset: number, wanted: boolean): Operand {
  requireSame(left, right, wanted ? "=" : "<>", offset);
  const asText = isTextual(left.type) || isTextual(right.type);
  return {
    type: "boolean",
    evaluate: (input) => {
      const answer = equal(left.evaluate(input), right.evaluate(input), asText);
      return answer === null ? null : answer === wanted;
    }
  };
}

export function isTextual(type: FormulaType): boolean {
  return type === "text" || type === "picklist" || type === "multipicklist";
}

/** Whether two values are equal; of texts a blank is an empty one, of all else it is unknown (null), as in SQL. */
export function equal(one: FormulaValue, other: FormulaValue, asText: boolean): boolean | null {
  return !asText && (one === null || other === null) ? null : same(one, other);
}

/** Whether two values are the same; two blanks are. */
export function same(one: FormulaValue, other: FormulaValue): boolean {
  if (one === null || other === null) {
    return one === other;
  }
  return typeof one === "object" ? compare(one, other) === 0 : one === other;
}

/** What is unknown stays unknown. */
export function not(operand: Operand): Evaluate {
  return (input) => {
    const value = operand.evaluate(input);
    return value === null ? null : value !== true;
  };
}

function ordering(
  left: Operand,
  right: Operand,
  offset: number,
  operator: string,
  holds: (order: number) => boolean
): Operand {
  requireSame(left, right, operator, offset);
  return {
    type: "boolean",
    evaluate: (input) => {
      const one = left.evaluate(input);
      const other = right.evaluate(input);
      return one === null || other === null ? null : holds(compare(one, other));
    }
  };
}

export function compare(one: FormulaValue, other: FormulaValue): number {
  if (one instanceof Decimal && other instanceof Decimal) {
    return one.compareTo(other);
  }
  if (one instanceof ApexDate && other instanceof ApexDate) {
    return one.epochDay - other.epochDay;
  }
  if (one instanceof ApexDatetime && other instanceof ApexDatetime) {
    return one.epochMilliseconds - other.epochMilliseconds;
  }
  if (one instanceof ApexTime && other instanceof ApexTime) {
    return one.millisecondOfDay - other.millisecondOfDay;
  }
  const [first, second] = [String(one), String(other)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** "Salesforce Help: Using Date, Date/Time, and Time Values in Formulas". */
function arithmetic(operator: BinaryOperator, left: Operand, right: Operand, offset: number): Operand {
  const isMoment = (type: FormulaType): boolean => type === "date" || type === "datetime" || type === "time";
  if (operator === "-" && isMoment(left.type) && left.type === right.type) {
    return { type: "number", evaluate: (input) => both(left, right, input, difference) };
  }
  if (
    (operator === "+" || operator === "-") &&
    isMoment(left.type) &&
    (right.type === "number" || right.type === "any")
  ) {
    return {
      type: left.type,
      evaluate: (input) =>
        both(left, right, input, (moment, days) =>
          shifted(moment, operator === "-" ? (days as Decimal).negate() : (days as Decimal))
        )
    };
  }
  if (operator === "+" && isMoment(right.type) && left.type === "number") {
    return {
      type: right.type,
      evaluate: (input) => both(right, left, input, (moment, days) => shifted(moment, days as Decimal))
    };
  }
  require(left, "number", operator, offset);
  require(right, "number", operator, offset);
  const apply = numericOperators[operator]!;
  return {
    type: "number",
    evaluate: (input) => both(left, right, input, (one, other) => apply(one as Decimal, other as Decimal))
  };
}

function both(
  left: Operand,
  right: Operand,
  input: FormulaInput,
  apply: (one: FormulaValue, other: FormulaValue) => FormulaValue
): FormulaValue {
  const one = left.evaluate(input);
  const other = right.evaluate(input);
  return one === null || other === null ? null : apply(one, other);
}

/** Significant digits that the platform's own engine computes with. */
const internalDigits = 39;

/** @throws FormulaFault on division by zero. */
export function quotient(one: Decimal, other: Decimal): Decimal {
  if (other.signum() === 0) {
    throw new FormulaFault("Division by zero");
  }
  const wholeDigits = one.precision - one.scale - (other.precision - other.scale);
  const exact = one.divide(other, Math.max(internalDigits - wholeDigits + 2, 0), "DOWN");
  return toDigits(exact, internalDigits, "HALF_UP").stripTrailingZeros();
}

/** The number rounded to so many significant digits. */
export function toDigits(value: Decimal, digits: number, mode: RoundingMode): Decimal {
  const scale = value.scale - (value.precision - digits);
  return value.precision <= digits || scale < 0 ? value : value.setScale(scale, mode);
}

const numericOperators: Readonly<Record<string, (one: Decimal, other: Decimal) => Decimal>> = {
  "+": (one, other) => toDigits(one.add(other), internalDigits, "HALF_UP"),
  "-": (one, other) => toDigits(one.subtract(other), internalDigits, "HALF_UP"),
  "*": (one, other) => toDigits(one.multiply(other), internalDigits, "HALF_UP"),
  "/": quotient,
  "^": power
};

/** Whole exponents and results below 10^64 only, to 18 digits, as in the platform's own engine. */
function power(base: Decimal, exponent: Decimal): Decimal {
  const times = exponent.toNumber();
  const magnitude = Math.log10(Math.abs(base.toNumber())) * times;
  if (!Number.isInteger(times) || magnitude > 64 || (times < 0 && base.signum() === 0)) {
    throw new FormulaFault("Out of range argument to POWER() function");
  }
  if (base.signum() === 0 || magnitude < -internalDigits) {
    return times === 0 ? Decimal.one : Decimal.zero;
  }
  const result = toPower(base, Math.abs(times));
  return times < 0 ? quotient(Decimal.one, result) : result;
}

/** By squaring, to more digits than the result shows. */
function toPower(base: Decimal, times: number): Decimal {
  let result = Decimal.one;
  let square = base;
  for (let rest = times; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) {
      result = toDigits(result.multiply(square), internalDigits, "HALF_UP");
    }
    square = toDigits(square.multiply(square), internalDigits, "HALF_UP");
  }
  return result;
}

const day = 86_400_000;

function difference(one: FormulaValue, other: FormulaValue): Decimal {
  const distance = compare(one, other);
  if (one instanceof ApexDatetime) {
    return quotient(Decimal.fromNumber(distance), millisecondsPerDay);
  }
  return Decimal.fromNumber(one instanceof ApexTime ? (distance + day) % day : distance);
}

function shifted(moment: FormulaValue, by: Decimal): FormulaValue {
  if (moment instanceof ApexDate) {
    return moment.addDays(Number(by.setScale(0, "DOWN").unscaled));
  }
  if (moment instanceof ApexDatetime) {
    return moment.addMilliseconds(by.multiply(secondsPerDay).setScale(0, "HALF_UP").toNumber() * 1000);
  }
  return (moment as ApexTime).addMilliseconds(by.setScale(0, "DOWN").toNumber());
}

function require(operand: Operand, expected: FormulaType, operator: string, offset: number): void {
  if (operand.type !== expected && operand.type !== "any") {
    throw new FormulaError(
      `Incorrect parameter type for operator '${operator}'. Expected ${title(expected)}, received ${title(operand.type)}`,
      offset
    );
  }
}

function requireSame(left: Operand, right: Operand, operator: string, offset: number): void {
  if (left.type !== right.type && left.type !== "any" && right.type !== "any") {
    throw new FormulaError(
      `Incorrect parameter type for operator '${operator}'. Expected ${title(left.type)}, received ${title(right.type)}`,
      offset
    );
  }
}

function title(type: FormulaType): string {
  return type[0]!.toUpperCase() + type.slice(1);
}
