import { defineField } from "../field.ts";
import { DefinedSObjectType } from "../sobject-type.ts";
import type { DeleteConstraint, Field, FieldType, PicklistValue } from "../types.ts";

/**
 * Standard objects are written as text, a line per field, after the pages of "Object Reference for the Salesforce Platform":
 *
 * ```text
 * object Account 001 "Account" "Accounts" owned
 * Name string(255) name required
 * ParentId reference(Account) children=ChildAccounts
 * Type picklist values=Prospect;Partner
 * ```
 *
 * Object words: `event` (a platform event), `owned` (has OwnerId), `queued` (a queue may own it too), `noaudit` (lacks the system fields), `readonly`, `notrigger`, `nodelete`, `private` (sharing).
 * Field words: `name`, `required`, `readonly`, `createonly`, `unique`, `external`, `autonumber`, `cascade`, `restrict`, `summed` (the parent may have roll-up summaries over it),
 * `restricted` (picklist), `html`, `long`, `nofilter`, `idlist`, `label="…"`, `values=…`, `default=…`, `parent=…` (the relationship's
 * name where it is not the field's without `Id`), `noparent`, `children=…`, `format=…`.
 */
export function readStandardObjects(text: string): DefinedSObjectType[] {
  const objects: DefinedSObjectType[] = [];
  let header: string[] | undefined;
  let fields: Field[] = [];
  const finish = (): void => {
    if (header !== undefined) {
      objects.push(objectOf(header, fields));
    }
  };
  for (const line of text
    .split("\n")
    .map((text) => text.trim())
    .filter((text) => text !== "")) {
    const words = wordsOf(line);
    if (words[0] === "object") {
      finish();
      header = words;
      fields = [];
    } else {
      fields.push(fieldOf(words, line));
    }
  }
  finish();
  return objects;
}

/** Lists of fields under `extend Object` lines. */
export function readFurtherFields(text: string): ReadonlyMap<string, readonly Field[]> {
  const byObject = new Map<string, Field[]>();
  let fields: Field[] = [];
  for (const line of text
    .split("\n")
    .map((text) => text.trim())
    .filter((text) => text !== "")) {
    const words = wordsOf(line);
    if (words[0] === "extend") {
      fields = [];
      byObject.set(words[1]!, fields);
    } else {
      fields.push(fieldOf(words, line));
    }
  }
  return byObject;
}

function wordsOf(line: string): string[] {
  return line.match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
}

function objectOf(header: readonly string[], fields: readonly Field[]): DefinedSObjectType {
  const [, name, keyPrefix, label, plural, ...words] = header.map(unquote) as [
    string,
    string,
    string,
    string,
    string,
    ...string[]
  ];
  if (words.includes("event")) return eventOf(name, keyPrefix, label, plural, fields);
  const readOnly = words.includes("readonly");
  return new DefinedSObjectType({
    name,
    keyPrefix,
    label,
    labelPlural: plural,
    fields: [...systemFields(words), ...fields],
    createable: !readOnly,
    updateable: !readOnly,
    deletable: !readOnly && !words.includes("nodelete"),
    triggerable: !readOnly && !words.includes("notrigger"),
    sharingModel: words.includes("private") ? "Private" : words.includes("detail") ? "ControlledByParent" : "ReadWrite"
  });
}

function eventOf(
  name: string,
  keyPrefix: string,
  label: string,
  labelPlural: string,
  fields: readonly Field[]
): DefinedSObjectType {
  return new DefinedSObjectType({
    name,
    keyPrefix,
    label,
    labelPlural,
    kind: "platformEvent",
    custom: false,
    fields: [idField, ...eventFields, ...fields],
    updateable: false,
    deletable: false,
    queryable: false,
    searchable: false
  });
}

function systemFields(words: readonly string[]): Field[] {
  return [
    idField,
    ...(words.includes("owned") ? [userOwnerField] : words.includes("queued") ? [ownerField] : []),
    ...(words.includes("noaudit") ? [] : auditFields)
  ];
}

export const idField: Field = defineField({
  name: "Id",
  label: "Record ID",
  type: "id",
  required: false,
  createable: false,
  updateable: false
});

/** "Object Reference: Frequently Occurring Fields" (OwnerId). */
export const ownerField: Field = defineField({
  name: "OwnerId",
  label: "Owner ID",
  type: "reference",
  referenceTo: ["Group", "User"],
  relationshipName: "Owner",
  required: false
});

const userOwnerField: Field = { ...ownerField, referenceTo: ["User"] };

