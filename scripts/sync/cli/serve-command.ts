import type { AddressInfo } from "node:net";
import { Cron } from "croner";
import type { Command } from "commander";
import { pino, type Logger } from "pino";
import { StoppedError } from "../org/requests.ts";
import { LogProgress, type ProgressReport } from "../report/progress.ts";
import { serveHealth } from "../serve/health-server.ts";
import { Schedule, type Outcome, type ScheduledRun } from "../serve/schedule.ts";
import { loadServeSettings, type PlannedRun, type ServeSettings } from "../serve/serve-settings.ts";
import { explainError } from "./errors.ts";
import { exitCodes } from "./exit-codes.ts";
import { exportOnce } from "./export-command.ts";
import { addTargetOptions, days, portNumber, positiveInteger, type TargetOptions } from "./options.ts";
import { exitCodeOf, runOnce } from "./run-command.ts";
import { onFirstStopSignal } from "./stop-signals.ts";
import { updateOnce } from "./update-command.ts";

const MINUTE_MS = 60_000;
const PLANNED_MOMENTS = 3;

interface ServeOptions extends TargetOptions {
  readonly settings: string;
  readonly host: string;
  readonly port: number;
  readonly now?: boolean;
  readonly plan?: boolean;
  readonly jobRows: number;
  readonly waitMinutes: number;
  readonly keep: number;
}

export function addServeCommand(program: Command): void {
  const command = program
    .command("serve")
    .description("runs mappings by their schedules until it is stopped, and answers how they go")
    .requiredOption("--settings <file>", "what runs when, e.g. config/sync-serve.json")
    .option("--port <number>", "where /health and /live are answered; 0 takes any free port", portNumber, 8080)
    .option("--host <address>", "on which address; 0.0.0.0 in a container", "127.0.0.1")
    .option("--now", "runs each once at the start as well")
    .option("--plan", "tells when each would run, and ends")
    .option("--job-rows <number>", "rows in one Bulk API job", positiveInteger, 10_000)
    .option("--wait-minutes <number>", "how long a job of the org may make no progress", positiveInteger, 60)
    .option("--keep <days>", "removes what earlier runs have left in the work folder after so many days", days, 14);
  addTargetOptions(command).action(async (options: ServeOptions) => {
    const settings = loadServeSettings(options.settings);
    if (options.plan) console.log(planText(settings));
    else process.exitCode = await serve(options, settings);
  });
}

function planText({ runs, timeZone }: ServeSettings): string {
  const moments = (schedule: string): string =>
    new Cron(schedule, { timezone: timeZone, paused: true })
      .nextRuns(PLANNED_MOMENTS)
      .map((moment) => moment.toLocaleString("sv-SE", { timeZone }))
      .join(", ");
  return runs.map(({ name, schedule }) => `${name}: ${moments(schedule)} (${timeZone})`).join("\n");
}

/** @returns the exit code, once a signal has come and the run that was at work has ended */
async function serve(options: ServeOptions, settings: ServeSettings): Promise<number> {
  const log = pino({
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) }
  });
  // Whoever reads that it serves may stop it.
  const stopped = new Promise<NodeJS.Signals>(onFirstStopSignal);
  const schedule = new Schedule(
    settings.runs.map((run) => scheduledRun(run, options, log)),
    settings.timeZone
  );
  const health = await serveHealth(options, () => schedule.states());
  const { port } = health.address() as AddressInfo;
  log.info({ event: "serving", health: `http://${options.host}:${port}/health`, runs: settings.runs.length });
  schedule.start(options.now === true);
  const signal = await stopped;
  log.info({ event: "stopping", signal });
  await schedule.stop(new StoppedError(`the service was stopped by ${signal}`));
  health.close();
  health.closeAllConnections();
  log.info({ event: "stopped" });
  return exitCodes.done;
}

function scheduledRun(planned: PlannedRun, options: ServeOptions, log: Logger): ScheduledRun {
  const { name, schedule, maxLagMinutes } = planned;
  const ofRun = log.child({ run: name });
  return {
    name,
    schedule,
    maxLagMinutes,
    execute: async (stopping) => {
      ofRun.info({ event: "began" });
      try {
        const report = new LogProgress((facts) => ofRun.info(facts));
        const [outcome, facts] = await withinMinutes(planned.maxMinutes, stopping, (signal) =>
          execute[planned.command](planned, options, report, signal)
        );
        ofRun[LEVELS[outcome]]({ event: "ended", ...facts });
        return outcome;
      } catch (error) {
        ofRun.error({ event: "failed", message: explainError(error as Error) });
        return "failed";
      }
    }
  };
}

const LEVELS = { done: "info", rejects: "warn", failed: "error" } as const;

type Execute = (
  planned: PlannedRun,
  options: ServeOptions,
  report: ProgressReport,
  signal: AbortSignal
) => Promise<[outcome: Outcome, facts: object]>;

const execute: Readonly<Record<PlannedRun["command"], Execute>> = {
  async run(planned, options, report, signal) {
    const summary = await runOnce({ ...options, ...mappingAndInput(planned) }, report, signal);
    const { state, documentsRead, accepted, unchanged, rejected, linesRejected } = summary;
    const outcomes = { [exitCodes.done]: "done", [exitCodes.rejects]: "rejects" } as const;
    const outcome = outcomes[exitCodeOf(summary) as keyof typeof outcomes] ?? "failed";
    return [outcome, { state, documentsRead, accepted, unchanged, rejected, linesRejected }];
  },
  async update(planned, options, report, signal) {
    const summary = await updateOnce({ ...options, ...mappingAndInput(planned) }, report, signal);
    const { rows, changed, unchanged, rejected } = summary;
    return [rejected > 0 ? "rejects" : "done", { rows, changed, unchanged, rejected }];
  },
  async export({ mappingPath, output }, { workDir, targetOrg }, report, signal) {
    const folder = output === undefined ? {} : { output };
    const org = targetOrg === undefined ? {} : { targetOrg };
    const summary = await exportOnce({ mapping: mappingPath, workDir, ...org, ...folder }, report, signal);
    const { rows, rowsResumed, batches } = summary;
    return ["done", { rows, rowsResumed, batches: batches.length }];
  }
};

function mappingAndInput({ mappingPath, input }: PlannedRun): { mapping: string; input?: string } {
  return { mapping: mappingPath, ...(input === undefined ? {} : { input }) };
}

/** A run that ends earlier leaves no timer behind: the service may begin one each second for months. */
async function withinMinutes<T>(
  maxMinutes: number | undefined,
  stopping: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>
): Promise<T> {
  if (maxMinutes === undefined) return work(stopping);
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new StoppedError(`the run took longer than maxMinutes ${maxMinutes}`)),
    maxMinutes * MINUTE_MS
  );
  try {
    return await work(AbortSignal.any([stopping, late.signal]));
  } finally {
    clearTimeout(timer);
  }
}
