/** Reading and writing sObject records from generated code. */
import { SObjectRecord } from "../../schema/record.ts";
import type { Field, SObjectType } from "../../schema/types.ts";
import type { FieldValue } from "../../values/field-value.ts";
import { noteBlanked } from "./blanks.ts";
import { ApexList } from "./collections.ts";
import { ambient } from "./context.ts";
import { apexError } from "./exceptions.ts";
import { stringType, type RuntimeType } from "./runtime-type.ts";

/** `new Account(Name = 'x')` */
export function newRecord(
  type: SObjectType,
  values: Record<string, FieldValue>,
  parents?: Record<string, SObjectRecord | null>
): SObjectRecord {
  const record = new SObjectRecord(type, values);
  if (parents) record.parents = parents;
  return record;
}

/** A field's value; a row that was queried without the field refuses. */
export function readField(record: SObjectRecord, field: string): FieldValue {
  const value = record.values[field];
  if (value !== undefined) return value;
  if (record.queried && field !== "Id") {
    const parent = queriedParent(record, field);
    if (parent !== undefined) return parent?.id ?? null;
    throw apexError(
      "System.SObjectException",
      `SObject row was retrieved via SOQL without querying the requested field: ${record.type.name}.${field}`
    );
  }
  return null;
}

/**
 * The parent that a reference points to, undefined where the query asked for nothing of it. A query for a field of a parent
 * brings the reference along; nobody documents it, public suites that pass in orgs rely on it.
 */
function queriedParent(record: SObjectRecord, field: string): SObjectRecord | null | undefined {
  const relationship = record.parents && record.type.field(field)?.relationshipName;
  return relationship ? record.parents![relationship] : undefined;
}

/** The same in programs that tell of their reads (see `CompileOptions.observed`). */
export function observedField(record: SObjectRecord, field: string): FieldValue {
  const value = readField(record, field);
  ambient.context?.observer?.fieldRead(record, field);
  return value;
}

export function observedParentField(record: SObjectRecord | null, field: string): FieldValue {
  return record === null ? null : observedField(record, field);
}

/** The list of ids that a junctionIdList field holds. */
export function idListOf(text: FieldValue): ApexList | null {
  return text === null ? null : new ApexList(stringType, (text as string).split(";"));
}

export function idListText(ids: ApexList | null): string | null {
  return ids === null ? null : ids.items.join(";");
}

/** A field of a parent that was read through a relationship: null where there is no parent. */
export function parentField(record: SObjectRecord | null, field: string): FieldValue {
  return record === null ? null : readField(record, field);
}

/** "Apex Developer Guide: Trigger Context Variables": Trigger.new is read-only in after triggers, Trigger.old always. */
export function writeField(record: SObjectRecord, field: string, value: FieldValue): FieldValue {
  if (record.readOnly) throw apexError("System.FinalException", "Record is read-only");
  record.values[field] = value;
  if (value === null && record.queried) noteBlanked(record, field);
  return value;
}

export function parentRecord(record: SObjectRecord | null, relationship: string): SObjectRecord | null {
  if (record === null) return null;
  const parent = record.parents?.[relationship];
  if (parent !== undefined) return parent;
  if (record.queried) {
    throw apexError(
      "System.SObjectException",
      `SObject row was retrieved via SOQL without querying the requested field: ${record.type.name}.${relationship}`
    );
  }
  return null;
}

export function setParent(
  record: SObjectRecord,
  relationship: string,
  parent: SObjectRecord | null
): SObjectRecord | null {
  if (record.readOnly) throw apexError("System.FinalException", "Record is read-only");
  (record.parents ??= {})[relationship] = parent;
  return parent;
}

/** Child rows of a subquery; always the same list for the same record. */
export function childRecords(record: SObjectRecord, relationship: string, type: RuntimeType): ApexList {
  const state = (record.apexState ??= new Map<string, ApexList>()) as Map<string, ApexList>;
  let list = state.get(relationship);
  if (!list) {
    const rows = record.children?.[relationship];
    if (!rows && record.queried) {
      throw apexError(
        "System.SObjectException",
        `SObject row was retrieved via SOQL without querying the requested field: ${record.type.name}.${relationship}`
      );
    }
    state.set(relationship, (list = new ApexList(type, [...(rows ?? [])])));
  }
  return list;
}

const metadataObjects = new Set(["EntityDefinition", "FieldDefinition", "EntityParticle"]);

/** Whether records of an object describe objects and fields: their ids are names here. */
export function describesMetadata(type: SObjectType): boolean {
  return metadataObjects.has(type.name);
}

/** "Metadata Relationship" fields to objects and fields hold developer names, not ids. */
export function namesMetadata(field: Field): boolean {
  return field.referenceTo.length > 0 && field.referenceTo.every((name) => metadataObjects.has(name));
}
