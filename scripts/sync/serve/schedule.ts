import { Cron } from "croner";

export type Outcome = "done" | "rejects" | "failed";

export interface ScheduledRun {
  readonly name: string;
  /** As cron writes it, with seconds before the minutes where there are six fields. */
  readonly schedule: string;
  readonly maxLagMinutes?: number | undefined;
  /** Never throws: a run that fails is told and has an outcome. */
  execute(signal: AbortSignal): Promise<Outcome>;
}

export interface RunState {
  readonly name: string;
  readonly schedule: string;
  readonly state: "waiting" | "queued" | "running";
  /** ISO moments, in UTC; null where there is none. */
  readonly nextAt: string | null;
  readonly lastBeganAt: string | null;
  readonly lastEndedAt: string | null;
  readonly lastOutcome: Outcome | null;
  /** Since the last run that went well began, or since the service did; whole minutes. */
  readonly lagMinutes: number;
  readonly isWell: boolean;
}

const MINUTE_MS = 60_000;

/** One run and its timer. */
class Entry {
  readonly run: ScheduledRun;
  readonly timer: Cron;
  state: RunState["state"] = "waiting";
  lastBeganAt: number | undefined;
  lastEndedAt: number | undefined;
  lastOutcome: Outcome | undefined;
  upToDateAt = Date.now();

  constructor(run: ScheduledRun, timeZone: string, due: (entry: Entry) => void) {
    this.run = run;
    this.timer = new Cron(run.schedule, { timezone: timeZone, paused: true }, () => due(this));
  }

  describe(now: number): RunState {
    const { name, schedule, maxLagMinutes } = this.run;
    const lagMinutes = Math.floor((now - this.upToDateAt) / MINUTE_MS);
    return {
      name,
      schedule,
      state: this.state,
      nextAt: this.timer.nextRun()?.toISOString() ?? null,
      lastBeganAt: isoText(this.lastBeganAt),
      lastEndedAt: isoText(this.lastEndedAt),
      lastOutcome: this.lastOutcome ?? null,
      lagMinutes,
      isWell: this.lastOutcome !== "failed" && (maxLagMinutes === undefined || lagMinutes <= maxLagMinutes)
    };
  }
}

function isoText(moment: number | undefined): string | null {
  return moment === undefined ? null : new Date(moment).toISOString();
}

/**
 * Runs by their schedules, one at a time, since an org takes one run at a time: what becomes due meanwhile waits, and what
 * waits already does not wait twice.
 */
export class Schedule {
  private readonly entries: readonly Entry[];
  private readonly stopping = new AbortController();
  private readonly queue: Entry[] = [];
  private working: Promise<void> | undefined;

  constructor(runs: readonly ScheduledRun[], timeZone: string) {
    this.entries = runs.map((run) => new Entry(run, timeZone, (entry) => this.add(entry)));
  }

  /** @param atOnce runs each once without waiting for its time */
  start(atOnce: boolean): void {
    for (const { timer } of this.entries) timer.resume();
    if (atOnce) this.entries.forEach((entry) => this.add(entry));
  }

  /** Ends the run that is at work properly, for that reason, and begins no other. */
  async stop(reason: Error): Promise<void> {
    for (const { timer } of this.entries) timer.stop();
    this.queue.length = 0;
    this.stopping.abort(reason);
    await this.working;
  }

  states(now = Date.now()): readonly RunState[] {
    return this.entries.map((entry) => entry.describe(now));
  }

  private add(entry: Entry): void {
    if (entry.state !== "waiting" || this.stopping.signal.aborted) return;
    entry.state = "queued";
    this.queue.push(entry);
    this.working ??= this.work();
  }

  private async work(): Promise<void> {
    for (let entry = this.queue.shift(); entry; entry = this.queue.shift()) await this.execute(entry);
    this.working = undefined;
  }

  private async execute(entry: Entry): Promise<void> {
    const began = Date.now();
    entry.state = "running";
    entry.lastBeganAt = began;
    entry.lastOutcome = await entry.run.execute(this.stopping.signal);
    entry.lastEndedAt = Date.now();
    if (entry.lastOutcome !== "failed") entry.upToDateAt = began;
    entry.state = "waiting";
  }
}
