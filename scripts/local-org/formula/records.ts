import type { SObjectRecord } from "../schema/record.ts";
import type { Field, Schema, SObjectType } from "../schema/types.ts";
import { hasCustomPermission } from "../security/permissions.ts";
import { loadRecords, loadWhere } from "../storage/records.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { FieldValue } from "../values/field-value.ts";
import { compileFormula, globalField, type CompiledFormula, type FormulaReference } from "./compile.ts";
import { labelsOf } from "./labels.ts";
import { toFieldValue, toFormulaValue, type FormulaInput, type FormulaValue } from "./values.ts";

const compiledOfField = new WeakMap<Schema, Map<Field, CompiledFormula>>();

/** The compiled formula of a formula field of `type`. */
export function formulaOf(schema: Schema, type: SObjectType, field: Field): CompiledFormula {
  let formulas = compiledOfField.get(schema);
  if (formulas === undefined) {
    formulas = new Map();
    compiledOfField.set(schema, formulas);
  }
  let formula = formulas.get(field);
  if (formula === undefined) {
    formula = compileFormula(schema, type, field.formula!, { blanksAsZero: field.formulaTreatBlanksAsZero });
    formulas.set(field, formula);
  }
  return formula;
}

/**
 * Evaluates formulas on records in memory. The parents that a formula reads are loaded for all records at once: one query
 * per relationship and batch.
 */
export class RecordFormulas {
  private readonly tx: Transaction;
  private readonly parents = new Map<string, SObjectRecord | null>();

  constructor(tx: Transaction) {
    this.tx = tx;
  }

  /** Loads what `formula` reads of the parents of `records`. */
  prepare(formula: CompiledFormula, records: readonly SObjectRecord[]): void {
    for (const reference of formula.references) {
      if (reference.kind === "field") {
        this.prepareReference(reference, records);
      }
    }
  }

  evaluate(formula: CompiledFormula, record: SObjectRecord, old?: SObjectRecord, isNew = false): FormulaValue {
    const input: FormulaInput = {
      value: (number) => this.read(formula.references[number]!, record),
      prior: (number) => (old === undefined ? null : this.read(formula.references[number]!, old)),
      isNew,
      now: this.tx.clock.now(),
      zone: this.tx.user.timeZone
    };
    return formula.evaluate(input);
  }

  fieldValue(type: SObjectType, field: Field, record: SObjectRecord): FieldValue {
    return toFieldValue(field, this.evaluate(formulaOf(this.tx.schema, type, field), record));
  }

  private prepareReference(
    reference: Extract<FormulaReference, { kind: "field" }>,
    records: readonly SObjectRecord[]
  ): void {
    let holders = records;
    for (const field of reference.path) {
      holders = this.loadParents(field, holders);
    }
    if (reference.field.formula !== undefined && holders.length > 0) {
      this.prepare(formulaOf(this.tx.schema, reference.type, reference.field), holders);
    }
  }

  private loadParents(field: Field, records: readonly SObjectRecord[]): SObjectRecord[] {
    const ids = new Set(records.flatMap((record) => (record.get(field.name) as string | null) ?? []));
    const missing = [...ids].filter((id) => !this.parents.has(id));
    const byType = new Map<string, string[]>();
    for (const id of missing) {
      const prefix = id.slice(0, 3);
      byType.set(prefix, [...(byType.get(prefix) ?? []), id]);
      this.parents.set(id, null);
    }
    for (const [prefix, group] of byType) {
      const type = this.tx.schema.objectByKeyPrefix(prefix);
      for (const [id, parent] of type === undefined ? [] : loadRecords(this.tx.database, type, group)) {
        this.parents.set(id, parent);
      }
    }
    return [...ids].flatMap((id) => this.parents.get(id) ?? []);
  }

  private read(reference: FormulaReference, record: SObjectRecord): FormulaValue {
    if (reference.kind === "global") {
      return readGlobal(this.tx, reference.parts);
    }
    let holder: SObjectRecord | null = record;
    for (const field of reference.path) {
      const id: FieldValue = holder.get(field.name);
      holder = typeof id === "string" ? (this.parents.get(id) ?? null) : null;
      if (holder === null) {
        return null;
      }
    }
    const { field } = reference;
    const value = field.formula === undefined ? holder.get(field.name) : this.fieldValue(reference.type, field, holder);
    return toFormulaValue(field, value);
  }
}

const globalsKey = Symbol("formula globals");

/** "Salesforce Help: Global Variables"; read once per transaction and user. */
export function readGlobal(tx: Transaction, parts: readonly string[]): FormulaValue {
  const name = parts[0]!.toLowerCase();
  if (name === "$permission") {
    return hasCustomPermission(tx, parts[1]!);
  }
  if (name === "$label") {
    return labelsOf(tx.schema)?.get(parts[parts.length - 1]!.toLowerCase()) ?? null;
  }
  const found = globalField(tx.schema, parts);
  if (found === undefined) {
    return null;
  }
  const record = globalRecord(tx, found.type, parts);
  return record === undefined ? null : toFormulaValue(found.field, record.get(found.field.name));
}

function globalRecord(tx: Transaction, type: SObjectType, parts: readonly string[]): SObjectRecord | undefined {
  let cache = tx.state.get(globalsKey) as Map<string, SObjectRecord | undefined> | undefined;
  if (cache === undefined) {
    cache = new Map();
    tx.state.set(globalsKey, cache);
  }
  const key = `${tx.user.id} ${parts.slice(0, -1).join(".").toLowerCase()}`;
  if (!cache.has(key)) {
    cache.set(key, findGlobal(tx, type, parts));
  }
  return cache.get(key);
}

function findGlobal(tx: Transaction, type: SObjectType, parts: readonly string[]): SObjectRecord | undefined {
  switch (parts[0]!.toLowerCase()) {
    case "$user":
      return loadRecords(tx.database, type, [tx.user.id]).get(tx.user.id);
    case "$profile":
      return loadRecords(tx.database, type, [tx.user.profileId]).get(tx.user.profileId);
    case "$userrole":
      return tx.user.roleId === null ? undefined : loadRecords(tx.database, type, [tx.user.roleId]).get(tx.user.roleId);
    case "$custommetadata":
      return loadWhere(tx.database, type, '"DeveloperName" = ?', [parts[2]!])[0];
    case "$setup":
      return hierarchyValue(tx, type);
    default:
      return loadWhere(tx.database, type, "1 LIMIT 1", [])[0];
  }
}

/** "Apex Developer Guide: Custom Settings", hierarchy: the user's, else the profile's, else the organization's record. */
function hierarchyValue(tx: Transaction, type: SObjectType): SObjectRecord | undefined {
  const records = loadWhere(tx.database, type, '"IsDeleted" = 0', []);
  const owned = (owner: string): SObjectRecord | undefined =>
    records.find((record) => record.get("SetupOwnerId") === owner);
  return (
    owned(tx.user.id) ??
    owned(tx.user.profileId) ??
    records.find((record) => String(record.get("SetupOwnerId")).startsWith("00D"))
  );
}
