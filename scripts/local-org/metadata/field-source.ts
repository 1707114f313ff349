import { defineField } from "../schema/field.ts";
import type {
  DeleteConstraint,
  Field,
  FieldType,
  LookupFilter,
  PicklistValue,
  RollUpSummary
} from "../schema/types.ts";
import type { SourceFile } from "./problems.ts";
import { elementOf, elementsOf, flagOf, textOf, textsOf, type XmlElement } from "./xml.ts";
import { dictionary } from "../values/dictionary.ts";

/** Values that several picklists share ("Metadata API: GlobalValueSet"), by developer name. */
export type GlobalValueSets = ReadonlyMap<string, readonly PicklistValue[]>;

/** "Metadata API Developer Guide: CustomField". */
const knownElements: ReadonlySet<string> = new Set([
  "fullName",
  "label",
  "type",
  "length",
  "precision",
  "scale",
  "required",
  "unique",
  "externalId",
  "caseSensitive",
  "defaultValue",
  "description",
  "inlineHelpText",
  "formula",
  "formulaTreatBlanksAs",
  "displayFormat",
  "startingNumber",
  "visibleLines",
  "referenceTo",
  "relationshipName",
  "relationshipLabel",
  "relationshipOrder",
  "reparentableMasterDetail",
  "writeRequiresMasterRead",
  "deleteConstraint",
  "valueSet",
  "picklist",
  "lookupFilter",
  "summarizedField",
  "summaryForeignKey",
  "summaryOperation",
  "summaryFilterItems",
  "trackHistory",
  "trackFeedHistory",
  "trackTrending",
  "maskChar",
  "maskType",
  "businessStatus",
  "businessOwnerGroup",
  "businessOwnerUser",
  "escapeMarkup",
  "isAIPredictionField",
  "isConvertLeadDisabled",
  "readOnlyProxy",
  "restrictedAdminField",
  "securityClassification",
  "complianceGroup",
  "fieldManageability",
  "encryptionScheme",
  "stripMarkup",
  "populateExistingRows",
  "displayLocationInDecimal",
  "isFilteringDisabled",
  "metadataRelationshipControllingField",
  "isNameField",
  "isSortingDisabled",
  "deprecated"
]);

const fieldTypes: Readonly<Record<string, FieldType>> = dictionary({
  Text: "string",
  EncryptedText: "encryptedstring",
  TextArea: "textarea",
  LongTextArea: "textarea",
  Html: "textarea",
  Number: "double",
  Currency: "currency",
  Percent: "percent",
  Checkbox: "boolean",
  Date: "date",
  DateTime: "datetime",
  Time: "time",
  Picklist: "picklist",
  MultiselectPicklist: "multipicklist",
  Email: "email",
  Phone: "phone",
  Url: "url",
  AutoNumber: "string",
  Lookup: "reference",
  MasterDetail: "reference",
  Hierarchy: "reference",
  MetadataRelationship: "reference",
  Summary: "double",
  Location: "location"
});

const defaultLengths: Readonly<Record<string, number>> = dictionary({
  TextArea: 255,
  LongTextArea: 32_768,
  Html: 32_768,
  Email: 80,
  Phone: 40,
  Url: 255,
  AutoNumber: 30,
  Picklist: 255,
  MultiselectPicklist: 4_099
});

/**
 * Reads a CustomField; reports what is not understood, and answers none where there is no field then. A geolocation is three.
 * `standardField` answers the standard field of that name, which the file then adds to.
 */
export function readField(
  file: SourceFile,
  element: XmlElement,
  valueSets: GlobalValueSets,
  standardField: (name: string) => Field | undefined
): Field[] {
  const name = textOf(element, "fullName");
  const metadataType = textOf(element, "type");
  if (name === undefined) {
    file.problem("Required field is missing: fullName");
    return [];
  }
  file.requireKnown(element, knownElements, "CustomField");
  const standard = standardField(name);
  if (standard !== undefined) {
    return [readAdditions(file, element, valueSets, standard)];
  }
  if (metadataType === undefined) {
    requireStandard(file, name);
    return [];
  }
  if (!name.endsWith("__c")) {
    file.problem(`${name} is no standard field that the local org knows; a custom field's name ends with __c`, name);
    return [];
  }
  const type = fieldTypes[metadataType];
  if (type === undefined) {
    file.problem(`Field type ${metadataType} is not supported by the local org`, `<type>${metadataType}`);
    return [];
  }
  requireAttributes(file, element, metadataType);
  const formula = textOf(element, "formula");
  const defaultValue = textOf(element, "defaultValue");
  const field = defineField({
    name,
    label: textOf(element, "label") ?? name,
    type,
    custom: true,
    required: flagOf(element, "required"),
    ...sizeOf(element, metadataType),
    unique: flagOf(element, "unique"),
    caseSensitive: flagOf(element, "caseSensitive"),
    externalId: flagOf(element, "externalId"),
    autoNumber: metadataType === "AutoNumber",
    longText: metadataType === "LongTextArea" || metadataType === "Html",
    html: metadataType === "Html",
    ...optional("displayFormat", textOf(element, "displayFormat")),
    ...optional("startingNumber", numberOf(element, "startingNumber")),
    ...optional("inlineHelpText", textOf(element, "inlineHelpText")),
    ...optional("description", textOf(element, "description")),
    ...(metadataType === "Picklist" || metadataType === "MultiselectPicklist"
      ? readValueSet(file, element, valueSets)
      : {}),
    ...(type === "reference" ? readReference(element, name, metadataType) : {}),
    ...(metadataType === "Summary" ? readSummary(element) : {}),
    ...(formula === undefined
      ? {}
      : { formula, formulaTreatBlanksAsZero: textOf(element, "formulaTreatBlanksAs") !== "BlankAsBlank" }),
    ...(defaultValue === undefined || defaultValue === "" || (metadataType === "Checkbox" && defaultValue === "false")
      ? {}
      : { defaultValue })
  });
  return type === "location" ? [field, ...coordinatesOf(field)] : [field];
}

