import type { SqlRow, SqlValue } from "./database.ts";

/** What the builds of SQLite have in common. */
export interface SqliteConnection {
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  /** Registers a deterministic SQL function; one without declared parameters takes any number of values. */
  createFunction(name: string, implementation: (...values: SqlValue[]) => SqlValue): void;
  readonly inTransaction: boolean;
  close(): void;
}

export interface SqliteStatement {
  /** @returns how many rows it changed */
  run(parameters: readonly SqlValue[]): number;
  all(parameters: readonly SqlValue[]): SqlRow[];
  iterate(parameters: readonly SqlValue[]): IterableIterator<SqlRow>;
  /** Gives back what it holds; it is not used afterwards. */
  release(): void;
}
