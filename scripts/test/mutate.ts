/**
 * `npm run mutate -- [COUNT [SEED]]`: puts small faults into the Apex of earning, ledger, tiers and rewards, one at a
 * time in a copy of the app, and runs the tests that reach the line. A fault that no test finds is printed: a test is
 * missing, or the code is not needed. The same seed makes the same faults.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failedMethods } from "../local-org/apex/testing/results.ts";
import { runTests } from "../local-org/apex/testing/run-tests.ts";
import { readProject } from "../local-org/metadata/project.ts";
import { openOrg } from "../local-org/org/embedded-org.ts";
import type { Org } from "../local-org/org/types.ts";
import { mutationsOf, type Mutation } from "./mutations.ts";

const FEATURES = ["earning", "ledger", "tier", "reward"];
const [count = 50, seed = 1] = process.argv.slice(2).map(Number);
if (!(count > 0) || !(seed > 0)) {
  console.error("usage: npm run mutate -- [COUNT [SEED]]");
  process.exit(2);
}

interface Fault extends Mutation {
  readonly path: string;
}

/** A test method and how long it took. */
interface TimedTest {
  readonly name: string;
  readonly milliseconds: number;
}

/** Ends a run of tests at the first that fails. */
class Found extends Error {}

/** What the fault made of the source does not compile. */
class NoApex extends Error {}

/** Which tests reach which statement. */
interface Reach {
  readonly testsByPlace: ReadonlyMap<string, readonly TimedTest[]>;
  /** Places of all statements, reached or not. */
  readonly statements: ReadonlySet<string>;
}

const folder = mkdtempSync(join(tmpdir(), "mutate-"));
try {
  for (const path of ["force-app", "sfdx-project.json"]) cpSync(path, join(folder, path), { recursive: true });
  run();
} finally {
  rmSync(folder, { recursive: true });
}

function run(): void {
  const reach = reachOfTests();
  const survivors: Fault[] = [];
  let tried = 0;
  for (const fault of inRandomOrder(faults())) {
    if (tried === count) break;
    const tests = testsOf(fault, reach);
    const outcome = outcomeOf(fault, tests);
    if (outcome === "no Apex") continue;
    tried++;
    if (outcome === "not found") survivors.push(fault);
    console.log(
      `${tried}. ${outcome}, ${tests.length} tests reach ${placeOf(fault)}\n   ${fault.before}\n   ${fault.after}`
    );
  }
  console.log(`${tried} faults, ${tried - survivors.length} found, ${survivors.length} not (seed ${seed}):`);
  for (const fault of survivors) console.log(`  ${placeOf(fault)}: ${fault.before} → ${fault.after || "(nothing)"}`);
}

function faults(): Fault[] {
  return FEATURES.flatMap((feature) =>
    readdirSync(`force-app/main/${feature}/classes`)
      .filter((name) => name.endsWith(".cls"))
      .map((name) => `force-app/main/${feature}/classes/${name}`)
  ).flatMap((path) => {
    const source = readFileSync(path, "utf8");
    return /@IsTest/i.test(source) ? [] : mutationsOf(source).map((mutation) => ({ ...mutation, path }));
  });
}

function placeOf({ path, line }: { readonly path: string; readonly line: number }): string {
  return `${path}:${line}`;
}

/** A statement is reached where it begins. */
function testsOf({ path, line }: Fault, { testsByPlace, statements }: Reach): readonly TimedTest[] {
  let start = line;
  while (start > 1 && !statements.has(`${path}:${start}`)) start--;
  return testsByPlace.get(`${path}:${start}`) ?? [];
}

/** By a run of all tests on the app as it is. */
function reachOfTests(): Reach {
  const org = openWith({ coverage: true });
  const testsByPlace = new Map<string, TimedTest[]>();
  const statements = new Set(linesWhere(org, (times) => times >= 0));
  let setUp: readonly string[] = [];
  let testClass = "";
  const result = runTests(org, {
    onStart: (className) => {
      const reached = takeReachedLines(org);
      if (className !== testClass) setUp = reached;
      testClass = className;
    },
    onResult: ({ className, methodName, durationMilliseconds }) => {
      const timed = { name: `${className}.${methodName}`, milliseconds: durationMilliseconds };
      for (const place of new Set([...setUp, ...takeReachedLines(org)]))
        testsByPlace.set(place, [...(testsByPlace.get(place) ?? []), timed]);
    }
  });
  org.close();
  const failed = failedMethods(result).map(({ className, methodName }) => `${className}.${methodName}`);
  if (failed.length > 0) throw new Error(`these tests fail without a fault: ${failed.join(", ")}`);
  console.log(`${result.methods.length} tests pass on the app as it is`);
  return { testsByPlace, statements };
}

/** The lines that ran since it was asked last. */
function takeReachedLines(org: Org): string[] {
  const reached = linesWhere(org, (times) => times > 0);
  for (const { counts } of org.program.coverage)
    for (let line = 0; line < counts.length; line++) counts[line] = Math.min(counts[line]!, 0);
  return reached;
}

function linesWhere(org: Org, holds: (times: number) => boolean): string[] {
  return org.program.coverage.flatMap(({ sourcePath, counts }) =>
    [...counts.entries()].filter(([, times]) => holds(times)).map(([line]) => `${sourcePath}:${line}`)
  );
}

function outcomeOf(fault: Fault, tests: readonly TimedTest[]): "found" | "not found" | "no Apex" {
  const path = join(folder, fault.path);
  const original = readFileSync(path, "utf8");
  writeFileSync(path, fault.source);
  try {
    return outcomeOfTests([...tests].sort((a, b) => a.milliseconds - b.milliseconds).map(({ name }) => name));
  } catch (error) {
    if (error instanceof Found) return "found";
    if (error instanceof NoApex) return "no Apex";
    throw error;
  } finally {
    writeFileSync(path, original);
  }
}

function outcomeOfTests(methods: readonly string[]): "not found" {
  const org = openWith({ coverage: false });
  try {
    if (methods.length > 0) {
      runTests(org, {
        methods,
        onResult: ({ failure }) => {
          if (failure) throw new Found();
        }
      });
    }
    return "not found";
  } finally {
    org.close();
  }
}

function openWith(options: { readonly coverage: boolean }): Org {
  const org = openOrg({ ...options, metering: "limits" });
  const { problems } = org.deploy(readProject(folder));
  if (problems.length > 0) {
    org.close();
    throw new NoApex(problems[0]!.message);
  }
  return org;
}

/** The same order for the same seed. */
function inRandomOrder<T>(items: readonly T[]): T[] {
  let state = seed;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647);
  return items
    .map((item) => ({ item, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
