import { join } from "node:path";
import { CsvFile } from "../spool/csv-file.ts";
import type { Journal } from "../run/journal.ts";
import type { BulkClient, IngestFailure } from "./bulk-client.ts";
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
 * org did not take. While the org works on a job, the next one is uploaded, and waits for it. Rows that met a lock are sent
 * again, alone; anything else is final. Returns how many were taken.
 */
export async function upsertAll(
  client: BulkClient,
  journal: Journal,
  plan: UpsertPlan,
  listener: UpsertListener
): Promise<number> {
  const jobs = new JobSender(client, journal, plan);
  const files = jobFiles(journal.folder, plan, client.names);
  let taken = 0;
  let done = 0;
  let current = uploadNext(files, jobs);
  while (current) {
    const { rows } = current.file;
    let next: UploadedFile | undefined;
    const failures = await jobs.send(current, {
      begun: () => void (next ??= uploadNext(files, jobs)),
      processed: (count) => listener.progress(done + count)
    });
    done += rows;
    const final = await retryLocked(client, journal, plan, jobs, failures);
    final.forEach((failure) => listener.failure(failure));
    taken += rows - final.length;
    listener.progress(done);
    current = next;
  }
  return taken;
}

/** A file whose rows a job has, or soon will. */
interface UploadedFile {
  readonly file: CsvFile;
  readonly job: Promise<string>;
}

interface JobListener {
  /** The org works on the job; told again where another job has to take its place. */
  begun?(): void;
  processed?(rows: number): void;
}

function uploadNext(files: Iterator<CsvFile, void>, jobs: JobSender): UploadedFile | undefined {
  const { value: file } = files.next();
  if (!file) return undefined;
  const job = jobs.upload(file);
  // Whoever waits for the job hears of its failure; nobody may, where the job before it has failed.
  job.catch(() => undefined);
  return { file, job };
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

/** An upload whose answer was lost and that the org refuses to take twice, a job that is gone, failed or came out short. */
function mayComeWithNewJob(error: unknown): boolean {
  return error instanceof BulkError || isGone(error) || isWrongState(error);
}

/** Jobs of one plan. The rows of a file arrive once or several times: they are upserts, and the last word of each is the same. */
class JobSender {
  private readonly client: BulkClient;
  private readonly journal: Journal;
  private readonly plan: UpsertPlan;

  constructor(client: BulkClient, journal: Journal, plan: UpsertPlan) {
    [this.client, this.journal, this.plan] = [client, journal, plan];
  }

  /** Makes a job that has the rows, and that the org begins once it is closed. */
  async upload(file: CsvFile): Promise<string> {
    const { client, journal, plan } = this;
    const job = await client.createUpsert(plan);
    journal.add({ event: "jobCreated", job, object: plan.object, file: file.path, rows: file.rows });
    try {
      await client.upload(job, file.path);
    } catch (error) {
      // Half of the rows may be there, in a job that would do them.
      if (isWrongState(error)) await client.abort(job);
      throw error;
    }
    return job;
  }

  async send({ file, job }: UploadedFile, listener: JobListener = {}): Promise<IngestFailure[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.finish(await (attempt === 1 ? job : this.upload(file)), file, listener);
      } catch (error) {
        if (attempt >= JOB_ATTEMPTS || !mayComeWithNewJob(error)) throw error;
      }
    }
  }

  private async finish(job: string, file: CsvFile, listener: JobListener): Promise<IngestFailure[]> {
    const { client, journal } = this;
    await client.close(job);
    journal.add({ event: "jobClosed", job });
    listener.begun?.();
    const end = await client.wait(job, ({ processed }) => listener.processed?.(processed), file.rows);
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
}

async function retryLocked(
  client: BulkClient,
  journal: Journal,
  plan: UpsertPlan,
  jobs: JobSender,
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
    pending = await jobs.send({ file, job: jobs.upload(file) });
  }
  return final;
}
