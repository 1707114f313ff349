/** Inputs as strangers bring them: none is read wrongly without a word, and what is wrong with it is told where it is. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { explainError } from "../sync/cli/errors.ts";
import { openCsv } from "../sync/source/csv-source.ts";
import { BASE, hostileFiles } from "./hostile-files.ts";
import { hostileValues } from "./hostile-values.ts";
import { SyncBench } from "./sync-bench.ts";

let bench: SyncBench;
before(async () => {
  bench = await SyncBench.start();
});
after(() => bench.org.stop());

let count = 0;

for (const one of [...hostileFiles, ...hostileValues])
  test(one.what, async () => {
    const source = `h${++count}`;
    const mapping = bench.mapping(source, one.mapping);
    const write = (name: string, content: string | Uint8Array): string => {
      mkdirSync(dirname(join(bench.folder, source, name)), { recursive: true });
      return bench.file(join(source, name), content);
    };
    mkdirSync(join(bench.folder, source));
    for (const [name, content] of Object.entries(one.beside ?? {})) write(name, content);
    if (one.earlier !== undefined) await bench.run({ mapping, input: write("earlier.csv", one.earlier) });
    if (one.text !== undefined) write(one.file ?? "input.csv", one.text);
    const input = join(bench.folder, source, one.input ?? one.file ?? "input.csv");
    if (one.stops)
      await assert.rejects(
        async () => bench.run({ mapping, input }),
        (error: Error) => isInWords(error, one.stops!)
      );
    else {
      const summary = await bench.run({ mapping, input });
      assert.deepEqual(bench.rejects(summary), one.rejects ?? []);
      if (one.unattributed !== undefined) assert.equal(summary.unattributedRows, one.unattributed);
    }
    assert.deepEqual(await bench.documents(source), one.documents ?? []);
  });

function isInWords(error: Error, words: RegExp): true {
  const told = explainError(error);
  assert.match(told, words);
  assert.doesNotMatch(told, /^\s+at /m, "a stack");
  assert.doesNotMatch(told, /[\u0000\uFFFD]/, "bytes");
  return true;
}

test("a rejects file keeps a cell of a megabyte, and its reason stays readable", async () => {
  const text = `No,Date,Customer,Name,Amount\nA1,${BASE.at},K1,${"x".repeat(1 << 20)},5\nA2,${BASE.at},K2,ok,6\n`;
  const summary = await bench.runText(bench.mapping("mega", { member: { name: "{Name}" } }), text);
  assert.deepEqual(bench.rejects(summary), ["2: STRING_TOO_LONG"]);
  assert.deepEqual(await bench.documents("mega"), ["A2 Purchase Valid 6"]);
});

test("columns that both files of a join have are told apart, and rejects of it are replayed", async () => {
  bench.file("heads.csv", `Nr,Date,Customer,Amount\nA1,${BASE.at},K1,999\n`);
  const join_ = { source: { join: { file: "heads.csv", on: { No: "Nr" } } } };
  const summary = await bench.runText(bench.mapping("both", join_), "No,Amount\nA1,5\nA1,x\n");
  assert.deepEqual(bench.rejects(summary), ["2: INCOMPLETE", "3: BAD_NUMBER"]);
  const theirs = { ...join_, document: { amount: { column: "Amount (heads.csv)" } } };
  await bench.runText(bench.mapping("theirs", theirs), "No,Amount\nA1,5\n");
  assert.deepEqual(await bench.documents("theirs"), ["A1 Purchase Valid 999"]);
  const mended = readFileSync(summary.rejectsFile!, "utf8").replace(",A1,x,", ",A1,7,");
  await bench.runText(bench.mapping("both", join_), mended, { isReplay: true });
  assert.deepEqual(await bench.documents("both"), ["A1 Purchase Valid 12"]);
});

test("a file of a million lines that end by returns alone is read as fast as any, and so is a line of 20 MB", async () => {
  const options = { delimiter: ",", quote: '"', lastLineMayBeOpen: false, expects: ["a", "b"] };
  const files = {
    "returns.csv": gzipSync(`a,b\r${"1,2\r".repeat(1_000_000)}`),
    "long.csv": gzipSync(`a,b\n1,${"x".repeat(20 << 20)}\n`)
  };
  for (const [name, rows] of [
    ["returns.csv", 1_000_000],
    ["long.csv", 1]
  ] as const) {
    const begin = Date.now();
    let read = 0;
    const source = await openCsv(bench.file(name, files[name]), options);
    for await (const some of source.rows()) read += some.length;
    assert.equal(read, rows);
    assert.ok(Date.now() - begin < 30_000, `${name}: ${Date.now() - begin} ms`);
  }
});
