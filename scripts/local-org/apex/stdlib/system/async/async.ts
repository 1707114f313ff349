import { abortJob, enqueueQueueable, executeBatch, attachFinalizer } from "../../../../async/start.ts";
import { scheduleBatch, scheduleJob } from "../../../../async/schedule.ts";
import { defineClass, type ClassDefinition } from "../../definition/define.ts";
import { nullArgument } from "../../definition/arguments.ts";
import { queueableOptionClasses, queueableOptions, type AsyncOptions } from "./queueable-options.ts";

/** Members of the class System that start, schedule and stop jobs. */
export const systemJobs = {
  "static Id enqueueJob(Object job)": (job: unknown) => enqueueQueueable(job, {}),
  // Jobs run as soon as the transaction has committed: a delay only ever lengthens the wait, and tests do not wait at all.
  "static Id enqueueJob(Object job, Integer delayInMinutes)": (job: unknown, minutes: number | null) => {
    if (minutes === null) throw nullArgument();
    return enqueueQueueable(job, { delayInMinutes: minutes });
  },
  "static Id enqueueJob(Object job, AsyncOptions options)": (job: unknown, options: AsyncOptions | null) =>
    enqueueQueueable(job, queueableOptions(options)),
  "static void attachFinalizer(Object finalizer)": attachFinalizer,
  "static void abortJob(String jobId)": abortJob,
  "static String schedule(String name, String cronExpression, Object schedulable)": scheduleJob,
  "static String scheduleBatch(Object batch, String name, Integer minutesFromNow)": (
    batch: unknown,
    name: string | null,
    minutes: number | null
  ) => scheduleBatch(batch, name, minutes, 200),
  "static String scheduleBatch(Object batch, String name, Integer minutesFromNow, Integer scopeSize)": scheduleBatch
};

/** Members of the class Database that start batch jobs. */
export const databaseJobs = {
  "static Id executeBatch(Object batch)": (batch: unknown) => executeBatch(batch, 200),
  "static Id executeBatch(Object batch, Integer scopeSize)": executeBatch
};

export const parentJobResultEnum = defineClass({
  name: "ParentJobResult",
  documentation: "Apex Reference Guide: ParentJobResult Enum",
  kind: "enum",
  constants: ["SUCCESS", "UNHANDLED_EXCEPTION"]
});

export const asyncClasses: readonly ClassDefinition[] = [
  defineClass({
    name: "Queueable",
    documentation: "Apex Reference Guide: Queueable Interface",
    kind: "interface",
    members: { "void execute(QueueableContext context)": null }
  }),
  defineClass({
    name: "QueueableContext",
    documentation: "Apex Reference Guide: QueueableContext Interface",
    kind: "interface",
    members: { "Id getJobId()": null }
  }),
  ...queueableOptionClasses,
  defineClass({
    name: "Finalizer",
    documentation: "Apex Reference Guide: Finalizer Interface",
    kind: "interface",
    members: { "void execute(FinalizerContext context)": null }
  }),
  defineClass({
    name: "FinalizerContext",
    documentation: "Apex Reference Guide: FinalizerContext Interface",
    kind: "interface",
    members: {
      "Id getAsyncApexJobId()": null,
      "String getRequestId()": null,
      "ParentJobResult getResult()": null,
      "Exception getException()": null
    }
  }),
  parentJobResultEnum,
  defineClass({
    name: "Schedulable",
    documentation: "Apex Reference Guide: Schedulable Interface",
    kind: "interface",
    members: { "void execute(SchedulableContext context)": null }
  }),
  defineClass({
    name: "SchedulableContext",
    documentation: "Apex Reference Guide: SchedulableContext Interface",
    kind: "interface",
    members: { "Id getTriggerId()": null }
  })
];
