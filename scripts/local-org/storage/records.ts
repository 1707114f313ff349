import { SObjectRecord } from "../schema/record.ts";
import type { Field, SObjectType } from "../schema/types.ts";
import type { FieldValue } from "../values/field-value.ts";
import { codecOf } from "./codec.ts";
import type { Database, SqlRow, SqlValue } from "./database.ts";
import { formOf, rowText, type RowText } from "./row-text.ts";
import { quoted, storedFields } from "./tables.ts";

/** The ids come as one parameter, a list in JSON. */
const HAS_ID = '"Id" IN (SELECT value FROM json_each(?))';

/** Writes complete records; every one must have its Id. */
export function insertRecords(database: Database, type: SObjectType, records: readonly SObjectRecord[]): void {
  const fields = storedFields(type).filter((field) => isGiven(field, records));
  const sql = insertStatement(type, fields);
  const codecs = fields.map(codecOf);
  for (const record of records) {
    database.run(
      sql,
      fields.map((field, index) => codecs[index]!.encode(record.get(field.name)))
    );
  }
}

/** What no record has stays null without being said: most fields of most records. A checkbox has a value in any case. */
function isGiven(field: Field, records: readonly SObjectRecord[]): boolean {
  return field.type === "boolean" || records.some((record) => record.get(field.name) !== null);
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
  return byId(loadWhere(database, type, HAS_ID, [JSON.stringify(ids)]));
}

/** These fields alone of the records of these ids. */
export function loadFields(
  database: Database,
  type: SObjectType,
  ids: readonly string[],
  fields: readonly Field[]
): Map<string, SObjectRecord> {
  const sql = `${selectStatement(type, fields)} WHERE ${HAS_ID}`;
  return byId(recordsOf(database, type, fields, sql, [JSON.stringify(ids)]));
}

function byId(records: readonly SObjectRecord[]): Map<string, SObjectRecord> {
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
  return recordsOf(database, type, fields, `${wholeSelect(type, fields)} WHERE ${condition}`, parameters);
}

function recordsOf(
  database: Database,
  type: SObjectType,
  fields: readonly Field[],
  sql: string,
  parameters: readonly SqlValue[]
): SObjectRecord[] {
  const rows = rowTextOf(fields).read(database.all(sql, parameters));
  return rows.map((row) => recordOf(type, fields, row));
}

function recordOf(type: SObjectType, fields: readonly Field[], row: SqlRow): SObjectRecord {
  const values: Record<string, FieldValue> = {};
  for (let index = 0; index < fields.length; index++) {
    const stored = row[index]!;
    const field = fields[index]!;
    // Of what is blank only checkboxes have another value.
    values[field.name] = stored === null && field.type !== "boolean" ? null : codecOf(field).decode(stored);
  }
  return new SObjectRecord(type, values);
}

const wholeSelects = new WeakMap<SObjectType, string>();
const rowTexts = new WeakMap<readonly Field[], RowText>();

function insertStatement(type: SObjectType, fields: readonly Field[]): string {
  return `INSERT INTO ${quoted(type.name)} (${fields.map((field) => quoted(field.name)).join(", ")}) VALUES (${fields.map(() => "?").join(", ")})`;
}

function wholeSelect(type: SObjectType, fields: readonly Field[]): string {
  let sql = wholeSelects.get(type);
  if (sql === undefined) {
    sql = selectStatement(type, fields);
    wholeSelects.set(type, sql);
  }
  return sql;
}

function selectStatement(type: SObjectType, fields: readonly Field[]): string {
  return `SELECT ${rowTextOf(fields).select} FROM ${quoted(type.name)}`;
}

function rowTextOf(fields: readonly Field[]): RowText {
  let text = rowTexts.get(fields);
  if (text === undefined) {
    text = rowText(fields.map((field) => ({ sql: quoted(field.name), form: formOf(field) })));
    rowTexts.set(fields, text);
  }
  return text;
}
