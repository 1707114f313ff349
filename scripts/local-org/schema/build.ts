import type { ObjectSource, ProjectSource } from "../metadata/types.ts";
import { defineField } from "./field.ts";
import { historyObjectOf } from "./history.ts";
import { addPersonAccounts } from "./person-accounts.ts";
import { withNamespace } from "../metadata/objects-in-namespace.ts";
import { shareObjectOf } from "./share.ts";
import { DefinedSObjectType, type SObjectDefinition } from "./sobject-type.ts";
import { collaborationObjects } from "./standard/collaboration.ts";
import { consentObjects } from "./standard/consent.ts";
import { customerServiceObjects } from "./standard/customer-service.ts";
import { furtherFields } from "./standard/further-fields.ts";
import {
  auditFields,
  eventFields,
  idField,
  ownerField,
  readFurtherFields,
  readStandardObjects
} from "./standard/notation.ts";
import { organizationObjects } from "./standard/organization.ts";
import { platformObjects } from "./standard/platform.ts";
import { salesProcessObjects } from "./standard/sales-process.ts";
import { salesObjects } from "./standard/sales.ts";
import { platformRecords } from "./standard/platform-records.ts";
import { seldomFilled } from "./standard/seldom-filled.ts";
import { serviceObjects } from "./standard/service.ts";
import { setupObjects } from "./standard/setup.ts";
import type { ChildRelationship, Field, Schema, SObjectType } from "./types.ts";

/** Key prefixes given to custom objects earlier; they must stay as long as records exist. */
export type KeyPrefixes = ReadonlyMap<string, string>;

const further = readFurtherFields(furtherFields);
const standardObjects: readonly SObjectDefinition[] = [
  salesObjects,
  salesProcessObjects,
  serviceObjects,
  customerServiceObjects,
  consentObjects,
  collaborationObjects,
  organizationObjects,
  platformObjects,
  platformRecords,
  seldomFilled,
  setupObjects
]
  .flatMap(readStandardObjects)
  .map((type) => ({ ...definitionOf(type), fields: [...type.fields, ...(further.get(type.name) ?? [])] }));

function definitionOf(type: DefinedSObjectType): SObjectDefinition {
  const { name, label, labelPlural, kind, custom, keyPrefix, fields, sharingModel } = type;
  const { createable, updateable, deletable, queryable, triggerable, searchable } = type;
  return {
    name,
    label,
    labelPlural,
    kind,
    custom,
    keyPrefix,
    fields,
    sharingModel,
    createable,
    updateable,
    deletable,
    queryable,
    triggerable,
    searchable
  };
}

/** The standard objects, with the project's custom objects and fields added. */
export function buildSchema(
  project?: Pick<ProjectSource, "objects" | "personAccounts"> & { readonly namespace?: string },
  keyPrefixes: KeyPrefixes = new Map()
): Schema {
  const { objects = [], namespace = "", personAccounts = false } = project ?? {};
  const definitions = new Map<string, SObjectDefinition>();
  for (const standard of standardObjects) {
    definitions.set(standard.name.toLowerCase(), standard);
  }
  addCustomObjects(definitions, withNamespace(objects, namespace), keyPrefixes);
  if (personAccounts) addPersonAccounts(definitions);
  openPolymorphicReferences(definitions);
  addDerivedObjects(definitions);
  resolveSummaries(definitions);
  return new BuiltSchema(withChildRelationships(definitions, namespace), namespace);
}

function addCustomObjects(
  definitions: Map<string, SObjectDefinition>,
  sources: readonly ObjectSource[],
  keyPrefixes: KeyPrefixes
): void {
  const prefixes = new PrefixAllocator(keyPrefixes);
  for (const source of [...sources].sort(
    (one, other) => Number(one.definition === undefined) - Number(other.definition === undefined)
  )) {
    const existing = definitions.get(source.name.toLowerCase());
    const definition = existing === undefined ? customObject(source, prefixes) : extended(existing, source);
    definitions.set(source.name.toLowerCase(), definition);
  }
}

