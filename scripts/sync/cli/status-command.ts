import type { Command } from "commander";
import { OrgRequests } from "../org/requests.ts";
import { recentRuns, sourceLags, type SourceLag, type SyncRunRow } from "../org/sync-runs.ts";
import { exitCodes } from "./exit-codes.ts";
import { addTargetOptions, minutes, openTarget, positiveInteger, type TargetOptions } from "./options.ts";

const MINUTE_MS = 60_000;

interface StatusOptions extends TargetOptions {
  readonly limit: number;
  readonly maxLag?: number;
  readonly json?: boolean;
}

export function addStatusCommand(program: Command): void {
  const command = program
    .command("status")
    .description("lists how far behind each source the org may be, and the last runs as the org recorded them")
    .option("--limit <number>", "how many runs", positiveInteger, 10)
    .option("--max-lag <minutes>", "ends with exit code 1 where a source is further behind", minutes)
    .option("--json", "prints JSON");
  addTargetOptions(command).action(async (options: StatusOptions) => {
    process.exitCode = await status(options);
  });
}

async function status(options: StatusOptions): Promise<number> {
  const { session } = await openTarget(options);
  const requests = new OrgRequests(session);
  const now = Date.now();
  const sources = (await sourceLags(requests)).map((lag) => ({ ...lag, lagMinutes: lagMinutes(lag, now) }));
  const runs = await recentRuns(requests, options.limit);
  if (options.json) console.log(JSON.stringify({ sources, runs }));
  else if (runs.length === 0) console.log("No run yet: start with `npm run sync -- run --help`.");
  else console.log([...sources.map(sourceText), "", ...runs.map(runText)].join("\n"));
  const { maxLag } = options;
  const isLate = maxLag !== undefined && sources.some((one) => one.lagMinutes === null || one.lagMinutes > maxLag);
  return isLate ? exitCodes.failed : exitCodes.done;
}

/** Null where no run of the source has gone well. */
function lagMinutes({ upToDateAt }: SourceLag, now: number): number | null {
  return upToDateAt === null ? null : Math.max(0, Math.floor((now - Date.parse(upToDateAt)) / MINUTE_MS));
}

function sourceText({
  source,
  lagMinutes: lag,
  upToDateAt,
  lastRunAt
}: SourceLag & { lagMinutes: number | null }): string {
  if (lag === null) return `${source}: no run has gone well, the last began ${lastRunAt}`;
  const failed = lastRunAt === upToDateAt ? "" : `; the last run, begun ${lastRunAt}, has not`;
  return `${source}: ${lag} min behind: a run that went well began ${upToDateAt}${failed}`;
}

function runText(run: SyncRunRow): string {
  const counts = `${run.DocumentsAccepted__c ?? 0} accepted, ${run.DocumentsUnchanged__c ?? 0} unchanged, ${run.DocumentsRejected__c ?? 0} documents and ${run.LinesRejected__c ?? 0} lines rejected`;
  return `${run.StartedAt__c}  ${run.State__c.padEnd(9)}  ${run.Source__c}  ${counts}  ${run.RunKey__c}`;
}
