/**
 * Tests of pages wait for a browser, which a busy machine may keep from drawing for longer than they wait. What failed among
 * them runs once more afterwards, and is told; a test that needs no browser has no second try.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compiledPath } from "../compile.js";
import type { Check } from "./checks.ts";
import { failuresIn } from "./failures.ts";
import { runCheck, type CheckResult } from "./run-check.ts";

const USES_BROWSER = /from "\.\/(?:browser-stage|browser-pages|launch-browser)\.[jt]s"/;

/** The result of the second try where every failure is one of pages; else the result as it is. */
export async function withSecondTry(result: CheckResult): Promise<CheckResult> {
  const files = result.ok || !hasEnded(result) ? [] : filesToTryAgain(result.output);
  if (files.length === 0) return result;
  const again = await runCheck({ ...result.check, command: commandFor(result.check, files) });
  const seconds = result.seconds + again.seconds;
  if (!again.ok) return { ...result, seconds };
  return {
    ...result,
    ok: true,
    seconds,
    passed: result.passed + result.failed,
    failed: 0,
    failures: [],
    unsteady: result.failures
  };
}

/** A runner that was killed has told no sums: what it did not come to was not tested. */
function hasEnded({ check, output }: CheckResult): boolean {
  return check.failedPattern?.test(output) ?? false;
}

/** Sources of the tests that failed, where all of them use a browser; otherwise none. */
export function filesToTryAgain(tap: string): readonly string[] {
  const places = failuresIn(tap, "tap").map((failure) => /^ *location: '(.+?):\d+:\d+'$/m.exec(failure)?.[1]);
  const files = [...new Set(places)];
  return files.every((file): file is string => file !== undefined && usesBrowser(file)) ? files : [];
}

function usesBrowser(file: string): boolean {
  return USES_BROWSER.test(readFileSync(pathOf(file), "utf8"));
}

function commandFor({ command }: Check, files: readonly string[]): readonly string[] {
  const options = command.filter((word) => !word.endsWith(".test.js"));
  return [...options, ...files.map(pathOf).map((path) => (path.endsWith(".ts") ? compiledPath(path) : path))];
}

function pathOf(file: string): string {
  return file.startsWith("file:") ? fileURLToPath(file) : file;
}
