import assert from "node:assert/strict";
import { test } from "node:test";
import { orgWith } from "../../apex/testing/fixture.ts";
import { readProject } from "../project.ts";
import { languageProblems } from "./language-rules.ts";
import type { LanguageSettings, ProjectSource } from "../types.ts";

const off: LanguageSettings = { translationWorkbench: false, endUserLanguages: false, platformLanguages: false };

/** This project's translations and others, in an org with these settings. */
function refused(languages: LanguageSettings | undefined, ...names: string[]): string[] {
  const components = names.map((name) => ({
    type: name.includes("-") ? "CustomObjectTranslation" : "Translations",
    name,
    path: `translations/${name}`,
    xml: "",
    content: {}
  }));
  const project = { components, ...(languages === undefined ? {} : { languages }) } as unknown as ProjectSource;
  return languageProblems(project).map(({ componentName, message }) => `${componentName}: ${message}`);
}

test("translations need Translation Workbench, and end-user languages where theirs is one (LanguageSettings)", () => {
  const why = "Not available for deploy for this organization";
  assert.deepEqual(refused(off, "de"), [`de: ${why} (languageSettings.enableTranslationWorkbench is off)`]);
  const workbench = { ...off, translationWorkbench: true };
  assert.deepEqual(refused(workbench, "de", "tr", "Account-pl"), [
    `tr: ${why} (languageSettings.enableEndUserLanguages is off)`,
    `Account-pl: ${why} (languageSettings.enableEndUserLanguages is off)`
  ]);
  const endUser = { ...workbench, endUserLanguages: true };
  assert.deepEqual(refused(endUser, "tr", "Account-pl", "ca"), [
    `ca: ${why} (languageSettings.enablePlatformLanguages is off)`
  ]);
  assert.deepEqual(refused({ ...endUser, platformLanguages: true }, "ca"), []);
});

test("a project without a definition of its org deploys all of its languages", () => {
  assert.deepEqual(refused(undefined, "tr", "ca"), []);
});

test("settings that a project deploys count, and its definition does", () => {
  const project = readProject(".");
  assert.deepEqual(project.languages, { ...off, translationWorkbench: true, endUserLanguages: true });
  const settings = `<LanguageSettings xmlns="http://soap.sforce.com/2006/04/metadata"><enablePlatformLanguages>true</enablePlatformLanguages><enableTranslationWorkbench>true</enableTranslationWorkbench></LanguageSettings>`;
  const org = orgWith({ files: { "settings/Language.settings-meta.xml": settings } });
  const { components } = org.source!;
  org.close();
  assert.deepEqual(
    languageProblems({ ...project, languages: off, components: [...project.components, ...components] }),
    []
  );
});
