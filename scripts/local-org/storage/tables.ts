import type { Field, Schema, SObjectType } from "../schema/types.ts";
import { insertRows, writeDefinitions } from "./definitions.ts";
import { isExactNumber } from "./codec.ts";
import type { Database } from "./database.ts";
import { quoted } from "./quoted.ts";

export { quoted } from "./quoted.ts";

/** Fields that have a column: all but formulas and compound fields, which are computed when they are read. */
export function isStored(field: Field): boolean {
  return field.formula === undefined && field.type !== "address" && field.type !== "location";
}

const storedFieldsOfType = new WeakMap<SObjectType, readonly Field[]>();

export function storedFields(type: SObjectType): readonly Field[] {
  let fields = storedFieldsOfType.get(type);
  if (fields === undefined) {
    fields = type.fields.filter(isStored);
    storedFieldsOfType.set(type, fields);
  }
  return fields;
}

/** Text compares without regard to case ("SOQL and SOSL Reference: Comparison Operators"), ids and case-sensitive unique fields exactly. */
export function columnDeclaration(field: Field): string {
  switch (field.type) {
    case "boolean":
    case "int":
    case "long":
    case "double":
    case "currency":
    case "percent":
    case "date":
    case "datetime":
    case "time":
      return "INTEGER";
    case "base64":
      return "BLOB";
    case "id":
    case "reference":
      return "TEXT";
    default:
      return field.caseSensitive ? "TEXT" : "TEXT COLLATE NOCASE";
  }
}

/** The declaration with what its integers mean. */
function storageOf(field: Field): string {
  const declaration = columnDeclaration(field);
  const meaning = isExactNumber(field) || field.type === "int" || field.type === "long" ? "number" : field.type;
  return declaration === "INTEGER" ? `INTEGER ${meaning}` : declaration;
}

/** Brings the database's tables to the schema; data of fields and objects that stay is kept. */
export function migrate(database: Database, schema: Schema): void {
  dropTemporaries(database);
  database.run(
    'CREATE TABLE IF NOT EXISTS "_object" (name TEXT PRIMARY KEY, prefix TEXT NOT NULL, lastNumber INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID'
  );
  database.run(
    'CREATE TABLE IF NOT EXISTS "_column" (object TEXT NOT NULL, field TEXT NOT NULL, declaration TEXT NOT NULL, scale INTEGER NOT NULL, PRIMARY KEY (object, field)) WITHOUT ROWID'
  );
  database.run(
    'CREATE TABLE IF NOT EXISTS "_autonumber" (object TEXT NOT NULL, field TEXT NOT NULL, lastNumber INTEGER NOT NULL, PRIMARY KEY (object, field)) WITHOUT ROWID'
  );
  database.run('CREATE TABLE IF NOT EXISTS "_lock" (id TEXT PRIMARY KEY) WITHOUT ROWID');
  const known = knownColumns(database);
  for (const type of schema.objects()) {
    const columns = known.get(type.name);
    if (columns === undefined) {
      createTable(database, type);
    } else {
      alterTable(database, type, columns);
    }
    createIndexes(database, type);
  }
  writeDefinitions(database, schema);
}

/** What was derived from the former schema. */
function dropTemporaries(database: Database): void {
  for (const [type, name] of database.all(
    "SELECT type, name FROM sqlite_temp_schema WHERE type IN ('table', 'trigger') ORDER BY type DESC"
  )) {
    database.run(`DROP ${type as string} temp.${quoted(name as string)}`);
  }
}

/** Key prefixes that the database's custom objects have. */
export function storedKeyPrefixes(database: Database): ReadonlyMap<string, string> {
  const exists = database.all("SELECT 1 FROM sqlite_schema WHERE name = '_object'").length > 0;
  const rows = exists ? database.all('SELECT name, prefix FROM "_object"') : [];
  return new Map(rows.map((row) => [row[0] as string, row[1] as string]));
}

interface KnownColumn {
  readonly declaration: string;
  readonly scale: number;
}

function knownColumns(database: Database): Map<string, Map<string, KnownColumn>> {
  const result = new Map<string, Map<string, KnownColumn>>();
  for (const [object, field, declaration, scale] of database.all(
    'SELECT object, field, declaration, scale FROM "_column"'
  ) as [string, string, string, number][]) {
    const columns = result.get(object) ?? new Map<string, KnownColumn>();
    columns.set(field, { declaration, scale });
    result.set(object, columns);
  }
  return result;
}

