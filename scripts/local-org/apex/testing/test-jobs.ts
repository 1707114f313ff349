import { setJobSink, type Job, type JobSink } from "../../async/jobs.ts";
import { runJob, tellPublisher, type JobHost } from "../../async/run-job.ts";
import { LimitTracker, asynchronousLimits, type LimitUsage } from "../../transaction/limits.ts";
import { queuePath, WaitingPaths } from "../../async/waiting-paths.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { apexContext, type ApexContext } from "../runtime/context.ts";
import { NestedTransaction } from "./nested-transaction.ts";
import type { TestState } from "./test-context.ts";

/** Runs Apex within a transaction, as an org does it. */
export type ApexRunner = <T>(tx: Transaction, work: (context: ApexContext) => T) => T;

/**
 * The jobs of one test: they wait for `Test.stopTest` or the end of the test, then run at once, each in a transaction
 * inside of the test's own ("Apex Developer Guide: Using Limits, startTest, and stopTest").
 */
export class TestJobs implements JobSink {
  private waiting: Job[] = [];
  private readonly waitingPaths = new WaitingPaths();
  private readonly tx: NestedTransaction;
  private readonly runApex: ApexRunner;
  private readonly state: TestState;
  private readonly host: JobHost;
  private readonly usage: LimitUsage[];

  /** @param usage gets what each transaction has used */
  constructor(tx: NestedTransaction, runApex: ApexRunner, state: TestState, usage: LimitUsage[]) {
    this.tx = tx;
    this.runApex = runApex;
    this.state = state;
    this.usage = usage;
    setJobSink(tx.state, this);
    this.host = {
      testing: true,
      run: (user, work) => this.runNested(user, work),
      again: (delivery) => this.waiting.push(delivery)
    };
  }

  submit(job: Job): void {
    apexContext().tx.afterCommit(() => this.waiting.push(job));
  }

  abort(id: string): boolean {
    const before = this.waiting.length;
    this.waiting = this.waiting.filter(
      (job) => !("id" in job) || (job.id !== id && !(job.kind === "schedulable" && job.cronTriggerId === id))
    );
    return this.waiting.length < before;
  }

  paths(tx: Transaction): ReturnType<JobSink["paths"]> {
    return this.waitingPaths.sink(tx, (path) => queuePath(this.waiting, path));
  }

  /** Runs all jobs, and those that they start. @throws what the first failed one threw. */
  runAll(which: (job: Job) => boolean = () => true): void {
    this.tx.runCommitActions();
    for (let job; (job = this.waiting.find(which));) {
      this.waiting.splice(this.waiting.indexOf(job), 1);
      const problem = runJob(this.host, job);
      if (problem !== undefined) throw asError(problem);
    }
  }

  /** Delivers the events that wait; what triggers want once more waits for the next time. */
  deliverEvents(): void {
    this.tx.runCommitActions();
    const due = this.waiting.filter((job) => job.kind === "event");
    this.runAll((job) => due.includes(job as (typeof due)[number]));
  }

  /** Makes the publishing of the events that wait fail. */
  failEvents(): void {
    this.tx.runCommitActions();
    const failed = this.waiting.filter((job) => job.kind === "event");
    this.waiting = this.waiting.filter((job) => job.kind !== "event");
    for (const delivery of failed) {
      const problem = tellPublisher(this.host, delivery, "Failure");
      if (problem !== undefined) throw asError(problem);
    }
  }

  private runNested: JobHost["run"] = (user, work) => {
    const { statics } = apexContext();
    const savepoint = this.tx.setSavepoint();
    const tx = new NestedTransaction(this.tx, user, new LimitTracker(asynchronousLimits));
    setJobSink(tx.state, this);
    try {
      const result = this.runApex(tx, (context) => {
        context.test = this.state;
        // In tests jobs see the static variables that the test has set, and the test sees theirs.
        context.statics = statics;
        return work(context);
      });
      this.tx.releaseSavepoint(savepoint);
      tx.runCommitActions();
      return result;
    } catch (problem) {
      this.tx.rollbackTo(savepoint);
      this.tx.releaseSavepoint(savepoint);
      throw problem;
    } finally {
      this.usage.push(tx.limits.snapshot());
    }
  };
}

function asError(problem: unknown): Error {
  return problem instanceof Error ? problem : new Error(String(problem));
}
