import { basename, join } from "node:path";
import type { Loaded } from "../mapping/load-mapping.ts";
import { BulkClient } from "../org/bulk-client.ts";
import { OrgRequests, type Pace, type Session } from "../org/requests.ts";
import { newRunKey, RunRecord, stoppedBy } from "../org/run-record.ts";
import { CLEARED, momentOf, soqlLists, soqlText } from "../org/soql.ts";
import { cursorToGoOn, tellsChanges, type SyncRunFields } from "../org/sync-runs.ts";
import { upsertAll, type UpsertPlan } from "../org/upsert.ts";
import type { ProgressReport } from "../report/progress.ts";
import { writeKeyedRejects, type KeyedReject } from "../report/rejects-file.ts";
import { Journal } from "../run/journal.ts";
import { lockFolder } from "../run/lock.ts";
import { finishOpenJobs } from "../run/open-jobs.ts";
import { numberDoubt, shareDoubts, StopError } from "../run/stop.ts";
import { namingFolder, removeWorkingFiles } from "../run/work-folder.ts";
import { SourceError } from "../source/source-error.ts";
import type { StockMapping, UpdateMapping } from "./update-mapping.ts";
import { readUpdates, type ReadUpdates, type Wanted } from "./update-rows.ts";

/** "Update Multiple Records with Fewer Round-Trips": a request takes up to 200 records. */
const RECORDS_AT_ONCE = 200;
const RECORDS = { stock: "rewards", payments: "documents" } as const;

type Change = readonly [key: string, value: string];

interface SaveResult {
  readonly success: boolean;
  readonly errors: readonly { readonly statusCode: string; readonly message: string }[];
}

export interface UpdateOptions {
  readonly mapping: Loaded<UpdateMapping>;
  /** File, folder, pattern or `-`; empty where the mapping says where the source is. */
  readonly input: string;
  readonly fromStart?: boolean | undefined;
  readonly session: Session;
  readonly organizationId: string;
  readonly workFolder: string;
  readonly dryRun: boolean;
  /** Goes on where the run would stop for a person to look. */
  readonly yes?: boolean | undefined;
  readonly jobRows: number;
  readonly report: ProgressReport;
  readonly signal?: AbortSignal | undefined;
  readonly pace?: Pace | undefined;
}

export interface UpdateSummary {
  readonly runKey: string;
  readonly dryRun: boolean;
  readonly rows: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Products that are no rewards. */
  readonly notRewards: number;
  readonly rejected: number;
  readonly rejectsFile: string | null;
}

/** Brings stock or payments into the org; it may be done again at any time. */
export async function runUpdate(options: UpdateOptions): Promise<UpdateSummary> {
  try {
    const release = await lockFolder(options.workFolder);
    try {
      return await new UpdateRun(options).execute();
    } finally {
      release();
    }
  } catch (error) {
    throw namingFolder(error, options.workFolder);
  }
}

class UpdateRun {
  private readonly options: UpdateOptions;
  private readonly mapping: UpdateMapping;
  private readonly requests: OrgRequests;
  private readonly startedAt = new Date();
  private readonly key: string;
  private readonly folder: string;
  private readonly journal: Journal;
  private readonly client: BulkClient;
  private readonly record: RunRecord;
  /** Of records that the org has, by their keys. */
  private readonly ids = new Map<string, string>();

  constructor(options: UpdateOptions) {
    this.options = options;
    this.mapping = options.mapping.mapping;
    this.key = newRunKey(this.mapping.name, this.startedAt);
    this.folder = join(options.workFolder, this.key);
    this.requests = new OrgRequests(options.session, { pace: options.pace, signal: options.signal });
    this.journal = new Journal(this.folder);
    this.client = new BulkClient(this.requests, { folder: this.folder });
    const { key, startedAt } = this;
    this.record = new RunRecord(this.requests, { key, mapping: this.mapping.name, startedAt });
  }

