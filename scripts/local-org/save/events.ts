import type { SObjectRecord } from "../schema/record.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import type { FieldValue } from "../values/field-value.ts";
import { ApexTime } from "../values/time.ts";

const MINUTE = 60_000;
const DAY_IN_MINUTES = 1440;

/**
 * "Object Reference: Event", StartDateTime, EndDateTime, DurationInMinutes, ActivityDate and ActivityDateTime: the start and
 * either the end or the duration are given, the others follow; an event of whole days starts and ends at midnight in UTC and
 * lasts a day where nothing else is said. That an event which is moved keeps its duration, and that the last of whole days
 * counts, SalesforceLabs/Scheduling-from-Lists-in-Lightning-Experience witnesses.
 */
export function scheduleEvent(record: SObjectRecord, tx: Transaction, old: SObjectRecord | undefined): void {
  const allDay = record.get("IsAllDayEvent") === true;
  const start = startOf(record, old, allDay);
  const duration = durationOf(record, old, start, allDay);
  const missing = [
    ...(start === undefined ? ["ActivityDateTime"] : []),
    ...(duration === undefined ? ["DurationInMinutes"] : [])
  ];
  if (start === undefined || duration === undefined) {
    record.addError("REQUIRED_FIELD_MISSING", `Required fields are missing: [${missing.join(", ")}]`, missing);
    return;
  }
  const end = new ApexDatetime(start.epochMilliseconds + (duration - lastDay(allDay)) * MINUTE);
  const zone = allDay ? "UTC" : tx.user.timeZone;
  record.set("StartDateTime", start);
  record.set("EndDateTime", end);
  record.set("DurationInMinutes", duration);
  record.set("ActivityDateTime", allDay ? null : start);
  record.set("ActivityDate", start.date(zone));
  record.set("EndDate", end.date(zone));
}

/** The end of whole days is the midnight with which the last of them begins. */
function lastDay(allDay: boolean): number {
  return allDay ? DAY_IN_MINUTES : 0;
}

/** The start is known by three names; the one that has changed counts. */
function startOf(record: SObjectRecord, old: SObjectRecord | undefined, allDay: boolean): ApexDatetime | undefined {
  const names = ["StartDateTime", "ActivityDateTime", ...(allDay ? ["ActivityDate"] : [])];
  const given = names.map((name) => [name, momentOf(record.get(name))] as const).filter(([, moment]) => moment);
  const [, moment] = given.find(([name]) => hasChanged(record, old, name)) ?? given[0] ?? [];
  return moment && allDay ? midnightOf(moment.date("UTC")) : moment;
}

function momentOf(value: FieldValue): ApexDatetime | undefined {
  if (value instanceof ApexDatetime) return value;
  return value instanceof ApexDate ? midnightOf(value) : undefined;
}

function midnightOf(day: ApexDate): ApexDatetime {
  return ApexDatetime.ofLocal(day, ApexTime.of(0, 0, 0, 0), "UTC");
}

/** In minutes; of an event that is changed the end counts where it is what has changed. */
function durationOf(
  record: SObjectRecord,
  old: SObjectRecord | undefined,
  start: ApexDatetime | undefined,
  allDay: boolean
): number | undefined {
  const given = record.get("DurationInMinutes") as number | null;
  const end = record.get("EndDateTime") as ApexDatetime | null;
  const byEnd = end !== null && (old === undefined ? given === null : hasChanged(record, old, "EndDateTime"));
  if (!byEnd) return given ?? (allDay ? DAY_IN_MINUTES : undefined);
  const last = allDay ? midnightOf(end.date("UTC")) : end;
  return start && (last.epochMilliseconds - start.epochMilliseconds) / MINUTE + lastDay(allDay);
}

function hasChanged(record: SObjectRecord, old: SObjectRecord | undefined, name: string): boolean {
  return old === undefined || String(record.get(name)) !== String(old.get(name));
}
