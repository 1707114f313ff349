import { createRequire } from "node:module";
import type driverModule from "node-sqlite3-wasm";
import type { Database, Statement } from "node-sqlite3-wasm";
import type { SqliteConnection, SqliteStatement } from "./connection.ts";
import type { SqlRow, SqlValue } from "./database.ts";

type Driver = typeof driverModule;

/** Loaded when it is needed: it compiles a megabyte of WebAssembly. */
export function wasmConnection(path: string): SqliteConnection {
  return new WasmConnection(createRequire(import.meta.url)("node-sqlite3-wasm") as Driver, path);
}

class WasmConnection implements SqliteConnection {
  private readonly database: Database;

  constructor({ Database }: Driver, path: string) {
    this.database = new Database(path);
  }

  exec(sql: string): void {
    this.database.exec(sql);
  }

  prepare(sql: string): SqliteStatement {
    return new WasmStatement(this.database.prepare(sql));
  }

  createFunction(name: string, implementation: (...values: SqlValue[]) => SqlValue): void {
    // SQLite takes a function's length as its number of arguments, -1 for any number.
    const variadic = (...values: SqlValue[]): SqlValue => implementation(...values);
    Object.defineProperty(variadic, "length", { value: implementation.length === 0 ? -1 : implementation.length });
    this.database.function(name, variadic, { deterministic: true });
  }

  get inTransaction(): boolean {
    return this.database.inTransaction;
  }

  close(): void {
    this.database.close();
  }
}

class WasmStatement implements SqliteStatement {
  private readonly prepared: Statement;

  constructor(prepared: Statement) {
    this.prepared = prepared;
  }

  run(parameters: readonly SqlValue[]): number {
    return this.prepared.run(parameters as SqlValue[]).changes;
  }

  all(parameters: readonly SqlValue[]): SqlRow[] {
    return this.prepared.all(parameters as SqlValue[]).map(valuesOf);
  }

  *iterate(parameters: readonly SqlValue[]): IterableIterator<SqlRow> {
    for (const row of this.prepared.iterate(parameters as SqlValue[])) {
      yield valuesOf(row);
    }
  }

  release(): void {
    this.prepared.finalize();
  }
}

/** The driver keys rows by column name; SELECT lists here name every column differently, so order is kept. */
function valuesOf(row: unknown): SqlRow {
  return Object.values(row as Record<string, SqlValue>);
}
