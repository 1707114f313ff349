import { normalizeId } from "../values/id.ts";
import { nullArgument } from "../apex/stdlib/definition/arguments.ts";
import { apexContext } from "../apex/runtime/context.ts";
import { apexError } from "../apex/runtime/exceptions.ts";
import { ApexObject } from "../apex/runtime/object.ts";
import { findMethod, type MethodInfo } from "../apex/runtime/reflection.ts";
import { libraryType } from "../apex/runtime/runtime-type.ts";
import { isInstance, typeOf } from "../apex/runtime/values.ts";
import { libraryRows } from "../apex/stdlib/database/rows.ts";
import { testState } from "../apex/testing/test-context.ts";
import { cloneState } from "./clone-state.ts";
import { deleteRow, insertJob, jobStatus, updateJob } from "./job-rows.ts";
import { executionOf, jobSink, type JobSink } from "./jobs.ts";

/** The job as an object of a user's class that implements one of the platform's interfaces. */
export function jobOf(given: unknown, interfaceName: string): ApexObject {
  if (given === null) throw nullArgument();
  if (!(given instanceof ApexObject) || !isInstance(given, libraryType(interfaceName))) {
    throw apexError("System.TypeException", `${typeOf(given).name} does not implement ${interfaceName}`);
  }
  return given;
}

export interface QueueableOptions {
  readonly maximumDepth?: number;
  readonly delayInMinutes?: number;
  /** No two jobs of the same signature wait at a time. */
  readonly signature?: string;
}

/** `System.enqueueJob` ("Apex Developer Guide: Queueable Apex"): answers the id of the job. */
export function enqueueQueueable(given: unknown, options: QueueableOptions): string {
  const instance = jobOf(given, "Queueable");
  const { delayInMinutes, signature } = options;
  if (delayInMinutes !== undefined && (delayInMinutes < 0 || delayInMinutes > 10))
    throw apexError("System.IllegalArgumentException", `Delay must be from 0 to 10 minutes: ${delayInMinutes}`);
  const { tx } = apexContext();
  if (signature !== undefined && waits(signature))
    throw apexError("System.DuplicateMessageException", "Attempt to enqueue job with duplicate queueable signature");
  tx.limits.consume("queueableJobs");
  const { job: parent, kind } = executionOf(apexContext());
  const depth = parent?.kind === "queueable" ? parent.depth + 1 : 0;
  const maximumDepth = options.maximumDepth ?? (parent?.kind === "queueable" ? parent.maximumDepth : undefined);
  // "You can't chain queueable jobs in an Apex test" (Apex Developer Guide: Testing Queueable Jobs); finalizers can, as
  // public suites that pass in orgs show.
  const tooDeep =
    depth > 0 &&
    (testState() !== undefined && kind !== "finalizer"
      ? maximumDepth === undefined || depth >= maximumDepth
      : maximumDepth !== undefined && depth >= maximumDepth);
  if (tooDeep) throw apexError("System.AsyncException", "Maximum stack depth has been reached.");
  const id = insertJob("Queueable", instance.$info.fullName);
  if (signature !== undefined) signaturesOf(jobSink()).set(signature, id);
  jobSink().submit({
    kind: "queueable",
    id,
    user: tx.user,
    instance: cloneState(instance),
    depth,
    maximumDepth,
    delayInMinutes
  });
  return id;
}

const signatures = new WeakMap<JobSink, Map<string, string>>();

/** The latest job of each signature. */
function signaturesOf(sink: JobSink): Map<string, string> {
  let known = signatures.get(sink);
  if (!known) signatures.set(sink, (known = new Map<string, string>()));
  return known;
}

/** "Apex Developer Guide: Detecting Duplicate Queueable Jobs": a job that runs has lost its signature. */
function waits(signature: string): boolean {
  const id = signaturesOf(jobSink()).get(signature);
  return id !== undefined && jobStatus(id) === "Queued";
}

/** `System.attachFinalizer` ("Apex Developer Guide: Transaction Finalizers"). */
export function attachFinalizer(given: unknown): void {
  const finalizer = jobOf(given, "Finalizer");
  const execution = executionOf(apexContext());
  if (execution.kind !== "queueable")
    throw apexError("System.HandledException", "System.attachFinalizer(Finalizer) is not allowed in this context");
  if (execution.finalizer) throw apexError("System.HandledException", "Finalizer already attached to this queueable");
  execution.finalizer = finalizer;
}

/** A call of a method annotated `@future`: it runs later. The compiler calls this in its place. */
export function callFuture(method: MethodInfo, args: readonly unknown[]): void {
  const context = apexContext();
  const { kind } = executionOf(context);
  if (kind === "future" || kind === "batch") {
    throw apexError(
      "System.AsyncException",
      `Future method cannot be called from a future or batch method: ${method.declaringClass.fullName}.${method.name}`
    );
  }
  context.tx.limits.consume("futureCalls");
  const id = insertJob("Future", method.declaringClass.fullName, { MethodName: method.name });
  jobSink().submit({ kind: "future", id, user: context.tx.user, method, args: args.map(cloneState) });
}

/** `Database.executeBatch` ("Apex Developer Guide: Using Batch Apex"): answers the id of the job. */
export function executeBatch(given: unknown, scopeSize: number | null): string {
  const instance = jobOf(given, "Database.Batchable");
  if (scopeSize === null) throw nullArgument();
  if (scopeSize < 1 || scopeSize > 2000)
    throw apexError("System.InvalidParameterValueException", `Scope size must be between 1 and 2000: ${scopeSize}`);
  if (!findMethod(instance.$info, "start", [null])) {
    throw apexError(
      "System.TypeException",
      `Class ${instance.$info.fullName} must implement the method: start(Database.BatchableContext)`
    );
  }
  const context = apexContext();
  const { kind, batchFinish } = executionOf(context);
  if (kind === "future" || (kind === "batch" && batchFinish !== true)) {
    throw apexError(
      "System.AsyncException",
      "Database.executeBatch cannot be called from a batch start, batch execute, or future method."
    );
  }
  const id = insertJob("BatchApex", instance.$info.fullName);
  jobSink().submit({ kind: "batch", id, user: context.tx.user, instance: cloneState(instance), scopeSize });
  return id;
}

/** A scheduled job may end its own schedule. */
function abortRunningSchedule(id: string): boolean {
  const { job } = executionOf(apexContext());
  if (job?.kind !== "schedulable" || job.cronTriggerId !== normalizeId(id)) return false;
  deleteRow("CronTrigger", job.cronTriggerId);
  return true;
}

/** One whose transaction has not committed yet: nothing of it waits anywhere. */
function abortNewSchedule(id: string): boolean {
  const triggerId = normalizeId(id);
  const [job] = libraryRows("SELECT Id FROM AsyncApexJob WHERE CronTriggerId = :triggerId", { triggerId });
  if (triggerId === null || !job) return false;
  deleteRow("CronTrigger", triggerId);
  updateJob(job.id!, { Status: "Aborted" });
  return true;
}

/** `System.abortJob`: takes the id of an AsyncApexJob or a CronTrigger. */
export function abortJob(id: string | null): void {
  if (id === null) throw nullArgument();
  const known = jobStatus(id);
  if (known === undefined && !jobSink().abort(id) && !abortRunningSchedule(id) && !abortNewSchedule(id)) {
    throw apexError("System.StringException", `Invalid job id: ${id}`);
  }
  if (known === undefined) return;
  jobSink().abort(id);
  if (known === "Queued" || known === "Holding" || known === "Processing") updateJob(id, { Status: "Aborted" });
}
