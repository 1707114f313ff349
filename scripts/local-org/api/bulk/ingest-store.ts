import type { Org } from "../../org/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import type { Database } from "../../storage/database.ts";
import type { BulkJob } from "./job-description.ts";

export type IngestState = "Open" | "UploadComplete" | "InProgress" | "JobComplete" | "Failed" | "Aborted";
export type IngestOperation = "insert" | "update" | "upsert" | "delete";

/** One Bulk API 2.0 ingest job, without its data. Times are epoch milliseconds. */
export interface IngestJob extends BulkJob {
  readonly object: string;
  readonly operation: IngestOperation;
  readonly externalIdFieldName?: string;
  readonly state: IngestState;
  readonly uploaded: boolean;
  readonly processed: number;
  readonly failed: number;
}

export interface RowResult {
  /** 0-based, without the header. */
  readonly row: number;
  readonly id: string | null;
  readonly created: boolean;
  /** Null where the row succeeded. */
  readonly error: string | null;
}

/**
 * Jobs, their uploads and their results, kept in the org's own database: a chunk's results are written in the very
 * transaction that saves its records, so a process that dies resumes at the first row without a result.
 */
export class IngestStore {
  private readonly org: Org;

  constructor(org: Org) {
    this.org = org;
    this.write((database) => {
      database.run(
        "CREATE TABLE IF NOT EXISTS bulk_job (id TEXT PRIMARY KEY, position INTEGER, definition TEXT NOT NULL)"
      );
      database.run(
        "CREATE TABLE IF NOT EXISTS bulk_part (job TEXT, part INTEGER, bytes BLOB, PRIMARY KEY (job, part)) WITHOUT ROWID"
      );
      database.run(
        "CREATE TABLE IF NOT EXISTS bulk_result (job TEXT, row INTEGER, id TEXT, created INTEGER, error TEXT, PRIMARY KEY (job, row)) WITHOUT ROWID"
      );
    });
  }

  /** Ids look like the platform's: key prefix 750. */
  nextId(): string {
    const [[last] = [0]] = this.read((database) => database.all("SELECT COALESCE(MAX(position), 0) FROM bulk_job"));
    return `750${String(Number(last) + 1).padStart(15, "0")}`;
  }

  put(job: IngestJob): void {
    this.write((database) => putJob(database, job));
  }

  /** Within a transaction that also saves records. */
  putIn(tx: Transaction, job: IngestJob, results: readonly RowResult[]): void {
    putJob(tx.database, job);
    const rows = results.map(({ row, id, created, error }) => [row, id, created ? 1 : 0, error]);
    tx.database.run(
      "INSERT INTO bulk_result (job, row, id, created, error) SELECT ?, value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)",
      [job.id, JSON.stringify(rows)]
    );
  }

  find(id: string): IngestJob | undefined {
    const [row] = this.read((database) => database.all("SELECT definition FROM bulk_job WHERE id = ?", [id]));
    return row ? (JSON.parse(row[0] as string) as IngestJob) : undefined;
  }

  all(): IngestJob[] {
    return this.read((database) => database.all("SELECT definition FROM bulk_job ORDER BY position")).map(
      (row) => JSON.parse(row[0] as string) as IngestJob
    );
  }

  remove(id: string): void {
    this.write((database) => {
      for (const [table, key] of [
        ["bulk_job", "id"],
        ["bulk_part", "job"],
        ["bulk_result", "job"]
      ])
        database.run(`DELETE FROM ${table} WHERE ${key} = ?`, [id]);
    });
  }

  /** Drops what an upload that broke off has left. */
  clearParts(id: string): void {
    this.write((database) => database.run("DELETE FROM bulk_part WHERE job = ?", [id]));
  }

  addPart(id: string, part: number, bytes: Uint8Array): void {
    this.write((database) =>
      database.run("INSERT INTO bulk_part (job, part, bytes) VALUES (?, ?, ?)", [id, part, bytes])
    );
  }

  *parts(id: string): Generator<Uint8Array> {
    for (let part = 0; ; part++) {
      const [row] = this.read((database) =>
        database.all("SELECT bytes FROM bulk_part WHERE job = ? AND part = ?", [id, part])
      );
      if (!row) return;
      yield Buffer.from(row[0] as Uint8Array);
    }
  }

  results(id: string, from: number, count: number): RowResult[] {
    const sql = "SELECT row, id, created, error FROM bulk_result WHERE job = ? AND row >= ? AND row < ? ORDER BY row";
    return this.read((database) => database.all(sql, [id, from, from + count])).map(
      ([row, recordId, created, error]) => ({
        row: Number(row),
        id: recordId as string | null,
        created: Number(created) === 1,
        error: error as string | null
      })
    );
  }

  private read<T>(work: (database: Database) => T): T {
    return this.org.transaction(this.org.administrator, (tx) => work(tx.database));
  }

  private write(work: (database: Database) => unknown): void {
    this.org.transaction(this.org.administrator, (tx) => void work(tx.database));
  }
}

function putJob(database: Database, job: IngestJob): void {
  const sql =
    "INSERT INTO bulk_job (id, position, definition) VALUES (?1, (SELECT COALESCE(MAX(position), 0) + 1 FROM bulk_job), ?2) " +
    "ON CONFLICT (id) DO UPDATE SET definition = ?2";
  database.run(sql, [job.id, JSON.stringify(job)]);
}
