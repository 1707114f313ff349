import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** What a program took, all of its processes together; `peakMegabytes` of the largest. */
export interface Usage {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

/** Of this process, which other work on the machine changes less than the clock's. */
export function cpuSecondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** Measures Node programs that `work` starts with this environment. */
export async function measured<T>(work: (environment: NodeJS.ProcessEnv) => T | Promise<T>): Promise<[Usage, T]> {
  const folder = mkdtempSync(join(tmpdir(), "bench-usage-"));
  const file = join(folder, "usage.jsonl");
  const loader = pathToFileURL(resolve("scripts", "bench", "note-usage.js")).href;
  try {
    const started = performance.now();
    const result = await work({ NODE_OPTIONS: `--import ${loader}`, USAGE_FILE: file });
    const wallSeconds = (performance.now() - started) / 1000;
    const processes = readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Usage);
    const cpuSeconds = processes.reduce((sum, one) => sum + one.cpuSeconds, 0);
    return [{ wallSeconds, cpuSeconds, peakMegabytes: Math.max(...processes.map((one) => one.peakMegabytes)) }, result];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
