import { createReadStream } from "node:fs";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse";
import type { PackageNames } from "./package-names.ts";
import { OrgError, OrgRequests, RefusedError } from "./requests.ts";

/** A Bulk API 2.0 job failed as a whole. */
export class BulkError extends OrgError {}

export interface IngestRequest {
  readonly object: string;
  readonly externalIdField: string;
}

export interface IngestProgress {
  readonly id: string;
  readonly state: string;
  readonly processed: number;
  readonly failed: number;
}

export interface IngestFailure {
  /** The row as it was sent. */
  readonly row: Readonly<Record<string, string>>;
  /** e.g. `UNABLE_TO_LOCK_ROW`. */
  readonly code: string;
  readonly message: string;
}

/** Fewer rows came than the org has counted. */
class ShortQueryError extends BulkError {}

/** The org has nothing of this name any more, or never had. */
export function isGone(error: unknown): boolean {
  return error instanceof RefusedError && error.status === 404;
}

/** The org takes no data for this job: it has them already, or the job has gone on. */
export function isWrongState(error: unknown): boolean {
  return error instanceof RefusedError && (error.status === 409 || /INVALID_?JOB_?STATE/i.test(error.message));
}

const FINAL_STATES = ["JobComplete", "Failed", "Aborted"];
const FIRST_POLL_MS = 100;
const LAST_POLL_MS = 5_000;
const SHARE_OF_ELAPSED = 0.2;
const SHARE_OF_REST = 0.6;
const QUERY_PAGE = 25_000;
const QUERY_STARTS = 4;

/**
 * The primitives of "Bulk API 2.0 and Bulk API Developer Guide", each safe to repeat: an upload reads its file anew
 * for every attempt, results are taken from files that arrived whole and have as many rows as the org counts.
 */
export class BulkClient {
  private readonly requests: OrgRequests;
  private readonly folder: string;
  private readonly stallMs: number;
  private downloads = 0;

  /** `folder` takes results while they are read. A job that makes no progress for `stallMinutes` is given up. */
  constructor(requests: OrgRequests, options: { folder: string; stallMinutes?: number | undefined }) {
    this.requests = requests;
    this.folder = options.folder;
    this.stallMs = (options.stallMinutes ?? 60) * 60_000;
  }

  /** The app's names in the org; files that are uploaded have the org's. */
  get names(): PackageNames {
    return this.requests.names;
  }

  async createUpsert({ object, externalIdField }: IngestRequest): Promise<string> {
    const job = await this.requests.json<{ id: string }>("POST", "/jobs/ingest", {
      object: this.names.inOrg(object),
      operation: "upsert",
      externalIdFieldName: this.names.inOrg(externalIdField),
      contentType: "CSV",
      lineEnding: "LF",
      columnDelimiter: "COMMA"
    });
    return job.id;
  }

  async upload(jobId: string, file: string): Promise<void> {
    await this.requests.send("PUT", `/jobs/ingest/${jobId}/batches`, {
      bodyFile: () => createReadStream(file),
      contentType: "text/csv"
    });
  }

  /** The answer may have been lost: a job that is past its upload is closed. */
  async close(jobId: string): Promise<void> {
    try {
      await this.requests.json("PATCH", `/jobs/ingest/${jobId}`, { state: "UploadComplete" });
    } catch (error) {
      if (!(error instanceof RefusedError) || isGone(error)) throw error;
      const { state } = await this.progress(jobId);
      if (state === "Open" || state === "Aborted") throw error;
    }
  }

  async abort(jobId: string): Promise<void> {
    try {
      await this.requests.json("PATCH", `/jobs/ingest/${jobId}`, { state: "Aborted" });
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
    }
  }

  async progress(jobId: string): Promise<IngestProgress> {
    const job = await this.job(jobId);
    return {
      id: jobId,
      state: String(job["state"]),
      processed: Number(job["numberRecordsProcessed"] ?? 0),
      failed: Number(job["numberRecordsFailed"] ?? 0)
    };
  }

  /** Waits for the end, as long as there is progress; tells it meanwhile. */
  async wait(jobId: string, tell: (progress: IngestProgress) => void, rows?: number): Promise<IngestProgress> {
    const startedAt = Date.now();
    let [processed, movedAt] = [-1, startedAt];
    for (;;) {
      const progress = await this.progress(jobId);
      tell(progress);
      if (progress.state === "JobComplete") return progress;
      if (FINAL_STATES.includes(progress.state))
        throw new BulkError(`Job ${jobId} ended as ${progress.state}: ${await this.errorMessage(jobId)}`);
      if (progress.processed !== processed) [processed, movedAt] = [progress.processed, Date.now()];
      this.requireProgress(`Job ${jobId}`, movedAt);
      await this.requests.pause(pauseUntilEnd(Date.now() - startedAt, processed, rows));
    }
  }

  /** Whoever holds the lock is given time, more each time. */
  async pauseForLock(attempt: number): Promise<void> {
    await this.requests.pause(this.requests.pauseAfter(attempt));
  }

