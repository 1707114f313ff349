import type { Blob } from "../../../../values/blob.ts";
import type { ApexDatetime } from "../../../../values/datetime.ts";
import { Decimal } from "../../../../values/decimal.ts";
import { doubleText } from "../../../runtime/object.ts";
import { nullArgument } from "../../definition/arguments.ts";
import { defineClass, type Implementation } from "../../definition/define.ts";
import { JsonTextWriter, jsonError } from "./json-text.ts";
import { writeValue } from "./json-write.ts";

/** Value of the class System.JSONGenerator. */
export class JsonGenerator {
  readonly apexTypeName = "System.JSONGenerator";
  readonly writer: JsonTextWriter;
  closed = false;

  constructor(pretty: boolean) {
    this.writer = new JsonTextWriter(pretty);
  }

  /** The writer, as long as the generator is open. */
  get out(): JsonTextWriter {
    if (this.closed) throw jsonError("The generator is closed");
    return this.writer;
  }

  asString(): string {
    this.closed = true;
    return this.writer.text;
  }
}

const quoted = (self: JsonGenerator, value: unknown) => self.out.string(String(value));
const bare = (self: JsonGenerator, value: unknown) =>
  self.out.raw(value instanceof Decimal ? value.toPlainString() : String(value));

/** How each kind of value is written; the same kinds exist with a field name. */
const kinds: readonly (readonly [name: string, type: string, write: (self: JsonGenerator, value: never) => void])[] = [
  ["Blob", "Blob", (self, value: Blob) => self.out.string(Buffer.from(value.bytes).toString("base64"))],
  ["Boolean", "Boolean", bare],
  ["Date", "Date", quoted],
  ["DateTime", "Datetime", (self, value: ApexDatetime) => self.out.string(value.toIso())],
  ["Id", "Id", quoted],
  ["Number", "Decimal", bare],
  ["Number", "Double", (self, value: number) => self.out.raw(doubleText(value))],
  ["Number", "Integer", bare],
  ["Number", "Long", bare],
  ["Object", "Object", (self, value: unknown) => writeValue(self.out, value)],
  ["String", "String", quoted],
  ["Time", "Time", quoted]
];

function valueMembers(): Record<string, Implementation> {
  const members: Record<string, Implementation> = {};
  for (const [name, type, write] of kinds) {
    const checked = (self: JsonGenerator, value: unknown) => {
      if (value === null && type !== "Object") throw nullArgument();
      write(self, value as never);
    };
    members[`void write${name}(${type} value)`] = checked;
    members[`void write${name}Field(String fieldName, ${type} value)`] = (
      self: JsonGenerator,
      field: string | null,
      value: unknown
    ) => {
      if (field === null) throw nullArgument();
      self.out.name(field);
      checked(self, value);
    };
  }
  return members;
}

export const jsonGeneratorClass = defineClass({
  name: "JSONGenerator",
  documentation: "Apex Reference Guide: JSONGenerator Class",
  members: {
    ...valueMembers(),
    "void close()": (self: JsonGenerator) => {
      self.closed = true;
    },
    "String getAsString()": (self: JsonGenerator) => self.asString(),
    "Boolean isClosed()": (self: JsonGenerator) => self.closed,
    "void writeEndArray()": (self: JsonGenerator) => self.out.endArray(),
    "void writeEndObject()": (self: JsonGenerator) => self.out.endObject(),
    "void writeFieldName(String fieldName)": (self: JsonGenerator, field: string) => self.out.name(field),
    "void writeNull()": (self: JsonGenerator) => self.out.raw("null"),
    "void writeNullField(String fieldName)": (self: JsonGenerator, field: string) => {
      self.out.name(field);
      self.out.raw("null");
    },
    "void writeStartArray()": (self: JsonGenerator) => self.out.startArray(),
    "void writeStartObject()": (self: JsonGenerator) => self.out.startObject()
  }
});
