import { SObjectRecord, type RecordError } from "../../schema/record.ts";
import type { Field, SObjectType } from "../../schema/types.ts";
import type { Org } from "../../org/types.ts";
import type { SaveResult } from "../../save/types.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { bulkLimits, LimitExceededError } from "../../transaction/limits.ts";
import type { RunningUser } from "../../transaction/user.ts";
import type { ParentReference } from "../records/from-json.ts";
import { resolveParents } from "../records/resolve-parents.ts";
import { ValueFormatError, valueFromText } from "../../schema/text-value.ts";
import { CsvError } from "csv-parse";
import { csvRecords } from "./csv.ts";
import type { IngestJob, IngestStore, RowResult } from "./ingest-store.ts";

/** "Bulk API 2.0: How Requests Are Processed": each chunk of 200 records is a transaction of its own. */
const CHUNK_SIZE = 200;

/** What one CSV column fills. */
type Column =
  | { readonly field: Field }
  | { readonly reference: Field; readonly parentObject: string; readonly externalIdField: Field };

/** The data cannot be processed at all; the message goes into the job. */
class InvalidDataError extends Error {}

/** Works off uploaded jobs one after another, so that jobs do not contend for the same parents. */
export class IngestProcessor {
  private readonly org: Org;
  private readonly store: IngestStore;
  private readonly waiting: string[] = [];
  private working = false;
  private stopped = false;

  constructor(org: Org, store: IngestStore) {
    this.org = org;
    this.store = store;
  }

  /** Takes up what a stopped process has left unfinished. */
  resume(): void {
    for (const job of this.store.all())
      if (job.state === "UploadComplete" || job.state === "InProgress") this.enqueue(job.id);
  }

  enqueue(id: string): void {
    this.waiting.push(id);
    if (!this.working) void this.workOff();
  }

  stop(): void {
    this.stopped = true;
  }

  private async workOff(): Promise<void> {
    this.working = true;
    for (let id = this.waiting.shift(); id !== undefined && !this.stopped; id = this.waiting.shift()) {
      const job = this.store.find(id);
      if (job && (job.state === "UploadComplete" || job.state === "InProgress")) await this.process(job);
    }
    this.working = false;
  }

  private async process(job: IngestJob): Promise<void> {
    try {
      await this.processRows(job);
      this.update(job.id, { state: "JobComplete" });
    } catch (error) {
      if (!(error instanceof InvalidDataError) && !isCsvError(error)) console.error(error);
      this.update(job.id, { state: "Failed", errorMessage: `InvalidBatch : ${(error as Error).message}` });
    }
  }

  private async processRows(job: IngestJob): Promise<void> {
    const type = this.org.schema.object(job.object);
    const user = this.org.userById(job.createdById);
    if (!type || !user) throw new InvalidDataError(`Entity '${job.object}' or the job's user no longer exists`);
    this.update(job.id, { state: "InProgress" });
    let columns: readonly Column[] | undefined;
    let row = 0;
    let chunk: string[][] = [];
    for await (const cells of csvRecords(this.store.parts(job.id), job.columnDelimiter) as AsyncIterable<string[]>) {
      if (!columns) {
        columns = readHeader(this.org, type, cells);
        continue;
      }
      if (row++ < job.processed) continue;
      chunk.push(cells);
      if (chunk.length === CHUNK_SIZE) {
        if (this.isAborted(job.id)) return;
        this.saveChunk(job.id, type, user, columns, chunk);
        chunk = [];
        await letRequestsIn();
      }
    }
    if (columns && chunk.length > 0 && !this.isAborted(job.id)) this.saveChunk(job.id, type, user, columns, chunk);
  }

  private isAborted(id: string): boolean {
    return this.stopped || this.store.find(id)?.state === "Aborted";
  }

  private saveChunk(
    id: string,
    type: SObjectType,
    user: RunningUser,
    columns: readonly Column[],
    rows: readonly string[][]
  ): void {
    const job = this.store.find(id)!;
    try {
      this.org.transaction(user, (tx) => {
        tx.limits.reset(bulkLimits);
        this.note(tx, job, saveRows(this.org, tx, job, type, columns, rows));
      });
    } catch (error) {
      if (!(error instanceof LimitExceededError)) throw error;
      // What is past a limit takes its chunk back as a whole; the job goes on with the next one.
      const failure = `CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:System.LimitException: ${error.message}:--`;
      this.org.transaction(user, (tx) =>
        this.note(
          tx,
          job,
          rows.map(() => ({ id: null, created: false, error: failure }))
        )
      );
    }
  }

