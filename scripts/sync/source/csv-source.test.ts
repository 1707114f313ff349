import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { openCsv, type CsvOptions } from "./csv-source.ts";
import { SourceError } from "./source-error.ts";
import type { SourceRow } from "./source.ts";

const folder = mkdtempSync(join(tmpdir(), "csv-"));
const options: CsvOptions = { delimiter: ",", quote: '"', lastLineMayBeOpen: true, expects: ["No"] };

async function rowsOf(name: string, content: string | Buffer, more: Partial<CsvOptions> = {}): Promise<SourceRow[]> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const rows: SourceRow[] = [];
  for await (const some of (await openCsv(path, { ...options, ...more })).rows()) rows.push(...some);
  return rows;
}

test("rows come with their line, quoted line breaks and all", async () => {
  const rows = await rowsOf("a.csv", 'No,Text\n1,plain\n2,"two\nlines"\n3,last\n');
  assert.deepEqual(
    rows.map((row) => [Number(row.position), row.cells]),
    [
      [2, ["1", "plain"]],
      [4, ["2", "two\nlines"]],
      [5, ["3", "last"]]
    ]
  );
});

test("a gzipped file with a byte order mark reads the same", async () => {
  const rows = await rowsOf("a.csv.gz", gzipSync("\uFEFFNo,Text\n1,İstanbul\n"));
  assert.deepEqual(rows[0]?.cells, ["1", "İstanbul"]);
});

test("a row with too few columns is a problem of that row alone", async () => {
  const rows = await rowsOf("b.csv", "No,Text\n1,a\n2\n3,c\n");
  assert.deepEqual(
    rows.map((row) => row.problem ?? "ok"),
    ["ok", "the row has 1 columns, the header has 2", "ok"]
  );
  assert.equal(rows[1]?.position, "3");
});

test("a broken quote is told where it stands, the rows after it are read, and its text comes last", async () => {
  const rows = await rowsOf("c.csv", 'No,Text\n1,a\n2,b"ad"x\n\n3,c\n');
  assert.deepEqual(
    rows.map((row) => row.cells?.[0] ?? row.raw ?? row.unreadable),
    ["1", true, "3", { text: '2,b"ad"x', cells: ["2", 'b"ad"x'] }]
  );
  assert.deepEqual([rows[1]?.position, rows[3]?.position], ["3", "3"]);
  assert.match(rows[3]!.problem!, /^Invalid Opening Quote/);
});

test("an unclosed quote loses no line: all that it swallowed is told", async () => {
  const rows = await rowsOf("u.csv", 'No,Text\n1,a\n2,"open\n3,c\n4,d\n');
  assert.deepEqual(
    rows.map((row) => [row.position, row.unreadable === true, row.raw?.text]),
    [
      ["2", false, undefined],
      ["3", true, undefined],
      ["3", false, '2,"open'],
      ["4", false, "3,c"],
      ["5", false, "4,d"]
    ]
  );
});

test("a gzip file that breaks off ends the reading with the file's name", async () => {
  const whole = gzipSync(
    "No,Text\n" + Array.from({ length: 5000 }, (_, index) => `${index},${Math.random()}`).join("\n")
  );
  await assert.rejects(
    rowsOf("d.csv.gz", whole.subarray(0, whole.length / 2)),
    (error) => error instanceof SourceError && /d\.csv\.gz/.test(error.message)
  );
});

test("an empty file, a missing file and a repeated column are refused", async () => {
  await assert.rejects(rowsOf("e.csv", ""), /the file is empty/);
  await assert.rejects(openCsv(join(folder, "missing.csv"), options), /missing\.csv: no such file/);
  await assert.rejects(rowsOf("f.csv", "No,No\n1,2\n"), /names the column 'No' twice/);
});
