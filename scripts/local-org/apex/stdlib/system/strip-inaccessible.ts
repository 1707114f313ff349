import { SObjectRecord } from "../../../schema/record.ts";
import type { Field, SObjectType } from "../../../schema/types.ts";
import { ApexList, ApexMap, ApexSet } from "../../runtime/collections.ts";
import { apexError } from "../../runtime/exceptions.ts";
import type { ApexEnum } from "../../runtime/object.ts";
import { integerType, setOf, stringType } from "../../runtime/runtime-type.ts";
import { isAggregateResult } from "../../runtime/values.ts";
import { accessTypeName, type AccessTypeName } from "./access.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass } from "../definition/define.ts";
import { mayAccessField, mayAccessObject, type ObjectOperation } from "./permissions.ts";

const operations: Readonly<Record<AccessTypeName, readonly ObjectOperation[]>> = {
  CREATABLE: ["create"],
  READABLE: ["read"],
  UPDATABLE: ["edit"],
  UPSERTABLE: ["create", "edit"]
};

/** Value of the class System.SObjectAccessDecision. */
class AccessDecision {
  readonly apexTypeName = "System.SObjectAccessDecision";
  readonly records: ApexList;
  readonly removedFields: ReadonlyMap<string, ReadonlySet<string>>;
  readonly modifiedIndexes: readonly number[];

  constructor(
    records: ApexList,
    removedFields: ReadonlyMap<string, ReadonlySet<string>>,
    modifiedIndexes: readonly number[]
  ) {
    this.records = records;
    this.removedFields = removedFields;
    this.modifiedIndexes = modifiedIndexes;
  }
}

/** Copies the records without the fields that the running user may not use; the given ones stay as they are. */
class Stripping {
  private readonly type: AccessTypeName;
  readonly removed = new Map<string, Set<string>>();

  constructor(type: AccessTypeName) {
    this.type = type;
  }

  /** The copy, and whether anything is missing from it. */
  strip(record: SObjectRecord): { copy: SObjectRecord; changed: boolean } {
    const copy = new SObjectRecord(record.type, {}, record.queried);
    let changed = false;
    for (const [name, value] of Object.entries(record.values)) {
      const field = record.type.field(name);
      if (!field || this.mayUse(record.type, field)) copy.values[name] = value;
      else changed = this.note(record.type, name);
    }
    for (const [name, parent] of Object.entries(record.parents ?? {})) {
      const stripped = parent === null ? undefined : this.strip(parent);
      (copy.parents ??= {})[name] = stripped?.copy ?? null;
      changed ||= stripped?.changed ?? false;
    }
    for (const [name, children] of Object.entries(record.children ?? {})) {
      if (children.some((child) => !this.mayUseObject(child.type))) {
        changed = this.note(record.type, name);
        continue;
      }
      const stripped = children.map((child) => this.strip(child));
      (copy.children ??= {})[name] = stripped.map((child) => child.copy);
      changed ||= stripped.some((child) => child.changed);
    }
    return { copy, changed };
  }

  private mayUseObject(object: SObjectType): boolean {
    return operations[this.type].every((operation) => mayAccessObject(object, operation));
  }

  private mayUse(object: SObjectType, field: Field): boolean {
    if (field.name === "Id") return true;
    if (this.type === "READABLE") return mayAccessField(object, field, "read");
    const writable =
      this.type === "CREATABLE"
        ? field.createable
        : this.type === "UPDATABLE"
          ? field.updateable
          : field.createable || field.updateable;
    return writable && mayAccessField(object, field, "edit");
  }

  private note(object: SObjectType, field: string): true {
    const fields = this.removed.get(object.name) ?? new Set();
    this.removed.set(object.name, fields.add(field));
    return true;
  }
}

function stripInaccessible(
  type: ApexEnum | null,
  source: ApexList | null,
  enforceRootAccess: boolean | null = true
): AccessDecision {
  if (source === null || enforceRootAccess === null) throw nullArgument();
  const accessType = accessTypeName(type);
  const records = source.items as SObjectRecord[];
  if (records.some(isAggregateResult))
    throw apexError("System.UnsupportedOperationException", "AggregateResult SObject types are not supported");
  if (enforceRootAccess) requireRootAccess(records, accessType);
  const stripping = new Stripping(accessType);
  const stripped = records.map((record) => stripping.strip(record));
  const modified = stripped.flatMap(({ changed }, index) => (changed ? [index] : []));
  const copies = new ApexList(
    source.elementType,
    stripped.map(({ copy }) => copy)
  );
  return new AccessDecision(copies, stripping.removed, modified);
}

function requireRootAccess(records: readonly SObjectRecord[], type: AccessTypeName): void {
  for (const object of new Set(records.map((record) => record.type))) {
    if (!operations[type].every((operation) => mayAccessObject(object, operation))) {
      throw apexError("System.NoAccessException", `No access to entity: ${object.name}`);
    }
  }
}

function removedFields(self: AccessDecision): ApexMap {
  const entries = [...self.removedFields].map(([object, fields]) => [object, new ApexSet(stringType, fields)] as const);
  return new ApexMap(stringType, setOf(stringType), entries);
}

export const securityClass = defineClass({
  name: "Security",
  documentation: "Apex Reference Guide: Security Class",
  members: {
    "static SObjectAccessDecision stripInaccessible(AccessType type, List<SObject> records)": stripInaccessible,
    "static SObjectAccessDecision stripInaccessible(AccessType type, List<SObject> records, Boolean enforceRootObjectCRUD)":
      stripInaccessible
  }
});

export const accessDecisionClass = defineClass({
  name: "SObjectAccessDecision",
  documentation: "Apex Reference Guide: SObjectAccessDecision Class",
  members: {
    "Set<Integer> getModifiedIndexes()": (self: AccessDecision) => new ApexSet(integerType, self.modifiedIndexes),
    "List<SObject> getRecords()": (self: AccessDecision) => self.records,
    "Map<String, Set<String>> getRemovedFields()": removedFields
  }
});
