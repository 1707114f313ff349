import assert from "node:assert/strict";
import { test } from "node:test";
import type { PageComponent } from "./flexi-page.ts";
import { isVisible, visibleRegions, type Viewer } from "./visibility.ts";

const held = (name: string, operator = "EQUAL", right = "true") => ({
  left: `{!$Permission.CustomPermission.${name}}`,
  operator,
  right
});
const holding = (...permissions: string[]): Viewer => ({ permissions, formFactor: "Large" });
const onPhone: Viewer = { permissions: [], formFactor: "Small" };
const factor = (right: string, operator = "EQUAL") => ({ left: "{!$Client.FormFactor}", operator, right });
const seen = (booleanFilter: string, ...permissions: string[]): boolean =>
  isVisible({ booleanFilter, criteria: ["A", "B", "C"].map((name) => held(name)) }, holding(...permissions));

test("a rule about permissions asks for all of them, or as its filter combines them", () => {
  assert.equal(isVisible(undefined, holding()), true);
  assert.equal(isVisible({ criteria: [held("A"), held("B")] }, holding("A")), false);
  assert.equal(isVisible({ criteria: [held("A"), held("B")] }, holding("A", "B")), true);
  assert.equal(isVisible({ criteria: [held("A", "NE")] }, holding("A")), false);
  assert.equal(seen("1 AND (2 OR 3)", "A", "C"), true);
  assert.equal(seen("1 AND (2 OR 3)", "B", "C"), false);
  assert.equal(seen("(1 OR 2) AND NOT 3", "B"), true);
  assert.equal(seen("(1 OR 2) AND NOT 3", "B", "C"), false);
});

test("what a rule asks besides permissions does not hide anything", () => {
  assert.equal(isVisible({ criteria: [{ left: "{!Record.Name}", operator: "EQUAL", right: "x" }] }, holding()), true);
});

test("a rule about the form factor tells phones from desktops, in any case of its letters", () => {
  assert.equal(isVisible({ criteria: [factor("SMALL")] }, onPhone), true);
  assert.equal(isVisible({ criteria: [factor("Small")] }, holding()), false);
  assert.equal(isVisible({ criteria: [factor("Small", "NE")] }, holding()), true);
});

test("what stands within a part that is not seen is not seen, and a part within another has its own rule", () => {
  const part = (name: string, right?: string, within: PageComponent[] = []): PageComponent => ({
    name,
    properties: {},
    facets: { body: within },
    ...(right === undefined ? {} : { visibility: { criteria: [factor(right)] } })
  });
  const components = [part("a", "Large", [part("b")]), part("c", undefined, [part("d", "Large"), part("e", "Small")])];
  const [main] = visibleRegions({ regions: [{ name: "main", components }] }, onPhone);
  assert.deepEqual(
    main!.components.map(({ name, facets }) => [name, facets["body"]!.map((one) => one.name)]),
    [["c", ["e"]]]
  );
});
