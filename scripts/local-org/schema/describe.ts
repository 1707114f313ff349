import { masterRecordTypeId } from "./master-record-type.ts";
import { standardNamedLayouts } from "./named-layouts.ts";
import { isPermissionable } from "./permissionable.ts";
import { wordsOf, type SchemaWords } from "./words.ts";
import type { ChildRelationship, Field, PicklistValue, Schema, SObjectType } from "./types.ts";

/** "REST API Developer Guide: Describe Global"; URLs are filled in for the newest version. */
export function describeGlobal(schema: Schema, language: string): Record<string, unknown> {
  const words = wordsOf(schema, language);
  return {
    encoding: "UTF-8",
    maxBatchSize: 200,
    sobjects: [...schema.objects()]
      .map((type) => summaryOf(type, words))
      .sort((one, other) => (one["name"] as string).localeCompare(other["name"] as string))
  };
}

/** "REST API Developer Guide: sObject Describe"; field properties as in "SOAP API Developer Guide: describeSObjects()". */
export function describeObject(schema: Schema, type: SObjectType, language: string): Record<string, unknown> {
  const words = wordsOf(schema, language);
  return {
    ...summaryOf(type, words),
    actionOverrides: [],
    childRelationships: type.childRelationships.map(describeChild),
    compactLayoutable: type.kind === "custom" || type.kind === "standard",
    fields: type.fields.map((field) => describeField(type, field, words)),
    listviewable: null,
    lookupLayoutable: null,
    namedLayoutInfos: (standardNamedLayouts[type.name] ?? []).map((name) => ({ name })),
    networkScopeFieldName: null,
    recordTypeInfos: recordTypeInfos(type),
    searchLayoutable: type.searchable,
    supportedScopes: [
      { label: `All ${words.plural(type)}`, name: "everything" },
      { label: `My ${words.plural(type)}`, name: "mine" }
    ]
  };
}

const latestVersion = "v66.0";

function summaryOf(type: SObjectType, words: SchemaWords): Record<string, unknown> {
  const base = `/services/data/${latestVersion}/sobjects/${type.name}`;
  return {
    activateable: false,
    associateEntityType: type.kind === "share" ? "Share" : null,
    associateParentEntity: null,
    createable: type.createable,
    custom: type.custom,
    customSetting: type.kind === "customSetting",
    deepCloneable: false,
    deletable: type.deletable,
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: type.keyPrefix,
    label: words.object(type),
    labelPlural: words.plural(type),
    layoutable: type.kind === "standard" || type.kind === "custom",
    mergeable: type.name === "Account" || type.name === "Contact" || type.name === "Lead" || type.name === "Case",
    mruEnabled: type.kind === "standard" || type.kind === "custom",
    name: type.name,
    queryable: type.queryable,
    replicateable: type.field("SystemModstamp") !== undefined,
    retrieveable: type.queryable,
    searchable: type.searchable,
    triggerable: type.triggerable,
    undeletable: type.deletable && type.field("IsDeleted") !== undefined,
    updateable: type.updateable,
    urls: { sobject: base, describe: `${base}/describe`, rowTemplate: `${base}/{ID}` }
  };
}

function describeChild(child: ChildRelationship): Record<string, unknown> {
  return {
    cascadeDelete: child.cascadeDelete,
    childSObject: child.childObject,
    deprecatedAndHidden: false,
    field: child.field,
    junctionIdListNames: [],
    junctionReferenceTo: [],
    relationshipName: child.relationshipName ?? null,
    restrictedDelete: child.restrictedDelete
  };
}

function describeField(type: SObjectType, field: Field, words: SchemaWords): Record<string, unknown> {
  const calculated = field.formula !== undefined || field.summary !== undefined;
  return {
    aggregatable: field.filterable && field.type !== "boolean",
    aiPredictionField: false,
    autoNumber: field.autoNumber,
    byteLength: field.length * 3,
    calculated,
    calculatedFormula: field.formula ?? null,
    cascadeDelete: field.masterDetail || field.deleteConstraint === "Cascade",
    caseSensitive: field.caseSensitive,
    compoundFieldName: compoundOf(type, field),
    controllerName: field.controllingField ?? null,
    createable: field.createable,
    custom: field.custom,
    defaultValue: field.type === "boolean" ? field.defaultValue?.toLowerCase() === "true" : null,
    defaultValueFormula: field.defaultValue ?? null,
    defaultedOnCreate: isDefaulted(field),
    dependentPicklist: field.controllingField !== undefined,
    deprecatedAndHidden: false,
    digits: field.type === "int" ? field.precision : 0,
    displayLocationInDecimal: false,
    encrypted: field.type === "encryptedstring",
    externalId: field.externalId,
    extraTypeInfo: extraTypeOf(field),
    filterable: field.filterable,
    filteredLookupInfo: null,
    formulaTreatNullNumberAsZero: field.formulaTreatBlanksAsZero,
    groupable: field.groupable,
    highScaleNumber: false,
    htmlFormatted: field.html,
    idLookup: field.type === "id" || field.externalId || field.unique,
    inlineHelpText: words.help(type, field) ?? null,
    label: words.field(type, field),
    length: field.length,
    mask: null,
    maskType: null,
    name: field.name,
    nameField: field.nameField,
    namePointing: field.referenceTo.length > 1,
    nillable: isNillable(field),
    permissionable: isPermissionable(type, field),
    picklistValues: field.picklistValues.map((value) => describeValue(type, field, value, words)),
    polymorphicForeignKey: field.referenceTo.length > 1,
    precision: field.precision,
    queryByDistance: false,
    referenceTargetField: null,
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName ?? null,
    relationshipOrder: field.masterDetail ? field.relationshipOrder : null,
    restrictedDelete: field.deleteConstraint === "Restrict",
    restrictedPicklist: field.restrictedPicklist,
    scale: field.scale,
    searchPrefilterable: field.type === "reference",
    soapType: soapTypes[field.type] ?? "xsd:string",
    sortable: field.sortable,
    type: field.type,
    unique: field.unique,
    updateable: field.updateable,
    writeRequiresMasterRead: field.writeRequiresMasterRead
  };
}