/**
 * A standard field keeps its type and target. Its file says only what an org may change about it, and the platform's own
 * values are no part of it since API version 38.0 ("Metadata API Developer Guide: CustomField", "StandardValueSet").
 */
function readAdditions(file: SourceFile, element: XmlElement, valueSets: GlobalValueSets, standard: Field): Field {
  return {
    ...standard,
    ...optional("inlineHelpText", textOf(element, "inlineHelpText")),
    ...optional("description", textOf(element, "description")),
    ...(["valueSet", "picklist"].some((name) => elementOf(element, name))
      ? readValueSet(file, element, valueSets)
      : {}),
    ...readLookupFilter(element)
  };
}

/** "Salesforce Help: Geolocation Custom Field": the coordinates are fields of their own. */
function coordinatesOf(field: Field): Field[] {
  return ["Latitude", "Longitude"].map((part) =>
    defineField({
      name: field.name.replace(/__c$/, `__${part}__s`),
      label: `${field.label} (${part})`,
      type: "double",
      custom: true,
      precision: field.scale + 3,
      scale: field.scale
    })
  );
}

/** The file of a field without a type changes the label or history tracking of a standard field. */
function requireStandard(file: SourceFile, name: string): void {
  if (name.endsWith("__c")) {
    file.problem("Must specify a non-empty type for the CustomField", name);
  }
}

function requireAttributes(file: SourceFile, element: XmlElement, type: string): void {
  const missing = (attribute: string): void =>
    file.problem(`Must specify '${attribute}' for a CustomField of type ${type}`, `<type>${type}`);
  const isFormula = element["formula"] !== undefined;
  if (
    (type === "Text" || type === "LongTextArea" || type === "Html") &&
    !isFormula &&
    textOf(element, "length") === undefined
  ) {
    missing("length");
  }
  if (
    (type === "Number" || type === "Currency" || type === "Percent") &&
    (textOf(element, "precision") === undefined || textOf(element, "scale") === undefined)
  ) {
    missing("precision and scale");
  }
  if ((type === "Lookup" || type === "MasterDetail") && textOf(element, "referenceTo") === undefined) {
    missing("referenceTo");
  }
  if (type === "Summary") {
    for (const attribute of ["summaryForeignKey", "summaryOperation"]) {
      if (textOf(element, attribute) === undefined) {
        missing(attribute);
      }
    }
  }
}

function sizeOf(element: XmlElement, metadataType: string): Partial<Field> {
  const isFormulaText = element["formula"] !== undefined && metadataType === "Text";
  const length = numberOf(element, "length") ?? (isFormulaText ? 1_300 : defaultLengths[metadataType]);
  return {
    ...(length === undefined ? {} : { length }),
    precision: numberOf(element, "precision") ?? 0,
    scale: numberOf(element, "scale") ?? 0
  };
}

/** "Metadata API: ValueSet", "ValueSettings". */
function readValueSet(file: SourceFile, element: XmlElement, valueSets: GlobalValueSets): Partial<Field> {
  const valueSet = elementOf(element, "valueSet");
  const picklist = elementOf(element, "picklist");
  if (picklist !== undefined) return readPicklist(picklist);
  if (valueSet === undefined) {
    file.problem("Must specify a valueSet for a picklist", "<type>");
    return {};
  }
  const settings = elementsOf(valueSet, "valueSettings");
  return {
    restrictedPicklist: flagOf(valueSet, "restricted") || textOf(valueSet, "valueSetName") !== undefined,
    picklistValues: readPicklistValues(file, valueSet, valueSets),
    ...optional("controllingField", textOf(valueSet, "controllingField")),
    ...(settings.length === 0 ? {} : { valueSettings: dependencies(settings) })
  };
}

