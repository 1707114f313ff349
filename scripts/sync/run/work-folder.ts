import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { lockFolder } from "./lock.ts";

/** The folder for journals and files cannot be used; the message names it. */
export class WorkFolderError extends Error {}

const DAY_MS = 86_400_000;
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "no space is left on its disk",
  EDQUOT: "its quota is used up",
  EROFS: "its file system is read-only",
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  ENOTDIR: "a part of its path is a file",
  EIO: "its disk does not work"
};

/** The same error, or one that names the folder where its disk is the cause. */
export function namingFolder(error: unknown, folder: string): unknown {
  const { code, message, path } = error as NodeJS.ErrnoException;
  const reason =
    (code !== undefined && isBelow(path, folder) ? REASONS[code] : undefined) ?? databaseReason(error, message);
  return reason === undefined
    ? error
    : new WorkFolderError(`${folder}: cannot be written: ${reason} (${message}). --work-dir names another folder.`);
}

/** A path is not told for writes to a file that is open: those are the run's own. */
function isBelow(path: string | undefined, folder: string): boolean {
  return path === undefined || path.startsWith(folder) || folder.startsWith(path);
}

function databaseReason(error: unknown, message: string): string | undefined {
  if ((error as Error).name !== "SQLite3Error") return undefined;
  if (/disk is full/i.test(message)) return REASONS["ENOSPC"];
  if (/unable to open|readonly|read-only/i.test(message)) return REASONS["EROFS"];
  return /I\/O/i.test(message) ? REASONS["EIO"] : undefined;
}

/** What a run needs no more: rows of customers that the org has now. */
export function removeWorkingFiles(runFolder: string): void {
  for (const name of readdirSync(runFolder))
    if (name !== "journal.jsonl" && name !== "rejects.csv")
      rmSync(join(runFolder, name), { recursive: true, force: true });
}

/** Removes the folders of runs that are older than that; returns how many. Throws `LockedError` while a run is at work. */
export async function removeOldRuns(workFolder: string, keepDays: number, now = Date.now()): Promise<number> {
  if (!existsSync(workFolder)) return 0;
  const release = await lockFolder(workFolder);
  try {
    return removeFoldersBefore(workFolder, now - keepDays * DAY_MS);
  } finally {
    release();
  }
}

function removeFoldersBefore(workFolder: string, moment: number): number {
  const old = readdirSync(workFolder)
    .map((name) => join(workFolder, name))
    .filter((folder) => statSync(folder).isDirectory() && lastTouched(folder) <= moment);
  for (const folder of old) rmSync(folder, { recursive: true, force: true });
  return old.length;
}

function lastTouched(folder: string): number {
  return Math.max(statSync(folder).mtimeMs, ...readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs));
}
