import type { Command } from "commander";
import { loadMapping } from "../mapping/load-mapping.ts";
import { progressReport, type ProgressReport } from "../report/progress.ts";
import { summaryText, type RunSummary } from "../report/summary.ts";
import { runSync } from "../run/run-sync.ts";
import { removeOldRuns } from "../run/work-folder.ts";
import { UsageError } from "./errors.ts";
import { exitCodes } from "./exit-codes.ts";
import {
  addTargetOptions,
  amount,
  days,
  minutes,
  openTarget,
  positiveInteger,
  wholeNumber,
  type TargetOptions
} from "./options.ts";
import { stopSignal } from "./stop-signals.ts";

export interface RunCommandOptions extends TargetOptions {
  readonly mapping: string;
  readonly input?: string;
  readonly fromStart?: boolean;
  readonly isReplay?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly yes?: boolean;
  readonly jobRows: number;
  readonly waitMinutes: number;
  readonly maxMinutes?: number;
  readonly keep: number;
  readonly expectRows?: number;
  readonly expectDocuments?: number;
  readonly expectAmount?: string;
}

export function addRunCommand(program: Command): void {
  const command = program
    .command("run")
    .description("reads an export and brings the org up to it")
    .requiredOption("--mapping <file>", "how the export becomes documents, e.g. config/sync/online-retail.json")
    .option("--input <file>", "the export: a file, a folder, a pattern, or - for standard input")
    .option("--from-start", "reads all of a source that else tells what has changed since the last run")
    .option("--expect-rows <number>", "stops where the export has another number of rows", wholeNumber)
    .option("--expect-documents <number>", "stops where the export has another number of documents", wholeNumber)
    .option("--expect-amount <amount>", "stops where the documents come to another amount", amount);
  addRunOptions(command).action(async (options: RunCommandOptions) => {
    process.exitCode = await run(options);
  });
}

export function addRunOptions(command: Command): Command {
  return addTargetOptions(command)
    .option("--dry-run", "writes nothing and tells what would happen")
    .option("--yes", "goes on where the run would stop for a person to look")
    .option("--job-rows <number>", "rows in one Bulk API job", positiveInteger, 10_000)
    .option("--wait-minutes <number>", "how long a job of the org may make no progress", positiveInteger, 60)
    .option("--max-minutes <number>", "ends a run properly that takes longer, whatever it waits for", minutes)
    .option("--keep <days>", "removes what earlier runs have left in the work folder after so many days", days, 14)
    .option("--json", "prints the summary as JSON");
}

/** Returns the exit code. */
export async function run(options: RunCommandOptions): Promise<number> {
  const summary = await runOnce(options, progressReport(), stopSignal(options.maxMinutes));
  console.log(options.json ? JSON.stringify(summary) : summaryText(summary));
  return exitCodeOf(summary);
}

/** Validates the mapping before the org is asked anything. */
export async function runOnce(
  options: RunCommandOptions,
  report: ProgressReport,
  signal: AbortSignal
): Promise<RunSummary> {
  const mapping = loadMapping(options.mapping);
  if (options.input === undefined && !("addressFrom" in mapping.mapping.source))
    throw new UsageError("--input <file> is missing: the file, folder or pattern to read, or - for standard input");
  const { session, organizationId, workFolder } = await openTarget(options);
  await removeOldRuns(workFolder, options.keep);
  return runSync({
    mapping,
    session,
    organizationId,
    workFolder,
    input: options.input ?? "",
    fromStart: options.fromStart,
    isReplay: options.isReplay === true,
    dryRun: options.dryRun === true,
    yes: options.yes === true,
    expected: { rows: options.expectRows, documents: options.expectDocuments, amount: options.expectAmount },
    jobRows: options.jobRows,
    stallMinutes: options.waitMinutes,
    report,
    signal
  });
}

export function exitCodeOf(summary: RunSummary): number {
  if (summary.differences.length > 0) return exitCodes.failed;
  const missing =
    summary.exportKind !== "part" && summary.onlyInOrg.documents > summary.cancelledMissing + summary.markedMissing;
  return summary.linesRejected > 0 || missing ? exitCodes.rejects : exitCodes.done;
}
