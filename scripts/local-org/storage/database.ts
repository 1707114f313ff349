/** The small driver interface over SQLite. A faster driver may stand behind it; nothing else knows which. */
export type SqlValue = null | number | bigint | string | Uint8Array;
export type SqlRow = readonly SqlValue[];

export interface Database {
  /** Statements without result. */
  run(sql: string, parameters?: readonly SqlValue[]): { changes: number };
  /** All rows, each an array in the order of the SELECT list, whose columns must all have different names. Prepared statements are cached by text. */
  all(sql: string, parameters?: readonly SqlValue[]): SqlRow[];
  /** The same, one by one; the caller must end or return the iterator. */
  iterate(sql: string, parameters?: readonly SqlValue[]): IterableIterator<SqlRow>;
  /** Another number whenever the rows of this table may have changed. */
  versionOf(table: string): number;
  /** Registers a deterministic SQL function. */
  createFunction(name: string, implementation: (...values: SqlValue[]) => SqlValue): void;
  begin(): void;
  commit(): void;
  rollback(): void;
  savepoint(name: string): void;
  rollbackTo(name: string): void;
  release(name: string): void;
  readonly inTransaction: boolean;
  close(): void;
}
