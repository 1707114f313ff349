import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LIBRARY_PAGE, libraryPage } from "./library-page.ts";

test("the page of Apex classes is as `npm run build` writes it", () => {
  assert.equal(readFileSync(LIBRARY_PAGE, "utf8"), libraryPage());
});

test("every class names the documentation page that it follows", () => {
  const nameless = libraryPage()
    .split("\n")
    .filter((line) => /^\| `.*\|\s*\|$/.test(line));
  assert.deepEqual(nameless, []);
});
