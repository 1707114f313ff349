import { randomBytes } from "node:crypto";
import { basename, join } from "node:path";
import type { Connection } from "jsforce";
import { checkColumns, type LoadedMapping } from "../mapping/load-mapping.ts";
import type { DocumentKind, Mapping } from "../mapping/mapping.ts";
import { BulkClient } from "../org/bulk-client.ts";
import { customerPlan, knownMembers, memberPlan } from "../org/members.ts";
import { recordRun } from "../org/sync-runs.ts";
import { knownDocuments, transactionPlan } from "../org/transactions.ts";
import { upsertAll, type UpsertPlan } from "../org/upsert.ts";
import type { ProgressReport } from "../report/progress.ts";
import { writeRejects } from "../report/rejects-file.ts";
import { amounts, differences, type RunSummary } from "../report/summary.ts";
import { decimalText } from "../org/transactions.ts";
import { openCsv, type CsvSource, type SourceRow } from "../source/csv-source.ts";
import { rowReader, RowError } from "../source/row-reader.ts";
import { DocumentSpool, type Customer } from "../spool/document-spool.ts";
import { Journal, openJobs } from "./journal.ts";
import { lockFolder } from "./lock.ts";

export interface RunOptions {
  readonly mapping: LoadedMapping;
  readonly input: string;
  readonly connection: Connection;
  readonly organizationId: string;
  /** Holds a folder per run: journal, job files, rejects. */
  readonly workFolder: string;
  readonly dryRun: boolean;
  readonly jobRows: number;
  readonly report: ProgressReport;
}

/** Reads the whole source, sends what the org does not have, and proves that both agree. */
export async function runSync(options: RunOptions): Promise<RunSummary> {
  const release = lockFolder(options.workFolder);
  try {
    return await new SyncRun(options).execute();
  } finally {
    release();
  }
}

class SyncRun {
  private readonly options: RunOptions;
  private readonly mapping: Mapping;
  private readonly client: BulkClient;
  private readonly key: string;
  private readonly journal: Journal;
  private readonly spool: DocumentSpool;
  private readonly startedAt = new Date();
  private header: readonly string[] = [];
  private membersEnrolled = 0;

  constructor(options: RunOptions) {
    this.options = options;
    this.mapping = options.mapping.mapping;
    this.client = new BulkClient(options.connection);
    this.key = `${this.mapping.name}-${this.startedAt.toISOString().replaceAll(/[-:.]/g, "").slice(0, 15)}-${randomBytes(3).toString("hex")}`;
    this.journal = new Journal(join(options.workFolder, this.key));
    this.spool = new DocumentSpool(join(this.journal.folder, "spool.sqlite"));
  }

  async execute(): Promise<RunSummary> {
    try {
      return await this.executeSteps();
    } catch (error) {
      await this.recordFailure(error as Error);
      throw error;
    } finally {
      this.spool.close();
    }
  }

  private async executeSteps(): Promise<RunSummary> {
    await this.readSource();
    await this.announce();
    await this.finishOpenJobs();
    await this.compareWithOrg();
    const toSend = this.countToSend();
    await this.enrolUnknownMembers();
    if (!this.options.dryRun) await this.sendDocuments();
    const summary = await this.summarise(toSend);
    await this.record(summary);
    this.journal.add({ event: "finished", state: summary.rejectsFile ? "Rejects" : "Succeeded" });
    return summary;
  }

  private async readSource(): Promise<void> {
    const { input, mapping, report } = this.options;
    const source = await openCsv(input, this.mapping.source);
    this.header = source.header;
    checkColumns(mapping, source.header, input);
    report.step("read", source.bytesTotal);
    await this.spoolRows(source);
    report.advance(source.bytesTotal);
    report.step("group into documents", 1);
    this.spool.groupDocuments(this.mapping);
    report.advance(1);
    report.endStep();
  }

  private async spoolRows(source: CsvSource): Promise<void> {
    const read = rowReader(this.mapping, source.header);
    const unreadable: SourceRow[] = [];
    let rows = 0;
    await this.spool.fill(async (tick) => {
      for await (const row of source.rows()) {
        if (row.firstLine === undefined) this.spoolRow(row, read);
        else unreadable.push(row);
        tick();
        if (++rows % 5000 === 0) this.options.report.advance(source.bytesRead());
      }
      for (const row of unreadable) await this.rejectUnreadable(source, row);
    });
  }

