import { defineField } from "../schema/field.ts";
import type {
  Field,
  FieldSet,
  RecordType,
  SObjectType,
  SharingModel,
  SharingReason,
  ValidationRule
} from "../schema/types.ts";
import { readField, type GlobalValueSets } from "./field-source.ts";
import type { SourceFile } from "./problems.ts";
import type { ObjectSource } from "./types.ts";
import { elementOf, elementsOf, flagOf, textOf, textsOf, type XmlElement } from "./xml.ts";

/** "Metadata API Developer Guide: CustomObject". */
const knownElements: ReadonlySet<string> = new Set([
  "fullName",
  "label",
  "pluralLabel",
  "nameField",
  "sharingModel",
  "externalSharingModel",
  "deploymentStatus",
  "description",
  "visibility",
  "customSettingsType",
  "customSettingsVisibility",
  "eventType",
  "publishBehavior",
  "startsWith",
  "gender",
  "customHelpPage",
  "customHelp",
  "enableActivities",
  "enableBulkApi",
  "enableFeeds",
  "enableHistory",
  "enableReports",
  "enableSearch",
  "enableSharing",
  "enableStreamingApi",
  "enableLicensing",
  "enableEnhancedLookup",
  "enableChangeDataCapture",
  "enableDivisions",
  "household",
  "allowInChatterGroups",
  "compactLayoutAssignment",
  "searchLayouts",
  "actionOverrides",
  "fields",
  "validationRules",
  "recordTypes",
  "listViews",
  "compactLayouts",
  "fieldSets",
  "webLinks",
  "businessProcesses",
  "indexes",
  "recordTypeTrackHistory",
  "recordTypeTrackFeedHistory",
  "enableDataArchive",
  "sharingReasons",
  "profileSearchLayouts",
  "deprecated"
]);

/** Elements of an object that its own file may hold instead of a file each. */
export interface ObjectParts {
  readonly definition: ObjectSource["definition"];
  readonly fields: readonly Field[];
  readonly validationRules: readonly ValidationRule[];
  readonly recordTypes: readonly RecordType[];
  readonly fieldSets?: readonly FieldSet[];
  readonly sharingReasons?: readonly SharingReason[];
}

/** Reads an `.object-meta.xml` file. */
export function readObject(
  file: SourceFile,
  name: string,
  element: XmlElement,
  valueSets: GlobalValueSets,
  standardField: (name: string) => Field | undefined
): ObjectParts {
  file.requireKnown(element, knownElements, "CustomObject");
  return {
    definition: /__(c|e|mdt)$/.test(name) ? readDefinition(file, name, element) : undefined,
    fields: elementsOf(element, "fields").flatMap((field) => readField(file, field, valueSets, standardField)),
    validationRules: elementsOf(element, "validationRules").map((rule) => readValidationRule(file, rule)),
    recordTypes: elementsOf(element, "recordTypes").map((recordType) => readRecordType(file, recordType)),
    fieldSets: elementsOf(element, "fieldSets").map((fieldSet) => readFieldSet(file, fieldSet)),
    sharingReasons: elementsOf(element, "sharingReasons").map((reason) => readSharingReason(file, reason))
  };
}

function readDefinition(file: SourceFile, name: string, element: XmlElement): ObjectSource["definition"] {
  const label = textOf(element, "label");
  if (label === undefined) {
    file.problem("Must specify a label for the CustomObject");
  }
  const settings = textOf(element, "customSettingsType");
  const kind = kindOf(name, settings);
  const compactLayout = textOf(element, "compactLayoutAssignment");
  const searchLayouts = elementOf(element, "searchLayouts") ?? {};
  const searchResultFields = textsOf(searchLayouts, "searchResultsAdditionalFields");
  return {
    label: label ?? name,
    labelPlural: textOf(element, "pluralLabel") ?? label ?? name,
    sharingModel: (textOf(element, "sharingModel") as SharingModel | undefined) ?? "ReadWrite",
    kind,
    ...(settings === "List" || settings === "Hierarchy" ? { customSettingType: settings } : {}),
    ...(compactLayout === undefined || compactLayout === "SYSTEM" ? {} : { compactLayout }),
    ...(searchResultFields.length === 0 ? {} : { searchResultFields }),
    listButtons: textsOf(searchLayouts, "listViewButtons"),
    excludedListButtons: textsOf(searchLayouts, "excludedStandardButtons"),
    nameField: readNameField(file, elementOf(element, "nameField"), kind),
    hasHistory: flagOf(element, "enableHistory"),
    publishesImmediately: textOf(element, "publishBehavior") === "PublishImmediately"
  };
}

