import { apexContext } from "../apex/runtime/context.ts";
import { deleteRow } from "./job-rows.ts";
import { setJobSink, type Job, type JobSink, type ScheduledJob } from "./jobs.ts";
import { runJob, type JobHost } from "./run-job.ts";
import { parseCron } from "./cron.ts";
import type { PathSink, WaitingPath } from "../flow/waiting-path.ts";
import { queuePath, WaitingPaths } from "./waiting-paths.ts";
import type { Org } from "../org/types.ts";
import { asynchronousLimits } from "../transaction/limits.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { ApexDatetime } from "../values/datetime.ts";

export interface JobQueueOptions {
  /** Says when the next job runs after something was queued; `setImmediate` by default, so that the caller's answer goes out first. */
  readonly defer?: (run: () => void) => void;
  /** Told of every job that failed. */
  readonly onFailure?: (job: Job, problem: unknown) => void;
}

/**
 * The jobs of one org. They run one after another, each after the transaction that started it has committed, and never
 * break that transaction. Waiting jobs live in memory: a restart of the org forgets them.
 */
export class JobQueue implements JobSink {
  private readonly host: JobHost;
  private readonly options: JobQueueOptions;
  private readonly waiting: Job[] = [];
  private readonly schedules = new Map<string, { job: ScheduledJob; next: number }>();
  private readonly waitingPaths = new WaitingPaths();
  private readonly aborted = new Set<string>();
  private deferred = false;
  private isClosed = false;
  private idleListeners: (() => void)[] = [];

  constructor(host: Omit<JobHost, "again">, options: JobQueueOptions = {}) {
    this.host = { ...host, again: (delivery) => this.enqueue(delivery) };
    this.options = options;
  }

  /** The queue of an org: its jobs run in transactions of the org, with asynchronous limits. */
  static of(org: Pick<Org, "transaction" | "runApex">, options: JobQueueOptions = {}): JobQueue {
    const host: Omit<JobHost, "again"> = {
      testing: false,
      run: (user, work) =>
        org.transaction(user, (tx) => {
          tx.limits.reset(asynchronousLimits);
          return org.runApex(tx, work);
        })
    };
    return new JobQueue(host, options);
  }

  /** Makes the jobs that a transaction starts come here; the org does it for every transaction. */
  attach(tx: Transaction): void {
    setJobSink(tx.state, this);
  }

  submit(job: Job): void {
    const { tx } = apexContext();
    tx.afterCommit(() => {
      if (job.kind === "schedulable") this.plan(job, tx.clock.now());
      else this.enqueue(job);
    });
  }

  abort(id: string): boolean {
    const { tx } = apexContext();
    const schedule = [...this.schedules.values()].find(({ job }) => job.id === id || job.cronTriggerId === id);
    if (schedule) {
      deleteRow("CronTrigger", schedule.job.cronTriggerId);
      tx.afterCommit(() => this.schedules.delete(schedule.job.cronTriggerId));
      return true;
    }
    const found = this.waiting.some((job) => "id" in job && job.id === id);
    if (found) tx.afterCommit(() => this.aborted.add(id));
    return found;
  }

  paths(tx: Transaction): PathSink {
    return this.waitingPaths.sink(tx, (path) => this.queuePath(path));
  }

  /** Queues the scheduled jobs, and paths of flows, whose time has come. */
  fireDue(now: number): void {
    for (const path of this.waitingPaths.takeDue(now)) this.queuePath(path);
    for (const [id, schedule] of this.schedules) {
      if (schedule.next > now) continue;
      this.schedules.delete(id);
      this.enqueue(schedule.job);
      this.plan(schedule.job, now);
    }
  }

  /** Runs everything that waits, and what that starts, at once. */
  runAll(): void {
    while (this.waiting.length > 0) this.runNext();
    this.tellIdle();
  }

  /** Nothing runs any more: what waits is forgotten, as by a restart. */
  close(): void {
    this.isClosed = true;
    this.waiting.length = 0;
    this.tellIdle();
  }

  /** Resolves once no job waits. */
  idle(): Promise<void> {
    return this.waiting.length === 0 ? Promise.resolve() : new Promise((resolve) => this.idleListeners.push(resolve));
  }

  get pendingCount(): number {
    return this.waiting.length;
  }

  private queuePath(path: WaitingPath): void {
    queuePath(this.waiting, path);
    this.deferNext();
  }

  private enqueue(job: Job): void {
    this.waiting.push(job);
    this.deferNext();
  }

  private deferNext(): void {
    if (this.deferred) return;
    this.deferred = true;
    (this.options.defer ?? setImmediate)(() => {
      this.deferred = false;
      if (this.isClosed) return;
      this.runNext();
      if (this.waiting.length > 0) this.deferNext();
      else this.tellIdle();
    });
  }

  private runNext(): void {
    const job = this.waiting.shift();
    if (!job || ("id" in job && this.aborted.delete(job.id))) return;
    const problem = runJob(this.host, job);
    if (problem !== undefined) this.options.onFailure?.(job, problem);
  }

  private plan(job: ScheduledJob, after: number): void {
    const next = parseCron(job.cronExpression).next(new ApexDatetime(after), job.user.timeZone);
    if (next) this.schedules.set(job.cronTriggerId, { job, next: next.epochMilliseconds });
  }

  private tellIdle(): void {
    const listeners = this.idleListeners;
    this.idleListeners = [];
    for (const listener of listeners) listener();
  }
}
