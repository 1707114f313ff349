import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { parse } from "csv-parse";
import type { Connection } from "jsforce";
import pRetry, { AbortError } from "p-retry";
import { API_VERSION } from "./connection.ts";

/** A Bulk API 2.0 job failed as a whole, or the org refused a request about it. */
export class BulkError extends Error {}

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

const FINAL_STATES = ["JobComplete", "Failed", "Aborted"];
const FIRST_POLL_MS = 100;
const LAST_POLL_MS = 5_000;
const QUERY_PAGE = 25_000;

/**
 * The primitives of "Bulk API 2.0 and Bulk API Developer Guide", each safe to repeat: an upload reads its file anew
 * for every attempt, a job's result is taken only when the org has processed as many rows as were sent.
 */
export class BulkClient {
  private readonly connection: Connection;
  private readonly retries: number;

  constructor(connection: Connection, options: { retries?: number } = {}) {
    this.connection = connection;
    this.retries = options.retries ?? 5;
  }

  async createUpsert({ object, externalIdField }: IngestRequest): Promise<string> {
    const job = await this.json<{ id: string }>("POST", "/jobs/ingest", {
      object,
      operation: "upsert",
      externalIdFieldName: externalIdField,
      contentType: "CSV",
      lineEnding: "LF",
      columnDelimiter: "COMMA"
    });
    return job.id;
  }

  async upload(jobId: string, file: string): Promise<void> {
    await this.attempt(async () => {
      const body = Readable.toWeb(createReadStream(file));
      return this.fetch("PUT", `/jobs/ingest/${jobId}/batches`, {
        body: body as never,
        contentType: "text/csv",
        duplex: "half"
      });
    });
  }

  async close(jobId: string): Promise<void> {
    await this.json("PATCH", `/jobs/ingest/${jobId}`, { state: "UploadComplete" });
  }

  async abort(jobId: string): Promise<void> {
    await this.json("PATCH", `/jobs/ingest/${jobId}`, { state: "Aborted" });
  }

  async progress(jobId: string): Promise<IngestProgress> {
    const job = await this.json<Record<string, unknown>>("GET", `/jobs/ingest/${jobId}`);
    return {
      id: jobId,
      state: String(job["state"]),
      processed: Number(job["numberRecordsProcessed"] ?? 0),
      failed: Number(job["numberRecordsFailed"] ?? 0)
    };
  }

  /** Waits for the end, however long; tells progress meanwhile. */
  async wait(jobId: string, tell: (progress: IngestProgress) => void): Promise<IngestProgress> {
    for (let pause = FIRST_POLL_MS; ; pause = Math.min(LAST_POLL_MS, pause * 1.5)) {
      const progress = await this.progress(jobId);
      tell(progress);
      if (FINAL_STATES.includes(progress.state)) {
        if (progress.state !== "JobComplete")
          throw new BulkError(`Job ${jobId} ended as ${progress.state}: ${await this.errorMessage(jobId)}`);
        return progress;
      }
      await sleep(pause);
    }
  }

  async *failures(jobId: string): AsyncGenerator<IngestFailure> {
    for await (const { sf__Error, sf__Id: _, ...row } of this.csv(`/jobs/ingest/${jobId}/failedResults`)) {
      const [, code = "UNKNOWN_ERROR", message = sf__Error ?? ""] =
        /^([A-Z_]+):([\s\S]*?)(?::[^:]*--)?$/.exec(sf__Error ?? "") ?? [];
      yield { row, code, message };
    }
    for await (const row of this.csv(`/jobs/ingest/${jobId}/unprocessedrecords`))
      yield { row, code: "UNPROCESSED", message: "the org did not process this row" };
  }

  /** Rows of a SOQL query, of any number, page by page. */
  async *query(soql: string): AsyncGenerator<Record<string, string>> {
    const job = await this.json<{ id: string }>("POST", "/jobs/query", {
      operation: "query",
      query: soql,
      contentType: "CSV",
      lineEnding: "LF",
      columnDelimiter: "COMMA"
    });
    await this.waitForQuery(job.id);
    let locator: string | null = "";
    while (locator !== null) {
      const path: string = `/jobs/query/${job.id}/results?maxRecords=${QUERY_PAGE}${locator ? `&locator=${locator}` : ""}`;
      const response = await this.attempt(() => this.fetch("GET", path));
      const next = response.headers.get("sforce-locator");
      yield* rowsOf(response);
      locator = next && next !== "null" ? next : null;
    }
  }

  private async waitForQuery(jobId: string): Promise<void> {
    for (let pause = FIRST_POLL_MS; ; pause = Math.min(LAST_POLL_MS, pause * 1.5)) {
      const job = await this.json<{ state: string; errorMessage?: string }>("GET", `/jobs/query/${jobId}`);
      if (job.state === "JobComplete") return;
      if (FINAL_STATES.includes(job.state))
        throw new BulkError(`Query job ${jobId} ended as ${job.state}: ${job.errorMessage ?? "no reason given"}`);
      await sleep(pause);
    }
  }

  private async errorMessage(jobId: string): Promise<string> {
    const job = await this.json<{ errorMessage?: string }>("GET", `/jobs/ingest/${jobId}`);
    return job.errorMessage ?? "no reason given";
  }

  private async *csv(path: string): AsyncGenerator<Record<string, string>> {
    yield* rowsOf(await this.attempt(() => this.fetch("GET", path)));
  }

  private async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const options = body === undefined ? {} : { body: JSON.stringify(body), contentType: "application/json" };
    const response = await this.attempt(() => this.fetch(method, path, options));
    return (await response.json()) as T;
  }

  /** Repeats what a lost connection or a server fault broke; a refusal is final. */
  private attempt(send: () => Promise<Response>): Promise<Response> {
    return pRetry(
      async () => {
        const response = await send();
        if (response.ok) return response;
        const problem = new BulkError(`${response.status} ${await response.text()}`);
        if (response.status >= 500 || response.status === 429) throw problem;
        throw new AbortError(problem);
      },
      {
        retries: this.retries,
        minTimeout: 250,
        factor: 2,
        maxTimeout: 10_000,
        randomize: true,
        shouldRetry: ({ error }) => error instanceof BulkError || error instanceof TypeError
      }
    );
  }

  private fetch(
    method: string,
    path: string,
    options: { body?: string; contentType?: string; duplex?: "half" } = {}
  ): Promise<Response> {
    const { body, contentType, duplex } = options;
    return fetch(`${this.connection.instanceUrl}/services/data/v${API_VERSION}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.connection.accessToken}`,
        ...(contentType ? { "Content-Type": contentType } : {})
      },
      ...(body === undefined ? {} : { body }),
      ...(duplex ? { duplex } : {})
    });
  }
}

async function* rowsOf(response: Response): AsyncGenerator<Record<string, string>> {
  if (!response.body) return;
  const parser = Readable.fromWeb(response.body).pipe(parse({ columns: true, bom: true, skip_empty_lines: true }));
  for await (const row of parser) yield row as Record<string, string>;
}
