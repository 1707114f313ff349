import { XMLParser, XMLValidator } from "fast-xml-parser";

/** An element's content: text, or its children by name; `null` for `xsi:nil`. */
export type XmlValue = string | null | XmlElement | readonly XmlValue[];
export interface XmlElement {
  readonly [name: string]: XmlValue | undefined;
}

export interface XmlDocument {
  /** Name of the root element. */
  readonly root: string;
  readonly content: XmlElement;
}

export class XmlSyntaxError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(message: string, line: number, column: number) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  ignoreDeclaration: true,
  processEntities: true,
  htmlEntities: true
});

/** Parses a metadata file; throws {@link XmlSyntaxError} with the place where it is not well formed. */
export function parseXml(text: string): XmlDocument {
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    throw new XmlSyntaxError(valid.err.msg, valid.err.line, valid.err.col);
  }
  const parsed = parsedTree(text);
  const root = Object.keys(parsed).find((name) => !name.startsWith("?"));
  if (root === undefined) {
    throw new XmlSyntaxError("The file has no element", 1, 1);
  }
  const content = withoutAttributes(parsed[root]);
  return { root, content: typeof content === "object" && content !== null ? (content as XmlElement) : {} };
}

/** The validator lets pass what only the parser finds: a comment, CDATA or declaration that never ends. */
function parsedTree(text: string): Record<string, unknown> {
  try {
    return parser.parse(text) as Record<string, unknown>;
  } catch (error) {
    const before = text.slice(0, Math.max(text.lastIndexOf("<!"), text.lastIndexOf("<?"), 0)).split("\n");
    throw new XmlSyntaxError((error as Error).message, before.length, before.at(-1)!.length + 1);
  }
}

function withoutAttributes(value: unknown): XmlValue {
  if (Array.isArray(value)) {
    return value.map(withoutAttributes);
  }
  if (typeof value !== "object" || value === null) {
    return String(value ?? "");
  }
  const entries = Object.entries(value);
  if ((value as Record<string, unknown>)["@xsi:nil"] === "true") {
    return null;
  }
  const elements = entries.filter(([name]) => !name.startsWith("@"));
  if (elements.length === 1 && elements[0]![0] === "#text") {
    return String(elements[0]![1]);
  }
  if (elements.length === 0 && entries.length > 0) {
    return "";
  }
  // Text between elements means nothing: the CLI deploys it as it is, and projects that have some pass in orgs.
  return Object.fromEntries(
    elements.filter(([name]) => name !== "#text").map(([name, child]) => [name, withoutAttributes(child)])
  );
}

/** The text of a child element, undefined where it is absent. */
export function textOf(element: XmlElement, name: string): string | undefined {
  const value = element[name];
  return typeof value === "string" ? value : undefined;
}

/** True for the text `true`. */
export function flagOf(element: XmlElement, name: string): boolean {
  return element[name] === "true";
}

/** All children of that name as elements, none where absent. */
export function elementsOf(element: XmlElement, name: string): XmlElement[] {
  return valuesOf(element, name).filter((value): value is XmlElement => typeof value === "object" && value !== null);
}

/** All texts of that name. */
export function textsOf(element: XmlElement, name: string): string[] {
  return valuesOf(element, name).filter((value): value is string => typeof value === "string");
}

export function elementOf(element: XmlElement, name: string): XmlElement | undefined {
  return elementsOf(element, name)[0];
}

function valuesOf(element: XmlElement, name: string): readonly XmlValue[] {
  const value = element[name];
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly XmlValue[]) : [value];
}

/** Where an element or text first stands in a file, 1-based; its beginning where it is not found. */
export function placeOf(text: string, needle: string): { line: number; column: number } {
  const index = text.indexOf(needle);
  if (index < 0) {
    return { line: 1, column: 1 };
  }
  const before = text.slice(0, index);
  return { line: before.split("\n").length, column: index - before.lastIndexOf("\n") };
}
