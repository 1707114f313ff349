import { randomUUID } from "node:crypto";
import { ApexList, ApexSet } from "../apex/runtime/collections.ts";
import { apexContext, type ApexContext } from "../apex/runtime/context.ts";
import { enumConstant } from "../apex/runtime/enums.ts";
import { apexError, toApexException, type ApexException } from "../apex/runtime/exceptions.ts";
import type { ApexObject } from "../apex/runtime/object.ts";
import { invokeMethod, type ApexClassInfo } from "../apex/runtime/reflection.ts";
import { anyType, libraryType, type RuntimeType } from "../apex/runtime/runtime-type.ts";
import { isInstance } from "../apex/runtime/values.ts";
import { support } from "../apex/runtime/support.ts";
import { parentJobResultEnum } from "../apex/stdlib/system/async/async.ts";
import { libraryRows } from "../apex/stdlib/database/rows.ts";
import { QueryLocator } from "../apex/stdlib/database/query-locator.ts";
import type { ApexTriggerInfo } from "../apex/runtime/program.ts";
import { eventSubscribers, runSubscriber } from "../apex/runtime/triggers.ts";
import type { RunningUser } from "../transaction/user.ts";
import { cloneState } from "./clone-state.ts";
import { raiseBatchError } from "./batch-events.ts";
import { parseCron } from "./cron.ts";
import { EventPublishResult } from "./events.ts";
import { moveSubscriber, takeReplayIds, tellRetry } from "./subscribers.ts";
import { executeBatch } from "./start.ts";
import { completedNow, jobStatus, shortened, updateJob, updateRow } from "./job-rows.ts";
import {
  setExecution,
  type ApexJob,
  type BatchJob,
  type EventDelivery,
  type EventTriggerState,
  type Execution,
  type Job,
  type QueueableJob,
  type ScheduledJob
} from "./jobs.ts";

/** What running a job needs from the org or the test that it belongs to. */
export interface JobHost {
  /**
   * Runs `work` as `user` in a transaction of its own, with asynchronous limits and a fresh Apex context, and commits;
   * rolls back and rethrows what `work` throws.
   */
  run<T>(user: RunningUser, work: (context: ApexContext) => T): T;
  /** Takes events that a trigger wants once more. */
  again(delivery: EventDelivery): void;
  /** In tests a batch job may run `execute` only once, and what a job throws fails the test. */
  readonly testing: boolean;
}

/** Runs a job to its end and records how it went. Answers what it threw, for tests. */
export function runJob(host: JobHost, job: Job): unknown {
  if (job.kind === "event") return deliver(host, job);
  if (job.kind === "flowPath") return attempt(() => host.run(job.user, ({ tx }) => job.run(tx, job.recordIds)));
  if (host.run(job.user, () => jobStatus(job.id)) === "Aborted") return undefined;
  switch (job.kind) {
    case "queueable":
      return runQueueable(host, job);
    case "future":
      return recorded(host, job, () => execute(host, job, "future", "FUTURE", () => job.method.invoke(null, job.args)));
    case "batch":
      return runBatch(host, job);
    case "schedulable":
      return runScheduled(host, job);
  }
}

/** One transaction of a job. */
function execute<T>(
  host: JobHost,
  job: Job,
  kind: Execution["kind"],
  quiddity: string,
  work: () => T,
  more: Partial<Execution> = {}
): T {
  return host.run(job.user, (context) => {
    setExecution(context, { kind, quiddity, job, ...more });
    return work();
  });
}

/** Runs the work of a job of one transaction and writes the outcome into its row. */
function recorded(host: JobHost, job: ApexJob, work: () => void): unknown {
  try {
    work();
    host.run(job.user, () => updateJob(job.id, { Status: "Completed", CompletedDate: completedNow() }));
    return undefined;
  } catch (problem) {
    host.run(job.user, () =>
      updateJob(job.id, {
        Status: "Failed",
        NumberOfErrors: 1,
        ExtendedStatus: shortened(messageOf(problem)),
        CompletedDate: completedNow()
      })
    );
    return problem;
  }
}

