import type { CostKind } from "../../transaction/cost-table.ts";
import type { Expression } from "../syntax/ast.ts";
import type { FileCompiler } from "./compiler.ts";
import type { Ex } from "./ex.ts";

/** Counts what an expression itself does; its operands and the library that it calls have been counted where they stand. */
export function countExpression(compiler: FileCompiler, expression: Expression, ex: Ex): void {
  const { costs } = compiler;
  switch (expression.kind) {
    case "name":
    case "member":
      return costs.add("variable");
    case "index":
      return costs.add("listElement");
    case "new":
      costs.add("newObject");
      return ex.type.kind === "sobject" ? costs.add("recordField", expression.args.length) : undefined;
    case "newCollection":
      costs.add("newObject");
      return costs.add("libraryCall", expression.elements.length);
    case "newMap":
      costs.add("newObject");
      return costs.add("mapPut", expression.pairs.length);
    case "newArray":
      return costs.add("newObject");
    case "cast":
    case "instanceof":
    case "conditional":
      return costs.add("comparison");
    case "binary":
      return costs.add(costOfOperation(compiler, ex));
    case "prefix":
    case "postfix":
      return costs.add(costOfOperation(compiler, ex));
    case "assign":
      if (expression.operator !== "=") costs.add(costOfOperation(compiler, ex));
      return costs.add("assignment");
    default:
      return undefined;
  }
}

/** Comparisons are Boolean, like what `&&` and `||` give. */
function costOfOperation({ rules }: FileCompiler, { type }: Ex): CostKind {
  if (rules.is(type, "Boolean")) return "comparison";
  if (rules.isText(type)) return "concatenation";
  return rules.is(type, "Integer") || rules.is(type, "Long") || rules.is(type, "Double")
    ? "integerOperation"
    : "decimalOperation";
}
