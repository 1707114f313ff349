import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Check } from "./checks.ts";
import { failuresIn } from "./failures.ts";

export interface CheckResult {
  readonly check: Check;
  readonly ok: boolean;
  readonly seconds: number;
  readonly passed: number;
  readonly failed: number;
  /** Why this machine left something out, each reason once. */
  readonly leftOut: readonly string[];
  /** What was printed about each failure; nothing where the output does not tell failures apart. */
  readonly failures: readonly string[];
  /** What failed at first and passed at the second try. */
  readonly unsteady?: readonly string[];
  readonly output: string;
}

export async function runCheck(check: Check): Promise<CheckResult> {
  const started = Date.now();
  const { code, output } = await run(check.command);
  const passed = count(output, check.passedPattern);
  const failed = count(output, check.failedPattern);
  // A runner that counts its tests and counts none has tested nothing.
  const ok = code === 0 && (failed ?? 0) === 0 && passed !== 0;
  return {
    check,
    ok,
    seconds: (Date.now() - started) / 1000,
    passed: passed ?? (ok ? 1 : 0),
    failed: ok ? 0 : Math.max(failed ?? 0, 1),
    leftOut: check.leftOutPattern
      ? [...new Set(Array.from(output.matchAll(check.leftOutPattern), ([, reason]) => reason!))]
      : [],
    failures: ok ? [] : failuresIn(output, check.form ?? "text"),
    output
  };
}

/** Whatever a check leaves in its folder for temporary files goes with it. */
async function run(command: readonly string[]): Promise<{ code: number; output: string }> {
  const folder = mkdtempSync(join(tmpdir(), "check-"));
  try {
    return await runIn(folder, command);
  } finally {
    removeWhatIsLeft(folder);
  }
}

/** A process that outlives its check may still write there; that must not cost the result. */
function removeWhatIsLeft(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  } catch (error) {
    console.log(`  could not be removed: ${folder} (${(error as Error).message})`);
  }
}

function runIn(folder: string, [command, ...args]: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command!, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, FORCE_COLOR: "0", TMPDIR: folder }
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", (error) => resolve({ code: 1, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") }));
  });
}

function count(output: string, pattern: RegExp | undefined): number | undefined {
  if (!pattern) return undefined;
  const match = pattern.exec(output);
  return match ? Number(match.slice(1).find((group) => group !== undefined)) : undefined;
}
