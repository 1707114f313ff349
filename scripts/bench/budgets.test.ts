/** The largest transactions stay below half of the synchronous limits, by the high estimate: see docs/performance.md. */
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { synchronousLimits } from "../local-org/transaction/limits.ts";
import { budgets } from "./budgets.ts";
import { LoyaltyOrg } from "./loyalty-org.ts";

const loyalty = new LoyaltyOrg({ metering: "measured" });
after(() => loyalty.close());

function half(limit: number): number {
  return limit / 2;
}

for (const budget of budgets) {
  test(`below half of the limits: ${budget.name}`, () => {
    const { usage } = budget.measure(loyalty, true);
    const { estimate, queries, queryRows, dmlStatements, dmlRows } = usage;
    assert.ok(estimate.cpu.high > 500, "it was counted");
    assert.ok(estimate.cpu.high < half(synchronousLimits.cpuTime), `${estimate.cpu.high} ms`);
    assert.ok(estimate.heap.high < half(synchronousLimits.heapSize), `${estimate.heap.high} bytes`);
    assert.ok(queries < half(synchronousLimits.queries), `${queries} queries`);
    assert.ok(queryRows < half(synchronousLimits.queryRows), `${queryRows} query rows`);
    assert.ok(dmlStatements < half(synchronousLimits.dmlStatements), `${dmlStatements} DML statements`);
    assert.ok(dmlRows < half(synchronousLimits.dmlRows), `${dmlRows} DML rows`);
  });
}
