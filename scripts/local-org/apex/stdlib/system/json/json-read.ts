import { addressParts } from "../../../../schema/address.ts";
import { SObjectRecord } from "../../../../schema/record.ts";
import type { Field, SObjectType } from "../../../../schema/types.ts";
import { Blob } from "../../../../values/blob.ts";
import { ApexDate } from "../../../../values/date.ts";
import { ApexDatetime } from "../../../../values/datetime.ts";
import { Decimal } from "../../../../values/decimal.ts";
import type { FieldValue } from "../../../../values/field-value.ts";
import { normalizeId } from "../../../../values/id.ts";
import { ApexTime } from "../../../../values/time.ts";
import { ApexList, ApexMap, ApexSet } from "../../../runtime/collections.ts";
import { apexContext } from "../../../runtime/context.ts";
import type { ApexEnum } from "../../../runtime/object.ts";
import { ApexDouble, type ApexObject } from "../../../runtime/object.ts";
import type { ApexClassInfo, MemberVariableInfo } from "../../../runtime/reflection.ts";
import { describesMetadata, namesMetadata } from "../../../runtime/records.ts";
import { anyType, sobjectTypeOf, stringType, type RuntimeType } from "../../../runtime/runtime-type.ts";
import { readerOf } from "./json-types.ts";
import { JsonNumber, jsonError, repeatedName, type JsonNode } from "./json-text.ts";

export interface ReadOptions {
  /** Unknown members are errors, as in `JSON.deserializeStrict`. */
  readonly strict?: boolean;
  /** Which members of a user's class may be set; all by default. */
  readonly mayWrite?: (variable: MemberVariableInfo) => boolean;
}

/** The Apex value of a type that JSON stands for. @throws JSONException where it does not fit. */
export function fromNode(node: JsonNode, type: RuntimeType, options: ReadOptions = {}): unknown {
  if (node === null) return null;
  switch (type.kind) {
    case "any":
      return untyped(node);
    case "primitive":
      return primitive(node, type.name);
    case "list":
      return new ApexList(
        type.arguments[0]!,
        array(node).map((item) => fromNode(item, type.arguments[0]!, options))
      );
    case "set":
      return new ApexSet(
        type.arguments[0]!,
        array(node).map((item) => fromNode(item, type.arguments[0]!, options))
      );
    case "map":
      return mapOfNode(node, type, options);
    case "sobject":
      return record(node, type.object, options);
    case "user":
      return userValue(node, type.info!, options);
    default: {
      if (type.constants) return constantOf(node, type.name, type.constants);
      const reader = readerOf(type.name);
      if (reader) return reader(object(node));
      throw jsonError(`Apex Type unsupported in JSON: ${type.name}`);
    }
  }
}

/** Objects become maps, arrays lists, whole numbers Integers or Longs, others Decimals. */
export function untyped(node: JsonNode): unknown {
  if (node instanceof Map) {
    return new ApexMap(
      stringType,
      anyType,
      [...node].map(([name, value]) => [name, untyped(value)] as const)
    );
  }
  if (Array.isArray(node)) return new ApexList(anyType, node.map(untyped));
  if (node instanceof JsonNumber) {
    if (!node.isWhole) return Decimal.parse(node.text);
    const value = Number(node.text);
    if (Number.isSafeInteger(value)) return value === (value | 0) ? value : BigInt(node.text);
    return BigInt.asIntN(64, BigInt(node.text)) === BigInt(node.text) ? BigInt(node.text) : Decimal.parse(node.text);
  }
  return node;
}

function illegalPrimitive(): Error {
  return jsonError("Illegal value for primitive");
}

function primitive(node: JsonNode, type: string): unknown {
  if (node instanceof Map || Array.isArray(node)) throw illegalPrimitive();
  const text = node instanceof JsonNumber ? node.text : String(node);
  switch (type) {
    case "String":
      return text;
    case "Boolean":
      if (typeof node === "boolean") return node;
      if (text === "true" || text === "false") return text === "true";
      throw illegalPrimitive();
    case "Integer":
    case "Long":
    case "Double":
    case "Decimal":
      return number(node, type);
    case "Id":
      return normalizeId(text) ?? fail(`Invalid id value: ${text}`);
    case "Date":
      return dateOf(text);
    case "Datetime":
      return datetimeOf(text);
    case "Time":
      return ApexTime.parse(text) ?? fail(`Invalid format: "${text}"`);
    case "Blob":
      return new Blob(Buffer.from(text, "base64"));
    default:
      throw jsonError(`Apex Type unsupported in JSON: ${type}`);
  }
}

