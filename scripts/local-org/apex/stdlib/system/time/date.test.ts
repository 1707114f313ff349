import assert from "node:assert/strict";
import { test } from "node:test";
import { ApexDatetime } from "../../../../values/datetime.ts";
import { evaluate } from "../../../fixture.ts";
import { formatByPattern } from "./date-pattern.ts";

const holds = (statements: string) => void evaluate("null", statements);
const fails = (expression: string, message: RegExp) => assert.throws(() => evaluate(expression), message);

test("dates count days, months and weeks", () => {
  holds(`
    Date d = Date.newInstance(2024, 1, 31);
    System.assertEquals(Date.newInstance(2024, 2, 29), d.addMonths(1));
    System.assertEquals(29, Date.daysInMonth(2024, 2));
    System.assertEquals(60, Date.newInstance(2024, 1, 1).daysBetween(Date.newInstance(2024, 3, 1)));
    System.assertEquals(2, Date.newInstance(2023, 12, 31).monthsBetween(Date.newInstance(2024, 2, 1)));
    System.assertEquals(Date.newInstance(2024, 1, 28), d.toStartOfWeek());
    System.assertEquals(Date.newInstance(2024, 1, 1), d.toStartOfMonth());
    System.assertEquals('1/31/2024', d.format());
    System.assertEquals('2024-01-31', String.valueOf(d));
    System.assertEquals(d, Date.parse('1/31/2024'));
    System.assertEquals(d, Date.valueOf('2024-01-31 10:00:00'));
    System.assertEquals(null, Date.valueOf(new Opportunity().CloseDate));
  `);
  fails("Date.valueOf('2024-13-01')", /Invalid date: 2024-13-01/);
  fails("Date.parse('31.01.2024x')", /Invalid date/);
});

test("moments are made and read in the user's zone and in GMT", () => {
  holds(`
    Datetime t = Datetime.newInstanceGmt(2024, 7, 1, 22, 30, 5);
    System.assertEquals(22, t.hourGmt());
    System.assertEquals(Date.newInstance(2024, 7, 1), t.dateGmt());
    System.assertEquals(1719873005000L, t.getTime());
    System.assertEquals(t, Datetime.valueOfGmt('2024-07-01 22:30:05'));
    System.assertEquals(t, Datetime.valueOfGmt('2024-07-01 22:30:05-7'), 'what follows the seconds does not count');
    System.assertEquals('2024-07-01T22:30:05', t.formatGmt('yyyy-MM-dd\\'T\\'HH:mm:ss'));
    System.assertEquals('Tue, 2 Jul 2024 00:30', t.format('EEE, d MMM yyyy HH:mm', 'Europe/Warsaw'));
    System.assertEquals('7/1/2024, 10:30 PM', t.format());
    System.assertEquals(t, Datetime.newInstance(t.getTime()));
    System.assertEquals(Time.newInstance(22, 30, 5, 0), t.timeGmt());
    System.assertEquals(5400, (t.addMinutes(90).getTime() - t.getTime()) / 1000);
  `);
  fails("Datetime.valueOf('nonsense')", /Invalid date\/time: nonsense/);
  fails("Datetime.valueOfGmt('2024-07-01')", /Invalid date\/time: 2024-07-01/);
});

// Two witnesses of orgs, no page: frombelvideres4thfloor.blogspot.com, "Last Modified Date Rounding to Whole Seconds", and
// robbieduncan.com, "SObject Datetime Precision and Testing". Both find a field that was saved less than the moment before it.
test("moments of one second are equal, and yet in an order", () => {
  holds(`
    Datetime whole = Datetime.newInstance(1700000000000L), later = Datetime.newInstance(1700000000500L);
    System.assertEquals(whole, later);
    System.assert(whole == later && !(whole != later));
    System.assert(whole < later && later > whole && !(whole >= later));
  `);
});

test("patterns know names, halves of the day, offsets and quoted text", () => {
  const moment = ApexDatetime.parseIso("2024-02-09T15:04:05.006Z")!;
  const format = (pattern: string, zone = "America/New_York", locale = "en_US") =>
    formatByPattern(moment, pattern, zone, locale);
  assert.equal(format("EEEE, MMMM d, yyyy"), "Friday, February 9, 2024");
  assert.equal(format("hh:mm:ss a"), "10:04:05 AM");
  assert.equal(format("yy/M/dd H k K h"), "24/2/09 10 10 10 10");
  assert.equal(format("S SSS Z XXX z"), "6 006 -0500 -05:00 EST");
  assert.equal(format("D 'of' ''yyyy''"), "40 of '2024'");
  assert.equal(format("MMMM", "UTC", "pl_PL"), "lutego");
  assert.throws(() => format("b"), /Illegal pattern character 'b'/);
});

test("time zones tell their offset at a moment", () => {
  holds(`
    TimeZone tz = TimeZone.getTimeZone('Europe/Istanbul');
    System.assertEquals(10800000, tz.getOffset(Datetime.newInstanceGmt(2024, 1, 1)));
    System.assertEquals('Europe/Istanbul', tz.getID());
    System.assertEquals('GMT', TimeZone.getTimeZone('Nowhere/Land').getID());
  `);
});
