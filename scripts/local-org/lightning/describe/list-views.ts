import { requireObject } from "../../api/records/from-json.ts";
import { ApiError, type ApiRequest } from "../../api/http/exchange.ts";
import { queryRows } from "../../api/rest/read-record.ts";
import { valueToJson } from "../../api/records/to-json.ts";
import { wordsOf } from "../../schema/words.ts";
import type { SObjectRecord } from "../../schema/record.ts";
import type { Field, SObjectType } from "../../schema/types.ts";
import { accessOf } from "../../security/access.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { normalizeId } from "../../values/id.ts";
import { listViewsOf, type ListView } from "../pages/list-view.ts";

const DEFAULT_ROWS = 25;
const MOST_ROWS = 2000;

/** A list view with its columns that the caller may read. */
interface KnownListView {
  readonly id: string;
  readonly type: SObjectType;
  readonly view: ListView;
  readonly columns: readonly Field[];
  readonly soql: string;
}

/** "REST API Developer Guide: List Views". */
export function listViews(request: ApiRequest, tx: Transaction): unknown {
  const type = requireObject(tx.schema, request.parameters["object"]!);
  const views = knownViews(request, tx, type).map((known) => summaryOf(request, known));
  return { done: true, listviews: views, nextRecordsUrl: null, size: views.length, sobjectType: type.name };
}

/** "REST API Developer Guide: List View Basic Information". */
export function oneListView(request: ApiRequest, tx: Transaction): unknown {
  return summaryOf(request, requireView(request, tx));
}

/** "REST API Developer Guide: List View Describe". */
export function describeListView(request: ApiRequest, tx: Transaction): unknown {
  const { id, type, columns, soql } = requireView(request, tx);
  const order = type.nameField
    ? [{ fieldNameOrPath: type.nameField.name, nullsPosition: "first", sortDirection: "ascending" }]
    : [];
  return {
    columns: describeColumns(request, type, columns),
    id,
    orderBy: order,
    query: soql,
    relatedEntityId: null,
    scope: null,
    scopeEntityId: null,
    sobjectType: type.name,
    whereCondition: null
  };
}

/** "REST API Developer Guide: List View Results": 25 rows where no `limit` is asked for, 2,000 at most, from `offset` on. */
export function listViewResults(request: ApiRequest, tx: Transaction): unknown {
  const { id, type, view, columns, soql } = requireView(request, tx);
  const number = (name: string, otherwise: number): number => {
    const given = Number(request.query.get(name) ?? otherwise);
    return Number.isInteger(given) && given >= 0 ? given : otherwise;
  };
  const limit = Math.min(MOST_ROWS, number("limit", DEFAULT_ROWS));
  const { rows } = queryRows(request, tx, `${soql} LIMIT ${limit} OFFSET ${number("offset", 0)}`, {});
  return {
    columns: describeColumns(request, type, columns),
    developerName: view.name,
    done: true,
    id,
    label: view.label,
    records: rows.map((row) => ({ columns: cellsOf(row, columns) })),
    size: rows.length
  };
}

/** The query of the list view that has the id, of whichever object. */
export function queryOfListView(request: ApiRequest, tx: Transaction, given: string): string | undefined {
  const id = normalizeId(given);
  if (id === null) return undefined;
  const { rows } = queryRows(request, tx, "SELECT SobjectType FROM ListView WHERE Id = :id", { id });
  const type = tx.schema.object(String(rows[0]?.get("SobjectType") ?? ""));
  return type && knownViews(request, tx, type).find((known) => known.id === id)?.soql;
}

function requireView(request: ApiRequest, tx: Transaction): KnownListView {
  const type = requireObject(tx.schema, request.parameters["object"]!);
  const asked = request.parameters["view"]!;
  const known = knownViews(request, tx, type).find(
    ({ id, view }) => id === normalizeId(asked) || view.name.toLowerCase() === asked.toLowerCase()
  );
  if (!known) throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  return known;
}

function knownViews(request: ApiRequest, tx: Transaction, type: SObjectType): KnownListView[] {
  const { rows } = queryRows(request, tx, "SELECT DeveloperName FROM ListView WHERE SobjectType = :object", {
    object: type.name
  });
  const access = accessOf(tx);
  return listViewsOf(request.org.source, type).flatMap((view) => {
    const id = rows.find((row) => row.get("DeveloperName") === view.name)?.id;
    if (!id) return [];
    const columns = view.columns.map((name) => type.field(name)!).filter((field) => access.fieldReadable(type, field));
    return [{ id, type, view, columns, soql: soqlOf(type, view, columns) }];
  });
}

function soqlOf(type: SObjectType, { condition }: ListView, columns: readonly Field[]): string {
  const fields = [...new Set([...columns.map(({ name }) => name), "Id"])].join(", ");
  const where = condition === "" ? "" : ` WHERE ${condition}`;
  const order = type.nameField?.sortable ? ` ORDER BY ${type.nameField.name} NULLS FIRST, Id` : "";
  return `SELECT ${fields} FROM ${type.name}${where}${order}`;
}

function summaryOf({ parameters }: ApiRequest, { id, type, view }: KnownListView): unknown {
  const url = `/services/data/${parameters["version"]}/sobjects/${type.name}/listviews/${id}`;
  return {
    describeUrl: `${url}/describe`,
    developerName: view.name,
    id,
    label: view.label,
    resultsUrl: `${url}/results`,
    soqlCompatible: true,
    url
  };
}

function describeColumns({ org, user }: ApiRequest, type: SObjectType, columns: readonly Field[]): unknown[] {
  const words = wordsOf(org.schema, user.language);
  return columns.map((field) => ({
    ascendingLabel: null,
    descendingLabel: null,
    fieldNameOrPath: field.name,
    hidden: false,
    label: words.field(type, field),
    selectListItem: field.name,
    sortDirection: field === type.nameField ? "ascending" : null,
    sortIndex: field === type.nameField ? 0 : null,
    sortable: field.sortable,
    type: field.type
  }));
}

function cellsOf(row: SObjectRecord, columns: readonly Field[]): unknown[] {
  return [
    ...columns.map((field) => [field.name, valueToJson(row.get(field.name) ?? null)] as const),
    ["Id", row.id] as const
  ].map(([fieldNameOrPath, value]) => ({ fieldNameOrPath, value }));
}
