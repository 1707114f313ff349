import { basename, join } from "node:path";
import type { LoadedMapping } from "../mapping/load-mapping.ts";
import type { Mapping } from "../mapping/mapping.ts";
import { BulkClient } from "../org/bulk-client.ts";
import { knownMembers } from "../org/members.ts";
import { OrgRequests, type Pace, type Session } from "../org/requests.ts";
import { newRunKey, RunRecord, stoppedBy } from "../org/run-record.ts";
import { cursorToGoOn } from "../org/sync-runs.ts";
import { documentsOfNumbers, documentsOfSource, transactionPlan } from "../org/transactions.ts";
import { upsertAll, type UpsertPlan } from "../org/upsert.ts";
import type { ProgressReport } from "../report/progress.ts";
import { writeRejects } from "../report/rejects-file.ts";
import { rejectFields } from "../report/reject-fields.ts";
import { runFields } from "../report/run-fields.ts";
import { summaryOf, type RunFacts, type RunSummary } from "../report/summary.ts";
import { DocumentSpool } from "../spool/document-spool.ts";
import { Enrolment, type Refuse } from "./enrolment.ts";
import { Journal } from "./journal.ts";
import { lockFolder } from "./lock.ts";
import { exportKind, MissingDocuments } from "./missing-documents.ts";
import { finishOpenJobs } from "./open-jobs.ts";
import { readSource, type ReadResult } from "./read-source.ts";
import { emptyDoubt, shareDoubts, StopError, type Expectations } from "./stop.ts";
import { namingFolder, removeWorkingFiles } from "./work-folder.ts";

/** Of how many changed documents the org is asked one by one. */
const ASKED_BY_NUMBER = 5000;
/** Far enough, and a moment that the platform takes. */
const LAST_MOMENT = Date.UTC(4000, 0, 1);

export interface RunOptions {
  readonly mapping: LoadedMapping;
  /** File, folder, pattern or `-`; empty where the mapping says where the source is. */
  readonly input: string;
  /** Reads all of the source, whatever earlier runs have read. */
  readonly fromStart?: boolean | undefined;
  /** The input is a rejects file. */
  readonly isReplay?: boolean | undefined;
  readonly session: Session;
  readonly organizationId: string;
  /** Holds a folder per run: journal, job files, rejects. */
  readonly workFolder: string;
  readonly dryRun: boolean;
  /** Goes on where the run would stop for a person to look. */
  readonly yes?: boolean | undefined;
  readonly expected?: Expectations | undefined;
  readonly jobRows: number;
  readonly report: ProgressReport;
  readonly signal?: AbortSignal | undefined;
  readonly pace?: Pace | undefined;
  readonly stallMinutes?: number | undefined;
}

/** Reads the whole source, sends what the org does not have, and compares the two document by document. */
export async function runSync(options: RunOptions): Promise<RunSummary> {
  try {
    const release = await lockFolder(options.workFolder);
    try {
      return await new SyncRun(options).execute();
    } finally {
      release();
    }
  } catch (error) {
    throw namingFolder(error, options.workFolder);
  }
}

class SyncRun {
  private readonly options: RunOptions;
  private readonly mapping: Mapping;
  private readonly requests: OrgRequests;
  private readonly client: BulkClient;
  private readonly key: string;
  private readonly journal: Journal;
  private readonly spool: DocumentSpool;
  private readonly record: RunRecord;
  private readonly startedAt = new Date();
  private readonly notes: string[] = [];
  private read: ReadResult | undefined;

  constructor(options: RunOptions) {
    this.options = options;
    this.mapping = options.mapping.mapping;
    this.key = newRunKey(this.mapping.name, this.startedAt);
    this.requests = new OrgRequests(options.session, { pace: options.pace, signal: options.signal });
    this.journal = new Journal(join(options.workFolder, this.key));
    this.client = new BulkClient(this.requests, { folder: this.journal.folder, stallMinutes: options.stallMinutes });
    this.spool = new DocumentSpool(join(this.journal.folder, "spool.sqlite"));
    const { key, startedAt } = this;
    this.record = new RunRecord(this.requests, { key, mapping: this.mapping.name, startedAt });
  }