function messageOf(problem: unknown): string {
  const message =
    toApexException(problem)?.apexMessage ?? (problem instanceof Error ? problem.message : String(problem));
  return message === "" ? "Script-thrown exception" : message;
}

/** Calls `execute` of the interface whose context it takes: one class may implement several. */
function callExecute(job: ApexObject, context: { readonly apexTypeName: string }): void {
  const wanted = context.apexTypeName.replace(/^System\./, "").toLowerCase();
  for (let level: ApexClassInfo | undefined = job.$info; level; level = level.superclass) {
    const method = level.methods.find(
      ({ name, parameters }) =>
        name.toLowerCase() === "execute" &&
        parameters.length === 1 &&
        parameters[0]!.type.name.toLowerCase().replace(/^system\./, "") === wanted
    );
    if (method) return void method.invoke(job, [context]);
  }
  throw new Error(`${job.$info.fullName} has no execute(${context.apexTypeName})`);
}

/** Value of the class System.QueueableContext. */
function queueableContext(id: string) {
  return { apexTypeName: "System.QueueableContext", getJobId: () => id };
}

function runQueueable(host: JobHost, job: QueueableJob): unknown {
  const execution: Execution = { kind: "queueable", quiddity: "QUEUEABLE", job };
  const problem = recorded(host, job, () =>
    host.run(job.user, (context) => {
      setExecution(context, execution);
      callExecute(job.instance, queueableContext(job.id));
    })
  );
  const finalizerProblem = execution.finalizer ? runFinalizer(host, job, execution, problem) : undefined;
  return problem ?? finalizerProblem;
}

/** "Apex Developer Guide: Transaction Finalizers": runs in its own transaction, whether the job failed or not. */
function runFinalizer(host: JobHost, job: QueueableJob, execution: Execution, problem: unknown): unknown {
  const exception: ApexException | null =
    problem === undefined
      ? null
      : (toApexException(problem) ?? apexError("System.UnexpectedException", messageOf(problem)));
  const context = {
    apexTypeName: "System.FinalizerContext",
    getAsyncApexJobId: () => job.id,
    getRequestId: () => randomUUID(),
    getResult: () => enumConstant(parentJobResultEnum, exception ? "UNHANDLED_EXCEPTION" : "SUCCESS"),
    getException: () => exception
  };
  try {
    execute(host, job, "finalizer", "TRANSACTION_FINALIZER_QUEUEABLE", () =>
      callExecute(execution.finalizer!, context)
    );
    return undefined;
  } catch (finalizerProblem) {
    return finalizerProblem;
  }
}

function batchableContext(id: string) {
  return { apexTypeName: "Database.BatchableContext", getJobId: () => id, getChildJobId: () => id };
}

/**
 * "Apex Developer Guide: Using Batch Apex": start, execute per scope, finish, each in a transaction of its own. Unless the
 * class is Database.Stateful, every one of them begins with the state that the job had when it was started.
 */
function runBatch(host: JobHost, job: BatchJob): unknown {
  const stateful = isInstance(job.instance, libraryType("Database.Stateful"));
  const instance = () => (stateful ? job.instance : cloneState(job.instance));
  const context = batchableContext(job.id);
  let scopes: ApexList[];
  try {
    const rows = execute(host, job, "batch", "BATCH_APEX", () => rowsOf(invokeMethod(instance(), "start", [context])), {
      batchStart: true
    });
    scopes = scopesOf(rows, job.scopeSize);
    if (host.testing && scopes.length > 1) throw onlyOneExecute();
  } catch (problem) {
    host.run(job.user, () => raiseBatchError(job, "START", problem));
    return recorded(host, job, () => {
      throw problem;
    });
  }
  host.run(job.user, () => updateJob(job.id, { Status: "Processing", TotalJobItems: scopes.length }));
  const problems = scopes.flatMap((scope, index) =>
    runScope(host, job, index, scope, () => invokeMethod(instance(), "execute", [context, scope]))
  );
  const finishProblem = attempt(() =>
    execute(host, job, "batch", "BATCH_APEX", () => invokeMethod(instance(), "finish", [context]), {
      batchFinish: true
    })
  );
  if (finishProblem !== undefined) host.run(job.user, () => raiseBatchError(job, "FINISH", finishProblem));
  const firstProblem = problems[0] ?? finishProblem;
  host.run(job.user, () =>
    updateJob(job.id, {
      Status: finishProblem === undefined ? "Completed" : "Failed",
      NumberOfErrors: problems.length,
      CompletedDate: completedNow(),
      ExtendedStatus: firstProblem === undefined ? null : shortened(`First error: ${messageOf(firstProblem)}`)
    })
  );
  return firstProblem;
}

