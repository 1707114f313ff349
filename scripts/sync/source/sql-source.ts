import { DateTime } from "luxon";
import type { SqlSettings } from "../mapping/source-settings.ts";
import { changeWindow, cursorOf, type ChangeWindow } from "./change-window.ts";
import { SourceError } from "./source-error.ts";
import type { RecentDocuments, Source, SourceRequest, SourceRow } from "./source.ts";
import { together } from "./together.ts";

const DAY_MS = 86_400_000;

export interface SqlColumn {
  readonly name: string;
  /** The database keeps numbers in it, and not texts that may look like some. */
  readonly isNumeric: boolean;
}

/** Rows as text, the way the database itself writes values; empty for null. */
export interface SqlResult {
  readonly columns: readonly SqlColumn[];
  rows(): AsyncIterable<readonly string[]>;
}

/** One connection that can only read, and sees one moment of the database until it is closed. */
export interface SqlDatabase {
  /** Host and database, without user and password. */
  readonly name: string;
  /** The database's own clock, in milliseconds. */
  now(): Promise<number>;
  /** `texts` are the statement's parts, between which stand the values. */
  query(texts: readonly string[], values: readonly string[]): Promise<SqlResult>;
  close(): Promise<void>;
}

/** `timeZone`: in which the session reads and writes moments. */
export type OpenDatabase = (address: string, timeZone: string) => Promise<SqlDatabase>;

/** Reads the lines of documents by a query, streamed, in a transaction that can only read. */
export async function openSql(settings: SqlSettings, request: SourceRequest, open: OpenDatabase): Promise<Source> {
  const address = process.env[settings.addressFrom];
  if (address === undefined || address === "")
    throw new SourceError(
      `the environment variable ${settings.addressFrom} (source.addressFrom) is not set: it holds the address, such as ${settings.format}://user:password@host/database`
    );
  const database = await open(address, settings.timeZone);
  try {
    const now = await database.now();
    const window = settings.changes && changeWindow(request.cursor, now, settings.changes);
    const result = await database.query(...statement(settings.query, valuesOf(window, settings.timeZone)));
    const names = result.columns.map(({ name }) => name);
    const repeated = names.find((name, index) => names.indexOf(name) !== index);
    if (repeated !== undefined)
      throw new SourceError(`source.query: has two columns '${repeated}'; name them apart with AS`);
    return new SqlSource(settings, database, result, now, window);
  } catch (error) {
    await database.close();
    throw error;
  }
}

class SqlSource implements Source {
  readonly header: readonly string[];
  private readonly settings: SqlSettings;
  private readonly database: SqlDatabase;
  private readonly result: SqlResult;
  private readonly now: number;
  private readonly window: ChangeWindow | undefined;
  private count = 0;

  constructor(
    settings: SqlSettings,
    database: SqlDatabase,
    result: SqlResult,
    now: number,
    window: ChangeWindow | undefined
  ) {
    [this.settings, this.database, this.result, this.now, this.window] = [settings, database, result, now, window];
    this.header = result.columns.map(({ name }) => name);
  }

  get name(): string {
    return this.database.name;
  }

  rows(): AsyncGenerator<readonly SourceRow[]> {
    return together(this.eachRow());
  }

  private async *eachRow(): AsyncGenerator<SourceRow> {
    for await (const cells of this.result.rows()) yield { position: String(++this.count), cells };
  }

  progress(): { done: number; total: number } {
    return { done: this.count, total: 0 };
  }

  writesNumbers(column: string): boolean {
    return this.result.columns.some(({ name, isNumeric }) => name === column && isNumeric);
  }

  doubts(): string[] {
    return [];
  }

  cursor(): string | undefined {
    return this.window && cursorOf(this.window);
  }

  recentDocuments(): RecentDocuments | undefined {
    const { sweep, timeZone } = this.settings;
    if (!sweep) return undefined;
    const since = this.now - sweep.days * DAY_MS;
    // A day more than is asked for: dates have no time of day, and their zone may be another one.
    const from = wallTime(since - DAY_MS, timeZone);
    const result = this.database.query(...statement(sweep.query, { from }));
    return {
      since,
      rows: async function* () {
        yield* (await result).rows();
      },
      header: async () => (await result).columns.map(({ name }) => name)
    };
  }

  close(): Promise<void> {
    return this.database.close();
  }
}

function valuesOf(window: ChangeWindow | undefined, zone: string): Record<string, string> {
  return window ? { since: wallTime(window.since, zone), until: wallTime(window.until, zone) } : {};
}

/** As databases read it, whether their column has a zone or not. */
function wallTime(moment: number, zone: string): string {
  return DateTime.fromMillis(moment, { zone }).toFormat("yyyy-MM-dd HH:mm:ss.SSS");
}

/** Splits a statement at `:since` and the like, but not at the `::` of a cast. */
function statement(sql: string, values: Readonly<Record<string, string>>): [texts: string[], values: string[]] {
  const names = Object.keys(values);
  if (names.length === 0) return [[sql], []];
  const parts = sql.split(new RegExp(`(?<![:\\w]):(${names.join("|")})\\b`));
  return [
    parts.filter((_, index) => index % 2 === 0),
    parts.filter((_, index) => index % 2 === 1).map((name) => values[name]!)
  ];
}
