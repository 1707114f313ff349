import { createRequire } from "node:module";
import path from "node:path";
import { CheckerMissing } from "./finding.ts";
import { runProcess, type ProcessResult } from "./process.ts";

const OLDEST_JAVA = 11;

/** @throws CheckerMissing where there is no Java 11 or later */
export async function needJava(purpose: string): Promise<void> {
  const missing = await whyNoJava(purpose);
  if (missing !== undefined) throw new CheckerMissing(missing);
}

/** Runs a class of the checkers' libraries; the first word is its name. */
export function runJava(words: readonly string[]): Promise<ProcessResult> {
  return runProcess("java", ["-cp", path.join(libraryFolder(), "*"), ...words]);
}

/** Why there is no Java that serves, or undefined where there is one. */
export async function whyNoJava(purpose = "to check Apex"): Promise<string | undefined> {
  const needed = `Java ${OLDEST_JAVA} or later is needed ${purpose}`;
  const version = await javaVersion();
  if (version === undefined) return `${needed}, and there is no "java" on the PATH.`;
  return version < OLDEST_JAVA ? `${needed}; "java" on the PATH is version ${version}.` : undefined;
}

async function javaVersion(): Promise<number | undefined> {
  try {
    const { stdout, stderr } = await runProcess("java", ["-version"]);
    return majorJavaVersion(stdout + stderr);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Major version in what `java -version` prints: 17 for `"17.0.15"`, 8 for `"1.8.0_402"`. */
export function majorJavaVersion(text: string): number | undefined {
  const match = /version "(?:1\.)?(\d+)/.exec(text);
  return match ? Number(match[1]) : undefined;
}

/** The checkers that are written in Java, as the package brings them. */
function libraryFolder(): string {
  const entry = createRequire(import.meta.url).resolve("@salesforce/code-analyzer-pmd-engine");
  return path.join(path.dirname(entry), "java-lib");
}
