import { Readable } from "node:stream";
import { parseXml, textOf, XmlSyntaxError, type XmlElement } from "../../metadata/xml.ts";
import { csvLine, csvRecords } from "../bulk/csv.ts";
import type { IngestProcessor } from "../bulk/ingest-processor.ts";
import type { IngestJob, IngestOperation, IngestStore, RowResult } from "../bulk/ingest-store.ts";
import { cell, columnsOf } from "../bulk/query-lines.ts";
import { errorResponse } from "../http/error-response.ts";
import { ApiError, type ApiRequest, type ApiResponse } from "../http/exchange.ts";
import type { Router } from "../http/router.ts";
import type { Sessions } from "../http/sessions.ts";
import { requireExternalId } from "../records/from-json.ts";
import { toXml, type XmlContent } from "../soap/envelope.ts";
import { BulkJobStore, type BulkBatch, type BulkJob, type BulkOperation } from "./job-store.ts";

const NAMESPACE = "http://www.force.com/2009/06/asyncapi/dataload";
/** "Bulk API and Bulk API 2.0 Limits and Allocations": a batch of CSV data is at most 10 MB and 10,000 records. */
const MAX_BATCH_BYTES = 10_000_000;
const OPERATIONS: readonly string[] = ["insert", "update", "upsert", "delete", "query", "queryAll"];
const RESULT_ID = "752";

/** "Bulk API 2.0 and Bulk API Developer Guide: Bulk API": jobs of batches, XML about CSV. */
export function addBulkV1Routes(
  open: Router,
  sessions: Sessions,
  ingest: IngestStore,
  processor: IngestProcessor
): void {
  let room: BulkRoom | undefined;
  const on = (method: string, path: string, work: (room: BulkRoom, request: ApiRequest) => ApiResponse): void => {
    open.on(`${method} /services/async/:version/job${path}`, (request) => {
      try {
        if (!sessions.findForApi(tokenOf(request))) throw new ApiError(400, "InvalidSessionId", "Invalid session id");
        room ??= new BulkRoom(new BulkJobStore(request.org), ingest, processor);
        return work(room, request);
      } catch (error) {
        return xmlError(error);
      }
    });
  };
  on("POST", "", (bulk, request) => bulk.create(request));
  on("GET", "/:id", (bulk, request) => bulk.describe(request));
  on("POST", "/:id", (bulk, request) => bulk.changeState(request));
  on("POST", "/:id/batch", (bulk, request) => bulk.addBatch(request));
  on("GET", "/:id/batch", (bulk, request) => bulk.listBatches(request));
  on("GET", "/:id/batch/:batch", (bulk, request) => bulk.describeBatch(request));
  on("GET", "/:id/batch/:batch/request", (bulk, request) => bulk.batchRequest(request));
  on("GET", "/:id/batch/:batch/result", (bulk, request) => bulk.batchResult(request));
  on("GET", "/:id/batch/:batch/result/:result", (bulk, request) => bulk.queryResult(request));
}

function tokenOf({ headers }: ApiRequest): string | undefined {
  return headers["x-sfdc-session"] ?? /^(?:Bearer|OAuth)\s+(.+)$/i.exec(headers["authorization"] ?? "")?.[1];
}

class BulkRoom {
  private readonly jobs: BulkJobStore;
  private readonly ingest: IngestStore;
  private readonly processor: IngestProcessor;

  constructor(jobs: BulkJobStore, ingest: IngestStore, processor: IngestProcessor) {
    this.jobs = jobs;
    this.ingest = ingest;
    this.processor = processor;
  }

