import { SObjectRecord } from "../schema/record.ts";
import type { Field, SObjectType } from "../schema/types.ts";
import type { FieldValue } from "../values/field-value.ts";
import { codecOf } from "./codec.ts";
import type { Database, SqlRow, SqlValue } from "./database.ts";
import { quoted, storedFields } from "./tables.ts";

/** Writes complete records; every one must have its Id. */
export function insertRecords(database: Database, type: SObjectType, records: readonly SObjectRecord[]): void {
  const fields = storedFields(type);
  const sql = insertStatement(type, fields);
  const codecs = fields.map(codecOf);
  for (const record of records) {
    database.run(
      sql,
      fields.map((field, index) => codecs[index]!.encode(record.get(field.name)))
    );
  }
}

/** Writes the named fields of each record, by its Id. */
export function updateRecords(
  database: Database,
  type: SObjectType,
  records: readonly SObjectRecord[],
  fields: readonly Field[]
): void {
  const sql = `UPDATE ${quoted(type.name)} SET ${fields.map((field) => `${quoted(field.name)} = ?`).join(", ")} WHERE "Id" = ?`;
  const codecs = fields.map(codecOf);
  for (const record of records) {
    const parameters: SqlValue[] = fields.map((field, index) => codecs[index]!.encode(record.get(field.name)));
    parameters.push(record.id);
    database.run(sql, parameters);
  }
}

/** The stored records of these ids with all stored fields, deleted ones included; ids that do not exist are absent. */
export function loadRecords(database: Database, type: SObjectType, ids: readonly string[]): Map<string, SObjectRecord> {
  const records = loadWhere(database, type, '"Id" IN (SELECT value FROM json_each(?))', [JSON.stringify(ids)]);
  return new Map(records.map((record) => [record.id!, record]));
}

/** All stored fields of the records that satisfy a condition in SQL. */
export function loadWhere(
  database: Database,
  type: SObjectType,
  condition: string,
  parameters: readonly SqlValue[]
): SObjectRecord[] {
  const fields = storedFields(type);
  const rows = database.all(`${selectStatement(type, fields)} WHERE ${condition}`, parameters);
  return rows.map((row) => recordOf(type, fields, row));
}

function recordOf(type: SObjectType, fields: readonly Field[], row: SqlRow): SObjectRecord {
  const values: Record<string, FieldValue> = {};
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index]!;
    values[field.name] = codecOf(field).decode(row[index]!);
  }
  return new SObjectRecord(type, values);
}

const insertStatements = new WeakMap<SObjectType, string>();
const selectStatements = new WeakMap<SObjectType, string>();

function insertStatement(type: SObjectType, fields: readonly Field[]): string {
  let sql = insertStatements.get(type);
  if (sql === undefined) {
    sql = `INSERT INTO ${quoted(type.name)} (${fields.map((field) => quoted(field.name)).join(", ")}) VALUES (${fields.map(() => "?").join(", ")})`;
    insertStatements.set(type, sql);
  }
  return sql;
}

function selectStatement(type: SObjectType, fields: readonly Field[]): string {
  let sql = selectStatements.get(type);
  if (sql === undefined) {
    sql = `SELECT ${fields.map((field) => quoted(field.name)).join(", ")} FROM ${quoted(type.name)}`;
    selectStatements.set(type, sql);
  }
  return sql;
}
