import { rmSync } from "node:fs";
import sqlite from "node-sqlite3-wasm";
import { lockFile } from "./lock.ts";
import type { Database, SqlRow, SqlValue } from "./database.ts";

const statementCacheSize = 2_000;

/**
 * Opens a database file, or one in memory for `:memory:`. Of a file this process becomes the only user; SQLite's own lock
 * that a killed process left behind is removed, and its unfinished transaction rolled back. Throws where the file is in use.
 */
export function openDatabase(path: string): Database {
  if (path === ":memory:") {
    return new SqliteDatabase(path, () => undefined);
  }
  const lock = lockFile(path);
  rmSync(`${path}.lock`, { recursive: true, force: true });
  return new SqliteDatabase(path, lock.release);
}

class SqliteDatabase implements Database {
  private readonly connection: InstanceType<typeof sqlite.Database>;
  private readonly statements = new Map<string, InstanceType<typeof sqlite.Statement>>();

  private readonly releaseFile: () => void;

  constructor(path: string, releaseFile: () => void) {
    this.releaseFile = releaseFile;
    this.connection = new sqlite.Database(path);
    this.connection.exec("PRAGMA locking_mode=EXCLUSIVE");
    this.connection.exec("PRAGMA journal_mode=TRUNCATE");
    this.connection.exec("PRAGMA synchronous=NORMAL");
    this.connection.exec("PRAGMA cache_size=-65536");
    this.connection.exec("PRAGMA temp_store=MEMORY");
    // Exclusive locking takes hold at the first write; one now makes every later statement free of lock traffic.
    this.connection.exec('CREATE TABLE IF NOT EXISTS "_org" (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID');
  }

  run(sql: string, parameters: readonly SqlValue[] = []): { changes: number } {
    return { changes: this.statement(sql).run(parameters as SqlValue[]).changes };
  }

  all(sql: string, parameters: readonly SqlValue[] = []): SqlRow[] {
    return this.statement(sql)
      .all(parameters as SqlValue[])
      .map(valuesOf);
  }

  *iterate(sql: string, parameters: readonly SqlValue[] = []): IterableIterator<SqlRow> {
    const statement = this.connection.prepare(sql);
    try {
      for (const row of statement.iterate(parameters as SqlValue[])) {
        yield valuesOf(row);
      }
    } finally {
      statement.finalize();
    }
  }

  createFunction(name: string, implementation: (...values: SqlValue[]) => SqlValue): void {
    // SQLite takes a function's length as its number of arguments, -1 for any number.
    const variadic = (...values: SqlValue[]): SqlValue => implementation(...values);
    Object.defineProperty(variadic, "length", { value: implementation.length === 0 ? -1 : implementation.length });
    this.connection.function(name, variadic, { deterministic: true });
  }

  begin(): void {
    this.run("BEGIN");
  }

  commit(): void {
    this.run("COMMIT");
  }

  rollback(): void {
    this.run("ROLLBACK");
  }

  savepoint(name: string): void {
    this.run(`SAVEPOINT "${name}"`);
  }

  rollbackTo(name: string): void {
    this.run(`ROLLBACK TO "${name}"`);
  }

  release(name: string): void {
    this.run(`RELEASE "${name}"`);
  }

  get inTransaction(): boolean {
    return this.connection.inTransaction;
  }

  close(): void {
    for (const statement of this.statements.values()) {
      statement.finalize();
    }
    this.statements.clear();
    this.connection.close();
    this.releaseFile();
  }

  private statement(sql: string): InstanceType<typeof sqlite.Statement> {
    let statement = this.statements.get(sql);
    if (statement === undefined) {
      statement = this.connection.prepare(sql);
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
    statement.finalize();
    this.statements.delete(oldest);
  }
}

/** The driver keys rows by column name; SELECT lists here name every column differently, so order is kept. */
function valuesOf(row: unknown): SqlRow {
  return Object.values(row as Record<string, SqlValue>);
}