  create(request: ApiRequest): ApiResponse {
    const asked = jobInfoOf(request);
    const operation = textOf(asked, "operation") ?? "";
    if (!OPERATIONS.includes(operation))
      throw new ApiError(
        400,
        "InvalidJob",
        `Operation '${operation}' is not supported; use one of ${OPERATIONS.join(", ")}`
      );
    const contentType = textOf(asked, "contentType") ?? "XML";
    if (contentType !== "CSV")
      throw new ApiError(
        400,
        "InvalidJob",
        `The content type ${contentType} is not supported by the local org; use CSV`
      );
    const type = request.org.schema.object(textOf(asked, "object") ?? "");
    if (!type) throw new ApiError(400, "InvalidJob", `Unable to find object: ${textOf(asked, "object") ?? ""}`);
    const externalId = operation === "upsert" ? type.field(textOf(asked, "externalIdFieldName") ?? "") : undefined;
    if (operation === "upsert" && !externalId)
      throw new ApiError(400, "InvalidJob", "External ID was blank or does not exist for upsert");
    if (externalId) requireExternalId(type, externalId);
    const job: BulkJob = {
      id: this.jobs.nextId("750"),
      operation: operation as BulkOperation,
      object: type.name,
      ...(externalId ? { externalIdFieldName: externalId.name } : {}),
      concurrencyMode: textOf(asked, "concurrencyMode") ?? "Parallel",
      apiVersion: request.parameters["version"]!,
      createdById: request.user.id,
      created: Date.now(),
      state: "Open",
      batches: []
    };
    this.jobs.put(job);
    return xml(201, { jobInfo: this.jobInfo(job) });
  }

  describe(request: ApiRequest): ApiResponse {
    return xml(200, { jobInfo: this.jobInfo(this.job(request)) });
  }

  changeState(request: ApiRequest): ApiResponse {
    const job = this.job(request);
    const state = textOf(jobInfoOf(request), "state");
    if (state !== "Closed" && state !== "Aborted")
      throw new ApiError(
        400,
        "InvalidJobState",
        `A job's state can be changed to Closed or Aborted only, not to ${state ?? "nothing"}`
      );
    if (job.state === "Aborted") throw new ApiError(400, "InvalidJobState", "The job is aborted already");
    const changed: BulkJob = { ...job, state };
    this.jobs.put(changed);
    if (state === "Aborted") this.abortWaiting(job);
    return xml(200, { jobInfo: this.jobInfo(changed) });
  }

  addBatch(request: ApiRequest): ApiResponse {
    const job = this.job(request);
    if (job.state !== "Open")
      throw new ApiError(400, "InvalidJobState", `Batches cannot be added to a job that is ${job.state}`);
    const bytes = request.bytes();
    if (bytes.length > MAX_BATCH_BYTES)
      throw new ApiError(400, "ClientInputError", `The batch exceeds ${MAX_BATCH_BYTES} bytes`);
    if (bytes.length === 0) throw new ApiError(400, "ClientInputError", "The batch holds no data");
    const id = this.jobs.nextId("751");
    const batch = { id, created: Date.now() };
    const made = isQuery(job) ? { ...batch, outcome: this.query(job, id, request) } : batch;
    const changed: BulkJob = { ...job, batches: [...job.batches, made] };
    this.jobs.put(changed);
    if (!isQuery(job)) this.startIngest(job, id, bytes);
    return xml(201, { batchInfo: this.batchInfo(changed, made) });
  }

  listBatches(request: ApiRequest): ApiResponse {
    const job = this.job(request);
    return xml(200, { batchInfoList: { batchInfo: job.batches.map((batch) => this.batchInfo(job, batch)) } });
  }

  describeBatch(request: ApiRequest): ApiResponse {
    const job = this.job(request);
    return xml(200, { batchInfo: this.batchInfo(job, this.batch(job, request)) });
  }

  batchRequest(request: ApiRequest): ApiResponse {
    const { id } = this.batch(this.job(request), request);
    return csv(Readable.from(this.ingest.parts(id)));
  }

  batchResult(request: ApiRequest): ApiResponse {
    const job = this.job(request);
    const batch = this.batch(job, request);
    if (isQuery(job)) {
      if (batch.outcome?.error !== undefined) throw new ApiError(400, "InvalidBatch", batch.outcome.error);
      return xml(200, { "result-list": { result: resultId(batch) } });
    }
    if (this.stateOf(batch).state !== "Completed")
      throw new ApiError(400, "InvalidBatch", "The batch is not completed");
    return csv(Readable.from(this.resultLines(batch.id)));
  }

