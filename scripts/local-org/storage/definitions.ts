import type { Field, Schema, SObjectType } from "../schema/types.ts";
import type { Database } from "./database.ts";
import { quoted } from "./quoted.ts";

/**
 * The schema as rows of EntityDefinition, FieldDefinition and EntityParticle ("Object Reference: EntityDefinition"). Their durable ids, the
 * API names, stand in for ids, as custom metadata refers to them.
 */
export function writeDefinitions(database: Database, schema: Schema): void {
  if (schema.object("EntityDefinition") === undefined || schema.object("FieldDefinition") === undefined) {
    return;
  }
  database.run('DELETE FROM "EntityDefinition"');
  database.run('DELETE FROM "FieldDefinition"');
  const types = [...schema.objects()];
  insertRows(database, "EntityDefinition", types.map(entityRow));
  const fields = types.flatMap((type) => type.fields.map((field) => fieldRow(type, field)));
  insertRows(database, "FieldDefinition", fields);
  if (schema.object("EntityParticle") === undefined) return;
  database.run('DELETE FROM "EntityParticle"');
  insertRows(database, "EntityParticle", fields.map(particleRow));
}

/** All rows in one statement; they have the same columns. */
export function insertRows(
  database: Database,
  table: string,
  rows: readonly Readonly<Record<string, string | number | null>>[]
): void {
  const names = Object.keys(rows[0] ?? {});
  if (names.length === 0) {
    return;
  }
  const columns = names.map(quoted).join(", ");
  const values = names.map((_, index) => `value ->> ${index}`).join(", ");
  database.run(`INSERT OR REPLACE INTO ${quoted(table)} (${columns}) SELECT ${values} FROM json_each(?)`, [
    JSON.stringify(rows.map(Object.values))
  ]);
}

function entityRow(type: SObjectType): Record<string, string | number | null> {
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

function fieldRow(type: SObjectType, field: Field): Record<string, string | number | null> {
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

/** "Tooling API: EntityParticle": each element of a field; here each field is one. */
function particleRow({ IsIndexed: _, ...row }: Record<string, string | number | null>): typeof row {
  return { ...row, FieldDefinitionId: row["DurableId"]!, Name: row["QualifiedApiName"]! };
}

function flag(value: boolean): number {
  return value ? 1 : 0;
}
