import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { inOrderOfDays, inputFiles } from "./input-files.ts";

test("files come in the order of the days in their names, else by name with numbers by their value", () => {
  assert.deepEqual(inOrderOfDays(["s-02.01.2026.csv", "s-01.02.2026.csv", "s-31.12.2025.csv"]), [
    "s-31.12.2025.csv",
    "s-02.01.2026.csv",
    "s-01.02.2026.csv"
  ]);
  assert.deepEqual(inOrderOfDays(["b20260110.csv", "a2026-01-11.csv"]), ["b20260110.csv", "a2026-01-11.csv"]);
  assert.deepEqual(inOrderOfDays(["p10.csv", "p9.csv", "p1.csv"]), ["p1.csv", "p9.csv", "p10.csv"]);
});

test("a folder means its files, a pattern those that match, and what matches nothing is told", async () => {
  const folder = mkdtempSync(join(tmpdir(), "input-"));
  mkdirSync(join(folder, "archive"));
  for (const name of ["sales-2.csv", "sales-1.csv", "stock.csv", ".hidden"]) writeFileSync(join(folder, name), "");
  const names = async (input: string): Promise<string[]> => (await inputFiles(input, folder)).map(({ name }) => name);
  assert.deepEqual(await names(folder), ["sales-1.csv", "sales-2.csv", "stock.csv"]);
  assert.deepEqual(await names(join(folder, "sales-?.csv")), ["sales-1.csv", "sales-2.csv"]);
  await assert.rejects(names(join(folder, "*.xml")), /\*\.xml: no such files/);
  await assert.rejects(names(join(folder, "nowhere", "*.csv")), /nowhere: no such file/);
});
