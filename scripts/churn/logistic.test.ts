/** The regression finds what made the data, and the area under the curve is that of the definition. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { randomOf } from "../acceptance/random.ts";
import { areaUnderCurve, chanceOf, fit, type Example } from "./logistic.ts";
import { dayOf, examplesAt, featuresAt } from "./purchases.ts";

test("coefficients that made the outcomes are found again", () => {
  const random = randomOf(7);
  const made = [0.5, -1.2, 2];
  const examples = Array.from({ length: 20_000 }, (): Example => {
    const features = [random() * 4 - 2, random() * 4 - 2];
    return { features, outcome: random() < chanceOf(made, features) ? 1 : 0 };
  });
  for (const [index, found] of fit(examples).entries())
    assert.ok(Math.abs(found - made[index]!) < 0.1, `${index}: ${found}`);
});

test("the area is the share of pairs in the right order, ties half", () => {
  const scored = ([one, two]: readonly [readonly number[], readonly number[]]): number =>
    areaUnderCurve([
      ...one.map((score) => ({ score, outcome: 1 as const })),
      ...two.map((score) => ({ score, outcome: 0 as const }))
    ]);
  assert.equal(
    scored([
      [3, 4],
      [1, 2]
    ]),
    1
  );
  assert.equal(
    scored([
      [1, 2],
      [3, 4]
    ]),
    0
  );
  assert.equal(
    scored([
      [2, 2],
      [2, 2]
    ]),
    0.5
  );
  assert.equal(
    scored([
      [1, 3],
      [2, 3]
    ]),
    (0 + 0 + 1 + 0.5) / 4
  );
});

test("a customer is known by the purchases of the last 365 days before the day", () => {
  const cut = dayOf("2011-06-01");
  assert.equal(featuresAt([cut - 366, cut], cut), undefined);
  assert.deepEqual(featuresAt([cut - 400, cut - 60], cut), [2, 0, 0]);
  assert.deepEqual(featuresAt([cut - 90, cut - 60, cut - 30], cut), [1, Math.log(3), Math.log(2)]);
  assert.deepEqual(
    featuresAt([cut - 31, cut - 30], cut),
    [1, Math.log(2), Math.log(1 + 30 / 7)],
    "a gap of a week at least"
  );
});

test("lost is who buys nothing in the 90 days from the day on", () => {
  const cut = dayOf("2011-06-01");
  const outcomeOf = (...days: number[]): number => examplesAt([days], cut)[0]!.outcome;
  assert.equal(outcomeOf(cut - 1, cut), 0);
  assert.equal(outcomeOf(cut - 1, cut + 89), 0);
  assert.equal(outcomeOf(cut - 1, cut + 90), 1);
});
