import { mergeable } from "../../../save/merge.ts";
import { defaultValues } from "../../../save/defaults.ts";
import { randomUUID } from "node:crypto";
import { masterRecordTypeId } from "../../../schema/master-record-type.ts";
import { SObjectRecord } from "../../../schema/record.ts";
import type { ChildRelationship, Schema, SObjectType } from "../../../schema/types.ts";
import { ApexList, ApexMap } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { apexError } from "../../runtime/exceptions.ts";
import { idType, libraryType, stringType } from "../../runtime/runtime-type.ts";
import { nullArgument } from "../definition/arguments.ts";
import { defineClass } from "../definition/define.ts";
import { describeMembers } from "./describe-members.ts";
import { ObjectFieldSets } from "./field-sets.ts";
import { mayAccessObject } from "../system/permissions.ts";
import { countDescribe } from "../../runtime/describe-counts.ts";
import { libraryRows } from "../database/rows.ts";
import { valueClassOf, variable, variables } from "../definition/platform-value.ts";
import { describeTabs } from "./describe-tabs.ts";
import { sobjectFieldToken, sobjectTypeToken, type SObjectTypeToken } from "./tokens.ts";
import { words } from "./words.ts";

/** Maps of describes find their names in any case ("Apex Developer Guide: Understanding Apex Describe Information"). */
class DescribeMap extends ApexMap {
  override get(key: unknown): unknown {
    return super.get(typeof key === "string" ? key.toLowerCase() : key);
  }

  override has(key: unknown): boolean {
    return super.has(typeof key === "string" ? key.toLowerCase() : key);
  }
}

/** Value of the class Schema.DescribeSObjectResult. */
export class ObjectDescribe {
  readonly apexTypeName = "Schema.DescribeSObjectResult";
  readonly object: SObjectType;

  constructor(object: SObjectType) {
    this.object = object;
  }
}

/** Value of the class Schema.SObjectTypeFields. */
class ObjectFields {
  readonly apexTypeName = "Schema.SObjectTypeFields";
  readonly object: SObjectType;

  constructor(object: SObjectType) {
    this.object = object;
  }
}

class ChildRelationshipValue {
  readonly apexTypeName = "Schema.ChildRelationship";
  readonly relationship: ChildRelationship;
  readonly child: SObjectType;

  constructor(relationship: ChildRelationship, child: SObjectType) {
    this.relationship = relationship;
    this.child = child;
  }

  /** Each describe makes new values: as keys of a map those of one relationship are the same. */
  get contentKey(): string {
    return `${this.child.name}.${this.relationship.field}`;
  }
}

interface RecordTypeFacts {
  readonly id: string;
  readonly name: string;
  readonly developerName: string;
  readonly active: boolean;
  readonly master: boolean;
  readonly isDefault: boolean;
}

class RecordTypeValue {
  readonly apexTypeName = "Schema.RecordTypeInfo";
  readonly facts: RecordTypeFacts;

  constructor(facts: RecordTypeFacts) {
    this.facts = facts;
  }
}

function recordTypes(object: SObjectType): RecordTypeValue[] {
  const rows = libraryRows("SELECT Id, Name, DeveloperName, IsActive FROM RecordType WHERE SobjectType = :object", {
    object: object.name
  });
  const own = rows.map((row) => ({
    id: row.id!,
    name: String(row.get("Name")),
    developerName: String(row.get("DeveloperName")),
    active: row.get("IsActive") === true,
    master: false,
    isDefault: false
  }));
  const master = {
    id: masterRecordTypeId,
    name: "Master",
    developerName: "Master",
    active: true,
    master: true,
    isDefault: true
  };
  return [...own, master].map((facts) => new RecordTypeValue(facts));
}

const recordTypeType = libraryType("Schema.RecordTypeInfo");

function recordTypesBy(key: "name" | "developerName" | "id") {
  return (self: ObjectDescribe) =>
    new ApexMap(
      key === "id" ? idType : stringType,
      recordTypeType,
      recordTypes(self.object).map((info) => [info.facts[key], info] as const)
    );
}

function childRelationships(self: ObjectDescribe): ApexList {
  const { tx } = apexContext();
  const { schema } = tx;
  countDescribe(tx, "ChildRelationships");
  const values = self.object.childRelationships.flatMap((relationship) => {
    const child = schema.object(relationship.childObject);
    return child ? [new ChildRelationshipValue(relationship, child)] : [];
  });
  return new ApexList(libraryType("Schema.ChildRelationship"), values);
}

const ofObject =
  <R>(answer: (object: SObjectType) => R) =>
  (self: ObjectDescribe): R =>
    answer(self.object);

