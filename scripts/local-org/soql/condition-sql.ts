import { SObjectRecord } from "../schema/record.ts";
import type { Field } from "../schema/types.ts";
import { decimalCodec, isExactNumber } from "../storage/codec.ts";
import type { SqlValue } from "../storage/database.ts";
import { Decimal } from "../values/decimal.ts";
import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { normalizeId } from "../values/id.ts";
import { ApexTime } from "../values/time.ts";
import type { BindNode, ValueNode } from "./ast.ts";
import { dateLiteralRange } from "./date-literals.ts";
import { invalidField, SoqlQueryError } from "./error.ts";
import type { ConditionPlan, SelectPlan, SqlExpression } from "./plan.ts";
import type { BindValue } from "./types.ts";

/** What conditions need to know when they run. */
export interface ConditionContext {
  readonly binds: ReadonlyMap<string, BindValue>;
  /** Milliseconds. */
  readonly now: number;
  /** IANA zone of the running user. */
  readonly zone: string;
  /** The running user's. */
  readonly userId: string;
  /** SQL that limits an object's rows to those the user may see; absent where all are. */
  sharing(plan: SelectPlan, parameters: SqlValue[]): string | undefined;
}

/**
 * Writes a condition as SQL and its values into `parameters`, in order. SOQL knows only true and false: comparisons of a
 * blank are false, so that NOT makes them true; `exact` asks for that where SQL's unknown would show.
 */
export function conditionSql(
  plan: ConditionPlan,
  context: ConditionContext,
  parameters: SqlValue[],
  exact = false
): string {
  switch (plan.kind) {
    case "and":
    case "or":
      return balanced(
        plan.operands.map((operand) => conditionSql(operand, context, parameters, exact)),
        plan.kind === "and" ? " AND " : " OR "
      );
    case "not":
      return `NOT (${conditionSql(plan.operand, context, parameters, true)})`;
    case "compare":
      return known(comparisonSql(plan, context, parameters), exact);
    case "in":
      return known(inSql(plan, context, parameters), exact);
    case "includes":
      return known(includesSql(plan, context, parameters), exact);
    case "semiJoin":
      return known(semiJoinSql(plan, context, parameters), exact);
  }
}

/** Joins in halves, so that SQL's depth grows with the logarithm of a long condition. */
function balanced(terms: readonly string[], operator: string): string {
  if (terms.length === 1) {
    return terms[0]!;
  }
  const middle = terms.length >> 1;
  return `(${balanced(terms.slice(0, middle), operator)}${operator}${balanced(terms.slice(middle), operator)})`;
}

function known(sql: string, exact: boolean): string {
  return exact ? `ifnull(${sql}, 0)` : sql;
}

function comparisonSql(
  plan: Extract<ConditionPlan, { kind: "compare" }>,
  context: ConditionContext,
  parameters: SqlValue[]
): string {
  const { left, operator, right } = plan;
  const { field } = left;
  if (right.kind === "dateLiteral") {
    return dateLiteralSql(left, operator, right, context, parameters);
  }
  // A bound list or set after `=` is searched as after IN ("Apex Developer Guide: Using Apex Variables in SOQL and SOSL Queries").
  if (
    (operator === "=" || operator === "!=") &&
    right.kind === "bind" &&
    isList(context.binds.get(right.name) ?? null)
  ) {
    return inSql({ kind: "in", left, negated: operator === "!=", right }, context, parameters);
  }
  const value = encoded(field, right, context, left.text);
  if (operator === "LIKE") {
    return likeSql(left, value, parameters);
  }
  if (Array.isArray(value)) {
    throw invalidField(`Invalid bind expression type for column of type ${field.type}`, right.offset);
  }
  const operand = value;
  if (operator !== "=" && operator !== "!=") {
    requireOrdered(left, right.offset);
  }
  // "Object Reference: Field Types", boolean: null is false.
  const stored = field.type === "boolean" && operand === null ? 0 : operand;
  const sql = sqlOperator(operator, stored);
  if (needsFolding(field, stored)) {
    parameters.push(folded(stored as string));
    return `fold_case(${left.sql}) ${sql} ?`;
  }
  parameters.push(stored);
  return `${left.sql} ${sql} ?`;
}

/** An index without blanks answers `=`, not `IS`. */
function sqlOperator(operator: string, operand: unknown): string {
  if (operator === "=") return operand === null ? "IS" : "=";
  return operator === "!=" ? "IS NOT" : operator;
}

