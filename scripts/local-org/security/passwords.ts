/** Passwords of an org's users, as salted hashes; who has none logs in by `npm run org -- login`. */
import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import type { Database } from "../storage/database.ts";
import type { RunningUser } from "../transaction/user.ts";
import { loadUserByName } from "./system-data.ts";

export const leastPasswordLength = 8;

export function setPassword(database: Database, userId: string, password: string): void {
  const salt = randomBytes(16).toString("hex");
  prepare(database);
  database.run('INSERT OR REPLACE INTO "_password" (userId, salt, hash) VALUES (?, ?, ?)', [
    userId,
    salt,
    hashOf(password, salt)
  ]);
}

/** The active user of that name whose password it is. */
export function userWithPassword(database: Database, username: string, password: string): RunningUser | undefined {
  const user = activeUser(database, username);
  if (user === undefined) return undefined;
  prepare(database);
  const [row] = database.all('SELECT salt, hash FROM "_password" WHERE userId = ?', [user.id]);
  const [salt, hash] = (row ?? []) as readonly string[];
  if (salt === undefined || hash === undefined) return undefined;
  return timingSafeEqual(Buffer.from(hash), Buffer.from(hashOf(password, salt))) ? user : undefined;
}

export function activeUser(database: Database, username: string): RunningUser | undefined {
  const user = loadUserByName(database, username);
  const [active] = database.all('SELECT "IsActive" FROM "User" WHERE "Id" = ?', [user?.id ?? null]);
  return active?.[0] === 1 ? user : undefined;
}

function prepare(database: Database): void {
  database.run('CREATE TABLE IF NOT EXISTS "_password" (userId TEXT PRIMARY KEY, salt TEXT, hash TEXT) WITHOUT ROWID');
}

function hashOf(password: string, salt: string): string {
  return scryptSync(password, Buffer.from(salt, "hex"), 32).toString("hex");
}
