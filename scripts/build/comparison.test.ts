/** docs/comparison: what is said of others names a page that says it, and what is said of us a test that shows it. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { hasTest } from "./named-tests.ts";

const FOLDER = "docs/comparison";
const pages = readdirSync(FOLDER).map((name) => pageOf(join(FOLDER, name)));

interface Row {
  readonly published: string;
  readonly ours: string;
  readonly shownBy: string;
  readonly missing: string;
}

interface Page {
  readonly path: string;
  readonly rows: readonly Row[];
  /** Where the page's links lead, by their names. */
  readonly targets: ReadonlyMap<string, string>;
}

test("what is said of another product names the page that says it, or that none was found", () => {
  assert.deepEqual(
    problems(({ published }, { targets }) => {
      const sources = [...published.matchAll(/\[[^\]]+\]\[([^\]]+)\]/g)].map(([, name]) => targets.get(name!) ?? name!);
      return published.endsWith("not found")
        ? sources.length > 0
        : sources.length === 0 || !sources.every((source) => source.startsWith("https://"));
    }),
    []
  );
});

test("what is said of Sadakat names a test that is there", () => {
  const missing = pages.flatMap(({ path, rows, targets }) =>
    rows.flatMap(({ shownBy }) =>
      testsIn(shownBy)
        .filter((name) => !isShown(name, targets.get(name)))
        .map((name) => `${path}: ${name}`)
    )
  );
  assert.deepEqual(missing, []);
  assert.deepEqual(
    problems(({ ours, shownBy }) => (ours === "nothing") !== (testsIn(shownBy).length === 0)),
    []
  );
});

test("where Sadakat does nothing, the row says what it lacks", () => {
  assert.deepEqual(
    problems(({ ours, missing }) => ours === "nothing" && missing === "–"),
    []
  );
});

test("no page or test is listed that no row names", () => {
  const idle = pages.flatMap(({ path, rows, targets }) => {
    const text = rows.map(({ published, shownBy }) => `${published} ${shownBy}`).join(" ");
    return [...targets.keys()].filter((name) => !text.includes(`[${name}]`)).map((name) => `${path}: ${name}`);
  });
  assert.deepEqual(idle, []);
});

function problems(isWrong: (row: Row, page: Page) => boolean): string[] {
  return pages.flatMap((page) =>
    page.rows.filter((row) => isWrong(row, page)).map(({ published }) => `${page.path}: ${published}`)
  );
}

function isShown(name: string, target: string | undefined): boolean {
  if (target === undefined) return false;
  const file = join(FOLDER, target);
  return existsSync(file) && hasTest(file, readFileSync(file, "utf8"), name);
}

function testsIn(cell: string): string[] {
  return [...cell.matchAll(/\[([^\]]+)\]/g)].map(([, name]) => name!);
}

function pageOf(path: string): Page {
  const text = readFileSync(path, "utf8");
  const rows = text
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map(rowOf);
  assert.ok(rows.length > 1, `${path} has no rows`);
  return {
    path,
    rows,
    targets: new Map([...text.matchAll(/^\[([^\]]+)\]: (\S+)$/gm)].map(([, name, to]) => [name!, to!]))
  };
}

function rowOf(line: string): Row {
  const cells = line.split("|").map((cell) => cell.trim());
  assert.equal(cells.length, 6, `four cells: ${line}`);
  return { published: cells[1]!, ours: cells[2]!, shownBy: cells[3]!, missing: cells[4]! };
}
