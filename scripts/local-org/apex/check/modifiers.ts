/** Which modifiers and annotations may stand where ("Apex Developer Guide: Annotations", "Access Modifiers", "Keywords"). */
import type { AnnotationInfo, SharingDeclaration, Visibility } from "../runtime/reflection.ts";
import type { Modifiers, Position } from "../syntax/ast.ts";
import { fail } from "./problem.ts";

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
    "webservice",
    "final"
  ),
  interfaceMethod: words("global", "public"),
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

export function checkModifiers(modifiers: Modifiers, target: ModifierTarget, position: Position): void {
  const seen = new Set<string>();
  for (const word of modifiers.words) {
    if (!allowedWords[target].has(word.text)) fail(word, `Modifier is not allowed: ${word.text}`);
    const group = ["private", "protected", "public", "global"].includes(word.text)
      ? "visibility"
      : word.text.endsWith("sharing")
        ? "sharing"
        : word.text;
    if (seen.has(group))
      fail(word, group === word.text ? `Duplicate modifier: ${word.text}` : `Only one ${group} modifier is allowed`);
    seen.add(group);
  }
  if (seen.has("abstract") && seen.has("virtual"))
    fail(position, "Abstract and virtual modifiers may not be used together");
  if (seen.has("static") && (seen.has("abstract") || seen.has("virtual") || seen.has("override"))) {
    fail(position, "Static methods cannot be abstract, virtual or override");
  }
  if (target === "type" && !seen.has("visibility") && !isAnnotated(modifiers, "istest")) {
    fail(position, "Top-level type must have public or global visibility");
  }
  if (target === "type" && hasWord(modifiers, "private") && !isAnnotated(modifiers, "istest")) {
    fail(position, "Top-level type must have public or global visibility");
  }
  const named = new Set<string>();
  for (const annotation of modifiers.annotations) {
    const known = annotations.get(annotation.name.toLowerCase());
    if (!known) fail(annotation, `Annotation does not exist: ${annotation.name}`);
    if (!known.targets.includes(target)) fail(annotation, `Annotation is not allowed: ${known.name}`);
    if (named.has(known.name)) fail(annotation, `Duplicate annotation: ${known.name}`);
    named.add(known.name);
  }
}
