import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { BulkClient } from "../org/bulk-client.ts";
import { OrgError, OrgRequests, type Pace, type Session } from "../org/requests.ts";
import { newRunKey, RunRecord, stoppedBy } from "../org/run-record.ts";
import type { SyncRunFields } from "../org/sync-runs.ts";
import type { ProgressReport } from "../report/progress.ts";
import { lockFolder } from "../run/lock.ts";
import {
  acknowledge,
  batchKey,
  DELETED_VERSION,
  lastBatch,
  packManifest,
  packPayload,
  prepareBatch,
  toldVersions,
  type LastBatch,
  type NewBatch,
  type Payload
} from "./export-batches.ts";
import type { ExportMapping } from "./export-mapping.ts";
import { readRows, type ExportRow } from "./export-rows.ts";
import { feeds } from "./feeds.ts";
import { openOutlet, type Outlet } from "./outlet.ts";
import { LONGEST_TEXT, unpacked } from "./packed-text.ts";

const MINUTE_MS = 60_000;
/** A batch that another machine has prepared so recently may be at work there. */
const OTHER_MACHINE_MS = 10 * MINUTE_MS;

export interface ExportOptions {
  readonly mapping: ExportMapping;
  /** Folder for files; empty where the mapping says where rows go. */
  readonly output: string;
  readonly session: Session;
  readonly organizationId: string;
  readonly workFolder: string;
  readonly dryRun: boolean;
  readonly report: ProgressReport;
  readonly signal?: AbortSignal | undefined;
  readonly pace?: Pace | undefined;
}

export interface ExportSummary {
  readonly runKey: string;
  readonly dryRun: boolean;
  /** Rows of batches that an earlier run had prepared and not acknowledged. */
  readonly rowsResumed: number;
  readonly rows: number;
  readonly batches: readonly { readonly key: string; readonly rows: number; readonly target: string }[];
}

/** Tells another system what it was not told yet, once, whenever the run before may have ended. */
export async function runExport(options: ExportOptions): Promise<ExportSummary> {
  const release = await lockFolder(join(options.workFolder, `export-${options.mapping.name}`));
  try {
    return await new ExportRun(options).execute();
  } finally {
    release();
  }
}

class ExportRun {
  private readonly options: ExportOptions;
  private readonly mapping: ExportMapping;
  private readonly requests: OrgRequests;
  private readonly client: BulkClient;
  private readonly folder: string;
  private readonly key: string;
  private readonly runner = `${hostname()} ${process.pid} ${randomBytes(6).toString("hex")}`;
  private readonly startedAt = new Date();
  private readonly record: RunRecord;
  private readonly batches: { key: string; rows: number; target: string }[] = [];
  private rowsResumed = 0;

  constructor(options: ExportOptions) {
    this.options = options;
    this.mapping = options.mapping;
    this.requests = new OrgRequests(options.session, { pace: options.pace, signal: options.signal });
    this.key = newRunKey(this.mapping.name, this.startedAt);
    this.folder = join(options.workFolder, this.key);
    this.client = new BulkClient(this.requests, { folder: this.folder });
    const { key, startedAt } = this;
    this.record = new RunRecord(this.requests, { key, mapping: this.mapping.name, startedAt });
  }

