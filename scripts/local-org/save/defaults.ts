import type { SObjectRecord } from "../schema/record.ts";
import type { Field, SObjectType } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { evaluateDefault } from "../formula/defaults.ts";

const fieldsWithDefault = new WeakMap<SObjectType, readonly Field[]>();

/** The default values of a new record's fields, by name. */
export function defaultValues(tx: Transaction, type: SObjectType): SObjectRecord["values"] {
  const values: SObjectRecord["values"] = {};
  for (const field of defaultedFields(type).filter(({ createable }) => createable)) {
    const value = defaultOf(tx, type, field);
    if (value !== null) {
      values[field.name] = value;
    }
  }
  return values;
}

/** Gives a new record its default values where no value was set ("Apex Developer Guide: Triggers and Order of Execution"). */
export function applyDefaults(tx: Transaction, type: SObjectType, record: SObjectRecord): void {
  for (const field of defaultedFields(type)) {
    if (!record.has(field.name)) {
      const value = defaultOf(tx, type, field);
      if (value !== null) {
        record.set(field.name, value);
      }
    }
  }
  if (type.customSettingType === "Hierarchy" && record.get("SetupOwnerId") === null) {
    record.set("SetupOwnerId", tx.database.all('SELECT "Id" FROM "Organization"')[0]![0] as string);
  }
  if (type.field("OwnerId") !== undefined && record.get("OwnerId") === null) {
    record.set("OwnerId", tx.user.id);
  }
}

function defaultedFields(type: SObjectType): readonly Field[] {
  let fields = fieldsWithDefault.get(type);
  if (fields === undefined) {
    fields = type.fields.filter(
      (field) =>
        field.defaultValue !== undefined ||
        field.type === "boolean" ||
        field.picklistValues.some((value) => value.default)
    );
    fieldsWithDefault.set(type, fields);
  }
  return fields;
}

function defaultOf(tx: Transaction, type: SObjectType, field: Field): ReturnType<typeof evaluateDefault> {
  if (field.defaultValue !== undefined) {
    return evaluateDefault(tx, type, field);
  }
  return field.type === "boolean" ? false : (field.picklistValues.find((value) => value.default)?.value ?? null);
}
