import { createRequire } from "node:module";
import type * as driverModule from "@photostructure/sqlite";
import type { DatabaseSyncInstance, StatementSyncInstance } from "@photostructure/sqlite";
import type { SqliteConnection, SqliteStatement } from "./connection.ts";
import type { SqlRow, SqlValue } from "./database.ts";

type Driver = typeof driverModule;

let driver: Driver | null | undefined;

/** @returns nothing where no build for this machine is installed: the package is an optional one */
export function nativeConnection(path: string): SqliteConnection | undefined {
  driver ??= installedDriver();
  return driver === null ? undefined : new NativeConnection(driver, path);
}

function installedDriver(): Driver | null {
  try {
    return createRequire(import.meta.url)("@photostructure/sqlite") as Driver;
  } catch {
    return null;
  }
}

class NativeConnection implements SqliteConnection {
  private readonly database: DatabaseSyncInstance;

  constructor({ DatabaseSync }: Driver, path: string) {
    this.database = new DatabaseSync(path);
  }

  exec(sql: string): void {
    this.database.exec(sql);
  }

  prepare(sql: string): SqliteStatement {
    return new NativeStatement(this.database.prepare(sql));
  }

  createFunction(name: string, implementation: (...values: SqlValue[]) => SqlValue): void {
    const giving = (...values: SqlValue[]): SqlValue => asInteger(implementation(...values));
    // SQLite is told how many values there are by the function's length.
    if (implementation.length > 0) Object.defineProperty(giving, "length", { value: implementation.length });
    this.database.function(name, { deterministic: true, varargs: implementation.length === 0 }, giving);
  }

  get inTransaction(): boolean {
    return this.database.isTransaction;
  }

  close(): void {
    this.database.close();
  }
}

class NativeStatement implements SqliteStatement {
  private readonly prepared: StatementSyncInstance;

  constructor(prepared: StatementSyncInstance) {
    this.prepared = prepared;
    prepared.setReturnArrays(true);
  }

  run(parameters: readonly SqlValue[]): number {
    return Number(this.prepared.run(...parameters.map(asInteger)).changes);
  }

  all(parameters: readonly SqlValue[]): SqlRow[] {
    try {
      const rows = this.prepared.all(...parameters.map(asInteger)) as SqlRow[];
      return rows;
    } catch (error) {
      if (!isBeyondNumbers(error)) throw error;
      return this.allByBigInts(parameters);
    }
  }

  *iterate(parameters: readonly SqlValue[]): IterableIterator<SqlRow> {
    this.prepared.setReadBigInts(true);
    for (const row of this.prepared.iterate(...parameters.map(asInteger)) as IterableIterator<SqlRow>) {
      yield withNumbers(row);
    }
  }

  release(): void {
    // The collector of garbage finalizes it.
  }

  /** Rows are read as numbers first, which is several times as fast, and hardly any holds an integer that is none. */
  private allByBigInts(parameters: readonly SqlValue[]): SqlRow[] {
    this.prepared.setReadBigInts(true);
    try {
      const rows = this.prepared.all(...parameters.map(asInteger)) as SqlRow[];
      return rows.map(withNumbers);
    } finally {
      this.prepared.setReadBigInts(false);
    }
  }
}

/** The driver writes numbers as floating-point ones, and bigints as integers: JSON of the former has a point in it. */
function asInteger(value: SqlValue): SqlValue {
  return Number.isSafeInteger(value) ? BigInt(value as number) : value;
}

/** The driver has no code of its own for it. */
function isBeyondNumbers(error: unknown): boolean {
  return (error as Error).message.includes("too large to be represented as a JavaScript number");
}

function withNumbers(row: SqlRow): SqlRow {
  return row.map((value) => (typeof value === "bigint" && isSafe(value) ? Number(value) : value));
}

function isSafe(value: bigint): boolean {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
}
