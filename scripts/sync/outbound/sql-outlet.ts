import type { Cell } from "./export-rows.ts";
import { OutletError, type Delivery, type Outlet } from "./outlet.ts";

/** What the databases do each in their way. */
export interface WritableDatabase {
  /** Host and database, without user and password. */
  readonly name: string;
  /** A name as the database quotes it. */
  quoted(name: string): string;
  /** `$1` or `?` for the value at this place, from 0. */
  place(index: number): string;
  execute(sql: string, values: readonly (string | number | boolean | null)[]): Promise<void>;
  /** Whether the query has a row. */
  has(sql: string, values: readonly string[]): Promise<boolean>;
  /** Begins of `CREATE TABLE`, for whoever has to make the table of batches. */
  readonly momentType: string;
  close(): Promise<void>;
}

export interface SqlTarget {
  readonly table: string;
  readonly batchTable: string;
}

/** Values of one statement, which all of these databases take. */
const MOST_VALUES = 2000;

/**
 * Writes each batch in one transaction with the batch's key, which is the primary key of a table of its own: rows and
 * key are there together or not at all, and a key is there once.
 */
export function sqlOutlet(database: WritableDatabase, { table, batchTable }: SqlTarget): Outlet {
  const name = `${database.name} ${table}`;
  const path = (dotted: string): string =>
    dotted
      .split(".")
      .map((one) => database.quoted(one))
      .join(".");
  return {
    name,
    async deliver(batch) {
      if (await isThere(database, path(batchTable), batchTable, batch.key)) return name;
      try {
        await database.execute("BEGIN", []);
        const keySql = `INSERT INTO ${path(batchTable)} (batch_key, row_count, delivered_at) VALUES (${database.place(0)}, ${database.place(1)}, CURRENT_TIMESTAMP)`;
        await database.execute(keySql, [batch.key, batch.rows.length]);
        await insertRows(database, path(table), batch);
        await database.execute("COMMIT", []);
      } catch (error) {
        throw new OutletError(
          `${name}: ${(error as Error).message}. The next run looks whether the batch ${batch.key} is there, and writes it where it is not`
        );
      }
      return name;
    },
    close: () => database.close()
  };
}

async function isThere(database: WritableDatabase, table: string, plainTable: string, key: string): Promise<boolean> {
  try {
    return await database.has(`SELECT 1 FROM ${table} WHERE batch_key = ${database.place(0)}`, [key]);
  } catch (error) {
    throw new OutletError(
      `${database.name}: ${(error as Error).message}. The table of batches is made by: CREATE TABLE ${plainTable} ` +
        `(batch_key varchar(64) PRIMARY KEY, row_count integer NOT NULL, delivered_at ${database.momentType} NOT NULL)`
    );
  }
}

async function insertRows(database: WritableDatabase, table: string, { columns, rows }: Delivery): Promise<void> {
  const names = columns.map((column) => database.quoted(column)).join(", ");
  const atOnce = Math.max(1, Math.floor(MOST_VALUES / columns.length));
  for (let first = 0; first < rows.length; first += atOnce) {
    const some = rows.slice(first, first + atOnce);
    const lists = some.map(
      (_, row) => `(${columns.map((__, index) => database.place(row * columns.length + index)).join(", ")})`
    );
    await database.execute(`INSERT INTO ${table} (${names}) VALUES ${lists.join(", ")}`, some.flat().map(valueOf));
  }
}

/** Decimals go as text, which the databases read into their own: no digit is lost. */
function valueOf(cell: Cell): string | boolean | null {
  return cell !== null && typeof cell === "object" ? cell.decimal : cell;
}
