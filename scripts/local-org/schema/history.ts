import { defineField } from "./field.ts";
import type { SObjectDefinition } from "./sobject-type.ts";
import { idField } from "./standard/notation.ts";

/** Standard objects that have a history, in the order of their names. */
const withHistory: ReadonlySet<string> = new Set(
  (
    "Account Asset Campaign Case Contact ContactPointAddress ContactPointConsent ContactPointEmail ContactPointPhone " +
    "ContactPointTypeConsent Contract ContractLineItem Entitlement Individual Lead Location Opportunity Order OrderItem " +
    "Pricebook2 PricebookEntry Product2 QuickText ServiceAppointment ServiceContract ServiceResource ServiceTerritory " +
    "Solution WorkOrder WorkOrderLineItem"
  ).split(" ")
);

/**
 * The object of the changes to tracked fields of `definition`: "Object Reference: StandardObjectNameHistory" and
 * "Custom Object__History"; an opportunity's is called OpportunityFieldHistory. Nothing writes its rows here.
 */
export function historyObjectOf(definition: SObjectDefinition): SObjectDefinition | undefined {
  const custom = definition.kind === "custom";
  if (custom ? definition.hasHistory !== true : !withHistory.has(definition.name)) {
    return undefined;
  }
  const { name } = definition;
  const label = `${definition.label ?? name} History`;
  return {
    name: custom ? name.replace(/__c$/, "__History") : `${name === "Opportunity" ? "OpportunityField" : name}History`,
    label,
    labelPlural: label,
    kind: "history",
    custom: false,
    keyPrefix: "017",
    fields: [
      idField,
      defineField({ name: "IsDeleted", label: "Deleted", type: "boolean" }),
      defineField({
        name: custom ? "ParentId" : `${name}Id`,
        type: "reference",
        referenceTo: [name],
        relationshipName: custom ? "Parent" : name,
        childRelationshipName: "Histories",
        deleteConstraint: "Cascade"
      }),
      defineField({ name: "CreatedById", type: "reference", referenceTo: ["User"], relationshipName: "CreatedBy" }),
      defineField({ name: "CreatedDate", type: "datetime" }),
      defineField({ name: "Field", label: "Changed Field", type: "picklist", length: 255 }),
      defineField({ name: "DataType", type: "picklist", length: 40 }),
      defineField({ name: "OldValue", type: "anyType", filterable: false, sortable: false, groupable: false }),
      defineField({ name: "NewValue", type: "anyType", filterable: false, sortable: false, groupable: false })
    ].map((field) => ({ ...field, createable: false, updateable: false })),
    createable: false,
    updateable: false,
    deletable: false,
    triggerable: false,
    searchable: false
  };
}
