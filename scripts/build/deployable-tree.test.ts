import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { readProject } from "../local-org/metadata/project.ts";
import { languageProblems } from "../local-org/metadata/rules/language-rules.ts";
import { writeDeployableTree } from "./deployable-tree.ts";

test("the app deploys to an org without languages, its translations after the settings that turn them on", async (context) => {
  const target = mkdtempSync(join(tmpdir(), "deployable-"));
  context.after(() => rmSync(target, { recursive: true }));
  await writeDeployableTree(target);
  const file = join(target, "sfdx-project.json");
  const definition = JSON.parse(readFileSync(file, "utf8")) as { packageDirectories: { path: string }[] };
  const languages = { translationWorkbench: false, endUserLanguages: false, platformLanguages: false };
  const refused = (...directories: string[]): string[] => {
    const packageDirectories = directories.map((path) => ({ path }));
    writeFileSync(file, JSON.stringify({ ...definition, packageDirectories }));
    const project = readProject(target);
    return [...project.problems, ...languageProblems({ ...project, languages })].map(
      ({ componentType }) => componentType
    );
  };
  const [app, settings, translations] = definition.packageDirectories.map(({ path }) => path) as [
    string,
    string,
    string
  ];
  assert.deepEqual(refused(app), []);
  const kinds = new Set(refused(app, translations));
  assert.deepEqual([...kinds].sort(), ["CustomObjectTranslation", "Translations"]);
  assert.deepEqual(refused(app, settings, translations), []);
});
