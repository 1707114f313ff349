import { setTimeout as sleep } from "node:timers/promises";
import { Connection, Request } from "tedious";
import { SourceError } from "./source-error.ts";
import type { OpenDatabase, SqlColumn, SqlDatabase, SqlResult } from "./sql-source.ts";

const ROWS_AT_ONCE = 2000;
/** What an answer to a cancelled statement may take. */
const CANCEL_MS = 10_000;
const REQUEST_MS = 15 * 60_000;

/** What the client tells of a column. */
interface ColumnMetadata {
  readonly colName: string;
  readonly type: { readonly name: string };
  readonly scale?: number | undefined;
}

interface ColumnValue {
  readonly metadata: ColumnMetadata;
  readonly value: unknown;
}

/** SQL Server, by the client tedious. */
export const openMssql: OpenDatabase = async (address) => {
  const { hostname, port, pathname, username, password, searchParams } = addressOf(address);
  const database = decodeURIComponent(pathname.slice(1));
  const instanceName = searchParams.get("instanceName") ?? undefined;
  const name = `mssql ${hostname}${instanceName === undefined ? "" : `\\${instanceName}`}/${database}`;
  const connection = new Connection({
    server: hostname,
    authentication: {
      type: "default",
      options: { userName: decodeURIComponent(username), password: decodeURIComponent(password) }
    },
    options: {
      database,
      ...(instanceName === undefined ? { port: Number(port || 1433) } : { instanceName }),
      // An address without a word of it is encrypted, and its certificate is checked.
      encrypt: searchParams.get("encrypt") !== "false",
      trustServerCertificate: searchParams.get("trustServerCertificate") === "true",
      readOnlyIntent: true,
      requestTimeout: REQUEST_MS,
      useUTC: true,
      appName: "sadakat-sync"
    }
  });
  const opened = new MssqlDatabase(name, connection);
  await opened.open();
  return opened;
};

class MssqlDatabase implements SqlDatabase {
  readonly name: string;
  private readonly connection: Connection;
  private reading: Reading | undefined;

  constructor(name: string, connection: Connection) {
    [this.name, this.connection] = [name, connection];
    // The server may end a connection at any time; whoever reads is told by the query itself.
    connection.on("error", () => undefined);
  }

  /** Sees one moment where the database allows it, what is committed otherwise. No session of SQL Server is read-only by itself. */
  async open(): Promise<void> {
    await new Promise<void>((resolve, reject) =>
      this.connection.connect((error) => (error ? reject(this.named(error)) : resolve()))
    );
    const [row] = await this.all("SELECT snapshot_isolation_state FROM sys.databases WHERE name = DB_NAME()");
    if (row?.[0] === "1") await this.all("SET TRANSACTION ISOLATION LEVEL SNAPSHOT; BEGIN TRANSACTION");
  }

  async now(): Promise<number> {
    const [row] = await this.all("SELECT CONVERT(varchar(23), CAST(SYSUTCDATETIME() AS datetime2(3)), 126) AS now");
    return Date.parse(`${row![0]}Z`);
  }

  /** The values are moments that the sync has written itself; with a T they mean the same in every language. */
  async query(texts: readonly string[], values: readonly string[]): Promise<SqlResult> {
    const literals = values.map((value) => `'${value.replace(" ", "T")}'`);
    const reading = new Reading(this.connection, texts.map((text, index) => text + (literals[index] ?? "")).join(""));
    this.reading = reading;
    const named = (error: unknown): SourceError => this.named(error as Error);
    try {
      const columns = await reading.columns;
      return {
        columns,
        async *rows() {
          try {
            yield* reading.rows();
          } catch (error) {
            throw named(error);
          }
        }
      };
    } catch (error) {
      throw named(error);
    }
  }

  /** A statement that is still told is cancelled first: the client loses its footing where its connection goes meanwhile. */
  async close(): Promise<void> {
    await this.reading?.stop();
    await new Promise<void>((resolve) => {
      this.connection.once("end", resolve);
      this.connection.close();
    });
  }

  private async all(sql: string): Promise<string[][]> {
    const rows: string[][] = [];
    const result = await this.query([sql], []);
    for await (const row of result.rows()) rows.push([...row]);
    return rows;
  }

