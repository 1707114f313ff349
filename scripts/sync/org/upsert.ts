import { join } from "node:path";
import { CsvFile } from "../spool/csv-file.ts";
import type { Journal } from "../run/journal.ts";
import type { BulkClient, IngestFailure, IngestProgress } from "./bulk-client.ts";
import type { PackageNames } from "./package-names.ts";
import { BulkError, isGone, isWrongState } from "./bulk-client.ts";

export interface UpsertRow {
  /** Rows with one key stay in one job: members are never spread over two. */
  readonly key: string;
  readonly cells: readonly string[];
}

export interface UpsertPlan {
  readonly object: string;
  readonly externalIdField: string;
  readonly columns: readonly string[];
  readonly rows: Iterable<UpsertRow>;
  /** Rows in one job, at the next change of key. */
  readonly jobRows: number;
}

export interface UpsertListener {
  progress(rowsDone: number): void;
  failure(failure: IngestFailure): void;
}

/** The platform takes 100 MB of CSV for sure; this leaves room for a last member. */
const MAX_JOB_BYTES = 90_000_000;
const LOCK_RETRIES = 8;
const JOB_ATTEMPTS = 6;

/**
 * Sends rows by one Bulk job after another, each from a file that outlives the process, and tells every row that the
 * org did not take. Rows that met a lock are sent again, alone; anything else is final. Returns how many were taken.
 */
export async function upsertAll(
  client: BulkClient,
  journal: Journal,
  plan: UpsertPlan,
  listener: UpsertListener
): Promise<number> {
  let taken = 0;
  let done = 0;
  for (const file of jobFiles(journal.folder, plan, client.names)) {
    const failures = await sendFile(client, journal, plan, file, (processed) => listener.progress(done + processed));
    done += file.rows;
    const final = await retryLocked(client, journal, plan, failures);
    final.forEach((failure) => listener.failure(failure));
    taken += file.rows - final.length;
    listener.progress(done);
  }
  return taken;
}

function* jobFiles(folder: string, plan: UpsertPlan, names: PackageNames): Generator<CsvFile> {
  let number = 0;
  let file: CsvFile | undefined;
  let lastKey: string | undefined;
  for (const { key, cells } of plan.rows) {
    const full = file !== undefined && (file.rows >= plan.jobRows || file.bytes >= MAX_JOB_BYTES);
    if (full && key !== lastKey) {
      file!.close();
      yield file!;
      file = undefined;
    }
    file ??= new CsvFile(join(folder, `${plan.object}-${++number}.csv`), columnsOf(plan, names));
    file.write(cells);
    lastKey = key;
  }
  if (!file) return;
  file.close();
  yield file;
}

function columnsOf({ columns }: UpsertPlan, names: PackageNames): string[] {
  return columns.map((column) => names.inOrg(column));
}

/** Its rows arrive, once or several times: they are upserts, and the last word of each is the same. */
async function sendFile(
  client: BulkClient,
  journal: Journal,
  plan: UpsertPlan,
  file: CsvFile,
  tell: (processed: number) => void
): Promise<IngestFailure[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await sendOnce(client, journal, plan, file, tell);
    } catch (error) {
      if (attempt >= JOB_ATTEMPTS || !mayComeWithNewJob(error)) throw error;
    }
  }
}

/** An upload whose answer was lost and that the org refuses to take twice, a job that is gone, failed or came out short. */
function mayComeWithNewJob(error: unknown): boolean {
  return error instanceof BulkError || isGone(error) || isWrongState(error);
}

async function sendOnce(
  client: BulkClient,
  journal: Journal,
  plan: UpsertPlan,
  file: CsvFile,
  tell: (processed: number) => void
): Promise<IngestFailure[]> {
  const job = await client.createUpsert(plan);
  journal.add({ event: "jobCreated", job, object: plan.object, file: file.path, rows: file.rows });
  const end = await uploadAndWait(client, journal, job, file, tell);
  if (end.processed !== file.rows) {
    throw new BulkError(
      `Job ${job} processed ${end.processed} rows of the ${file.rows} in ${file.path}: the upload did not arrive whole`
    );
  }
  const failures: IngestFailure[] = [];
  if (end.failed > 0) for await (const failure of client.failures(job, end.failed)) failures.push(failure);
  journal.add({ event: "jobDone", job, processed: end.processed, failed: end.failed });
  return failures;
}

async function uploadAndWait(
  client: BulkClient,
  journal: Journal,
  job: string,
  file: CsvFile,
  tell: (processed: number) => void
): Promise<IngestProgress> {
  try {
    await client.upload(job, file.path);
  } catch (error) {
    // Half of the rows may be there, in a job that would do them.
    if (isWrongState(error)) await client.abort(job);
    throw error;
  }
  await client.close(job);
  journal.add({ event: "jobClosed", job });
  return client.wait(job, ({ processed }: IngestProgress) => tell(processed));
}

async function retryLocked(
  client: BulkClient,
  journal: Journal,
  plan: UpsertPlan,
  failures: IngestFailure[]
): Promise<IngestFailure[]> {
  const final: IngestFailure[] = [];
  let pending = failures;
  for (let attempt = 1; pending.length > 0; attempt++) {
    const locked = attempt > LOCK_RETRIES ? [] : pending.filter((failure) => failure.code === "UNABLE_TO_LOCK_ROW");
    final.push(...pending.filter((failure) => !locked.includes(failure)));
    if (locked.length === 0) break;
    await client.pauseForLock(attempt);
    const file = new CsvFile(
      join(journal.folder, `${plan.object}-locked-${attempt}.csv`),
      columnsOf(plan, client.names)
    );
    for (const { row } of locked) file.write(plan.columns.map((column) => row[column] ?? ""));
    file.close();
    pending = await sendFile(client, journal, plan, file, () => undefined);
  }
  return final;
}