  async execute(): Promise<RunSummary> {
    try {
      return await this.executeSteps();
    } catch (error) {
      const known = this.options.signal?.aborted ? stoppedBy(this.options.signal) : (error as Error);
      if (!this.options.dryRun) await this.record.writeFailure(this.file, known);
      throw known;
    } finally {
      this.spool.close();
      removeWorkingFiles(this.journal.folder);
    }
  }

  private async executeSteps(): Promise<RunSummary> {
    const source = await this.readSource();
    await this.announce();
    await this.finishOpenJobs();
    await this.compareWithOrg();
    const missing = await this.findMissing();
    const unknown = await this.findUnknownMembers();
    this.requireSmallShares(missing);
    const toSend = this.countToSend();
    const members = await this.enrol(unknown);
    if (!this.options.dryRun) await this.sendDocuments();
    await missing.settle();
    await this.compareAgain(toSend.created + toSend.changed + missing.touched > 0);
    const { header, skippedRows } = source;
    const facts = { header, skippedRows, ...toSend, ...members, ...missing.facts() };
    const summary = this.summarise(facts);
    await this.recordEnd(summary);
    this.journal.add({ event: "finished", state: summary.state });
    return summary;
  }

  private async readSource(): Promise<{ header: readonly string[]; skippedRows: number }> {
    const { mapping, input, workFolder, report, signal, isReplay = false, yes = false, expected = {} } = this.options;
    const { folder } = this.journal;
    const cursor = await this.cursor();
    const request = { mapping, input, isReplay, workFolder, folder, expected, yes, report, signal, cursor };
    this.read = await readSource(request, this.spool);
    this.notes.push(...this.read.notes);
    return this.read;
  }

  private async cursor(): Promise<string | undefined> {
    const { fromStart, isReplay } = this.options;
    return fromStart || isReplay ? undefined : cursorToGoOn(this.requests, this.mapping);
  }

  private async announce(): Promise<void> {
    const { input, organizationId, dryRun } = this.options;
    this.journal.add({
      event: "run",
      key: this.key,
      organizationId,
      mapping: this.mapping.name,
      input,
      startedAt: this.startedAt.toISOString()
    });
    if (!dryRun) await this.record.write(this.file, { State__c: "Running" });
  }

  private async finishOpenJobs(): Promise<void> {
    const { workFolder, organizationId, report, dryRun } = this.options;
    if (!dryRun) await finishOpenJobs(this.client, workFolder, organizationId, report);
  }

  private async compareWithOrg(): Promise<void> {
    const { report } = this.options;
    report.step("compare with the org", 1);
    await this.readKnown();
    this.spool.compareWithKnown(this.mapping.name);
    report.advance(1);
    report.endStep();
  }

  /** A full export is compared with all that the org has of this source, any other with its own days and numbers. */
  private async readKnown(): Promise<void> {
    const window = this.windowToCompare();
    const { name } = this.mapping;
    if (this.isFull()) await this.spool.addKnown(documentsOfSource(this.client, name));
    else if (window) await this.spool.addKnown(documentsOfSource(this.client, name, window));
    // An org without documents is asked for none: the list of millions would not be small.
    if (!(await this.orgHasDocuments())) return;
    for (let numbers = this.spool.unknownDocuments(""); numbers.length > 0;) {
      await this.spool.addKnown(documentsOfNumbers(this.client, numbers));
      numbers = this.spool.unknownDocuments(numbers.at(-1)!);
    }
  }

  /** Of a few changes the org is asked by their numbers alone, and besides for the days that the source tells wholly. */
  private windowToCompare(): { from: number; to: number } | undefined {
    const { recentSince } = this.read!;
    if (recentSince !== undefined) return { from: recentSince, to: LAST_MOMENT };
    const isSmall = this.spool.counts().documents <= ASKED_BY_NUMBER;
    return exportKind(this.mapping) === "delta" && isSmall ? undefined : this.spool.window();
  }

  private async orgHasDocuments(): Promise<boolean> {
    return (await this.requests.query("SELECT Id FROM LoyaltyTransaction__c LIMIT 1")).length > 0;
  }

  private async findMissing(): Promise<MissingDocuments> {
    const { dryRun, isReplay, jobRows } = this.options;
    const missing = new MissingDocuments({
      mapping: this.mapping,
      spool: this.spool,
      requests: this.requests,
      isReplay: isReplay === true,
      recentSince: this.read!.recentSince,
      dryRun,
      jobRows,
      now: this.startedAt.getTime(),
      send: this.send.bind(this)
    });
    await missing.find();
    return missing;
  }

