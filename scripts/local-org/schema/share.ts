import { defineField } from "./field.ts";
import type { SObjectDefinition } from "./sobject-type.ts";
import { idField } from "./standard/notation.ts";
import type { Field, PicklistValue } from "./types.ts";

const standardShares: ReadonlySet<string> = new Set([
  "Account",
  "Contact",
  "Lead",
  "Opportunity",
  "Case",
  "Order",
  "Campaign",
  "Asset",
  "Individual",
  "Macro"
]);

/**
 * The object whose records share one record of `definition`, or none where everybody may edit or a master decides.
 * "Apex Developer Guide: Sharing a Record Using Apex"; most standard objects name the parent and the access after
 * themselves ("Object Reference: AccountShare", MacroShare).
 */
export function shareObjectOf(definition: SObjectDefinition): SObjectDefinition | undefined {
  const custom = definition.kind === "custom";
  const restricted = definition.sharingModel === "Private" || definition.sharingModel === "Read";
  if (custom ? !restricted : !standardShares.has(definition.name)) {
    return undefined;
  }
  const name = custom ? definition.name.replace(/__c$/, "__Share") : `${definition.name}Share`;
  const label = `${definition.label ?? definition.name} Share`;
  return {
    name,
    label,
    labelPlural: label,
    kind: "share",
    custom: false,
    keyPrefix: custom ? "02c" : (standardPrefixes[definition.name] ?? "02c"),
    fields: [idField, ...shareFields(definition, custom)],
    triggerable: false,
    searchable: false
  };
}

const standardPrefixes: Readonly<Record<string, string>> = {
  Account: "00r",
  Contact: "03s",
  Lead: "01o",
  Opportunity: "00t",
  Case: "01n",
  Campaign: "08s",
  Asset: "70a",
  Order: "0ps",
  Macro: "0mS"
};

const accessLevels = ["Read", "Edit", "All"].map(picklistValue);

/** "Object Reference: AccountShare", RowCause; Manual is what a row has that names none. */
const platformCauses = {
  custom: ["Owner", "Manual", "Rule"],
  standard: ["Owner", "Manual", "Rule", "ImplicitChild", "ImplicitParent", "Team", "Territory", "TerritoryManual"]
};

function picklistValue(value: string): PicklistValue {
  return { value, label: value, active: true, default: value === "Manual" };
}

function causesOf(definition: SObjectDefinition, custom: boolean): PicklistValue[] {
  return [
    ...platformCauses[custom ? "custom" : "standard"].map(picklistValue),
    ...(definition.sharingReasons ?? []).map(({ name, label }) => ({ ...picklistValue(name), label }))
  ];
}

function shareFields(definition: SObjectDefinition, custom: boolean): Field[] {
  const plain = custom || definition.name === "Macro";
  const parent = plain ? "ParentId" : `${definition.name}Id`;
  const access = plain ? "AccessLevel" : `${definition.name}AccessLevel`;
  return [
    defineField({
      name: parent,
      type: "reference",
      referenceTo: [definition.name],
      relationshipName: parent.replace(/Id$/, ""),
      childRelationshipName: "Shares",
      deleteConstraint: "Cascade",
      required: true,
      updateable: false
    }),
    defineField({
      name: "UserOrGroupId",
      type: "reference",
      referenceTo: ["Group", "User"],
      relationshipName: "UserOrGroup",
      required: true,
      updateable: false
    }),
    defineField({
      name: access,
      type: "picklist",
      length: 40,
      restrictedPicklist: true,
      picklistValues: accessLevels,
      required: true
    }),
    defineField({
      name: "RowCause",
      type: "picklist",
      length: 40,
      picklistValues: causesOf(definition, custom),
      updateable: false
    }),
    defineField({ name: "LastModifiedDate", type: "datetime", createable: false, updateable: false }),
    defineField({
      name: "LastModifiedById",
      type: "reference",
      referenceTo: ["User"],
      relationshipName: "LastModifiedBy",
      createable: false,
      updateable: false
    }),
    defineField({ name: "IsDeleted", type: "boolean", createable: false, updateable: false })
  ];
}
