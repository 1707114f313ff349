import type { SObjectRecord } from "../../../schema/record.ts";
import type { Schema } from "../../../schema/types.ts";
import type { AnalyzedQuery, BindValue, SoqlEngine } from "../../../soql/types.ts";
import { apexContext } from "../../runtime/context.ts";

const analyzed = new WeakMap<Schema, Map<string, AnalyzedQuery>>();
const largestCache = 500;

/** A query text analysed once per schema. */
export function analyzeCached(soql: SoqlEngine, schema: Schema, text: string): AnalyzedQuery {
  let queries = analyzed.get(schema);
  if (!queries) analyzed.set(schema, (queries = new Map<string, AnalyzedQuery>()));
  let query = queries.get(text);
  if (!query) {
    query = soql.analyze(text, schema);
    if (queries.size >= largestCache) queries.clear();
    queries.set(text, query);
  }
  return query;
}

/** Rows that the library itself needs: everything is visible and no limit is used. Binds are by name. */
export function libraryRows(text: string, binds: Readonly<Record<string, BindValue>> = {}): SObjectRecord[] {
  const { tx, soql } = apexContext();
  const query = analyzeCached(soql, tx.schema, text);
  const options = { accessMode: "system", withSharing: false, countLimits: false } as const;
  return soql.execute(tx, query, new Map(Object.entries(binds)), options).records;
}
