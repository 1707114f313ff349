import type { Field, SObjectType } from "./types.ts";

/** Objects with permissions of their own; all other standard ones are set-up data that every user may read. */
export const businessObjects: ReadonlySet<string> = new Set([
  "Account",
  "Contact",
  "AccountContactRelation",
  "Individual",
  "Lead",
  "Opportunity",
  "Campaign",
  "Contract",
  "Order",
  "Product2",
  "Pricebook2",
  "Asset",
  "Case",
  "Document"
]);

const alwaysAccessible: ReadonlySet<string> = new Set([
  "Id",
  "IsDeleted",
  "CreatedDate",
  "CreatedById",
  "LastModifiedDate",
  "LastModifiedById",
  "SystemModstamp",
  "OwnerId",
  "RecordTypeId",
  "FirstName",
  "LastName",
  "Salutation",
  "LastViewedDate",
  "LastReferencedDate"
]);

/** The fields of activities that field permissions are given for: those in retrieved permission sets of public projects. */
const activityFields: Readonly<Record<string, ReadonlySet<string> | undefined>> = {
  Task: new Set(["ActivityDate", "Description", "Type", "WhatId", "WhoId"]),
  Event: new Set(["Description", "IsAllDayEvent", "Location", "Type", "WhatId", "WhoId"])
};

/** Whether field permissions decide about the field: not required ones, masters, names and system fields ("Object Reference: FieldPermissions"). */
export function isPermissionable(type: SObjectType, field: Field): boolean {
  const hasPermissions =
    type.kind === "custom" ||
    (type.kind === "standard" &&
      (field.custom || businessObjects.has(type.name) || activityFields[type.name]?.has(field.name) === true));
  return (
    hasPermissions && !field.required && !field.masterDetail && !field.nameField && !alwaysAccessible.has(field.name)
  );
}