function customObject(source: ObjectSource, prefixes: PrefixAllocator): SObjectDefinition {
  const { definition } = source;
  if (definition === undefined) {
    throw new Error(`${source.path}: no object ${source.name} exists that could be extended`);
  }
  const isDetail = source.fields.some((field) => field.masterDetail);
  const data = definition.kind === "custom";
  return {
    name: source.name,
    label: definition.label,
    labelPlural: definition.labelPlural,
    kind: definition.kind,
    customSettingType: definition.customSettingType,
    custom: true,
    keyPrefix: prefixes.prefixOf(source.name, definition.kind),
    sharingModel: isDetail ? "ControlledByParent" : definition.sharingModel,
    fields: [
      idField,
      ...(data && !isDetail ? [ownerField] : []),
      ...systemFieldsOf(source),
      ...recordTypeField(source),
      ...source.fields
    ],
    validationRules: source.validationRules,
    recordTypes: source.recordTypes,
    fieldSets: source.fieldSets ?? [],
    sharingReasons: source.sharingReasons ?? [],
    hasHistory: definition.hasHistory === true,
    publishesImmediately: definition.publishesImmediately === true,
    createable: definition.kind !== "customMetadata",
    updateable: definition.kind !== "customMetadata" && definition.kind !== "platformEvent",
    deletable: definition.kind !== "customMetadata" && definition.kind !== "platformEvent",
    queryable: definition.kind !== "platformEvent",
    triggerable: data || definition.kind === "platformEvent"
  };
}

/** "Object Reference: System Fields", "Custom Metadata Types (CustomObject)", "Custom Settings", "Platform Event Fields". */
export function systemFieldsOf(source: ObjectSource): Field[] {
  const { nameField, kind } = source.definition!;
  switch (kind) {
    case "customMetadata":
      return [
        defineField({
          name: "DeveloperName",
          label: "Custom Metadata Record Name",
          type: "string",
          length: 40,
          required: true,
          nameField: true
        }),
        defineField({ name: "MasterLabel", label: "Label", type: "string", length: 40, required: true }),
        defineField({ name: "Label", type: "string", length: 40, createable: false, updateable: false }),
        defineField({ name: "Language", label: "Master Language", type: "picklist", length: 40 }),
        defineField({ name: "NamespacePrefix", type: "string", length: 15 }),
        defineField({ name: "QualifiedApiName", type: "string", length: 71, createable: false, updateable: false }),
        defineField({ name: "SystemModstamp", type: "datetime", createable: false, updateable: false })
      ];
    case "platformEvent":
      return [...eventFields];
    case "customSetting":
      return [
        defineField({ ...nameField, required: source.definition!.customSettingType === "List" }),
        defineField({
          name: "SetupOwnerId",
          label: "Location",
          type: "reference",
          referenceTo: ["Organization", "Profile", "User"],
          relationshipName: "SetupOwner"
        }),
        ...auditFields
      ];
    default:
      return [nameField, ...auditFields];
  }
}

function recordTypeField(source: ObjectSource): Field[] {
  return source.recordTypes.length === 0 ? [] : [recordTypeReference];
}

const recordTypeReference = defineField({
  name: "RecordTypeId",
  label: "Record Type ID",
  type: "reference",
  referenceTo: ["RecordType"],
  relationshipName: "RecordType"
});

function extended(existing: SObjectDefinition, source: ObjectSource): SObjectDefinition {
  const added = new Map(source.fields.map((field) => [field.name.toLowerCase(), field]));
  const hasRecordType = existing.fields.some((field) => field.name === "RecordTypeId");
  return {
    ...existing,
    ...(source.definition === undefined ? {} : { sharingModel: source.definition.sharingModel }),
    fields: [
      ...existing.fields.filter((field) => !added.has(field.name.toLowerCase())),
      ...(hasRecordType ? [] : recordTypeField(source)),
      ...source.fields
    ],
    validationRules: [...(existing.validationRules ?? []), ...source.validationRules],
    recordTypes: [...(existing.recordTypes ?? []), ...source.recordTypes],
    fieldSets: [...(existing.fieldSets ?? []), ...(source.fieldSets ?? [])]
  };
}

/** Activities, notes and files may hang on records of every custom object ("Object Reference: Task", WhatId). */
const openReferences: ReadonlyMap<string, string> = new Map([
  ["Task", "WhatId"],
  ["Event", "WhatId"],
  ["Note", "ParentId"],
  ["Attachment", "ParentId"],
  ["ContentDocumentLink", "LinkedEntityId"],
  ["ContentVersion", "FirstPublishLocationId"],
  ["FeedItem", "ParentId"],
  ["FeedComment", "ParentId"],
  ["TopicAssignment", "EntityId"],
  ["EntitySubscription", "ParentId"]
]);

function openPolymorphicReferences(definitions: Map<string, SObjectDefinition>): void {
  const custom = [...definitions.values()]
    .filter((definition) => definition.kind === "custom")
    .map((definition) => definition.name);
  for (const [object, name] of openReferences) {
    const definition = definitions.get(object.toLowerCase())!;
    const fields = definition.fields.map((field) =>
      field.name === name ? { ...field, referenceTo: [...field.referenceTo, ...custom] } : field
    );
    definitions.set(object.toLowerCase(), { ...definition, fields });
  }
}

