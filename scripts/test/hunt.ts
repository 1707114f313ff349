/**
 * `npm run hunt -- [ROUNDS]`: the tests of random operations, in both languages, with a seed of its own each round. What
 * fails is printed with its seed; `npm run hunt -- 1 SEED` repeats it.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Check } from "./checks.ts";
import { compiledPath } from "../compile.js";
import { runCheck } from "./run-check.ts";

const [rounds = 10, firstSeed] = process.argv.slice(2).map(Number);
if (!(rounds > 0) || Number.isNaN(firstSeed)) {
  console.error("usage: npm run hunt -- [ROUNDS [SEED]]");
  process.exit(2);
}

const project = mkdtempSync(join(tmpdir(), "hunt-"));
const random = join(project, "force-app/main/shared/classes/SeededRandom.cls");
let broken = 0;
try {
  for (const path of ["force-app", "sfdx-project.json"]) cpSync(path, join(project, path), { recursive: true });
  for (let round = 1; round <= rounds; round++) await hunt(round === 1 && firstSeed ? firstSeed : newSeed());
} finally {
  rmSync(project, { recursive: true });
}
console.log(`${rounds} rounds, ${broken} failed`);
process.exitCode = broken > 0 ? 1 : 0;

async function hunt(seed: number): Promise<void> {
  const source = readFileSync(random, "utf8");
  writeFileSync(random, source.replace(/(FIRST_SEED = )\d+/, `$1${seed}`));
  process.env["FUZZ_SEED"] = String(seed);
  process.env["ORACLE_HISTORIES"] ??= "200";
  for (const check of [apexTests(), nodeTests()]) {
    const { ok, output, seconds } = await runCheck(check);
    if (!ok) broken++;
    console.log(`${ok ? "✔" : "✘"} seed ${seed}: ${check.title} (${seconds.toFixed(0)} s)${ok ? "" : `\n${output}`}`);
  }
}

/** Apex takes 32-bit numbers. */
function newSeed(): number {
  return 1 + Math.floor(Math.random() * 2_000_000_000);
}

function apexTests(): Check {
  const classes = filesWith("force-app", ".cls", "SeededRandom.next()").map((file) => basename(file, ".cls"));
  const command = ["node", "scripts/launch.js", "local-org/cli/main", "test", "--no-coverage"];
  return {
    name: "apex",
    title: "Apex",
    command: [...command, "--project", project, "--class", ...classes],
    passedPattern: /(\d+) passed/,
    failedPattern: /(\d+) failed/
  };
}

function nodeTests(): Check {
  const files = filesWith("scripts", ".test.ts", "/properties.ts");
  return {
    name: "node",
    title: "TypeScript",
    command: ["node", "--enable-source-maps", "--test", ...files.map(compiledPath)]
  };
}

function filesWith(folder: string, ending: string, words: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file))
    .filter((file) => readFileSync(file, "utf8").includes(words));
}