function createTable(database: Database, type: SObjectType): void {
  const columns = storedFields(type).map((field) =>
    field.name === "Id" ? '"Id" TEXT PRIMARY KEY NOT NULL' : `${quoted(field.name)} ${columnDeclaration(field)}`
  );
  database.run(`CREATE TABLE ${quoted(type.name)} (${columns.join(", ")})`);
  database.run('INSERT INTO "_object" (name, prefix) VALUES (?, ?)', [type.name, type.keyPrefix]);
  rememberColumns(database, type, storedFields(type));
}

function alterTable(database: Database, type: SObjectType, known: ReadonlyMap<string, KnownColumn>): void {
  for (const field of storedFields(type)) {
    const column = known.get(field.name);
    if (column === undefined) {
      database.run(`ALTER TABLE ${quoted(type.name)} ADD COLUMN ${quoted(field.name)} ${columnDeclaration(field)}`);
      if (field.type === "boolean") {
        // A checkbox is never blank: records that exist take its default.
        const checked = field.defaultValue?.trim().toLowerCase() === "true" ? 1 : 0;
        database.run(`UPDATE ${quoted(type.name)} SET ${quoted(field.name)} = ${checked}`);
      }
      rememberColumns(database, type, [field]);
    } else if (column.declaration !== storageOf(field)) {
      replaceColumn(database, type, field);
    } else if (column.scale !== field.scale) {
      rescale(database, type, field, column.scale);
    }
  }
}

/** Only an empty column may change its storage; a text column may also change how it compares. */
function replaceColumn(database: Database, type: SObjectType, field: Field): void {
  const [used] = database.all(`SELECT count(${quoted(field.name)}) FROM ${quoted(type.name)}`)[0]!;
  const isText = columnDeclaration(field).startsWith("TEXT");
  if (used !== 0 && !isText) {
    throw new Error(
      `${type.name}.${field.name} cannot become a ${field.type}: ${String(used)} records hold a value of another type`
    );
  }
  for (const [index] of database.all(
    "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql LIKE '%' || ? || '%'",
    [type.name, quoted(field.name)]
  )) {
    database.run(`DROP INDEX ${quoted(index as string)}`);
  }
  const old = `${field.name} (replaced)`;
  database.run(`ALTER TABLE ${quoted(type.name)} RENAME COLUMN ${quoted(field.name)} TO ${quoted(old)}`);
  database.run(`ALTER TABLE ${quoted(type.name)} ADD COLUMN ${quoted(field.name)} ${columnDeclaration(field)}`);
  database.run(`UPDATE ${quoted(type.name)} SET ${quoted(field.name)} = ${quoted(old)}`);
  database.run(`ALTER TABLE ${quoted(type.name)} DROP COLUMN ${quoted(old)}`);
  rememberColumns(database, type, [field]);
}

function rescale(database: Database, type: SObjectType, field: Field, from: number): void {
  const column = quoted(field.name);
  if (field.scale > from) {
    database.run(`UPDATE ${quoted(type.name)} SET ${column} = ${column} * ${10 ** (field.scale - from)}`);
  } else {
    const factor = 10 ** (from - field.scale);
    // Rounds half away from zero, as saving a value with more digits does.
    database.run(
      `UPDATE ${quoted(type.name)} SET ${column} = (${column} + CASE WHEN ${column} < 0 THEN ${-factor / 2} ELSE ${factor / 2} END) / ${factor}`
    );
  }
  rememberColumns(database, type, [field]);
}

function rememberColumns(database: Database, type: SObjectType, fields: readonly Field[]): void {
  insertRows(
    database,
    "_column",
    fields.map((field) => ({
      object: type.name,
      field: field.name,
      declaration: storageOf(field),
      scale: field.scale
    }))
  );
}

/** "Apex Developer Guide: Working with Very Large SOQL Queries": references, external ids, unique fields and names are indexed. */
function createIndexes(database: Database, type: SObjectType): void {
  for (const field of storedFields(type)) {
    const isAuditor = field.name === "CreatedById" || field.name === "LastModifiedById";
    if (
      (field.type === "reference" && !isAuditor) ||
      field.unique ||
      field.externalId ||
      (field.nameField && !field.longText)
    ) {
      // Most references of most records are blank, and none of them is looked for; lists are sorted by the name.
      const given = field.nameField ? "" : ` WHERE ${quoted(field.name)} IS NOT NULL`;
      database.run(
        `CREATE INDEX IF NOT EXISTS ${quoted(`${type.name}.${field.name}`)} ON ${quoted(type.name)} (${quoted(field.name)})${given}`
      );
    }
  }
}
