/** Fields, values, tabs, lists and buttons are called on the pages as they are called in the app. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

/** Pages that are written by the build, or speak of the platform's things rather than of the app's. */
const OTHER_PAGES = /^(objects|local-org|local-org-library|apex-behaviour)\.md$/;

const labels = labelsOf("force-app");

for (const { what, named, least } of [
  { what: "fields and values", named: /(?<!`)`([A-Z][a-z]+(?: [A-Za-z]+)+)`/g, least: 60 },
  { what: "tabs and related lists", named: /\b(?:tab|list|list view) \[?\*\*([^*]+)\*\*/g, least: 10 },
  { what: "buttons", named: /\b[Pp]ress _([^_]+)_/g, least: 8 }
])
  test(`${what} that a page names are there by that name`, () => {
    const found = pages().flatMap(({ page, text }) =>
      [...text.matchAll(named)].map(([, name]) => ({ page, name: name! }))
    );
    assert.ok(found.length >= least, `only ${found.length} were found`);
    assert.deepEqual(
      found.filter(({ name }) => !labels.has(name.replace(/ \(\d+\)$/, " ({0})"))),
      []
    );
  });

test("the page of screens names every list of work", () => {
  const screens = pages()
    .find(({ page }) => page === "screens.md")!
    .text.replaceAll(/ +/g, " ");
  const lists = readdirSync("force-app", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".listView-meta.xml"))
    .map((file) => /<label>([^<]+)</.exec(readFileSync(join("force-app", file), "utf8"))![1]!)
    .filter((label) => !/^All\b/.test(label));
  assert.ok(lists.length > 10, `only ${lists.length} were found`);
  assert.deepEqual(
    lists.filter((label) => !screens.includes(`_${label}_`)),
    []
  );
});

function pages(): { page: string; text: string }[] {
  return readdirSync("docs")
    .filter((page) => page.endsWith(".md") && !OTHER_PAGES.test(page))
    .map((page) => ({
      page,
      text: readFileSync(join("docs", page), "utf8")
        .replaceAll(/```[\s\S]*?```/g, "")
        .replaceAll(/\n(?!\n)/g, " ")
    }));
}

function labelsOf(folder: string): Set<string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith("-meta.xml") && !/translations/i.test(file)
  );
  return new Set(
    files.flatMap((file) =>
      [
        ...readFileSync(join(folder, file), "utf8").matchAll(
          /<(?:label|masterLabel|pluralLabel|relationshipLabel|value)>([^<]+)</g
        )
      ].map(([, label]) => label!)
    )
  );
}