  /** Rows that the org did not take; `expected` is how many it has counted. */
  async *failures(jobId: string, expected: number): AsyncGenerator<IngestFailure> {
    const failed = `/jobs/ingest/${jobId}/failedResults`;
    for await (const { sf__Error, sf__Id: _, ...row } of this.results(failed, () => expected)) {
      const [, code = "UNKNOWN_ERROR", message = sf__Error ?? ""] =
        /^([A-Z_]+):([\s\S]*?)(?::[^:]*--)?$/.exec(sf__Error ?? "") ?? [];
      yield { row, code, message };
    }
    for await (const row of this.results(`/jobs/ingest/${jobId}/unprocessedrecords`))
      yield { row, code: "UNPROCESSED", message: "the org did not process this row" };
  }

  /**
   * Rows of a SOQL query, of any number. A job that vanishes or tells too little is started anew: rows may come a second time then.
   * `withDeleted`: also those in the recycle bin.
   */
  async *query(soql: string, { withDeleted = false } = {}): AsyncGenerator<Record<string, string>> {
    for (let start = 1; ; start++) {
      try {
        yield* this.queryOnce(soql, withDeleted ? "queryAll" : "query");
        return;
      } catch (error) {
        const mayStartAnew = isGone(error) || error instanceof ShortQueryError;
        if (!mayStartAnew || start >= QUERY_STARTS) throw error;
      }
    }
  }

  private async *queryOnce(soql: string, operation: string): AsyncGenerator<Record<string, string>> {
    const { id } = await this.requests.json<{ id: string }>("POST", "/jobs/query", {
      operation,
      query: this.names.inOrg(soql),
      contentType: "CSV",
      lineEnding: "LF",
      columnDelimiter: "COMMA"
    });
    const expected = await this.waitForQuery(id);
    let locator: string | null = "";
    let rows = 0;
    while (locator !== null) {
      const path: string = `/jobs/query/${id}/results?maxRecords=${QUERY_PAGE}${locator ? `&locator=${locator}` : ""}`;
      let next: string | null = null;
      const page = this.results(path, (headers) => {
        next = headers.get("sforce-locator");
        const count = headers.get("sforce-numberofrecords");
        return count === null ? undefined : Number(count);
      });
      for await (const row of page) {
        rows++;
        yield row;
      }
      locator = next === null || next === "null" ? null : next;
    }
    if (expected !== undefined && rows !== expected)
      throw new ShortQueryError(`Query job ${id} has ${expected} rows, of which ${rows} arrived`);
  }

  /** Resolves to the number of rows. */
  private async waitForQuery(jobId: string): Promise<number | undefined> {
    const startedAt = Date.now();
    for (;;) {
      const job = await this.requests.json<{ state: string; errorMessage?: string; numberRecordsProcessed?: number }>(
        "GET",
        `/jobs/query/${jobId}`
      );
      if (job.state === "JobComplete") return job.numberRecordsProcessed;
      if (FINAL_STATES.includes(job.state))
        throw new BulkError(`Query job ${jobId} ended as ${job.state}: ${job.errorMessage ?? "no reason given"}`);
      this.requireProgress(`Query job ${jobId}`, startedAt);
      await this.requests.pause(pauseUntilEnd(Date.now() - startedAt));
    }
  }

  private requireProgress(what: string, since: number): void {
    if (Date.now() - since > this.stallMs)
      throw new BulkError(
        `${what} made no progress for ${Math.round(this.stallMs / 60_000)} minutes; run again later: it is waited for then`
      );
  }

  private async job(jobId: string): Promise<Record<string, unknown>> {
    return this.requests.json<Record<string, unknown>>("GET", `/jobs/ingest/${jobId}`);
  }

  private async errorMessage(jobId: string): Promise<string> {
    return String((await this.job(jobId))["errorMessage"] ?? "no reason given");
  }

  /** Rows of a result that is complete: a file that is cut, or has other than `expected` rows, is fetched again. */
  private async *results(
    path: string,
    expected: (headers: Headers) => number | undefined = () => undefined
  ): AsyncGenerator<Record<string, string>> {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const file = join(this.folder, `result-${++this.downloads}.csv`);
    try {
      await this.requests.download(path, file, async (headers) => {
        const [rows, count] = [await countRows(file), expected(headers)];
        if (count !== undefined && rows !== count)
          throw OrgRequests.incomplete(`a result of ${rows} rows, where the org counts ${count}`);
      });
      for await (const row of rowsOf(file)) yield this.names.localRecord(row);
    } finally {
      rmSync(file, { force: true });
    }
  }
}

/**
 * How long to wait before the org is asked again: a part of the time that the rest will take, where the pace is known, else of
 * the time that has passed. So little is lost at the end, and long jobs are asked for seldom.
 */
export function pauseUntilEnd(elapsedMs: number, processed = 0, rows = 0): number {
  const left = processed > 0 && rows > processed ? (elapsedMs * (rows - processed)) / processed : undefined;
  const pause = left === undefined ? elapsedMs * SHARE_OF_ELAPSED : left * SHARE_OF_REST;
  return Math.round(Math.min(LAST_POLL_MS, Math.max(FIRST_POLL_MS, pause)));
}

async function countRows(file: string): Promise<number> {
  let rows = 0;
  try {
    for await (const _ of rowsOf(file)) rows++;
  } catch {
    throw OrgRequests.incomplete("a result that is not CSV");
  }
  return rows;
}

function rowsOf(file: string): AsyncIterable<Record<string, string>> {
  const parser = createReadStream(file).pipe(parse({ columns: true, bom: true, skip_empty_lines: true }));
  return parser as AsyncIterable<Record<string, string>>;
}