function isNillable(field: Field): boolean {
  const always = field.type === "boolean" || field.type === "id" || field.autoNumber;
  return !field.required && !always && !isSystemField(field);
}

function extraTypeOf(field: Field): string | null {
  if (field.html) return "richtextarea";
  return field.type === "textarea" ? "plaintextarea" : null;
}

const soapTypes: Readonly<Record<string, string>> = {
  id: "tns:ID",
  reference: "tns:ID",
  boolean: "xsd:boolean",
  int: "xsd:int",
  long: "xsd:long",
  double: "xsd:double",
  currency: "xsd:double",
  percent: "xsd:double",
  date: "xsd:date",
  datetime: "xsd:dateTime",
  time: "xsd:time",
  base64: "xsd:base64Binary",
  address: "urn:address",
  location: "urn:location"
};

function isSystemField(field: Field): boolean {
  return (
    field.name === "CreatedDate" ||
    field.name === "CreatedById" ||
    field.name === "LastModifiedDate" ||
    field.name === "LastModifiedById" ||
    field.name === "SystemModstamp" ||
    field.name === "OwnerId"
  );
}

function isDefaulted(field: Field): boolean {
  return (
    field.type === "id" ||
    field.type === "boolean" ||
    field.autoNumber ||
    isSystemField(field) ||
    field.defaultValue !== undefined ||
    field.picklistValues.some((value) => value.default)
  );
}

function compoundOf(type: SObjectType, field: Field): string | null {
  const address =
    /^(Billing|Shipping|Mailing|Other)?(Street|City|State|PostalCode|Country|Latitude|Longitude|GeocodeAccuracy)$/.exec(
      field.name
    );
  const compound = address === null ? undefined : type.field(`${address[1] ?? ""}Address`);
  if (compound !== undefined) {
    return compound.name;
  }
  return /^(FirstName|LastName|Salutation)$/.test(field.name) && type.field("Name") !== undefined ? "Name" : null;
}

/** `validFor` is a bit per controlling value, base 64 ("SOAP API: PicklistEntry"). */
export function describeValue(
  type: SObjectType,
  field: Field,
  value: PicklistValue,
  words: SchemaWords
): Record<string, unknown> {
  return {
    active: value.active,
    defaultValue: value.default,
    label: words.value(type, field, value.label),
    validFor: validFor(type, field, value),
    value: value.value
  };
}

function validFor(type: SObjectType, field: Field, value: PicklistValue): string | null {
  const controlling = field.controllingField === undefined ? undefined : type.field(field.controllingField);
  if (controlling === undefined || field.valueSettings === undefined) {
    return null;
  }
  const values =
    controlling.type === "boolean" ? ["false", "true"] : controlling.picklistValues.map((option) => option.value);
  const bits = Buffer.alloc(Math.ceil(values.length / 8) || 1);
  values.forEach((option, index) => {
    if (field.valueSettings!.get(option)?.includes(value.value)) {
      bits[index >> 3]! |= 0x80 >> (index & 7);
    }
  });
  return bits.toString("base64");
}

function recordTypeInfos(type: SObjectType): Record<string, unknown>[] {
  const master = {
    active: true,
    available: true,
    defaultRecordTypeMapping: type.recordTypes.length === 0,
    developerName: "Master",
    master: true,
    name: "Master",
    recordTypeId: masterRecordTypeId
  };
  return [
    ...type.recordTypes.map((recordType) => ({
      active: recordType.active,
      available: true,
      defaultRecordTypeMapping: false,
      developerName: recordType.developerName,
      master: false,
      name: recordType.label,
      recordTypeId: null
    })),
    master
  ];
}
