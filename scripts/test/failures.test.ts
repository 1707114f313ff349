import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { failuresIn } from "./failures.ts";

function tapOf(source: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "failures-")), "some.test.mjs");
  writeFileSync(file, source);
  const { NODE_TEST_CONTEXT: _ours, ...env } = process.env;
  try {
    return execFileSync(process.execPath, ["--test", "--test-reporter=tap", file], { encoding: "utf8", env });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

test("of many tests those that failed are told, each once, with what is known of it", () => {
  const failures = failuresIn(
    tapOf(`
      import assert from "node:assert/strict";
      import { test } from "node:test";
      test("holds", () => {});
      test("is no number", () => assert.equal("a", 1));
      test("is left out", { skip: "not today" }, () => assert.fail());
      test("outer", async (outer) => {
        await outer.test("inner holds", () => {});
        await outer.test("inner does not", () => { throw new RangeError("too far"); });
      });`),
    "tap"
  );
  assert.equal(failures.length, 2, failures.join("\n----\n"));
  assert.match(failures[0]!, /not ok \d+ - is no number/);
  assert.match(failures[0]!, /'a' !== 1/);
  assert.match(failures[1]!, /not ok \d+ - inner does not[^]*too far/);
});

test("a file that ends before its tests is a failure of its own", () => {
  const [failure, ...others] = failuresIn(tapOf("process.exit(7);"), "tap");
  assert.match(failure!, /not ok[^]*exitCode: 7/);
  assert.deepEqual(others, []);
});

test("where all is well nothing is told", () => {
  assert.deepEqual(failuresIn(tapOf('import { test } from "node:test"; test("holds", () => {});'), "tap"), []);
});
