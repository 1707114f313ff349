import { Decimal } from "../values/decimal.ts";
import type { Evaluate, Operand } from "./operators.ts";
import type { FormulaInput, FormulaType, FormulaValue } from "./values.ts";

/** What an argument may be: of one type, or of one of several. */
export type ParameterType = FormulaType | readonly FormulaType[];

/** One function of "Salesforce Help: Formula Operators and Functions by Context"; what is not here is refused by name. */
export interface FormulaFunction {
  readonly count: readonly [least: number, most: number];
  /** The last one holds for all further arguments. */
  readonly parameters: readonly ParameterType[];
  readonly result: (operands: readonly Operand[]) => FormulaType;
  readonly compile: (operands: readonly Operand[], offset: number) => Evaluate;
}

export type Apply = (values: readonly FormulaValue[], input: FormulaInput) => FormulaValue;

/** A function of its arguments' values; a blank argument makes the result blank unless `blanks` says otherwise. */
export function strict(
  parameters: readonly ParameterType[],
  result: FormulaType,
  apply: Apply,
  count: readonly [number, number] = [parameters.length, parameters.length],
  blanks = false
): FormulaFunction {
  return {
    count,
    parameters,
    result: () => result,
    compile: (operands) => (input) => {
      const values = operands.map((operand) => operand.evaluate(input));
      return !blanks && values.includes(null) ? null : apply(values, input);
    }
  };
}

/** A text function; blanks are empty texts. */
export function text(
  parameters: readonly FormulaType[],
  result: FormulaType,
  apply: (...values: never[]) => FormulaValue,
  count?: readonly [number, number]
): FormulaFunction {
  return strict(
    parameters,
    result,
    (values) => {
      const filled = values.map(
        (value, index) => value ?? (parameters[Math.min(index, parameters.length - 1)] === "text" ? "" : null)
      );
      const answer = filled.includes(null) ? null : apply(...(filled as never[]));
      return answer === "" ? null : answer;
    },
    count,
    true
  );
}

export function lazy(
  count: readonly [number, number],
  parameters: readonly ParameterType[],
  result: FormulaFunction["result"],
  compile: FormulaFunction["compile"]
): FormulaFunction {
  return { count, parameters, result, compile };
}

export const always = (type: FormulaType) => (): FormulaType => type;
export const many = 200;

export function commonType(operands: readonly Operand[]): FormulaType {
  return operands.find((operand) => operand.type !== "any")?.type ?? "any";
}

export const moment: readonly FormulaType[] = ["date", "datetime"];
export const anyMoment: readonly FormulaType[] = ["date", "datetime", "time"];
export const notBoolean: readonly FormulaType[] = ["text", "number", ...anyMoment, "picklist", "multipicklist"];

export const number = (value: number): Decimal => Decimal.fromNumber(value);
export const whole = (value: Decimal): number => Number(value.setScale(0, "DOWN").unscaled);
