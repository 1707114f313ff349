import { isPermissionable } from "../../../schema/permissionable.ts";
import type { Field, FieldType, PicklistValue } from "../../../schema/types.ts";
import { describeValue } from "../../../schema/describe.ts";
import { ApexList } from "../../runtime/collections.ts";
import { apexContext } from "../../runtime/context.ts";
import { countDescribe } from "../../runtime/describe-counts.ts";
import { enumConstant } from "../../runtime/enums.ts";
import { libraryType } from "../../runtime/runtime-type.ts";
import { defineClass, type ClassDefinition } from "../definition/define.ts";
import { describeMembers } from "./describe-members.ts";
import { mayAccessField } from "../system/permissions.ts";
import { compoundOfPart } from "../../../schema/address.ts";
import { sobjectFieldToken, sobjectTypeToken, type SObjectFieldToken } from "./tokens.ts";
import { words } from "./words.ts";

export const displayTypeEnum = defineClass({
  namespace: "Schema",
  name: "DisplayType",
  documentation: "Apex Reference Guide: DisplayType Enum",
  kind: "enum",
  constants: [
    "ADDRESS",
    "ANYTYPE",
    "BASE64",
    "BOOLEAN",
    "COMBOBOX",
    "COMPLEXVALUE",
    "CURRENCY",
    "DATACATEGORYGROUPREFERENCE",
    "DATE",
    "DATETIME",
    "DOUBLE",
    "EMAIL",
    "ENCRYPTEDSTRING",
    "ID",
    "INTEGER",
    "JSON",
    "LOCATION",
    "LONG",
    "MULTIPICKLIST",
    "PERCENT",
    "PHONE",
    "PICKLIST",
    "REFERENCE",
    "SOBJECT",
    "STRING",
    "TEXTAREA",
    "TIME",
    "URL"
  ]
});

export const soapTypeEnum = defineClass({
  namespace: "Schema",
  name: "SOAPType",
  documentation: "Apex Reference Guide: SoapType Enum",
  kind: "enum",
  constants: [
    "ADDRESS",
    "ANYTYPE",
    "BASE64BINARY",
    "BOOLEAN",
    "DATE",
    "DATETIME",
    "DECIMAL",
    "DOUBLE",
    "ID",
    "INTEGER",
    "LOCATION",
    "LONG",
    "STRING",
    "TIME"
  ]
});

const displayTypes: Partial<Record<FieldType, string>> = { int: "INTEGER" };
const soapTypes: Partial<Record<FieldType, string>> = {
  id: "ID",
  reference: "ID",
  boolean: "BOOLEAN",
  int: "INTEGER",
  long: "LONG",
  double: "DOUBLE",
  currency: "DOUBLE",
  percent: "DOUBLE",
  date: "DATE",
  datetime: "DATETIME",
  time: "TIME",
  base64: "BASE64BINARY",
  anyType: "ANYTYPE",
  address: "ADDRESS",
  location: "LOCATION"
};

/** Value of the class Schema.PicklistEntry. */
class PicklistEntry {
  readonly apexTypeName = "Schema.PicklistEntry";
  readonly token: SObjectFieldToken;
  readonly value: PicklistValue;

  constructor(token: SObjectFieldToken, value: PicklistValue) {
    this.token = token;
    this.value = value;
  }

  /** As describes of the APIs have it: public packages read `validFor` so, which Apex has no method for. */
  get jsonMembers(): Record<string, unknown> {
    return describeValue(this.token.object, this.token.field, this.value, words());
  }
}

export function displayTypeOf(field: Field): unknown {
  return enumConstant(displayTypeEnum, displayTypes[field.type] ?? field.type.toUpperCase());
}

/** Value of the class Schema.DescribeFieldResult. */
export class FieldDescribe {
  readonly apexTypeName = "Schema.DescribeFieldResult";
  readonly token: SObjectFieldToken;

  constructor(token: SObjectFieldToken) {
    this.token = token;
  }

  get field(): Field {
    return this.token.field;
  }
}

const textTypes: ReadonlySet<FieldType> = new Set([
  "id",
  "reference",
  "string",
  "textarea",
  "picklist",
  "multipicklist",
  "email",
  "phone",
  "url",
  "encryptedstring",
  "combobox",
  "base64"
]);

const ofField =
  <R>(answer: (field: Field) => R) =>
  (self: FieldDescribe): R =>
    answer(self.field);

const isCalculated = (field: Field) => field.formula !== undefined || field.summary !== undefined;
const isNillable = (field: Field) =>
  !field.required && !field.masterDetail && field.type !== "boolean" && field.type !== "id";

function referenceTo(field: Field): ApexList {
  const { schema } = apexContext().tx;
  const objects = field.referenceTo.map((name) => schema.object(name)).filter((object) => object !== undefined);
  return new ApexList(libraryType("Schema.SObjectType"), objects.map(sobjectTypeToken));
}

function controller(self: FieldDescribe): SObjectFieldToken | null {
  const { object, field } = self.token;
  const controlling = field.controllingField === undefined ? undefined : object.field(field.controllingField);
  return controlling ? sobjectFieldToken(object, controlling) : null;
}

/** The value that a new record gets where it is a constant. */
function defaultValue(field: Field): unknown {
  if (field.type === "boolean") return field.defaultValue === "true";
  return field.picklistValues.find((value) => value.default)?.value ?? null;
}

