import { enumConstant } from "../../../runtime/enums.ts";
import {
  blobType,
  booleanType,
  dateType,
  datetimeType,
  decimalType,
  doubleType,
  idType,
  integerType,
  longType,
  timeType,
  type RuntimeType
} from "../../../runtime/runtime-type.ts";
import { nullArgument } from "../../definition/arguments.ts";
import { defineClass } from "../../definition/define.ts";
import { fromNode } from "./json-read.ts";
import { JsonReader, jsonError, readNode, type JsonToken } from "./json-text.ts";
import type { TypeToken } from "../../schema/tokens.ts";

export const jsonTokenEnum = defineClass({
  name: "JSONToken",
  documentation: "Apex Reference Guide: JSONToken Enum",
  kind: "enum",
  constants: [
    "END_ARRAY",
    "END_OBJECT",
    "FIELD_NAME",
    "NOT_AVAILABLE",
    "START_ARRAY",
    "START_OBJECT",
    "VALUE_EMBEDDED_OBJECT",
    "VALUE_FALSE",
    "VALUE_NULL",
    "VALUE_NUMBER_FLOAT",
    "VALUE_NUMBER_INT",
    "VALUE_STRING",
    "VALUE_TRUE"
  ]
});

/** Value of the class System.JSONParser. */
export class JsonParser {
  readonly apexTypeName = "System.JSONParser";
  private readonly reader: JsonReader;
  current: JsonToken | undefined;
  lastCleared: JsonToken | undefined;
  /** Name of the field that each open object is in. */
  private readonly names: (string | null)[] = [null];

  constructor(text: string) {
    this.reader = new JsonReader(text);
  }

  next(): JsonToken | undefined {
    const token = this.reader.next();
    this.current = token;
    if (token?.type === "FIELD_NAME") this.names[this.names.length - 1] = token.text;
    else if (token?.type === "START_OBJECT" || token?.type === "START_ARRAY") this.names.push(null);
    else if (token?.type === "END_OBJECT" || token?.type === "END_ARRAY") this.names.pop();
    return token;
  }

  nextValue(): JsonToken | undefined {
    const token = this.next();
    return token?.type === "FIELD_NAME" ? this.next() : token;
  }

  get currentName(): string | null {
    const opening = this.current?.type === "START_OBJECT" || this.current?.type === "START_ARRAY";
    return this.names[this.names.length - (opening ? 2 : 1)] ?? null;
  }

  clear(): void {
    this.lastCleared = this.current;
    this.current = undefined;
  }

  skipChildren(): void {
    if (this.current?.type !== "START_OBJECT" && this.current?.type !== "START_ARRAY") return;
    for (let depth = 1; depth > 0;) {
      const token = this.next();
      if (!token) return;
      if (token.type === "START_OBJECT" || token.type === "START_ARRAY") depth++;
      if (token.type === "END_OBJECT" || token.type === "END_ARRAY") depth--;
    }
  }

  /** The value at the current token, up to its end. */
  read(type: RuntimeType, strict: boolean): unknown {
    let start = this.current ?? this.next();
    if (start?.type === "FIELD_NAME") start = this.next();
    if (!start) throw jsonError("No content to map to Object due to end of input");
    return fromNode(readNode(this, start), type, { strict });
  }

  scalar(type: RuntimeType): unknown {
    if (!this.current) throw jsonError("There is no current token");
    return fromNode(readNode(this, this.current), type);
  }
}

const tokenOf = (token: JsonToken | undefined) => (token ? enumConstant(jsonTokenEnum, token.type) : null);

function value(type: RuntimeType) {
  return (self: JsonParser) => self.scalar(type);
}

function readAs(strict: boolean) {
  return (self: JsonParser, type: TypeToken | null) => {
    if (type === null) throw nullArgument();
    return self.read(type.type, strict);
  };
}

export const jsonParserClass = defineClass({
  name: "JSONParser",
  documentation: "Apex Reference Guide: JSONParser Class",
  members: {
    "void clearCurrentToken()": (self: JsonParser) => self.clear(),
    "Blob getBlobValue()": value(blobType),
    "Boolean getBooleanValue()": value(booleanType),
    "String getCurrentName()": (self: JsonParser) => self.currentName,
    "JSONToken getCurrentToken()": (self: JsonParser) => tokenOf(self.current),
    "Datetime getDateTimeValue()": value(datetimeType),
    "Date getDateValue()": value(dateType),
    "Decimal getDecimalValue()": value(decimalType),
    "Double getDoubleValue()": value(doubleType),
    "Id getIdValue()": value(idType),
    "Integer getIntegerValue()": value(integerType),
    "JSONToken getLastClearedToken()": (self: JsonParser) => tokenOf(self.lastCleared),
    "Long getLongValue()": value(longType),
    "String getText()": (self: JsonParser) => self.current?.text ?? null,
    "Time getTimeValue()": value(timeType),
    "Boolean hasCurrentToken()": (self: JsonParser) => self.current !== undefined,
    "JSONToken nextToken()": (self: JsonParser) => tokenOf(self.next()),
    "JSONToken nextValue()": (self: JsonParser) => tokenOf(self.nextValue()),
    "Object readValueAs(Type type)": readAs(false),
    "Object readValueAsStrict(Type type)": readAs(true),
    "void skipChildren()": (self: JsonParser) => self.skipChildren()
  }
});
