const millisecondsPerDay = 86_400_000;

/** A time of day without date or zone ("Apex Reference Guide: Time Class"). Immutable. */
export class ApexTime {
  /** 0 to 86,399,999. */
  readonly millisecondOfDay: number;

  constructor(millisecondOfDay: number) {
    this.millisecondOfDay = ((millisecondOfDay % millisecondsPerDay) + millisecondsPerDay) % millisecondsPerDay;
  }

  static of(hour: number, minute: number, second: number, millisecond: number): ApexTime {
    return new ApexTime(((hour * 60 + minute) * 60 + second) * 1000 + millisecond);
  }

  /** Reads `HH:mm`, `HH:mm:ss` and `HH:mm:ss.SSS`, each with or without a final Z; undefined for anything else. */
  static parse(text: string): ApexTime | undefined {
    const match = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?Z?$/.exec(text);
    if (!match) {
      return undefined;
    }
    const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
    const millisecond = Number((match[4] ?? "").padEnd(3, "0"));
    return hour < 24 && minute < 60 && second < 60 ? ApexTime.of(hour, minute, second, millisecond) : undefined;
  }

  get hour(): number {
    return Math.floor(this.millisecondOfDay / 3_600_000);
  }

  get minute(): number {
    return Math.floor(this.millisecondOfDay / 60_000) % 60;
  }

  get second(): number {
    return Math.floor(this.millisecondOfDay / 1000) % 60;
  }

  get millisecond(): number {
    return this.millisecondOfDay % 1000;
  }

  /** Runs over midnight. */
  addMilliseconds(milliseconds: number): ApexTime {
    return new ApexTime(this.millisecondOfDay + milliseconds);
  }

  compareTo(other: ApexTime): number {
    return this.millisecondOfDay - other.millisecondOfDay;
  }

  equals(other: ApexTime): boolean {
    return this.millisecondOfDay === other.millisecondOfDay;
  }

  /** `HH:mm:ss.SSSZ`. */
  toString(): string {
    const padded = (value: number, width: number) => String(value).padStart(width, "0");
    return `${padded(this.hour, 2)}:${padded(this.minute, 2)}:${padded(this.second, 2)}.${padded(this.millisecond, 3)}Z`;
  }
}
