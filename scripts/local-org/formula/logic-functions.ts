import { always, commonType, lazy, many, notBoolean, number, type FormulaFunction } from "./function-kinds.ts";
import { equal, isTextual, not, same, type Evaluate, type Operand } from "./operators.ts";
import { FormulaError } from "./parser.ts";
import { isFault } from "./values.ts";

/** Functions that choose and test, each argument evaluated only where it is needed. */
export const logicFunctions: Record<string, FormulaFunction> = {
  IF: lazy(
    [3, 3],
    ["boolean", "any"],
    ([, yes, no]) => commonType([yes!, no!]),
    ([test, yes, no]) =>
      (input) =>
        (test!.evaluate(input) === true ? yes! : no!).evaluate(input)
  ),
  // Conditions and results in turn, and one result more where none holds; each is computed only where it is needed.
  IFS: lazy(
    [3, many],
    ["any"],
    (operands) => commonType(operands.filter((_, index) => !isConditionOfIfs(index, operands.length))),
    compileIfs
  ),
  IFERROR: lazy([2, 2], ["any"], commonType, ([operand, other]) => (input) => {
    try {
      return operand!.evaluate(input);
    } catch (error) {
      if (!isFault(error)) throw error;
      return other!.evaluate(input);
    }
  }),
  AND: lazy(
    [1, many],
    ["boolean"],
    always("boolean"),
    (operands) => (input) => operands.every((operand) => operand.evaluate(input) === true)
  ),
  OR: lazy(
    [1, many],
    ["boolean"],
    always("boolean"),
    (operands) => (input) => operands.some((operand) => operand.evaluate(input) === true)
  ),
  NOT: lazy([1, 1], ["boolean"], always("boolean"), ([operand]) => not(operand!)),
  CASE: lazy(
    [4, many],
    [notBoolean],
    (operands) =>
      commonType(operands.filter((_, index) => index >= 2 && (index % 2 === 0 || index === operands.length - 1))),
    compileCase
  ),
  // A blank is none of the values, not even of a blank one.
  IN: lazy([2, many], [notBoolean], always("boolean"), ([operand, ...values]) => (input) => {
    const value = operand!.evaluate(input);
    return value !== null && values.some((other) => same(value, other.evaluate(input)));
  }),
  ISBLANK: lazy(
    [1, 1],
    [notBoolean],
    always("boolean"),
    ([operand]) =>
      (input) =>
        operand!.evaluate(input) === null
  ),
  // "Formula Operators and Functions by Context", ISNULL and NULLVALUE: text fields are never null.
  ISNULL: lazy(
    [1, 1],
    [notBoolean],
    always("boolean"),
    ([operand]) =>
      (input) =>
        operand!.evaluate(input) === null && operand!.type !== "text"
  ),
  // The platform's own engine computes both arguments here, and all of CASE: an error in any of them is one of the formula.
  BLANKVALUE: lazy([2, 2], [notBoolean], commonType, ([operand, other]) => (input) => {
    const instead = other!.evaluate(input);
    return operand!.evaluate(input) ?? instead;
  }),
  NULLVALUE: lazy([2, 2], [notBoolean], commonType, ([operand, other]) => {
    const isText = operand!.type === "text" || other!.type === "text";
    return (input) => {
      const instead = other!.evaluate(input);
      return operand!.evaluate(input) ?? (isText ? null : instead);
    };
  }),
  ISNEW: lazy([0, 0], [], always("boolean"), () => (input) => input.isNew),
  ISCHANGED: lazy([1, 1], ["any"], always("boolean"), ([operand], offset) => {
    const reference = referenceOf(operand!, "ISCHANGED", offset);
    return (input) => !input.isNew && !same(input.value(reference), input.prior(reference));
  }),
  PRIORVALUE: lazy([1, 1], ["any"], commonType, ([operand], offset) => {
    const reference = referenceOf(operand!, "PRIORVALUE", offset);
    return (input) => (input.isNew ? input.value(reference) : input.prior(reference));
  }),
  ISPICKVAL: lazy(
    [2, 2],
    ["picklist", "text"],
    always("boolean"),
    ([operand, value]) =>
      (input) =>
        same(operand!.evaluate(input), value!.evaluate(input))
  ),
  INCLUDES: lazy(
    [2, 2],
    ["multipicklist", "text"],
    always("boolean"),
    ([operand, value]) =>
      (input) =>
        String(operand!.evaluate(input) ?? "")
          .split(";")
          .includes(String(value!.evaluate(input) ?? ""))
  ),
  PICKLISTCOUNT: lazy(
    [1, 1],
    ["multipicklist"],
    always("number"),
    ([operand]) =>
      (input) =>
        number(
          String(operand!.evaluate(input) ?? "")
            .split(";")
            .filter((value) => value !== "").length
        )
  )
};

function referenceOf(operand: Operand, name: string, offset: number): number {
  if (operand.reference === undefined) {
    throw new FormulaError(`The ${name} function needs a field as its parameter`, offset);
  }
  return operand.reference;
}

const isConditionOfIfs = (index: number, count: number): boolean => index % 2 === 0 && index < count - 1;

function compileIfs(operands: readonly Operand[], offset: number): Evaluate {
  if (operands.length % 2 === 0) {
    throw new FormulaError("Incorrect number of parameters for function 'IFS()'. Expected an else result", offset);
  }
  const wrong = operands.find(
    ({ type }, index) => isConditionOfIfs(index, operands.length) && type !== "boolean" && type !== "any"
  );
  if (wrong !== undefined) {
    throw new FormulaError(
      `Incorrect parameter type for function 'IFS()'. Expected Boolean, received ${wrong.type}`,
      offset
    );
  }
  return (input) => {
    let index = 0;
    while (index < operands.length - 1 && operands[index]!.evaluate(input) !== true) index += 2;
    return operands[Math.min(index + 1, operands.length - 1)]!.evaluate(input);
  };
}

function compileCase(operands: readonly Operand[], offset: number): Evaluate {
  if (operands.length % 2 !== 0) {
    throw new FormulaError("Incorrect number of parameters for function 'CASE()'. Expected an else result", offset);
  }
  const [subject] = operands;
  const asText = isTextual(subject!.type);
  return (input) => {
    const [value, ...rest] = operands.map((operand) => operand.evaluate(input));
    for (let index = 0; index < rest.length - 1; index += 2) {
      if (equal(value!, rest[index]!, asText) === true) {
        return rest[index + 1]!;
      }
    }
    return rest.at(-1)!;
  };
}
