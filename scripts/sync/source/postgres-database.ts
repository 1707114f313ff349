import pg from "pg";
import Cursor from "pg-cursor";
import { SourceError } from "./source-error.ts";
import type { OpenDatabase, SqlColumn, SqlDatabase, SqlResult } from "./sql-source.ts";

const ROWS_AT_ONCE = 2000;
/** Values as the server writes them: no digit and no zone is lost. */
const AS_TEXT = { getTypeParser: () => (text: string) => text };

const { INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC } = pg.types.builtins;
/** Not `money`: the server writes it as its locale does. */
const NUMERIC_TYPES: ReadonlySet<number> = new Set([INT2, INT4, INT8, FLOAT4, FLOAT8, NUMERIC]);

/** PostgreSQL, by its own client. */
export const openPostgres: OpenDatabase = async (address, timeZone) => {
  const client = new pg.Client({ connectionString: address, application_name: "sadakat-sync" });
  const name = `postgres ${client.host}/${client.database ?? ""}`;
  // The server may end a connection at any time; whoever reads is told by the query itself.
  client.on("error", () => undefined);
  await naming(name, async () => {
    await client.connect();
    await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query("SELECT set_config('TimeZone', $1, true), set_config('DateStyle', 'ISO', true)", [timeZone]);
  });
  return new PostgresDatabase(name, client);
};

class PostgresDatabase implements SqlDatabase {
  readonly name: string;
  private readonly client: pg.Client;

  constructor(name: string, client: pg.Client) {
    [this.name, this.client] = [name, client];
  }

  now(): Promise<number> {
    return naming(this.name, async () => {
      const { rows } = await this.client.query<{ now: string }>(
        "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now"
      );
      return Number(rows[0]!.now);
    });
  }

  async query(texts: readonly string[], values: readonly string[]): Promise<SqlResult> {
    const { client, name } = this;
    const known = [...new Set(values)];
    const places = values.map((value) => `$${known.indexOf(value) + 1}`);
    const sql = texts.map((text, index) => text + (places[index] ?? "")).join("");
    const cursor = client.query(new Cursor<string[]>(sql, known, { rowMode: "array", types: AS_TEXT }));
    const first = await naming(name, () => read(cursor));
    return {
      columns: first.columns,
      async *rows() {
        for (let { rows } = first; rows.length > 0; { rows } = await naming(name, () => read(cursor)))
          for (const row of rows) yield row.map((value) => value ?? "");
        await cursor.close();
      }
    };
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

function read(cursor: Cursor<string[]>): Promise<{ rows: string[][]; columns: SqlColumn[] }> {
  return new Promise((resolve, reject) => {
    cursor.read(ROWS_AT_ONCE, (error: Error | undefined, rows, result: { fields: pg.FieldDef[] } | undefined) =>
      // A cursor that has told everything tells no columns any more.
      error ? reject(error) : resolve({ rows, columns: (result?.fields ?? []).map(columnOf) })
    );
  });
}

function columnOf({ name, dataTypeID }: pg.FieldDef): SqlColumn {
  return { name, isNumeric: NUMERIC_TYPES.has(dataTypeID) };
}

async function naming<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new SourceError(`${name}: ${(error as Error).message || (error as NodeJS.ErrnoException).code}`);
  }
}