/** History and share objects belong to another one: `AccountHistory`, `Invoice__Share`. */
function associated({ name, kind }: SObjectType): { type: string; parent: string } | undefined {
  if (kind !== "history" && kind !== "share") return undefined;
  const type = kind === "history" ? "History" : "Share";
  return { type, parent: name.slice(0, -type.length).replace(/__$/, "__c") };
}

export const describeObjectClass = defineClass({
  namespace: "Schema",
  name: "DescribeSObjectResult",
  documentation: "Apex Reference Guide: DescribeSObjectResult Class",
  members: {
    ...describeMembers<ObjectDescribe>({
      Accessible: ["Boolean", ofObject((object) => mayAccessObject(object, "read"))],
      AssociateEntityType: ["String", ofObject((object) => associated(object)?.type ?? null)],
      AssociateParentEntity: ["String", ofObject((object) => associated(object)?.parent ?? null)],
      ChildRelationships: ["List<Schema.ChildRelationship>", childRelationships],
      Createable: ["Boolean", ofObject((object) => object.createable && mayAccessObject(object, "create"))],
      Custom: ["Boolean", ofObject((object) => object.custom)],
      CustomSetting: ["Boolean", ofObject((object) => object.kind === "customSetting")],
      Deletable: ["Boolean", ofObject((object) => object.deletable && mayAccessObject(object, "delete"))],
      DeprecatedAndHidden: ["Boolean", () => false],
      // Feeds, "most recently used" lists and person accounts are not there.
      FeedEnabled: ["Boolean", () => false],
      FieldSets: ["Schema.SObjectTypeFieldSets", ofObject((object) => new ObjectFieldSets(object))],
      Fields: ["Schema.SObjectTypeFields", ofObject((object) => new ObjectFields(object))],
      KeyPrefix: ["String", ofObject((object) => object.keyPrefix)],
      Label: ["String", ofObject((object) => words().object(object))],
      LabelPlural: ["String", ofObject((object) => words().plural(object))],
      LocalName: ["String", ofObject((object) => object.name)],
      Mergeable: ["Boolean", ofObject((object) => mergeable.has(object.name) && mayAccessObject(object, "delete"))],
      MruEnabled: ["Boolean", () => false],
      Name: ["String", ofObject((object) => object.name)],
      Queryable: ["Boolean", ofObject((object) => object.queryable && mayAccessObject(object, "read"))],
      RecordTypeInfos: [
        "List<Schema.RecordTypeInfo>",
        ofObject((object) => {
          countDescribe(apexContext().tx, "RecordTypes");
          return new ApexList(recordTypeType, recordTypes(object));
        })
      ],
      RecordTypeInfosByDeveloperName: ["Map<String, Schema.RecordTypeInfo>", recordTypesBy("developerName")],
      RecordTypeInfosById: ["Map<Id, Schema.RecordTypeInfo>", recordTypesBy("id")],
      RecordTypeInfosByName: ["Map<String, Schema.RecordTypeInfo>", recordTypesBy("name")],
      Searchable: ["Boolean", ofObject((object) => object.searchable)],
      SObjectType: ["Schema.SObjectType", ofObject(sobjectTypeToken)],
      Undeletable: ["Boolean", ofObject((object) => object.deletable && mayAccessObject(object, "delete"))],
      Updateable: ["Boolean", ofObject((object) => object.updateable && mayAccessObject(object, "edit"))]
    }),
    "Boolean getHasSubtypes()": () => false,
    "readonly Boolean HasSubtypes": { get: () => false }
  }
});

export const sobjectTypeFieldsClass = defineClass({
  namespace: "Schema",
  name: "SObjectTypeFields",
  documentation: "Apex Reference Guide: DescribeSObjectResult Class, property fields",
  members: {
    "Map<String, Schema.SObjectField> getMap()": ({ object }: ObjectFields) => {
      countDescribe(apexContext().tx, "Fields");
      return new DescribeMap(
        stringType,
        libraryType("Schema.SObjectField"),
        object.fields.map((field) => [field.name.toLowerCase(), sobjectFieldToken(object, field)] as const)
      );
    }
  }
});

export const childRelationshipClass = defineClass({
  namespace: "Schema",
  name: "ChildRelationship",
  documentation: "Apex Reference Guide: ChildRelationship Class",
  members: describeMembers<ChildRelationshipValue>({
    CascadeDelete: ["Boolean", (self) => self.relationship.cascadeDelete],
    ChildSObject: ["Schema.SObjectType", (self) => sobjectTypeToken(self.child)],
    DeprecatedAndHidden: ["Boolean", () => false],
    Field: ["Schema.SObjectField", (self) => sobjectFieldToken(self.child, self.child.field(self.relationship.field)!)],
    RelationshipName: ["String", (self) => self.relationship.relationshipName ?? null],
    RestrictedDelete: ["Boolean", (self) => self.relationship.restrictedDelete]
  })
});

