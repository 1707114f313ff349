import assert from "node:assert/strict";
import { test } from "node:test";
import { relativeMoment } from "./relative-moment.ts";

const now = new Date("2028-02-29T23:30:00Z");

test("a day relative to today has no time", () => {
  assert.equal(relativeMoment("today", now), "2028-02-29");
  assert.equal(relativeMoment("today-30", now), "2028-01-30");
  assert.equal(relativeMoment("today+1", now), "2028-03-01");
});

test("a time makes it a moment in UTC", () => {
  assert.equal(relativeMoment("today-1T09:30", now), "2028-02-28T09:30:00Z");
});

test("the leap day is the 28th in a year without it", () => {
  assert.equal(relativeMoment("today-31years", now), "1997-02-28");
});

test("anything else is no moment", () => {
  for (const text of ["tomorrow", "todayish", "today-", "club", "today-1T9:30"])
    assert.equal(relativeMoment(text, now), undefined);
});
