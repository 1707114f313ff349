import assert from "node:assert/strict";
import { test } from "node:test";
import { DateTime } from "luxon";
import fc from "../../test/properties.ts";
import { momentOfWallTime, wallTimeReader } from "./wall-clock.ts";

const ZONES = [
  "Europe/London",
  "Europe/Istanbul",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Pacific/Apia",
  "UTC",
  "UTC+3"
];
const FORMATS = [
  "yyyy-MM-dd HH:mm:ss",
  "dd.MM.yyyy HH:mm",
  "d/M/yyyy H:m:s",
  "yyyyMMdd",
  "yyyy-MM-dd HH:mm:ss.SSS",
  "ISO",
  "SQL"
];

const luxon = (text: string, format: string, zone: string): DateTime =>
  format === "ISO"
    ? DateTime.fromISO(text, { zone, locale: "en" })
    : format === "SQL"
      ? DateTime.fromSQL(text, { zone, locale: "en" })
      : DateTime.fromFormat(text, format, { zone, locale: "en" });

function quick(text: string, format: string, zone: string): number | undefined {
  const wallTime = wallTimeReader(format)!(text);
  return wallTime === undefined ? undefined : momentOfWallTime(zone)(wallTime);
}

const written: Readonly<Record<string, string>> = { ISO: "yyyy-MM-dd'T'HH:mm:ss", SQL: "yyyy-MM-dd HH:mm:ss" };

test("what is read without luxon is what luxon reads, in every zone and form", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("1970-01-05"), max: new Date("2037-12-28"), noInvalidDate: true }),
      fc.constantFrom(...ZONES),
      fc.constantFrom(...FORMATS),
      (date, zone, format) => {
        const text = DateTime.fromJSDate(date, { zone: "UTC" }).toFormat(written[format] ?? format);
        const moment = quick(text, format, zone);
        if (moment !== undefined) assert.equal(moment, luxon(text, format, zone).toMillis(), `${text} in ${zone}`);
      }
    ),
    { numRuns: 3000 }
  );
});

test("text that is hardly a date is never read otherwise than by luxon", () => {
  const part = fc.constantFrom(
    "00",
    "1",
    "02",
    "12",
    "13",
    "24",
    "28",
    "29",
    "30",
    "31",
    "32",
    "59",
    "60",
    "1999",
    "2024",
    "-"
  );
  fc.assert(
    fc.property(
      fc.tuple(part, part, part, part, part, part),
      fc.constantFrom(...FORMATS),
      ([y, m, d, h, min, s], format) => {
        const texts = [
          `${y}-${m}-${d} ${h}:${min}:${s}`,
          `${d}/${m}/${y} ${h}:${min}:${s}`,
          `${y}${m}${d}`,
          `${d}.${m}.${y} ${h}:${min}`
        ];
        for (const text of texts) {
          const moment = quick(text, format, "Europe/London");
          const expected = luxon(text, format, "Europe/London");
          if (moment !== undefined) assert.equal(moment, expected.isValid ? expected.toMillis() : Number.NaN, text);
        }
      }
    ),
    { numRuns: 2000 }
  );
});

test("most days are read without luxon, those around a change of clocks are not", () => {
  assert.equal(quick("2024-07-05 10:00:00", "yyyy-MM-dd HH:mm:ss", "Europe/London"), Date.UTC(2024, 6, 5, 9));
  for (const text of ["2024-03-31 01:30:00", "2024-10-27 01:30:00"])
    assert.equal(quick(text, "yyyy-MM-dd HH:mm:ss", "Europe/London"), undefined);
});

test("forms with words, other calendars or parts that say the same twice are left to luxon", () => {
  for (const format of [
    "d MMM yyyy",
    "yyyy-MM-dd'T'HH:mm",
    "hh:mm a",
    "yy-MM-dd",
    "yyyy-MM-ddTHH:mm",
    "dd.MM.yyyy dd",
    "unix"
  ])
    assert.equal(wallTimeReader(format), undefined, format);
});
