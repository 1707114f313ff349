import type { Field, SObjectType, SummaryFilter } from "../schema/types.ts";
import { isExactNumber } from "../storage/codec.ts";
import type { SqlValue } from "../storage/database.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { ConditionPlan, SqlExpression } from "./plan.ts";
import { conditionSql, type ConditionContext } from "./condition-sql.ts";
import { NameResolver } from "./names.ts";
import type { CompareOperator, ValueNode } from "./ast.ts";
import { prepareFunctions } from "./functions.ts";
import { dictionary } from "../values/dictionary.ts";

const operators: Readonly<Record<string, CompareOperator>> = dictionary({
  equals: "=",
  notEqual: "!=",
  lessThan: "<",
  lessOrEqual: "<=",
  greaterThan: ">",
  greaterOrEqual: ">="
});

/** "Metadata API: FilterItem", all of them together, on the alias `t0`; undefined where there are none. */
export function summaryFilterSql(
  tx: Transaction,
  child: SObjectType,
  filters: readonly SummaryFilter[],
  parameters: SqlValue[]
): string | undefined {
  if (filters.length === 0) {
    return undefined;
  }
  prepareFunctions(tx);
  const names = new NameResolver(tx.schema, child, [child.name], "t");
  const operands = filters.map((filter) => filterPlan(names, child, filter));
  const context: ConditionContext = {
    binds: new Map(),
    now: tx.clock.now(),
    zone: tx.user.timeZone,
    userId: tx.user.id,
    sharing: () => undefined
  };
  return conditionSql({ kind: "and", operands }, context, parameters);
}

/** A field of the alias `t0` in SQL, computed where it is a formula of the record's own fields. */
export function fieldSql(tx: Transaction, type: SObjectType, field: Field): string {
  prepareFunctions(tx);
  return new NameResolver(tx.schema, type, [type.name], "t").resolve({ kind: "path", parts: [field.name], offset: 0 })
    .expression.sql;
}

function filterPlan(names: NameResolver, child: SObjectType, filter: SummaryFilter): ConditionPlan {
  const field = child.field(filter.field);
  if (field === undefined) {
    throw new Error(`A summary filters by ${child.name}.${filter.field}, which does not exist`);
  }
  const left = names.resolve({ kind: "path", parts: [field.name], offset: 0 }).expression;
  const values = filter.value.split(/\s*,\s*/).map((value) => valueNode(left, value));
  if (filter.operation === "equals" && values.length > 1) {
    return { kind: "in", left, negated: false, right: values };
  }
  if (filter.operation === "notEqual" && values.length > 1) {
    return { kind: "in", left, negated: true, right: values };
  }
  if (filter.operation === "contains" || filter.operation === "notContain" || filter.operation === "startsWith") {
    const pattern = `${filter.operation === "startsWith" ? "" : "%"}${filter.value.replace(/[%_\\]/g, "\\$&")}%`;
    const like: ConditionPlan = {
      kind: "compare",
      left,
      operator: "LIKE",
      right: { kind: "string", value: pattern, offset: 0 }
    };
    return filter.operation === "notContain" ? { kind: "not", operand: like } : like;
  }
  const operator = operators[filter.operation];
  if (operator === undefined) {
    throw new Error(`Summary filter operation ${filter.operation} is not supported`);
  }
  return { kind: "compare", left, operator, right: values[0]! };
}

function valueNode(left: SqlExpression, value: string): ValueNode {
  const { field } = left;
  if (value === "") {
    return { kind: "null", offset: 0 };
  }
  if (field.type === "boolean") {
    return { kind: "boolean", value: /^(true|1)$/i.test(value), offset: 0 };
  }
  if (isExactNumber(field) || field.type === "int") {
    return { kind: "number", value, offset: 0 };
  }
  if (field.type === "date" || field.type === "datetime") {
    return { kind: field.type, value, offset: 0 };
  }
  return { kind: "string", value, offset: 0 };
}
