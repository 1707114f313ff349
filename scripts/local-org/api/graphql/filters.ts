/** "GraphQL API Developer Guide: Filter Results", "Order Results": arguments as parts of a SOQL query. */
import {
  GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputType
} from "graphql";
import type { Field, Schema, SObjectType } from "../../schema/types.ts";
import { valueFromText } from "../../schema/text-value.ts";
import type { BindValue } from "../../soql/types.ts";
import type { FieldValue } from "../../values/field-value.ts";
import { scalarName, type ValueTypes } from "./field-values.ts";

export type Filter = { readonly [name: string]: unknown };

/** Values that a query's text names by `:v0`, `:v1` … */
export class Binds {
  readonly values = new Map<string, BindValue>();

  add(value: BindValue): string {
    const name = `v${this.values.size}`;
    this.values.set(name, value);
    return `:${name}`;
  }
}

const comparisons: Readonly<Record<string, string>> = { eq: "=", ne: "!=", lt: "<", lte: "<=", gt: ">", gte: ">=" };
const lists: Readonly<Record<string, string>> = { in: "IN", nin: "NOT IN", includes: "INCLUDES", excludes: "EXCLUDES" };

/** "SOQL and SOSL Reference: Date Formats and Date Literals in WHERE". */
const ranges = ["DAYS", "WEEKS", "MONTHS", "QUARTERS", "YEARS", "FISCAL_QUARTERS", "FISCAL_YEARS"].flatMap((unit) =>
  ["LAST", "NEXT"].map((side) => `${side}_N_${unit}`)
);
const literals = ["WEEK", "MONTH", "QUARTER", "YEAR", "FISCAL_QUARTER", "FISCAL_YEAR"]
  .flatMap((unit) => ["LAST", "THIS", "NEXT"].map((side) => `${side}_${unit}`))
  .concat("YESTERDAY", "TODAY", "TOMORROW", "LAST_90_DAYS", "NEXT_90_DAYS");

const direction = new GraphQLEnumType({ name: "ResultOrder", values: { ASC: {}, DESC: {} } });
const nulls = new GraphQLEnumType({ name: "NullOrder", values: { FIRST: {}, LAST: {} } });
const fieldOrder = new GraphQLInputObjectType({
  name: "OrderByClause",
  fields: { order: { type: direction }, nulls: { type: nulls } }
});

/** The input types of an org's objects, made when they are first asked for. */
export class FilterTypes {
  private readonly types = new Map<string, GraphQLInputObjectType>();
  private readonly schema: Schema;
  private readonly values: ValueTypes;
  private readonly literal = new GraphQLEnumType({
    name: "DateLiteral",
    values: Object.fromEntries(literals.map((name) => [name, {}]))
  });
  private readonly range = new GraphQLInputObjectType({
    name: "DateRange",
    fields: Object.fromEntries(ranges.map((name) => [name.toLowerCase(), { type: GraphQLInt }]))
  });

  constructor(schema: Schema, values: ValueTypes) {
    this.schema = schema;
    this.values = values;
  }

  where(type: SObjectType): GraphQLInputObjectType {
    return this.once(`${type.name}_Filter`, () => {
      const own: GraphQLInputType = this.where(type);
      const all = { type: new GraphQLList(own) };
      return { and: all, or: all, not: { type: own }, ...this.members(type, "filterable") };
    });
  }

  orderBy(type: SObjectType): GraphQLInputObjectType {
    return this.once(`${type.name}_OrderBy`, () => this.members(type, "sortable"));
  }

  private members(type: SObjectType, kind: "filterable" | "sortable"): GraphQLInputFieldConfigMap {
    const members: GraphQLInputFieldConfigMap = {};
    for (const field of type.fields) {
      if (!field[kind]) continue;
      members[field.name] = { type: kind === "sortable" ? fieldOrder : this.operators(field) };
      const parent = parentOf(this.schema, field);
      if (parent !== undefined)
        members[field.relationshipName!] = { type: kind === "sortable" ? this.orderBy(parent) : this.where(parent) };
    }
    return members;
  }

  private operators(field: Field): GraphQLInputObjectType {
    const name = scalarName(field);
    return this.once(`${name}Operators`, (): GraphQLInputFieldConfigMap => {
      const isDay = name === "Date" || name === "DateTime";
      const scalar = this.values.scalar(name);
      const value = isDay ? this.dayInput(name, scalar) : scalar;
      const list = new GraphQLList(value);
      if (name === "Boolean") return { eq: { type: value }, ne: { type: value } };
      if (name === "MultiPicklist")
        return { eq: { type: value }, ne: { type: value }, includes: { type: list }, excludes: { type: list } };
      const equal = { eq: { type: value }, ne: { type: value }, in: { type: list }, nin: { type: list } };
      if (name === "ID") return equal;
      const ordered = Object.fromEntries(["lt", "lte", "gt", "gte"].map((operator) => [operator, { type: value }]));
      const isText = !isDay && !["Int", "Long", "Double", "Currency", "Percent", "Time"].includes(name);
      return { ...equal, ...ordered, ...(isText ? { like: { type: value } } : {}) };
    });
  }

