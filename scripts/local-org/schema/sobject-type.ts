import { localName } from "./namespace.ts";
import type { ChildRelationship, Field, SObjectType, SharingReason } from "./types.ts";

export type SObjectDefinition = Pick<SObjectType, "name" | "keyPrefix" | "fields"> &
  Partial<Omit<SObjectType, "field" | "parentRelationship" | "childRelationship">> & {
    /** Values of RowCause of the object that shares the records. */
    readonly sharingReasons?: readonly SharingReason[];
    /** Changes of its fields can be tracked. */
    readonly hasHistory?: boolean;
    /** Members of this namespace are found without its prefix, too. */
    readonly namespace?: string;
  };

/** An sObject type whose members are found by name in constant time, case-insensitively. */
export class DefinedSObjectType implements SObjectType {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly custom: boolean;
  readonly kind: SObjectType["kind"];
  readonly customSettingType: SObjectType["customSettingType"];
  readonly keyPrefix: string;
  readonly fields: readonly Field[];
  readonly childRelationships: readonly ChildRelationship[];
  readonly nameField: Field | undefined;
  readonly validationRules: SObjectType["validationRules"];
  readonly recordTypes: SObjectType["recordTypes"];
  readonly fieldSets: NonNullable<SObjectType["fieldSets"]>;
  readonly sharingModel: SObjectType["sharingModel"];
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly queryable: boolean;
  readonly triggerable: boolean;
  readonly searchable: boolean;
  readonly publishesImmediately: boolean;
  private readonly fieldsByName: ReadonlyMap<string, Field>;
  private readonly parents: ReadonlyMap<string, Field>;
  private readonly children: ReadonlyMap<string, ChildRelationship>;

  constructor(definition: SObjectDefinition) {
    this.name = definition.name;
    this.label = definition.label ?? definition.name;
    this.labelPlural = definition.labelPlural ?? this.label;
    this.kind = definition.kind ?? "standard";
    this.custom = definition.custom ?? this.kind !== "standard";
    this.customSettingType = definition.customSettingType;
    this.keyPrefix = definition.keyPrefix;
    this.fields = definition.fields;
    this.childRelationships = definition.childRelationships ?? [];
    this.nameField = this.fields.find((field) => field.nameField);
    this.validationRules = definition.validationRules ?? [];
    this.recordTypes = definition.recordTypes ?? [];
    this.fieldSets = definition.fieldSets ?? [];
    this.sharingModel = definition.sharingModel ?? "ReadWrite";
    this.createable = definition.createable ?? true;
    this.updateable = definition.updateable ?? true;
    this.deletable = definition.deletable ?? true;
    this.queryable = definition.queryable ?? true;
    this.triggerable = definition.triggerable ?? true;
    this.searchable = definition.searchable ?? true;
    this.publishesImmediately = definition.publishesImmediately ?? false;
    const { namespace = "" } = definition;
    this.fieldsByName = new Map([
      ...byLowerCaseName(this.fields, (field) => field.name, namespace),
      ...this.fields.map((field) => [field.name, field] as const)
    ]);
    this.parents = byLowerCaseName(this.fields, (field) => field.relationshipName, namespace);
    this.children = byLowerCaseName(this.childRelationships, (child) => child.relationshipName, namespace);
  }

  field(name: string): Field | undefined {
    return this.fieldsByName.get(name) ?? this.fieldsByName.get(name.toLowerCase());
  }

  parentRelationship(name: string): Field | undefined {
    return this.parents.get(name.toLowerCase());
  }

  childRelationship(name: string): ChildRelationship | undefined {
    return this.children.get(name.toLowerCase());
  }
}

function byLowerCaseName<T>(
  members: readonly T[],
  nameOf: (member: T) => string | undefined,
  namespace: string
): ReadonlyMap<string, T> {
  const result = new Map<string, T>();
  for (const member of members) {
    const name = nameOf(member);
    if (name !== undefined) result.set(name.toLowerCase(), member);
  }
  for (const [name, member] of [...result]) {
    const local = localName(name, namespace);
    if (local !== undefined && !result.has(local)) result.set(local, member);
  }
  return result;
}
