import { nullArgument } from "../definition/arguments.ts";
import { defineClass } from "../definition/define.ts";
import { escapedAttribute, escapedText, xmlError } from "../dom/xml-tree.ts";

/** Value of the class System.XmlStreamWriter ("Apex Developer Guide: Writing XML Using Streams"). */
class XmlStreamWriter {
  readonly apexTypeName = "System.XmlStreamWriter";
  private text = "";
  private readonly open: string[] = [];
  /** How the start tag that is still open will end. */
  private pending = "";

  get xml(): string {
    return this.text + this.pending;
  }

  write(text: string): void {
    this.text += this.pending + text;
    this.pending = "";
  }

  start(prefix: string | null, name: string | null, empty: boolean): void {
    if (name === null) throw nullArgument();
    const qualified = prefix ? `${prefix}:${name}` : name;
    this.write(`<${qualified}`);
    this.pending = empty ? "/>" : ">";
    if (!empty) this.open.push(qualified);
  }

  attribute(name: string, value: string | null): void {
    if (value === null) throw nullArgument();
    if (this.pending === "") throw xmlError("Attribute not associated with any element");
    this.text += ` ${name}="${escapedAttribute(value)}"`;
  }

  end(): void {
    const name = this.open.pop();
    if (name === undefined) throw xmlError("No element was found to write");
    this.write(`</${name}>`);
  }

  endDocument(): void {
    while (this.open.length > 0) this.end();
  }
}

function given(text: string | null): string {
  if (text === null) throw nullArgument();
  return text;
}

export const xmlStreamWriterClass = defineClass({
  name: "XmlStreamWriter",
  documentation: "Apex Reference Guide: XmlStreamWriter Class",
  members: {
    "XmlStreamWriter()": () => new XmlStreamWriter(),
    "void close()": (self: XmlStreamWriter) => self.write(""),
    "String getXmlString()": (self: XmlStreamWriter) => self.xml,
    // It declares nothing in the text: names are written with the prefixes that they are given.
    "void setDefaultNamespace(String uri)": (_self: XmlStreamWriter, uri: string | null) => void given(uri),
    "void writeAttribute(String prefix, String namespace, String name, String value)": (
      self: XmlStreamWriter,
      prefix: string | null,
      _namespace: string | null,
      name: string | null,
      value: string | null
    ) => self.attribute(prefix ? `${prefix}:${given(name)}` : given(name), value),
    "void writeCData(String data)": (self: XmlStreamWriter, data: string | null) =>
      self.write(`<![CDATA[${given(data)}]]>`),
    "void writeCharacters(String text)": (self: XmlStreamWriter, text: string | null) =>
      self.write(escapedText(given(text))),
    "void writeComment(String comment)": (self: XmlStreamWriter, comment: string | null) =>
      self.write(`<!--${given(comment)}-->`),
    "void writeDefaultNamespace(String uri)": (self: XmlStreamWriter, uri: string | null) =>
      self.attribute("xmlns", uri),
    "void writeEmptyElement(String prefix, String name, String namespace)": (
      self: XmlStreamWriter,
      prefix: string | null,
      name: string | null
    ) => self.start(prefix, name, true),
    "void writeEndDocument()": (self: XmlStreamWriter) => self.endDocument(),
    "void writeEndElement()": (self: XmlStreamWriter) => self.end(),
    "void writeNamespace(String prefix, String uri)": (
      self: XmlStreamWriter,
      prefix: string | null,
      uri: string | null
    ) => self.attribute(prefix ? `xmlns:${prefix}` : "xmlns", uri),
    "void writeProcessingInstruction(String target, String data)": (
      self: XmlStreamWriter,
      target: string | null,
      data: string | null
    ) => self.write(`<?${given(target)} ${given(data)}?>`),
    "void writeStartDocument(String encoding, String version)": (
      self: XmlStreamWriter,
      encoding: string | null,
      version: string | null
    ) => self.write(`<?xml version="${version ?? "1.0"}"${encoding ? ` encoding="${encoding}"` : ""}?>`),
    "void writeStartElement(String prefix, String name, String namespace)": (
      self: XmlStreamWriter,
      prefix: string | null,
      name: string | null
    ) => self.start(prefix, name, false)
  }
});
