import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import type { SettingsOf } from "../mapping/source-settings.ts";
import { openJsonLines } from "./json-lines-source.ts";
import type { SourceRow } from "./source.ts";

const folder = mkdtempSync(join(tmpdir(), "jsonl-"));

async function read(
  text: string | Buffer,
  expects: readonly string[],
  each?: string
): Promise<{ rows: SourceRow[]; doubts: string[] }> {
  const path = join(folder, "sales.jsonl");
  writeFileSync(path, text);
  const settings = { format: "jsonl", each, lastLineMayBeOpen: false } as SettingsOf<"jsonl">;
  const source = await openJsonLines(path, settings, { input: path, expects, folder, cursor: undefined });
  const rows: SourceRow[] = [];
  for await (const some of source.rows()) rows.push(...some);
  return { rows, doubts: source.doubts() };
}

test("fields are found by their path, and numbers stay as they are written", async () => {
  const text =
    '{"no":1,"customer":{"id":"K1"},"sum":12345678901234567.89,"tags":["a"]}\n\n{"no":2,"customer":null,"sum":1.50}\n';
  const { rows, doubts } = await read(gzipSync(text), ["no", "customer.id", "sum", "tags.0"]);
  assert.deepEqual(
    rows.map(({ position, cells }) => [position, ...cells!]),
    [
      ["1", "1", "K1", "12345678901234567.89", "a"],
      ["3", "2", "", "1.50", ""]
    ]
  );
  assert.deepEqual(doubts, []);
});

test("the lines of a document become rows with the document's own fields, and one without lines is not left out", async () => {
  const text = '{"no":"A","lines":[{"sum":1},{"sum":2}]}\n{"no":"B","lines":[]}\n';
  const { rows } = await read(text, ["no", "lines.sum"], "lines");
  assert.deepEqual(
    rows.map(({ cells }) => cells),
    [
      ["A", "1"],
      ["A", "2"],
      ["B", ""]
    ]
  );
});

test("a line that is no object is a problem with its text, the rest is read, and a misspelt field is told", async () => {
  const { rows, doubts } = await read('{"no":1}\n{"no":\n[2]\n{"no":3}', ["no", "customr"]);
  assert.deepEqual(
    rows.map((row) => row.cells?.[0] ?? row.raw?.text),
    ["1", '{"no":', "[2]", "3"]
  );
  assert.match(doubts.join("\n"), /the last line has no end[^]*no object has the field 'customr'/);
});
