import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { check } from "prettier";
import type { LightningBundle } from "../local-org/metadata/types.ts";
import { writeComponentPaths } from "./component-paths.ts";

function bundle(path: string, extension = "ts"): LightningBundle {
  const name = path.split("/").at(-1)!;
  return { name, path, files: [{ path: `${path}/${name}.${extension}` }] } as unknown as LightningBundle;
}

test("a component's path is written by its name, and everything else in the file stays", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "paths-")), "tsconfig.json");
  writeFileSync(
    file,
    '{\n  // strict\n  "compilerOptions": { "strict": true, "paths": { "c/gone": ["./gone.ts"], "other": ["./other.ts"] } }\n}\n'
  );
  await writeComponentPaths(file, {
    bundles: [bundle("app/two/lwc/zebra"), bundle("app/one/lwc/ant"), bundle("app/one/lwc/styles", "css")]
  });
  const text = readFileSync(file, "utf8");
  assert.match(text, /\/\/ strict/);
  const { compilerOptions } = JSON.parse(text.replace(/.*strict\n/, "")) as { compilerOptions: unknown };
  assert.deepEqual(compilerOptions, {
    strict: true,
    paths: { "c/ant": ["./app/one/lwc/ant/ant.ts"], "c/zebra": ["./app/two/lwc/zebra/zebra.ts"], other: ["./other.ts"] }
  });
});

test("a file that is right already is left as it is", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "paths-")), "tsconfig.json");
  const text = '{ "compilerOptions": { "paths": {"c/ant":   ["./lwc/ant/ant.ts"]} } }';
  writeFileSync(file, text);
  await writeComponentPaths(file, { bundles: [bundle("lwc/ant")] });
  assert.equal(readFileSync(file, "utf8"), text);
});

test("what is written has the form that the check of formatting asks for", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "paths-")), "tsconfig.json");
  writeFileSync(file, '{ "compilerOptions": { "paths": {} } }');
  await writeComponentPaths(file, { bundles: [bundle("app/one/lwc/ant"), bundle(`${"long/".repeat(30)}lwc/zebra`)] });
  assert.ok(await check(readFileSync(file, "utf8"), { filepath: file }), readFileSync(file, "utf8"));
});
