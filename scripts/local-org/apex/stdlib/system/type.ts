import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { SObjectRecord } from "../../../schema/record.ts";
import { ApexList, ApexMap, ApexSet } from "../../runtime/collections.ts";
import { instantiate } from "../../runtime/reflection.ts";
import type { RuntimeType } from "../../runtime/runtime-type.ts";
import { defineClass } from "../definition/define.ts";
import { TypeToken } from "../schema/tokens.ts";
import { dictionary } from "../../../values/dictionary.ts";

/** The class or type of that name, null where there is none. Private inner classes are found as well. */
function forName(name: string | null): TypeToken | null {
  const { program, tx } = apexContext();
  const own = `${tx.schema.namespace.toLowerCase()}.`;
  const text = name?.trim() ?? "";
  const type =
    program.typeByName(text) ??
    (own !== "." && text.toLowerCase().startsWith(own) ? program.typeByName(text.slice(own.length)) : undefined);
  return type ? new TypeToken(type) : null;
}

function newInstance(token: TypeToken): unknown {
  const { type } = token;
  switch (type.kind) {
    case "user":
      return newUserObject(type);
    case "sobject":
      if (!type.object) throw cannotInstantiate(type.name);
      return new SObjectRecord(type.object);
    case "list":
      return new ApexList(type.arguments[0]!);
    case "set":
      return new ApexSet(type.arguments[0]!);
    case "map":
      return new ApexMap(type.arguments[0]!, type.arguments[1]!);
    case "any":
    case "library":
    case "primitive":
    case "void":
      throw cannotInstantiate(type.name);
  }
}

function cannotInstantiate(typeName: string): Error {
  return apexError("System.TypeException", `Cannot instantiate ${typeName}`);
}

function newUserObject(type: RuntimeType): unknown {
  const info = type.info!;
  if (info.abstract || info.kind !== "class") throw cannotInstantiate(info.fullName);
  if (!info.constructors.some((constructor) => constructor.parameters.length === 0)) {
    throw apexError("System.TypeException", `Type ${info.fullName} has no constructor without arguments`);
  }
  return instantiate(info);
}

/** Whether a variable of this type can hold what the other type makes. */
function isAssignableFrom(token: TypeToken, source: TypeToken): boolean {
  const [to, from] = [token.type, source.type];
  if (to.kind === "any" || to.name.toLowerCase() === from.name.toLowerCase()) return true;
  if (to.kind === "sobject" && !to.object) return from.kind === "sobject";
  if (from.kind === "user") return from.info!.ancestry.has(to.name.toLowerCase());
  return wideningTargets[from.name]?.includes(to.name) ?? false;
}

const wideningTargets: Readonly<Record<string, readonly string[]>> = dictionary({
  Integer: ["Long", "Double", "Decimal"],
  Long: ["Double", "Decimal"],
  Double: ["Decimal"],
  Id: ["String"],
  Date: ["Datetime"]
});

export const typeClass = defineClass({
  name: "Type",
  documentation: "Apex Reference Guide: Type Class",
  members: {
    "static Type forName(String name)": forName,
    "static Type forName(String namespace, String name)": (namespace: string | null, name: string | null) =>
      namespace === null || namespace === "" ? forName(name) : forName(`${namespace}.${name}`),
    "String getName()": String,
    "String toString()": String,
    "Object newInstance()": newInstance,
    "Boolean isAssignableFrom(Type source)": isAssignableFrom,
    "Boolean equals(Object other)": (self: TypeToken, other: unknown) =>
      other instanceof TypeToken && other.contentKey === self.contentKey
  }
});
