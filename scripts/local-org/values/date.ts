/** A calendar day without time or zone ("Apex Reference Guide: Date Class"). Immutable. */
export class ApexDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;

  private constructor(year: number, month: number, day: number) {
    this.year = year;
    this.month = month;
    this.day = day;
  }

  /** Months and days beyond their range run over into the next: month 13 is January of the next year. */
  static of(year: number, month: number, day: number): ApexDate {
    if (month >= 1 && month <= 12 && day >= 1 && day <= 28) {
      return new ApexDate(year, month, day);
    }
    return ApexDate.fromEpochDay(epochDayOf(year, month, day));
  }

  /** @param epochDay days since 1970-01-01 */
  static fromEpochDay(epochDay: number): ApexDate {
    const [year, month, day] = civilOf(epochDay);
    return new ApexDate(year, month, day);
  }

  /** Reads `yyyy-MM-dd`; undefined where the text is something else or no such day exists. */
  static parse(text: string): ApexDate | undefined {
    const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
    if (!match) {
      return undefined;
    }
    const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
    return isDay(year, month, day) ? new ApexDate(year, month, day) : undefined;
  }

  /** Days since 1970-01-01. */
  get epochDay(): number {
    return epochDayOf(this.year, this.month, this.day);
  }

  addDays(days: number): ApexDate {
    return ApexDate.fromEpochDay(this.epochDay + days);
  }

  /** Keeps the day, or takes the month's last one where the month is shorter. */
  addMonths(months: number): ApexDate {
    const monthIndex = this.year * 12 + (this.month - 1) + months;
    const year = Math.floor(monthIndex / 12);
    const month = monthIndex - year * 12 + 1;
    return new ApexDate(year, month, Math.min(this.day, daysInMonth(year, month)));
  }

  addYears(years: number): ApexDate {
    return this.addMonths(years * 12);
  }

  daysUntil(other: ApexDate): number {
    return other.epochDay - this.epochDay;
  }

  /** 1 for the first of January. */
  get dayOfYear(): number {
    return this.epochDay - epochDayOf(this.year, 1, 1) + 1;
  }

  /** 0 for Sunday to 6 for Saturday. */
  get weekday(): number {
    return weekdayOf(this.epochDay);
  }

  compareTo(other: ApexDate): number {
    return this.epochDay - other.epochDay;
  }

  equals(other: ApexDate): boolean {
    return this.year === other.year && this.month === other.month && this.day === other.day;
  }

  /** `yyyy-MM-dd`. */
  toString(): string {
    return `${String(this.year).padStart(4, "0")}-${twoDigits(this.month)}-${twoDigits(this.day)}`;
  }
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** @param month 1 to 12 */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : monthLengths[month - 1]!;
}

export function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** Days since 1970-01-01; month and day may be out of range. */
export function epochDayOf(year: number, month: number, day: number): number {
  const monthIndex = year * 12 + (month - 1);
  const normalizedYear = Math.floor(monthIndex / 12);
  const normalizedMonth = monthIndex - normalizedYear * 12 + 1;
  // Years are counted from March, so that the leap day is the last of its year.
  const marchYear = normalizedMonth <= 2 ? normalizedYear - 1 : normalizedYear;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (normalizedMonth + (normalizedMonth > 2 ? -3 : 9)) + 2) / 5);
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468 + (day - 1);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekdayOf(epochDay: number): number {
  return (((epochDay + 4) % 7) + 7) % 7;
}

function civilOf(epochDay: number): [year: number, month: number, day: number] {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day];
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
