import { SObjectRecord } from "../schema/record.ts";
import type { Field, Schema, SObjectType } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { FieldValue } from "../values/field-value.ts";
import { compileFormula, type CompiledFormula } from "./compile.ts";
import { RecordFormulas } from "./records.ts";
import { toFieldValue } from "./values.ts";

const defaultsOfSchema = new WeakMap<Schema, Map<Field, CompiledFormula>>();

/** The default value of a field at this moment for this user; "Salesforce Help: Default Field Values". */
export function evaluateDefault(tx: Transaction, type: SObjectType, field: Field): FieldValue {
  const value = toFieldValue(
    field,
    new RecordFormulas(tx).evaluate(defaultFormula(tx.schema, type, field), new SObjectRecord(type), undefined, true)
  );
  return value;
}

function defaultFormula(schema: Schema, type: SObjectType, field: Field): CompiledFormula {
  let formulas = defaultsOfSchema.get(schema);
  if (formulas === undefined) {
    formulas = new Map();
    defaultsOfSchema.set(schema, formulas);
  }
  let formula = formulas.get(field);
  if (formula === undefined) {
    formula = compileFormula(schema, type, field.defaultValue!);
    formulas.set(field, formula);
  }
  return formula;
}