/** "Object Reference: System Fields". */
export const auditFields: readonly Field[] = [
  defineField({ name: "IsDeleted", label: "Deleted", type: "boolean", createable: false, updateable: false }),
  defineField({ name: "CreatedDate", label: "Created Date", type: "datetime", createable: false, updateable: false }),
  defineField({
    name: "CreatedById",
    label: "Created By ID",
    type: "reference",
    referenceTo: ["User"],
    relationshipName: "CreatedBy",
    createable: false,
    updateable: false
  }),
  defineField({
    name: "LastModifiedDate",
    label: "Last Modified Date",
    type: "datetime",
    createable: false,
    updateable: false
  }),
  defineField({
    name: "LastModifiedById",
    label: "Last Modified By ID",
    type: "reference",
    referenceTo: ["User"],
    relationshipName: "LastModifiedBy",
    createable: false,
    updateable: false
  }),
  defineField({
    name: "SystemModstamp",
    label: "System Modstamp",
    type: "datetime",
    createable: false,
    updateable: false
  })
];

/** "Platform Events Developer Guide: Platform Event Fields". */
export const eventFields: readonly Field[] = [
  defineField({
    name: "ReplayId",
    label: "Replay ID",
    type: "string",
    length: 1000,
    createable: false,
    updateable: false
  }),
  defineField({
    name: "EventUuid",
    label: "Event UUID",
    type: "string",
    length: 36,
    createable: false,
    updateable: false
  }),
  ...auditFields.filter((field) => field.name.startsWith("Created"))
];

function fieldOf(words: readonly string[], line: string): Field {
  const [name, typeText, ...options] = words as [string, string, ...string[]];
  const type = /^(\w+)(?:\(([^)]*)\))?$/.exec(typeText);
  if (type === null) {
    throw new Error(`Not a field: ${line}`);
  }
  const named = new Map(
    options
      .filter((word) => word.includes("="))
      .map((word) => [word.slice(0, word.indexOf("=")), unquote(word.slice(word.indexOf("=") + 1))])
  );
  const has = (word: string): boolean => options.includes(word);
  const argument = type[2] ?? "";
  const writable = !has("readonly");
  const fieldType = type[1] as FieldType;
  const reference = fieldType === "reference";
  return defineField({
    name,
    type: fieldType,
    ...sizeOf(fieldType, argument),
    ...(named.has("label") ? { label: named.get("label")! } : {}),
    ...(reference ? referenceOf(name, argument, named, options) : {}),
    required: has("required") || (has("name") && writable && !has("autonumber") && !has("optional")),
    nameField: has("name"),
    unique: has("unique"),
    externalId: has("external"),
    autoNumber: has("autonumber"),
    ...(named.has("format") ? { displayFormat: named.get("format")! } : {}),
    longText: has("long"),
    html: has("html"),
    restrictedPicklist: has("restricted"),
    picklistValues: picklistOf(named.get("values"), named.get("default")),
    ...(fieldType === "boolean" && named.has("default") ? { defaultValue: named.get("default")! } : {}),
    ...(writable && !has("autonumber") ? {} : { createable: false, updateable: false }),
    ...(has("createonly") ? { createable: true, updateable: false } : {}),
    ...(has("idlist") ? { idList: true, filterable: false } : {}),
    ...(has("nofilter") ? { filterable: false } : {})
  });
}

function sizeOf(type: FieldType, argument: string): Partial<Field> {
  const [first, second] = argument.split(",").map(Number);
  if (type === "double" || type === "currency" || type === "percent") {
    return { precision: first || 18, scale: second ?? 0 };
  }
  if (type === "int") {
    return { precision: first || 9 };
  }
  if (type === "picklist" || type === "multipicklist") {
    return { length: first || (type === "picklist" ? 255 : 4099) };
  }
  return type === "reference" ? {} : { length: first || 0 };
}

function referenceOf(
  name: string,
  targets: string,
  named: ReadonlyMap<string, string>,
  options: readonly string[]
): Partial<Field> {
  const deleteConstraint: DeleteConstraint = options.includes("cascade")
    ? "Cascade"
    : options.includes("restrict")
      ? "Restrict"
      : "SetNull";
  return {
    referenceTo: targets.split(","),
    deleteConstraint,
    ...(options.includes("summed") ? { rollsUp: true } : {}),
    ...(options.includes("noparent") ? {} : { relationshipName: named.get("parent") ?? name.replace(/Id$/, "") }),
    ...(named.has("children") ? { childRelationshipName: named.get("children")! } : {})
  };
}

function picklistOf(values: string | undefined, defaultValue: string | undefined): PicklistValue[] {
  return (values ?? "")
    .split(";")
    .filter((value) => value !== "")
    .map((value) => ({ value, label: value, active: true, default: value === defaultValue }));
}

function unquote(word: string): string {
  return word.startsWith('"') ? word.slice(1, -1) : word;
}
