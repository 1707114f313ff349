import assert from "node:assert/strict";
import { test } from "node:test";
import { mutationsOf } from "./mutations.ts";

const changes = (source: string): string[] => mutationsOf(source).map(({ before, after }) => `${before} → ${after}`);

test("comparisons, sums, conditions, numbers and answers are changed one at a time", () => {
  assert.deepEqual(changes("return a < b && c;"), [
    "return a < b && c; → return a <= b && c;",
    "return a < b && c; → return a < b || c;"
  ]);
  assert.deepEqual(changes("return true;"), ["return true; → return false;"]);
  assert.deepEqual(changes("x = Math.min(y - 1, z);"), [
    "x = Math.min(y - 1, z); → x = Math.min(y + 1, z);",
    "x = Math.min(y - 1, z); → x = Math.max(y - 1, z);",
    "x = Math.min(y - 1, z); → x = Math.min(y - 2, z);"
  ]);
});

test("a call whose value nobody takes is left out", () => {
  assert.deepEqual(changes("        lots.add(lot);"), ["lots.add(lot); → "]);
});

test("types, text and comments are left alone", () => {
  assert.deepEqual(changes("List<Long> all; // 1 < 2"), []);
  assert.deepEqual(changes("String text = 'a < 1';"), []);
  assert.deepEqual(changes("/** 0 && 1\n * return true; */"), []);
});

test("a fault is on its own line of the whole source", () => {
  const [first] = mutationsOf("class A {\n  Boolean b = c == d;\n}\n");
  assert.equal(first?.line, 2);
  assert.equal(first?.source, "class A {\n  Boolean b = c != d;\n}\n");
});
