import { createRequire } from "node:module";
import path from "node:path";
import { CheckerMissing, CheckerUnavailable, type Finding } from "./finding.ts";
import { runProcess } from "./process.ts";

const CHECKER = "apex-ls";
const OLDEST_JAVA = 11;
const MAIN_CLASS = "io.github.apexdevtools.apexls.CheckForIssues";
/** Exit codes that come with a report: nothing found, something found. */
const REPORTING_EXIT_CODES = new Set([0, 4]);

interface Report {
  readonly files?: readonly {
    readonly path: string;
    readonly messages: readonly {
      readonly start: { readonly line: number; readonly offset: number };
      readonly category: string;
      readonly message: string;
    }[];
  }[];
}

/**
 * Checks types, names and visibility of a whole project with apex-ls.
 * @param projectRoot folder that holds `sfdx-project.json`
 * @throws CheckerMissing where there is no Java 11 or later
 */
export async function checkTypes(projectRoot: string): Promise<Finding[]> {
  const missing = await whyNoJava();
  if (missing !== undefined) throw new CheckerMissing(missing);
  const result = await runProcess("java", [
    "-cp",
    path.join(libraryFolder(), "*"),
    MAIN_CLASS,
    "--workspace",
    projectRoot,
    "--nocache",
    "--detail",
    "errors",
    "--format",
    "json"
  ]);
  if (!REPORTING_EXIT_CODES.has(result.exitCode)) {
    throw new CheckerUnavailable(
      `${CHECKER} failed with exit code ${result.exitCode}: ${result.stderr || result.stdout}`
    );
  }
  return readReport(result.stdout, projectRoot);
}

/** The report of the checker as findings. Its offsets count from 0. */
export function readReport(json: string, projectRoot: string): Finding[] {
  if (json.trim() === "") return [];
  const report = JSON.parse(json) as Report;
  return (report.files ?? []).flatMap((file) =>
    file.messages.map((message) => ({
      path: path.relative(projectRoot, file.path).split(path.sep).join("/"),
      line: message.start.line,
      column: message.start.offset + 1,
      message: message.message,
      checker: CHECKER
    }))
  );
}

/** Why there is no Java that serves, or undefined where there is one. */
export async function whyNoJava(): Promise<string | undefined> {
  const needed = `Java ${OLDEST_JAVA} or later is needed to check the types of Apex`;
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

function libraryFolder(): string {
  const entry = createRequire(import.meta.url).resolve("@salesforce/code-analyzer-pmd-engine");
  return path.join(path.dirname(entry), "java-lib");
}
