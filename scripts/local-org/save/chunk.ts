import { SObjectRecord } from "../schema/record.ts";
import type { Field, SObjectType } from "../schema/types.ts";
import { checkValidationRules } from "../formula/rules.ts";
import { requireNewMasters, requireRowAccess } from "../security/row-access.ts";
import { codecOf } from "../storage/codec.ts";
import { allocateAutoNumbers, allocateIds } from "../storage/ids.ts";
import { insertRecords, loadRecords, updateRecords } from "../storage/records.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { normalizeId } from "../values/id.ts";
import { changedFields, sameValue } from "./changes.ts";
import { attachDocuments, requireContent } from "./content.ts";
import { applyDefaults } from "./defaults.ts";
import { checkRestrictedChildren, deleteRows, undeleteRows, type CascadedRecords, idsInBin } from "./deletion.ts";
import { deriveStandardFields } from "./derived.ts";
import { relateRecipients } from "./email.ts";
import { checkLookupFilters } from "./lookup-filters.ts";
import {
  changeFamily,
  changesFamily,
  checkPersons,
  identifyPersons,
  refusePersonContacts,
  tellPersons,
  writePersonContacts
} from "./person-accounts.ts";
import { computeProductTotals, productTotals } from "./product-totals.ts";
import { checkReferences } from "./references.ts";
import { createRoleGroups, deleteRoleGroups } from "./role-groups.ts";
import { currentSummaries } from "./rollups.ts";
import { Row, standing, withoutEmptyText } from "./row.ts";
import { summaryGroups, touchedParents, type SummaryGroup } from "./summary-groups.ts";
import { fireTriggers } from "./triggers.ts";
import type { DmlOperation, RecordAutomation, SaveOptions, TriggerRunner } from "./types.ts";
import { checkUnique } from "./unique.ts";
import { validateSystemRules } from "./validate.ts";

/** Saves at most 200 rows of one object: "Apex Developer Guide: Triggers and Order of Execution". Errors stay on the rows. */
export class ChunkSaver {
  private readonly tx: Transaction;
  private readonly triggers: TriggerRunner;
  private readonly flows: RecordAutomation | undefined;
  private readonly options: SaveOptions;

  constructor(
    tx: Transaction,
    { triggers, flows }: { readonly triggers: TriggerRunner; readonly flows?: RecordAutomation },
    options: SaveOptions
  ) {
    this.tx = tx;
    this.triggers = triggers;
    this.flows = flows;
    this.options = options;
  }

  save(operation: Exclude<DmlOperation, "upsert">, type: SObjectType, rows: readonly Row[]): void {
    switch (operation) {
      case "insert":
        return this.insert(type, rows);
      case "update":
        return this.update(type, rows);
      case "delete":
        return this.delete(type, rows);
      case "undelete":
        return this.undelete(type, rows);
    }
  }

  private insert(type: SObjectType, rows: readonly Row[]): void {
    for (const row of rows) {
      row.old = undefined;
      row.created = true;
      row.current = newRecord(type, row);
      applyDefaults(this.tx, type, row.current);
    }
    tellPersons(this.tx, type, rows);
    this.flows?.beforeSave(this.tx, type, standing(rows));
    fireTriggers(this.tx, this.triggers, type, "before", "insert", rows);
    this.validate(type, rows);
    this.assignIds(type, standing(rows));
    identifyPersons(this.tx, type, standing(rows));
    checkUnique(this.tx, type, rows);
    requireRowAccess(this.tx, type, "insert", rows, this.options);
    const good = standing(rows);
    this.stampNew(type, good);
    if (type.name === "ContentVersion") {
      attachDocuments(
        this.tx,
        good.map((row) => row.current)
      );
    }
    insertRecords(
      this.tx.database,
      type,
      good.map((row) => row.current)
    );
    writePersonContacts(this.tx, type, good);
    if (type.name === "UserRole") {
      createRoleGroups(
        this.tx,
        good.map((row) => row.current)
      );
    }
    if (type.name === "EmailMessage") {
      relateRecipients(
        this.tx,
        good.map((row) => row.current)
      );
    }
    fireTriggers(this.tx, this.triggers, type, "after", "insert", good);
    this.flows?.afterSave(this.tx, type, standing(good));
    this.rollUp(type, standing(good));
  }

