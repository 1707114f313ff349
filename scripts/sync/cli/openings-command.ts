import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { loadOpenings, type LoadedOpenings } from "../openings/load-openings.ts";
import { loadOpeningMapping } from "../openings/opening-mapping.ts";
import { readOpenings, type ReadOpenings } from "../openings/opening-rows.ts";
import { OrgRequests } from "../org/requests.ts";
import { progressReport } from "../report/progress.ts";
import { writeKeyedRejects } from "../report/rejects-file.ts";
import { exitCodes } from "./exit-codes.ts";
import { addTargetOptions, openTarget, type TargetOptions } from "./options.ts";

interface OpeningsOptions extends TargetOptions {
  readonly mapping: string;
  readonly input?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function addOpeningsCommand(program: Command): void {
  addTargetOptions(
    program
      .command("openings")
      .description("brings members over from another program, with their points, last days and tiers")
      .requiredOption(
        "--mapping <file>",
        "how the export becomes members, e.g. config/sync/openings/points-export.json"
      )
      .option("--input <file>", "the export, one line a lot: a file, a folder, a pattern, or - for standard input")
  )
    .option("--dry-run", "reads all of it, writes nothing and tells what would be sent")
    .option("--json", "prints the summary as JSON")
    .action(async (options: OpeningsOptions) => {
      process.exitCode = await load(options);
    });
}

/** Returns the exit code. */
async function load(options: OpeningsOptions): Promise<number> {
  const loaded = loadOpeningMapping(options.mapping);
  const { session, workFolder } = await openTarget(options);
  const folder = join(workFolder, `openings-${new Date().toISOString().replaceAll(/[-:.]/g, "").slice(0, 15)}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const read = await readOpenings(loaded, options.input ?? "", folder);
  const nothing = { created: 0, unchanged: 0, rejects: [], points: 0, pointsByMonth: {}, differences: [] };
  const result = options.dryRun
    ? nothing
    : await loadOpenings(new OrgRequests(session), loaded.mapping.program, read.openings, progressReport());
  const rejects = [...read.rejects, ...result.rejects];
  const rejectsFile =
    rejects.length === 0 ? undefined : writeKeyedRejects(join(folder, "rejects.csv"), "member_number", rejects);
  const summary = { rows: read.rows, members: read.openings.length, ...result, rejects: rejects.length, rejectsFile };
  console.log(options.json ? JSON.stringify(summary) : textOf(read, result, rejects.length, rejectsFile));
  if (result.differences.length > 0) return exitCodes.failed;
  return rejects.length > 0 ? exitCodes.rejects : exitCodes.done;
}

function textOf(
  { rows, openings }: ReadOpenings,
  { created, unchanged, points, pointsByMonth, differences }: LoadedOpenings,
  rejects: number,
  rejectsFile: string | undefined
): string {
  const months = Object.entries(pointsByMonth).sort(([one], [other]) => one.localeCompare(other));
  return [
    `${rows} rows, ${openings.length} members`,
    `${created} brought over, ${unchanged} were already, ${rejects} rejected${rejectsFile ? `: ${rejectsFile}` : ""}`,
    `${points} points, by the month of their last day:`,
    ...months.map(([month, sum]) => `  ${month}  ${sum}`),
    ...differences.map((difference) => `DIFFERENT: ${difference}`)
  ].join("\n");
}
