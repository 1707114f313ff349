import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "../../test/properties.ts";
import { groupHistories } from "./groups.ts";
import { FAMILIES, historiesOf } from "./histories.ts";
import type { Document } from "./history.ts";
import { mergeHistories } from "./merges.ts";
import { smallerThan, throwSmallest } from "./smaller.ts";

const delivered = ({ steps }: Parameters<typeof smallerThan>[0]): Document[] =>
  steps.flatMap((step) => (step.kind === "deliver" ? step.documents : []));

const hasReturn = (history: Parameters<typeof smallerThan>[0]): boolean =>
  delivered(history).some(({ kind }) => kind === "Return");

test("what stands in the end is what is delivered last", () => {
  const ofAnyFamily = fc.oneof(...FAMILIES.map(historiesOf));
  fc.assert(
    fc.property(ofAnyFamily, (history) => {
      for (const candidate of smallerThan(history)) {
        const last = new Map(delivered(candidate).map((document) => [document.externalId, document]));
        assert.deepEqual(new Map(candidate.documents.map((document) => [document.externalId, document])), last);
      }
    }),
    { numRuns: 20 }
  );
});

test("a history is made as small as what is asked of it, and comes to an end", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(historiesOf("lives"), mergeHistories, groupHistories), async (history) => {
      fc.pre(hasReturn(history));
      let last = history;
      const compare = (candidate: typeof history): Promise<void> => {
        if (delivered(candidate).length === 0) return Promise.reject(new Error("the org refuses it"));
        if (!hasReturn(candidate)) return Promise.resolve();
        last = candidate;
        return Promise.reject(new assert.AssertionError({ message: "differs" }));
      };
      await assert.rejects(throwSmallest(history, compare, 60_000), { message: "differs" });
      assert.equal(delivered(last).length, 1);
      assert.deepEqual([last.steps.length, last.program.rules.length, last.program.versions.length], [1, 0, 1]);
    }),
    { numRuns: 20 }
  );
});

test("what the org refuses from the beginning is told as it is", async () => {
  const [history] = fc.sample(historiesOf("plain"), 1);
  await assert.rejects(
    throwSmallest(history!, () => Promise.reject(new Error("refused")), 60_000),
    { message: "refused" }
  );
});
