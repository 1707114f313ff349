import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Check } from "./checks.ts";
import { runCheck } from "./run-check.ts";
import { withSecondTry } from "./second-try.ts";

const PAGES = 'import {} from "./browser-pages.js";';
const folder = mkdtempSync(join(tmpdir(), "second-try-"));
writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
writeFileSync(join(folder, "browser-pages.js"), "");

/** A file whose tests fail as long as a file beside it does not exist, which the first try writes. */
function slowAtFirst(name: string, head: string): string {
  const seen = JSON.stringify(join(folder, `${name}.seen`));
  return fileOf(
    name,
    `${head}
    import assert from "node:assert/strict";
    import { existsSync, writeFileSync } from "node:fs";
    import { test } from "node:test";
    test("holds", () => {});
    test("${name} is drawn in time", () => {
      const isSecond = existsSync(${seen});
      writeFileSync(${seen}, "");
      assert.ok(isSecond, "not drawn");
    });`
  );
}

function fileOf(name: string, source: string): string {
  const path = join(folder, `${name}.test.js`);
  writeFileSync(path, source);
  return path;
}

const triedTwice = (...files: string[]) =>
  triedTwiceBy("env", "-u", "NODE_TEST_CONTEXT", "node", "--test", "--test-reporter=tap", ...files);

async function triedTwiceBy(...command: string[]) {
  const check: Check = {
    name: "some",
    title: "some tests",
    command,
    passedPattern: /^# pass (\d+)/m,
    failedPattern: /^# fail (\d+)/m,
    form: "tap"
  };
  const { ok, passed, failed, unsteady = [] } = await withSecondTry(await runCheck(check));
  return { ok, passed, failed, unsteady: unsteady.length };
}

test("a page that is drawn at the second try passes, and is told", async () => {
  const result = await triedTwice(slowAtFirst("page", PAGES));
  assert.deepEqual(result, { ok: true, passed: 2, failed: 0, unsteady: 1 });
});

test("a page that is wrong stays wrong", async () => {
  const wrong = `${PAGES} import { test } from "node:test"; test("is wrong", () => { throw new Error("wrong"); });`;
  assert.deepEqual(await triedTwice(fileOf("wrong", wrong)), { ok: false, passed: 0, failed: 1, unsteady: 0 });
});

test("what needs no browser has no second try, whatever fails beside it", async () => {
  const files = [slowAtFirst("further-page", PAGES), slowAtFirst("figures", "")];
  assert.deepEqual(await triedTwice(...files), { ok: false, passed: 2, failed: 2, unsteady: 0 });
});

test("a run that was cut off fails, whatever it had told until then", async () => {
  const told = `not ok 1 - is drawn\n  ---\n  location: '${slowAtFirst("cut-off", PAGES)}:1:1'\n  ...\n`;
  const cut = join(folder, "cut-off.js");
  writeFileSync(cut, `process.stdout.write(${JSON.stringify(told)}); process.exitCode = process.argv[2] ? 0 : 1;`);
  assert.deepEqual(await triedTwiceBy("node", cut), { ok: false, passed: 0, failed: 1, unsteady: 0 });
});
