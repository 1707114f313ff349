import type { Command } from "commander";
import { loadExportMapping } from "../outbound/export-mapping.ts";
import { runExport, type ExportSummary } from "../outbound/run-export.ts";
import { progressReport, type ProgressReport } from "../report/progress.ts";
import { exitCodes } from "./exit-codes.ts";
import { addTargetOptions, minutes, openTarget, type TargetOptions } from "./options.ts";
import { stopSignal } from "./stop-signals.ts";

interface ExportOptions extends TargetOptions {
  readonly mapping: string;
  readonly output?: string;
  readonly dryRun?: boolean;
  readonly maxMinutes?: number;
  readonly json?: boolean;
}

export function addExportCommand(program: Command): void {
  addTargetOptions(
    program
      .command("export")
      .description("tells another system what the org has, each record or change once, whenever it was stopped")
      .requiredOption("--mapping <file>", "what is told and how, e.g. config/sync/back/redemptions-csv.json")
      .option("--output <folder>", "where files are put")
  )
    .option("--dry-run", "reads what would be told, and tells nothing")
    .option("--max-minutes <number>", "ends a run properly that takes longer", minutes)
    .option("--json", "prints the summary as JSON")
    .action(async (options: ExportOptions) => {
      process.exitCode = await exportAndTell(options);
    });
}

/** Returns the exit code. */
async function exportAndTell(options: ExportOptions): Promise<number> {
  const summary = await exportOnce(options, progressReport(), stopSignal(options.maxMinutes));
  console.log(options.json ? JSON.stringify(summary) : textOf(summary));
  return exitCodes.done;
}

/** Validates the mapping before the org is asked anything. */
export async function exportOnce(
  options: ExportOptions,
  report: ProgressReport,
  signal: AbortSignal
): Promise<ExportSummary> {
  const mapping = loadExportMapping(options.mapping);
  const { session, organizationId, workFolder } = await openTarget(options);
  return runExport({
    mapping,
    output: options.output ?? "",
    session,
    organizationId,
    workFolder,
    dryRun: options.dryRun === true,
    report,
    signal
  });
}

function textOf({ dryRun, rows, rowsResumed, batches }: ExportSummary): string {
  if (dryRun) return `${rows} rows would be told`;
  const resumed = rowsResumed > 0 ? `, and ${rowsResumed} that an earlier run had prepared` : "";
  return [`${rows} rows told${resumed}`, ...batches.map((one) => `  ${one.key}: ${one.rows} rows, ${one.target}`)].join(
    "\n"
  );
}