/** "Metadata API: Picklist (Including Dependent Picklist)": what API versions up to 37.0 have in place of a value set. */
function readPicklist(picklist: XmlElement): Partial<Field> {
  const values = elementsOf(picklist, "picklistValues");
  const controllingField = textOf(picklist, "controllingField");
  return {
    restrictedPicklist: flagOf(picklist, "restrictedPicklist"),
    picklistValues: values.map(readPicklistValue),
    ...optional("controllingField", controllingField),
    ...(controllingField === undefined
      ? {}
      : { valueSettings: dependencies(values, "controllingFieldValues", "fullName") })
  };
}

function readPicklistValues(
  file: SourceFile,
  valueSet: XmlElement,
  valueSets: GlobalValueSets
): readonly PicklistValue[] {
  const shared = textOf(valueSet, "valueSetName");
  if (shared !== undefined) {
    const values = valueSets.get(shared);
    if (values === undefined) {
      file.problem(`In field: valueSetName - no GlobalValueSet named ${shared} found`, `<valueSetName>${shared}`);
    }
    return values ?? [];
  }
  const definition = elementOf(valueSet, "valueSetDefinition");
  return definition === undefined ? [] : elementsOf(definition, "value").map(readPicklistValue);
}

export function readPicklistValue(value: XmlElement): PicklistValue {
  const name = textOf(value, "fullName") ?? "";
  return {
    value: name,
    label: textOf(value, "label") ?? name,
    active: textOf(value, "isActive") !== "false",
    default: flagOf(value, "default")
  };
}

/** Controlling value → the dependent values that it allows. */
function dependencies(
  settings: readonly XmlElement[],
  controllingName = "controllingFieldValue",
  valueName = "valueName"
): ReadonlyMap<string, readonly string[]> {
  const allowed = new Map<string, string[]>();
  for (const setting of settings) {
    for (const controlling of textsOf(setting, controllingName)) {
      const values = allowed.get(controlling) ?? [];
      values.push(textOf(setting, valueName) ?? "");
      allowed.set(controlling, values);
    }
  }
  return allowed;
}

function readReference(element: XmlElement, name: string, metadataType: string): Partial<Field> {
  const masterDetail = metadataType === "MasterDetail";
  const children = textOf(element, "relationshipName");
  const custom = textOf(element, "deleteConstraint") as DeleteConstraint | undefined;
  const target = textOf(element, "referenceTo") ?? (metadataType === "Hierarchy" ? "User" : "");
  return {
    length: 18,
    referenceTo: target === "" ? [] : [target],
    relationshipName: name.replace(/__c$/, "__r"),
    ...optional("objectField", textOf(element, "metadataRelationshipControllingField")?.replace(/^.*\./, "")),
    ...(children === undefined || children === "" ? {} : { childRelationshipName: `${children}__r` }),
    masterDetail,
    relationshipOrder: numberOf(element, "relationshipOrder") ?? 0,
    reparentable: flagOf(element, "reparentableMasterDetail"),
    writeRequiresMasterRead: flagOf(element, "writeRequiresMasterRead"),
    deleteConstraint: masterDetail ? "Cascade" : (custom ?? "SetNull"),
    required: masterDetail || flagOf(element, "required"),
    ...readLookupFilter(element)
  };
}

/** "Metadata API: CustomField", LookupFilter. */
function readLookupFilter(element: XmlElement): Partial<Field> {
  const filter = elementOf(element, "lookupFilter");
  if (filter === undefined || !flagOf(filter, "active")) {
    return {};
  }
  const lookupFilter: LookupFilter = {
    optional: flagOf(filter, "isOptional"),
    ...optional("errorMessage", textOf(filter, "errorMessage")),
    ...optional("booleanFilter", textOf(filter, "booleanFilter")),
    items: elementsOf(filter, "filterItems").map((item) => ({
      field: textOf(item, "field") ?? "",
      operation: textOf(item, "operation") ?? "",
      value: textOf(item, "value") ?? "",
      ...optional("valueField", textOf(item, "valueField"))
    }))
  };
  return { lookupFilter };
}

function readSummary(element: XmlElement): Partial<Field> {
  const [childObject, relationField] = (textOf(element, "summaryForeignKey") ?? ".").split(".") as [string, string];
  const summarized = textOf(element, "summarizedField");
  const summary: RollUpSummary = {
    operation: (textOf(element, "summaryOperation") ?? "count") as RollUpSummary["operation"],
    childObject,
    relationField,
    ...(summarized === undefined ? {} : { summarizedField: summarized.split(".")[1]! }),
    filters: elementsOf(element, "summaryFilterItems").map((item) => ({
      field: (textOf(item, "field") ?? "").split(".").slice(-1)[0]!,
      operation: textOf(item, "operation") ?? "equals",
      value: textOf(item, "value") ?? ""
    }))
  };
  return { summary, precision: 18 };
}

function numberOf(element: XmlElement, name: string): number | undefined {
  const text = textOf(element, name);
  return text === undefined ? undefined : Number(text);
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
