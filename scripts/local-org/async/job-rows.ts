import { apexContext } from "../apex/runtime/context.ts";
import { libraryRows } from "../apex/stdlib/rows.ts";
import { SObjectRecord } from "../schema/record.ts";
import { ApexDatetime } from "../values/datetime.ts";
import type { FieldValue } from "../values/field-value.ts";

/** How the rows of AsyncApexJob, CronTrigger and CronJobDetail come to be: by the system, past limits and permissions. */
const bySystem = { allOrNone: true, accessMode: "system", withSharing: false, countLimits: false } as const;

/** Inserts a row of one of the job objects and answers its id. */
export function insertRow(object: string, values: Readonly<Record<string, FieldValue>>): string {
  const { tx, saving } = apexContext();
  const type = tx.schema.object(object);
  if (!type) throw new Error(`The schema lacks ${object}`);
  const known = Object.fromEntries(Object.entries(values).filter(([field]) => type.field(field)));
  const record = new SObjectRecord(type, known);
  saving.save(tx, "insert", [record], bySystem);
  return record.id!;
}

export function updateRow(object: string, id: string, values: Readonly<Record<string, FieldValue>>): void {
  const { tx, saving } = apexContext();
  saving.save(tx, "update", [new SObjectRecord(tx.schema.object(object)!, { Id: id, ...values })], bySystem);
}

export function deleteRow(object: string, id: string): void {
  const { tx, saving } = apexContext();
  saving.save(tx, "delete", [new SObjectRecord(tx.schema.object(object)!, { Id: id })], bySystem);
}

export type JobType = "Queueable" | "Future" | "BatchApex" | "ScheduledApex";

/** Inserts the AsyncApexJob row of a new job. */
export function insertJob(jobType: JobType, className: string, more: Readonly<Record<string, FieldValue>> = {}): string {
  const { tx } = apexContext();
  return insertRow("AsyncApexJob", {
    JobType: jobType,
    Status: "Queued",
    ApexClassId: classId(className),
    JobItemsProcessed: 0,
    TotalJobItems: 0,
    NumberOfErrors: 0,
    CreatedById: tx.user.id,
    CreatedDate: new ApexDatetime(tx.clock.now()),
    ...more
  });
}

function classId(className: string): string | null {
  const outermost = className.split(".")[0]!;
  return libraryRows("SELECT Id FROM ApexClass WHERE Name = :name", { name: outermost })[0]?.id ?? null;
}

export function updateJob(id: string, values: Readonly<Record<string, FieldValue>>): void {
  updateRow("AsyncApexJob", id, values);
}

export function jobStatus(id: string): string | undefined {
  const [row] = libraryRows("SELECT Status FROM AsyncApexJob WHERE Id = :id", { id });
  return row && String(row.get("Status"));
}

/** ExtendedStatus and the like hold 255 characters. */
export function shortened(text: string): string {
  return text.length <= 255 ? text : text.slice(0, 255);
}

export function completedNow(): ApexDatetime {
  return new ApexDatetime(apexContext().tx.clock.now());
}

