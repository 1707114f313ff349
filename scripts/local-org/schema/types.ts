/** sObject describes, standard and custom: what every other room asks about a name. */

/** Field types as the SOAP API names them ("Object Reference: Field Types"). */
export type FieldType =
  | "id"
  | "reference"
  | "string"
  | "textarea"
  | "boolean"
  | "int"
  | "long"
  | "double"
  | "currency"
  | "percent"
  | "date"
  | "datetime"
  | "time"
  | "picklist"
  | "multipicklist"
  | "email"
  | "phone"
  | "url"
  | "base64"
  | "encryptedstring"
  | "anyType"
  | "address"
  | "location"
  | "combobox";

export interface PicklistValue {
  readonly value: string;
  readonly label: string;
  readonly active: boolean;
  readonly default: boolean;
}

export type DeleteConstraint = "SetNull" | "Restrict" | "Cascade";

export interface SummaryFilter {
  /** Field of the child object. */
  readonly field: string;
  readonly operation: string;
  readonly value: string;
}

export interface RollUpSummary {
  readonly operation: "count" | "sum" | "min" | "max";
  readonly childObject: string;
  /** The field of the child that points to the parent. */
  readonly relationField: string;
  /** Child field that is summarised; absent for count. */
  readonly summarizedField?: string;
  readonly filters: readonly SummaryFilter[];
}

export interface LookupFilterItem {
  /** `Account.Industry`, `$Source.Region__c` or a global value; so is `valueField`, which stands instead of `value`. */
  readonly field: string;
  readonly operation: string;
  readonly value: string;
  readonly valueField?: string;
}

/** Which records a lookup may point to; only active filters are kept. */
export interface LookupFilter {
  /** Advises and does not refuse. */
  readonly optional: boolean;
  readonly errorMessage?: string;
  /** `1 AND (2 OR 3)`; all items where absent. */
  readonly booleanFilter?: string;
  readonly items: readonly LookupFilterItem[];
}

export interface Field {
  /** Canonical API name, e.g. `Points__c`. */
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  readonly custom: boolean;
  /** Characters; text-like types only. */
  readonly length: number;
  /** Digits in all and after the point; numeric types only. */
  readonly precision: number;
  readonly scale: number;
  /** True for `LongTextArea` and `Html`: cannot be filtered, sorted or grouped. */
  readonly longText: boolean;
  readonly html: boolean;
  /** Layout-independent: `required` in metadata, or a standard field that must have a value. */
  readonly required: boolean;
  readonly unique: boolean;
  readonly caseSensitive: boolean;
  readonly externalId: boolean;
  readonly nameField: boolean;
  readonly autoNumber: boolean;
  /** Display format, e.g. `T-{000000}`. */
  readonly displayFormat?: string;
  readonly startingNumber?: number;
  readonly restrictedPicklist: boolean;
  readonly picklistValues: readonly PicklistValue[];
  readonly controllingField?: string;
  /** Of a metadata relationship to a field: the field of the same record that names its object. */
  readonly objectField?: string;
  /** Controlling value → dependent values that it allows. */
  readonly valueSettings?: ReadonlyMap<string, readonly string[]>;
  /** Objects that a reference may point to. */
  readonly referenceTo: readonly string[];
  /** The parent's name in SOQL, e.g. `Member__r`; absent where there is none. */
  readonly relationshipName?: string;
  /** The children's name in SOQL, e.g. `Transactions__r`; absent where there is none. */
  readonly childRelationshipName?: string;
  readonly masterDetail: boolean;
  /** The parent may summarise over it although it is no master-detail relationship, as with accounts and their opportunities. */
  readonly rollsUp?: boolean;
  /** 0 for the primary, 1 for the secondary master. */
  readonly relationshipOrder: number;
  readonly reparentable: boolean;
  readonly deleteConstraint?: DeleteConstraint;
  readonly writeRequiresMasterRead: boolean;
  readonly lookupFilter?: LookupFilter;
  /** Source text of a formula field; its type is `type`. */
  readonly formula?: string;
  readonly formulaTreatBlanksAsZero: boolean;
  /** Source text of the default value formula. */
  readonly defaultValue?: string;
  readonly summary?: RollUpSummary;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly filterable: boolean;
  readonly sortable: boolean;
  readonly groupable: boolean;
  /** "Object Reference: Field Types", junctionIdList: Apex has a list of ids; stored and queried as ids with `;` between them. */
  readonly idList?: boolean;
  readonly inlineHelpText?: string;
  readonly description?: string;
}

export interface ChildRelationship {
  readonly childObject: string;
  readonly field: string;
  readonly relationshipName?: string;
  readonly cascadeDelete: boolean;
  readonly restrictedDelete: boolean;
}

export interface ValidationRule {
  readonly name: string;
  readonly active: boolean;
  readonly formula: string;
  readonly message: string;
  readonly errorField?: string;
}

/** Why Apex shared a record: `Schema.Order__Share.RowCause.Partner__c`. */
export interface SharingReason {
  readonly name: string;
  readonly label: string;
}

export interface RecordType {
  readonly developerName: string;
  readonly label: string;
  readonly active: boolean;
  readonly description?: string;
  /** Its accounts are person accounts ("Object Reference: RecordType", IsPersonType). */
  readonly personType?: boolean;
  /** Values that its records may take, by picklist; absent where the type limits none. */
  readonly picklistValues?: readonly { readonly picklist: string; readonly values: readonly string[] }[];
}

/** A named list of fields, some of them along parent relationships. */
export interface FieldSet {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly members: readonly { readonly path: string; readonly required: boolean }[];
}

export type SharingModel = "Private" | "Read" | "ReadWrite" | "ControlledByParent" | "FullAccess";

export interface SObjectType {
  readonly name: string;
  readonly label: string;
  readonly labelPlural: string;
  readonly custom: boolean;
  readonly kind: "standard" | "custom" | "customSetting" | "customMetadata" | "platformEvent" | "history" | "share";
  readonly customSettingType?: "List" | "Hierarchy";
  /** First three characters of its records' ids. */
  readonly keyPrefix: string;
  readonly fields: readonly Field[];
  /** By API name, case-insensitively. */
  field(name: string): Field | undefined;
  /** The reference field whose parent is called so in SOQL (`Account`, `Member__r`), case-insensitively. */
  parentRelationship(name: string): Field | undefined;
  readonly childRelationships: readonly ChildRelationship[];
  /** By its name in SOQL, case-insensitively. */
  childRelationship(name: string): ChildRelationship | undefined;
  readonly nameField?: Field;
  readonly validationRules: readonly ValidationRule[];
  readonly recordTypes: readonly RecordType[];
  readonly fieldSets?: readonly FieldSet[];
  readonly sharingModel: SharingModel;
  readonly createable: boolean;
  readonly updateable: boolean;
  readonly deletable: boolean;
  readonly queryable: boolean;
  readonly triggerable: boolean;
  readonly searchable: boolean;
  /** Platform events only: published when they are, whatever becomes of the transaction. */
  readonly publishesImmediately?: boolean;
}

export interface Schema {
  /** Of the project that it was made of; empty where it has none. Within it, names are found without its prefix, too. */
  readonly namespace: string;
  /** Case-insensitive; undefined where there is no such object. */
  object(name: string): SObjectType | undefined;
  objectByKeyPrefix(prefix: string): SObjectType | undefined;
  objects(): Iterable<SObjectType>;
}
