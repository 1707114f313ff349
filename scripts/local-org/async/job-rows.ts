import { apexContext } from "../apex/runtime/context.ts";
import { libraryRows } from "../apex/stdlib/database/rows.ts";
import type { SObjectType } from "../schema/types.ts";
import { SetupWriter } from "../security/system-data.ts";
import { quoted } from "../storage/tables.ts";
import { ApexDatetime } from "../values/datetime.ts";
import type { FieldValue } from "../values/field-value.ts";

/** Inserts a row of one of the job objects, past the save procedure, and answers its id. */
export function insertRow(object: string, values: Readonly<Record<string, FieldValue>>): string {
  return writer().insert(object, knownValues(object, values));
}

export function updateRow(object: string, id: string, values: Readonly<Record<string, FieldValue>>): void {
  writer().update(typeOf(object), id, knownValues(object, values));
}

export function deleteRow(object: string, id: string): void {
  apexContext().tx.database.run(`DELETE FROM ${quoted(object)} WHERE "Id" = ?`, [id]);
}

function writer(): SetupWriter {
  const { tx } = apexContext();
  const made = new SetupWriter(tx);
  made.author = tx.user.id;
  return made;
}

function typeOf(object: string): SObjectType {
  const type = apexContext().tx.schema.object(object);
  if (!type) throw new Error(`The schema lacks ${object}`);
  return type;
}

function knownValues(object: string, values: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> {
  const type = typeOf(object);
  return Object.fromEntries(Object.entries(values).filter(([field]) => type.field(field)));
}

export type JobType = "Queueable" | "Future" | "BatchApex" | "ScheduledApex";

/** Inserts the AsyncApexJob row of a new job. */
export function insertJob(
  jobType: JobType,
  className: string,
  more: Readonly<Record<string, FieldValue>> = {}
): string {
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
