import { ApexDate, epochDayOf } from "./date.ts";
import { ApexTime } from "./time.ts";
import { zoneOffset } from "./zone.ts";

const millisecondsPerDay = 86_400_000;

/** A moment to the millisecond ("Apex Reference Guide: Datetime Class"). Immutable. Zones are IANA names. */
export class ApexDatetime {
  /** Since 1970-01-01T00:00:00Z. */
  readonly epochMilliseconds: number;

  constructor(epochMilliseconds: number) {
    this.epochMilliseconds = epochMilliseconds;
  }

  /** The moment when the clocks of a zone show this day and time. */
  static ofLocal(date: ApexDate, time: ApexTime, zone: string): ApexDatetime {
    return ApexDatetime.ofLocalMilliseconds(date.epochDay * millisecondsPerDay + time.millisecondOfDay, zone);
  }

  /** Parts beyond their range run over: minute 75 is a quarter past the next hour. Month is 1 to 12. */
  static ofLocalParts(
    parts: {
      year: number;
      month: number;
      day: number;
      hour?: number;
      minute?: number;
      second?: number;
      millisecond?: number;
    },
    zone: string
  ): ApexDatetime {
    const { hour = 0, minute = 0, second = 0, millisecond = 0 } = parts;
    const days = epochDayOf(parts.year, parts.month, parts.day);
    const milliseconds = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
    return ApexDatetime.ofLocalMilliseconds(days * millisecondsPerDay + milliseconds, zone);
  }

  /**
   * Reads ISO 8601 as the APIs write it: `2024-05-01T10:00:00.000Z`, `…+0200`, `…+02:00`; undefined for anything else.
   */
  static parseIso(text: string): ApexDatetime | undefined {
    const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})$/.exec(text);
    const date = match && ApexDate.parse(match[1]!);
    const time = match && ApexTime.parse(match[2]!);
    if (!match || !date || !time) {
      return undefined;
    }
    const local = date.epochDay * millisecondsPerDay + time.millisecondOfDay;
    return new ApexDatetime(local - offsetOf(match[3]!));
  }

  date(zone: string): ApexDate {
    return ApexDate.fromEpochDay(Math.floor(this.localMilliseconds(zone) / millisecondsPerDay));
  }

  time(zone: string): ApexTime {
    return new ApexTime(this.localMilliseconds(zone));
  }

  addMilliseconds(milliseconds: number): ApexDatetime {
    return new ApexDatetime(this.epochMilliseconds + milliseconds);
  }

  /** The same time of day in the zone so many days later, over changes of daylight saving. */
  addDays(days: number, zone: string): ApexDatetime {
    return ApexDatetime.ofLocal(this.date(zone).addDays(days), this.time(zone), zone);
  }

  addMonths(months: number, zone: string): ApexDatetime {
    return ApexDatetime.ofLocal(this.date(zone).addMonths(months), this.time(zone), zone);
  }

  compareTo(other: ApexDatetime): number {
    return this.epochMilliseconds - other.epochMilliseconds;
  }

  equals(other: ApexDatetime): boolean {
    return this.epochMilliseconds === other.epochMilliseconds;
  }

  /** `yyyy-MM-ddTHH:mm:ss.SSSZ` in GMT. */
  toIso(): string {
    return `${this.date("UTC").toString()}T${this.time("UTC").toString()}`;
  }

  /** As the REST API writes it: `2024-05-01T10:00:00.000+0000`. */
  toApiText(): string {
    return this.toIso().replace("Z", "+0000");
  }

  /** `yyyy-MM-dd HH:mm:ss` in GMT: the text that Apex shows ("Datetime Class", section String.valueOf and debug). */
  toString(): string {
    return `${this.date("UTC").toString()} ${this.time("UTC").toString().slice(0, 8)}`;
  }

  private localMilliseconds(zone: string): number {
    return this.epochMilliseconds + zoneOffset(zone, this.epochMilliseconds);
  }

  /**
   * A time that the clocks show twice is taken as standard time, one that they skip as if they had not been changed:
   * the rule of java.util.Calendar, which the platform is built on.
   */
  private static ofLocalMilliseconds(local: number, zone: string): ApexDatetime {
    const before = zoneOffset(zone, local - millisecondsPerDay);
    const after = zoneOffset(zone, local + millisecondsPerDay);
    if (before === after) {
      return new ApexDatetime(local - before);
    }
    const standard = Math.min(before, after);
    const daylight = Math.max(before, after);
    const onlyDaylightFits =
      zoneOffset(zone, local - daylight) === daylight && zoneOffset(zone, local - standard) !== standard;
    return new ApexDatetime(local - (onlyDaylightFits ? daylight : standard));
  }
}

function offsetOf(text: string): number {
  if (text === "Z") {
    return 0;
  }
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return (text.startsWith("-") ? -minutes : minutes) * 60_000;
}
