import type { SObjectType } from "../../schema/types.ts";
import type { ApexEnum } from "./object.ts";
import type { ApexClassInfo } from "./reflection.ts";

/** A type as it exists while Apex runs: for instanceof, casts, collections, JSON and `System.Type`. */
export interface RuntimeType {
  /** As Apex writes it, e.g. `Integer`, `Account`, `List<Account>`, `Outer.Inner`, `Database.BatchableContext`. */
  readonly name: string;
  /** `library` is any class, interface or enum of the platform that is no primitive and no collection. */
  readonly kind: "void" | "any" | "primitive" | "list" | "set" | "map" | "sobject" | "user" | "library";
  /** Element type of lists and sets; key and value type of maps; type arguments of other generics. */
  readonly arguments: readonly RuntimeType[];
  /** Describe of a concrete sObject; absent for the generic `SObject`. */
  readonly object?: SObjectType;
  /** For `user`. */
  readonly info?: ApexClassInfo;
  /** Of the platform's enums. */
  readonly constants?: readonly ApexEnum[];
}

const named = (name: string, kind: RuntimeType["kind"]): RuntimeType => ({ name, kind, arguments: [] });

export const voidType = named("void", "void");
export const anyType = named("Object", "any");
export const stringType = named("String", "primitive");
export const idType = named("Id", "primitive");
export const integerType = named("Integer", "primitive");
export const longType = named("Long", "primitive");
export const doubleType = named("Double", "primitive");
export const decimalType = named("Decimal", "primitive");
export const booleanType = named("Boolean", "primitive");
export const dateType = named("Date", "primitive");
export const datetimeType = named("Datetime", "primitive");
export const timeType = named("Time", "primitive");
export const blobType = named("Blob", "primitive");
export const sobjectType = named("SObject", "sobject");

export const primitiveTypes: readonly RuntimeType[] = [
  stringType,
  idType,
  integerType,
  longType,
  doubleType,
  decimalType,
  booleanType,
  dateType,
  datetimeType,
  timeType,
  blobType
];

export function listOf(element: RuntimeType): RuntimeType {
  return { name: `List<${element.name}>`, kind: "list", arguments: [element] };
}

export function setOf(element: RuntimeType): RuntimeType {
  return { name: `Set<${element.name}>`, kind: "set", arguments: [element] };
}

export function mapOf(key: RuntimeType, value: RuntimeType): RuntimeType {
  return { name: `Map<${key.name},${value.name}>`, kind: "map", arguments: [key, value] };
}

export function sobjectTypeOf(object: SObjectType): RuntimeType {
  return { name: object.name, kind: "sobject", arguments: [], object };
}

export function libraryType(name: string, typeArguments: readonly RuntimeType[] = []): RuntimeType {
  return { name, kind: "library", arguments: typeArguments };
}