function kindOf(name: string, settings: string | undefined): SObjectType["kind"] {
  if (name.endsWith("__mdt")) {
    return "customMetadata";
  }
  if (name.endsWith("__e")) {
    return "platformEvent";
  }
  return settings === undefined ? "custom" : "customSetting";
}

function readNameField(file: SourceFile, element: XmlElement | undefined, kind: SObjectType["kind"]): Field {
  if (element === undefined && kind === "custom") {
    file.problem("Must specify a nameField for the CustomObject");
  }
  const autoNumber = element !== undefined && textOf(element, "type") === "AutoNumber";
  const format = element && textOf(element, "displayFormat");
  const start = element && textOf(element, "startingNumber");
  return defineField({
    name: "Name",
    label: (element && textOf(element, "label")) ?? "Name",
    type: "string",
    length: autoNumber ? 30 : kind === "customSetting" ? 38 : 80,
    nameField: true,
    autoNumber,
    ...(format === undefined ? {} : { displayFormat: format }),
    ...(start === undefined ? {} : { startingNumber: Number(start) })
  });
}

const validationRuleElements: ReadonlySet<string> = new Set([
  "fullName",
  "active",
  "description",
  "errorConditionFormula",
  "errorDisplayField",
  "errorMessage",
  "shouldEvaluateOnClient"
]);

/** "Metadata API Developer Guide: ValidationRule". */
export function readValidationRule(file: SourceFile, element: XmlElement): ValidationRule {
  file.requireKnown(element, validationRuleElements, "ValidationRule");
  const formula = textOf(element, "errorConditionFormula");
  const message = textOf(element, "errorMessage");
  if (formula === undefined || message === undefined) {
    file.problem("A validation rule needs errorConditionFormula and errorMessage");
  }
  const errorField = textOf(element, "errorDisplayField");
  return {
    name: textOf(element, "fullName") ?? file.componentName,
    active: flagOf(element, "active"),
    formula: formula ?? "",
    message: message ?? "",
    ...(errorField === undefined ? {} : { errorField })
  };
}

const recordTypeElements: ReadonlySet<string> = new Set([
  "fullName",
  "active",
  "label",
  "description",
  "businessProcess",
  "compactLayoutAssignment",
  "picklistValues"
]);

/** "Metadata API Developer Guide: RecordType". */
export function readRecordType(file: SourceFile, element: XmlElement): RecordType {
  file.requireKnown(element, recordTypeElements, "RecordType");
  const developerName = textOf(element, "fullName") ?? file.componentName;
  const description = textOf(element, "description");
  const picklistValues = elementsOf(element, "picklistValues").map((one) => ({
    picklist: textOf(one, "picklist") ?? "",
    values: elementsOf(one, "values").map((value) => textOf(value, "fullName") ?? "")
  }));
  return {
    developerName,
    label: textOf(element, "label") ?? developerName,
    active: flagOf(element, "active"),
    ...(description === undefined ? {} : { description }),
    ...(picklistValues.length === 0 ? {} : { picklistValues })
  };
}

const fieldSetElements: ReadonlySet<string> = new Set([
  "fullName",
  "availableFields",
  "description",
  "displayedFields",
  "label"
]);

/** "Metadata API Developer Guide: FieldSet": the displayed fields in order. */
export function readFieldSet(file: SourceFile, element: XmlElement): FieldSet {
  file.requireKnown(element, fieldSetElements, "FieldSet");
  const name = textOf(element, "fullName") ?? file.componentName;
  return {
    name,
    label: textOf(element, "label") ?? name,
    description: textOf(element, "description") ?? "",
    members: elementsOf(element, "displayedFields").map((field) => ({
      path: textOf(field, "field") ?? "",
      required: flagOf(field, "isRequired")
    }))
  };
}

const sharingReasonElements: ReadonlySet<string> = new Set(["fullName", "label"]);

/** "Metadata API Developer Guide: SharingReason". */
export function readSharingReason(file: SourceFile, element: XmlElement): SharingReason {
  file.requireKnown(element, sharingReasonElements, "SharingReason");
  const name = textOf(element, "fullName") ?? file.componentName.split(".").at(-1)!;
  return { name, label: textOf(element, "label") ?? name };
}
