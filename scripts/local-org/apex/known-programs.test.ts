import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { ProjectSource } from "../metadata/types.ts";
import { hasCompiled, programKey, rememberCompiled, rememberProgramsIn } from "./known-programs.ts";

function projectOf(files: Readonly<Record<string, string>>, namespace = ""): ProjectSource {
  const written = Object.entries(files).map(([path, text]) => ({ path, read: () => Buffer.from(text) }));
  return { namespace, sourceApiVersion: "66.0", files: written } as unknown as ProjectSource;
}

const FILES = { "force-app/classes/A.cls": "public class A { }", "force-app/lwc/card/card.js": "export {}" };

test("a program that compiled is known again, until something that decides about it changes", () => {
  rememberProgramsIn(mkdtempSync(join(tmpdir(), "programs-")));
  const key = programKey(projectOf(FILES));
  assert.equal(hasCompiled(key), false);
  rememberCompiled(key);
  assert.equal(hasCompiled(programKey(projectOf(FILES))), true);
  const changes = [
    projectOf({ ...FILES, "force-app/classes/A.cls": "public class A { Integer x; }" }),
    projectOf({ ...FILES, "force-app/objects/B__c/B__c.object-meta.xml": "<CustomObject/>" }),
    projectOf(FILES, "ns")
  ];
  for (const changed of changes) assert.equal(hasCompiled(programKey(changed)), false);
});

test("what no class can name does not matter", () => {
  const other = projectOf({ ...FILES, "force-app/lwc/card/card.js": "export default 1" });
  assert.equal(programKey(other), programKey(projectOf(FILES)));
});

test("where nothing can be written, a program is compiled again", () => {
  const folder = mkdtempSync(join(tmpdir(), "programs-"));
  rememberProgramsIn(folder);
  rmSync(folder, { recursive: true });
  const key = programKey(projectOf(FILES));
  rememberCompiled(key);
  assert.equal(hasCompiled(key), false);
});