export const describeFieldClass = defineClass({
  namespace: "Schema",
  name: "DescribeFieldResult",
  documentation: "Apex Reference Guide: DescribeFieldResult Class",
  members: describeMembers<FieldDescribe>({
    Accessible: ["Boolean", (self) => mayAccessField(self.token.object, self.field, "read")],
    AutoNumber: ["Boolean", ofField((field) => field.autoNumber)],
    ByteLength: ["Integer", ofField((field) => (textTypes.has(field.type) ? field.length * 3 : 0))],
    Calculated: ["Boolean", ofField(isCalculated)],
    CalculatedFormula: ["String", ofField((field) => field.formula ?? null)],
    CascadeDelete: ["Boolean", ofField((field) => field.masterDetail || field.deleteConstraint === "Cascade")],
    CaseSensitive: ["Boolean", ofField((field) => field.caseSensitive)],
    CompoundFieldName: ["String", ({ token }) => compoundOfPart(token.object, token.field)?.name ?? null],
    Controller: ["Schema.SObjectField", controller],
    Createable: ["Boolean", (self) => self.field.createable && mayAccessField(self.token.object, self.field, "edit")],
    Custom: ["Boolean", ofField((field) => field.custom)],
    DefaultValue: ["Object", ofField(defaultValue)],
    DefaultValueFormula: ["String", ofField((field) => field.defaultValue ?? null)],
    DefaultedOnCreate: [
      "Boolean",
      ofField((field) => field.defaultValue !== undefined || field.type === "boolean" || field.name === "OwnerId")
    ],
    DependentPicklist: ["Boolean", ofField((field) => field.controllingField !== undefined)],
    DeprecatedAndHidden: ["Boolean", () => false],
    Digits: ["Integer", ofField((field) => (field.type === "int" ? field.precision : 0))],
    Encrypted: ["Boolean", ofField((field) => field.type === "encryptedstring")],
    ExternalId: ["Boolean", ofField((field) => field.externalId)],
    Filterable: ["Boolean", ofField((field) => field.filterable)],
    FormulaTreatNullNumberAsZero: ["Boolean", ofField((field) => field.formulaTreatBlanksAsZero)],
    Groupable: ["Boolean", ofField((field) => field.groupable)],
    HtmlFormatted: ["Boolean", ofField((field) => field.html)],
    IdLookup: [
      "Boolean",
      ofField((field) => field.externalId || field.type === "id" || (field.nameField && !isCalculated(field)))
    ],
    InlineHelpText: ["String", ({ token }) => words().help(token.object, token.field) ?? null],
    Label: ["String", ({ token }) => words().field(token.object, token.field)],
    Length: ["Integer", ofField((field) => (textTypes.has(field.type) ? field.length : 0))],
    LocalName: ["String", ofField((field) => field.name)],
    Name: ["String", ofField((field) => field.name)],
    NameField: ["Boolean", ofField((field) => field.nameField)],
    NamePointing: ["Boolean", ofField((field) => field.referenceTo.length > 1)],
    Nillable: ["Boolean", ofField(isNillable)],
    Permissionable: ["Boolean", (self: FieldDescribe) => isPermissionable(self.token.object, self.field)],
    PicklistValues: [
      "List<Schema.PicklistEntry>",
      ({ token }) => {
        countDescribe(apexContext().tx, "Picklist");
        return new ApexList(
          libraryType("Schema.PicklistEntry"),
          token.field.picklistValues.map((value) => new PicklistEntry(token, value))
        );
      }
    ],
    Precision: ["Integer", ofField((field) => field.precision)],
    ReferenceTo: ["List<Schema.SObjectType>", ofField(referenceTo)],
    RelationshipName: ["String", ofField((field) => field.relationshipName ?? null)],
    RelationshipOrder: ["Integer", ofField((field) => (field.masterDetail ? field.relationshipOrder : null))],
    RestrictedDelete: ["Boolean", ofField((field) => field.deleteConstraint === "Restrict")],
    RestrictedPicklist: ["Boolean", ofField((field) => field.restrictedPicklist)],
    Scale: ["Integer", ofField((field) => field.scale)],
    SoapType: ["Schema.SOAPType", ofField((field) => enumConstant(soapTypeEnum, soapTypes[field.type] ?? "STRING"))],
    SObjectField: ["Schema.SObjectField", (self) => self.token],
    SObjectType: ["Schema.SObjectType", (self) => sobjectTypeToken(self.token.object)],
    Sortable: ["Boolean", ofField((field) => field.sortable)],
    Type: ["Schema.DisplayType", ofField(displayTypeOf)],
    Unique: ["Boolean", ofField((field) => field.unique)],
    Updateable: ["Boolean", (self) => self.field.updateable && mayAccessField(self.token.object, self.field, "edit")],
    WriteRequiresMasterRead: ["Boolean", ofField((field) => field.writeRequiresMasterRead)]
  })
});

export const picklistEntryClass = defineClass({
  namespace: "Schema",
  name: "PicklistEntry",
  documentation: "Apex Reference Guide: PicklistEntry Class",
  members: describeMembers<PicklistEntry>({
    Active: ["Boolean", (self) => self.value.active],
    DefaultValue: ["Boolean", (self) => self.value.default],
    Label: ["String", ({ token, value }) => words().value(token.object, token.field, value.label)],
    Value: ["String", (self) => self.value.value]
  })
});

export const sobjectFieldClass: ClassDefinition = defineClass({
  namespace: "Schema",
  name: "SObjectField",
  documentation: "Apex Reference Guide: SObjectField Class",
  members: {
    "Schema.DescribeFieldResult getDescribe()": (self: SObjectFieldToken) => new FieldDescribe(self),
    "Schema.DescribeFieldResult getDescribe(Object options)": (self: SObjectFieldToken) => new FieldDescribe(self),
    "String toString()": (self: SObjectFieldToken) => self.toString()
  }
});
