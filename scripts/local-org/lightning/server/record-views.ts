import type { Org } from "../../org/types.ts";
import type { SObjectRecord } from "../../schema/record.ts";
import type { Field, Schema, SObjectType } from "../../schema/types.ts";
import { hasLabels, labelOfValue } from "../../schema/words.ts";
import type { BindValue } from "../../soql/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { valueToJson } from "../../api/records/to-json.ts";
import { ApiError } from "../../api/http/exchange.ts";
import { normalizeId } from "../../values/id.ts";
import { accessOf } from "../../security/access.ts";
import { mayCreate, recordActions } from "./record-actions.ts";
import type { LightningPage } from "../pages/flexi-page.ts";
import type { FormFactor } from "../pages/form-factor.ts";
import type { Viewer } from "../pages/visibility.ts";
import { compactLayoutOf, layoutOf } from "../pages/layout.ts";
import { listButtonsOf, offersOnLists } from "../pages/list-buttons.ts";
import { listViewsOf } from "../pages/list-view.ts";
import type { Wording } from "../../metadata/wording.ts";
import type { FieldView, RecordRow } from "../protocol/records.ts";

const HIGHLIGHTS = 5;
const NOT_HIGHLIGHTED = new Set(["OwnerId", "CreatedById", "LastModifiedById"]);

export interface ViewContext {
  readonly org: Org;
  readonly tx: Transaction;
  readonly words: Wording;
  readonly formFactor: FormFactor;
}

export function viewerOf({ org, tx, formFactor }: ViewContext): Viewer {
  return { permissions: org.customPermissionsOf(tx), formFactor };
}

export function typeOfId(schema: Schema, given: string): { type: SObjectType; id: string } {
  const id = normalizeId(given);
  const type = id === null ? undefined : schema.objectByKeyPrefix(id.slice(0, 3));
  if (!id || !type) throw new ApiError(404, "NOT_FOUND", "This record does not exist");
  return { type, id };
}

/** What people call the record: the first field of its compact layout, else its name. */
export function titleOf(context: ViewContext, given: string): { type: SObjectType; title: string } {
  const { type, id } = typeOfId(context.tx.schema, given);
  const fields = titleFields(context, type);
  return { type, title: titleIn(context, readOne(context, type, id, fields), fields) };
}

/** {@link titleOf} of several records of one object. */
export function titlesOf(context: ViewContext, type: SObjectType, ids: readonly string[]): string[] {
  const fields = titleFields(context, type);
  const records = select(context, type, fields, "Id IN :ids", new Map([["ids", ids]]));
  const titles = new Map(records.map((record) => [record.id, titleIn(context, record, fields)]));
  return ids.map((id) => titles.get(id) ?? id);
}

function titleFields(context: ViewContext, type: SObjectType): Field[] {
  const [first] = readable(context, type, compactLayoutOf(context.org.source, type) ?? []);
  return [...new Set([first, type.nameField].filter((field) => field !== undefined))];
}

function titleIn(context: ViewContext, record: SObjectRecord, fields: readonly Field[]): string {
  const texts = fields.map((field) => textOf(fieldView(context, record, field)));
  return texts.find((text) => text !== "") ?? record.id!;
}

function textOf({ reference, display, value }: FieldView): string {
  return reference?.name ?? display ?? (value === null || value === undefined ? "" : String(value));
}

export function highlightsView(
  context: ViewContext,
  given: string,
  icon: (type: SObjectType) => string,
  pageOf: (type: SObjectType) => LightningPage | undefined
): unknown {
  const { type, title } = titleOf(context, given);
  const { id } = typeOfId(context.tx.schema, given);
  const fields = highlightedFields(context, type, id);
  const record = readOne(context, type, id, fields);
  return {
    title,
    objectName: type.name,
    objectLabel: context.words.object(type),
    icon: icon(type),
    highlights: fields.map((field) => fieldView(context, record, field)),
    actions: recordActions(context, type, pageOf(type))
  };
}

/** Those of the compact layout below its title; without one the first of the detail. */
function highlightedFields(context: ViewContext, type: SObjectType, id: string): Field[] {
  const compact = compactLayoutOf(context.org.source, type);
  if (compact) return readable(context, type, compact.slice(1)).slice(0, HIGHLIGHTS);
  const { designed, sections } = layoutOf(context.org.source, context.tx.schema, type);
  const candidates = readable(context, type, sections[0]?.columns.flat() ?? []).filter(
    ({ name }) => name !== type.nameField?.name && !NOT_HIGHLIGHTED.has(name)
  );
  const record = readOne(context, type, id, candidates);
  return candidates.filter((field) => designed || isFilled(record, field)).slice(0, HIGHLIGHTS);
}

/**
 * A page leaves out what its user may not read ("Salesforce Help: Field-Level Security": fields are hidden in detail
 * and edit pages, related lists and list views).
 */
export function readable({ tx }: ViewContext, type: SObjectType, names: readonly string[]): Field[] {
  const access = accessOf(tx);
  return names.map((name) => type.field(name)!).filter((field) => access.fieldReadable(type, field));
}

/** An object that nobody laid out has dozens of fields; the empty ones tell nothing. */
export function isFilled(record: SObjectRecord, field: Field): boolean {
  const value = record.get(field.name);
  return value !== null && value !== undefined && value !== false;
}

export interface ListQuestion {
  readonly view: string;
  readonly search: string;
  readonly limit: number;
  /** A column's field; by name where it is none. */
  readonly sort: string;
  readonly descending: boolean;
}

/** How rows are ordered. */
export type Order = Pick<ListQuestion, "sort" | "descending">;

