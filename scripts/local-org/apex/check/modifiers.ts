/** Which modifiers and annotations may stand where ("Apex Developer Guide: Annotations", "Access Modifiers", "Keywords"). */
import type { AnnotationInfo, SharingDeclaration, Visibility } from "../runtime/reflection.ts";
import type { Modifiers, Position } from "../syntax/ast.ts";
import { fail } from "./problem.ts";
import { dictionary } from "../../values/dictionary.ts";

export type ModifierTarget =
  "type" | "innerType" | "field" | "property" | "method" | "interfaceMethod" | "constructor" | "local" | "accessor";

const allowedWords: Readonly<Record<ModifierTarget, ReadonlySet<string>>> = {
  type: words(
    "global",
    "public",
    "private",
    "abstract",
    "virtual",
    "with sharing",
    "without sharing",
    "inherited sharing"
  ),
  innerType: words(
    "global",
    "public",
    "private",
    "protected",
    "abstract",
    "virtual",
    "with sharing",
    "without sharing",
    "inherited sharing"
  ),
  field: words("global", "public", "private", "protected", "static", "final", "transient"),
  property: words(
    "global",
    "public",
    "private",
    "protected",
    "static",
    "final",
    "transient",
    "virtual",
    "override",
    "abstract"
  ),
  method: words(
    "global",
    "public",
    "private",
    "protected",
    "static",
    "abstract",
    "virtual",
    "override",
    "testmethod",
    "webservice"
  ),
  interfaceMethod: words(),
  constructor: words("global", "public", "private", "protected"),
  local: words("final"),
  accessor: words("global", "public", "private", "protected")
};

function words(...allowed: string[]): ReadonlySet<string> {
  return new Set(allowed);
}

const members = ["field", "property", "method", "constructor", "innerType"] as const;
/** By lower-case name: the platform's spelling and where it may stand. */
const annotations = new Map<string, { readonly name: string; readonly targets: readonly ModifierTarget[] }>(
  (
    [
      ["AuraEnabled", ["method", "field", "property"]],
      ["Deprecated", ["type", ...members, "interfaceMethod"]],
      ["Future", ["method"]],
      ["InvocableMethod", ["method"]],
      ["InvocableVariable", ["field", "property"]],
      ["IsTest", ["type", "innerType", "method"]],
      ["JsonAccess", ["type", "innerType"]],
      ["NamespaceAccessible", ["type", ...members, "interfaceMethod"]],
      ["ReadOnly", ["method"]],
      ["RemoteAction", ["method"]],
      ["SuppressWarnings", ["type", ...members, "interfaceMethod", "local"]],
      ["TestSetup", ["method"]],
      ["TestVisible", ["type", ...members]],
      ["RestResource", ["type"]],
      ["HttpDelete", ["method"]],
      ["HttpGet", ["method"]],
      ["HttpPatch", ["method"]],
      ["HttpPost", ["method"]],
      ["HttpPut", ["method"]]
    ] as const
  ).map(([name, targets]) => [name.toLowerCase(), { name, targets }])
);

export function hasWord(modifiers: Modifiers, word: string): boolean {
  return modifiers.words.some(({ text }) => text === word);
}

export function isAnnotated(modifiers: Modifiers, lowerName: string): boolean {
  return modifiers.annotations.some(({ name }) => name.toLowerCase() === lowerName);
}

export function visibilityOf(modifiers: Modifiers, absent: Visibility): Visibility {
  const found = modifiers.words.find(({ text }) =>
    ["private", "protected", "public", "global", "webservice"].includes(text)
  )?.text;
  return found === "webservice" ? "global" : ((found as Visibility | undefined) ?? absent);
}

export function sharingOf(modifiers: Modifiers): SharingDeclaration {
  const found = modifiers.words.find(({ text }) => text.endsWith(" sharing"))?.text;
  return (found?.split(" ")[0] as SharingDeclaration | undefined) ?? "omitted";
}

export function annotationInfos(modifiers: Modifiers): AnnotationInfo[] {
  return modifiers.annotations.map((annotation) => ({
    name: annotations.get(annotation.name.toLowerCase())?.name ?? annotation.name,
    arguments: annotation.arguments
  }));
}

type Kind = "boolean" | "string" | "any";

