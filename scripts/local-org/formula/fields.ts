import type { SObjectRecord } from "../schema/record.ts";
import type { Field, SObjectType } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { formulaOf, RecordFormulas } from "./records.ts";

const formulaFieldsOfType = new WeakMap<SObjectType, readonly Field[]>();

export function formulaFields(type: SObjectType): readonly Field[] {
  let fields = formulaFieldsOfType.get(type);
  if (fields === undefined) {
    fields = type.fields.filter((field) => field.formula !== undefined);
    formulaFieldsOfType.set(type, fields);
  }
  return fields;
}

/** Computes the formula fields of complete records, as triggers see them. */
export function completeFormulas(tx: Transaction, type: SObjectType, records: readonly SObjectRecord[]): void {
  const fields = formulaFields(type);
  if (fields.length === 0 || records.length === 0) {
    return;
  }
  const formulas = new RecordFormulas(tx);
  formulas.prepareAll(fields, () => fields.map((field) => formulaOf(tx.schema, type, field)), records);
  for (const field of fields) {
    for (const record of records) {
      record.set(field.name, formulas.fieldValue(type, field, record));
    }
  }
}
