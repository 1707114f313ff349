import { readFileSync, rmSync, writeFileSync } from "node:fs";

/**
 * Makes this process the only user of a database file until `release`. A lock that a killed process left behind is taken
 * over; throws where its owner lives.
 */
export function lockFile(path: string): { readonly release: () => void } {
  const lock = `${path}.pid`;
  const owner = ownerOf(lock);
  if (owner !== undefined && owner !== process.pid && isAlive(owner)) {
    throw new Error(`${path} is in use by process ${owner}`);
  }
  writeFileSync(lock, String(process.pid));
  return { release: () => rmSync(lock, { force: true }) };
}

function ownerOf(lock: string): number | undefined {
  try {
    return Number(readFileSync(lock, "utf8")) || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
