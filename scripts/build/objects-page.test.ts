import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readProject } from "../local-org/metadata/project.ts";
import { OBJECTS_PAGE, objectsPage } from "./objects-page.ts";

const page = objectsPage(readProject("."));

test("the page of objects is as `npm run build` writes it", () => {
  assert.equal(readFileSync(OBJECTS_PAGE, "utf8"), page);
});

test("every field says what it is", () => {
  const nameless = page.split("\n").filter((line) => /^\| `.*\|\s*\|$/.test(line));
  assert.deepEqual(nameless, []);
});
