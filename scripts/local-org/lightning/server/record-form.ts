import { defaultValues } from "../../save/defaults.ts";
import { accessOf } from "../../security/access.ts";
import { SObjectRecord } from "../../schema/record.ts";
import type { Field, SObjectType } from "../../schema/types.ts";
import { ApiError } from "../../api/http/exchange.ts";
import { recordFromJson } from "../../api/records/from-json.ts";
import { layoutOf } from "../pages/layout.ts";
import type { FormField, RecordForm } from "../protocol/record-form.ts";
import type { FieldView } from "../protocol/records.ts";
import { mayCreate, mayEdit } from "./record-actions.ts";
import { fieldView, readOne, titleOf, typeOfId, type ViewContext } from "./record-views.ts";

export type FormMode = "create" | "edit" | "clone" | "view";

const NOT_IN_FORMS = new Set(["base64", "anyType", "address", "location", "id"]);
const PARTS_OF_NAME = ["Salutation", "FirstName", "MiddleName", "LastName", "Suffix"];

/** "Lightning Component Reference: lightning-record-edit-form": the layout's fields with values, and all others by name. */
export function recordForm(
  context: ViewContext,
  objectName: string,
  recordId: string | null,
  mode: FormMode,
  defaults: object = {}
): RecordForm {
  const type = recordId ? typeOfId(context.tx.schema, recordId).type : context.tx.schema.object(objectName);
  if (!type) throw new ApiError(404, "NOT_FOUND", `There is no object ${objectName}`);
  refuseWithoutAccess(context, type, mode);
  const readable = type.fields.filter(
    (field) => !NOT_IN_FORMS.has(field.type) && accessOf(context.tx).fieldReadable(type, field)
  );
  const record = recordId
    ? readOne(context, type, typeOfId(context.tx.schema, recordId).id, readable)
    : newRecord(context, type, defaults);
  const fields = Object.fromEntries(
    readable.map((field) => [field.name, formField(context, type, record, field, mode)])
  );
  return {
    objectName: type.name,
    objectLabel: context.words.object(type),
    ...(recordId && mode !== "clone" ? { recordId } : {}),
    sections: sectionsOf(context, type, fields, mode),
    fields
  };
}

/** The object's default values, and over them those that the caller brings. */
function newRecord({ tx }: ViewContext, type: SObjectType, defaults: object): SObjectRecord {
  const given = recordFromJson(tx.schema, type, defaults).record;
  return new SObjectRecord(type, { ...defaultValues(tx, type), ...given.values });
}

function refuseWithoutAccess(context: ViewContext, type: SObjectType, mode: FormMode): void {
  const allowed = mode === "view" || (mode === "edit" ? mayEdit(context, type) : mayCreate(context, type));
  if (!allowed)
    throw new ApiError(
      403,
      "INSUFFICIENT_ACCESS",
      `You may not ${mode === "edit" ? "edit" : "create"} records of ${context.words.plural(type)}. Ask an administrator for access.`
    );
}

function formField(
  context: ViewContext,
  type: SObjectType,
  record: SObjectRecord,
  field: Field,
  mode: FormMode
): FormField {
  const { org, tx } = context;
  const behavior = layoutOf(org.source, tx.schema, type).behaviors.get(field.name);
  const help = context.words.help(type, field);
  return {
    ...namedView(context, record, field),
    editable: mayEnter(context, type, field, mode),
    required: field.type !== "boolean" && (mustHaveValue(field) || behavior === "Required"),
    length: field.length,
    longText: field.longText,
    ...(help === undefined ? {} : { help }),
    ...choices(context, type, field),
    ...(field.type === "reference" ? { referenceTo: field.referenceTo } : {})
  };
}

/** Whether permissions, the field and the layout let the user write it. */
export function mayEnter({ org, tx }: ViewContext, type: SObjectType, field: Field, mode: FormMode): boolean {
  const settable = mode === "edit" ? field.updateable : field.createable;
  return (
    mode !== "view" &&
    settable &&
    accessOf(tx).fieldEditable(type, field) &&
    layoutOf(org.source, tx.schema, type).behaviors.get(field.name) !== "Readonly"
  );
}

/** A parent that is only about to be pointed to has not been read with the record. */
function namedView(context: ViewContext, record: SObjectRecord, field: Field): FieldView {
  const view = fieldView(context, record, field);
  if (field.type !== "reference" || view.reference || typeof view.value !== "string") return view;
  const { type, title } = titleOf(context, view.value);
  return { ...view, reference: { id: view.value, name: title, object: type.name } };
}

function mustHaveValue(field: Field): boolean {
  return field.required || (field.masterDetail && !field.autoNumber) || (field.nameField && !field.autoNumber);
}

function choices({ words }: ViewContext, type: SObjectType, field: Field): Partial<FormField> {
  if (field.type !== "picklist" && field.type !== "multipicklist" && field.type !== "combobox") return {};
  const controlling = field.controllingField && type.field(field.controllingField)?.name;
  return {
    options: field.picklistValues
      .filter(({ active }) => active)
      .map(({ value, label }) => ({ value, label: words.value(type, field, label) })),
    ...(controlling && field.valueSettings
      ? { controllingField: controlling, optionsByControllingValue: Object.fromEntries(field.valueSettings) }
      : {})
  };
}

function sectionsOf(
  { org, tx, words }: ViewContext,
  type: SObjectType,
  fields: Readonly<Record<string, FormField>>,
  mode: FormMode
): RecordForm["sections"] {
  const isShown = (name: string): boolean =>
    fields[name] !== undefined && (mode === "view" || fields[name].editable || mode === "edit");
  return layoutOf(org.source, tx.schema, type)
    .sections.map(({ label, columns }) => ({
      label: words.section(type, label),
      columns: columns.map((names) => names.flatMap((name) => partsOf(type, name)).filter(isShown))
    }))
    .filter(({ columns }) => columns.some((names) => names.length > 0));
}

/** Names of people and addresses are written in parts ("Object Reference: Compound Fields"). */
export function partsOf(type: SObjectType, name: string): string[] {
  const field = type.field(name)!;
  if (field.nameField && type.field("LastName")) return PARTS_OF_NAME.filter((part) => type.field(part));
  if (field.type !== "address") return [name];
  const prefix = field.name.replace(/Address$/, "");
  return ["Street", "City", "State", "PostalCode", "Country"]
    .map((part) => `${prefix}${part}`)
    .filter((part) => type.field(part));
}
