import mysql from "mysql2/promise";
import type { TargetOf } from "./export-mapping.ts";
import { OutletError, type Outlet } from "./outlet.ts";
import { sqlOutlet, type WritableDatabase } from "./sql-outlet.ts";
import { fromEnvironment } from "../mapping/environment.ts";

const ISO_MOMENT = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2}\.\d{3})Z$/;

/** MySQL and MariaDB, by the client mysql2. */
export async function openMysql(target: TargetOf<"mysql">): Promise<Outlet> {
  const uri = fromEnvironment(target.addressFrom, "target.addressFrom");
  if (!URL.canParse(uri))
    // The address itself may hold a password.
    throw new OutletError("the address of the database is not of the form mysql://user:password@host/database");
  const { hostname, pathname } = new URL(uri);
  const name = `mysql ${hostname}${pathname}`;
  let connection: mysql.Connection;
  try {
    connection = await mysql.createConnection({ uri, charset: "utf8mb4" });
    await connection.query("SET time_zone = '+00:00', sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')");
  } catch (error) {
    throw new OutletError(`${name}: ${(error as Error).message || (error as NodeJS.ErrnoException).code}`);
  }
  connection.on("error", () => undefined);
  const database: WritableDatabase = {
    name,
    quoted: (one) => mysql.escapeId(one, true),
    place: () => "?",
    async execute(sql, values) {
      await connection.query(sql, values.map(moment));
    },
    has: async (sql, values) => ((await connection.query(sql, [...values]))[0] as unknown[]).length > 0,
    momentType: "datetime",
    close: () => connection.end()
  };
  return sqlOutlet(database, target);
}

/** MySQL's moments have a space and no zone; the session's is UTC. */
function moment(value: string | number | boolean | null): string | number | boolean | null {
  const [, day, time] = typeof value === "string" ? (ISO_MOMENT.exec(value) ?? []) : [];
  return day === undefined ? value : `${day} ${time}`;
}