  private async findUnknownMembers(): Promise<string[]> {
    await this.spool.setKnownMembers(knownMembers(this.client));
    const unknown = this.spool.unknownMembers();
    if (this.mapping.member.autoEnroll) return unknown;
    for (const member of unknown)
      this.spool.rejectDocumentsOfMember(
        member,
        "UNKNOWN_MEMBER",
        `the org has no member ${member} and the mapping does not enrol (member.autoEnroll)`
      );
    return [];
  }

  private requireSmallShares(missing: MissingDocuments): void {
    const { isReplay, yes } = this.options;
    if (isReplay) return;
    const { lines: rows } = this.spool.counts();
    const of = (state: string): number => this.spool.tally().find((one) => one.state === state)?.documents ?? 0;
    const changed = of("changed") + missing.touched;
    const known = changed + of("unchanged");
    const doubts = [
      ...emptyDoubt(missing.touched, this.spool.documentsSeen()),
      ...shareDoubts(this.mapping.stop, { rows, rejected: this.spool.rowsToReject(), changed, known })
    ];
    if (doubts.length > 0 && !yes) throw new StopError(doubts);
    this.notes.push(...doubts);
  }

  private countToSend(): { created: number; changed: number } {
    const of = (state: string): number => this.spool.tally().find((tally) => tally.state === state)?.documents ?? 0;
    return { created: of("new"), changed: of("changed") };
  }

  private async enrol(unknown: readonly string[]): Promise<{ membersEnrolled: number; customersUpdated: number }> {
    const { dryRun, jobRows } = this.options;
    if (dryRun) return { membersEnrolled: unknown.length, customersUpdated: 0 };
    const enrolment = new Enrolment(this.client, this.mapping, this.spool, jobRows, this.send.bind(this));
    const membersEnrolled = unknown.length > 0 ? await enrolment.enrol(unknown) : 0;
    const customersUpdated = this.mapping.member.update === "changed" ? await enrolment.followChanges() : 0;
    this.notes.push(...enrolment.notes());
    return { membersEnrolled, customersUpdated };
  }

  private async sendDocuments(): Promise<void> {
    const { created, changed } = this.countToSend();
    const { jobRows } = this.options;
    const plan = transactionPlan(this.mapping, this.spool.documentsToSend(), jobRows, this.startedAt.getTime());
    const refuse: Refuse = (...failure) => this.spool.refuse(...failure);
    await this.send("send documents", plan, created + changed, "ExternalId__c", refuse);
    this.spool.acceptSent();
  }

  private async send(step: string, plan: UpsertPlan, rows: number, keyColumn: string, refuse: Refuse): Promise<void> {
    if (rows === 0) return;
    const { report } = this.options;
    report.step(step, rows);
    await upsertAll(this.client, this.journal, plan, {
      progress: (done) => report.advance(done),
      failure: ({ row, code, message }) => refuse(row[keyColumn]!, code, message)
    });
    report.endStep();
  }

  private async compareAgain(sent: boolean): Promise<void> {
    if (this.options.dryRun || !sent) return;
    this.spool.clearKnown();
    await this.readKnown();
  }

  private isFull(): boolean {
    return exportKind(this.mapping) === "full" && this.options.isReplay !== true;
  }

  private summarise(facts: RunFacts & { header: readonly string[] }): RunSummary {
    const { dryRun } = this.options;
    const rejectsFile = join(this.journal.folder, "rejects.csv");
    const rejectedLines = writeRejects(this.spool, rejectsFile, facts.header);
    return summaryOf(this.spool, {
      ...facts,
      runKey: this.key,
      dryRun,
      isFull: this.isFull(),
      isSwept: this.read!.recentSince !== undefined,
      notes: this.notes,
      linesRejected: rejectedLines,
      rejectsFile: rejectedLines > 0 ? rejectsFile : null
    });
  }

  private async recordEnd(summary: RunSummary): Promise<void> {
    if (this.options.dryRun) return;
    const { cursor } = this.read!;
    await this.record.write(this.file, {
      ...runFields(summary, this.spool.window()),
      ...rejectFields(this.spool.rejects(), summary.rejectsFile, this.options.mapping.file),
      Cursor__c: cursor ?? null
    });
  }

  private get file(): string {
    return basename(this.options.input) || (this.read?.name ?? "");
  }
}
