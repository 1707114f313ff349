import pg from "pg";
import type { TargetOf } from "./export-mapping.ts";
import { OutletError, type Outlet } from "./outlet.ts";
import { sqlOutlet, type WritableDatabase } from "./sql-outlet.ts";
import { fromEnvironment } from "../mapping/environment.ts";

/** PostgreSQL, by its own client. */
export async function openPostgres(target: TargetOf<"postgres">): Promise<Outlet> {
  const connectionString = fromEnvironment(target.addressFrom, "target.addressFrom");
  const client = new pg.Client({ connectionString, application_name: "sadakat-sync" });
  const name = `postgres ${client.host}/${client.database ?? ""}`;
  client.on("error", () => undefined);
  try {
    await client.connect();
    // Moments of ISO 8601 say their zone themselves; a column without one takes them in UTC.
    await client.query("SET TIME ZONE 'UTC'");
  } catch (error) {
    throw new OutletError(`${name}: ${(error as Error).message || (error as NodeJS.ErrnoException).code}`);
  }
  const database: WritableDatabase = {
    name,
    quoted: (one) => client.escapeIdentifier(one),
    place: (index) => `$${index + 1}`,
    async execute(sql, values) {
      await client.query(sql, [...values]);
    },
    has: async (sql, values) => (await client.query(sql, [...values])).rows.length > 0,
    momentType: "timestamptz",
    close: () => client.end()
  };
  return sqlOutlet(database, target);
}
