import type { SObjectRecord } from "../../../schema/record.ts";
import type { ApexDate } from "../../../values/date.ts";
import { ApexDatetime } from "../../../values/datetime.ts";
import type { ApexTime } from "../../../values/time.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { libraryRows } from "../database/rows.ts";
import { withoutNullArguments } from "../definition/arguments.ts";
import { defineClass } from "../definition/define.ts";

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const minute = 60_000;

/** Milliseconds since 1970, the end not included. */
interface Opening {
  readonly start: number;
  readonly end: number;
}

/** "Object Reference: BusinessHours": from midnight to midnight is all day, without times a day is closed. */
class Hours {
  private readonly record: SObjectRecord;
  private readonly zone: string;

  constructor(id: string) {
    const names = days.flatMap((day) => [`${day}StartTime`, `${day}EndTime`]).join(", ");
    const [record] = libraryRows(`SELECT TimeZoneSidKey, ${names} FROM BusinessHours WHERE Id = :id`, { id });
    if (!record) throw apexError("System.InvalidParameterValueException", `Invalid business hours id: ${id}`);
    if (days.every((day) => record.get(`${day}StartTime`) === null))
      throw apexError("System.InvalidParameterValueException", "The business hours are never open");
    this.record = record;
    this.zone = record.get("TimeZoneSidKey") as string;
  }

  /** What is open from a moment on, one opening after the other. */
  *from(moment: number): Generator<Opening> {
    for (let date = new ApexDatetime(moment).date(this.zone); ; date = date.addDays(1)) {
      const opening = this.openingOf(date);
      if (opening !== undefined && opening.end > moment)
        yield { start: Math.max(opening.start, moment), end: opening.end };
    }
  }

  /** What was open before a moment, from the latest to the earliest. */
  *before(moment: number): Generator<Opening> {
    for (let date = new ApexDatetime(moment).date(this.zone); ; date = date.addDays(-1)) {
      const opening = this.openingOf(date);
      if (opening !== undefined && opening.start < moment)
        yield { start: opening.start, end: Math.min(opening.end, moment) };
    }
  }

  private openingOf(date: ApexDate): Opening | undefined {
    const day = days[date.weekday]!;
    const start = this.record.get(`${day}StartTime`) as ApexTime | null;
    const end = this.record.get(`${day}EndTime`) as ApexTime | null;
    if (start === null || end === null) return undefined;
    const lastDay = end.millisecondOfDay === 0 ? date.addDays(1) : date;
    return { start: this.at(date, start), end: this.at(lastDay, end) };
  }

  private at(date: ApexDate, time: ApexTime): number {
    return ApexDatetime.ofLocal(date, time, this.zone).epochMilliseconds;
  }
}

/** Parts of a minute in the interval do not count. */
function add(id: string, start: ApexDatetime, interval: bigint): ApexDatetime {
  const hours = new Hours(id);
  const { epochMilliseconds: moment } = start;
  let left = Math.trunc(Math.abs(Number(interval)) / minute) * minute;
  const isForward = interval >= 0n;
  for (const opening of isForward ? hours.from(moment) : hours.before(moment)) {
    const length = opening.end - opening.start;
    if (left <= length) return new ApexDatetime(isForward ? opening.start + left : opening.end - left);
    left -= length;
  }
  return start;
}

function difference(hours: Hours, start: number, end: number): number {
  let total = 0;
  for (const opening of hours.from(start)) {
    if (opening.start >= end) break;
    total += Math.min(opening.end, end) - opening.start;
  }
  return total;
}

function diff(id: string, start: ApexDatetime, end: ApexDatetime): bigint {
  const hours = new Hours(id);
  const [from, to] = [start.epochMilliseconds, end.epochMilliseconds];
  return BigInt(from <= to ? difference(hours, from, to) : -difference(hours, to, from));
}

function nextStartDate(id: string, target: ApexDatetime): ApexDatetime {
  const [next] = new Hours(id).from(target.epochMilliseconds);
  return new ApexDatetime(next!.start);
}

export const businessHoursClass = defineClass({
  name: "BusinessHours",
  documentation: "Apex Reference Guide: BusinessHours Class",
  members: withoutNullArguments({
    "static Datetime add(String businessHoursId, Datetime startDate, Long intervalMilliseconds)": add,
    "static Datetime addGmt(String businessHoursId, Datetime startDate, Long intervalMilliseconds)": add,
    "static Long diff(String businessHoursId, Datetime startDate, Datetime endDate)": diff,
    "static Boolean isWithin(String businessHoursId, Datetime targetDate)": (id: string, target: ApexDatetime) =>
      nextStartDate(id, target).epochMilliseconds === target.epochMilliseconds,
    "static Datetime nextStartDate(String businessHoursId, Datetime targetDate)": nextStartDate
  })
});