function fail(message: string): never {
  throw jsonError(message);
}

function number(node: JsonNode, type: "Integer" | "Long" | "Double" | "Decimal"): unknown {
  const text = node instanceof JsonNumber ? node.text : typeof node === "string" ? node.trim() : "";
  if (!/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) throw illegalPrimitive();
  switch (type) {
    case "Integer": {
      const value = Number(text);
      if (value !== (value | 0)) throw illegalPrimitive();
      return value;
    }
    case "Long":
      if (!/^-?\d+$/.test(text)) throw illegalPrimitive();
      return BigInt.asIntN(64, BigInt(text));
    case "Double":
      return Number(text);
    case "Decimal":
      return Decimal.parse(text);
  }
}

function dateOf(text: string): ApexDate {
  return ApexDate.parse(text.slice(0, 10)) ?? fail(`Invalid format: "${text}"`);
}

function datetimeOf(text: string): ApexDatetime {
  const date = ApexDate.parse(text);
  if (date) return ApexDatetime.ofLocal(date, new ApexTime(0), "UTC");
  return (
    ApexDatetime.parseIso(text) ??
    ApexDatetime.parseIso(`${text.replace(" ", "T")}Z`) ??
    fail(`Invalid format: "${text}"`)
  );
}

function array(node: JsonNode): readonly JsonNode[] {
  // A list of child records in a record is wrapped the way queries answer it.
  const wrapped = node instanceof Map ? node.get("records") : undefined;
  if (Array.isArray(wrapped)) return wrapped;
  if (!Array.isArray(node)) throw jsonError("Malformed JSON: Expected '[' at the beginning of List/Set");
  return node;
}

function object(node: JsonNode): Map<string, JsonNode> {
  if (!(node instanceof Map)) throw jsonError("Malformed JSON: Expected '{' at the beginning of object");
  return node;
}

function mapOfNode(node: JsonNode, type: RuntimeType, options: ReadOptions): ApexMap {
  const [keyType, valueType] = type.arguments as readonly [RuntimeType, RuntimeType];
  const entries = [...object(node)].map(([name, value]) => {
    const key =
      keyType.kind === "user" || keyType.constants ? fromNode(name, keyType, options) : primitive(name, keyType.name);
    return [key, fromNode(value, valueType, options)] as const;
  });
  return new ApexMap(keyType, valueType, entries);
}

function userValue(node: JsonNode, info: ApexClassInfo, options: ReadOptions): unknown {
  if (info.kind === "enum") return constantOf(node, info.fullName, info.constants as ApexEnum[]);
  if (info.kind === "interface" || info.abstract) throw jsonError(`Apex Type unsupported in JSON: ${info.fullName}`);
  const members = object(node);
  const made: ApexObject = info.allocate();
  const variables = writableVariables(info, options);
  // financialforcedev/ffhttp-core, whose tests catch what an org throws.
  const repeated = repeatedName(members);
  if (repeated !== undefined && variables.has(repeated.toLowerCase())) throw jsonError(`Duplicate field: ${repeated}`);
  for (const [name, value] of members) {
    const variable = variables.get(name.toLowerCase());
    if (variable) variable.set(made, unboxed(fromNode(value, variable.type, options)));
    else if (options.strict === true) throw jsonError(`Unknown field: ${info.fullName}.${name}`);
  }
  return made;
}

/** Variables of type Double hold plain numbers. */
function unboxed(value: unknown): unknown {
  return value instanceof ApexDouble ? value.value : value;
}

function constantOf(node: JsonNode, enumName: string, constants: readonly ApexEnum[]): unknown {
  const found = constants.find(({ name }) => name.toLowerCase() === String(node).toLowerCase());
  return found ?? fail(`No enum constant ${enumName}.${String(node)}`);
}

function writableVariables(info: ApexClassInfo, options: ReadOptions): Map<string, MemberVariableInfo> {
  const variables = new Map<string, MemberVariableInfo>();
  for (let level: ApexClassInfo | undefined = info; level; level = level.superclass) {
    for (const variable of level.variables) {
      // Final variables are filled as well: no constructor runs that would.
      const fillable = variable.writable || !variable.property;
      const usable = !variable.static && !variable.transient && fillable && (options.mayWrite?.(variable) ?? true);
      if (usable && !variables.has(variable.name.toLowerCase())) variables.set(variable.name.toLowerCase(), variable);
    }
  }
  return variables;
}

