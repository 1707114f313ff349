import { ApexList } from "../../runtime/collections.ts";
import { enumConstant } from "../../runtime/enums.ts";
import { libraryType } from "../../runtime/runtime-type.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import {
  escapedAttribute,
  escapedText,
  parseXmlNodes,
  xmlError,
  type ParsedNode,
  type XmlAttribute
} from "./xml-tree.ts";

const nodeTypeEnum = defineClass({
  namespace: "Dom",
  name: "XmlNodeType",
  documentation: "Apex Reference Guide: XmlNode Class",
  kind: "enum",
  constants: ["COMMENT", "ELEMENT", "TEXT"]
});

/** Value of the class Dom.XmlNode. */
class XmlNode {
  readonly apexTypeName = "Dom.XmlNode";
  readonly type: "COMMENT" | "ELEMENT" | "TEXT";
  parent: XmlNode | null = null;
  /** Text and comments only. */
  readonly text: string;
  prefix = "";
  local = "";
  namespace: string | null = null;
  attributes: XmlAttribute[] = [];
  /** Declared namespaces by prefix. */
  readonly declared = new Map<string, string>();
  children: XmlNode[] = [];

  constructor(type: XmlNode["type"], text = "") {
    this.type = type;
    this.text = text;
  }

  namespaceFor(prefix: string): string | null {
    return this.declared.get(prefix) ?? this.parent?.namespaceFor(prefix) ?? null;
  }

  prefixFor(namespace: string): string | null {
    for (const [prefix, declared] of this.declared) if (declared === namespace) return prefix;
    return this.parent?.prefixFor(namespace) ?? null;
  }

  attribute(key: string | null, namespace: string | null): XmlAttribute | undefined {
    if (key === null) throw nullArgument();
    return this.attributes.find(
      (attribute) => attribute.local === key && sameNamespace(attribute.namespace, namespace)
    );
  }

  append(child: XmlNode): XmlNode {
    child.parent = this;
    this.children.push(child);
    return child;
  }

  toString(): string {
    return `XMLNode[${this.type},${this.local},${this.namespace ?? "null"}]`;
  }
}

function sameNamespace(one: string | null, other: string | null): boolean {
  return (one ?? "") === (other ?? "");
}

/** "XmlNode Class: addChildElement": without a prefix one is assigned, of the form ns0; an empty one makes the namespace the default. */
function namedElement(
  local: string | null,
  namespace: string | null,
  prefix: string | null,
  parent: XmlNode | null
): XmlNode {
  if (local === null) throw nullArgument();
  const node = new XmlNode("ELEMENT");
  node.parent = parent;
  node.local = local;
  node.namespace = namespace === "" ? null : namespace;
  if (node.namespace === null) return node;
  node.prefix = prefix ?? parent?.prefixFor(node.namespace) ?? freePrefix(node);
  if (node.namespaceFor(node.prefix) !== node.namespace) node.declared.set(node.prefix, node.namespace);
  return node;
}

function freePrefix(node: XmlNode): string {
  for (let number = 0; ; number++) if (node.namespaceFor(`ns${number}`) === null) return `ns${number}`;
}

function setAttribute(
  self: XmlNode,
  key: string | null,
  value: string | null,
  namespace: string | null,
  valueNamespace: string | null
): void {
  if (key === null || value === null) throw nullArgument();
  const prefix = namespace ? prefixOf(self, namespace) : "";
  const text = valueNamespace ? `${prefixOf(self, valueNamespace)}:${value}` : value;
  self.attributes = self.attributes.filter(
    (attribute) => !(attribute.local === key && sameNamespace(attribute.namespace, namespace))
  );
  self.attributes.push({ prefix, local: key, namespace: namespace ?? null, value: text });
}

function prefixOf(self: XmlNode, namespace: string): string {
  const known = self.prefixFor(namespace);
  if (known) return known;
  const prefix = freePrefix(self);
  self.declared.set(prefix, namespace);
  return prefix;
}

/** The value's own namespace where it is a name with a prefix that is declared. */
function valueParts(self: XmlNode, value: string): { readonly local: string; readonly namespace: string | null } {
  const colon = value.indexOf(":");
  const namespace = colon > 0 ? self.namespaceFor(value.slice(0, colon)) : null;
  return namespace === null ? { local: value, namespace } : { local: value.slice(colon + 1), namespace };
}