  async execute(): Promise<UpdateSummary> {
    try {
      return await this.executeSteps();
    } catch (error) {
      const known = this.options.signal?.aborted ? stoppedBy(this.options.signal) : (error as Error);
      if (!this.options.dryRun) await this.record.writeFailure(this.file, known);
      throw known;
    } finally {
      removeWorkingFiles(this.folder);
    }
  }

  private async executeSteps(): Promise<UpdateSummary> {
    const read = await this.read();
    this.stopWhere(read.doubts);
    await this.announce();
    const known = await this.known(read.wanted);
    const wanted = this.mapping.updates === "stock" ? await this.lessPromised(read.wanted, this.mapping) : read.wanted;
    const rejects = [...read.rejects];
    const unknown = [...wanted.keys()].filter((key) => !known.has(key));
    if (this.mapping.updates === "payments") for (const key of unknown) rejects.push(this.unknownDocument(key));
    const changes = [...wanted].filter(([key, value]) => known.has(key) && known.get(key) !== value);
    const counts = { rows: read.rows, rejected: rejects.length, changed: changes.length, known: known.size };
    this.stopWhere(shareDoubts(this.mapping.stop, counts, RECORDS[this.mapping.updates]));
    if (!this.options.dryRun) rejects.push(...(await this.send(changes)));
    this.journal.add({ event: "finished", state: rejects.length > 0 ? "Rejects" : "Succeeded" });
    return this.end(read, rejects, { changes: changes.length, known: known.size, unknown: unknown.length });
  }

  private stopWhere(doubts: readonly string[]): void {
    if (doubts.length > 0 && !this.options.yes) throw new StopError(doubts);
    for (const doubt of doubts) this.options.report.note(doubt);
  }

  private async announce(): Promise<void> {
    const { organizationId, input, workFolder, report, dryRun } = this.options;
    const { name, updates } = this.mapping;
    const startedAt = this.startedAt.toISOString();
    this.journal.add({ event: "run", key: this.key, organizationId, mapping: name, updates, input, startedAt });
    if (dryRun) return;
    await this.tellOrg({ State__c: "Running" });
    await finishOpenJobs(this.client, workFolder, organizationId, report);
  }

  private async read(): Promise<ReadUpdates> {
    const { mapping, input, fromStart } = this.options;
    const cursor = fromStart ? undefined : await cursorToGoOn(this.requests, this.mapping);
    const read = await readUpdates(mapping, { input, folder: this.folder, cursor });
    const doubt = numberDoubt(read.numbers);
    if (doubt !== undefined) throw new SourceError(doubt);
    return read;
  }

  /** What the org has of these records, in the form of {@link Wanted}. */
  private async known(wanted: Wanted): Promise<Wanted> {
    const known: Wanted = new Map();
    const [select, key, field] =
      this.mapping.updates === "stock"
        ? [
            `SELECT Id, Code__c, Stock__c FROM LoyaltyReward__c WHERE Program__r.Code__c = ${soqlText(this.mapping.program)} AND`,
            "Code__c",
            "Stock__c"
          ]
        : ["SELECT Id, ExternalId__c, PaidAt__c FROM LoyaltyTransaction__c WHERE", "ExternalId__c", "PaidAt__c"];
    for (const list of soqlLists(wanted.keys()))
      for await (const row of this.client.query(`${select} ${key} IN (${list})`)) {
        known.set(row[key]!, comparable(row[field] ?? "", field));
        this.ids.set(row[key]!, row["Id"]!);
      }
    return known;
  }

  /** What the ERP has on hand, without what vouchers promise that nobody has used yet; never below nothing. */
  private async lessPromised(wanted: Wanted, { counts, program }: StockMapping): Promise<Wanted> {
    const promised = new Map<string, number>();
    if (counts === "onHand")
      for (const row of await this.requests.query<{ code: string; pieces: number }>(
        "SELECT Reward__r.Code__c code, COUNT(Id) pieces FROM LoyaltyVoucher__c WHERE Status__c = 'Issued' " +
          `AND Reward__r.Code__c != null AND Member__r.Program__r.Code__c = ${soqlText(program)} GROUP BY Reward__r.Code__c`
      ))
        promised.set(row.code, row.pieces);
    const left = ([code, pieces]: [string, string]): [string, string] => [
      code,
      String(Math.max(0, Number(pieces) - (promised.get(code) ?? 0)))
    ];
    return new Map([...wanted].map(left));
  }

