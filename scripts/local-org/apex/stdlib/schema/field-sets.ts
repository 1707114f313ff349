import type { Field, FieldSet, SObjectType } from "../../../schema/types.ts";
import { ApexList, ApexMap } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { countDescribe } from "../../runtime/describe-counts.ts";
import { libraryType, stringType } from "../../runtime/runtime-type.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { displayTypeOf } from "./describe-field.ts";
import { describeMembers } from "./describe-members.ts";
import { sobjectFieldToken, sobjectTypeToken } from "./tokens.ts";

/** Value of the class Schema.FieldSet. */
class FieldSetValue {
  readonly apexTypeName = "Schema.FieldSet";
  readonly object: SObjectType;
  readonly fieldSet: FieldSet;

  constructor(object: SObjectType, fieldSet: FieldSet) {
    this.object = object;
    this.fieldSet = fieldSet;
  }

  get contentKey(): string {
    return `${this.object.name}.${this.fieldSet.name}`;
  }
}

/** Value of the class Schema.FieldSetMember. */
class FieldSetMemberValue {
  readonly apexTypeName = "Schema.FieldSetMember";
  readonly path: string;
  readonly required: boolean;
  /** The object that the path leads to, and its field. */
  readonly object: SObjectType;
  readonly field: Field;

  constructor(root: SObjectType, { path, required }: FieldSet["members"][number]) {
    this.path = path;
    this.required = required;
    const [object, field] = fieldAt(root, path);
    this.object = object;
    this.field = field;
  }
}

function fieldAt(root: SObjectType, path: string): readonly [SObjectType, Field] {
  const { schema } = apexContext().tx;
  const names = path.split(".");
  let object = root;
  for (const name of names.slice(0, -1))
    object = schema.object(object.parentRelationship(name)?.referenceTo[0] ?? "") ?? object;
  const field = object.field(names.at(-1)!);
  if (!field) throw new Error(`A field set of ${root.name} names a field that does not exist: ${path}`);
  return [object, field];
}

/** Value of the class Schema.SObjectTypeFieldSets. */
export class ObjectFieldSets {
  readonly apexTypeName = "Schema.SObjectTypeFieldSets";
  readonly object: SObjectType;

  constructor(object: SObjectType) {
    this.object = object;
  }
}

/** `SObjectType.Account.FieldSets.Name` */
export function fieldSetValue(object: SObjectType, fieldSet: FieldSet): unknown {
  return new FieldSetValue(object, fieldSet);
}

const documentation = "Apex Reference Guide: FieldSet Class";

export const fieldSetClasses: readonly ClassDefinition[] = [
  defineClass({
    namespace: "Schema",
    name: "SObjectTypeFieldSets",
    documentation,
    members: {
      "Map<String, Schema.FieldSet> getMap()": ({ object }: ObjectFieldSets) => {
        countDescribe(apexContext().tx, "FieldSets");
        return new ApexMap(
          stringType,
          libraryType("Schema.FieldSet"),
          (object.fieldSets ?? []).map((one) => [one.name, new FieldSetValue(object, one)] as const)
        );
      }
    }
  }),
  defineClass({
    namespace: "Schema",
    name: "FieldSet",
    documentation,
    members: describeMembers<FieldSetValue>({
      Description: ["String", (self) => self.fieldSet.description],
      Fields: [
        "List<Schema.FieldSetMember>",
        (self) =>
          new ApexList(
            libraryType("Schema.FieldSetMember"),
            self.fieldSet.members.map((member) => new FieldSetMemberValue(self.object, member))
          )
      ],
      Label: ["String", (self) => self.fieldSet.label],
      Name: ["String", (self) => self.fieldSet.name],
      Namespace: ["String", () => null],
      SObjectType: ["Schema.SObjectType", (self) => sobjectTypeToken(self.object)]
    })
  }),
  defineClass({
    namespace: "Schema",
    name: "FieldSetMember",
    documentation: "Apex Reference Guide: FieldSetMember Class",
    members: {
      "Boolean getDbRequired()": (self: FieldSetMemberValue) => self.field.required,
      "Boolean getRequired()": (self: FieldSetMemberValue) => self.required,
      "readonly Boolean DbRequired": { get: (self: FieldSetMemberValue) => self.field.required },
      "readonly Boolean Required": { get: (self: FieldSetMemberValue) => self.required },
      ...describeMembers<FieldSetMemberValue>({
        FieldPath: ["String", (self) => self.path],
        Label: ["String", (self) => self.field.label],
        SObjectField: ["Schema.SObjectField", (self) => sobjectFieldToken(self.object, self.field)],
        Type: ["Schema.DisplayType", (self) => displayTypeOf(self.field)]
      })
    }
  })
];
