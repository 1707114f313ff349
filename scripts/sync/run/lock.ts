import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Another run of the same source into the same org is at work. */
export class LockedError extends Error {}

/** Takes the lock of a folder for this process; a lock whose process is gone is taken over. Returns its release. */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "lock");
  if (!tryLock(path)) {
    const owner = Number(readFileSync(path, "utf8"));
    if (isAlive(owner))
      throw new LockedError(
        `Process ${owner} is synchronising into this org already; wait for its end, or remove ${path} if it is not a sync`
      );
    rmSync(path, { force: true });
    if (!tryLock(path)) throw new LockedError(`Another sync has just taken ${path}`);
  }
  return () => rmSync(path, { force: true });
}

function tryLock(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