/** Objects that come with an object: its shares, where not everybody may edit everything, and its history. */
function addDerivedObjects(definitions: Map<string, SObjectDefinition>): void {
  for (const definition of [...definitions.values()]) {
    for (const derived of [shareObjectOf(definition), historyObjectOf(definition)]) {
      if (derived !== undefined && !definitions.has(derived.name.toLowerCase())) {
        definitions.set(derived.name.toLowerCase(), derived);
      }
    }
  }
}

/** "Roll-Up Summary Field": a count is a whole number, all else has the type of the field that is summarised. */
function resolveSummaries(definitions: Map<string, SObjectDefinition>): void {
  for (const [key, definition] of definitions) {
    if (definition.fields.some((field) => field.summary !== undefined)) {
      definitions.set(key, {
        ...definition,
        fields: definition.fields.map((field) => resolvedSummary(field, definitions))
      });
    }
  }
}

function resolvedSummary(field: Field, definitions: ReadonlyMap<string, SObjectDefinition>): Field {
  const { summary } = field;
  if (summary === undefined) {
    return field;
  }
  if (summary.operation === "count") {
    return { ...field, type: "double", precision: 18, scale: 0 };
  }
  const child = definitions.get(summary.childObject.toLowerCase());
  const source = child?.fields.find(
    (candidate) => candidate.name.toLowerCase() === summary.summarizedField!.toLowerCase()
  );
  if (source === undefined) {
    throw new Error(`${field.name} summarises ${summary.childObject}.${summary.summarizedField}, which does not exist`);
  }
  const { type, scale } = resolvedSummary(source, definitions);
  return { ...field, type, precision: 18, scale };
}

function withChildRelationships(
  definitions: ReadonlyMap<string, SObjectDefinition>,
  namespace: string
): DefinedSObjectType[] {
  const children = new Map<string, ChildRelationship[]>();
  for (const child of definitions.values()) {
    for (const field of child.fields) {
      for (const parent of field.referenceTo) {
        const list = children.get(parent.toLowerCase()) ?? [];
        list.push({
          childObject: child.name,
          field: field.name,
          ...(field.childRelationshipName === undefined ? {} : { relationshipName: field.childRelationshipName }),
          cascadeDelete: field.masterDetail || field.deleteConstraint === "Cascade",
          restrictedDelete: field.deleteConstraint === "Restrict"
        });
        children.set(parent.toLowerCase(), list);
      }
    }
  }
  return [...definitions].map(
    ([key, definition]) =>
      new DefinedSObjectType({ ...definition, childRelationships: children.get(key) ?? [], namespace })
  );
}

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Custom objects and settings count from `a00`, events from `e00`, custom metadata types from `m00`. */
class PrefixAllocator {
  private readonly assigned: KeyPrefixes;
  private readonly taken: Set<string>;

  constructor(assigned: KeyPrefixes) {
    this.assigned = assigned;
    this.taken = new Set(assigned.values());
  }

  prefixOf(name: string, kind: SObjectType["kind"]): string {
    return this.assigned.get(name) ?? this.next(kind === "platformEvent" ? "e" : kind === "customMetadata" ? "m" : "a");
  }

  private next(letter: string): string {
    for (let number = 0; number < base62.length ** 2; number++) {
      const prefix = `${letter}${base62[Math.floor(number / base62.length)]}${base62[number % base62.length]}`;
      if (!this.taken.has(prefix)) {
        this.taken.add(prefix);
        return prefix;
      }
    }
    throw new Error(`No key prefix is left that begins with ${letter}`);
  }
}

class BuiltSchema implements Schema {
  readonly namespace: string;
  private readonly byName = new Map<string, SObjectType>();
  /** Undefined where several objects share a prefix, as histories do: an id does not tell whose it is. */
  private readonly byPrefix = new Map<string, SObjectType | undefined>();

  constructor(types: readonly SObjectType[], namespace: string) {
    this.namespace = namespace;
    for (const type of types) {
      this.byName.set(type.name.toLowerCase(), type);
      this.byPrefix.set(type.keyPrefix, this.byPrefix.has(type.keyPrefix) ? undefined : type);
    }
  }

  object(name: string): SObjectType | undefined {
    return (
      this.byName.get(name) ??
      this.byName.get(name.toLowerCase()) ??
      (this.namespace === "" ? undefined : this.byName.get(`${this.namespace}__${name}`.toLowerCase()))
    );
  }

  objectByKeyPrefix(prefix: string): SObjectType | undefined {
    return this.byPrefix.get(prefix);
  }

  objects(): Iterable<SObjectType> {
    return this.byName.values();
  }
}
