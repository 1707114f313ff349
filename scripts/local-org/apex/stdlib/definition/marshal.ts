import { SObjectRecord } from "../../../schema/record.ts";
import { Decimal } from "../../../values/decimal.ts";
import { ApexList, ApexMap, ApexSet } from "../../runtime/collections.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { ApexDouble, ApexObject } from "../../runtime/object.ts";
import { hasAnnotation, type MemberVariableInfo } from "../../runtime/reflection.ts";
import type { RuntimeType } from "../../runtime/runtime-type.ts";
import { textOf, typeOf } from "../../runtime/values.ts";
import { fromNode, nodeOf } from "../system/json/json-read.ts";
import { scalarText, serializableVariables, serialize } from "../system/json/json-write.ts";

/** Who calls from outside: a component, an Apex REST client, or a flow or API client that calls an invocable method. */
export type Caller = "aura" | "rest" | "invocable";

/** Annotation that a member of a user's class needs to be seen by the caller. */
const memberAnnotations: Readonly<Record<Caller, string | undefined>> = {
  aura: "AuraEnabled",
  rest: undefined,
  invocable: "InvocableVariable"
};

function isSeenBy(caller: Caller): (variable: MemberVariableInfo) => boolean {
  const annotation = memberAnnotations[caller];
  return annotation === undefined ? () => true : (variable) => hasAnnotation(variable, annotation);
}

/**
 * The Apex value of a type for a plain JSON value (what `JSON.parse` gives). To be called within an Apex context.
 * @throws JSONException where it does not fit the type.
 */
export function fromJson(value: unknown, type: RuntimeType, caller: Caller): unknown {
  return fromNode(nodeOf(value), type, { mayWrite: isSeenBy(caller) });
}

/** The text of an Apex value as Apex REST answers it: what `JSON.serialize` gives, no digit of a Decimal lost. */
export function toJsonText(value: unknown): string {
  return serialize(value);
}

/**
 * An Apex value as a plain JSON value, for `JSON.stringify`. Numbers become JavaScript numbers, dates
 * `yyyy-MM-dd`, moments ISO 8601 in GMT; records are their fields without attributes; objects of user's classes show the
 * members that the caller may see, null ones left out.
 */
export function toJson(value: unknown, caller: Caller): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object") return value;
  if (value instanceof Decimal) return value.toNumber();
  if (value instanceof ApexDouble) return value.value;
  return scalarText(value) ?? structure(value, caller);
}

function structure(value: object, caller: Caller): unknown {
  if (value instanceof ApexList) return value.items.map((item) => toJson(item, caller));
  if (value instanceof ApexSet) return value.toArray().map((item) => toJson(item, caller));
  if (value instanceof ApexMap)
    return Object.fromEntries([...value.entries()].map(([key, item]) => [keyText(key), toJson(item, caller)]));
  if (value instanceof SObjectRecord) return recordJson(value, caller);
  if (value instanceof ApexObject) return objectJson(value, caller);
  throw apexError("System.UnexpectedException", `A value of type ${typeOf(value).name} cannot leave Apex`);
}

function keyText(key: unknown): string {
  return typeof key === "object" && key !== null ? (scalarText(key) ?? textOf(key)) : String(key);
}

function recordJson(record: SObjectRecord, caller: Caller): Record<string, unknown> {
  const json: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(record.values)) {
    if (value !== null) json[field] = toJson(value, caller);
  }
  for (const [name, parent] of Object.entries(record.parents ?? {})) {
    if (parent !== null) json[name] = recordJson(parent, caller);
  }
  for (const [name, children] of Object.entries(record.children ?? {}))
    json[name] = children.map((child) => recordJson(child, caller));
  return json;
}

function objectJson(object: ApexObject, caller: Caller): Record<string, unknown> {
  const mayRead = isSeenBy(caller);
  const json: Record<string, unknown> = {};
  for (const variable of serializableVariables(object)) {
    const value = mayRead(variable) ? variable.get(object) : null;
    if (value !== null) json[variable.name] = toJson(value, caller);
  }
  return json;
}
