import { ProjectReader } from "../metadata/project-reader.ts";
import type { ProjectDefinition, ProjectSource } from "../metadata/types.ts";
import type { Database } from "../storage/database.ts";

/**
 * The source that an org has deployed, kept in its own database: written in the transaction that installs it, so that a
 * process that dies leaves metadata and data which fit each other.
 */
export function saveMetadata(database: Database, project: ProjectSource): void {
  createTables(database);
  database.run("DELETE FROM metadata_file");
  database.run("DELETE FROM metadata_project");
  const { sourceApiVersion, namespace, languages, personAccounts } = project;
  database.run("INSERT INTO metadata_project (definition) VALUES (?)", [
    JSON.stringify({ sourceApiVersion, namespace, languages, personAccounts })
  ]);
  for (const file of project.files ?? [])
    database.run("INSERT INTO metadata_file (path, content) VALUES (?, ?)", [file.path, new Uint8Array(file.read())]);
}

/** What {@link saveMetadata} has written; undefined where nothing was ever deployed. */
export function loadMetadata(database: Database): ProjectSource | undefined {
  createTables(database);
  const [row] = database.all("SELECT definition FROM metadata_project");
  if (!row) return undefined;
  const definition = JSON.parse(row[0] as string) as ProjectDefinition;
  const files = database.all("SELECT path, content FROM metadata_file ORDER BY rowid").map(([path, content]) => ({
    path: path as string,
    read: () => content as Uint8Array
  }));
  return new ProjectReader("", files, definition).read();
}

function createTables(database: Database): void {
  database.run("CREATE TABLE IF NOT EXISTS metadata_project (definition TEXT NOT NULL)");
  database.run("CREATE TABLE IF NOT EXISTS metadata_file (path TEXT PRIMARY KEY, content BLOB NOT NULL)");
}
