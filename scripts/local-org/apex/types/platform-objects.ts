/** sObject types that exist in Apex without being objects of the org: nobody queries or saves them by name. */
import { defineField } from "../../schema/field.ts";
import { DefinedSObjectType } from "../../schema/sobject-type.ts";

const text = (name: string) => defineField({ name, type: "string", length: 255, createable: false, updateable: false });

/** "Object Reference: Name": what a parent of several possible types (`Owner`, `What`) is for the compiler. */
export const nameObject = new DefinedSObjectType({
  name: "Name",
  keyPrefix: "",
  createable: false,
  updateable: false,
  deletable: false,
  queryable: false,
  triggerable: false,
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
  keyPrefix: "",
  createable: false,
  updateable: false,
  deletable: false,
  queryable: false,
  triggerable: false,
  fields: [defineField({ name: "Id", type: "id", createable: false, updateable: false })]
});