  private note(tx: Transaction, job: IngestJob, results: readonly UnnumberedResult[]): void {
    const numbered = results.map((result, index) => ({ ...result, row: job.processed + index }));
    const progressed = {
      ...job,
      processed: job.processed + results.length,
      failed: job.failed + results.filter((result) => result.error !== null).length,
      modified: Date.now()
    };
    this.store.putIn(tx, progressed, numbered);
  }

  private update(id: string, change: Partial<IngestJob>): void {
    const job = this.store.find(id);
    if (!job || (job.state === "Aborted" && change.state !== "Failed")) return;
    this.store.put({ ...job, ...change, modified: Date.now() });
  }
}

function readHeader(org: Org, type: SObjectType, cells: readonly string[]): Column[] {
  return cells.map((name) => {
    const [first, second] = name.split(".") as [string, string | undefined];
    if (second === undefined) {
      const field = type.field(first);
      if (field) return { field };
      throw new InvalidDataError(`Field name not found : ${name}`);
    }
    const reference = type.parentRelationship(first.replace(/^.*:/, ""));
    const parentObject = first.includes(":") ? first.split(":")[0]! : reference?.referenceTo[0];
    const externalIdField = parentObject === undefined ? undefined : org.schema.object(parentObject)?.field(second);
    if (!reference || !externalIdField || !parentObject) throw new InvalidDataError(`Field name not found : ${name}`);
    return { reference, parentObject, externalIdField };
  });
}

type UnnumberedResult = Omit<RowResult, "row">;

function saveRows(
  org: Org,
  tx: Transaction,
  job: IngestJob,
  type: SObjectType,
  columns: readonly Column[],
  rows: readonly string[][]
): UnnumberedResult[] {
  const results = new Array<UnnumberedResult>(rows.length);
  const records: SObjectRecord[] = [];
  const positions: number[] = [];
  const parents: ParentReference[] = [];
  for (const [index, cells] of rows.entries()) {
    try {
      const record = new SObjectRecord(type);
      parents.push(...fillRecord(record, columns, cells));
      records.push(record);
      positions.push(index);
    } catch (error) {
      if (!(error instanceof ValueFormatError)) throw error;
      results[index] = { id: null, created: false, error: `INVALID_TYPE_ON_FIELD_IN_RECORD:${error.message}:--` };
    }
  }
  const unresolved = resolveParents(org, tx, parents);
  const ready = records.flatMap((record, index) => {
    const failure = unresolved.get(record);
    if (!failure) return [index];
    results[positions[index]!] = { id: null, created: false, error: errorText([failure]) };
    return [];
  });
  const saved =
    ready.length > 0
      ? saveReady(
          org,
          tx,
          job,
          ready.map((index) => records[index]!)
        )
      : [];
  for (const [order, index] of ready.entries()) {
    const { success, id, created, errors } = saved[order]!;
    results[positions[index]!] = { id, created: success && created, error: success ? null : errorText(errors) };
  }
  return results;
}

/** An empty cell leaves the field alone, `#N/A` clears it ("Bulk API 2.0 Developer Guide: Prepare CSV Files"). */
function fillRecord(record: SObjectRecord, columns: readonly Column[], cells: readonly string[]): ParentReference[] {
  const parents: ParentReference[] = [];
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? "";
    if (cell === "") continue;
    if (cell === "#N/A") record.set("field" in column ? column.field.name : column.reference.name, null);
    else if ("field" in column) record.set(column.field.name, cellValue(column.field, cell));
    else {
      const { reference: field, parentObject, externalIdField } = column;
      parents.push({ record, field, parentObject, externalIdField, value: cellValue(externalIdField, cell) });
    }
  }
  return parents;
}

function cellValue(field: Field, cell: string): ReturnType<typeof valueFromText> {
  try {
    return valueFromText(field, cell);
  } catch (error) {
    throw new ValueFormatError(`${field.name}: ${(error as Error).message}`);
  }
}

function saveReady(org: Org, tx: Transaction, job: IngestJob, records: SObjectRecord[]): SaveResult[] {
  const options = { allOrNone: false, accessMode: "user", withSharing: true, countLimits: false } as const;
  return org.saving.save(
    tx,
    job.operation,
    records,
    job.externalIdFieldName ? { ...options, externalIdField: job.externalIdFieldName } : options
  );
}

/** The form of `sf__Error`: `CODE:message:fields --`, one after another. */
function errorText(errors: readonly RecordError[]): string {
  return errors.map(({ statusCode, message, fields }) => `${statusCode}:${message}:${fields.join(" ")} --`).join("");
}

function isCsvError(error: unknown): boolean {
  return error instanceof CsvError;
}

function letRequestsIn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
