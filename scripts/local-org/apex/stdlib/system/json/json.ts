import { doubleType, type RuntimeType } from "../../../runtime/runtime-type.ts";
import { ApexDouble } from "../../../runtime/object.ts";
import { nullArgument } from "../../definition/arguments.ts";
import { defineClass } from "../../definition/define.ts";
import { JsonGenerator } from "./json-generator.ts";
import { JsonParser } from "./json-parser.ts";
import { fromNode, untyped } from "./json-read.ts";
import { jsonError, leadingJson } from "./json-text.ts";
import { serialize } from "./json-write.ts";
import type { TypeToken } from "../../schema/tokens.ts";

/** The platform looks at the first character before all else: a wrong structure is told before a wrong text. */
function requireOpening(text: string, type: RuntimeType): void {
  const first = /\S/.exec(text)?.[0];
  if (first === undefined || first === "n") return;
  const isList = type.kind === "list" || type.kind === "set";
  if (isList && first !== "[" && first !== "{")
    throw jsonError("Malformed JSON: Expected '[' at the beginning of List/Set");
  const isObject =
    type.kind === "map" || type.kind === "sobject" || (type.kind === "user" && type.info!.kind === "class");
  if (isObject && first !== "{") throw jsonError("Malformed JSON: Expected '{' at the beginning of object");
}

function deserialize(text: string | null, type: TypeToken | null, strict: boolean): unknown {
  if (text === null || type === null) throw nullArgument();
  requireOpening(text, type.type);
  const value = fromNode(leadingJson(text), type.type, { strict });
  return type.type === doubleType && typeof value === "number" ? new ApexDouble(value) : value;
}

export const jsonClass = defineClass({
  name: "JSON",
  documentation: "Apex Reference Guide: JSON Class",
  members: {
    "static JSONGenerator createGenerator(Boolean pretty)": (pretty: boolean | null) =>
      new JsonGenerator(pretty === true),
    "static JSONParser createParser(String text)": (text: string | null) => {
      if (text === null) throw nullArgument();
      return new JsonParser(text);
    },
    "static Object deserialize(String text, Type type)": (text: string | null, type: TypeToken | null) =>
      deserialize(text, type, false),
    "static Object deserializeStrict(String text, Type type)": (text: string | null, type: TypeToken | null) =>
      deserialize(text, type, true),
    "static Object deserializeUntyped(String text)": (text: string | null) => {
      if (text === null) throw nullArgument();
      return untyped(leadingJson(text));
    },
    "static String serialize(Object value)": (value: unknown) => serialize(value),
    "static String serialize(Object value, Boolean suppressNulls)": (value: unknown, suppressNulls: boolean | null) =>
      serialize(value, { suppressNulls: suppressNulls === true }),
    "static String serializePretty(Object value)": (value: unknown) => serialize(value, { pretty: true }),
    "static String serializePretty(Object value, Boolean suppressNulls)": (
      value: unknown,
      suppressNulls: boolean | null
    ) => serialize(value, { pretty: true, suppressNulls: suppressNulls === true })
  }
});
