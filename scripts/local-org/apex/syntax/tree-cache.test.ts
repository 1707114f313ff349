import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseClass } from "./parse.ts";
import { keepTreesIn } from "./tree-cache.ts";

const CLASS = "public class A { @future(callout=true) public static void run() { Integer[] n = new Integer[]{ 1 }; } }";

test("a tree that is read back is the tree that was parsed", () => {
  const parsed = parseClass(CLASS);
  const folder = mkdtempSync(join(tmpdir(), "trees-"));
  keepTreesIn(folder);
  parseClass(CLASS);
  assert.equal(keptIn(folder).length, 1);
  assert.deepEqual(parseClass(CLASS), parsed);
});

test("a text with a mistake is parsed each time", () => {
  const folder = mkdtempSync(join(tmpdir(), "trees-"));
  keepTreesIn(folder);
  assert.equal(parseClass("public class A {").problems.length, 1);
  assert.equal(keptIn(folder).length, 0);
});

test("a damaged tree is parsed anew", () => {
  const folder = mkdtempSync(join(tmpdir(), "trees-"));
  keepTreesIn(folder);
  parseClass(CLASS);
  for (const path of keptIn(folder)) writeFileSync(path, "half a tr");
  assert.equal(parseClass(CLASS).tree?.name.text, "A");
});

function keptIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)));
}
