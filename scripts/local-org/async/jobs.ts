import type { SObjectRecord } from "../schema/record.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { RunningUser } from "../transaction/user.ts";
import { apexContext, type ApexContext } from "../apex/runtime/context.ts";
import type { ApexObject } from "../apex/runtime/object.ts";
import type { MethodInfo } from "../apex/runtime/reflection.ts";
import type { PathSink } from "../flow/waiting-path.ts";
import type { FlowPathJob } from "./waiting-paths.ts";

interface JobBase {
  /** Id of its AsyncApexJob row. */
  readonly id: string;
  readonly user: RunningUser;
}

export interface QueueableJob extends JobBase {
  readonly kind: "queueable";
  readonly instance: ApexObject;
  /** How many jobs of the chain came before; 0 for the first. */
  readonly depth: number;
  readonly maximumDepth: number | undefined;
  readonly delayInMinutes: number | undefined;
}

export interface FutureJob extends JobBase {
  readonly kind: "future";
  readonly method: MethodInfo;
  readonly args: readonly unknown[];
}

export interface BatchJob extends JobBase {
  readonly kind: "batch";
  readonly instance: ApexObject;
  readonly scopeSize: number;
}

export interface ScheduledJob extends JobBase {
  readonly kind: "schedulable";
  readonly instance: ApexObject;
  readonly cronTriggerId: string;
  readonly cronExpression: string;
  /** The instance is a batch job that starts then, with scopes of this size. */
  readonly batchScopeSize?: number;
}

/** Platform events on their way to the triggers that subscribe to them. */
export interface EventDelivery {
  readonly kind: "event";
  readonly user: RunningUser;
  readonly events: readonly SObjectRecord[];
  /** Told of the outcome. */
  readonly callback?: ApexObject;
  /** Delivered once more to one trigger, which has asked for it. */
  readonly retry?: EventRetry;
}

export interface EventRetry {
  readonly trigger: string;
  /** How often the trigger has thrown EventBus.RetryableException, and with what message the last time. */
  readonly retries: number;
  readonly lastError: string | null;
}

/** What EventBus.TriggerContext tells and takes. */
export interface EventTriggerState {
  readonly retries: number;
  readonly lastError: string | null;
  /** Replay id of the last event that the trigger has dealt with. */
  checkpoint: string | null;
}

/** Jobs that have a row of AsyncApexJob. */
export type ApexJob = QueueableJob | FutureJob | BatchJob | ScheduledJob;

export type Job = ApexJob | EventDelivery | FlowPathJob;

/** Takes jobs that the running transaction starts; they run once it has committed. */
export interface JobSink {
  submit(job: Job): void;
  /** Takes back a job that has not begun; false where it has. */
  abort(id: string): boolean;
  /** Where the scheduled paths of flows go that a transaction plans. */
  paths(tx: Transaction): PathSink;
}

const sinkKey = Symbol("where jobs go");

/** The owner of a transaction says by this where the jobs that it starts go. */
export function setJobSink(state: Map<symbol, unknown>, sink: JobSink): void {
  state.set(sinkKey, sink);
}

export function jobSink(): JobSink {
  return jobSinkOf(apexContext().tx);
}

export function jobSinkOf(tx: Transaction): JobSink {
  const sink = tx.state.get(sinkKey) as JobSink | undefined;
  if (!sink) throw new Error("This transaction cannot start asynchronous jobs: nobody runs them");
  return sink;
}

/** How the running code came to run ("Apex Reference Guide: Quiddity Enum" has more of them). */
export interface Execution {
  readonly kind: "synchronous" | "queueable" | "future" | "batch" | "schedulable" | "event" | "finalizer";
  /** The value of System.Quiddity, e.g. `QUEUEABLE`. */
  readonly quiddity: string;
  readonly job?: Job;
  /** In the `start` method of a batch job, whose query locators may be large. */
  readonly batchStart?: boolean;
  /** In the `finish` method of a batch job, which may start another. */
  readonly batchFinish?: boolean;
  /** In a trigger on a platform event. */
  readonly eventTrigger?: EventTriggerState;
  /** What `System.attachFinalizer` attached. */
  finalizer?: ApexObject;
}

const executions = new WeakMap<ApexContext, Execution>();

export function setExecution(context: ApexContext, execution: Execution): void {
  executions.set(context, execution);
}

export function executionOf(context: ApexContext): Execution {
  let execution = executions.get(context);
  if (!execution) executions.set(context, (execution = { kind: "synchronous", quiddity: "SYNCHRONOUS" }));
  return execution;
}