  private spoolRow({ line, cells, problem, broken }: SourceRow, read: ReturnType<typeof rowReader>): void {
    if (!cells) {
      this.spool.addReject({ line, code: "BROKEN_ROW", reason: problem!, cells: broken! }, "");
      return;
    }
    try {
      const document = read(cells);
      this.spool.addLine(line, document, this.kindOf(document.externalId), cells);
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      this.spool.addReject({ line, code: error.code, reason: error.message, cells }, error.externalId);
    }
  }

  /** An unclosed quote can swallow many lines: each goes into the rejects file as it stands. */
  private async rejectUnreadable(source: CsvSource, { firstLine, line, problem }: SourceRow): Promise<void> {
    for await (const { line: at, text } of source.linesBetween(firstLine!, line)) {
      this.spool.addReject({ line: at, code: "BROKEN_ROW", reason: problem!, cells: [text] }, "");
    }
  }

  private kindOf(externalId: string): DocumentKind {
    const { kind, externalId: id } = this.mapping.document;
    const number = externalId.slice(id.prefix.length);
    return Object.entries(kind.byPrefix).find(([prefix]) => number.startsWith(prefix))?.[1] ?? kind.default;
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
    if (!dryRun) await recordRun(this.options.connection, this.key, { ...this.identity(), State__c: "Running" });
  }

  /** A killed run may have left a job at work: its rows must be in the org, or surely not, before they are compared. */
  private async finishOpenJobs(): Promise<void> {
    const { workFolder, organizationId, report, dryRun } = this.options;
    if (dryRun) return;
    for (const job of openJobs(workFolder, organizationId)) {
      report.note(`waiting for job ${job} of an earlier run`);
      try {
        const { state } = await this.client.progress(job);
        if (state === "Open") await this.client.abort(job);
        else if (state === "UploadComplete" || state === "InProgress") await this.client.wait(job, () => undefined);
      } catch (error) {
        report.note(`job ${job} of an earlier run can no longer be asked: ${(error as Error).message}`);
      }
    }
  }

  private async compareWithOrg(): Promise<void> {
    const window = this.spool.window();
    if (!window) return;
    this.options.report.step("compare with the org", 1);
    await this.spool.setKnown(knownDocuments(this.client, this.mapping, window));
    this.spool.compareWithKnown();
    this.options.report.advance(1);
    this.options.report.endStep();
  }

  private countToSend(): { created: number; changed: number } {
    const of = (state: string): number => this.spool.tally().find((tally) => tally.state === state)?.documents ?? 0;
    return { created: of("new"), changed: of("changed") };
  }

  private async enrolUnknownMembers(): Promise<void> {
    await this.spool.setKnownMembers(knownMembers(this.client));
    const unknown = this.spool.unknownMembers();
    if (unknown.length === 0) return;
    if (!this.mapping.member.autoEnroll) {
      for (const member of unknown)
        this.spool.rejectDocumentsOfMember(
          member,
          "UNKNOWN_MEMBER",
          `the org has no member ${member} and the mapping does not enrol (member.autoEnroll)`
        );
      return;
    }
    this.membersEnrolled = unknown.length;
    if (this.options.dryRun) return;
    const customers = (): Iterable<Customer> => this.customers(unknown);
    const failed = new Set<string>();
    await this.send(
      "enrol customers",
      customerPlan(this.mapping, customers(), this.options.jobRows),
      unknown.length,
      "ErpCustomerNumber__c",
      (member, code, message) => {
        failed.add(member);
        this.spool.rejectDocumentsOfMember(member, code, `the ${this.mapping.member.as} was refused: ${message}`);
      }
    );
    const enrollable = [...customers()].filter((customer) => !failed.has(customer.memberKey));
    await this.send(
      "enrol members",
      memberPlan(this.mapping, enrollable, this.options.jobRows),
      enrollable.length,
      "MemberNumber__c",
      (member, code, message) => {
        failed.add(member);
        this.spool.rejectDocumentsOfMember(member, code, `the member was refused: ${message}`);
      }
    );
    this.membersEnrolled -= failed.size;
  }