function runScope(host: JobHost, job: BatchJob, index: number, scope: ApexList, work: () => void): unknown[] {
  const problem = attempt(() => execute(host, job, "batch", "BATCH_APEX", work));
  host.run(job.user, () => {
    updateJob(job.id, { JobItemsProcessed: index + 1 });
    if (problem !== undefined) raiseBatchError(job, "EXECUTE", problem, scope);
  });
  return problem === undefined ? [] : [problem];
}

function attempt(work: () => void): unknown {
  try {
    work();
    return undefined;
  } catch (problem) {
    return problem;
  }
}

function onlyOneExecute(): Error {
  return apexError(
    "System.UnexpectedException",
    "No more than one executeBatch can be called from within a test method. Please make sure the iterable returned from your start method matches the batch size, resulting in one executeBatch invocation."
  );
}

/** What `start` answers: a query locator, a list, or any Iterable. */
function rowsOf(started: unknown): ApexList {
  if (started instanceof QueryLocator) return started.rows;
  if (started instanceof ApexList) return started;
  if (started instanceof ApexSet) return new ApexList(started.elementType, started.toArray());
  if (started === null) throw apexError("System.UnexpectedException", "Start did not return a valid iterable object.");
  return new ApexList(anyType, [...support.iterate(started)]);
}

function scopesOf(rows: ApexList, size: number): ApexList[] {
  const scopes: ApexList[] = [];
  const elementType: RuntimeType = rows.elementType;
  for (let start = 0; start < rows.items.length; start += size)
    scopes.push(new ApexList(elementType, rows.items.slice(start, start + size)));
  return scopes;
}

function runScheduled(host: JobHost, job: ScheduledJob): unknown {
  const context = { apexTypeName: "System.SchedulableContext", getTriggerId: () => job.cronTriggerId };
  const problem = attempt(() =>
    execute(host, job, "schedulable", "SCHEDULED", () => {
      const instance = cloneState(job.instance);
      if (job.batchScopeSize === undefined) callExecute(instance, context);
      else executeBatch(instance, job.batchScopeSize);
    })
  );
  host.run(job.user, () => {
    const fired = completedNow();
    const aborted = libraryRows("SELECT Id FROM CronTrigger WHERE Id = :id", { id: job.cronTriggerId }).length === 0;
    if (aborted) return updateJob(job.id, { Status: "Aborted", CompletedDate: fired });
    const next = parseCron(job.cronExpression).next(fired, apexContext().tx.user.timeZone);
    updateRow("CronTrigger", job.cronTriggerId, {
      PreviousFireTime: fired,
      NextFireTime: next ?? null,
      State: next ? "WAITING" : "COMPLETE"
    });
    updateJob(job.id, {
      Status: next ? "Queued" : "Completed",
      ExtendedStatus: problem === undefined ? null : shortened(messageOf(problem)),
      NumberOfErrors: problem === undefined ? 0 : 1
    });
  });
  return problem;
}

/**
 * Answers a publisher's callback in a transaction of its own, where its class takes that outcome. The events themselves
 * reach no subscriber where publishing failed, as a test can demand (`Test.getEventBus().fail()`).
 */
