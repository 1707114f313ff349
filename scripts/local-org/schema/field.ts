import type { Field, FieldType } from "./types.ts";

/** What a field definition must say; everything else follows from its type. */
export type FieldDefinition = Pick<Field, "name" | "type"> & Partial<Field>;

const unfilterable: ReadonlySet<FieldType> = new Set(["base64", "address", "location", "encryptedstring"]);
const ungroupable: ReadonlySet<FieldType> = new Set([
  "double",
  "currency",
  "percent",
  "datetime",
  "time",
  "multipicklist",
  "base64",
  "address",
  "location",
  "encryptedstring"
]);

/** A complete field: what `definition` says, and the defaults of its type for the rest. */
export function defineField(definition: FieldDefinition): Field {
  const { type } = definition;
  const computed =
    definition.formula !== undefined || definition.summary !== undefined || definition.autoNumber === true;
  const longText = definition.longText ?? false;
  const usable = !unfilterable.has(type) && !longText;
  return {
    label: labelOf(definition.name),
    custom: definition.name.endsWith("__c"),
    length: type === "id" || type === "reference" ? 18 : 0,
    precision: type === "int" ? 9 : 0,
    scale: 0,
    html: false,
    required: definition.masterDetail ?? false,
    unique: false,
    caseSensitive: false,
    externalId: false,
    nameField: false,
    autoNumber: false,
    restrictedPicklist: false,
    picklistValues: [],
    referenceTo: [],
    masterDetail: false,
    relationshipOrder: 0,
    reparentable: false,
    writeRequiresMasterRead: false,
    formulaTreatBlanksAsZero: false,
    createable: !computed,
    updateable: !computed && !(definition.masterDetail && !definition.reparentable),
    filterable: usable,
    sortable: usable && type !== "multipicklist",
    groupable: usable && !ungroupable.has(type) && definition.summary === undefined,
    ...definition,
    longText
  };
}

/** Salesforce Help, "Roll-Up Summary Field": over master-detail fields, and over some relationships between standard objects. */
export function feedsSummaries(field: Field): boolean {
  return field.masterDetail || field.rollsUp === true;
}

/** `BillingCity` → `Billing City`. */
function labelOf(name: string): string {
  return name
    .replace(/__c$/, "")
    .replace(/_/g, " ")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2");
}
