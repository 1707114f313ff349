import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Another run of the same source into the same org is at work. */
export class LockedError extends Error {}

interface Owner {
  readonly pid: number;
  readonly host: string;
  /** When the process began, by the system's own count: numbers of processes are used again. */
  readonly began: string;
}

const HEARTBEAT_MS = 5_000;
const SILENCE_MS = 30_000;

export interface LockPace {
  readonly heartbeatMs: number;
  /** A lock of another machine or container that is silent for so long has lost its owner. */
  readonly silenceMs: number;
}

/**
 * Takes the lock of a folder for this process and keeps it alive; one whose owner is gone is taken over. Containers that
 * share a folder all know themselves as process 1: where the owner cannot be asked, its heartbeat tells. Returns the release.
 */
export async function lockFolder(
  folder: string,
  pace: LockPace = { heartbeatMs: HEARTBEAT_MS, silenceMs: SILENCE_MS }
): Promise<() => void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "lock");
  while (!tryLock(path)) {
    const owner = ownerOf(path);
    if (owner !== undefined && !(await isLeft(path, owner, pace))) throw lockedBy(owner, path);
    rmSync(path, { force: true });
  }
  const heartbeat = setInterval(() => beat(path), pace.heartbeatMs);
  heartbeat.unref();
  return () => {
    clearInterval(heartbeat);
    rmSync(path, { force: true });
  };
}

function lockedBy({ pid, host }: Owner, path: string): LockedError {
  const where = host === "" || host === hostname() ? "" : ` on ${host}`;
  return new LockedError(
    `Process ${pid}${where} runs a sync into this org already; wait for its end, or remove ${path} if it is not a sync`
  );
}

function tryLock(path: string): boolean {
  const owner: Owner = { pid: process.pid, host: hostname(), began: beginningOf(process.pid) };
  try {
    writeFileSync(path, JSON.stringify(owner), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Undefined for a lock that is gone meanwhile, or was never written to its end. */
function ownerOf(path: string): Owner | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof content === "number") return { pid: content, host: hostname(), began: "" };
    return content as Owner;
  } catch {
    return undefined;
  }
}

async function isLeft(path: string, owner: Owner, { silenceMs }: LockPace): Promise<boolean> {
  if (owner.host === hostname()) return !isAlive(owner);
  const seen = beatOf(path);
  // A container that has just ended was alive a moment ago: its lock is watched until it is silent for long enough.
  while (seen !== undefined && Date.now() - seen < silenceMs) {
    await sleep(Math.min(1_000, silenceMs / 4));
    if (beatOf(path) !== seen) return beatOf(path) === undefined;
  }
  return true;
}

function isAlive({ pid, began }: Owner): boolean {
  if (pid === process.pid || !Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return began === "" || beginningOf(pid) === began || beginningOf(pid) === "";
}

/** Field 22 of `/proc/<pid>/stat`, counted after the name, which may hold anything. Empty where there is no such file. */
function beginningOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}

function beatOf(path: string): number | undefined {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return undefined;
  }
}

function beat(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // The lock was removed by hand; the run goes on, as whoever removed it wanted.
  }
}