  queryResult(request: ApiRequest): ApiResponse {
    const batch = this.batch(this.job(request), request);
    if (request.parameters["result"] !== resultId(batch))
      throw new ApiError(400, "InvalidBatch", "There is no result of this id");
    return csv(Readable.from(this.ingest.parts(batch.id)));
  }

  /** Queries are answered at once; the result waits as CSV. */
  private query(job: BulkJob, id: string, request: ApiRequest): { processed: number; error?: string } {
    const text = Buffer.from(request.bytes()).toString("utf8");
    try {
      const columns = columnsOf(text);
      const records = request.transaction((tx) => {
        const analyzed = request.org.soql.analyze(text, tx.schema);
        if (analyzed.from.name !== job.object)
          throw new ApiError(400, "InvalidBatch", `The job is for ${job.object}, the query for ${analyzed.from.name}`);
        const query = job.operation === "queryAll" ? { ...analyzed, allRows: true } : analyzed;
        return request.org.soql.execute(tx, query, new Map(), {
          accessMode: "user",
          withSharing: true,
          countLimits: false
        }).records;
      });
      const lines = records.map((record) =>
        csvLine(
          columns.map((column) => cell(record, column)),
          "COMMA",
          "LF"
        )
      );
      this.ingest.addPart(id, 0, Buffer.from(csvLine(columns, "COMMA", "LF") + lines.join("")));
      return { processed: records.length };
    } catch (error) {
      return { processed: 0, error: `InvalidBatch : ${(error as Error).message}` };
    }
  }

  private startIngest(job: BulkJob, id: string, bytes: Uint8Array): void {
    this.ingest.addPart(id, 0, bytes);
    this.ingest.put({
      id,
      object: job.object,
      operation: job.operation as IngestOperation,
      ...(job.externalIdFieldName ? { externalIdFieldName: job.externalIdFieldName } : {}),
      columnDelimiter: "COMMA",
      lineEnding: "LF",
      apiVersion: job.apiVersion,
      createdById: job.createdById,
      created: Date.now(),
      state: "UploadComplete",
      uploaded: true,
      modified: Date.now(),
      processed: 0,
      failed: 0
    });
    this.processor.enqueue(id);
  }

  private abortWaiting(job: BulkJob): void {
    for (const { id } of job.batches) {
      const batch = this.ingest.find(id);
      if (batch?.state === "UploadComplete") this.ingest.put({ ...batch, state: "Aborted", modified: Date.now() });
    }
  }

  /** In the order of the batch's rows ("Bulk API: Get Batch Results"). */
  private async *resultLines(id: string): AsyncGenerator<string> {
    yield csvLine(["Id", "Success", "Created", "Error"], "COMMA", "LF");
    const page = 2000;
    let row = -1;
    let known: RowResult[] = [];
    for await (const _cells of csvRecords(this.ingest.parts(id), "COMMA")) {
      if (row++ === -1) continue;
      if ((row - 1) % page === 0) known = this.ingest.results(id, row - 1, page);
      const result = known[(row - 1) % page];
      const failed = result === undefined || result.error !== null;
      yield csvLine(
        [result?.id ?? "", String(!failed), String(result?.created ?? false), result?.error ?? ""],
        "COMMA",
        "LF"
      );
    }
  }