export const recordTypeInfoClass = defineClass({
  namespace: "Schema",
  name: "RecordTypeInfo",
  documentation: "Apex Reference Guide: RecordTypeInfo Class",
  members: describeMembers<RecordTypeValue>({
    Active: ["Boolean", (self) => self.facts.active],
    Available: ["Boolean", (self) => self.facts.active],
    DefaultRecordTypeMapping: ["Boolean", (self) => self.facts.isDefault],
    DeveloperName: ["String", (self) => self.facts.developerName],
    Master: ["Boolean", (self) => self.facts.master],
    Name: ["String", (self) => self.facts.name],
    RecordTypeId: ["Id", (self) => self.facts.id]
  })
});

/** With defaults a platform event has its UUID before it is published. */
function newRecord(self: SObjectTypeToken, id: string | null, loadDefaults: boolean | null): SObjectRecord {
  const values: SObjectRecord["values"] = id === null ? {} : { Id: id };
  if (loadDefaults === true) {
    if (self.object.kind === "platformEvent" && self.object.field("EventUuid")) values["EventUuid"] = randomUUID();
    Object.assign(values, defaultValues(apexContext().tx, self.object));
  }
  return new SObjectRecord(self.object, values);
}

export const sobjectTypeClass = defineClass({
  namespace: "Schema",
  name: "SObjectType",
  documentation: "Apex Reference Guide: SObjectType Class",
  members: {
    "Schema.DescribeSObjectResult getDescribe()": (self: SObjectTypeToken) => new ObjectDescribe(self.object),
    "Schema.DescribeSObjectResult getDescribe(Object options)": (self: SObjectTypeToken) =>
      new ObjectDescribe(self.object),
    "SObject newSObject()": (self: SObjectTypeToken) => newRecord(self, null, false),
    "SObject newSObject(Id id)": (self: SObjectTypeToken, id: string | null) => newRecord(self, id, false),
    "SObject newSObject(Id recordTypeId, Boolean loadDefaults)": (
      self: SObjectTypeToken,
      recordTypeId: string | null,
      loadDefaults: boolean | null
    ) => {
      const made = newRecord(self, null, loadDefaults);
      if (recordTypeId !== null) made.values["RecordTypeId"] = recordTypeId;
      return made;
    },
    "String toString()": (self: SObjectTypeToken) => self.toString()
  }
});

export const describeOptionsEnum = defineClass({
  namespace: "Schema",
  name: "SObjectDescribeOptions",
  documentation: "Apex Reference Guide: SObjectDescribeOptions Enum",
  kind: "enum",
  constants: ["DEFAULT", "DEFERRED", "FULL"]
});

const globalDescribes = new WeakMap<Schema, DescribeMap>();

function globalDescribe(): ApexMap {
  const { schema } = apexContext().tx;
  let found = globalDescribes.get(schema);
  if (!found) {
    found = new DescribeMap(stringType, libraryType("Schema.SObjectType"));
    for (const object of schema.objects()) found.set(object.name.toLowerCase(), sobjectTypeToken(object));
    globalDescribes.set(schema, found);
  }
  return found;
}

function describeByName(names: ApexList | null): ApexList {
  if (names === null) throw nullArgument();
  const { schema } = apexContext().tx;
  const describes = names.items.map((name) => {
    const object = schema.object(String(name));
    if (!object)
      throw apexError(
        "System.InvalidParameterValueException",
        `Invalid sobject provided. The Schema.describeSObject() methods does not support the ${String(name)} sobject.`
      );
    return new ObjectDescribe(object);
  });
  return new ApexList(libraryType("Schema.DescribeSObjectResult"), describes);
}

export const schemaClass = defineClass({
  name: "Schema",
  documentation: "Apex Reference Guide: Schema Class",
  members: {
    "static Map<String, Schema.SObjectType> getGlobalDescribe()": globalDescribe,
    "static List<Schema.DescribeTabSetResult> describeTabs()": describeTabs,
    "static List<Schema.DescribeSObjectResult> describeSObjects(List<String> names)": describeByName,
    "static List<Schema.DescribeSObjectResult> describeSObjects(List<String> names, Object options)": describeByName
  }
});

/** There is no Knowledge and so no group of data categories: code can only make the values. */
export const dataCategoryClass = valueClassOf("Schema")("DataCategory", {
  ...variables("List<Schema.DataCategory> childCategories", "String label", "String name"),
  "List<Schema.DataCategory> getChildCategories()": variable("childCategories").get,
  "String getLabel()": variable("label").get,
  "String getName()": variable("name").get
});
