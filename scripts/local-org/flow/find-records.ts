import type { SObjectRecord } from "../schema/record.ts";
import type { SObjectType } from "../schema/types.ts";
import type { BindValue, SoqlEngine } from "../soql/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { Filter, GetRecords } from "./definition.ts";
import { FlowFault } from "./fault.ts";
import type { Scope } from "./scope.ts";
import { isCollection, textOf, toField, type FlowValue } from "./values.ts";

type Search = Pick<GetRecords, "object" | "filters" | "filterLogic" | "fields"> &
  Partial<Pick<GetRecords, "firstOnly" | "limit" | "sort">>;

const COMPARISONS: Readonly<Record<string, string>> = {
  EqualTo: "=",
  NotEqualTo: "!=",
  GreaterThan: ">",
  LessThan: "<",
  GreaterThanOrEqualTo: ">=",
  LessThanOrEqualTo: "<=",
  In: "IN",
  NotIn: "NOT IN"
};

/** The query of a Get Records element and those that find what is changed or deleted. */
export function findRecords(soql: SoqlEngine, scope: Scope, search: Search, countLimits: boolean): SObjectRecord[] {
  const type = typeNamed(scope.tx, search.object);
  const binds = new Map<string, BindValue>();
  const conditions = search.filters.map((filter, index) => conditionOf(scope, type, filter, `v${index}`, binds));
  const { sort, limit } = search;
  const most = search.firstOnly ? 1 : limit;
  const text = [
    `SELECT ${columnsOf(type, search.fields).join(", ")} FROM ${type.name}`,
    conditions.length > 0 && ` WHERE ${joined(search.filterLogic, conditions)}`,
    sort && ` ORDER BY ${sort.field} ${sort.descending ? "DESC NULLS LAST" : "ASC NULLS FIRST"}`,
    most !== undefined && ` LIMIT ${most}`
  ];
  const query = soql.analyze(text.filter(Boolean).join(""), scope.tx.schema);
  const options = { accessMode: "system", withSharing: scope.compiled.flow.withSharing, countLimits } as const;
  return soql.execute(scope.tx, query, binds, options).records;
}

/** Records with all that they have; those that there are not are left out. */
export function recordsById(
  soql: SoqlEngine,
  tx: Transaction,
  type: SObjectType,
  ids: readonly string[]
): SObjectRecord[] {
  const text = `SELECT ${columnsOf(type, undefined).join(", ")} FROM ${type.name} WHERE Id IN :ids`;
  const options = { accessMode: "system", withSharing: false, countLimits: false } as const;
  return soql.execute(tx, soql.analyze(text, tx.schema), new Map([["ids", ids]]), options).records;
}

export function typeNamed(tx: Transaction, name: string | undefined): SObjectType {
  const type = tx.schema.object(name ?? "");
  if (!type) throw new FlowFault(`The org has no object ${name ?? ""}`);
  return type;
}

/** A flow that names no fields can read all that the record has. */
function columnsOf(type: SObjectType, fields: readonly string[] | undefined): string[] {
  if (fields) return [...new Set(["Id", ...fields])];
  return type.fields.filter((field) => !["address", "location", "base64"].includes(field.type)).map(({ name }) => name);
}

function joined(logic: string, conditions: readonly string[]): string {
  if (/^and$/i.test(logic)) return conditions.join(" AND ");
  if (/^or$/i.test(logic)) return conditions.join(" OR ");
  return logic.replace(/\d+/g, (number) => `(${conditions[Number(number) - 1] ?? ""})`);
}

function conditionOf(
  scope: Scope,
  type: SObjectType,
  { field: name, operator, value: given }: Filter,
  bind: string,
  binds: Map<string, BindValue>
): string {
  const value = scope.given(given);
  const field = type.field(name);
  if (!field) throw new FlowFault(`${type.name} has no field ${name}`);
  if (operator === "IsNull") return `${field.name} ${value === false ? "!=" : "="} NULL`;
  const zone = scope.tx.user.timeZone;
  const asField = (one: FlowValue): BindValue => toField(field, one, zone);
  const comparison = COMPARISONS[operator];
  if (comparison !== undefined) {
    binds.set(bind, isCollection(value) ? value.map(asField) : asField(value));
    return `${field.name} ${comparison} :${bind}`;
  }
  const text = textOf(value).replace(/[\\%_]/g, (special) => `\\${special}`);
  binds.set(bind, `${operator === "StartsWith" ? "" : "%"}${text}${operator === "EndsWith" ? "" : "%"}`);
  return `${field.name} LIKE :${bind}`;
}
