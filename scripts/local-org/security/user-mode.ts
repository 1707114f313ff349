import { standing, type Row } from "../save/row.ts";
import type { DmlOperation, SaveOptions } from "../save/types.ts";
import type { SObjectType } from "../schema/types.ts";
import { unknownField, unknownType } from "../soql/names.ts";
import type { ConditionPlan, QueryPlan, SelectPlan } from "../soql/plan.ts";
import { PlatformError } from "../transaction/platform-error.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { accessOf, type UserAccess } from "./access.ts";

/**
 * "Apex Developer Guide: Enforce User Mode for Database Operations": to a user who may not read an object or a field of the
 * query it does not exist. WITH SECURITY_ENFORCED has words of its own.
 */
export function requireReadable(tx: Transaction, plan: QueryPlan): void {
  const access = accessOf(tx);
  if (access.modifyAllData) {
    return;
  }
  const error = firstDenied(plan, access);
  if (error !== undefined) {
    throw Object.assign(error, { inaccessibleFields: inaccessibleFields(plan, access) });
  }
}

function firstDenied(plan: QueryPlan, access: UserAccess): PlatformError | undefined {
  for (const select of selectsOf(plan)) {
    if (!access.object(select.type).read) {
      return plan.mode === "securityEnforced" ? insufficient(plan) : unknownType(select.type.name, 0);
    }
    for (const { type, field } of select.uses) {
      if (!access.object(type).read || !access.fieldReadable(type, field)) {
        return plan.mode === "securityEnforced" ? insufficient(plan) : unknownField(field.name, type.name, 0);
      }
    }
  }
  return undefined;
}

/** "Apex Reference Guide: QueryException Class", getInaccessibleFields: names of fields by object. */
function inaccessibleFields(plan: QueryPlan, access: UserAccess): ReadonlyMap<string, ReadonlySet<string>> {
  const denied = new Map<string, Set<string>>();
  for (const { type, field } of selectsOf(plan).flatMap((select) => select.uses)) {
    if (field.name !== "Id" && (!access.object(type).read || !access.fieldReadable(type, field))) {
      denied.set(type.name, (denied.get(type.name) ?? new Set()).add(field.name));
    }
  }
  return denied;
}

function insufficient(plan: QueryPlan): PlatformError {
  return new PlatformError({
    apexType: "System.QueryException",
    statusCode: "INSUFFICIENT_ACCESS",
    message: `Insufficient permissions: secure query included inaccessible field (${plan.type.name})`
  });
}

/** The query itself, its subqueries and its semi-joins. */
function selectsOf(plan: QueryPlan): SelectPlan[] {
  return [plan, ...semiJoinsOf(plan.where), ...plan.children.flatMap((child) => selectsOf(child.query))];
}

function semiJoinsOf(condition: ConditionPlan | undefined): SelectPlan[] {
  switch (condition?.kind) {
    case "and":
    case "or":
      return condition.operands.flatMap(semiJoinsOf);
    case "not":
      return semiJoinsOf(condition.operand);
    case "semiJoin":
      return [condition.query, ...semiJoinsOf(condition.query.where)];
    default:
      return [];
  }
}

/** In user mode, fails rows of an object or with fields that the running user may not write. */
export function requireWritable(
  tx: Transaction,
  type: SObjectType,
  operation: DmlOperation,
  rows: readonly Row[],
  options: SaveOptions
): void {
  const access = options.accessMode === "user" ? accessOf(tx) : undefined;
  if (access === undefined || access.modifyAllData) {
    return;
  }
  for (const row of standing(rows)) {
    if (!mayDo(access, type, operation, row)) {
      row.fail("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", `Access to entity '${type.name}' denied`);
    } else if (operation !== "delete" && operation !== "undelete") {
      requireFields(access, type, row);
    }
  }
}

function mayDo(access: UserAccess, type: SObjectType, operation: DmlOperation, row: Row): boolean {
  const object = access.object(type);
  switch (operation) {
    case "insert":
      return object.create;
    case "update":
      return object.edit;
    case "upsert":
      // What it turned out to be, whether its record was named by its Id or by an external id.
      return row.id === null ? object.create : object.edit;
    case "delete":
    case "undelete":
      return object.delete;
  }
}

function requireFields(access: UserAccess, type: SObjectType, row: Row): void {
  const denied = Object.keys(row.given.values).filter((name) => {
    const field = type.field(name);
    return field !== undefined && (field.createable || field.updateable) && !access.fieldEditable(type, field);
  });
  if (denied.length > 0) {
    row.fail(
      "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
      `Operation failed due to fields being inaccessible on Sobject ${type.name}, check errors on Exception or Result!`,
      denied
    );
  }
}
