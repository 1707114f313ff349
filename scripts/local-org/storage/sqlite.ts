import { rmSync } from "node:fs";
import { connect, type SqliteBuild } from "./connect.ts";
import type { SqliteConnection, SqliteStatement } from "./connection.ts";
import { lockFile } from "./lock.ts";
import type { Database, SqlRow, SqlValue } from "./database.ts";

const statementCacheSize = 2_000;

/**
 * Opens a database file, or one in memory for `:memory:`. Of a file this process becomes the only user; SQLite's own lock
 * that a killed process left behind is removed, and its unfinished transaction rolled back. Throws where the file is in use.
 * @param build of SQLite; without one the fastest that there is
 */
export function openDatabase(path: string, build?: SqliteBuild): Database {
  if (path === ":memory:") {
    return new SqliteDatabase(connect(path, build), () => undefined);
  }
  const lock = lockFile(path);
  rmSync(`${path}.lock`, { recursive: true, force: true });
  return new SqliteDatabase(connect(path, build), lock.release);
}

interface CachedStatement {
  readonly prepared: SqliteStatement;
  /** The table that it writes. */
  readonly table: string | undefined;
}

class SqliteDatabase implements Database {
  private readonly connection: SqliteConnection;
  private readonly statements = new Map<string, CachedStatement>();
  private readonly versions = new Map<string, number>();
  private rolledBack = 0;
  private changes = 0;

  private readonly releaseFile: () => void;

  constructor(connection: SqliteConnection, releaseFile: () => void) {
    this.releaseFile = releaseFile;
    this.connection = connection;
    this.connection.exec("PRAGMA locking_mode=EXCLUSIVE");
    this.connection.exec("PRAGMA journal_mode=TRUNCATE");
    this.connection.exec("PRAGMA synchronous=NORMAL");
    this.connection.exec("PRAGMA cache_size=-65536");
    this.connection.exec("PRAGMA temp_store=MEMORY");
    // Exclusive locking takes hold at the first write; one now makes every later statement free of lock traffic.
    this.connection.exec('CREATE TABLE IF NOT EXISTS "_org" (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID');
  }

  run(sql: string, parameters: readonly SqlValue[] = []): { changes: number } {
    const { prepared, table } = this.statement(sql);
    const changes = prepared.run(parameters);
    if (table !== undefined) this.versions.set(table, ++this.changes);
    return { changes };
  }

  all(sql: string, parameters: readonly SqlValue[] = []): SqlRow[] {
    return this.statement(sql).prepared.all(parameters);
  }

  *iterate(sql: string, parameters: readonly SqlValue[] = []): IterableIterator<SqlRow> {
    const statement = this.connection.prepare(sql);
    try {
      yield* statement.iterate(parameters);
    } finally {
      statement.release();
    }
  }

  versionOf(table: string): number {
    return this.versions.get(table) ?? this.rolledBack;
  }

  createFunction(name: string, implementation: (...values: SqlValue[]) => SqlValue): void {
    this.connection.createFunction(name, implementation);
  }

  begin(): void {
    this.run("BEGIN");
  }

  commit(): void {
    this.run("COMMIT");
  }

  rollback(): void {
    this.run("ROLLBACK");
    this.forgetVersions();
  }

  savepoint(name: string): void {
    this.run(`SAVEPOINT "${name}"`);
  }

  rollbackTo(name: string): void {
    this.run(`ROLLBACK TO "${name}"`);
    this.forgetVersions();
  }

  release(name: string): void {
    this.run(`RELEASE "${name}"`);
  }

  get inTransaction(): boolean {
    return this.connection.inTransaction;
  }

  close(): void {
    for (const statement of this.statements.values()) {
      statement.prepared.release();
    }
    this.statements.clear();
    this.connection.close();
    this.releaseFile();
  }

  private forgetVersions(): void {
    this.versions.clear();
    this.rolledBack = ++this.changes;
  }

  private statement(sql: string): CachedStatement {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = { prepared: this.connection.prepare(sql), table: writtenTable(sql) };
      this.evictOldest();
      this.statements.set(sql, statement);
    }
    return statement;
  }

  private evictOldest(): void {
    if (this.statements.size < statementCacheSize) {
      return;
    }
    const [oldest, statement] = this.statements.entries().next().value!;
    statement.prepared.release();
    this.statements.delete(oldest);
  }
}

/** Of statements that write rows; all others change no row but by being rolled back. */
function writtenTable(sql: string): string | undefined {
  return /\b(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"([^"]+)"/.exec(sql)?.[1];
}
