import { Readable } from "node:stream";
import { ApiError, noContent, ok, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import { requireExternalId, requireField } from "../records/from-json.ts";
import { bodyOf, text } from "../http/body.ts";
import { csvLine, csvRecords } from "./csv.ts";
import { describeJob, jobShape, newJob, stateShape } from "./job-description.ts";
import type { IngestProcessor } from "./ingest-processor.ts";
import type { IngestJob, IngestOperation, IngestStore, RowResult } from "./ingest-store.ts";

/** "Bulk API and Bulk API 2.0 Limits and Allocations": 150 MB a job, base64; 100 MB of CSV are sure to fit. */
const MAX_UPLOAD_BYTES = 150_000_000;
const PART_BYTES = 1_000_000;
const OPERATIONS: readonly string[] = ["insert", "update", "upsert", "delete"];

/** "Bulk API 2.0 and Bulk API Developer Guide: Bulk API 2.0 Ingest". */
export function addIngestRoutes(router: Router, store: IngestStore, processor: IngestProcessor): void {
  const base = "/services/data/:version/jobs/ingest";
  const job = (request: ApiRequest): IngestJob => requireJob(store, request);
  router
    .on(`POST ${base}`, (request) => create(store, request))
    .on(`GET ${base}`, () =>
      ok({ done: true, records: store.all().filter(isOwnJob).map(describe), nextRecordsUrl: null })
    )
    .on(`GET ${base}/:id`, (request) => ok(describe(job(request))))
    .on(`PUT ${base}/:id/batches`, (request) => upload(store, request), { streams: true })
    .on(`PATCH ${base}/:id`, (request) => changeState(store, processor, request))
    .on(`DELETE ${base}/:id`, (request) => remove(store, request))
    .on(`GET ${base}/:id/successfulResults`, (request) => results(store, job(request), "successful"))
    .on(`GET ${base}/:id/failedResults`, (request) => results(store, job(request), "failed"))
    .on(`GET ${base}/:id/unprocessedrecords`, (request) => results(store, job(request), "unprocessed"));
}

const ingestShape = jobShape.extend({ object: text, externalIdFieldName: text });

function create(store: IngestStore, request: ApiRequest): ApiResponse {
  const body = bodyOf(request, ingestShape);
  const { object = "", operation = "" } = body;
  const type = request.org.schema.object(object);
  if (!type) throw new ApiError(400, "INVALIDENTITY", `Entity '${object}' is not supported to create a job`);
  if (!OPERATIONS.includes(operation))
    throw new ApiError(
      400,
      "INVALIDOPERATION",
      `Operation '${operation}' is not supported; use one of ${OPERATIONS.join(", ")}`
    );
  const externalIdFieldName =
    operation === "upsert" ? externalIdName(request, type.name, body.externalIdFieldName) : undefined;
  const job: IngestJob = {
    ...newJob(request, body),
    id: store.nextId(),
    object: type.name,
    operation: operation as IngestOperation,
    ...(externalIdFieldName ? { externalIdFieldName } : {}),
    state: "Open",
    uploaded: false,
    processed: 0,
    failed: 0
  };
  store.put(job);
  return ok(describe(job));
}

function externalIdName(request: ApiRequest, object: string, name: string | undefined): string {
  if (!name) throw new ApiError(400, "INVALIDJOB", "External ID was blank for " + object);
  const type = request.org.schema.object(object)!;
  const field = requireField(type, name);
  requireExternalId(type, field);
  return field.name;
}

async function upload(store: IngestStore, request: ApiRequest): Promise<ApiResponse> {
  const job = requireJob(store, request);
  if (job.state !== "Open" || job.uploaded)
    throw new ApiError(
      409,
      "INVALIDJOBSTATE",
      `Cannot upload data to a job that is ${job.uploaded ? "uploaded" : job.state}`
    );
  store.clearParts(job.id);
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  let total = 0;
  let part = 0;
  const flush = (): void => {
    if (pendingBytes > 0) store.addPart(job.id, part++, Buffer.concat(pending));
    pending = [];
    pendingBytes = 0;
  };
  for await (const bytes of request.stream as AsyncIterable<Buffer>) {
    total += bytes.length;
    if (total > MAX_UPLOAD_BYTES) {
      store.clearParts(job.id);
      throw new ApiError(413, "REQUEST_ENTITY_TOO_LARGE", `Uploaded data exceeds ${MAX_UPLOAD_BYTES} bytes`);
    }
    pending.push(bytes);
    pendingBytes += bytes.length;
    if (pendingBytes >= PART_BYTES) flush();
  }
  flush();
  store.put({ ...job, uploaded: true, modified: Date.now() });
  return { status: 201 };
}

function changeState(store: IngestStore, processor: IngestProcessor, request: ApiRequest): ApiResponse {
  const job = requireJob(store, request);
  const state = bodyOf(request, stateShape).state;
  if (state === "UploadComplete") {
    if (job.state !== "Open")
      throw new ApiError(409, "INVALIDJOBSTATE", `Closing already ${job.state} job not allowed`);
    if (!job.uploaded)
      throw new ApiError(409, "INVALIDJOBSTATE", "The job has no data: upload it before closing the job");
  } else if (state === "Aborted") {
    if (job.state === "JobComplete" || job.state === "Failed")
      throw new ApiError(409, "INVALIDJOBSTATE", `Aborting already ${job.state} job not allowed`);
  } else {
    throw new ApiError(
      400,
      "INVALIDJOBSTATE",
      `Cannot change a job's state to '${state}'; use UploadComplete or Aborted`
    );
  }
  const changed: IngestJob = { ...job, state, modified: Date.now() };
  store.put(changed);
  if (state === "UploadComplete") processor.enqueue(job.id);
  return ok(describe(changed));
}

function remove(store: IngestStore, request: ApiRequest): ApiResponse {
  const job = requireJob(store, request);
  if (job.state === "UploadComplete" || job.state === "InProgress")
    throw new ApiError(409, "INVALIDJOBSTATE", `Cannot delete a job that is ${job.state}`);
  store.remove(job.id);
  return noContent;
}

/** Streams the uploaded rows again, joined with their results, so that no result file is ever held in memory. */
function results(store: IngestStore, job: IngestJob, kind: "successful" | "failed" | "unprocessed"): ApiResponse {
  return {
    status: 200,
    body: Readable.from(resultLines(store, job, kind)),
    headers: { "Content-Type": "text/csv;charset=UTF-8" }
  };
}

async function* resultLines(
  store: IngestStore,
  job: IngestJob,
  kind: "successful" | "failed" | "unprocessed"
): AsyncGenerator<string> {
  const line = (cells: readonly string[]): string => csvLine(cells, job.columnDelimiter, job.lineEnding);
  const page = 2000;
  let row = -1;
  let known: RowResult[] = [];
  for await (const cells of csvRecords(store.parts(job.id), job.columnDelimiter) as AsyncIterable<string[]>) {
    if (row === -1) {
      yield line([...headerOf(kind), ...cells]);
      row = 0;
      continue;
    }
    if (row % page === 0) known = store.results(job.id, row, page);
    const result = known[row % page];
    if (kindOf(result) === kind) yield line([...prefixOf(result), ...cells]);
    row++;
  }
}

function kindOf(result: RowResult | undefined): "successful" | "failed" | "unprocessed" {
  if (!result) return "unprocessed";
  return result.error === null ? "successful" : "failed";
}

function headerOf(kind: "successful" | "failed" | "unprocessed"): string[] {
  if (kind === "unprocessed") return [];
  return kind === "successful" ? ["sf__Id", "sf__Created"] : ["sf__Id", "sf__Error"];
}

function prefixOf(result: RowResult | undefined): string[] {
  if (!result) return [];
  return [result.id ?? "", result.error ?? String(result.created)];
}

/** Batches of the older Bulk API are kept in the same store. */
function isOwnJob(job: IngestJob): boolean {
  return job.id.startsWith("750");
}

function requireJob(store: IngestStore, request: ApiRequest): IngestJob {
  const job = store.find(request.parameters["id"]!);
  if (!job || !isOwnJob(job)) throw new ApiError(404, "NOT_FOUND", "The requested resource does not exist");
  return job;
}

function describe(job: IngestJob): unknown {
  return describeJob(job, job.object, {
    ...(job.externalIdFieldName ? { externalIdFieldName: job.externalIdFieldName } : {}),
    jobType: "V2Ingest",
    contentUrl: `services/data/v${job.apiVersion}/jobs/ingest/${job.id}/batches`,
    numberRecordsProcessed: job.processed,
    numberRecordsFailed: job.failed,
    apiActiveProcessingTime: job.modified - job.created,
    apexProcessingTime: 0
  });
}
