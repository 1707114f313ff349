import { apexContext } from "../../runtime/context.ts";
import type { Field, SObjectType } from "../../../schema/types.ts";
import type { RuntimeType } from "../../runtime/runtime-type.ts";

/** Value of the class System.Type. */
export class TypeToken {
  readonly apexTypeName = "System.Type";
  readonly type: RuntimeType;

  constructor(type: RuntimeType) {
    this.type = type;
  }

  get contentKey(): string {
    return this.type.name.toLowerCase();
  }

  /**
   * The platform's exceptions have their namespace in their names, and a package's classes that of the package: public suites that
   * pass in orgs have it so (the last by SalesforceFoundation/Volunteers-for-Salesforce, whose UTIL_Describe finds its namespace so).
   */
  toString(): string {
    const { kind, name } = this.type;
    if (kind === "user") {
      const { namespace } = apexContext().tx.schema;
      return namespace === "" ? name : `${namespace}.${name}`;
    }
    return /^\w+Exception$/.test(name) ? `System.${name}` : name;
  }
}

/** Value of the class Schema.SObjectType; one per object. */
export class SObjectTypeToken {
  readonly apexTypeName = "Schema.SObjectType";
  readonly object: SObjectType;

  constructor(object: SObjectType) {
    this.object = object;
  }

  get contentKey(): string {
    return this.object.name;
  }

  toString(): string {
    return this.object.name;
  }
}

/** Value of the class Schema.SObjectField; one per field. */
export class SObjectFieldToken {
  readonly apexTypeName = "Schema.SObjectField";
  readonly object: SObjectType;
  readonly field: Field;

  constructor(object: SObjectType, field: Field) {
    this.object = object;
    this.field = field;
  }

  get contentKey(): string {
    return `${this.object.name}.${this.field.name}`;
  }

  toString(): string {
    return this.field.name;
  }
}

const typeTokens = new WeakMap<SObjectType, SObjectTypeToken>();
const fieldTokens = new WeakMap<Field, SObjectFieldToken>();

/** `Account.SObjectType`: always the same value for the same object. */
export function sobjectTypeToken(object: SObjectType): SObjectTypeToken {
  let token = typeTokens.get(object);
  if (!token) typeTokens.set(object, (token = new SObjectTypeToken(object)));
  return token;
}

/** `Account.Name` as a value: always the same for the same field. */
export function sobjectFieldToken(object: SObjectType, field: Field): SObjectFieldToken {
  let token = fieldTokens.get(field);
  // Objects may share the definition of an audit field; the first object's token must not stand for the others.
  if (token && token.object !== object) return new SObjectFieldToken(object, field);
  if (!token) fieldTokens.set(field, (token = new SObjectFieldToken(object, field)));
  return token;
}
