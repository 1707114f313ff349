import assert from "node:assert/strict";
import { posix } from "node:path";
import { test } from "node:test";
import { readProject } from "../local-org/metadata/project.ts";
import type { XmlComponent } from "../local-org/metadata/types.ts";
import { elementsOf, parseXml, textOf, textsOf, type XmlElement } from "../local-org/metadata/xml.ts";

const project = readProject(".");
const languages = project.components.filter(({ type }) => type === "Translations").map(({ name }) => name);

/** Forms that a language has of an object's name: salesforce/grammaticus, the platform's library of grammar, names them. */
const casesOf: Readonly<Record<string, number>> = { tr: 6 * 3, pl: 6 };

interface Part {
  readonly object: string;
  readonly name: string;
  readonly content: XmlElement;
}

/** Files of one kind below the objects, such as fields. */
function partsOf(folder: string): Part[] {
  return project.files!.flatMap((file) => {
    const [, object, name] = new RegExp(`/objects/([^/]+)/${folder}/([^/.]+)\\.`).exec(file.path) ?? [];
    if (object === undefined) return [];
    return [{ object, name: name!, content: parseXml(Buffer.from(file.read()).toString()).content }];
  });
}

function component(type: string, name: string): XmlElement {
  return (project.components.find((one) => one.type === type && one.name === name)?.content ?? {}) as XmlElement;
}

function objectTranslation(object: string, language: string): XmlElement {
  return component("CustomObjectTranslation", `${object}-${language}`);
}

function fieldTranslation({ object, name }: Part, language: string): XmlElement {
  const folder = `/objectTranslations/${object}-${language}/`;
  return (project.components.find(
    (one) => one.type === "CustomFieldTranslation" && one.name === name && one.path.includes(folder)
  )?.content ?? {}) as XmlElement;
}

function named(parent: XmlElement, list: string, key: string, name: string): XmlElement {
  return elementsOf(parent, list).find((one) => textOf(one, key) === name) ?? {};
}

/** Names of what has a text and no translation; `texts` answers name → translation of each text. */
function untranslated(texts: (language: string) => Iterable<readonly [string, string | undefined]>): string[] {
  return languages.flatMap((language) =>
    [...texts(language)]
      .filter(([, translation]) => (translation ?? "").trim() === "")
      .map(([name]) => `${language}: ${name}`)
  );
}

test("there are translations into Turkish and Polish", () => {
  assert.deepEqual([...languages].sort(), ["pl", "tr"]);
});

test("objects have their name in each case, number and possessive of the language, and the label of their name field", () => {
  const objects = project.objects.filter(({ definition }) => definition !== undefined);
  assert.deepEqual(
    untranslated(function* (language) {
      for (const { name, definition } of objects) {
        const translation = objectTranslation(name, language);
        // Custom settings, custom metadata types and platform events have no name field of their own.
        if (
          definition!.customSettingType === undefined &&
          definition!.kind !== "platformEvent" &&
          !name.endsWith("__mdt")
        )
          yield [`${name} name field`, textOf(translation, "nameFieldLabel")];
        const forms = elementsOf(translation, "caseValues");
        for (const plural of ["false", "true"]) {
          const ofNumber = forms.filter((form) => textOf(form, "plural") === plural);
          const distinct = new Set(ofNumber.map((form) => `${textOf(form, "caseType")} ${textOf(form, "possessive")}`));
          const isWhole = distinct.size === casesOf[language] && ofNumber.every((form) => textOf(form, "value"));
          yield [`${name} plural ${plural}`, isWhole ? "whole" : undefined];
        }
      }
    }),
    []
  );
});

test("fields have their label, help, values and the title of their related list", () => {
  assert.deepEqual(
    untranslated(function* (language) {
      for (const field of partsOf("fields")) {
        const { content, object, name } = field;
        const translation = fieldTranslation(field, language);
        yield [`${object}.${name}`, textOf(translation, "label")];
        if (content["inlineHelpText"] !== undefined) yield [`${object}.${name} help`, textOf(translation, "help")];
        if (content["relationshipLabel"] !== undefined)
          yield [`${object}.${name} related list`, textOf(translation, "relationshipLabel")];
        const values = elementsOf(content, "valueSet")
          .flatMap((set) => elementsOf(set, "valueSetDefinition"))
          .flatMap((set) => elementsOf(set, "value"));
        for (const label of values.flatMap((value) => textsOf(value, "label")))
          yield [
            `${object}.${name} ${label}`,
            textOf(named(translation, "picklistValues", "masterLabel", label), "translation")
          ];
      }
    }),
    []
  );
});

test("validation rules and layout sections have their texts", () => {
  assert.deepEqual(
    untranslated(function* (language) {
      for (const { object, name } of partsOf("validationRules"))
        yield [
          `${object}.${name}`,
          textOf(named(objectTranslation(object, language), "validationRules", "name", name), "errorMessage")
        ];
      for (const layout of componentsOf("Layout")) {
        const [object, ...rest] = layout.name.split("-");
        const translation = named(objectTranslation(object!, language), "layouts", "layout", rest.join("-"));
        for (const label of elementsOf(layout.content as XmlElement, "layoutSections").flatMap((one) =>
          textsOf(one, "label")
        ))
          yield [`${layout.name} ${label}`, textOf(named(translation, "sections", "section", label), "label")];
      }
    }),
    []
  );
});

test("labels, apps and the tabs that are no object's have their texts", () => {
  assert.deepEqual(
    untranslated(function* (language) {
      const translation = component("Translations", language);
      for (const { name } of project.labels)
        yield [name, textOf(named(translation, "customLabels", "name", name), "label")];
      for (const { name } of componentsOf("CustomApplication")) {
        const app = named(translation, "customApplications", "name", name);
        yield [name, textOf(app, "label")];
        yield [`${name} description`, textOf(app, "description")];
      }
      for (const { name, content } of componentsOf("CustomTab"))
        if ((content as XmlElement)["label"] !== undefined)
          yield [name, textOf(named(translation, "customTabs", "name", name), "label")];
    }),
    []
  );
});

test("nothing is translated that is not there", () => {
  const fields = new Set(partsOf("fields").map(({ object, name }) => `${object}.${name}`));
  const rules = new Set(partsOf("validationRules").map(({ object, name }) => `${object}.${name}`));
  const labels = new Set(project.labels.map(({ name }) => name));
  const gone = [
    ...componentsOf("CustomFieldTranslation").map(({ name, path }) => {
      const folder = posix.basename(posix.dirname(path));
      return { known: fields, name: `${folder.slice(0, folder.lastIndexOf("-"))}.${name}` };
    }),
    ...componentsOf("CustomObjectTranslation").flatMap(({ name, content }) =>
      elementsOf(content as XmlElement, "validationRules").map((rule) => ({
        known: rules,
        name: `${name.slice(0, name.lastIndexOf("-"))}.${textOf(rule, "name")}`
      }))
    ),
    ...componentsOf("Translations").flatMap(({ content }) =>
      elementsOf(content as XmlElement, "customLabels").map((label) => ({
        known: labels,
        name: textOf(label, "name")!
      }))
    )
  ].filter(({ known, name }) => !known.has(name));
  assert.deepEqual(
    gone.map(({ name }) => name),
    []
  );
});

function componentsOf(type: string): XmlComponent[] {
  return project.components.filter((one) => one.type === type);
}
