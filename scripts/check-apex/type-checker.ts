import path from "node:path";
import { CheckerUnavailable, type Finding } from "./finding.ts";
import { needJava, runJava } from "./java.ts";

const CHECKER = "apex-ls";
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
  await needJava("to check the types of Apex");
  const result = await runJava([
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
