import { defineField } from "../schema/field.ts";
import type { Field } from "../schema/types.ts";
import { isExactNumber } from "../storage/codec.ts";
import type { CallNode, ConditionNode, ExpressionNode, QueryNode } from "./ast.ts";
import { distanceOf } from "./distance.ts";
import { invalidField, malformed } from "./error.ts";
import type { NameResolver } from "./names.ts";
import type { SqlExpression } from "./plan.ts";

const aggregateFunctions: ReadonlySet<string> = new Set(["COUNT", "COUNT_DISTINCT", "SUM", "AVG", "MIN", "MAX"]);

/** "SOQL and SOSL Reference: Date Functions". */
const dateFunctions: ReadonlySet<string> = new Set([
  "CALENDAR_MONTH",
  "CALENDAR_QUARTER",
  "CALENDAR_YEAR",
  "DAY_IN_MONTH",
  "DAY_IN_WEEK",
  "DAY_IN_YEAR",
  "DAY_ONLY",
  "FISCAL_MONTH",
  "FISCAL_QUARTER",
  "FISCAL_YEAR",
  "HOUR_IN_DAY",
  "WEEK_IN_MONTH",
  "WEEK_IN_YEAR"
]);

export function isAggregateCall(node: ExpressionNode): boolean {
  const called = unformatted(node) ?? node;
  return called.kind === "call" && (aggregateFunctions.has(called.name) || called.name === "GROUPING");
}

/** What stands in FORMAT(); undefined where it is not called. "SOQL and SOSL Reference: FORMAT ()" */
export function unformatted(node: ExpressionNode): ExpressionNode | undefined {
  return node.kind === "call" && node.name === "FORMAT" ? onlyArgument(node) : undefined;
}

/**
 * True where each aggregated row counts as a query row: with all aggregate functions but COUNT ("Apex Developer Guide:
 * Working with SOQL Aggregate Functions").
 */
export function countsEachRow(node: QueryNode): boolean {
  const having = node.having === undefined ? [] : operandsOf(node.having);
  const selected = node.select.flatMap((item) => (item.kind === "expression" ? [item.expression] : []));
  return [...selected, ...having, ...node.orderBy.map((item) => item.expression)].some((written) => {
    const expression = unformatted(written) ?? written;
    return expression.kind === "call" && expression.name !== "COUNT" && aggregateFunctions.has(expression.name);
  });
}

function operandsOf(condition: ConditionNode): ExpressionNode[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.operands.flatMap(operandsOf);
    case "not":
      return operandsOf(condition.operand);
    default:
      return [condition.left];
  }
}

export const countField = defineField({ name: "count", type: "int" });

/** The SQL of a field path or function call. */
export function expressionOf(names: NameResolver, node: ExpressionNode): SqlExpression {
  if (node.kind === "path") {
    return names.resolve(node).expression;
  }
  if (node.kind === "distance") return distanceOf(names, node);
  if (aggregateFunctions.has(node.name)) {
    return aggregateOf(names, node);
  }
  if (dateFunctions.has(node.name)) {
    return datePart(names, node);
  }
  switch (node.name) {
    case "TOLABEL":
    case "CONVERTCURRENCY":
      return expressionOf(names, onlyArgument(node));
    default:
      throw malformed(`unexpected token: '${node.text}'`, node.offset);
  }
}

function aggregateOf(names: NameResolver, node: CallNode): SqlExpression {
  if (node.name === "COUNT" && node.arguments.length === 0) {
    return { sql: "count(*)", field: countField, aggregate: true, text: node.text };
  }
  const argument = expressionOf(names, onlyArgument(node));
  const { field, sql } = argument;
  const numeric = isExactNumber(field) || field.type === "int";
  if ((node.name === "SUM" || node.name === "AVG") && !numeric) {
    throw invalidField(`field ${argument.text} does not support aggregate operator ${node.name}`, node.offset);
  }
  if (
    (node.name === "MIN" || node.name === "MAX") &&
    (field.type === "boolean" || field.type === "multipicklist" || field.longText || field.type === "base64")
  ) {
    throw invalidField(`field ${argument.text} does not support aggregate operator ${node.name}`, node.offset);
  }
  const result = (expression: string, type: Field): SqlExpression => ({
    sql: expression,
    field: type,
    aggregate: true,
    text: node.text
  });
  switch (node.name) {
    case "COUNT":
      return result(`count(${sql})`, countField);
    case "COUNT_DISTINCT":
      return result(`count(DISTINCT ${sql})`, countField);
    case "SUM":
      return result(`sum(${sql})`, field);
    case "AVG":
      return result(`avg(${sql})`, field);
    default:
      return result(`${node.name.toLowerCase()}(${sql})`, field);
  }
}

const dateOnly = defineField({ name: "day", type: "date" });

function datePart(names: NameResolver, node: CallNode): SqlExpression {
  const argument = onlyArgument(node);
  const inUserZone = argument.kind === "call" && argument.name === "CONVERTTIMEZONE";
  const value = expressionOf(names, inUserZone ? onlyArgument(argument) : argument);
  const { type } = value.field;
  const needsTime = node.name === "HOUR_IN_DAY" || node.name === "DAY_ONLY" || inUserZone;
  if (type !== "datetime" && (type !== "date" || needsTime)) {
    throw invalidField(`field ${value.text} does not support date function ${node.name}`, node.offset);
  }
  return {
    sql: `date_part('${node.name}', '${type}', ${inUserZone ? 1 : 0}, ${value.sql})`,
    field: node.name === "DAY_ONLY" ? dateOnly : countField,
    aggregate: false,
    text: node.text
  };
}

function onlyArgument(node: CallNode): ExpressionNode {
  const [argument] = node.arguments;
  if (argument === undefined || node.arguments.length !== 1) {
    throw malformed(`unexpected token: '${node.text}'`, node.offset);
  }
  return argument;
}
