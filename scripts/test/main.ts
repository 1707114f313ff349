/**
 * `npm test`: every check of the project, two at a time, with a line each as it ends and what is known of what failed.
 * `npm test -- apex lwc` runs those alone. Ends with `N passed, N failed`. What this machine lacks, Java or a browser, is
 * left out with a word; with CI set it is a failure. What fails in a browser alone is tried once more, and told.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { checks, preparation, type Check } from "./checks.ts";
import { runCheck, type CheckResult } from "./run-check.ts";
import { withSecondTry } from "./second-try.ts";

const chosen = choose(process.argv.slice(2));
const prepared = await runCheck(preparation);
report(prepared);
const results = prepared.ok ? [prepared, ...(await runAll(chosen, Math.min(2, availableParallelism())))] : [prepared];
process.exitCode = summarise(results);

function choose(names: readonly string[]): Check[] {
  const unknown = names.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0 || names.includes("--help")) {
    console.log(`usage: npm test [-- ${checks.map((check) => check.name).join(" | ")} …]`);
    process.exit(unknown.some((name) => name !== "--help") ? 2 : 0);
  }
  return names.length === 0 ? [...checks] : checks.filter((check) => names.includes(check.name));
}

async function runAll(queue: Check[], workers: number): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  const waiting = [...queue];
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const result = await withSecondTry(await runCheck(check));
      report(result);
      results.push(result);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return results;
}

function report(result: CheckResult): void {
  const { check, ok, seconds, passed, failed, leftOut, unsteady = [] } = result;
  if (!ok) console.log(`\n──── ${check.name} ────\n${told(result)}\n────`);
  const counts = passed + failed > 1 ? `, ${passed} passed, ${failed} failed` : "";
  console.log(`${ok ? "✔" : "✘"} ${check.name} — ${check.title} (${seconds.toFixed(0)} s${counts})`);
  for (const reason of leftOut) console.log(`  left out: ${reason}`);
  for (const failure of unsteady) console.log(`  passed only at the second try:\n${failure}`);
}

/** The failures alone where they can be told apart, with the file that holds the rest. */
function told({ check, failures, output }: CheckResult): string {
  if (failures.length === 0) return output;
  const file = join(".cache", "test", `${check.name}.txt`);
  mkdirSync(join(".cache", "test"), { recursive: true });
  writeFileSync(file, output);
  return `${failures.join("\n")}\n\nThe whole output: ${file}`;
}

function summarise(results: readonly CheckResult[]): number {
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const broken = results.filter((result) => !result.ok).map((result) => result.check.name);
  if (broken.length > 0) console.log(`\nfailed: ${broken.join(", ")}`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return broken.length > 0 ? 1 : 0;
}
