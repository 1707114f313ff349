import { ApiError } from "../../api/http/exchange.ts";
import { accessOf } from "../../security/access.ts";
import type { Field, SObjectType } from "../../schema/types.ts";
import { layoutOf, type RelatedList } from "../pages/layout.ts";
import type { RelatedListPage, RelatedListView } from "../protocol/related-lists.ts";
import { mayCreate } from "./record-actions.ts";
import {
  columnView,
  orderBy,
  readable,
  rowView,
  select,
  titleOf,
  typeOfId,
  type Order,
  type ViewContext
} from "./record-views.ts";

const ROWS_ON_PAGE = 6;

/** The records that point to this one, the latest of each list. */
export function relatedView(context: ViewContext, given: string, only: string | null): RelatedListView[] {
  const { type, id } = typeOfId(context.tx.schema, given);
  return listsOf(context, type)
    .filter((list) => !only || type.childRelationship(only)?.childObject === list.object)
    .map((list) => {
      const { rows, more, ...view } = readList(context, type, id, list, { sort: "", descending: true }, ROWS_ON_PAGE);
      return { ...view, rows, count: more ? `${ROWS_ON_PAGE}+` : String(rows.length) };
    });
}

/** All of one list, in the order of a column ("Salesforce Help: Related Lists", View All). */
export function relatedListPage(
  context: ViewContext,
  given: string,
  relationship: string,
  order: Order,
  limit: number
): RelatedListPage {
  const { type, id } = typeOfId(context.tx.schema, given);
  const list = listsOf(context, type).find((one) => relationshipOf(type, one) === relationship);
  if (!list) throw new ApiError(404, "NOT_FOUND", `This page has no related list ${relationship}`);
  const { title } = titleOf(context, id);
  return { ...readList(context, type, id, list, order, limit), parent: { id, title, object: type.name } };
}

/** Those of the layout that the user may read. */
function listsOf({ org, tx }: ViewContext, type: SObjectType): RelatedList[] {
  const access = accessOf(tx);
  return layoutOf(org.source, tx.schema, type).relatedLists.filter((list) => {
    const child = tx.schema.object(list.object)!;
    return access.object(child).read && access.fieldReadable(child, child.field(list.field)!);
  });
}

function readList(
  context: ViewContext,
  type: SObjectType,
  id: string,
  list: RelatedList,
  order: Order,
  limit: number
): Omit<RelatedListView, "count"> & { readonly more: boolean } {
  const child = context.tx.schema.object(list.object)!;
  const columns = readable(context, child, list.columns);
  const condition = `${list.field} = :id ${orderOf(child, columns, order)} LIMIT ${limit + 1}`;
  const rows = select(context, child, columns, condition, new Map([["id", id]]));
  return {
    key: `${list.object}.${list.field}`,
    relationship: relationshipOf(type, list),
    mayCreate: list.offersNew && mayCreate(context, child),
    field: list.field,
    label: context.words.plural(child),
    object: list.object,
    columns: columns.map((field) => ({ ...columnView(context, child, field), sortable: field.sortable })),
    rows: rows.slice(0, limit).map((row) => rowView(context, row, columns)),
    // One row more than is shown tells it; counting them all would take as long as the table is large.
    more: rows.length > limit
  };
}

/** The latest first, where nobody asked for another order. */
function orderOf(child: SObjectType, columns: readonly Field[], order: Order): string {
  return order.sort === "" ? "ORDER BY CreatedDate DESC, Id DESC" : orderBy(child, columns, order);
}

function relationshipOf(type: SObjectType, { object, field }: RelatedList): string {
  const found = type.childRelationships.find((one) => one.childObject === object && one.field === field);
  return found?.relationshipName ?? `${object}.${field}`;
}
