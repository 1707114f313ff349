import type { Org } from "../../org/types.ts";

export type BulkOperation = "insert" | "update" | "upsert" | "delete" | "query" | "queryAll";

/** A query's batch has its outcome here; one that writes is a job of the ingest store. */
export interface QueryOutcome {
  readonly processed: number;
  readonly error?: string;
}

export interface BulkBatch {
  readonly id: string;
  readonly created: number;
  readonly outcome?: QueryOutcome;
}

/** One job of the Bulk API. Times are epoch milliseconds. */
export interface BulkJob {
  readonly id: string;
  readonly operation: BulkOperation;
  readonly object: string;
  readonly externalIdFieldName?: string;
  readonly concurrencyMode: string;
  readonly apiVersion: string;
  readonly createdById: string;
  readonly created: number;
  readonly state: "Open" | "Closed" | "Aborted";
  readonly batches: readonly BulkBatch[];
}

/** Jobs of the older Bulk API, kept in the org's database. */
export class BulkJobStore {
  private readonly org: Org;

  constructor(org: Org) {
    this.org = org;
    this.inDatabase((run) =>
      run("CREATE TABLE IF NOT EXISTS bulk_v1_job (id TEXT PRIMARY KEY, definition TEXT NOT NULL)", [])
    );
  }

  /** Ids of jobs begin with 750, those of batches with 751. */
  nextId(prefix: "750" | "751"): string {
    const [row] = this.inDatabase((_run, all) =>
      all(
        "SELECT COUNT(*) + (SELECT COALESCE(SUM(json_array_length(definition, '$.batches')), 0) FROM bulk_v1_job) FROM bulk_v1_job",
        []
      )
    );
    return `${prefix}B${String(Number(row?.[0] ?? 0) + 1).padStart(14, "0")}`;
  }

  put(job: BulkJob): void {
    this.inDatabase((run) =>
      run("INSERT INTO bulk_v1_job (id, definition) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET definition = ?2", [
        job.id,
        JSON.stringify(job)
      ])
    );
  }

  find(id: string): BulkJob | undefined {
    const [row] = this.inDatabase((_run, all) => all("SELECT definition FROM bulk_v1_job WHERE id = ?", [id]));
    return row && (JSON.parse(row[0] as string) as BulkJob);
  }

  private inDatabase<T>(
    work: (
      run: (sql: string, values: readonly string[]) => void,
      all: (sql: string, values: readonly string[]) => readonly (readonly unknown[])[]
    ) => T
  ): T {
    return this.org.transaction(this.org.administrator, ({ database }) =>
      work(
        (sql, values) => void database.run(sql, values),
        (sql, values) => database.all(sql, values)
      )
    );
  }
}
