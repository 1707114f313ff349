import { apexError } from "../../runtime/exceptions.ts";
import { enumConstant } from "../../runtime/enums.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { parseXmlNodes, xmlError, type ParsedElement, type ParsedNode } from "../dom/xml-tree.ts";

/** In the order of the numbers that `next` answers, from 1. */
const tags = [
  "START_ELEMENT",
  "END_ELEMENT",
  "PROCESSING_INSTRUCTION",
  "CHARACTERS",
  "COMMENT",
  "SPACE",
  "START_DOCUMENT",
  "END_DOCUMENT",
  "ENTITY_REFERENCE",
  "ATTRIBUTE",
  "DTD",
  "CDATA",
  "NAMESPACE",
  "NOTATION_DECLARATION",
  "ENTITY_DECLARATION"
] as const;

const xmlTagEnum = defineClass({
  name: "XmlTag",
  documentation: "Apex Reference Guide: XmlStreamReader Class, XmlTag Enum",
  kind: "enum",
  constants: [...tags]
});

interface XmlEvent {
  readonly tag: (typeof tags)[number];
  readonly element?: ParsedElement;
  readonly text?: string;
  readonly target?: string;
}

/** Value of the class System.XmlStreamReader ("Apex Developer Guide: Reading XML Using Streams"). */
export class XmlStreamReader {
  readonly apexTypeName = "System.XmlStreamReader";
  private events: XmlEvent[];
  private at = 0;

  constructor(text: string | null) {
    if (text === null) throw nullArgument();
    this.events = [{ tag: "START_DOCUMENT" }, ...parseXmlNodes(text).flatMap(eventsOf), { tag: "END_DOCUMENT" }];
  }

  get event(): XmlEvent {
    return this.events[this.at]!;
  }

  get hasNext(): boolean {
    return this.at < this.events.length - 1;
  }

  next(): number {
    if (!this.hasNext) throw apexError("System.NoSuchElementException", "No more XML events");
    this.at++;
    return tags.indexOf(this.event.tag) + 1;
  }

  /** Skips white space, comments and instructions up to the next tag. */
  nextTag(): number {
    let number: number;
    do {
      number = this.next();
      if ((this.event.tag === "CHARACTERS" || this.event.tag === "CDATA") && !this.isWhitespace)
        throw xmlError("Found text where a tag was expected");
    } while (this.event.tag !== "START_ELEMENT" && this.event.tag !== "END_ELEMENT");
    return number;
  }

  get isWhitespace(): boolean {
    return this.event.tag === "CHARACTERS" && this.event.text!.trim() === "";
  }

  /** Joins neighbouring texts and CDATA sections that are still to come. */
  coalesce(): void {
    const joined = this.events.slice(0, this.at + 1);
    for (const event of this.events.slice(this.at + 1)) {
      const isText = event.tag === "CHARACTERS" || event.tag === "CDATA";
      const before = joined.at(-1)!;
      if (isText && before.tag === "CHARACTERS" && joined.length > this.at + 1)
        joined[joined.length - 1] = { tag: "CHARACTERS", text: before.text! + event.text! };
      else joined.push(isText ? { tag: "CHARACTERS", text: event.text! } : event);
    }
    this.events = joined;
  }

  element(): ParsedElement {
    const { element, tag } = this.event;
    if (!element) throw xmlError(`Illegal state: the current event is ${tag}`);
    return element;
  }
}

function eventsOf(node: ParsedNode): XmlEvent[] {
  switch (node.kind) {
    case "element":
      return [
        { tag: "START_ELEMENT", element: node },
        ...node.children.flatMap(eventsOf),
        { tag: "END_ELEMENT", element: node }
      ];
    case "instruction":
      return [{ tag: "PROCESSING_INSTRUCTION", target: node.target, text: node.data }];
    default:
      return [
        { tag: node.kind === "text" ? "CHARACTERS" : node.kind === "cdata" ? "CDATA" : "COMMENT", text: node.text }
      ];
  }
}

function attributeAt(self: XmlStreamReader, index: number) {
  const found = self.element().attributes[index];
  if (!found) throw xmlError(`There is no attribute at ${index}`);
  return found;
}

