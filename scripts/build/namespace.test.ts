/** In a package with a namespace every object and field has it before its name; the platform adds it to all but texts. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const CUSTOM_NAME_IN_TEXT = /'(?:[A-Za-z]\w*\.)?[A-Za-z]\w*__[a-z]+'/;

test("Apex names no custom object or field in a text that it compares or looks up", () => {
  const found = readdirSync("force-app", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(cls|trigger)$/.test(file) && !file.endsWith("_Test.cls"))
    .flatMap((file) => linesWithNames(join("force-app", file)));
  assert.deepEqual(found, []);
});

function linesWithNames(path: string): string[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line, index) => (CUSTOM_NAME_IN_TEXT.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : []));
}
