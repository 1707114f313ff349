import type { Field, Schema, SObjectType } from "../schema/types.ts";
import type { CompiledFormula, FormulaReference } from "./compile.ts";

type FieldReference = Extract<FormulaReference, { kind: "field" }>;

/** What formulas read of records by way of their references, each reference once. */
export interface ParentNeeds {
  /** The reference that leads to the parents. */
  readonly reference: Field;
  /** What has to be loaded of the parents. */
  readonly fields: readonly Field[];
  /** What is read of the parents by way of theirs. */
  readonly parents: readonly ParentNeeds[];
}

/** Finds the compiled formula of a formula field. */
type FormulaOf = (type: SObjectType, field: Field) => CompiledFormula;

interface OpenNeeds {
  readonly fields: Set<Field>;
  readonly parents: Map<Field, OpenNeeds>;
}

const needsOfFormulas = new WeakMap<Schema, WeakMap<object, readonly ParentNeeds[]>>();

/**
 * What these formulas of one object read of parents, the formulas of parents' fields included.
 *
 * @param key what stands for the formulas: the needs are found once for it
 */
export function parentNeeds(
  schema: Schema,
  key: object,
  formulas: () => readonly CompiledFormula[],
  formulaOf: FormulaOf
): readonly ParentNeeds[] {
  let ofSchema = needsOfFormulas.get(schema);
  if (ofSchema === undefined) needsOfFormulas.set(schema, (ofSchema = new WeakMap()));
  let needs = ofSchema.get(key);
  if (needs === undefined) {
    const open = noNeeds();
    for (const formula of formulas()) addFormula(open, formula, formulaOf);
    ofSchema.set(key, (needs = parentsOf(open)));
  }
  return needs;
}

function noNeeds(): OpenNeeds {
  return { fields: new Set(), parents: new Map() };
}

function parentsOf(needs: OpenNeeds): ParentNeeds[] {
  return [...needs.parents].map(([reference, of]) => ({
    reference,
    fields: [...of.fields],
    parents: parentsOf(of)
  }));
}

function addFormula(needs: OpenNeeds, formula: CompiledFormula, formulaOf: FormulaOf): void {
  for (const reference of formula.references) {
    if (reference.kind === "field") addReference(needs, reference, formulaOf);
  }
}

function addReference(needs: OpenNeeds, { path, field, type }: FieldReference, formulaOf: FormulaOf): void {
  let holder = needs;
  for (const reference of path) {
    holder.fields.add(reference);
    let parent = holder.parents.get(reference);
    if (parent === undefined) holder.parents.set(reference, (parent = noNeeds()));
    holder = parent;
  }
  if (field.formula === undefined) holder.fields.add(field);
  else addFormula(holder, formulaOf(type, field), formulaOf);
}
