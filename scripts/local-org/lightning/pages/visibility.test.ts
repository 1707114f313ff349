import assert from "node:assert/strict";
import { test } from "node:test";
import { isVisible } from "./visibility.ts";

const held = (name: string, operator = "EQUAL", right = "true") => ({
  left: `{!$Permission.CustomPermission.${name}}`,
  operator,
  right
});
const seen = (booleanFilter: string, ...permissions: string[]): boolean =>
  isVisible({ booleanFilter, criteria: ["A", "B", "C"].map((name) => held(name)) }, permissions);

test("a rule about permissions asks for all of them, or as its filter combines them", () => {
  assert.equal(isVisible(undefined, []), true);
  assert.equal(isVisible({ criteria: [held("A"), held("B")] }, ["A"]), false);
  assert.equal(isVisible({ criteria: [held("A"), held("B")] }, ["A", "B"]), true);
  assert.equal(isVisible({ criteria: [held("A", "NE")] }, ["A"]), false);
  assert.equal(seen("1 AND (2 OR 3)", "A", "C"), true);
  assert.equal(seen("1 AND (2 OR 3)", "B", "C"), false);
  assert.equal(seen("(1 OR 2) AND NOT 3", "B"), true);
  assert.equal(seen("(1 OR 2) AND NOT 3", "B", "C"), false);
});

test("what a rule asks besides permissions does not hide anything", () => {
  assert.equal(isVisible({ criteria: [{ left: "{!Record.Name}", operator: "EQUAL", right: "x" }] }, []), true);
});
