import type { Field, Schema, SObjectType } from "../schema/types.ts";
import type { Database, SqlValue } from "./database.ts";

/**
 * The schema as rows of EntityDefinition and FieldDefinition ("Object Reference: EntityDefinition"). Their durable ids, the
 * API names, stand in for ids, as custom metadata refers to them.
 */
export function writeDefinitions(database: Database, schema: Schema): void {
  if (schema.object("EntityDefinition") === undefined || schema.object("FieldDefinition") === undefined) {
    return;
  }
  database.run('DELETE FROM "EntityDefinition"');
  database.run('DELETE FROM "FieldDefinition"');
  for (const type of schema.objects()) {
    insert(database, "EntityDefinition", entityRow(type));
    for (const field of type.fields) {
      insert(database, "FieldDefinition", fieldRow(type, field));
    }
  }
}

function insert(database: Database, table: string, row: Readonly<Record<string, SqlValue>>): void {
  const names = Object.keys(row);
  database.run(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
    Object.values(row)
  );
}

function entityRow(type: SObjectType): Record<string, SqlValue> {
  return {
    Id: type.name,
    DurableId: type.name,
    QualifiedApiName: type.name,
    DeveloperName: type.name.replace(/__\w+$/, ""),
    MasterLabel: type.label,
    Label: type.label,
    PluralLabel: type.labelPlural,
    KeyPrefix: type.keyPrefix,
    IsCustomizable: flag(type.kind === "standard" || type.custom),
    IsCustomSetting: flag(type.kind === "customSetting"),
    IsApexTriggerable: flag(type.triggerable),
    IsTriggerable: flag(type.triggerable),
    IsQueryable: flag(type.queryable),
    IsSearchable: flag(type.searchable),
    InternalSharingModel: type.sharingModel
  };
}

function fieldRow(type: SObjectType, field: Field): Record<string, SqlValue> {
  return {
    Id: `${type.name}.${field.name}`,
    DurableId: `${type.name}.${field.name}`,
    EntityDefinitionId: type.name,
    QualifiedApiName: field.name,
    DeveloperName: field.name.replace(/__\w+$/, ""),
    MasterLabel: field.label,
    Label: field.label,
    Length: field.length,
    DataType: field.type,
    Precision: field.precision,
    Scale: field.scale,
    IsNillable: flag(!field.required),
    IsIndexed: flag(field.unique || field.externalId || field.type === "reference" || field.type === "id"),
    IsCalculated: flag(field.formula !== undefined),
    RelationshipName: field.relationshipName ?? null
  };
}

function flag(value: boolean): number {
  return value ? 1 : 0;
}