export function orderBy(type: SObjectType, columns: readonly Field[], { sort, descending }: Order): string {
  const chosen = columns.find((field) => field.sortable && field.name === sort);
  const field = chosen ?? (type.nameField?.sortable ? type.nameField : undefined);
  if (!field) return "";
  return chosen && descending ? `ORDER BY ${field.name} DESC NULLS LAST, Id` : `ORDER BY ${field.name} NULLS FIRST, Id`;
}

export function listView(
  context: ViewContext,
  objectName: string,
  asked: ListQuestion,
  icon: (type: SObjectType) => string
): unknown {
  const { schema } = context.tx;
  const type = schema.object(objectName);
  if (!type) throw new ApiError(404, "NOT_FOUND", `There is no object ${objectName}`);
  const views = listViewsOf(context.org.source, type);
  const view = views.find((one) => one.name === asked.view) ?? views[0]!;
  const columns = readable(context, type, view.columns);
  const search = searchCondition(type, columns, asked.search);
  const conditions = [view.condition, search.condition].filter(Boolean).join(" AND ");
  const rows = select(
    context,
    type,
    columns,
    `${conditions || "Id != null"} ${orderBy(type, columns, asked)} LIMIT ${asked.limit + 1}`,
    search.binds
  );
  return {
    label: context.words.plural(type),
    icon: icon(type),
    views: views.map(({ name, label }) => ({ name, label })),
    view: view.name,
    columns: columns.map((field) => ({ ...columnView(context, type, field), sortable: field.sortable })),
    rows: rows.slice(0, asked.limit).map((row) => rowView(context, row, columns)),
    mayCreate: mayCreate(context, type) && offersOnLists(context.org.source, type, "New"),
    buttons: listButtonsOf(context.org.source, type).map((button) => ({
      ...button,
      label: context.words.button(type, button.name, button.label)
    })),
    // One row more than is shown tells it; counting them all would take as long as the table is large.
    more: rows.length > asked.limit
  };
}

const userMode = { accessMode: "user", withSharing: true, countLimits: false } as const;

/** What was typed is a bind value: it cannot become a part of the query. */
function searchCondition(
  type: SObjectType,
  columns: readonly Field[],
  text: string
): { condition: string; binds: Map<string, BindValue> } {
  const searched = [...new Set([...(type.nameField ? [type.nameField] : []), ...columns])].filter(
    (field) => ["string", "email", "phone", "picklist", "url", "textarea"].includes(field.type) && field.filterable
  );
  if (text.trim() === "" || searched.length === 0) return { condition: "", binds: new Map() };
  const pattern = `%${text.trim().replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
  return {
    condition: `(${searched.map((field) => `${field.name} LIKE :search`).join(" OR ")})`,
    binds: new Map([["search", pattern]])
  };
}

export function readOne(context: ViewContext, type: SObjectType, id: string, fields: readonly Field[]): SObjectRecord {
  const [record] = select(context, type, fields, "Id = :id", new Map([["id", id]]));
  if (!record) throw new ApiError(404, "NOT_FOUND", "This record does not exist, or you may not see it");
  return record;
}

export function select(
  { org, tx }: ViewContext,
  type: SObjectType,
  fields: readonly Field[],
  condition: string,
  binds: ReadonlyMap<string, BindValue>
): SObjectRecord[] {
  const paths = fields.flatMap((field) => [field.name, ...(referenceName(tx.schema, field) ?? [])]);
  const query = org.soql.analyze(
    `SELECT ${[...new Set(["Id", ...paths])].join(", ")} FROM ${type.name} WHERE ${condition}`,
    tx.schema
  );
  return org.soql.execute(tx, query, binds, userMode).records;
}

/** The path to a parent's name, where it has one. */
function referenceName(schema: Schema, field: Field): string[] | undefined {
  if (field.type !== "reference" || !field.relationshipName) return undefined;
  // Owners and other references to several objects have the Name that all of those have.
  if (field.referenceTo.length > 1) return [`${field.relationshipName}.Name`];
  const name = schema.object(field.referenceTo[0]!)?.nameField;
  return name ? [`${field.relationshipName}.${name.name}`] : undefined;
}

export function rowView(context: ViewContext, record: SObjectRecord, columns: readonly Field[]): RecordRow {
  return {
    id: record.id!,
    fields: columns.map((field, index) =>
      index === 0 ? linked(record, fieldView(context, record, field)) : fieldView(context, record, field)
    )
  };
}

/** The first column leads to the record itself. */
function linked(record: SObjectRecord, view: FieldView): FieldView {
  return view.reference
    ? view
    : { ...view, reference: { id: record.id!, name: String(view.value ?? record.id), object: record.type.name } };
}

export function columnView({ words }: ViewContext, type: SObjectType, field: Field): { name: string; label: string } {
  const label = words.field(type, field);
  return { name: field.name, label: field.type === "reference" ? label.replace(/ ID$/, "") : label };
}

export function fieldView(context: ViewContext, record: SObjectRecord, field: Field): FieldView {
  const { schema } = context.tx;
  const value = record.get(field.name);
  const view: FieldView = {
    ...columnView(context, record.type, field),
    type: field.type,
    scale: field.scale,
    value: valueToJson(value)
  };
  const display = hasLabels(field) ? labelOfValue(context.words, record.type, field, value) : undefined;
  if (display !== undefined) return { ...view, display };
  const parent = field.relationshipName ? record.parents?.[field.relationshipName] : undefined;
  if (!parent || typeof value !== "string") return view;
  const parentName = field.referenceTo.length > 1 ? "Name" : schema.object(field.referenceTo[0]!)?.nameField?.name;
  return {
    ...view,
    reference: { id: value, name: String((parentName && parent.get(parentName)) ?? value), object: parent.type.name }
  };
}