function requireOrdered(left: SqlExpression, offset: number): void {
  if (left.field.type === "boolean" || left.field.type === "multipicklist") {
    throw invalidField(`invalid operator on ${left.field.type} field`, offset);
  }
}

/** "SOQL and SOSL Reference: Date Formats and Date Literals in WHERE": the literal is a span of time. */
function dateLiteralSql(
  left: SqlExpression,
  operator: string,
  literal: Extract<ValueNode, { kind: "dateLiteral" }>,
  context: ConditionContext,
  parameters: SqlValue[]
): string {
  const today = new ApexDatetime(context.now).date(context.zone);
  const range = dateLiteralRange(literal.name, literal.count, today);
  const bound = (day: ApexDate): number => {
    if (left.field.type === "date") {
      return day.epochDay;
    }
    if (left.field.type === "datetime") {
      return ApexDatetime.ofLocal(day, new ApexTime(0), context.zone).epochMilliseconds;
    }
    throw mismatch(left.field, literal.offset, left.text);
  };
  const start = bound(range.start);
  const end = bound(range.end);
  switch (operator) {
    case "=":
      parameters.push(start, end);
      return `(${left.sql} >= ? AND ${left.sql} < ?)`;
    case "!=":
      parameters.push(start, end);
      return `(ifnull(${left.sql} < ?, 1) OR ${left.sql} >= ?)`;
    case "<":
    case ">=":
      parameters.push(start);
      return `${left.sql} ${operator} ?`;
    case "<=":
      parameters.push(end);
      return `${left.sql} < ?`;
    case ">":
      parameters.push(end);
      return `${left.sql} >= ?`;
    default:
      throw invalidField(`invalid operator on ${left.field.type} field`, literal.offset);
  }
}

function likeSql(left: SqlExpression, pattern: unknown, parameters: SqlValue[]): string {
  if (left.field.type === "id" || left.field.type === "reference" || !isText(left.field)) {
    throw new SoqlQueryError("INVALID_QUERY_FILTER_OPERATOR", `invalid operator on ${left.field.type} field`, 0);
  }
  const patterns = (Array.isArray(pattern) ? pattern : [pattern]) as (string | null)[];
  const tests = patterns.map((text) => {
    const ascii = text === null || isAscii(text);
    parameters.push(ascii ? text : folded(text));
    return `${ascii ? left.sql : `fold_case(${left.sql})`} LIKE ? ESCAPE '\\'`;
  });
  return tests.length === 0 ? "0" : `(${tests.join(" OR ")})`;
}

function inSql(
  plan: Extract<ConditionPlan, { kind: "in" }>,
  context: ConditionContext,
  parameters: SqlValue[]
): string {
  const { left, negated } = plan;
  const values = listOf(plan.right, left, context);
  const nullGiven = values.includes(null);
  const present = values.filter((value) => value !== null);
  const plain = present.filter((value) => !needsFolding(left.field, value));
  const unicode = present.filter((value) => needsFolding(left.field, value));
  const tests: string[] = [];
  if (plain.length > 0 || unicode.length === 0) {
    tests.push(`${left.sql} IN (SELECT value FROM json_each(?))`);
    parameters.push(JSON.stringify(plain, (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value)));
  }
  if (unicode.length > 0) {
    tests.push(`fold_case(${left.sql}) IN (SELECT value FROM json_each(?))`);
    parameters.push(JSON.stringify(unicode.map((value) => folded(value as string))));
  }
  if (nullGiven) {
    tests.push(`${left.sql} IS NULL`);
  }
  const sql = tests.length === 1 ? tests[0]! : `(${tests.join(" OR ")})`;
  return negated ? `NOT ifnull(${sql}, 0)` : sql;
}

function semiJoinSql(
  plan: Extract<ConditionPlan, { kind: "semiJoin" }>,
  context: ConditionContext,
  parameters: SqlValue[]
): string {
  const inner = selectSql(plan.query, plan.column.sql, context, parameters);
  const sql = `${plan.left.sql} IN (${inner})`;
  return plan.negated ? `NOT ifnull(${sql}, 0)` : sql;
}

