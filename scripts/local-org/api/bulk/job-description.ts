import { z } from "zod";
import { text } from "../http/body.ts";
import { ApiError, type ApiRequest } from "../http/exchange.ts";
import { delimiterOf } from "./csv.ts";

/** What jobs of both kinds are asked for. */
export const jobShape = z.object({
  operation: text,
  columnDelimiter: text,
  lineEnding: text
});

/** What a request to change a job's state says. */
export const stateShape = z.object({ state: text });

/** What jobs of both kinds know of themselves. Times are epoch milliseconds. */
export interface BulkJob {
  readonly id: string;
  readonly operation: string;
  readonly columnDelimiter: string;
  readonly lineEnding: string;
  readonly apiVersion: string;
  readonly createdById: string;
  readonly created: number;
  readonly modified: number;
  readonly state: string;
  readonly errorMessage?: string;
}

/** The part of a new job that its request decides in the same way for both kinds. */
export function newJob(
  request: ApiRequest,
  { columnDelimiter = "COMMA", lineEnding = "LF" }: z.output<typeof jobShape>
): Omit<BulkJob, "id" | "operation" | "state" | "errorMessage"> {
  if (delimiterOf(columnDelimiter) === undefined)
    throw new ApiError(400, "INVALIDJOB", `Unknown columnDelimiter '${columnDelimiter}'`);
  if (lineEnding !== "LF" && lineEnding !== "CRLF")
    throw new ApiError(400, "INVALIDJOB", `Unknown lineEnding '${lineEnding}'`);
  const now = Date.now();
  return {
    columnDelimiter,
    lineEnding,
    apiVersion: request.parameters["version"]!.replace(/^v/i, ""),
    createdById: request.user.id,
    created: now,
    modified: now
  };
}

/** "Bulk API 2.0 and Bulk API Developer Guide: Get Information About an Ingest Job"; what one kind adds comes last. */
export function describeJob(job: BulkJob, object: string | null, own: Readonly<Record<string, unknown>>): unknown {
  const time = (milliseconds: number): string => new Date(milliseconds).toISOString().replace("Z", "+0000");
  return {
    id: job.id,
    operation: job.operation,
    object,
    createdById: job.createdById,
    createdDate: time(job.created),
    systemModstamp: time(job.modified),
    state: job.state,
    concurrencyMode: "Parallel",
    contentType: "CSV",
    apiVersion: Number(job.apiVersion),
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter,
    retries: 0,
    totalProcessingTime: job.modified - job.created,
    ...own,
    ...(job.errorMessage === undefined ? {} : { errorMessage: job.errorMessage })
  };
}