/** What each annotation can be told, by lower-case name ("Apex Developer Guide: Annotations", one page per annotation). */
const annotationArguments = dictionary<Readonly<Record<string, Kind>>>({
  AuraEnabled: { cacheable: "boolean", continuation: "boolean", scope: "string" },
  Future: { callout: "boolean" },
  InvocableMethod: {
    label: "string",
    description: "string",
    callout: "boolean",
    category: "string",
    capabilitytype: "string",
    configurationeditor: "string",
    iconname: "string"
  },
  InvocableVariable: {
    label: "string",
    description: "string",
    required: "boolean",
    defaultvalue: "any",
    placeholdertext: "string"
  },
  IsTest: {
    seealldata: "boolean",
    isparallel: "boolean",
    oninstall: "boolean",
    critical: "boolean",
    testfor: "string"
  },
  JsonAccess: { serializable: "string", deserializable: "string" },
  RestResource: { urlmapping: "string" }
});

const jsonAccess = ["never", "samenamespace", "samepackage", "always"];

function checkArguments(annotation: Modifiers["annotations"][number], name: string): void {
  const known = annotationArguments[name];
  if (!known) return;
  for (const [key, value] of annotation.arguments) {
    const kind = Object.hasOwn(known, key.toLowerCase()) ? known[key.toLowerCase()] : undefined;
    if (!kind) fail(annotation, `Annotation property, ${key} on ${name}, does not exist`);
    // The texts "true" and "false" are taken for Booleans: public code that runs in orgs writes them.
    const fits =
      kind === "any" || typeof value === kind || (kind === "boolean" && /^(true|false)$/i.test(String(value)));
    if (!fits) fail(annotation, `Invalid value for annotation property ${key} on ${name}: ${String(value)}`);
    if (name === "JsonAccess" && !jsonAccess.includes(String(value).toLowerCase()))
      fail(annotation, `Invalid value for annotation property ${key} on ${name}: ${String(value)}`);
  }
}

export function checkModifiers(modifiers: Modifiers, target: ModifierTarget, position: Position): void {
  checkCombination(checkWords(modifiers, target), position);
  if (target === "type") checkVisibility(modifiers, position);
  checkAnnotations(modifiers, target);
}

/** Answers the words that stand there, those of one kind as that kind. */
function checkWords(modifiers: Modifiers, target: ModifierTarget): ReadonlySet<string> {
  const seen = new Set<string>();
  for (const word of modifiers.words) {
    // The platform's grammar has no place for a modifier there.
    if (target === "interfaceMethod") fail(word, `Expecting '}' but was: '${word.text}'`);
    if (!allowedWords[target].has(word.text)) fail(word, `Modifier is not allowed: ${word.text}`);
    const group = groupOf(word.text);
    if (seen.has(group))
      fail(word, group === word.text ? `Duplicate modifier: ${word.text}` : `Only one ${group} modifier is allowed`);
    seen.add(group);
  }
  return seen;
}

function groupOf(word: string): string {
  if (["private", "protected", "public", "global"].includes(word)) return "visibility";
  return word.endsWith("sharing") ? "sharing" : word;
}

function checkCombination(seen: ReadonlySet<string>, position: Position): void {
  if (seen.has("abstract") && seen.has("virtual"))
    fail(position, "Abstract and virtual modifiers may not be used together");
  if (seen.has("static") && ["abstract", "virtual", "override"].some((word) => seen.has(word)))
    fail(position, "Static methods cannot be abstract, virtual or override");
}

function checkVisibility(modifiers: Modifiers, position: Position): void {
  const open = ["public", "global", "protected"].some((word) => hasWord(modifiers, word));
  if (!open && !isAnnotated(modifiers, "istest"))
    fail(position, "Top-level type must have public or global visibility");
}

function checkAnnotations(modifiers: Modifiers, target: ModifierTarget): void {
  const named = new Set<string>();
  for (const annotation of modifiers.annotations) {
    const known = annotations.get(annotation.name.toLowerCase());
    if (!known) fail(annotation, `Annotation does not exist: ${annotation.name}`);
    if (!known.targets.includes(target)) fail(annotation, `Annotation is not allowed: ${known.name}`);
    if (named.has(known.name)) fail(annotation, `Duplicate annotation: ${known.name}`);
    named.add(known.name);
    checkArguments(annotation, known.name);
  }
}