  private named(error: Error): SourceError {
    return error instanceof SourceError
      ? error
      : new SourceError(`${this.name}: ${error.message || (error as NodeJS.ErrnoException).code}`);
  }
}

/** Rows of one statement, of which the server is kept waiting while nobody takes them. */
class Reading {
  readonly columns: Promise<SqlColumn[]>;
  private readonly request: Request;
  private waiting: string[][] = [];
  private isDone = false;
  private error: Error | undefined;
  private wake: () => void = () => undefined;
  private readonly ended: Promise<void>;

  constructor(connection: Connection, sql: string) {
    let end: () => void;
    this.ended = new Promise((resolve) => (end = resolve));
    let known: (columns: SqlColumn[]) => void;
    let failed: (error: Error) => void;
    this.columns = new Promise((resolve, reject) => ([known, failed] = [resolve, reject]));
    this.columns.catch(() => undefined);
    this.request = new Request(sql, (error) => {
      [this.isDone, this.error] = [true, error ?? undefined];
      // A statement without a result has no columns.
      if (error) failed(error);
      else known([]);
      this.wake();
      end();
    });
    this.request.on("columnMetadata", (columns) => known((columns as ColumnMetadata[]).map(columnOf)));
    this.request.on("row", (row: ColumnValue[]) => this.take(row));
    connection.execSqlBatch(this.request);
  }

  async *rows(): AsyncGenerator<string[]> {
    for (;;) {
      const rows = this.waiting;
      this.waiting = [];
      this.request.resume();
      yield* rows;
      if (this.waiting.length > 0) continue;
      if (this.error) throw this.error;
      if (this.isDone) return;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** Resolves once the server has understood that nobody wants the rest, or is silent for too long. */
  async stop(): Promise<void> {
    if (this.isDone) return;
    this.request.removeAllListeners("row");
    this.request.resume();
    this.request.cancel();
    const patience = new AbortController();
    await Promise.race([this.ended, sleep(CANCEL_MS, undefined, { signal: patience.signal }).catch(() => undefined)]);
    patience.abort();
  }

  private take(row: ColumnValue[]): void {
    try {
      this.waiting.push(row.map(textOf));
    } catch (error) {
      this.error ??= error as Error;
    }
    if (this.waiting.length >= ROWS_AT_ONCE) this.request.pause();
    this.wake();
  }
}

/** `IntN`, `TinyInt` and `NumericN` are names of its types too. */
function columnOf({ colName, type }: ColumnMetadata): SqlColumn {
  return { name: colName, isNumeric: /int|float|real|decimal|numeric|money/i.test(type.name) };
}

/** Values as the database writes them; empty for null. */
function textOf({ value, metadata }: ColumnValue): string {
  if (value === null || value === undefined) return "";
  const { name } = metadata.type;
  if (typeof value === "number") return numberText(value, metadata);
  if (typeof value === "boolean") return value ? "1" : "0";
  if (Buffer.isBuffer(value)) return `0x${value.toString("hex").toUpperCase()}`;
  if (!(value instanceof Date)) return String(value);
  const iso = value.toISOString();
  switch (name) {
    case "Date":
      return iso.slice(0, 10);
    case "Time":
      return iso.slice(11, 23);
    case "DateTimeOffset":
      return iso;
    default:
      return iso.slice(0, 23).replace("T", " ");
  }
}

/** The client reads decimals into a double, which has every number of 15 digits exactly. */
function numberText(value: number, { type, scale, colName }: ColumnMetadata): string {
  const decimals = /money/i.test(type.name) ? 4 : scale;
  if (!/^(decimal|numeric|money|smallmoney)/i.test(type.name) || decimals === undefined) return String(value);
  if (Math.abs(value) * 10 ** decimals >= 1e15)
    throw new SourceError(
      `the column ${colName} has ${value}, of more than 15 digits: write CAST(${colName} AS varchar(40)) in source.query`
    );
  return value.toFixed(decimals);
}

function addressOf(address: string): URL {
  try {
    return new URL(address);
  } catch {
    // The address itself may hold a password.
    throw new SourceError("the address of the database is not of the form mssql://user:password@host/database");
  }
}