  private update(type: SObjectType, rows: readonly Row[]): void {
    this.loadOld(type, rows, false);
    requireRowAccess(this.tx, type, "update", rows, this.options);
    for (const row of standing(rows)) {
      row.current = merged(type, row);
      keepDerivedAmount(type, row);
    }
    requireNewMasters(this.tx, type, rows, this.options);
    const changing = standing(rows).filter((row) => changesFamily(this.tx, type, row));
    this.changeFamilies(type, changing);
    this.updateLoaded(
      type,
      rows.filter((row) => !changing.includes(row))
    );
  }

  /** "Apex Developer Guide: Operations That Don't Invoke Triggers": accounts that become persons, or businesses. */
  private changeFamilies(type: SObjectType, rows: readonly Row[]): void {
    for (const row of rows) changeFamily(this.tx, type, row);
    this.validate(type, rows);
    const good = standing(rows);
    this.stampChanged(type, good);
    this.writeChanges(type, good);
    writePersonContacts(this.tx, type, good);
  }

  /** The same from the point where `old` and `current` are known; a parent's summaries enter here. */
  private updateLoaded(type: SObjectType, rows: readonly Row[]): void {
    this.flows?.beforeSave(this.tx, type, standing(rows));
    fireTriggers(this.tx, this.triggers, type, "before", "update", rows);
    this.validate(type, rows);
    checkUnique(this.tx, type, rows);
    const good = standing(rows);
    this.stampChanged(type, good);
    this.writeChanges(type, good);
    writePersonContacts(this.tx, type, good);
    fireTriggers(this.tx, this.triggers, type, "after", "update", good);
    this.flows?.afterSave(this.tx, type, standing(good));
    this.rollUp(type, standing(good));
  }

  private delete(type: SObjectType, rows: readonly Row[]): void {
    this.loadOld(type, rows, false);
    for (const row of standing(rows)) {
      row.current = row.old!;
      row.old = undefined;
    }
    requireRowAccess(this.tx, type, "delete", rows, this.options);
    refusePersonContacts(type, rows);
    this.flows?.beforeDelete(this.tx, type, standing(rows));
    fireTriggers(this.tx, this.triggers, type, "before", "delete", rows);
    checkRestrictedChildren(this.tx, type, rows);
    const good = standing(rows);
    const cascaded = good.length > 0 ? deleteRows(this.tx, type, good) : [];
    if (type.name === "UserRole") {
      deleteRoleGroups(
        this.tx,
        good.map((row) => row.id!)
      );
    }
    fireTriggers(this.tx, this.triggers, type, "after", "delete", good);
    this.rollUp(type, standing(good));
    this.rollUpCascaded(cascaded);
  }

  private undelete(type: SObjectType, rows: readonly Row[]): void {
    this.loadOld(type, rows, true);
    for (const row of standing(rows)) {
      row.current = row.old!;
      row.current.set("IsDeleted", false);
      row.old = undefined;
    }
    requireRowAccess(this.tx, type, "undelete", rows, this.options);
    checkUnique(this.tx, type, rows);
    const good = standing(rows);
    const cascaded = good.length > 0 ? undeleteRows(this.tx, type, good) : [];
    fireTriggers(this.tx, this.triggers, type, "after", "undelete", good);
    this.rollUp(type, standing(good));
    this.rollUpCascaded(cascaded);
  }

