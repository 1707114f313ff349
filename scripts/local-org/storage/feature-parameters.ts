import type { Database } from "./database.ts";

/** The kinds of "Metadata API Developer Guide: FeatureParameterBoolean", FeatureParameterDate and FeatureParameterInteger. */
export type FeatureParameterKind = "Boolean" | "Date" | "Integer";

/** Keeps a parameter with its default value; what was set earlier stays. */
export function addFeatureParameter(
  database: Database,
  kind: FeatureParameterKind,
  name: string,
  value: string | null
): void {
  createTable(database);
  database.run('INSERT OR IGNORE INTO "_feature_parameter" (kind, name, value) VALUES (?, ?, ?)', [
    kind,
    name.toLowerCase(),
    value
  ]);
}

/** @returns the value as metadata writes it, null where it has none; undefined where there is no such parameter */
export function featureParameter(
  database: Database,
  kind: FeatureParameterKind,
  name: string
): string | null | undefined {
  createTable(database);
  const [row] = database.all('SELECT value FROM "_feature_parameter" WHERE kind = ? AND name = ?', [
    kind,
    name.toLowerCase()
  ]);
  return row?.[0] as string | null | undefined;
}

/** @returns false where there is no such parameter */
export function setFeatureParameter(
  database: Database,
  kind: FeatureParameterKind,
  name: string,
  value: string | null
): boolean {
  if (featureParameter(database, kind, name) === undefined) return false;
  database.run('UPDATE "_feature_parameter" SET value = ? WHERE kind = ? AND name = ?', [
    value,
    kind,
    name.toLowerCase()
  ]);
  return true;
}

function createTable(database: Database): void {
  database.run(
    'CREATE TABLE IF NOT EXISTS "_feature_parameter" (kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID'
  );
}