function declarationAt(self: XmlStreamReader, index: number): readonly [string, string] {
  const found = self.element().declared[index];
  if (!found) throw xmlError(`There is no namespace at ${index}`);
  return found;
}

const isText = ({ event }: XmlStreamReader) => event.text !== undefined && event.tag !== "PROCESSING_INSTRUCTION";

/** Where an event stands in its text is not kept: getLocation is missing. */
export const xmlStreamReaderClasses: readonly ClassDefinition[] = [
  xmlTagEnum,
  defineClass({
    name: "XmlStreamReader",
    documentation: "Apex Reference Guide: XmlStreamReader Class",
    members: {
      "XmlStreamReader(String xml)": (text: string | null) => new XmlStreamReader(text),
      "Integer getAttributeCount()": (self: XmlStreamReader) => self.element().attributes.length,
      "String getAttributeLocalName(Integer index)": (self: XmlStreamReader, index: number) =>
        attributeAt(self, index).local,
      "String getAttributeNamespace(Integer index)": (self: XmlStreamReader, index: number) =>
        attributeAt(self, index).namespace,
      "String getAttributePrefix(Integer index)": (self: XmlStreamReader, index: number) =>
        attributeAt(self, index).prefix,
      "String getAttributeType(Integer index)": (self: XmlStreamReader, index: number) => {
        attributeAt(self, index);
        return "CDATA";
      },
      "String getAttributeValue(String namespace, String name)": (
        self: XmlStreamReader,
        namespace: string | null,
        name: string | null
      ) =>
        self
          .element()
          .attributes.find((attribute) => attribute.local === name && (!namespace || attribute.namespace === namespace))
          ?.value ?? null,
      "String getAttributeValueAt(Integer index)": (self: XmlStreamReader, index: number) =>
        attributeAt(self, index).value,
      "XmlTag getEventType()": (self: XmlStreamReader) => enumConstant(xmlTagEnum, self.event.tag),
      "String getLocalName()": (self: XmlStreamReader) => self.element().local,
      "String getNamespace()": (self: XmlStreamReader) => self.element().namespace,
      "Integer getNamespaceCount()": (self: XmlStreamReader) => self.element().declared.length,
      "String getNamespacePrefix(Integer index)": (self: XmlStreamReader, index: number) =>
        declarationAt(self, index)[0] || null,
      "String getNamespaceURI(String prefix)": (self: XmlStreamReader, prefix: string | null) =>
        self.element().declared.find(([declared]) => declared === (prefix ?? ""))?.[1] ?? null,
      "String getNamespaceURIAt(Integer index)": (self: XmlStreamReader, index: number) =>
        declarationAt(self, index)[1],
      "String getPIData()": (self: XmlStreamReader) =>
        self.event.tag === "PROCESSING_INSTRUCTION" ? self.event.text! : null,
      "String getPITarget()": (self: XmlStreamReader) => self.event.target ?? null,
      "String getPrefix()": (self: XmlStreamReader) => self.element().prefix || null,
      "String getText()": (self: XmlStreamReader) => (isText(self) ? self.event.text! : null),
      "Boolean hasName()": (self: XmlStreamReader) => self.event.element !== undefined,
      "Boolean hasNext()": (self: XmlStreamReader) => self.hasNext,
      "Boolean hasText()": isText,
      "Boolean isCharacters()": (self: XmlStreamReader) => self.event.tag === "CHARACTERS",
      "Boolean isEndElement()": (self: XmlStreamReader) => self.event.tag === "END_ELEMENT",
      "Boolean isStartElement()": (self: XmlStreamReader) => self.event.tag === "START_ELEMENT",
      "Boolean isWhitespace()": (self: XmlStreamReader) => self.isWhitespace,
      "Integer next()": (self: XmlStreamReader) => self.next(),
      "Integer nextTag()": (self: XmlStreamReader) => self.nextTag(),
      "void setCoalescing(Boolean joined)": (self: XmlStreamReader, joined: boolean | null) => {
        if (joined) self.coalesce();
      }
    }
  })
];
