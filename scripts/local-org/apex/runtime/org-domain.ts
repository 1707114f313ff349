import type { Database } from "../../storage/database.ts";

const origins = new WeakMap<Database, string>();

/** Tells an org's Apex at what address (`http://127.0.0.1:4000`) the org answers. */
export function setOrgDomain(database: Database, origin: string): void {
  origins.set(database, origin);
}

/** The address of the org; that of this machine while nobody serves the org, as in a run of tests. */
export function orgDomain(database: Database): string {
  return origins.get(database) ?? "http://127.0.0.1";
}
