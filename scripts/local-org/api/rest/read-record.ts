import type { SObjectRecord } from "../../schema/record.ts";
import type { Field, SObjectType } from "../../schema/types.ts";
import type { AnalyzedQuery, BindValue } from "../../soql/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { ApiError, MultipleChoices, type ApiRequest } from "../http/exchange.ts";
import { requireField } from "../records/from-json.ts";
import { valueFromText } from "../../schema/text-value.ts";
import { rowWriter, type JsonRecord } from "../records/to-json.ts";

/** One record with the fields of the parameter `fields`, or all, and its Id ("REST API Developer Guide: sObject Rows"). */
export function readOne(
  request: ApiRequest,
  tx: Transaction,
  type: SObjectType,
  key: Field,
  value: string
): JsonRecord {
  const { row, query } = findWith(request, tx, type, key, value, askedFields(request, type));
  return rowWriter(query, request.parameters["version"]!)(row);
}

export function findOne(
  request: ApiRequest,
  tx: Transaction,
  type: SObjectType,
  key: Field,
  value: string,
  fields: readonly string[]
): SObjectRecord {
  return findWith(request, tx, type, key, value, fields).row;
}

/** Id, and the fields of the parameter `fields`, or all. */
export function askedFields(request: ApiRequest, type: SObjectType): string[] {
  const asked = request.query.get("fields");
  const fields = asked
    ? asked.split(",").map((name) => requireField(type, name.trim()).name)
    : type.fields.map((field) => field.name);
  return [...new Set(["Id", ...fields])];
}

/** Runs a query with the rights of the caller. */
export function queryRows(
  request: ApiRequest,
  tx: Transaction,
  text: string,
  binds: Readonly<Record<string, BindValue>>
): { query: AnalyzedQuery; rows: SObjectRecord[] } {
  const query = request.org.soql.analyze(text, tx.schema);
  const { records } = request.org.soql.execute(tx, query, new Map(Object.entries(binds)), {
    accessMode: "user",
    withSharing: true,
    countLimits: false
  });
  return { query, rows: records };
}

function findWith(
  request: ApiRequest,
  tx: Transaction,
  type: SObjectType,
  key: Field,
  value: string,
  fields: readonly string[]
): { row: SObjectRecord; query: AnalyzedQuery } {
  const { rows, query } = rowsWith(request, tx, type, key, value, fields);
  if (rows.length === 0) throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  if (rows.length > 1) throw moreThanOne(request, type, key, value, rows);
  return { row: rows[0]!, query };
}

/** The records that have the external id, as the caller may see them. */
export function recordsWith(
  request: ApiRequest,
  tx: Transaction,
  type: SObjectType,
  key: Field,
  value: string
): SObjectRecord[] {
  return rowsWith(request, tx, type, key, value, ["Id"]).rows;
}

function rowsWith(
  request: ApiRequest,
  tx: Transaction,
  type: SObjectType,
  key: Field,
  value: string,
  fields: readonly string[]
): { query: AnalyzedQuery; rows: SObjectRecord[] } {
  const text = `SELECT ${fields.join(", ")} FROM ${type.name} WHERE ${key.name} = :key`;
  return queryRows(request, tx, text, { key: valueFromText(key, value) });
}

/** "REST API Developer Guide: Insert or Update (Upsert) a Record Using an External ID": 300, with the list of them. */
export function moreThanOne(
  request: ApiRequest,
  type: SObjectType,
  key: Field,
  value: string,
  rows: readonly SObjectRecord[]
): MultipleChoices {
  return new MultipleChoices(
    `More than one record of ${type.name} has ${key.name} '${value}'`,
    rows.map(({ id }) => `/services/data/${request.parameters["version"]}/sobjects/${type.name}/${id}`)
  );
}
