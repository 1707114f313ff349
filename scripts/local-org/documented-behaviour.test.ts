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

test("every test that the page of Apex behaviour names exists", () => {
  assert.ok(rows.length > 50);
  const missing = rows.filter(({ file, name }) => !readFileSync(join(room, file), "utf8").includes(`"${name}"`));
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
