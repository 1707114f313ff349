/**
 * `npm run check:apex [-- DIR]`: two compilers and PMD, which nobody here wrote, over the Apex of an SFDX project.
 * What this machine lacks for one of them is said, and that one left out; with CI set it is an error.
 * Exit codes: 0 nothing found, 1 findings printed, 2 a checker cannot run.
 */
import { readdir } from "node:fs/promises";
import path from "node:path";
import { everythingIsAsked } from "../test/everything-is-asked.ts";
import { CheckerMissing, CheckerUnavailable, compareFindings, formatFinding, type Finding } from "./finding.ts";
import { checkGrammar } from "./grammar-checker.ts";
import { checkQuality } from "./quality-checker.ts";
import { checkTypes } from "./type-checker.ts";

const APEX_FILE = /\.(cls|trigger)$/;
const SOURCE_FOLDER = "force-app";

async function main(projectRoot: string): Promise<number> {
  try {
    const files = await apexFiles(projectRoot);
    const reports = await Promise.all([
      unlessLeftOut(() => checkTypes(projectRoot)),
      unlessLeftOut(() => checkGrammar(projectRoot, files)),
      unlessLeftOut(() => checkQuality(projectRoot, files))
    ]);
    const findings = reports.flat().sort(compareFindings);
    for (const finding of findings) console.log(formatFinding(finding));
    console.log(`${findings.length} findings in ${files.length} Apex files`);
    return findings.length === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof CheckerUnavailable)) throw error;
    console.error(error.message);
    return 2;
  }
}

/** Who has no Java can work all the same; continuous integration asks for both. */
async function unlessLeftOut(check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof CheckerMissing) || everythingIsAsked()) throw error;
    console.log(`left out: ${error.message}`);
    return [];
  }
}

async function apexFiles(projectRoot: string): Promise<string[]> {
  const entries = await readdir(path.join(projectRoot, SOURCE_FOLDER), { recursive: true }).catch(() => {
    throw new CheckerUnavailable(`There is no folder ${SOURCE_FOLDER} in ${projectRoot}.`);
  });
  return entries.filter((entry) => APEX_FILE.test(entry)).map((entry) => path.join(SOURCE_FOLDER, entry));
}

process.exitCode = await main(path.resolve(process.argv[2] ?? "."));
