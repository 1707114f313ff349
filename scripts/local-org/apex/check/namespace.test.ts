import assert from "node:assert/strict";
import { test } from "node:test";
import { compileTexts } from "../fixture.ts";

const classes = [
  "public class Rate { public class Line { } public static Integer standard = 1; public static Integer twice(Integer i) { return 2 * i; } }",
  "public class User1 { rates.Rate.Line line = new Rates.Rate.Line(); Integer f() { return rates.Rate.twice(rates.Rate.standard); } }"
];

// "Apex Developer Guide: Namespace Prefix"
test("a package may write its own namespace before its classes", () => {
  assert.equal(compileTexts(classes, [], { namespace: "rates" }).problems, undefined);
});

test("another namespace is not known", () => {
  const messages = (compileTexts(classes, [], { namespace: "prices" }).problems ?? []).map(({ message }) => message);
  assert.ok(messages.includes("Invalid type: rates.Rate.Line"), messages.join("; "));
});
