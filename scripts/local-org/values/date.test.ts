import assert from "node:assert/strict";
import { test } from "node:test";
import { ApexDate, daysInMonth } from "./date.ts";
import { ApexDatetime } from "./datetime.ts";
import { ApexTime } from "./time.ts";

const day = (text: string) => ApexDate.parse(text)!;
const moment = (text: string) => ApexDatetime.parseIso(text)!;

test("epoch days go back and forth for every day of eight centuries", () => {
  for (let epochDay = day("1600-01-01").epochDay; epochDay < day("2400-01-01").epochDay; epochDay += 13) {
    const date = ApexDate.fromEpochDay(epochDay);
    assert.equal(date.epochDay, epochDay);
    assert.equal(date.toString(), new Date(epochDay * 86_400_000).toISOString().slice(0, 10));
    assert.equal(date.weekday, new Date(epochDay * 86_400_000).getUTCDay());
  }
});

test("adding months stays within a shorter month", () => {
  assert.equal(day("2024-01-31").addMonths(1).toString(), "2024-02-29");
  assert.equal(day("2023-01-31").addMonths(1).toString(), "2023-02-28");
  assert.equal(day("2024-03-31").addMonths(-1).toString(), "2024-02-29");
  assert.equal(day("2024-02-29").addYears(1).toString(), "2025-02-28");
  assert.equal(day("2024-01-15").addMonths(-13).toString(), "2022-12-15");
});

test("parts beyond their range run over", () => {
  assert.equal(ApexDate.of(2023, 2, 30).toString(), "2023-03-02");
  assert.equal(ApexDate.of(2023, 13, 1).toString(), "2024-01-01");
  assert.equal(ApexDate.of(2023, 1, 0).toString(), "2022-12-31");
});

test("days that do not exist are not read", () => {
  for (const wrong of ["2023-02-29", "2023-13-01", "01/02/2023", "", "2023-1"]) {
    assert.equal(ApexDate.parse(wrong), undefined, wrong);
  }
  assert.equal(daysInMonth(2000, 2), 29);
  assert.equal(day("2024-12-31").dayOfYear, 366);
  assert.equal(day("2024-01-01").daysUntil(day("2024-03-01")), 60);
});

test("a moment has the day and time of its zone, with daylight saving", () => {
  const summer = moment("2024-07-01T22:30:00.000Z");
  assert.equal(summer.date("Europe/Warsaw").toString(), "2024-07-02");
  assert.equal(summer.time("Europe/Warsaw").toString(), "00:30:00.000Z");
  assert.equal(moment("2024-01-01T22:30:00.000Z").time("Europe/Warsaw").hour, 23);
  assert.equal(moment("2024-01-01T22:30:00.000Z").time("Asia/Kathmandu").minute, 15);
});

test("a day later is the same time of day where the clocks change", () => {
  const eve = ApexDatetime.ofLocalParts({ year: 2024, month: 3, day: 30, hour: 12 }, "Europe/Warsaw");
  assert.equal(eve.toIso(), "2024-03-30T11:00:00.000Z");
  assert.equal(eve.addDays(1, "Europe/Warsaw").toIso(), "2024-03-31T10:00:00.000Z");
});

test("skipped times move on and repeated times are standard time", () => {
  const at = (month: number, date: number, hour: number, minute: number) =>
    ApexDatetime.ofLocalParts({ year: 2024, month, day: date, hour, minute }, "America/New_York").toIso();
  assert.equal(at(3, 10, 2, 30), "2024-03-10T07:30:00.000Z");
  assert.equal(at(11, 3, 1, 30), "2024-11-03T06:30:00.000Z");
  assert.equal(at(11, 3, 0, 30), "2024-11-03T04:30:00.000Z");
  assert.equal(at(11, 3, 2, 30), "2024-11-03T07:30:00.000Z");
});

test("ISO texts with offsets are read, others are not", () => {
  assert.equal(moment("2024-05-01T10:00:00.123+0200").toIso(), "2024-05-01T08:00:00.123Z");
  assert.equal(moment("2024-05-01T10:00:00-05:30").toIso(), "2024-05-01T15:30:00.000Z");
  assert.equal(moment("2024-05-01T10:00:00Z").toApiText(), "2024-05-01T10:00:00.000+0000");
  assert.equal(moment("2024-05-01T10:00:00Z").toString(), "2024-05-01 10:00:00");
  assert.equal(ApexDatetime.parseIso("2024-05-01 10:00:00"), undefined);
  assert.equal(ApexDatetime.parseIso("2024-02-30T10:00:00Z"), undefined);
});

test("moments before 1970 have their right parts", () => {
  const old = moment("1969-12-31T23:59:59.999Z");
  assert.equal(old.epochMilliseconds, -1);
  assert.equal(old.date("UTC").toString(), "1969-12-31");
});

test("an unknown zone is an error", () => {
  assert.throws(() => moment("2024-05-01T10:00:00Z").date("Mars/Base"), /Unknown time zone: Mars\/Base/);
});

test("times run over midnight and are read in all their forms", () => {
  assert.equal(ApexTime.of(23, 30, 0, 0).addMilliseconds(3_600_000).toString(), "00:30:00.000Z");
  assert.equal(ApexTime.parse("9:05:07.5")!.toString(), "09:05:07.500Z");
  assert.equal(ApexTime.parse("24:00"), undefined);
});