  private jobInfo(job: BulkJob): XmlContent {
    const states = job.batches.map((batch) => this.stateOf(batch));
    const count = (state: string): number => states.filter((one) => one.state === state).length;
    return {
      id: job.id,
      operation: job.operation,
      object: job.object,
      createdById: job.createdById,
      createdDate: time(job.created),
      systemModstamp: time(Math.max(job.created, ...states.map((one) => one.modified))),
      state: job.state,
      externalIdFieldName: job.externalIdFieldName,
      concurrencyMode: job.concurrencyMode,
      contentType: "CSV",
      numberBatchesQueued: count("Queued"),
      numberBatchesInProgress: count("InProgress"),
      numberBatchesCompleted: count("Completed"),
      numberBatchesFailed: count("Failed"),
      numberBatchesTotal: states.length,
      numberRecordsProcessed: sum(states.map((one) => one.processed)),
      numberRetries: 0,
      apiVersion: job.apiVersion,
      numberRecordsFailed: sum(states.map((one) => one.failed)),
      totalProcessingTime: 0,
      apiActiveProcessingTime: 0,
      apexProcessingTime: 0
    };
  }

  private batchInfo(job: BulkJob, batch: BulkBatch): XmlContent {
    const { state, message, modified, processed, failed } = this.stateOf(batch);
    return {
      id: batch.id,
      jobId: job.id,
      state,
      stateMessage: message,
      createdDate: time(batch.created),
      systemModstamp: time(modified),
      numberRecordsProcessed: processed,
      numberRecordsFailed: failed,
      totalProcessingTime: modified - batch.created,
      apiActiveProcessingTime: modified - batch.created,
      apexProcessingTime: 0
    };
  }

  private stateOf({ id, created, outcome }: BulkBatch): {
    state: string;
    message?: string;
    modified: number;
    processed: number;
    failed: number;
  } {
    if (outcome)
      return {
        state: outcome.error === undefined ? "Completed" : "Failed",
        ...(outcome.error === undefined ? {} : { message: outcome.error }),
        modified: created,
        processed: outcome.processed,
        failed: 0
      };
    const { state, errorMessage, modified, processed, failed } = this.ingest.find(id)!;
    const states: Readonly<Record<IngestJob["state"], string>> = {
      Open: "Queued",
      UploadComplete: "Queued",
      InProgress: "InProgress",
      JobComplete: "Completed",
      Failed: "Failed",
      Aborted: "NotProcessed"
    };
    return {
      state: states[state],
      ...(errorMessage === undefined ? {} : { message: errorMessage }),
      modified,
      processed,
      failed
    };
  }

  private job(request: ApiRequest): BulkJob {
    const job = this.jobs.find(request.parameters["id"]!);
    if (!job) throw new ApiError(400, "InvalidJob", `Unable to find job: ${request.parameters["id"]}`);
    return job;
  }

  private batch(job: BulkJob, request: ApiRequest): BulkBatch {
    const batch = job.batches.find((one) => one.id === request.parameters["batch"]);
    if (!batch) throw new ApiError(400, "InvalidBatch", `Unable to find batch: ${request.parameters["batch"]}`);
    return batch;
  }
}

function isQuery({ operation }: BulkJob): boolean {
  return operation === "query" || operation === "queryAll";
}

function resultId({ id }: BulkBatch): string {
  return RESULT_ID + id.slice(RESULT_ID.length);
}

function jobInfoOf(request: ApiRequest): XmlElement {
  try {
    return parseXml(Buffer.from(request.bytes()).toString("utf8")).content;
  } catch (error) {
    if (error instanceof XmlSyntaxError)
      throw new ApiError(400, "ClientInputError", `The request is not well-formed XML: ${error.message}`);
    throw error;
  }
}

function xml(status: number, content: Readonly<Record<string, XmlContent>>): ApiResponse {
  const body = toXml(content).replace(/^<([\w-]+)/, `<$1 xmlns="${NAMESPACE}"`);
  return {
    status,
    body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
    headers: { "Content-Type": "application/xml;charset=UTF-8" }
  };
}

function xmlError(error: unknown): ApiResponse {
  const { status, body } = errorResponse(error);
  const [first] = body as { errorCode: string; message: string }[];
  return xml(status, {
    error: { exceptionCode: first?.errorCode ?? "Unknown", exceptionMessage: first?.message ?? String(error) }
  });
}

function csv(body: Readable): ApiResponse {
  return { status: 200, body, headers: { "Content-Type": "text/csv;charset=UTF-8" } };
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
