import { nullArgument } from "../apex/stdlib/definition/arguments.ts";
import { libraryRows } from "../apex/stdlib/database/rows.ts";
import { apexContext } from "../apex/runtime/context.ts";
import type { ApexObject } from "../apex/runtime/object.ts";
import { apexError } from "../apex/runtime/exceptions.ts";
import { ApexDatetime } from "../values/datetime.ts";
import { cloneState } from "./clone-state.ts";
import { CronSyntaxError, parseCron, type CronSchedule } from "./cron.ts";
import { insertJob, insertRow } from "./job-rows.ts";
import { jobSink } from "./jobs.ts";
import { jobOf } from "./start.ts";

/** `System.schedule` ("Apex Developer Guide: Apex Scheduler"): answers the id of the CronTrigger. */
export function scheduleJob(name: string | null, expression: string | null, given: unknown): string {
  if (name === null || expression === null) throw nullArgument();
  return submit(name, expression, jobOf(given, "Schedulable"));
}

/** `System.scheduleBatch` ("Apex Developer Guide: Using Batch Apex"): once, some minutes from now. */
export function scheduleBatch(
  given: unknown,
  name: string | null,
  minutesFromNow: number | null,
  scopeSize: number | null
): string {
  if (name === null || minutesFromNow === null || scopeSize === null) throw nullArgument();
  const instance = jobOf(given, "Database.Batchable");
  if (minutesFromNow < 1)
    throw apexError("System.AsyncException", `Minutes from now must be greater than 0: ${minutesFromNow}`);
  const { tx } = apexContext();
  const then = new ApexDatetime(tx.clock.now() + minutesFromNow * 60_000);
  const { day, month, year } = then.date(tx.user.timeZone);
  const { second, minute, hour } = then.time(tx.user.timeZone);
  return submit(name, `${second} ${minute} ${hour} ${day} ${month} ? ${year}`, instance, scopeSize);
}

function submit(name: string, expression: string, instance: ApexObject, batchScopeSize?: number): string {
  const schedule = scheduleOf(expression);
  const { tx } = apexContext();
  const next = schedule.next(new ApexDatetime(tx.clock.now()), tx.user.timeZone);
  if (!next)
    throw apexError(
      "System.AsyncException",
      `Based on configured schedule, the given trigger '${name}' will never fire.`
    );
  const cronTriggerId = insertTrigger(name, expression, next);
  const id = insertJob("ScheduledApex", instance.$info.fullName, { CronTriggerId: cronTriggerId });
  jobSink().submit({
    kind: "schedulable",
    id,
    user: tx.user,
    instance: cloneState(instance),
    cronTriggerId,
    cronExpression: expression,
    batchScopeSize
  });
  return cronTriggerId;
}

function scheduleOf(expression: string): CronSchedule {
  try {
    return parseCron(expression);
  } catch (problem) {
    if (problem instanceof CronSyntaxError)
      throw apexError(
        "System.StringException",
        problem.isWhole ? problem.message : `Illegal cron expression format (${problem.message})`
      );
    throw problem;
  }
}

function insertTrigger(name: string, expression: string, next: ApexDatetime): string {
  const { tx } = apexContext();
  const taken = libraryRows(
    "SELECT Id FROM CronTrigger WHERE CronJobDetail.Name = :name AND State IN ('WAITING', 'ACQUIRED', 'EXECUTING', 'PAUSED')",
    { name }
  );
  if (taken.length > 0) {
    throw apexError("System.AsyncException", `The Apex job named "${name}" is already scheduled for execution.`);
  }
  // 7 is the type of scheduled Apex ("Object Reference: CronJobDetail").
  const detail = insertRow("CronJobDetail", { Name: name, JobType: "7" });
  const now = new ApexDatetime(tx.clock.now());
  return insertRow("CronTrigger", {
    CronJobDetailId: detail,
    CronExpression: expression,
    NextFireTime: next,
    StartTime: now,
    State: "WAITING",
    TimesTriggered: 0,
    TimeZoneSidKey: tx.user.timeZone,
    OwnerId: tx.user.id,
    CreatedById: tx.user.id,
    LastModifiedById: tx.user.id,
    CreatedDate: now
  });
}