  async execute(): Promise<ExportSummary> {
    try {
      await this.tellOrg({ State__c: "Running" });
      const summary = await this.executeSteps();
      await this.tellOrg({
        State__c: "Succeeded",
        EndedAt__c: new Date().toISOString(),
        LinesRead__c: summary.rowsResumed + summary.rows
      });
      return summary;
    } catch (error) {
      const known = this.options.signal?.aborted ? stoppedBy(this.options.signal) : (error as Error);
      if (!this.options.dryRun) await this.record.writeFailure(this.file, known);
      throw known;
    } finally {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }

  private async executeSteps(): Promise<ExportSummary> {
    const last = await this.lastBatch();
    if (this.options.dryRun) return this.summary((await this.rowsToTell(last)).length);
    const { output, organizationId } = this.options;
    const outlet = await openOutlet(this.mapping, { output, organizationId });
    try {
      if (last && !last.isDelivered) await this.resume(last, outlet);
      return this.summary(await this.tell(await this.rowsToTell(last), last, outlet));
    } finally {
      await outlet.close();
    }
  }

  private async lastBatch(): Promise<LastBatch | undefined> {
    const { name, feed } = this.mapping;
    const last = await lastBatch(this.requests, name);
    if (last && last.feed !== feed)
      throw new OrgError(
        `the export ${name} has told ${last.feed} so far, not ${feed}: give this one a name of its own`
      );
    return last;
  }

  /** What an earlier run had written down goes out as it was then. */
  private async resume(last: LastBatch, outlet: Outlet): Promise<void> {
    const isElsewhere = last.runner.split(" ")[0] !== hostname();
    if (isElsewhere && Date.now() - last.preparedAt < OTHER_MACHINE_MS)
      throw new OrgError(
        `${last.runner.split(" ")[0]} has prepared the batch ${last.key} a moment ago and may be at work; run it again in ten minutes`
      );
    const payload = unpacked<Payload>(last.payload);
    this.options.report.note(`delivering the batch ${last.key} of an earlier run`);
    await this.deliver(last.key, last.number, payload, outlet);
    this.rowsResumed = payload.rows.length;
  }

  private async rowsToTell(last: LastBatch | undefined): Promise<ExportRow[]> {
    const { told } = feeds[this.mapping.feed];
    const since = last && last.highWater - this.mapping.lateMinutes * MINUTE_MS;
    const rows = await readRows(this.client, this.mapping, since);
    if (!last || rows.length === 0) return rows.filter(({ isDeleted }) => !isDeleted);
    const before = await toldVersions(this.requests, this.mapping.name, rows);
    return rows.filter(({ id, version, isDeleted }) => {
      const known = before.get(id);
      if (isDeleted) return known !== undefined && known !== DELETED_VERSION;
      return known === undefined || (told === "versions" && known !== version);
    });
  }

  /** Returns how many rows were told. */
  private async tell(rows: readonly ExportRow[], last: LastBatch | undefined, outlet: Outlet): Promise<number> {
    const { report } = this.options;
    let { number = 0, highWater = 0 } = last ?? {};
    report.step("export rows", rows.length);
    for (let first = 0; first < rows.length;) {
      this.requireGoing();
      const batch = this.batchFrom(rows, first, ++number, highWater);
      await prepareBatch(this.requests, this.mapping, batch, this.runner);
      await this.deliver(batchKey(this.mapping.name, number), number, unpacked<Payload>(batch.packedPayload), outlet);
      first += batch.rows.length;
      highWater = batch.highWater;
      report.advance(first);
    }
    report.endStep();
    return rows.length;
  }

  /** As many rows as are wanted and as the org's fields take. */
  private batchFrom(rows: readonly ExportRow[], first: number, number: number, highWater: number): NewBatch {
    for (let count = this.mapping.batchRows; ; count = Math.floor(count / 2)) {
      const some = rows.slice(first, first + count);
      const packedPayload = packPayload(this.mapping, some);
      const packedManifest = packManifest(some, feeds[this.mapping.feed].told);
      if (count > 1 && Math.max(packedPayload.length, packedManifest.length) > LONGEST_TEXT) continue;
      const latest = some.reduce((latestSoFar, { at }) => Math.max(latestSoFar, at), highWater);
      return { number, rows: some, highWater: latest, packedPayload, packedManifest };
    }
  }

  private async deliver(key: string, number: number, payload: Payload, outlet: Outlet): Promise<void> {
    const target = await outlet.deliver({ key, number, feed: this.mapping.feed, ...payload });
    await acknowledge(this.requests, key, target);
    this.batches.push({ key, rows: payload.rows.length, target });
  }

  private summary(rows: number): ExportSummary {
    const { dryRun } = this.options;
    return { runKey: this.key, dryRun, rowsResumed: this.rowsResumed, rows, batches: this.batches };
  }

  private requireGoing(): void {
    if (this.options.signal?.aborted) throw stoppedBy(this.options.signal);
  }

  private async tellOrg(fields: SyncRunFields): Promise<void> {
    if (!this.options.dryRun) await this.record.write(this.file, fields);
  }

  /** The end of a long folder's name says more than its begin. */
  private get file(): string {
    return this.options.output.slice(-255);
  }
}
