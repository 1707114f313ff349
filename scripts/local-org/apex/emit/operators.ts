/** Code of operators on operands that have been brought to one type. */
import type { BinaryOperator } from "../syntax/ast.ts";
import type { ModuleWriter } from "./module.ts";

export type NumericKind = "Integer" | "Long" | "Double" | "Decimal";

export interface Operand {
  readonly code: string;
  readonly nonNull?: boolean;
}

export function guarded(operand: Operand, module: ModuleWriter): string {
  return operand.nonNull ? operand.code : `${module.runtime("nn")}(${operand.code})`;
}

export function arithmetic(
  operator: BinaryOperator,
  kind: NumericKind,
  left: Operand,
  right: Operand,
  module: ModuleWriter
): string {
  if (kind === "Decimal") {
    const method = { "+": "add", "-": "subtract", "*": "multiply" }[operator as string];
    const call = method ? `.${method}(${right.code})` : undefined;
    return call ? `${left.code}${call}` : `${module.runtime("divideDecimal")}(${left.code},${right.code})`;
  }
  const a = guarded(left, module);
  const b = guarded(right, module);
  if (kind === "Integer") {
    if (operator === "*") return `Math.imul(${a},${b})`;
    if (operator === "/") return `${module.runtime("divideInteger")}(${a},${b})`;
    return `(${a}${operator}${spaced(b)}|0)`;
  }
  if (kind === "Long")
    return operator === "/"
      ? `${module.runtime("divideLong")}(${a},${b})`
      : `BigInt.asIntN(64,${a}${operator}${spaced(b)})`;
  return operator === "/" ? `${module.runtime("divideDouble")}(${a},${b})` : `(${a}${operator}${spaced(b)})`;
}

/** Keeps `a - -1` from becoming `a--1`. */
function spaced(code: string): string {
  return code.startsWith("-") || code.startsWith("+") ? ` ${code}` : code;
}

export function bitwise(
  operator: BinaryOperator,
  kind: "Integer" | "Long",
  left: Operand,
  right: Operand,
  module: ModuleWriter
): string {
  const a = guarded(left, module);
  const b = guarded(right, module);
  if (kind === "Integer") return operator === ">>>" ? `(${a}>>>${b}|0)` : `(${a}${operator}${spaced(b)})`;
  if (operator === ">>>") return `BigInt.asIntN(64,BigInt.asUintN(64,${a})>>(${b}&63n))`;
  const shift = operator === "<<" || operator === ">>";
  return `BigInt.asIntN(64,${a}${operator}${shift ? `(${b}&63n)` : spaced(b)})`;
}

/**
 * "Apex Developer Guide: Expression Operators": with a null operand `<`, `>`, `<=` and `>=` are false, as a comparison
 * with NaN is.
 */
export function numericComparison(
  operator: BinaryOperator,
  kind: NumericKind,
  left: Operand,
  right: Operand,
  module: ModuleWriter
): string {
  if (kind === "Decimal") return `(${module.runtime("compareValues")}(${left.code},${right.code})${operator}0)`;
  const orNaN = (operand: Operand): string => (operand.nonNull ? operand.code : `(${operand.code}??NaN)`);
  return `(${orNaN(left)}${operator}${spaced(orNaN(right))})`;
}

export function numericEquality(kind: NumericKind, left: Operand, right: Operand, module: ModuleWriter): string {
  return kind === "Decimal"
    ? `${module.runtime("sameDecimal")}(${left.code},${right.code})`
    : `(${left.code}===${right.code})`;
}