  private async send(changes: readonly Change[]): Promise<KeyedReject[]> {
    if (changes.length === 0) return [];
    const { report } = this.options;
    report.step(`send ${this.mapping.updates}`, changes.length);
    const rejects = this.mapping.updates === "stock" ? await this.sendStock(changes) : await this.sendPayments(changes);
    report.endStep();
    return rejects;
  }

  /** By their ids: an upsert would ask for the right to make rewards, which the integration has not. */
  private async sendStock(changes: readonly Change[]): Promise<KeyedReject[]> {
    const { names } = this.requests;
    const rejects: KeyedReject[] = [];
    for (let first = 0; first < changes.length; first += RECORDS_AT_ONCE) {
      const some = changes.slice(first, first + RECORDS_AT_ONCE);
      const records = some.map(([key, value]) => ({
        attributes: { type: names.inOrg("LoyaltyReward__c") },
        id: this.ids.get(key)!,
        [names.inOrg("Stock__c")]: Number(value)
      }));
      const results = await this.requests.json<SaveResult[]>("PATCH", "/composite/sobjects", {
        allOrNone: false,
        records
      });
      for (const [index, { success, errors }] of results.entries())
        if (!success)
          rejects.push({ code: errors[0]!.statusCode, reason: errors[0]!.message, position: "", key: some[index]![0] });
      this.options.report.advance(first + some.length);
    }
    return rejects;
  }

  private async sendPayments(changes: readonly Change[]): Promise<KeyedReject[]> {
    const rejects: KeyedReject[] = [];
    const plan: UpsertPlan = {
      object: "LoyaltyTransaction__c",
      externalIdField: "ExternalId__c",
      columns: ["ExternalId__c", "PaidAt__c"],
      rows: changes.map(([key, value]) => ({ key, cells: [key, value === "" ? CLEARED : value] })),
      jobRows: this.options.jobRows
    };
    await upsertAll(this.client, this.journal, plan, {
      progress: (done) => this.options.report.advance(done),
      failure: ({ row, code, message }) =>
        void rejects.push({ code, reason: message, position: "", key: row["ExternalId__c"]! })
    });
    return rejects;
  }

  private async end(
    read: ReadUpdates,
    rejects: readonly KeyedReject[],
    { changes, known, unknown }: { changes: number; known: number; unknown: number }
  ): Promise<UpdateSummary> {
    const { dryRun } = this.options;
    const summary: UpdateSummary = {
      runKey: this.key,
      dryRun,
      rows: read.rows,
      changed: changes,
      unchanged: known - changes,
      notRewards: this.mapping.updates === "stock" ? unknown : 0,
      rejected: rejects.length,
      rejectsFile: rejects.length === 0 ? null : writeKeyedRejects(join(this.folder, "rejects.csv"), "key", rejects)
    };
    await this.tellOrg({
      State__c: rejects.length > 0 ? "Rejects" : "Succeeded",
      EndedAt__c: new Date().toISOString(),
      LinesRead__c: read.rows,
      LinesRejected__c: rejects.length,
      Cursor__c: read.cursor ?? null
    });
    return summary;
  }

  private unknownDocument(key: string): KeyedReject {
    const again = tellsChanges(this.mapping.source) ? "run this again with --from-start" : "run this again";
    const reason = `the org has no document ${key}; bring it first, then ${again}`;
    return { code: "UNKNOWN_DOCUMENT", reason, position: "", key };
  }

  private async tellOrg(fields: SyncRunFields): Promise<void> {
    if (!this.options.dryRun) await this.record.write(this.file, fields);
  }

  private get file(): string {
    return basename(this.options.input);
  }
}

function comparable(value: string, field: string): string {
  if (value === "") return "";
  return field === "Stock__c" ? String(Number(value)) : new Date(momentOf(value)).toISOString();
}