export function tellPublisher(host: JobHost, delivery: EventDelivery, outcome: "Success" | "Failure"): unknown {
  const { callback } = delivery;
  const wanted = `on${outcome}`;
  if (!callback || !isInstance(callback, libraryType(`EventBus.EventPublish${outcome}Callback`))) return undefined;
  const uuids = delivery.events.map((event) => String(event.get("EventUuid")));
  return attempt(() =>
    execute(host, delivery, "event", "PLATFORM_EVENT_PUBLISH_CALLBACK", () =>
      invokeMethod(callback, wanted, [new EventPublishResult(outcome, uuids)])
    )
  );
}

/**
 * "Platform Events Developer Guide: Subscribe to Platform Event Notifications with Apex Triggers": up to 2,000 at a time, to
 * each trigger in a transaction of its own.
 */
function deliver(host: JobHost, delivery: EventDelivery): unknown {
  const problems: unknown[] = [];
  const objects = new Set(delivery.events.map((event) => event.type));
  for (const object of objects) {
    const events = delivery.events.filter((event) => event.type === object);
    const triggers = host.run(delivery.user, ({ program, tx }) => {
      if (!delivery.retry) takeReplayIds(tx, object, events);
      return eventSubscribers(program, object);
    });
    for (const trigger of triggers) {
      if (delivery.retry && delivery.retry.trigger !== trigger.name) continue;
      for (let start = 0; start < events.length; start += largestBatch)
        problems.push(fire(host, { ...delivery, events: events.slice(start, start + largestBatch) }, trigger));
    }
  }
  const told = delivery.retry ? undefined : tellPublisher(host, delivery, "Success");
  return problems.find((problem) => problem !== undefined) ?? told;
}

const largestBatch = 2000;
/** "Platform Events Developer Guide: Retry Event Triggers with EventBus.RetryableException": nine times at most. */
const mostRetries = 9;

function fire(host: JobHost, delivery: EventDelivery, trigger: ApexTriggerInfo): unknown {
  const { retries = 0, lastError = null } = delivery.retry ?? {};
  const state: EventTriggerState = { retries, lastError, checkpoint: null };
  const thrown = attempt(() =>
    host.run(delivery.user, (context) => {
      setExecution(context, { kind: "event", quiddity: "SYNCHRONOUS", job: delivery, eventTrigger: state });
      try {
        runSubscriber(context.program, trigger, delivery.events);
      } catch (problem) {
        // What was done up to a checkpoint is committed, whatever becomes of the rest.
        if (state.checkpoint === null) throw problem;
      }
    })
  );
  const processed = (replayId: string): void =>
    host.run(delivery.user, ({ tx }) => moveSubscriber(tx, trigger.name, replayId));
  if (state.checkpoint !== null && thrown === undefined) {
    processed(state.checkpoint);
    return resume(host, delivery, trigger, state.checkpoint);
  }
  const cause = causeOf(thrown);
  if (cause?.apexTypeName !== "EventBus.RetryableException") {
    processed(delivery.events.at(-1)!.get("ReplayId") as string);
    return thrown;
  }
  // "Platform Events Developer Guide: Test Retried Event Messages": the subscriber's position stays where it is.
  if (retries === mostRetries) return thrown;
  const retry = { trigger: trigger.name, retries: retries + 1, lastError: cause.apexMessage };
  host.run(delivery.user, ({ tx }) => tellRetry(tx, retry));
  host.again({ ...delivery, retry });
  return undefined;
}

/** "TriggerContext Class: setResumeCheckpoint": the events behind the checkpoint come once more. */
function resume(host: JobHost, delivery: EventDelivery, trigger: ApexTriggerInfo, checkpoint: string): undefined {
  const index = delivery.events.findIndex((event) => event.get("ReplayId") === checkpoint);
  const rest = delivery.events.slice(index + 1);
  if (rest.length > 0)
    host.again({ ...delivery, events: rest, retry: { trigger: trigger.name, retries: 0, lastError: null } });
  return undefined;
}

function causeOf(problem: unknown): ApexException | undefined {
  const cause = problem instanceof Error ? problem.cause : undefined;
  return cause === undefined ? undefined : toApexException(cause);
}
