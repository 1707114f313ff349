import { randomUUID } from "node:crypto";
import type { SObjectRecord } from "../../schema/record.ts";
import { ApiError, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { describeColumns } from "./query-columns.ts";
import { explainQuery } from "./query-plan.ts";
import { aggregateToJson, rowWriter, type JsonRecord } from "../records/to-json.ts";

/** "REST API Developer Guide: Query" — the default and largest batch. */
const BATCH_SIZE = 2000;
const CURSOR_LIFETIME_MS = 15 * 60_000;
/** The platform keeps ten cursors a user; the oldest is given up for an eleventh. */
const MAX_CURSORS = 10;

interface Cursor {
  readonly records: readonly JsonRecord[];
  readonly userId: string;
  readonly batchSize: number;
  readonly opened: number;
}

/** The query behind the id of something that lists records. */
type QueryOf = (request: ApiRequest, tx: Transaction, id: string) => string | undefined;

/** "REST API Developer Guide: Query", "Tooling API: REST Resources: query". */
export function addQueryRoutes(router: Router, queryOf: QueryOf = () => undefined): void {
  const cursors = new Map<string, Cursor>();
  const query = (request: ApiRequest): ApiResponse => {
    const explained = request.query.get("explain");
    if (explained === null) return runQuery(request, cursors);
    return request.transaction((tx) => ok(explainQuery(request, tx, queryOf(request, tx, explained) ?? explained)));
  };
  const more = (request: ApiRequest): ApiResponse => queryMore(request, cursors);
  for (const resource of ["query", "queryAll", "tooling/query", "tooling/queryAll"]) {
    router
      .on(`GET /services/data/:version/${resource}`, query)
      .on(`GET /services/data/:version/${resource}/:locator`, more);
  }
}

function runQuery(request: ApiRequest, cursors: Map<string, Cursor>): ApiResponse {
  const text = request.query.get("q");
  if (!text) throw new ApiError(400, "MALFORMED_QUERY", "A query string has to be specified");
  if (request.query.get("columns") === "true")
    return ok(describeColumns(request.org.soql.analyze(text, request.org.schema)));
  const version = request.parameters["version"]!;
  const everyRow = /queryAll$/i.test(request.path);
  const { size, records, countOnly } = request.transaction((tx) => {
    const analyzed = request.org.soql.analyze(text, tx.schema);
    const query = everyRow ? { ...analyzed, allRows: true } : analyzed;
    const result = request.org.soql.execute(tx, query, new Map(), {
      accessMode: "user",
      withSharing: true,
      countLimits: false
    });
    const write = rowWriter(query, version);
    const toJson = query.aggregate
      ? (row: SObjectRecord) => aggregateToJson(query, row)
      : (row: SObjectRecord) => withCoverageLines(write(row));
    return {
      size: result.size,
      countOnly: query.countOnly,
      records: query.countOnly ? [] : result.records.map(toJson)
    };
  });
  if (countOnly) return ok({ totalSize: size, done: true, records: [] });
  const batchSize = requestedBatchSize(request);
  if (records.length <= batchSize) return ok({ totalSize: records.length, done: true, records });
  const id = openCursor(cursors, { records, userId: request.user.id, batchSize, opened: Date.now() });
  return ok(page(records, 0, batchSize, id, resourceOf(request)));
}

function queryMore(request: ApiRequest, cursors: Map<string, Cursor>): ApiResponse {
  const [, id, offset] = /^(.+)-(\d+)$/.exec(request.parameters["locator"]!) ?? [];
  const cursor = id === undefined ? undefined : cursors.get(id);
  if (!cursor || cursor.userId !== request.user.id || Date.now() - cursor.opened > CURSOR_LIFETIME_MS) {
    throw new ApiError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
  }
  return ok(page(cursor.records, Number(offset), cursor.batchSize, id!, resourceOf(request)));
}

function page(records: readonly JsonRecord[], from: number, size: number, id: string, resource: string): unknown {
  const to = from + size;
  const rows = records.slice(from, to);
  if (to >= records.length) return { totalSize: records.length, done: true, records: rows };
  return {
    totalSize: records.length,
    done: false,
    nextRecordsUrl: `${resource}/${id}-${to}`,
    records: rows
  };
}

/** Further pages are asked of the API that the first was asked of. */
function resourceOf({ path, parameters }: ApiRequest): string {
  const tooling = /^\/+services\/data\/[^/]+\/tooling\//i.test(path) ? "tooling/" : "";
  return `/services/data/${parameters["version"]!}/${tooling}query`;
}

/** "Tooling API: ApexCodeCoverage": its Coverage is a complex type with lists of lines. */
function withCoverageLines(record: JsonRecord): JsonRecord {
  const { Coverage: lines, attributes } = record;
  if (attributes.type.startsWith("ApexCodeCoverage") && typeof lines === "string")
    record["Coverage"] = JSON.parse(lines) as unknown;
  return record;
}

function openCursor(cursors: Map<string, Cursor>, cursor: Cursor): string {
  const oldest = cursors.keys().next();
  if (cursors.size >= MAX_CURSORS && !oldest.done) cursors.delete(oldest.value);
  const id = `01g${randomUUID().replaceAll("-", "").slice(0, 15)}`;
  cursors.set(id, cursor);
  return id;
}

/** "Query Options Header": between 200 and 2,000. */
function requestedBatchSize(request: ApiRequest): number {
  const asked = Number(/batchSize=(\d+)/i.exec(request.headers["sforce-query-options"] ?? "")?.[1] ?? BATCH_SIZE);
  return Math.min(BATCH_SIZE, Math.max(200, asked));
}
