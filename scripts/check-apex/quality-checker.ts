import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { CheckerUnavailable, type Finding } from "./finding.ts";
import { needJava, runJava } from "./java.ts";

const CHECKER = "pmd";
const MAIN_CLASS = "com.salesforce.sfca.pmdwrapper.PmdWrapper";
const RULES = fileURLToPath(new URL("quality-rules.xml", import.meta.url));

interface Report {
  readonly violations: readonly {
    readonly rule: string;
    readonly message: string;
    readonly codeLocation: { readonly file: string; readonly startLine: number; readonly startCol: number };
  }[];
  readonly processingErrors: readonly { readonly file?: string; readonly message: string }[];
}

/**
 * Checks security, common faults and size with PMD, by the rules of `quality-rules.xml`.
 * @param paths Apex classes and triggers, relative to the project's root
 * @throws CheckerMissing where there is no Java 11 or later
 */
export async function checkQuality(projectRoot: string, paths: readonly string[]): Promise<Finding[]> {
  await needJava("to check the quality of Apex");
  const folder = await mkdtemp(path.join(tmpdir(), "apex-quality-"));
  try {
    const [input, output] = [path.join(folder, "input.json"), path.join(folder, "output.json")];
    const filesToScan = paths.map((file) => path.join(projectRoot, file));
    await writeFile(input, JSON.stringify({ ruleSetInputFile: RULES, runDataPerLanguage: { apex: { filesToScan } } }));
    const { exitCode, stdout, stderr } = await runJava([MAIN_CLASS, "run", input, output]);
    if (exitCode !== 0)
      throw new CheckerUnavailable(`${CHECKER} failed with exit code ${exitCode}: ${stderr || stdout}`);
    return findingsOf(JSON.parse(await readFile(output, "utf8")) as Report, projectRoot);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function findingsOf({ violations, processingErrors }: Report, projectRoot: string): Finding[] {
  const [error] = processingErrors;
  if (error) throw new CheckerUnavailable(`${CHECKER} failed on ${error.file ?? "a file"}: ${error.message}`);
  return violations.map(({ rule, message, codeLocation }) => ({
    path: path.relative(projectRoot, codeLocation.file).split(path.sep).join("/"),
    line: codeLocation.startLine,
    column: codeLocation.startCol,
    message: `${message.trim()} (${rule})`,
    checker: CHECKER
  }));
}
