import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { SCAN_CODES, scanCodes } from "./scan-codes.ts";

/** An org takes static resources up to this size ("Metadata API Developer Guide: StaticResource"). */
const LARGEST = 5_000_000;

test("the resource that draws cards is what the library's present version gives", async () => {
  const expected = await scanCodes();
  assert.equal(readFileSync(SCAN_CODES, "utf8"), expected);
  assert.ok(expected.length < LARGEST);
  assert.match(expected, /The MIT License/);
});