/** `SELECT columns FROM … WHERE …` of one object, with what the user may see and without what is deleted. */
export function selectSql(
  plan: SelectPlan,
  columns: string,
  context: ConditionContext,
  parameters: SqlValue[],
  further?: { readonly sql: string; readonly value: SqlValue }
): string {
  const conditions: string[] = [];
  if (!plan.allRows && plan.type.field("IsDeleted") !== undefined) {
    conditions.push(`${plan.alias}."IsDeleted" = 0`);
  }
  if (plan.where !== undefined) {
    conditions.push(conditionSql(plan.where, context, parameters));
  }
  if (plan.isMine) {
    conditions.push(`${plan.alias}."OwnerId" = ?`);
    parameters.push(context.userId);
  }
  const sharing = context.sharing(plan, parameters);
  if (sharing !== undefined) {
    conditions.push(sharing);
  }
  if (further !== undefined) {
    conditions.push(further.sql);
    parameters.push(further.value);
  }
  return `SELECT ${columns} FROM ${plan.fromSql}${conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`}`;
}

function includesSql(
  plan: Extract<ConditionPlan, { kind: "includes" }>,
  context: ConditionContext,
  parameters: SqlValue[]
): string {
  if (plan.left.field.type !== "multipicklist") {
    throw new SoqlQueryError(
      "INVALID_QUERY_FILTER_OPERATOR",
      "includes and excludes can only be used with multi-select picklists",
      0
    );
  }
  const combinations = listOf(plan.right, plan.left, context).map((value) => {
    const all = String(value)
      .split(";")
      .map((item) => {
        parameters.push(`;${item.trim()};`);
        return `instr(lower(';' || ${plan.left.sql} || ';'), lower(?)) > 0`;
      });
    return `(${all.join(" AND ")})`;
  });
  const sql = combinations.length === 0 ? "0" : `(${combinations.join(" OR ")})`;
  return plan.negated ? `NOT ifnull(${sql}, 0)` : sql;
}

function listOf(values: readonly ValueNode[] | BindNode, left: SqlExpression, context: ConditionContext): SqlValue[] {
  if ("kind" in values) {
    const value = encoded(left.field, values, context, left.text);
    return [...new Set(Array.isArray(value) ? value : [value])];
  }
  return values.flatMap((node) => {
    if (node.kind === "dateLiteral") {
      throw invalidField(`Date literal ${node.name} cannot be used in a list`, node.offset);
    }
    const value = encoded(left.field, node, context, left.text);
    return Array.isArray(value) ? value : [value];
  });
}

/** A value as the field's column holds it; a list where a bind holds one. */
function encoded(
  field: Field,
  node: Exclude<ValueNode, { kind: "dateLiteral" }>,
  context: ConditionContext,
  text: string
): SqlValue | SqlValue[] {
  if (node.kind === "bind") {
    const value = context.binds.get(node.name);
    if (value === undefined) {
      throw new SoqlQueryError("MALFORMED_QUERY", `Variable does not exist: ${node.name}`, node.offset);
    }
    return isList(value)
      ? value.map((item) => encodedBind(field, item, context, node.offset, text))
      : encodedBind(field, value, context, node.offset, text);
  }
  return encodedLiteral(field, node, text);
}

function isList(value: BindValue): value is readonly BindValue[] {
  return Array.isArray(value);
}

/**
 * A bound text that is no id is equal to none, where a written one is refused: SalesforceLabs/Partner-Recruitement-App and
 * Scheduling-from-Lists-in-Lightning-Experience find no rows by one.
 */
function encodedBind(
  field: Field,
  bound: BindValue,
  context: ConditionContext,
  offset: number,
  text: string
): SqlValue {
  const value = bound instanceof SObjectRecord ? bound.id : bound;
  if (value === null || value === "") {
    return null;
  }
  if (typeof value === "string" && isText(field)) {
    return holdsIds(field) ? (normalizeId(value) ?? value) : value;
  }
  if (typeof value === "boolean" && field.type === "boolean") {
    return value ? 1 : 0;
  }
  const number = isNumeric(field) ? decimalOf(value) : undefined;
  if (number !== undefined) {
    return numberValue(field, number);
  }
  const moment = encodedMoment(field, value, context);
  if (moment !== undefined) {
    return moment;
  }
  throw invalidField(
    `Invalid bind expression type of ${typeof value === "object" ? value.constructor.name.replace("Apex", "") : typeof value} for column of type ${field.type} (${text})`,
    offset
  );
}

function decimalOf(value: unknown): Decimal | undefined {
  if (value instanceof Decimal) return value;
  if (typeof value === "bigint") return Decimal.fromLong(value);
  return typeof value === "number" ? Decimal.fromNumber(value) : undefined;
}

function encodedMoment(field: Field, value: unknown, context: ConditionContext): number | undefined {
  if (field.type === "time") return value instanceof ApexTime ? value.millisecondOfDay : undefined;
  if (field.type !== "date" && field.type !== "datetime") return undefined;
  const asDay = field.type === "date";
  if (value instanceof ApexDate) return asDay ? value.epochDay : value.epochDay * 86_400_000;
  if (value instanceof ApexDatetime) return asDay ? value.date(context.zone).epochDay : value.epochMilliseconds;
  return undefined;
}

/** Refuses a literal that is of another type than what it is compared with. */
export function checkLiteral(left: SqlExpression, node: Exclude<ValueNode, { kind: "bind" }>): void {
  if (node.kind === "dateLiteral" || (node.kind === "string" && isText(left.field))) return;
  encodedLiteral(left.field, node, left.text);
}

function encodedLiteral(
  field: Field,
  node: Exclude<ValueNode, { kind: "dateLiteral" | "bind" }>,
  text: string
): SqlValue {
  switch (node.kind) {
    case "null":
      return null;
    case "string":
      if (!isText(field)) {
        throw mismatch(field, node.offset, text);
      }
      return node.value === "" ? null : textValue(field, node.value, node.offset);
    case "number":
      if (!isNumeric(field)) {
        throw mismatch(field, node.offset, text);
      }
      return numberValue(field, Decimal.parse(node.value));
    case "boolean":
      if (field.type !== "boolean") {
        throw mismatch(field, node.offset, text);
      }
      return node.value ? 1 : 0;
    case "date": {
      const day = ApexDate.parse(node.value);
      if (field.type !== "date" || day === undefined) {
        throw mismatch(field, node.offset, text);
      }
      return day.epochDay;
    }
    case "datetime": {
      const time = ApexDatetime.parseIso(node.value);
      if (field.type !== "datetime" || time === undefined) {
        throw mismatch(field, node.offset, text);
      }
      return time.epochMilliseconds;
    }
  }
}

function mismatch(field: Field, offset: number, text: string): SoqlQueryError {
  const quotes = isText(field) ? "should be enclosed in quotes" : "should not be enclosed in quotes";
  const type = field.type === "datetime" ? "dateTime" : field.type;
  return invalidField(`value of filter criterion for field '${text}' must be of type ${type} and ${quotes}`, offset);
}

function holdsIds(field: Field): boolean {
  return (
    (field.type === "id" || field.type === "reference") &&
    !field.referenceTo.some((target) => ["EntityDefinition", "FieldDefinition", "EntityParticle"].includes(target))
  );
}

function textValue(field: Field, value: string, offset: number): string {
  if (!holdsIds(field)) return value;
  const id = normalizeId(value);
  if (id === null) {
    throw new SoqlQueryError("INVALID_QUERY_FILTER_OPERATOR", `invalid ID field: ${value}`, offset);
  }
  return id;
}

/** Whole where it fits the column; between two of its values, a fraction that compares rightly and equals none. */
function numberValue(field: Field, value: Decimal): SqlValue {
  const scale = isExactNumber(field) ? field.scale : 0;
  const rounded = value.setScale(scale, "HALF_UP");
  return rounded.compareTo(value) === 0 ? decimalCodec(scale).encode(rounded) : value.toNumber() * 10 ** scale;
}

function isNumeric(field: Field): boolean {
  return isExactNumber(field) || field.type === "int" || field.type === "long";
}

function isText(field: Field): boolean {
  return (
    !isNumeric(field) &&
    field.type !== "boolean" &&
    field.type !== "date" &&
    field.type !== "datetime" &&
    field.type !== "time" &&
    field.type !== "base64"
  );
}

/** Columns compare ASCII letters without case by themselves; other letters need {@link folded}. */
function needsFolding(field: Field, value: SqlValue): boolean {
  return (
    typeof value === "string" &&
    !field.caseSensitive &&
    field.type !== "id" &&
    field.type !== "reference" &&
    !isAscii(value)
  );
}

function isAscii(text: string): boolean {
  return /^[\x00-\x7f]*$/.test(text);
}

/** Text in the form in which letters that differ only by case are equal. */
export function folded(text: string): string {
  return text.toUpperCase().toLowerCase();
}