  private dayInput(name: string, value: GraphQLInputType): GraphQLInputObjectType {
    return this.once(`${name}Input`, () => ({
      value: { type: value },
      literal: { type: this.literal },
      range: { type: this.range }
    }));
  }

  private once(name: string, fields: () => GraphQLInputFieldConfigMap): GraphQLInputObjectType {
    let type = this.types.get(name);
    if (type === undefined) this.types.set(name, (type = new GraphQLInputObjectType({ name, fields })));
    return type;
  }
}

/** The object that a reference leads to; undefined where there are several or none that may be queried. */
export function parentOf(schema: Schema, field: Field): SObjectType | undefined {
  if (field.relationshipName === undefined || field.referenceTo.length !== 1) return undefined;
  const parent = schema.object(field.referenceTo[0]!);
  return parent?.queryable === true ? parent : undefined;
}

/** The condition of a filter; all of its members hold. Undefined where it has none. */
export function conditionOf(
  schema: Schema,
  type: SObjectType,
  filter: Filter,
  binds: Binds,
  path = ""
): string | undefined {
  const nested = (one: unknown): string | undefined => conditionOf(schema, type, one as Filter, binds, path);
  const parts = Object.entries(filter).map(([name, given]): string | undefined => {
    if (given === null || given === undefined) return undefined;
    if (name === "and" || name === "or") return joined((given as unknown[]).map(nested), name);
    if (name === "not") {
      const inner = nested(given);
      return inner === undefined ? undefined : `(NOT ${inner})`;
    }
    const reference = type.parentRelationship(name);
    const parent = reference && parentOf(schema, reference);
    return parent === undefined
      ? comparisonOf(type.field(name)!, `${path}${name}`, given as Filter, binds)
      : conditionOf(schema, parent, given as Filter, binds, `${path}${name}.`);
  });
  return joined(parts, "and");
}

function joined(parts: readonly (string | undefined)[], word: string): string | undefined {
  const present = parts.filter((part) => part !== undefined);
  return present.length === 0 ? undefined : `(${present.join(` ${word.toUpperCase()} `)})`;
}

function comparisonOf(field: Field, path: string, operators: Filter, binds: Binds): string | undefined {
  const parts = Object.entries(operators).map(([operator, given]) => {
    const list = lists[operator];
    if (list !== undefined) {
      const values = ((given ?? []) as unknown[]).map((one) => valueOf(field, one));
      // A set of values of a multi-select picklist has no bind in SOQL.
      return list.endsWith("CLUDES")
        ? `${path} ${list} (${values.map((value) => quoted(String(value))).join(", ")})`
        : `${path} ${list} ${binds.add(values)}`;
    }
    const symbol = operator === "like" ? "LIKE" : comparisons[operator]!;
    return `${path} ${symbol} ${literalOf(given) ?? binds.add(valueOf(field, given))}`;
  });
  return joined(parts, "and");
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}

/** A date literal that stands for the value, which binds cannot. */
function literalOf(given: unknown): string | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const { literal, range } = given as { literal?: string; range?: Record<string, number> };
  if (literal !== undefined) return literal;
  const [chosen] = Object.entries(range ?? {});
  return chosen === undefined ? undefined : `${chosen[0].toUpperCase()}:${chosen[1]}`;
}

function valueOf(field: Field, given: unknown): FieldValue {
  const value = typeof given === "object" && given !== null ? (given as { value?: unknown }).value : given;
  if (value === null || value === undefined) return null;
  return typeof value === "boolean" ? value : valueFromText(field, String(value));
}

/** `keysOf` tells the members of an input object in the order in which they were written. */
export function orderOf(
  type: SObjectType,
  order: Filter,
  schema: Schema,
  keysOf: (order: Filter, path: readonly string[]) => readonly string[],
  path: readonly string[] = []
): string[] {
  return keysOf(order, path).flatMap((name) => {
    const given = order[name] as Filter | null | undefined;
    if (given === null || given === undefined) return [];
    const reference = type.parentRelationship(name);
    const parent = reference && parentOf(schema, reference);
    if (parent !== undefined) return orderOf(parent, given, schema, keysOf, [...path, name]);
    const { order: way = "ASC", nulls: blanks } = given as { order?: string; nulls?: string };
    return [`${[...path, name].join(".")} ${way}${blanks === undefined ? "" : ` NULLS ${blanks}`}`];
  });
}
