import type { ApexEnum } from "../../runtime/object.ts";
import { hashOf, sameKey, textOf } from "../../runtime/values.ts";
import { defineClass } from "../definition/define.ts";

export const objectClass = defineClass({
  name: "Object",
  documentation: "Apex Developer Guide: Using Custom Types in Map Keys and Sets",
  extensible: true,
  members: {
    "Boolean equals(Object other)": sameKey,
    "Integer hashCode()": hashOf,
    "String toString()": textOf
  }
});

/** Methods of every enum constant; `values` and `valueOf` belong to the enum and are made by the compiler. */
export const enumClass = defineClass({
  name: "Enum",
  documentation: "Apex Developer Guide: Enums",
  members: {
    "String name()": (self: ApexEnum) => self.name,
    "Integer ordinal()": (self: ApexEnum) => self.ordinal,
    "Boolean equals(Object other)": (self: ApexEnum, other: unknown) => self === other,
    "Integer hashCode()": hashOf,
    "String toString()": (self: ApexEnum) => self.name
  }
});
