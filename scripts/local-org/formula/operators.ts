import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { Decimal } from "../values/decimal.ts";
import { ApexTime } from "../values/time.ts";
import { FormulaError, type BinaryOperator } from "./parser.ts";
import type { FormulaInput, FormulaType, FormulaValue } from "./values.ts";

export type Evaluate = (input: FormulaInput) => FormulaValue;

/** A part of a formula with its type. */
export interface Operand {
  readonly type: FormulaType;
  readonly evaluate: Evaluate;
  /** Of a reference: its text, its number, and its value without blanks made zero. */
  readonly name?: string;
  readonly reference?: number;
  readonly raw?: Evaluate;
}

const millisecondsPerDay = new Decimal(86_400_000n, 0);

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
      return { type: "text", evaluate: (input) => joined(left.evaluate(input), right.evaluate(input)) };
    case "+":
      return left.type === "text" || right.type === "text"
        ? concatenation(left, right, offset)
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

function concatenation(left: Operand, right: Operand, offset: number): Operand {
  require(left, "text", "+", offset);
  require(right, "text", "+", offset);
  return { type: "text", evaluate: (input) => joined(left.evaluate(input), right.evaluate(input)) };
}

function joined(left: FormulaValue, right: FormulaValue): string | null {
  const text = `${left === null ? "" : String(left)}${right === null ? "" : String(right)}`;
  return text === "" ? null : text;
}

function equality(left: Operand, right: Operand, offset: number, wanted: boolean): Operand {
  requireSame(left, right, wanted ? "=" : "<>", offset);
  return { type: "boolean", evaluate: (input) => equal(left.evaluate(input), right.evaluate(input)) === wanted };
}

/** Texts compare exactly; two blanks are equal. */
export function equal(one: FormulaValue, other: FormulaValue): boolean {
  if (one === null || other === null) {
    return one === other;
  }
  return typeof one === "object" ? compare(one, other) === 0 : one === other;
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
      return one !== null && other !== null && holds(compare(one, other));
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

/** Enough decimal places that rounding to a field's at most 17 is right. */
const quotientScale = 24;

export function quotient(one: Decimal, other: Decimal): Decimal | null {
  return other.signum() === 0 ? null : one.divide(other, quotientScale, "HALF_UP").stripTrailingZeros();
}

const numericOperators: Readonly<Record<string, (one: Decimal, other: Decimal) => Decimal | null>> = {
  "+": (one, other) => one.add(other),
  "-": (one, other) => one.subtract(other),
  "*": (one, other) => one.multiply(other),
  "/": quotient,
  "^": power
};

/** Exact for whole exponents of a size that numbers of a record can need. */
function power(base: Decimal, exponent: Decimal): Decimal | null {
  const isWhole = exponent.stripTrailingZeros().scale <= 0 && exponent.signum() >= 0;
  if (isWhole && exponent.compareTo(largestExactExponent) <= 0) {
    return base.pow(exponent.intValue());
  }
  const result = base.toNumber() ** exponent.toNumber();
  return Number.isFinite(result) ? Decimal.fromNumber(result) : null;
}

const largestExactExponent = new Decimal(100n, 0);

function difference(one: FormulaValue, other: FormulaValue): Decimal {
  const distance = Decimal.fromNumber(compare(one, other));
  return one instanceof ApexDatetime ? quotient(distance, millisecondsPerDay)! : distance;
}

function shifted(moment: FormulaValue, by: Decimal): FormulaValue {
  if (moment instanceof ApexDate) {
    return moment.addDays(Number(by.setScale(0, "DOWN").unscaled));
  }
  if (moment instanceof ApexDatetime) {
    return moment.addMilliseconds(by.multiply(millisecondsPerDay).setScale(0, "HALF_UP").toNumber());
  }
  return (moment as ApexTime).addMilliseconds(by.setScale(0, "HALF_UP").toNumber());
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
