import type { SObjectRecord } from "../schema/record.ts";
import type { Field, Schema, SObjectType } from "../schema/types.ts";
import { hasCustomPermission } from "../security/permissions.ts";
import { loadFields, loadRecords, loadWhere } from "../storage/records.ts";
import { isStored } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { FieldValue } from "../values/field-value.ts";
import { compileFormula, globalField, isTheme, type CompiledFormula, type FormulaReference } from "./compile.ts";
import { KnownParents } from "./known-parents.ts";
import { labelsOf } from "./labels.ts";
import { parentNeeds, type ParentNeeds } from "./needs.ts";
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
 * Evaluates formulas on records in memory. What a formula reads of parents is loaded for all records at once: one query per
 * relationship and batch.
 */
export class RecordFormulas {
  private readonly tx: Transaction;
  private readonly parents: KnownParents;

  constructor(tx: Transaction) {
    this.tx = tx;
    this.parents = KnownParents.of(tx);
  }

  /** Loads what `formula` reads of the parents of `records`. */
  prepare(formula: CompiledFormula, records: readonly SObjectRecord[]): void {
    this.prepareAll(formula, () => [formula], records);
  }

  /**
   * Loads what several formulas read of the parents of `records`.
   *
   * @param key what stands for these formulas, whenever they are prepared
   */
  prepareAll(key: object, formulas: () => readonly CompiledFormula[], records: readonly SObjectRecord[]): void {
    const { schema } = this.tx;
    const needs = parentNeeds(schema, key, formulas, (type, field) => formulaOf(schema, type, field));
    this.load(needs, records);
  }

  evaluate(formula: CompiledFormula, record: SObjectRecord, old?: SObjectRecord, isNew = false): FormulaValue {
    return formula.evaluate(new RecordInput(this, this.tx, formula.references, record, old, isNew));
  }

  fieldValue(type: SObjectType, field: Field, record: SObjectRecord): FieldValue {
    return toFieldValue(field, this.evaluate(formulaOf(this.tx.schema, type, field), record));
  }

  private load(needs: readonly ParentNeeds[], records: readonly SObjectRecord[]): void {
    for (const { reference, fields, parents } of needs) {
      const holders = this.loadParents(reference, records, fields);
      if (holders.length > 0) this.load(parents, holders);
    }
  }

  /** Loads these fields of the parents, where they are not loaded yet, and returns the parents. */
  private loadParents(field: Field, records: readonly SObjectRecord[], fields: readonly Field[]): SObjectRecord[] {
    const ids = new Set(records.flatMap((record) => (record.get(field.name) as string | null) ?? []));
    for (const [prefix, missing] of this.parents.missing(ids, fields)) {
      this.loadGroup(this.tx.schema.objectByKeyPrefix(prefix), missing, fields);
    }
    return [...ids].flatMap((id) => this.parents.get(id) ?? []);
  }

  private loadGroup(type: SObjectType | undefined, ids: readonly string[], fields: readonly Field[]): void {
    // A reference to one of several objects may lead to one that has no such field.
    const own = fields.flatMap(({ name }) => type?.field(name) ?? []);
    const stored = new Set([...(type === undefined ? [] : [type.field("Id")!]), ...own.filter(isStored)]);
    const loaded = type === undefined ? undefined : loadFields(this.tx.database, type, ids, [...stored]);
    for (const id of ids) {
      const more = loaded?.get(id);
      for (const { name } of fields) if (more && !more.has(name)) more.set(name, null);
      this.parents.add(id, more ?? null);
    }
  }

  /** What a reference of a formula that is prepared leads to. */
  read(reference: FormulaReference, record: SObjectRecord): FormulaValue {
    if (reference.kind === "global") {
      return readGlobal(this.tx, reference.parts);
    }
    let holder: SObjectRecord | null = record;
    for (const [index, field] of reference.path.entries()) {
      const id: FieldValue = holder.get(field.name);
      holder = typeof id === "string" ? (this.parents.get(id) ?? null) : null;
      const target = reference.targets?.[index];
      if (holder === null || (target !== undefined && holder.type !== target)) {
        return null;
      }
    }
    const { field } = reference;
    const value = field.formula === undefined ? holder.get(field.name) : this.fieldValue(reference.type, field, holder);
    return toFormulaValue(field, value);
  }
}

/** What one formula is given of one record: there is one for each evaluation, so it holds no functions of its own. */
class RecordInput implements FormulaInput {
  readonly isNew: boolean;
  private readonly formulas: RecordFormulas;
  private readonly tx: Transaction;
  private readonly references: readonly FormulaReference[];
  private readonly record: SObjectRecord;
  private readonly old: SObjectRecord | undefined;
  private moment: number | undefined;

  constructor(
    formulas: RecordFormulas,
    tx: Transaction,
    references: readonly FormulaReference[],
    record: SObjectRecord,
    old: SObjectRecord | undefined,
    isNew: boolean
  ) {
    this.formulas = formulas;
    this.tx = tx;
    this.references = references;
    this.record = record;
    this.old = old;
    this.isNew = isNew;
    this.moment = undefined;
  }

  /** One moment, however often the formula asks. */
  get now(): number {
    return (this.moment ??= this.tx.clock.now());
  }

  get zone(): string {
    return this.tx.user.timeZone;
  }

  value(number: number): FormulaValue {
    return this.formulas.read(this.references[number]!, this.record);
  }

  prior(number: number): FormulaValue {
    return this.old === undefined ? null : this.formulas.read(this.references[number]!, this.old);
  }

  session(): string {
    return sessionOf(this.tx);
  }
}

const globalsKey = Symbol("formula globals");

/** "Salesforce Help: Global Variables"; read once per transaction and user. */
/** What GETSESSIONID and `UserInfo.getSessionId` tell. */
export function sessionOf(tx: Transaction): string {
  const [organization] = tx.database.all('SELECT "Id" FROM "Organization" LIMIT 1');
  return `${String(organization?.[0])}!${tx.user.id}`;
}

/** The theme of the pages that the local org shows. */
const lightningExperience = "Theme4d";

export function readGlobal(tx: Transaction, parts: readonly string[]): FormulaValue {
  const name = parts[0]!.toLowerCase();
  if (name === "$permission") {
    return hasCustomPermission(tx, parts[1]!);
  }
  if (name === "$label") {
    return labelsOf(tx.schema)?.get(parts[parts.length - 1]!.toLowerCase()) ?? null;
  }
  if (isTheme(parts)) return lightningExperience;
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