  private *customers(members: readonly string[]): Generator<Customer> {
    for (const member of members) yield this.spool.customer(member);
  }

  private async sendDocuments(): Promise<void> {
    const { created, changed } = this.countToSend();
    const plan = transactionPlan(this.mapping, this.spool.documentsToSend(), this.options.jobRows);
    const rejected: [string, string, string][] = [];
    await this.send("send documents", plan, created + changed, "ExternalId__c", (...failure) => rejected.push(failure));
    this.spool.acceptSent();
    for (const failure of rejected) this.spool.rejectDocument(...failure);
  }

  private async send(
    step: string,
    plan: UpsertPlan,
    rows: number,
    keyColumn: string,
    refuse: (key: string, code: string, message: string) => void
  ): Promise<void> {
    if (rows === 0) return;
    const { report } = this.options;
    report.step(step, rows);
    await upsertAll(this.client, this.journal, plan, {
      progress: (done) => report.advance(done),
      failure: ({ row, code, message }) => refuse(row[keyColumn]!, code, message)
    });
    report.endStep();
  }

  private async summarise(toSend: { created: number; changed: number }): Promise<RunSummary> {
    const { dryRun } = this.options;
    const sent = toSend.created + toSend.changed > 0;
    const window = this.spool.window();
    if (!dryRun && sent && window) await this.spool.setKnown(knownDocuments(this.client, this.mapping, window));
    const rejectsFile = join(this.journal.folder, "rejects.csv");
    const rejectedLines = writeRejects(this.spool, rejectsFile, this.header);
    const counts = this.spool.counts();
    return {
      runKey: this.key,
      dryRun,
      linesRead: counts.lines,
      linesRejected: rejectedLines,
      documentsRead: counts.documents,
      ...toSend,
      ...amounts(this.spool),
      amountRead: decimalText(counts.cents),
      membersEnrolled: this.membersEnrolled,
      peakMemoryKilobytes: process.resourceUsage().maxRSS,
      rejectsFile: rejectedLines > 0 ? rejectsFile : null,
      differences: dryRun ? [] : differences(this.spool)
    };
  }

  private async record(summary: RunSummary): Promise<void> {
    if (this.options.dryRun) return;
    const window = this.spool.window();
    await recordRun(this.options.connection, this.key, {
      ...this.identity(),
      State__c: summary.differences.length > 0 ? "Failed" : summary.linesRejected > 0 ? "Rejects" : "Succeeded",
      EndedAt__c: new Date().toISOString(),
      WindowStart__c: window ? new Date(window.from).toISOString() : null,
      WindowEnd__c: window ? new Date(window.to).toISOString() : null,
      LinesRead__c: summary.linesRead,
      LinesRejected__c: summary.linesRejected,
      DocumentsRead__c: summary.documentsRead,
      DocumentsAccepted__c: summary.accepted,
      DocumentsUnchanged__c: summary.unchanged,
      DocumentsRejected__c: summary.rejected,
      AmountRead__c: Number(summary.amountRead),
      AmountAccepted__c: Number(summary.amountAccepted),
      AmountUnchanged__c: Number(summary.amountUnchanged),
      AmountRejected__c: Number(summary.amountRejected),
      MembersEnrolled__c: summary.membersEnrolled,
      Message__c: summary.differences.slice(0, 20).join("\n") || null
    });
  }

  private async recordFailure(error: Error): Promise<void> {
    if (this.options.dryRun || this.header.length === 0) return;
    try {
      await recordRun(this.options.connection, this.key, {
        ...this.identity(),
        State__c: "Failed",
        EndedAt__c: new Date().toISOString(),
        Message__c: error.message.slice(0, 4000)
      });
    } catch {
      // The org that the run failed on may be unreachable for this, too; the error itself is reported either way.
    }
  }

  private identity(): Record<string, string> {
    return {
      Source__c: this.mapping.name,
      File__c: basename(this.options.input),
      StartedAt__c: this.startedAt.toISOString()
    };
  }
}
