import { compileFormula, type CompiledFormula } from "../formula/compile.ts";
import { RecordFormulas } from "../formula/records.ts";
import { lookupFilterFormula } from "../schema/lookup-filter.ts";
import type { Field, Schema, SObjectType } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { sameValue } from "./changes.ts";
import { standing, type Row } from "./row.ts";

interface CompiledFilter {
  readonly lookup: Field;
  readonly formula: CompiledFormula;
  /** The record's own fields on which the answer depends, the lookup included. */
  readonly dependsOn: readonly Field[];
}

const filtersOfSchema = new WeakMap<Schema, Map<SObjectType, readonly CompiledFilter[]>>();

/** "Salesforce Help: Lookup Filters": a required filter refuses a record that points to one which it leaves out. */
export function checkLookupFilters(tx: Transaction, type: SObjectType, rows: readonly Row[]): void {
  for (const { lookup, formula, dependsOn } of filtersOf(tx.schema, type)) {
    const concerned = standing(rows).filter(
      (row) => row.current.get(lookup.name) !== null && dependsOn.some((field) => hasChanged(field, row))
    );
    if (concerned.length === 0) continue;
    const formulas = new RecordFormulas(tx);
    formulas.prepare(
      formula,
      concerned.map((row) => row.current)
    );
    for (const row of concerned) {
      if (formulas.evaluate(formula, row.current) !== true) {
        row.fail(
          "FIELD_FILTER_VALIDATION_EXCEPTION",
          lookup.lookupFilter!.errorMessage ?? "Value does not exist or does not match filter criteria.",
          [lookup.name]
        );
      }
    }
  }
}

function hasChanged(field: Field, row: Row): boolean {
  return row.old === undefined || !sameValue(field, row.current.get(field.name), row.old.get(field.name));
}

function filtersOf(schema: Schema, type: SObjectType): readonly CompiledFilter[] {
  let ofSchema = filtersOfSchema.get(schema);
  if (ofSchema === undefined) {
    ofSchema = new Map();
    filtersOfSchema.set(schema, ofSchema);
  }
  let filters = ofSchema.get(type);
  if (filters === undefined) {
    filters = type.fields
      .filter((field) => field.lookupFilter?.optional === false)
      .map((field) => compiled(schema, type, field));
    ofSchema.set(type, filters);
  }
  return filters;
}

function compiled(schema: Schema, type: SObjectType, lookup: Field): CompiledFilter {
  const formula = compileFormula(schema, type, lookupFilterFormula(schema, type, lookup), { validation: true });
  const own = formula.references.flatMap((reference) =>
    reference.kind === "field" ? [reference.path[0] ?? reference.field] : []
  );
  return { lookup, formula, dependsOn: [...new Set([lookup, ...own])] };
}
