import { setImmediate as nextTurn } from "node:timers/promises";
import type { AnalyzedQuery } from "../../soql/types.ts";
import { ApiError, noContent, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import { bodyOf, text } from "../http/body.ts";
import { csvLine } from "./csv.ts";
import { describeJob, jobShape, newJob, stateShape, type BulkJob } from "./job-description.ts";
import { cell, columnsOf } from "./query-lines.ts";

interface QueryJob extends BulkJob {
  readonly operation: "query" | "queryAll";
  readonly query: string;
  readonly object: string;
  readonly state: "UploadComplete" | "InProgress" | "JobComplete" | "Failed" | "Aborted";
  readonly header: readonly string[];
  /** CSV lines without the header. */
  readonly lines: readonly string[];
}

const DEFAULT_PAGE = 50_000;

/** "Bulk API 2.0 and Bulk API Developer Guide: Bulk API 2.0 Query". Results live as long as the process. */
export function addQueryJobRoutes(router: Router): void {
  const jobs = new Map<string, QueryJob>();
  const base = "/services/data/:version/jobs/query";
  router
    .on(`POST ${base}`, (request) => create(jobs, request))
    .on(`GET ${base}`, () => ok({ done: true, records: [...jobs.values()].map(describe), nextRecordsUrl: null }))
    .on(`GET ${base}/:id`, (request) => ok(describe(requireJob(jobs, request))))
    .on(`GET ${base}/:id/results`, (request) => results(requireJob(jobs, request), request))
    .on(`PATCH ${base}/:id`, (request) => abort(jobs, request))
    .on(`DELETE ${base}/:id`, (request) => {
      jobs.delete(requireJob(jobs, request).id);
      return noContent;
    });
}

let lastNumber = 0;
const queryShape = jobShape.extend({ query: text });

function create(jobs: Map<string, QueryJob>, request: ApiRequest): ApiResponse {
  const body = bodyOf(request, queryShape);
  const { operation = "query", query = "" } = body;
  if (operation !== "query" && operation !== "queryAll")
    throw new ApiError(400, "INVALIDOPERATION", `Operation '${operation}' is not supported; use query or queryAll`);
  const common = newJob(request, body);
  const analyzed = request.org.soql.analyze(query, request.org.schema);
  if (analyzed.aggregate)
    throw new ApiError(400, "API_ERROR", "Bulk API 2.0 query jobs do not support aggregate queries");
  // "Object Reference: Compound Field Considerations and Limitations".
  if (analyzed.addresses.length > 0)
    throw new ApiError(400, "API_ERROR", "Selecting compound data not supported in Bulk Query");
  const job: QueryJob = {
    ...common,
    id: `750${String(++lastNumber).padStart(12, "0")}AAQ`,
    operation,
    query,
    object: analyzed.from.name,
    state: "UploadComplete",
    header: [],
    lines: []
  };
  jobs.set(job.id, job);
  void run(jobs, job, analyzed, request);
  return ok(describe(job));
}

async function run(
  jobs: Map<string, QueryJob>,
  job: QueryJob,
  analyzed: AnalyzedQuery,
  request: ApiRequest
): Promise<void> {
  await nextTurn();
  if (jobs.get(job.id)?.state === "Aborted") return;
  try {
    const query = job.operation === "queryAll" ? { ...analyzed, allRows: true } : analyzed;
    const options = { accessMode: "user", withSharing: true, countLimits: false } as const;
    const { records } = request.org.transaction(request.user, (tx) =>
      request.org.soql.execute(tx, query, new Map(), options)
    );
    const header = columnsOf(job.query);
    const lines = records.map((record) =>
      csvLine(
        header.map((column) => cell(record, column)),
        job.columnDelimiter,
        job.lineEnding
      )
    );
    jobs.set(job.id, { ...job, state: "JobComplete", modified: Date.now(), header, lines });
  } catch (error) {
    jobs.set(job.id, { ...job, state: "Failed", modified: Date.now(), errorMessage: (error as Error).message });
  }
}

function results(job: QueryJob, request: ApiRequest): ApiResponse {
  if (job.state !== "JobComplete")
    throw new ApiError(400, "INVALIDJOBSTATE", `The results of a job that is ${job.state} cannot be read`);
  const from = Number(request.query.get("locator") ?? 0);
  const count = Number(request.query.get("maxRecords") ?? DEFAULT_PAGE);
  if (!Number.isInteger(from) || from < 0 || !Number.isInteger(count) || count < 1)
    throw new ApiError(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
  const page = job.lines.slice(from, from + count);
  const next = from + count < job.lines.length ? String(from + count) : "null";
  return {
    status: 200,
    body: csvLine(job.header, job.columnDelimiter, job.lineEnding) + page.join(""),
    headers: {
      "Content-Type": "text/csv;charset=UTF-8",
      "Sforce-Locator": next,
      "Sforce-NumberOfRecords": String(page.length)
    }
  };
}

function abort(jobs: Map<string, QueryJob>, request: ApiRequest): ApiResponse {
  const job = requireJob(jobs, request);
  if (bodyOf(request, stateShape).state !== "Aborted")
    throw new ApiError(400, "INVALIDJOBSTATE", "A query job's state can be changed to Aborted only");
  const aborted: QueryJob = { ...job, state: "Aborted", modified: Date.now() };
  jobs.set(job.id, aborted);
  return ok(describe(aborted));
}

function requireJob(jobs: ReadonlyMap<string, QueryJob>, request: ApiRequest): QueryJob {
  const job = jobs.get(request.parameters["id"]!);
  if (!job) throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  return job;
}

function describe(job: QueryJob): unknown {
  return describeJob(job, job.object, {
    jobType: "V2Query",
    numberRecordsProcessed: job.lines.length,
    isPkChunkingSupported: true
  });
}