function toNode(parsed: ParsedNode): XmlNode[] {
  if (parsed.kind === "instruction") return [];
  if (parsed.kind !== "element") return [new XmlNode(parsed.kind === "comment" ? "COMMENT" : "TEXT", parsed.text)];
  const node = new XmlNode("ELEMENT");
  node.prefix = parsed.prefix;
  node.local = parsed.local;
  node.namespace = parsed.namespace;
  node.attributes = [...parsed.attributes];
  for (const [prefix, namespace] of parsed.declared) node.declared.set(prefix, namespace);
  for (const child of parsed.children) for (const made of toNode(child)) node.append(made);
  return [node];
}

function serialize(node: XmlNode): string {
  if (node.type === "TEXT") return escapedText(node.text);
  if (node.type === "COMMENT") return `<!--${node.text}-->`;
  const name = node.prefix === "" ? node.local : `${node.prefix}:${node.local}`;
  const declared = [...node.declared].map(([prefix, namespace]) => [prefix ? `xmlns:${prefix}` : "xmlns", namespace]);
  const attributes = node.attributes.map(({ prefix, local, value }) => [prefix ? `${prefix}:${local}` : local, value]);
  const head = [...declared, ...attributes].map(([key, value]) => ` ${key}="${escapedAttribute(value!)}"`).join("");
  const content = node.children.map(serialize).join("");
  return content === "" ? `<${name}${head} />` : `<${name}${head}>${content}</${name}>`;
}

/** Value of the class Dom.Document. */
export class XmlDocument {
  readonly apexTypeName = "Dom.Document";
  root: XmlNode | null = null;

  static of(text: string | null): XmlDocument {
    const document = new XmlDocument();
    document.load(text);
    return document;
  }

  load(text: string | null): void {
    if (text === null) throw nullArgument();
    this.root = parseXmlNodes(text)
      .flatMap(toNode)
      .find(({ type }) => type === "ELEMENT")!;
  }

  toXml(): string {
    return `<?xml version="1.0" encoding="UTF-8"?>${this.root ? serialize(this.root) : ""}`;
  }
}

function listOfNodes(nodes: readonly XmlNode[]): ApexList {
  return new ApexList(libraryType("Dom.XmlNode"), [...nodes]);
}

function textChild(self: XmlNode, type: "TEXT" | "COMMENT", text: string | null): XmlNode {
  if (text === null) throw nullArgument();
  return self.append(new XmlNode(type, text));
}

function childIndex(self: XmlNode, child: XmlNode): number {
  const index = self.children.indexOf(child);
  if (index < 0) throw xmlError("The node is not a child of this node");
  return index;
}

function removeChild(self: XmlNode, child: XmlNode | null): boolean {
  if (child === null) throw nullArgument();
  const index = self.children.indexOf(child);
  if (index < 0) return false;
  self.children.splice(index, 1);
  child.parent = null;
  return true;
}

function insertBefore(self: XmlNode, child: XmlNode | null, before: XmlNode | null): XmlNode {
  if (child === null) throw nullArgument();
  if (before !== null) childIndex(self, before);
  if (child.parent) removeChild(child.parent, child);
  child.parent = self;
  self.children.splice(before === null ? self.children.length : childIndex(self, before), 0, child);
  return child;
}

