/** XML as Apex sees it: elements with namespaces, texts, comments and the rest, in their order. */
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { apexError } from "../../runtime/exceptions.ts";

export interface XmlName {
  /** Empty where there is none. */
  readonly prefix: string;
  readonly local: string;
  /** Null where it is in no namespace. */
  readonly namespace: string | null;
}

export interface XmlAttribute extends XmlName {
  readonly value: string;
}

export interface ParsedElement extends XmlName {
  readonly kind: "element";
  readonly attributes: readonly XmlAttribute[];
  /** What it declares, prefix first; the default namespace under the empty prefix. */
  readonly declared: readonly (readonly [prefix: string, namespace: string])[];
  readonly children: readonly ParsedNode[];
}

export type ParsedNode =
  | ParsedElement
  | { readonly kind: "text" | "cdata" | "comment"; readonly text: string }
  | { readonly kind: "instruction"; readonly target: string; readonly data: string };

const commentName = "#comment";
const cdataName = "#cdata";

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  // The data of an instruction; the validator has refused them in elements.
  allowBooleanAttributes: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: true,
  htmlEntities: true,
  commentPropName: commentName,
  cdataPropName: cdataName
});

type Raw = Readonly<Record<string, unknown>>;
type Scope = ReadonlyMap<string, string>;

const outermost: Scope = new Map([["xml", "http://www.w3.org/XML/1998/namespace"]]);

/** The nodes of a document. @throws XmlException where the text is not well formed */
export function parseXmlNodes(text: string): ParsedNode[] {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw xmlError(`Failed to parse XML due to: ${valid.err.msg} (line ${valid.err.line})`);
  let raw: Raw[];
  try {
    raw = parser.parse(text) as Raw[];
  } catch (problem) {
    throw xmlError(`Failed to parse XML due to: ${(problem as Error).message}`);
  }
  const nodes = raw.flatMap((node) => nodeOf(node, outermost)).filter((node) => node.kind !== "text");
  if (!nodes.some((node) => node.kind === "element")) throw xmlError("Failed to parse XML due to: no root element");
  return nodes;
}

export function xmlError(message: string): Error {
  return apexError("System.XmlException", message);
}

function nodeOf(raw: Raw, scope: Scope): ParsedNode[] {
  const [name] = Object.keys(raw).filter((key) => key !== ":@") as [string];
  const attributes = (raw[":@"] ?? {}) as Readonly<Record<string, string>>;
  const content = raw[name];
  if (name === "#text") return [{ kind: "text", text: String(content) }];
  if (name === commentName || name === cdataName) {
    const text = (content as Raw[]).map((part) => String(part["#text"])).join("");
    return [{ kind: name === commentName ? "comment" : "cdata", text }];
  }
  if (name === "?xml") return [];
  if (name.startsWith("?")) return [{ kind: "instruction", target: name.slice(1), data: instructionData(attributes) }];
  return [elementOf(name, attributes, content as Raw[], scope)];
}

/** The parser takes what follows the target for attributes. */
function instructionData(attributes: Readonly<Record<string, unknown>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => (typeof value === "string" ? `${name}="${value}"` : name))
    .join(" ");
}

function elementOf(
  name: string,
  attributes: Readonly<Record<string, string>>,
  content: readonly Raw[],
  outer: Scope
): ParsedElement {
  const declared = Object.entries(attributes).flatMap(([key, value]) => {
    if (key === "xmlns") return [["", value] as const];
    return key.startsWith("xmlns:") ? [[key.slice("xmlns:".length), value] as const] : [];
  });
  const scope = declared.length === 0 ? outer : new Map([...outer, ...declared]);
  return {
    kind: "element",
    ...nameIn(name, scope, true),
    declared,
    attributes: Object.entries(attributes)
      .filter(([key]) => key !== "xmlns" && !key.startsWith("xmlns:"))
      .map(([key, value]) => ({ ...nameIn(key, scope, false), value })),
    children: content.flatMap((child) => nodeOf(child, scope))
  };
}

/** An attribute without a prefix is in no namespace, an element in the default one. */
function nameIn(name: string, scope: Scope, isElement: boolean): XmlName {
  const colon = name.indexOf(":");
  if (colon < 0) return { prefix: "", local: name, namespace: (isElement && scope.get("")) || null };
  const prefix = name.slice(0, colon);
  const namespace = scope.get(prefix);
  if (namespace === undefined) throw xmlError(`Failed to parse XML due to: could not resolve prefix: ${prefix}`);
  return { prefix, local: name.slice(colon + 1), namespace };
}

export const escapedText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export const escapedAttribute = (text: string): string => escapedText(text).replaceAll('"', "&quot;");
