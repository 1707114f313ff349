import type { Field, Schema, SObjectType } from "../schema/types.ts";
import type { CompiledFormula } from "../formula/compile.ts";
import { FormulaError } from "../formula/parser.ts";
import { formulaOf, readGlobal, sessionOf } from "../formula/records.ts";
import { toFieldValue, toFormulaValue, type FormulaInput, type FormulaValue } from "../formula/values.ts";
import { codecOf } from "../storage/codec.ts";
import type { Database, SqlValue } from "../storage/database.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { invalidField } from "./error.ts";
import type { Source, SqlExpression } from "./plan.ts";

interface FormulaUse {
  readonly formula: CompiledFormula;
  readonly field: Field;
}

/** Reaches the fields that a formula reads, as {@link SqlExpression}s of a query. */
interface ReachableFields {
  readonly schema: Schema;
  parentOf(source: Source, reference: Field, path: { readonly offset: number }, kind?: SObjectType): Source;
  fieldExpression(source: Source, field: Field, text: string): SqlExpression;
}

/** Formulas that SQL texts call by their number. */
const uses: FormulaUse[] = [];
const numbers = new Map<Field, number>();

/** The SQL that computes a formula field: a call with the values that the formula reads. */
export function formulaSql(names: ReachableFields, source: Source, field: Field): string {
  const formula = compiled(names, source, field);
  const values = formula.references.map((reference) => {
    if (reference.kind === "global") {
      return "NULL";
    }
    const holder = reference.path.reduce(
      (parent, step, index) => names.parentOf(parent, step, { offset: 0 }, reference.targets?.[index]),
      source
    );
    return names.fieldExpression(holder, reference.field, reference.field.name).sql;
  });
  return `formula(${[numberOf({ formula, field }), ...values].join(", ")})`;
}

function compiled(names: ReachableFields, source: Source, field: Field): CompiledFormula {
  try {
    return formulaOf(names.schema, source.type, field);
  } catch (error) {
    throw error instanceof FormulaError
      ? invalidField(`Formula field ${source.type.name}.${field.name}: ${error.message}`, 0)
      : error;
  }
}

function numberOf(use: FormulaUse): number {
  let number = numbers.get(use.field);
  if (number === undefined) {
    number = uses.length;
    uses.push(use);
    numbers.set(use.field, number);
  }
  return number;
}

let current: Transaction | undefined;

/** Makes a transaction the one whose user and clock formulas in SQL see. */
export function enterFormulas(tx: Transaction): void {
  current = tx;
}

export function registerFormulas(database: Database): void {
  database.createFunction("formula", (...[number, ...values]: SqlValue[]) => {
    const { formula, field } = uses[number as number]!;
    const tx = current!;
    const input: FormulaInput = {
      value: (index) => argument(tx, formula, values, index),
      prior: () => null,
      isNew: false,
      now: tx.clock.now(),
      zone: tx.user.timeZone,
      session: () => sessionOf(tx)
    };
    return codecOf(field).encode(toFieldValue(field, formula.evaluate(input)));
  });
}

function argument(tx: Transaction, formula: CompiledFormula, values: readonly SqlValue[], index: number): FormulaValue {
  const reference = formula.references[index]!;
  if (reference.kind === "global") {
    return readGlobal(tx, reference.parts);
  }
  const stored = values[index]!;
  return stored === null ? null : toFormulaValue(reference.field, codecOf(reference.field).decode(stored));
}
