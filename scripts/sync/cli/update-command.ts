import type { Command } from "commander";
import { progressReport, type ProgressReport } from "../report/progress.ts";
import { removeOldRuns } from "../run/work-folder.ts";
import { loadUpdateMapping } from "../updates/update-mapping.ts";
import { runUpdate, type UpdateSummary } from "../updates/run-update.ts";
import { exitCodes } from "./exit-codes.ts";
import { addTargetOptions, days, minutes, openTarget, positiveInteger, type TargetOptions } from "./options.ts";
import { stopSignal } from "./stop-signals.ts";

interface UpdateCommandOptions extends TargetOptions {
  readonly mapping: string;
  readonly input?: string;
  readonly fromStart?: boolean;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly jobRows: number;
  readonly maxMinutes?: number;
  readonly keep: number;
  readonly json?: boolean;
}

export function addUpdateCommand(program: Command): void {
  addTargetOptions(
    program
      .command("update")
      .description("brings the stock of rewards, or which documents are paid")
      .requiredOption("--mapping <file>", "e.g. config/sync/updates/stock.json or config/sync/updates/payments.json")
      .option("--input <file>", "the export: a file, a folder, a pattern, or - for standard input")
      .option("--from-start", "reads all of a source that else tells what has changed since the last run")
  )
    .option("--dry-run", "writes nothing and tells what would happen")
    .option("--yes", "goes on where the run would stop for a person to look")
    .option("--job-rows <number>", "rows in one Bulk API job", positiveInteger, 10_000)
    .option("--max-minutes <number>", "ends a run properly that takes longer", minutes)
    .option("--keep <days>", "removes what earlier runs have left in the work folder after so many days", days, 14)
    .option("--json", "prints the summary as JSON")
    .action(async (options: UpdateCommandOptions) => {
      process.exitCode = await update(options);
    });
}

/** Returns the exit code. */
async function update(options: UpdateCommandOptions): Promise<number> {
  const summary = await updateOnce(options, progressReport(), stopSignal(options.maxMinutes));
  console.log(options.json ? JSON.stringify(summary) : textOf(summary));
  return summary.rejected > 0 ? exitCodes.rejects : exitCodes.done;
}

/** Validates the mapping before the org is asked anything. */
export async function updateOnce(
  options: UpdateCommandOptions,
  report: ProgressReport,
  signal: AbortSignal
): Promise<UpdateSummary> {
  const mapping = loadUpdateMapping(options.mapping);
  const { session, organizationId, workFolder } = await openTarget(options);
  await removeOldRuns(workFolder, options.keep);
  return runUpdate({
    mapping,
    input: options.input ?? "",
    fromStart: options.fromStart,
    session,
    organizationId,
    workFolder,
    dryRun: options.dryRun === true,
    yes: options.yes === true,
    jobRows: options.jobRows,
    report,
    signal
  });
}

function textOf({ dryRun, rows, changed, unchanged, notRewards, rejected, rejectsFile }: UpdateSummary): string {
  const others = notRewards > 0 ? `, ${notRewards} products are no rewards` : "";
  return [
    `${rows} rows: ${changed} ${dryRun ? "would be changed" : "changed"}, ${unchanged} unchanged${others}, ${rejected} rejected`,
    ...(rejectsFile === null ? [] : [`rejects: ${rejectsFile}`])
  ].join("\n");
}
