import type { Field, SObjectType } from "../../schema/types.ts";
import { layoutOf } from "../pages/layout.ts";
import type { DetailField, DetailSection } from "../protocol/records.ts";
import { mayEdit } from "./record-actions.ts";
import { mayEnter, partsOf } from "./record-form.ts";
import { fieldView, isFilled, readable, readOne, typeOfId, type ViewContext } from "./record-views.ts";

/** All fields of the record that its user may read, as its layout orders them. */
export function detailView(context: ViewContext, given: string): DetailSection[] {
  const { type, id } = typeOfId(context.tx.schema, given);
  const { designed, sections } = layoutOf(context.org.source, context.tx.schema, type);
  const fields = readable(context, type, [...new Set(sections.flatMap((section) => section.columns.flat()))]);
  const record = readOne(context, type, id, fields);
  const shown = (names: readonly string[]): Field[] =>
    fields.filter(({ name }) => names.includes(name)).filter((field) => designed || isFilled(record, field));
  const isEditable = mayEdit(context, type);
  const view = (field: Field): DetailField => {
    const enteredAs = isEditable ? enteredPart(context, type, field) : undefined;
    return { ...fieldView(context, record, field), ...(enteredAs && { enteredAs }) };
  };
  return sections.map(({ label, columns }) => ({
    label: context.words.section(type, label),
    columns: columns.map((names) => shown(names).map(view))
  }));
}

/** What permissions, the field or the layout keep the user from changing cannot be entered. */
function enteredPart(context: ViewContext, type: SObjectType, field: Field): string | undefined {
  return partsOf(type, field.name).find((part) => mayEnter(context, type, type.field(part)!, "edit"));
}