function record(node: JsonNode, expected: SObjectType | undefined, options: ReadOptions): SObjectRecord {
  const members = object(node);
  const type = expected ?? typeFromAttributes(members);
  const made = new SObjectRecord(type);
  for (const [name, value] of unwrapped(type, members)) {
    if (name !== "attributes") setMember(made, name, value, options);
  }
  return made;
}

/** A record may stand under the name of its object: declarative-lookup-rollup-summaries reads one so. */
function unwrapped(type: SObjectType, members: Map<string, JsonNode>): Map<string, JsonNode> {
  const own = members.size === 1 ? members.get(type.name) : undefined;
  return own instanceof Map ? own : members;
}

function typeFromAttributes(members: Map<string, JsonNode>): SObjectType {
  const attributes = members.get("attributes");
  const named =
    attributes instanceof Map ? attributes.get("type") : (members.get("sobjectType") ?? members.get("sObjectType"));
  const type = typeof named === "string" ? apexContext().tx.schema.object(named) : undefined;
  if (!type) throw jsonError("Must have a concrete SObject type to deserialize: no attributes of a known type");
  return type;
}

function setMember(made: SObjectRecord, name: string, value: JsonNode, options: ReadOptions): void {
  const field = made.type.field(name);
  if (field?.type === "address") return setAddress(made, field, value);
  if (field) {
    made.values[field.name] = value === null ? null : fieldValue(value, field, made.type);
    return;
  }
  const parent = made.type.parentRelationship(name);
  if (parent) {
    (made.parents ??= {})[parent.relationshipName!] =
      value === null ? null : record(value, parentType(parent), options);
    return;
  }
  const child = made.type.childRelationship(name);
  if (child) {
    const childType = apexContext().tx.schema.object(child.childObject)!;
    const list = fromNode(
      value,
      { name: "List", kind: "list", arguments: [sobjectTypeOf(childType)] },
      options
    ) as ApexList | null;
    if (list) (made.children ??= {})[child.relationshipName!] = list.items as SObjectRecord[];
    return;
  }
  if (/^sobjecttype$/i.test(name)) return;
  throw jsonError(`No such column '${name}' on sobject of type ${made.type.name}`);
}

/** "Object Reference: Address Compound Fields": its parts are fields of the record, under names of their own in the compound. */
function setAddress(made: SObjectRecord, address: Field, value: JsonNode): void {
  if (value === null) return;
  const parts = object(value);
  const prefix = address.name.slice(0, -"Address".length);
  for (const name of addressParts(made.type, address)) {
    const part = name.slice(prefix.length);
    const given = parts.get(part.charAt(0).toLowerCase() + part.slice(1));
    if (given !== undefined) setMember(made, name, given, {});
  }
}

/** Polymorphic references leave the type to the attributes. */
function parentType(reference: Field): SObjectType | undefined {
  return reference.referenceTo.length === 1 ? apexContext().tx.schema.object(reference.referenceTo[0]!) : undefined;
}

/** A field's value in JSON. @throws JSONException where it does not fit the field's type. */
export function fieldValue(node: JsonNode, field: Field, type?: SObjectType): FieldValue {
  const isName = field.type === "id" && type !== undefined && describesMetadata(type);
  const value = primitive(node, isName ? "String" : apexTypeOf(field)) as FieldValue;
  return value === "" ? null : value;
}

function apexTypeOf(field: Field): string {
  if (namesMetadata(field)) return "String";
  switch (field.type) {
    case "boolean":
      return "Boolean";
    case "int":
      return "Integer";
    case "double":
    case "currency":
    case "percent":
    case "long":
      return "Decimal";
    case "date":
      return "Date";
    case "datetime":
      return "Datetime";
    case "time":
      return "Time";
    case "base64":
      return "Blob";
    case "id":
    case "reference":
      return "Id";
    default:
      return "String";
  }
}

/** Plain JavaScript values, as `JSON.parse` gives them, as nodes. */
export function nodeOf(value: unknown): JsonNode {
  if (value === null || value === undefined) return null;
  if (typeof value === "number") return new JsonNumber(Decimal.fromNumber(value).toPlainString());
  if (typeof value === "bigint") return new JsonNumber(String(value));
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(nodeOf);
  if (value instanceof JsonNumber) return value;
  return new Map(Object.entries(value).map(([name, member]) => [name, nodeOf(member)]));
}
