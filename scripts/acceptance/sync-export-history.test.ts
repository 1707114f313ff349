/** An export's own history, which grows with each batch. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { ExportBench } from "./export-bench.ts";
import { FaultProxy } from "./fault-proxy.ts";
import { createRecord } from "./records.ts";

let bench: ExportBench;
before(async () => {
  bench = await ExportBench.start();
});
after(() => bench.org.stop());

test("a long history is read back no further than the records need that have changed", async () => {
  const mapping = bench.mapping({
    name: "history",
    feed: "tierPrices",
    batchRows: 1,
    columns: { Product: "product", Price: "price", Gone: "deleted" }
  });
  const priceOf = (code: number): Promise<string> =>
    createRecord(bench.org, "LoyaltyTierPrice__c", {
      Program__c: bench.program,
      ProductCode__c: `H-${String(code).padStart(3, "0")}`,
      Price__c: code,
      CurrencyCode__c: "EUR"
    });
  const first = await priceOf(1);
  await bench.run(mapping, "history");
  // Moments have whole seconds: what is created in one second may be in a batch of that second.
  await pause(1100);
  for (let code = 2; code <= 70; code++) await priceOf(code);
  const last = await priceOf(71);
  await bench.run(mapping, "history");
  let pages = 0;
  const proxy = await FaultProxy.start(bench.org.instanceUrl, ({ path }) => {
    if (/Manifest__c/.test(path)) pages++;
    return undefined;
  });
  const again = async (lateMinutes = 0): Promise<[rows: number, pages: number]> => {
    pages = 0;
    const { rows } = await bench.run({ ...mapping, lateMinutes }, "history", { instanceUrl: proxy.instanceUrl });
    return [rows, pages];
  };
  const prices = bench.org.connection.sobject("LoyaltyTierPrice__c");
  try {
    // Without a change of what is told, and at the end of the history: lateMinutes makes all 71 be asked about.
    assert.deepEqual(await again(60), [0, 4]);
    await pause(1100);
    await prices.update({ Id: last, Price__c: 710 } as never);
    assert.deepEqual(await again(), [1, 1]);
    await pause(1100);
    await prices.update({ Id: first, Price__c: 10 } as never);
    assert.deepEqual(await again(), [1, 4]);
    await pause(1100);
    await prices.destroy(first);
    assert.deepEqual(await again(), [1, 1]);
    assert.deepEqual((await again())[0], 0);
  } finally {
    await proxy.stop();
  }
});
