import { readdirSync } from "node:fs";
import { join } from "node:path";
import { compiledPath } from "../compile.js";
import type { OutputForm } from "./failures.ts";

/** One command of the project and how to read its counts of tests. */
export interface Check {
  readonly name: string;
  readonly title: string;
  readonly command: readonly string[];
  /** Each with one group, the number; absent where the command counts as one test. */
  readonly passedPattern?: RegExp;
  readonly failedPattern?: RegExp;
  /** How its output tells failures apart; `text` where absent, which does not. */
  readonly form?: OutputForm;
  /** With one group, the reason for which this machine leaves something out. */
  readonly leftOutPattern?: RegExp;
}

const npx = (...words: string[]): string[] => ["npx", "--no-install", ...words];

const launched = (...words: string[]): string[] => ["node", "scripts/launch.js", ...words];

const nodeTest = ["node", "--enable-source-maps", "--test", "--test-reporter=tap"];

/** Node 20 takes no patterns after `--test`. */
function testFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => compiledPath(join(folder, file)))
    .sort();
}

/** Runs before all others: the components are typed against declarations that the Apex gives. */
export const preparation: Check = {
  name: "build",
  title: "declarations for the components, deployable tree",
  command: launched("build/main")
};

/** Longest first, so that two workers end together. */
export const checks: readonly Check[] = [
  {
    name: "node",
    title: "local org, sync, real clients and browser",
    // Each Node has its own idea of the reporter.
    command: [...nodeTest, "--test-concurrency=2", ...testFiles("scripts")],
    passedPattern: /^# pass (\d+)/m,
    failedPattern: /^# fail (\d+)/m,
    form: "tap",
    leftOutPattern: / # SKIP (.+)$/gm
  },
  {
    name: "apex",
    title: "Apex tests of force-app in the local org",
    command: launched("local-org/cli/main", "test"),
    passedPattern: /(\d+) passed/,
    failedPattern: /(\d+) failed/
  },
  {
    name: "lwc",
    title: "Jest tests of the Lightning web components",
    command: npx("sfdx-lwc-jest", "--", "--config", "jest.config.js"),
    passedPattern: /^Tests:.*?(\d+) passed/m,
    failedPattern: /^Tests:.*?(\d+) failed/m
  },
  { name: "lint", title: "ESLint", command: npx("eslint", ".", "--max-warnings", "0") },
  { name: "types", title: "TypeScript of the components", command: npx("tsc", "-p", "tsconfig.json", "--noEmit") },
  {
    name: "types-node",
    title: "TypeScript of the scripts",
    command: npx("tsc", "-p", "scripts/tsconfig.json", "--noEmit")
  },
  { name: "format", title: "Prettier", command: npx("prettier", "--check", ".") },
  {
    name: "check-apex",
    title: "two independent Apex compilers, and PMD",
    command: launched("check-apex/main"),
    leftOutPattern: /^left out: (.+)$/gm
  }
];
