import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { DateTime } from "luxon";
import { relativeMoment } from "./relative-moment.ts";

interface Purchase {
  readonly Member__c: string;
  readonly OccurredAt__c: string;
  readonly Amount__c: number;
}

function recordsOf<T>(file: string): readonly T[] {
  return (JSON.parse(readFileSync(`config/sample/${file}.json`, "utf8")) as { records: T[] }).records;
}

test("the sample has a growth rebate to approve on whichever day it is loaded", () => {
  const purchases = recordsOf<Purchase>("partner-club/LoyaltyTransaction__c").filter(
    (one) => one.Member__c === "@mLindner"
  );
  const [lowest] = recordsOf<{ GrowthPercent__c: number }>("programs/LoyaltyRebateBand__c")
    .map((band) => band.GrowthPercent__c)
    .sort((one, other) => one - other);
  for (let day = DateTime.utc(2027, 1, 1, 12); day.year < 2029; day = day.plus({ days: 1 })) {
    const bought = purchases.map(({ OccurredAt__c, Amount__c }) => ({
      at: DateTime.fromISO(relativeMoment(OccurredAt__c.slice(1), day.toJSDate())!, { zone: "utc" }),
      amount: Amount__c
    }));
    const quarter = day.startOf("quarter").minus({ quarters: 1 });
    const volumeSince = (first: DateTime): number =>
      bought.filter(({ at }) => at.hasSame(first, "quarter")).reduce((sum, { amount }) => sum + amount, 0);
    const [volume, lastYear] = [volumeSince(quarter), volumeSince(quarter.minus({ years: 1 }))];
    assert.ok(
      lastYear > 0 && volume / lastYear >= 1 + lowest! / 100,
      `${day.toISODate()}: ${volume} after ${lastYear}`
    );
  }
});