export const domClasses: readonly ClassDefinition[] = [
  nodeTypeEnum,
  defineClass({
    namespace: "Dom",
    name: "Document",
    documentation: "Apex Reference Guide: Document Class",
    members: {
      "Document()": () => new XmlDocument(),
      "Dom.XmlNode createRootElement(String name, String namespace, String prefix)": (
        self: XmlDocument,
        name: string | null,
        namespace: string | null,
        prefix: string | null
      ) => {
        if (self.root) throw xmlError("The document has a root element");
        return (self.root = namedElement(name, namespace, prefix, null));
      },
      "Dom.XmlNode getRootElement()": (self: XmlDocument) => self.root,
      "void load(String xml)": (self: XmlDocument, text: string | null) => self.load(text),
      "String toXmlString()": (self: XmlDocument) => self.toXml()
    }
  }),
  defineClass({
    namespace: "Dom",
    name: "XmlNode",
    documentation: "Apex Reference Guide: XmlNode Class",
    members: {
      "Dom.XmlNode addChildElement(String name, String namespace, String prefix)": (
        self: XmlNode,
        name: string | null,
        namespace: string | null,
        prefix: string | null
      ) => self.append(namedElement(name, namespace, prefix, self)),
      "Dom.XmlNode addCommentNode(String text)": (self: XmlNode, text: string | null) =>
        textChild(self, "COMMENT", text),
      "Dom.XmlNode addTextNode(String text)": (self: XmlNode, text: string | null) => textChild(self, "TEXT", text),
      "String getAttribute(String key, String namespace)": (
        self: XmlNode,
        key: string | null,
        namespace: string | null
      ) => self.attribute(key, namespace)?.value ?? null,
      "Integer getAttributeCount()": (self: XmlNode) => self.attributes.length,
      "String getAttributeKeyAt(Integer index)": (self: XmlNode, index: number) =>
        self.attributes[index]?.local ?? null,
      "String getAttributeKeyNsAt(Integer index)": (self: XmlNode, index: number) =>
        self.attributes[index]?.namespace ?? null,
      "String getAttributeValue(String key, String namespace)": (
        self: XmlNode,
        key: string | null,
        namespace: string | null
      ) => {
        const found = self.attribute(key, namespace);
        return found ? valueParts(self, found.value).local : null;
      },
      "String getAttributeValueNs(String key, String namespace)": (
        self: XmlNode,
        key: string | null,
        namespace: string | null
      ) => {
        const found = self.attribute(key, namespace);
        return found ? valueParts(self, found.value).namespace : null;
      },
      "Dom.XmlNode getChildElement(String name, String namespace)": (
        self: XmlNode,
        name: string | null,
        namespace: string | null
      ) =>
        self.children.find(
          (child) => child.type === "ELEMENT" && child.local === name && sameNamespace(child.namespace, namespace)
        ) ?? null,
      "List<Dom.XmlNode> getChildElements()": (self: XmlNode) =>
        listOfNodes(self.children.filter(({ type }) => type === "ELEMENT")),
      "List<Dom.XmlNode> getChildren()": (self: XmlNode) => listOfNodes(self.children),
      "String getName()": (self: XmlNode) => (self.type === "ELEMENT" ? self.local : null),
      "String getNamespace()": (self: XmlNode) => self.namespace,
      "String getNamespaceFor(String prefix)": (self: XmlNode, prefix: string) => self.namespaceFor(prefix),
      "Dom.XmlNodeType getNodeType()": (self: XmlNode) => enumConstant(nodeTypeEnum, self.type),
      "Dom.XmlNode getParent()": (self: XmlNode) => self.parent,
      "String getPrefixFor(String namespace)": (self: XmlNode, namespace: string) => self.prefixFor(namespace),
      "String getText()": (self: XmlNode) =>
        self.type === "ELEMENT"
          ? self.children.map((child) => (child.type === "TEXT" ? child.text : "")).join("")
          : self.text,
      "Dom.XmlNode insertBefore(Dom.XmlNode child, Dom.XmlNode before)": insertBefore,
      "Boolean removeAttribute(String key, String namespace)": (
        self: XmlNode,
        key: string | null,
        namespace: string | null
      ) => {
        const found = self.attribute(key, namespace);
        self.attributes = self.attributes.filter((attribute) => attribute !== found);
        return found !== undefined;
      },
      "Boolean removeChild(Dom.XmlNode child)": removeChild,
      "void setAttribute(String key, String value)": (self: XmlNode, key: string | null, value: string | null) =>
        setAttribute(self, key, value, null, null),
      "void setAttributeNs(String key, String value, String namespace, String valueNamespace)": setAttribute,
      "void setNamespace(String prefix, String namespace)": (
        self: XmlNode,
        prefix: string | null,
        namespace: string | null
      ) => {
        if (prefix === null || namespace === null) throw nullArgument();
        self.declared.set(prefix, namespace);
      },
      "String toString()": String
    }
  })
];
