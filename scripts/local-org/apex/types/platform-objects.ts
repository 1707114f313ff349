/** sObject types that exist in Apex without being objects of the org: nobody queries or saves them by name. */
import { defineField } from "../../schema/field.ts";
import { DefinedSObjectType } from "../../schema/sobject-type.ts";
import type { SObjectType } from "../../schema/types.ts";

const text = (name: string) => defineField({ name, type: "string", length: 255, createable: false, updateable: false });

const inApexAlone = {
  keyPrefix: "",
  createable: false,
  updateable: false,
  deletable: false,
  queryable: false,
  triggerable: false
};

/** "Object Reference: Name": what a parent of several possible types (`Owner`, `What`) is for the compiler. */
export const nameObject = new DefinedSObjectType({
  name: "Name",
  ...inApexAlone,
  fields: [
    defineField({ name: "Id", type: "id", createable: false, updateable: false }),
    ...["Name", "FirstName", "LastName", "Alias", "Email", "Phone", "Title", "Type", "Username"].map(text),
    defineField({ name: "IsActive", type: "boolean", createable: false, updateable: false }),
    defineField({ name: "ProfileId", type: "reference", referenceTo: ["Profile"], relationshipName: "Profile" }),
    defineField({ name: "UserRoleId", type: "reference", referenceTo: ["UserRole"], relationshipName: "UserRole" })
  ]
});

/** "Apex Developer Guide: Working with SOQL Aggregate Functions": AggregateResult is a read-only sObject. */
export const aggregateResultObject = new DefinedSObjectType({
  name: "AggregateResult",
  ...inApexAlone,
  fields: [defineField({ name: "Id", type: "id", createable: false, updateable: false })]
});

const changeEvents = new WeakMap<SObjectType, SObjectType>();

/** "Change Data Capture Developer Guide: Change Event Triggers": `AccountChangeEvent`, `Employee__ChangeEvent`. */
export function changeEventName({ name }: SObjectType): string {
  return `${name.endsWith("__c") ? name.slice(0, -1) : name}ChangeEvent`;
}

/** The event object of an object's changes: its fields, a header and a replay id. */
export function changeEventObject(object: SObjectType): SObjectType {
  let event = changeEvents.get(object);
  if (!event) {
    event = new DefinedSObjectType({
      name: changeEventName(object),
      keyPrefix: "",
      queryable: false,
      fields: [
        ...object.fields,
        defineField({ name: "ChangeEventHeader", type: "anyType" }),
        defineField({ name: "ReplayId", type: "string", length: 1000, createable: false })
      ]
    });
    changeEvents.set(object, event);
  }
  return event;
}