  private validate(type: SObjectType, rows: readonly Row[]): void {
    for (const row of standing(rows)) {
      deriveStandardFields(this.tx, type, row.current, row.old);
      validateSystemRules(type, row, this.options.truncatesTexts);
      if (type.name === "ContentVersion" && row.created) requireContent(row);
      row.collectErrors();
    }
    checkPersons(this.tx, type, rows);
    checkReferences(this.tx, type, rows);
    checkLookupFilters(this.tx, type, rows);
    checkValidationRules(this.tx, type, standing(rows));
  }

  private loadOld(type: SObjectType, rows: readonly Row[], deleted: boolean): void {
    const stored = loadRecords(
      this.tx.database,
      type,
      rows.flatMap((row) => row.id ?? [])
    );
    const inBin = deleted ? idsInBin(this.tx, [...stored.keys()]) : undefined;
    for (const row of standing(rows)) {
      row.old = row.id === null ? undefined : stored.get(row.id);
      if (row.old === undefined) {
        row.fail("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
      } else if ((row.old.get("IsDeleted") === true) !== deleted || inBin?.has(row.id!) === false) {
        row.fail(
          deleted ? "UNDELETE_FAILED" : "ENTITY_IS_DELETED",
          deleted ? "Entity is not in the recycle bin" : "entity is deleted"
        );
      }
    }
  }

  private assignIds(type: SObjectType, rows: readonly Row[]): void {
    if (rows.length === 0) {
      return;
    }
    const ids = allocateIds(this.tx.database, type, rows.length);
    rows.forEach((row, index) => {
      row.id = ids[index]!;
      row.current.set("Id", row.id);
    });
    const { nameField } = type;
    if (type.kind === "custom" && nameField && !nameField.autoNumber)
      for (const row of rows) nameById(row, nameField.name);
  }

  private stampNew(type: SObjectType, rows: readonly Row[]): void {
    const now = new ApexDatetime(this.tx.clock.now());
    for (const row of rows) {
      const { values } = row.current;
      values["CreatedDate"] = values["LastModifiedDate"] = values["SystemModstamp"] = now;
      values["CreatedById"] = values["LastModifiedById"] = this.tx.user.id;
      values["IsDeleted"] = false;
    }
    this.zeroSummaries(type, rows);
    const today = now.date(this.tx.user.timeZone);
    for (const field of autoNumbersOf(type)) {
      const values = rows.length === 0 ? [] : allocateAutoNumbers(this.tx.database, type, field, rows.length, today);
      rows.forEach((row, index) => row.current.set(field.name, values[index]!));
    }
  }

  private zeroSummaries(type: SObjectType, rows: readonly Row[]): void {
    for (const field of type.fields) {
      const operation = field.summary?.operation;
      if (operation === "sum" || operation === "count") {
        const zero = codecOf(field).decode(0);
        for (const row of rows) {
          row.current.set(field.name, zero);
        }
      }
    }
  }

  private stampChanged(type: SObjectType, rows: readonly Row[]): void {
    if (type.field("LastModifiedDate") === undefined) {
      return;
    }
    const now = new ApexDatetime(this.tx.clock.now());
    for (const row of rows) {
      const { values } = row.current;
      values["LastModifiedDate"] = values["SystemModstamp"] = now;
      values["LastModifiedById"] = this.tx.user.id;
    }
  }

  private writeChanges(type: SObjectType, rows: readonly Row[]): void {
    if (rows.length > 0) {
      const fields = changedFields(type, rows);
      if (fields.length > 0) {
        updateRecords(
          this.tx.database,
          type,
          rows.map((row) => row.current),
          fields
        );
      }
    }
  }

  /** Roll-up summaries: the parents whose values change go through their own save, grandparents included. */
  private rollUp(type: SObjectType, rows: readonly Row[]): void {
    if (rows.length === 0) {
      return;
    }
    const ofProducts = productTotals(this.tx, type);
    if (ofProducts !== undefined) this.rollUpGroup(type, rows, ofProducts, computeProductTotals);
    for (const group of summaryGroups(this.tx, type)) this.rollUpGroup(type, rows, group, currentSummaries);
  }

  private rollUpGroup(
    type: SObjectType,
    rows: readonly Row[],
    group: SummaryGroup,
    compute: typeof currentSummaries
  ): void {
    const parents = touchedParents(group, rows);
    const ids = [...parents.keys()];
    for (let start = 0; start < ids.length; start += 200) {
      const chunk = ids.slice(start, start + 200);
      this.saveParents(group.parent, group.summaries, compute(this.tx, type, group, chunk), parents);
    }
  }

  /** Details that went along with one master may count in the summaries of another. */
  private rollUpCascaded(cascaded: readonly CascadedRecords[]): void {
    for (const { type, ids } of cascaded) {
      if (summaryGroups(this.tx, type).length > 0) {
        const records = [...loadRecords(this.tx.database, type, ids).values()];
        this.rollUp(
          type,
          records.map((record, index) => new Row(index, record))
        );
      }
    }
  }

  private saveParents(
    type: SObjectType,
    summaries: readonly Field[],
    computed: readonly SObjectRecord[],
    children: ReadonlyMap<string, readonly Row[]>
  ): void {
    const stored = loadRecords(
      this.tx.database,
      type,
      computed.map((record) => record.id!)
    );
    const changed: Row[] = [];
    for (const record of computed) {
      const old = stored.get(record.id!);
      const isLive = old !== undefined && old.get("IsDeleted") !== true;
      if (isLive && summaries.some((field) => !sameValue(field, record.get(field.name), old.get(field.name)))) {
        const row = new Row(changed.length, record);
        row.old = old;
        row.current = new SObjectRecord(type, { ...old.values });
        for (const { name } of summaries) row.current.set(name, record.get(name));
        changed.push(row);
      }
    }
    this.updateLoaded(type, changed);
    for (const row of changed) {
      for (const error of row.errors) {
        for (const child of children.get(row.id!) ?? []) {
          child.errors.push(error);
        }
      }
    }
  }
}

/** Salesforce Stack Exchange 139392: a record of a custom object that is given no name is called by its id, without the suffix. */
function nameById({ current, id }: Row, name: string): void {
  if ((current.values[name] ?? "") === "") current.set(name, id!.slice(0, 15));
}

const autoNumbers = new WeakMap<SObjectType, readonly Field[]>();

function autoNumbersOf(type: SObjectType): readonly Field[] {
  let fields = autoNumbers.get(type);
  if (fields === undefined) {
    fields = type.fields.filter((field) => field.autoNumber);
    autoNumbers.set(type, fields);
  }
  return fields;
}

/** "Object Reference: Opportunity", Amount: an attempt to update it is ignored where the opportunity has products. */
function keepDerivedAmount(type: SObjectType, row: Row): void {
  if (type.name === "Opportunity" && row.old?.get("HasOpportunityLineItem") === true) {
    row.current.set("Amount", row.old.get("Amount"));
  }
}

function givenValues(row: Row): SObjectRecord["values"] {
  return row.parentIds === undefined ? row.given.values : { ...row.given.values, ...row.parentIds };
}

/** The values that were given for fields that may be given. */
function newRecord(type: SObjectType, row: Row): SObjectRecord {
  if (row.given.id !== null) {
    row.fail("INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", ["Id"]);
  }
  const record = new SObjectRecord(type);
  for (const [name, value] of Object.entries(givenValues(row))) {
    if (type.field(name)?.createable === true) {
      record.values[name] = withoutEmptyText(value);
    }
  }
  return record;
}

function merged(type: SObjectType, row: Row): SObjectRecord {
  const record = new SObjectRecord(type, { ...row.old!.values });
  for (const [name, value] of Object.entries(givenValues(row))) {
    const field = type.field(name);
    if (field?.updateable === true) {
      record.values[name] = withoutEmptyText(value);
    } else if (field?.masterDetail === true && typeof value === "string" && normalizeId(value) !== row.old!.get(name)) {
      row.fail(
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        [field.name]
      );
    }
  }
  return record;
}
