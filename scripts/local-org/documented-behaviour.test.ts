import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const room = dirname(fileURLToPath(import.meta.url));
const page = readFileSync(join(room, "../../docs/apex-behaviour.md"), "utf8");
const rows = [...page.matchAll(/^\| .+? +\| `([^`]+)`: (.+?) +\| (.+?) +\|$/gm)].map(([, file, name, source]) => ({
  file: file!,
  name: name!,
  source: source!
}));

test("every test that the page of Apex behaviour names is one that runs", () => {
  assert.ok(rows.length > 50);
  const missing = rows.filter(({ file, name }) => !runsTest(readFileSync(join(room, file), "utf8"), name));
  assert.deepEqual(missing, []);
});

test("every documentation page that it names is named in the code", () => {
  const code = readdirSync(room, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => readFileSync(join(room, path), "utf8").replace(/\s+(\* |\/\/ )?/g, " "))
    .join("\n");
  const named = (title: string) =>
    [`: ${title}`, `"${title}`, `, ${title}`].some((start) => code.includes(`${start}"`) || code.includes(`${start},`));
  const unnamed = rows
    .map(({ source }) => source.replace(/^.*?: /, ""))
    .filter((title) => title !== "none found" && !named(title));
  assert.deepEqual(unnamed, []);
});

test("a name in a comment, a skipped test and one that is to be written are no tests that run", () => {
  assert.equal(runsTest('test("adds", () => {', "adds"), true);
  assert.equal(runsTest('  test(\n    "adds", async () => {', "adds"), true);
  for (const text of [
    '// "adds"',
    'test.skip("adds", () => {',
    'test("adds", { skip: true }, () => {',
    'test.todo("adds")'
  ])
    assert.equal(runsTest(text, "adds"), false, text);
});

/** Whether a test has that name, as its own or in a list of cases, and is neither left out nor a comment. */
function runsTest(code: string, name: string): boolean {
  const withoutComments = code.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  return withoutComments.split(`"${name}"`).some((before, index, parts) => {
    const after = parts[index + 1];
    return after !== undefined && !/\.(?:skip|todo)\(\s*$/.test(before) && !/^,\s*\{ (?:skip|todo)/.test(after);
  });
}
