/** Which orgs run on this machine for this user: a file for each, which nobody else may read, since it holds a token. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface RunningOrg {
  readonly port: number;
  readonly instanceUrl: string;
  readonly accessToken: string;
  readonly pid: number;
}

/** Tells of an org until it is closed. @returns what takes the file away */
export function announce(cacheFolder: string, org: RunningOrg): () => void {
  const folder = join(cacheFolder, "running");
  const file = join(folder, `${org.port}.json`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify(org), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** Those whose process lives. */
export function runningOrgs(cacheFolder: string): RunningOrg[] {
  const folder = join(cacheFolder, "running");
  try {
    return readdirSync(folder)
      .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as RunningOrg)
      .filter(({ pid }) => lives(pid));
  } catch {
    return [];
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
