import assert from "node:assert/strict";
import { test } from "node:test";
import { hasTest } from "./named-tests.ts";

const APEX = `
@IsTest
private class Points_Test {
    @IsTest
    static void pointsAreWhole() {
    }

    private static void buy() {
    }
}`;

test("a test of an Apex class is a method that is marked as one", () => {
  assert.ok(hasTest("Points_Test.cls", APEX, "pointsAreWhole"));
  assert.ok(!hasTest("Points_Test.cls", APEX, "buy"));
  assert.ok(!hasTest("Points_Test.cls", APEX, "points"));
});

const TITLES = `
test("a sale, and its return?", () => {});
for (const language of ["tr", "pl"])
  test(\`pages speak \${language}, whole\`, { timeout: 1_000 }, async () => {});
stage.test("a card is read", async () => {});
// test("was taken out", () => {});
`;

test("other tests are named by their whole title, with anything for what is filled in", () => {
  assert.ok(hasTest("sales.test.ts", TITLES, "a sale, and its return?"));
  assert.ok(!hasTest("sales.test.ts", TITLES, "a sale"));
  assert.ok(hasTest("sales.test.ts", TITLES, "pages speak tr, whole"));
  assert.ok(!hasTest("sales.test.ts", TITLES, "pages speak , whole"));
  assert.ok(hasTest("sales.test.ts", TITLES, "a card is read"));
  assert.ok(!hasTest("sales.test.ts", TITLES, "was taken out"));
});
