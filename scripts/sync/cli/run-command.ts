import type { Command } from "commander";
import { loadMapping } from "../mapping/load-mapping.ts";
import { progressReport } from "../report/progress.ts";
import { summaryText, type RunSummary } from "../report/summary.ts";
import { runSync } from "../run/run-sync.ts";
import { exitCodes } from "./exit-codes.ts";
import { addTargetOptions, openTarget, positiveInteger, type TargetOptions } from "./options.ts";

export interface RunCommandOptions extends TargetOptions {
  readonly mapping: string;
  readonly input: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly jobRows: number;
}

export function addRunCommand(program: Command): void {
  const command = program
    .command("run")
    .description("reads an export and brings the org up to it")
    .requiredOption("--mapping <file>", "how the export becomes documents, e.g. config/sync/online-retail.json")
    .requiredOption("--input <file>", "the export, .csv or .csv.gz")
    .option("--dry-run", "writes nothing and tells what would happen");
  addRunOptions(command).action(async (options: RunCommandOptions) => {
    process.exitCode = await run(options);
  });
}

export function addRunOptions(command: Command): Command {
  return addTargetOptions(command)
    .option("--job-rows <number>", "rows in one Bulk API job", positiveInteger, 10_000)
    .option("--json", "prints the summary as JSON");
}

/** Validates the mapping before the org is asked anything. Returns the exit code. */
export async function run(options: RunCommandOptions): Promise<number> {
  const mapping = loadMapping(options.mapping);
  const target = await openTarget(options);
  const summary = await runSync({
    mapping,
    input: options.input,
    dryRun: options.dryRun === true,
    jobRows: options.jobRows,
    report: progressReport(),
    ...target
  });
  console.log(options.json ? JSON.stringify(summary) : summaryText(summary));
  return exitCodeOf(summary);
}

function exitCodeOf(summary: RunSummary): number {
  if (summary.differences.length > 0) return exitCodes.failed;
  return summary.linesRejected > 0 ? exitCodes.rejects : exitCodes.done;
}
