import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { LightningBundle } from "../local-org/metadata/types.ts";
import { writeComponentPaths } from "./component-paths.ts";

const bundle = (path: string): LightningBundle => ({ name: path.split("/").at(-1)!, path }) as LightningBundle;

test("a component's path is written by its name, and everything else in the file stays", () => {
  const file = join(mkdtempSync(join(tmpdir(), "paths-")), "tsconfig.json");
  writeFileSync(
    file,
    '{\n  // strict\n  "compilerOptions": { "strict": true, "paths": { "c/gone": ["./gone.ts"], "other": ["./other.ts"] } }\n}\n'
  );
  writeComponentPaths(file, { bundles: [bundle("app/two/lwc/zebra"), bundle("app/one/lwc/ant")] });
  const text = readFileSync(file, "utf8");
  assert.match(text, /\/\/ strict/);
  const { compilerOptions } = JSON.parse(text.replace(/.*strict\n/, "")) as { compilerOptions: unknown };
  assert.deepEqual(compilerOptions, {
    strict: true,
    paths: { "c/ant": ["./app/one/lwc/ant/ant.ts"], "c/zebra": ["./app/two/lwc/zebra/zebra.ts"], other: ["./other.ts"] }
  });
});

test("a file that is right already is left as it is", () => {
  const file = join(mkdtempSync(join(tmpdir(), "paths-")), "tsconfig.json");
  const text = '{ "compilerOptions": { "paths": {"c/ant":   ["./lwc/ant/ant.ts"]} } }';
  writeFileSync(file, text);
  writeComponentPaths(file, { bundles: [bundle("lwc/ant")] });
  assert.equal(readFileSync(file, "utf8"), text);
});
