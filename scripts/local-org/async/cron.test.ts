import assert from "node:assert/strict";
import { test } from "node:test";
import { ApexDatetime } from "../values/datetime.ts";
import { CronSyntaxError, parseCron } from "./cron.ts";

function fires(expression: string, after: string, zone = "UTC"): string | undefined {
  return parseCron(expression).next(ApexDatetime.parseIso(after)!, zone)?.toIso();
}

test("the documentation's examples fire when it says", () => {
  assert.equal(fires("0 0 13 * * ?", "2024-03-01T13:00:00Z"), "2024-03-02T13:00:00.000Z");
  assert.equal(fires("0 0 22 ? * 6L", "2024-03-01T00:00:00Z"), "2024-03-29T22:00:00.000Z");
  assert.equal(fires("0 0 10 ? * MON-FRI", "2024-03-01T10:00:00Z"), "2024-03-04T10:00:00.000Z");
  assert.equal(fires("0 0 20 * * ? 2030", "2024-03-01T00:00:00Z"), "2030-01-01T20:00:00.000Z");
});

test("last days, nearest weekdays and nth weekdays are found", () => {
  assert.equal(fires("0 30 1 L * ?", "2024-02-01T00:00:00Z"), "2024-02-29T01:30:00.000Z");
  assert.equal(fires("0 0 0 1W * ?", "2024-05-31T12:00:00Z"), "2024-06-03T00:00:00.000Z");
  assert.equal(fires("0 0 0 LW 3 ?", "2024-01-01T00:00:00Z"), "2024-03-29T00:00:00.000Z");
  assert.equal(fires("0 0 0 ? * 2#1", "2024-03-05T00:00:00Z"), "2024-04-01T00:00:00.000Z");
});

test("hours may be lists, ranges and steps", () => {
  assert.equal(fires("0 0 8,18 * * ?", "2024-03-01T09:00:00Z"), "2024-03-01T18:00:00.000Z");
  assert.equal(fires("0 15 0/6 * * ?", "2024-03-01T06:15:00Z"), "2024-03-01T12:15:00.000Z");
});

test("a schedule keeps its time of day where the clocks change", () => {
  assert.equal(fires("0 0 9 * * ?", "2024-03-30T12:00:00Z", "Europe/Warsaw"), "2024-03-31T07:00:00.000Z");
});

test("a schedule may be decades ahead", () => {
  assert.equal(fires("0 0 0 28 5 ? 2099", "2024-01-01T00:00:00Z"), "2099-05-28T00:00:00.000Z");
  assert.equal(fires("0 0 0 28 5 ? 2101", "2024-01-01T00:00:00Z"), "2101-05-28T00:00:00.000Z");
});

test("what never fires has no next time", () => {
  assert.equal(fires("0 0 0 30 2 ?", "2024-01-01T00:00:00Z"), undefined);
  assert.equal(fires("0 0 0 1 1 ? 2020", "2024-01-01T00:00:00Z"), undefined);
});

test("wrong schedules are refused with the part that is wrong", () => {
  for (const [expression, message] of [
    ["0 0 2 * *", /Unexpected end/],
    ["0 0 25 * * ?", /'25'/],
    ["0 0 2 1 * 2", /day-of-week AND a day-of-month/],
    ["0 0 2 ? * ?", /^'\?' can only be specified for Day-of-Month -OR- Day-of-Week\.$/],
    ["0 */5 * * * ?", /integers/],
    ["0 0 2 ? * XYZ", /'XYZ'/]
  ] as const) {
    assert.throws(
      () => parseCron(expression),
      (error: unknown) => error instanceof CronSyntaxError && message.test(error.message),
      expression
    );
  }
});
