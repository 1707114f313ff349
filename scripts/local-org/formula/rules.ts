import type { Row } from "../save/row.ts";
import type { Schema, SObjectType, ValidationRule } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { compileFormula, type CompiledFormula } from "./compile.ts";
import { RecordFormulas } from "./records.ts";

interface CompiledRule {
  readonly rule: ValidationRule;
  readonly formula: CompiledFormula;
}

const rulesOfSchema = new WeakMap<Schema, Map<SObjectType, readonly CompiledRule[]>>();

/** "Salesforce Help: Validation Rules": fails every row for which the formula of an active rule is true. */
export function checkValidationRules(tx: Transaction, type: SObjectType, rows: readonly Row[]): void {
  const rules = rulesOf(tx.schema, type);
  if (rules.length === 0 || rows.length === 0) {
    return;
  }
  const formulas = new RecordFormulas(tx);
  const records = rows.flatMap((row) => (row.old === undefined ? [row.current] : [row.current, row.old]));
  formulas.prepareAll(rules, () => rules.map(({ formula }) => formula), records);
  for (const { rule, formula } of rules) {
    tx.limits.meter.charge("formulaFunction", formula.functions * rows.length);
    for (const row of rows) {
      if (formulas.evaluate(formula, row.current, row.old, row.old === undefined) === true) {
        const field = rule.errorField === undefined ? undefined : type.field(rule.errorField);
        row.fail("FIELD_CUSTOM_VALIDATION_EXCEPTION", rule.message, field === undefined ? [] : [field.name]);
      }
    }
  }
}

function rulesOf(schema: Schema, type: SObjectType): readonly CompiledRule[] {
  let ofSchema = rulesOfSchema.get(schema);
  if (ofSchema === undefined) {
    ofSchema = new Map();
    rulesOfSchema.set(schema, ofSchema);
  }
  let rules = ofSchema.get(type);
  if (rules === undefined) {
    rules = type.validationRules
      .filter((rule) => rule.active)
      .map((rule) => ({ rule, formula: compileFormula(schema, type, rule.formula, { validation: true }) }));
    ofSchema.set(type, rules);
  }
  return rules;
}
