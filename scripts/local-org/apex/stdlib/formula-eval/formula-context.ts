import { defineField } from "../../../schema/field.ts";
import { DefinedSObjectType } from "../../../schema/sobject-type.ts";
import type { Field, FieldType, SObjectType } from "../../../schema/types.ts";
import type { ApexObject } from "../../runtime/object.ts";
import type { ApexClassInfo, MemberVariableInfo } from "../../runtime/reflection.ts";
import { SObjectTypeToken, type TypeToken } from "../schema/tokens.ts";

/**
 * What a formula may read: the fields of an sObject, or the global variables of a global class, records among them as
 * parents. Undefined for other types ("Apex Developer Guide: Formula Evaluation in Apex").
 */
export function contextTypeOf(token: TypeToken | SObjectTypeToken): SObjectType | undefined {
  if (token instanceof SObjectTypeToken) return token.object;
  const { object, info } = token.type;
  if (object) return object;
  return info?.visibility === "global" ? typeOfClass(info) : undefined;
}

export function readVariable(holder: ApexObject, name: string): unknown {
  return variableOf(holder.$info, name)?.get(holder) ?? null;
}

const types = new WeakMap<ApexClassInfo, SObjectType>();

function typeOfClass(info: ApexClassInfo): SObjectType {
  let type = types.get(info);
  if (!type) {
    type = new DefinedSObjectType({ name: info.fullName, keyPrefix: "", fields: globalVariables(info).map(fieldOf) });
    types.set(info, type);
  }
  return type;
}

function globalVariables(info: ApexClassInfo): MemberVariableInfo[] {
  const own = info.variables.filter(
    ({ visibility, readable, static: isStatic }) => visibility === "global" && readable && !isStatic
  );
  return info.superclass ? [...globalVariables(info.superclass), ...own] : own;
}

function variableOf(info: ApexClassInfo, name: string): MemberVariableInfo | undefined {
  const wanted = name.toLowerCase();
  return globalVariables(info).find((variable) => variable.name.toLowerCase() === wanted);
}

const fieldTypes: Readonly<Record<string, FieldType>> = {
  Boolean: "boolean",
  Integer: "int",
  Long: "long",
  Double: "double",
  Decimal: "double",
  Date: "date",
  Datetime: "datetime",
  Time: "time",
  Id: "id"
};

function fieldOf({ name, type }: MemberVariableInfo): Field {
  if (type.object)
    return defineField({ name, type: "reference", referenceTo: [type.object.name], relationshipName: name });
  return defineField({ name, type: fieldTypes[type.name] ?? "string" });
}
