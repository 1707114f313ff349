/**
 * The methods that custom metadata types and custom settings have on their names (`Rate__mdt.getInstance('USD')`). The
 * compiler binds a call to the function of its kind, with the object before the call's own arguments; `T` stands for
 * the object.
 */
import { SObjectRecord } from "../../../schema/record.ts";
import type { Field, SObjectType } from "../../../schema/types.ts";
import { normalizeId } from "../../../values/id.ts";
import { ApexMap } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { sobjectTypeOf, stringType } from "../../runtime/runtime-type.ts";
import { namesMetadata } from "../../runtime/records.ts";
import { libraryRows } from "../database/rows.ts";

type CustomDataMethods = Readonly<Record<string, (object: SObjectType, ...args: never[]) => unknown>>;

/** All stored fields of all records, and of the metadata that they relate to: neither limits nor permissions apply. */
function allRecords(object: SObjectType): SObjectRecord[] {
  const parents = object.kind === "customMetadata" ? object.fields.flatMap(relatedFields) : [];
  const records = libraryRows(`SELECT ${[...plainFields(object), ...parents].join(", ")} FROM ${object.name}`);
  for (const record of records) record.queried = false;
  return records;
}

function plainFields(object: SObjectType): string[] {
  return object.fields
    .filter((field) => field.type !== "address" && field.type !== "location")
    .map((field) => field.name);
}

function relatedFields(field: Field): string[] {
  const related = field.referenceTo.length === 1 ? apexContext().tx.schema.object(field.referenceTo[0]!) : undefined;
  const isMetadata = related?.kind === "customMetadata" || namesMetadata(field);
  return related && isMetadata && field.relationshipName
    ? plainFields(related).map((name) => `${field.relationshipName!}.${name}`)
    : [];
}

function byText(object: SObjectType, key: "DeveloperName" | "Name"): ApexMap {
  return new ApexMap(
    stringType,
    sobjectTypeOf(object),
    allRecords(object).map((record) => [record.get(key), record] as const)
  );
}

function metadataInstance(object: SObjectType, nameOrId: string | null): SObjectRecord | null {
  if (nameOrId === null) return null;
  const id = normalizeId(nameOrId);
  const wanted = nameOrId.toLowerCase();
  const found = allRecords(object).find(
    (record) =>
      (id !== null && record.id === id) ||
      [record.get("DeveloperName"), record.get("QualifiedApiName")].some(
        (name) => String(name).toLowerCase() === wanted
      )
  );
  return found ?? null;
}

/** "Apex Reference Guide: Custom Metadata Type Methods". */
export const customMetadataMethods: CustomDataMethods = {
  "static Map<String, T> getAll()": (object) => byText(object, "DeveloperName"),
  "static T getInstance(String nameOrId)": metadataInstance
};

/** "Apex Reference Guide: Custom Settings Methods", List Custom Setting Methods. */
export const listSettingMethods: CustomDataMethods = {
  "static Map<String, T> getAll()": (object) => byText(object, "Name"),
  "static T getInstance(String name)": settingByName,
  "static T getValues(String name)": settingByName
};

function settingByName(object: SObjectType, name: string | null): SObjectRecord | null {
  return (
    allRecords(object).find(
      (record) => name !== null && String(record.get("Name")).toLowerCase() === name.toLowerCase()
    ) ?? null
  );
}

function ownedBy(object: SObjectType, owner: string | null): SObjectRecord | null {
  const id = owner === null ? null : normalizeId(owner);
  return allRecords(object).find((record) => id !== null && record.get("SetupOwnerId") === id) ?? null;
}

function organizationId(): string {
  return libraryRows("SELECT Id FROM Organization LIMIT 1")[0]!.id!;
}

/**
 * The fields of the lowest level where they have a value: user, then profile, then organization. A level that has no record
 * gets a new one, to be inserted, of its owner.
 */
function merged(object: SObjectType, owners: readonly (string | null)[]): SObjectRecord {
  const records = owners.map((owner) => ownedBy(object, owner));
  const levels = records.filter((record) => record !== null);
  const result = new SObjectRecord(object, { ...(records[0]?.values ?? { SetupOwnerId: owners[0]! }) });
  for (const level of levels) {
    for (const [field, value] of Object.entries(level.values)) {
      if (object.field(field)?.custom === true && (result.values[field] ?? null) === null) result.values[field] = value;
    }
  }
  return result;
}

function settingFor(object: SObjectType, ownerId: string | null): SObjectRecord {
  const organization = organizationId();
  if (ownerId === null || ownerId === organization) return merged(object, [organization]);
  const [user] = libraryRows("SELECT ProfileId FROM User WHERE Id = :ownerId", { ownerId });
  return user
    ? merged(object, [ownerId, user.get("ProfileId") as string, organization])
    : merged(object, [ownerId, organization]);
}

/** "Apex Reference Guide: Custom Settings Methods", Hierarchy Custom Setting Methods. */
export const hierarchySettingMethods: CustomDataMethods = {
  "static T getInstance()": (object) => settingFor(object, apexContext().tx.user.id),
  "static T getInstance(Id userOrProfileId)": (object, ownerId: string | null) => settingFor(object, ownerId),
  "static T getOrgDefaults()": (object) => merged(object, [organizationId()]),
  "static T getValues(Id userOrProfileId)": (object, ownerId: string | null) => ownedBy(object, ownerId)
};

/** The methods that an object has on its name; undefined where it is neither custom metadata nor a custom setting. */
export function customDataMethods(object: SObjectType): CustomDataMethods | undefined {
  if (object.kind === "customMetadata") return customMetadataMethods;
  if (object.kind !== "customSetting") return undefined;
  return object.customSettingType === "List" ? listSettingMethods : hierarchySettingMethods;
}
