/** Fields, parents and children of sObject records, and the tokens of objects and fields. */
import type { Field, SObjectType } from "../../schema/types.ts";
import { literal } from "../emit/generated-code.ts";
import type { ExpressionOf, Position } from "../syntax/ast.ts";
import { nameObject } from "../types/platform-objects.ts";
import type { Type } from "../types/types.ts";
import type { FileCompiler } from "./compiler.ts";
import type { Ex } from "./ex.ts";
import { fieldType } from "./field-types.ts";
import { fail } from "./problem.ts";

export class RecordMembers {
  private readonly compiler: FileCompiler;

  constructor(compiler: FileCompiler) {
    this.compiler = compiler;
  }

  member(target: Ex, object: SObjectType | undefined, expression: ExpressionOf<"member">): Ex {
    const name = expression.name.text;
    const { module } = this.compiler;
    if (!object) {
      if (name.toLowerCase() !== "id") return fail(expression, `Variable does not exist: ${name}`);
      return this.genericId(target);
    }
    const field = object.field(name);
    if (field) return this.recordField(target, object, field);
    const parent = object.parentRelationship(name);
    if (parent) {
      const type = this.parentType(parent);
      const relation = literal(parent.relationshipName!);
      return {
        type,
        code: `${module.runtime("parentRecord")}(${target.code},${relation})`,
        parent: true,
        place: this.helperPlace(
          target,
          (record) => `${module.runtime("parentRecord")}(${record},${relation})`,
          (record, value) => `${module.runtime("setParent")}(${record},${relation},${value})`
        )
      };
    }
    const child = object.childRelationship(name);
    if (child) {
      const childObject = this.compiler.schema.object(child.childObject)!;
      const childType = this.compiler.library.sobject(childObject);
      return {
        type: this.compiler.library.listOf(childType),
        code: `${module.runtime("childRecords")}(${target.code},${literal(child.relationshipName!)},${this.compiler.runtimeType(childType)})`,
        nonNull: true
      };
    }
    return fail(expression, `Variable does not exist: ${name}`);
  }

  /** The only field that every SObject has. */
  private genericId(target: Ex): Ex {
    const { module, library } = this.compiler;
    const read = (record: string): string => `${module.runtime("readField")}(${record},"Id")`;
    return {
      type: library.primitives.Id,
      code: read(target.code),
      place: this.helperPlace(
        target,
        read,
        (record, value) => `${module.runtime("writeField")}(${record},"Id",${value})`
      )
    };
  }

  private parentType(field: Field): Type {
    const only = field.referenceTo.length === 1 ? this.compiler.schema.object(field.referenceTo[0]!) : nameObject;
    return only ? this.compiler.library.sobject(only) : this.compiler.library.genericSObject;
  }

  private recordField(target: Ex, object: SObjectType, field: Field): Ex {
    const { module } = this.compiler;
    const type = fieldType(field, this.compiler.library);
    const name = literal(field.name);
    if (field.type === "address")
      return {
        type,
        code: `${module.runtime("addressOf")}(${target.code},${name})`,
        place: this.helperPlace(target, String, String, (at) =>
          fail(at, `Field is not writeable: ${object.name}.${field.name}`)
        )
      };
    const decoded = (code: string): string => {
      if (field.idList) return `${module.runtime("idListOf")}(${code})`;
      return field.type === "boolean" ? `(${code}??false)` : code;
    };
    const encoded = (code: string): string => (field.idList ? `${module.runtime("idListText")}(${code})` : code);
    const read = (record: string): string => decoded(`${module.runtime(this.reader(target))}(${record},${name})`);
    const code =
      target.simple && !target.parent && !this.compiler.observed
        ? decoded(`(${target.code}.values[${name}]??${module.runtime("readField")}(${target.code},${name}))`)
        : read(target.code);
    return {
      type,
      code,
      nonNull: field.type === "boolean" && !target.parent,
      place: this.helperPlace(
        target,
        read,
        (record, value) => `${module.runtime("writeField")}(${record},${name},${encoded(value)})`,
        (at) => {
          if (field.formula !== undefined || field.summary || (field.autoNumber && field.name !== "Id"))
            fail(at, `Field is not writeable: ${object.name}.${field.name}`);
        }
      )
    };
  }

  private reader(target: Ex): string {
    if (this.compiler.observed) return target.parent ? "observedParentField" : "observedField";
    return target.parent ? "parentField" : "readField";
  }

  private helperPlace(
    target: Ex,
    read: (record: string) => string,
    write: (record: string, value: string) => string,
    check?: (at: Position) => void
  ): Ex["place"] {
    return {
      check,
      write: (value) => write(target.code, value),
      once: (temp) => {
        if (target.simple) return { before: [], read: read(target.code), write: (value) => write(target.code, value) };
        const record = temp();
        return { before: [`${record}=${target.code}`], read: read(record), write: (value) => write(record, value) };
      }
    };
  }

  /**
   * `Account.SObjectType`, `Account.Name` as tokens. Of objects with a field SobjectType public suites take the field
   * (`FieldPermissions.SObjectType`, `Schema.RecordType.SObjectType`), and the object of `RecordType.SObjectType` alone.
   */
  token(object: SObjectType, name: string, expression: ExpressionOf<"member">): Ex | undefined {
    const { library } = this.compiler;
    const field = object.field(name);
    const isObject = !field || (object.name === "RecordType" && expression.target.kind === "name");
    if (isObject && name.toLowerCase() === "sobjecttype") return this.objectToken(object);
    if (!field) return fail(expression, `Variable does not exist: ${name}`);
    return {
      type: library.required("Schema.SObjectField").type(),
      code: this.fieldToken(object, field),
      nonNull: true,
      simple: true
    };
  }

  /** `Account.SObjectType` and `Account.getSObjectType()` */
  objectToken(object: SObjectType): Ex {
    const { module, library } = this.compiler;
    return {
      type: library.required("Schema.SObjectType").type(),
      code: module.constant(`$r.objectToken(${module.reference(object)})`),
      nonNull: true,
      simple: true
    };
  }

  fieldToken(object: SObjectType, field: Field): string {
    const { module } = this.compiler;
    return module.constant(`$r.fieldToken(${module.reference(object)},${module.reference(field)})`);
  }
}
