import { once } from "node:events";
import mysql, { type Connection, type FieldPacket } from "mysql2";
import { SourceError } from "./source-error.ts";
import type { OpenDatabase, SqlColumn, SqlDatabase, SqlResult } from "./sql-source.ts";

type Value = string | null;

/** MySQL and MariaDB, by the client mysql2. */
export const openMysql: OpenDatabase = async (address, timeZone) => {
  const { hostname, pathname } = addressOf(address);
  const name = `mysql ${hostname}${pathname}`;
  const connection = mysql.createConnection({ uri: address, charset: "utf8mb4" });
  connection.on("error", () => undefined);
  const database = new MysqlDatabase(name, connection);
  try {
    // A zone by name needs the server's time zone tables; UTC does not.
    await database.execute("SET time_zone = ?", [timeZone === "UTC" ? "+00:00" : timeZone]);
    await database.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    await database.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
  } catch (error) {
    connection.destroy();
    throw error;
  }
  return database;
};

class MysqlDatabase implements SqlDatabase {
  readonly name: string;
  private readonly connection: Connection;

  constructor(name: string, connection: Connection) {
    [this.name, this.connection] = [name, connection];
  }

  async now(): Promise<number> {
    const rows = await this.execute("SELECT UTC_TIMESTAMP(3)");
    return Date.parse(`${String(rows[0]![0]).replace(" ", "T")}Z`);
  }

  /** Takes all rows at once: for the session's own small statements. */
  execute(sql: string, values: readonly string[] = []): Promise<Value[][]> {
    return new Promise((resolve, reject) => {
      this.connection.query({ sql, values: [...values], rowsAsArray: true, typeCast: asText }, (error, rows) =>
        error ? reject(this.named(error)) : resolve(rows as unknown as Value[][])
      );
    });
  }

  async query(texts: readonly string[], values: readonly string[]): Promise<SqlResult> {
    const named = (error: Error): SourceError => this.named(error);
    const query = this.connection.query({
      sql: texts.join("?"),
      values: [...values],
      rowsAsArray: true,
      typeCast: asText
    });
    const fields = once(query, "fields") as Promise<[FieldPacket[]]>;
    const stream = query.stream({ highWaterMark: 2000 });
    const failed = once(stream, "error").then(([error]) => Promise.reject(error as Error));
    failed.catch(() => undefined);
    try {
      const [columns] = await Promise.race([fields, failed]);
      return {
        columns: columns.map(columnOf),
        async *rows() {
          try {
            for await (const row of stream as AsyncIterable<Value[]>) yield row.map((value) => value ?? "");
          } catch (error) {
            throw named(error as Error);
          }
        }
      };
    } catch (error) {
      throw named(error as Error);
    }
  }

  close(): Promise<void> {
    this.connection.destroy();
    return Promise.resolve();
  }

  private named(error: Error): SourceError {
    return new SourceError(`${this.name}: ${error.message || (error as NodeJS.ErrnoException).code}`);
  }
}

const { TINY, SHORT, INT24, LONG, LONGLONG, FLOAT, DOUBLE, DECIMAL, NEWDECIMAL } = mysql.Types;
const NUMERIC_TYPES: ReadonlySet<number | undefined> = new Set([
  TINY,
  SHORT,
  INT24,
  LONG,
  LONGLONG,
  FLOAT,
  DOUBLE,
  DECIMAL,
  NEWDECIMAL
]);

function columnOf({ name, columnType }: FieldPacket): SqlColumn {
  return { name, isNumeric: NUMERIC_TYPES.has(columnType) };
}

/** Values as the server writes them: no digit is lost, and no moment is moved. */
function asText(field: { string(encoding?: string): string | null }): string | null {
  return field.string("utf8");
}

function addressOf(address: string): URL {
  try {
    return new URL(address);
  } catch {
    // The address itself may hold a password.
    throw new SourceError("the address of the database is not of the form mysql://user:password@host/database");
  }
}
