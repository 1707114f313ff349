import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadMapping } from "../sync/mapping/load-mapping.ts";
import type { Pace, Session } from "../sync/org/requests.ts";
import type { ProgressReport } from "../sync/report/progress.ts";
import type { RunSummary } from "../sync/report/summary.ts";
import { runSync, type RunOptions } from "../sync/run/run-sync.ts";
import { assignPermissionSet, startOrg, type OrgProcess } from "./org-process.ts";
import { createProgram } from "./records.ts";

export const SILENT: ProgressReport = {
  step: () => undefined,
  advance: () => undefined,
  endStep: () => undefined,
  note: () => undefined
};

/** As patient as needed, and quicker: the org is on this machine. */
export const QUICK: Pace = { attempts: 12, firstPauseMs: 4, lastPauseMs: 60, longestRetryAfterMs: 40 };

/** A mapping as anyone may write it: what is given is put over a plain one. */
export interface MappingParts {
  readonly source?: object;
  readonly document?: object;
  readonly member?: object;
  readonly stop?: object;
}

export interface Run {
  readonly mapping: string;
  readonly input: string;
}

type More = Partial<
  Pick<RunOptions, "yes" | "expected" | "isReplay" | "dryRun" | "signal" | "jobRows" | "pace" | "report">
> & {
  session?: Session;
};

/** An org with the program TEST, and the sync as its command line calls it. */
export class SyncBench {
  readonly org: OrgProcess;
  readonly folder = mkdtempSync(join(tmpdir(), "sync-bench-"));

  private constructor(org: OrgProcess) {
    this.org = org;
  }

  static async start(args: readonly string[] = []): Promise<SyncBench> {
    const org = await startOrg(args);
    await assignPermissionSet(org, "Loyalty_Administrator");
    await createProgram(org, "Test");
    return new SyncBench(org);
  }

  /** A source of that name, whose numbers and members have its name before them. */
  mapping(name: string, { source, document, member, stop }: MappingParts = {}): string {
    const content = {
      name,
      program: "TEST",
      source: { format: "csv", timeZone: "Europe/Istanbul", ...source },
      document: {
        rows: "lines",
        externalId: { column: "No", prefix: `${name}-` },
        occurredAt: { column: "Date", format: "yyyy-MM-dd HH:mm" },
        member: { column: "Customer", prefix: `${name}-` },
        amount: { column: "Amount" },
        currency: { constant: "GBP" },
        kind: { default: "Purchase", negativeAmount: "Return" },
        ...document
      },
      member: { autoEnroll: true, as: "Account", name: "C {Customer}", ...member },
      ...(stop ? { stop } : {})
    };
    return this.file(`${name}.json`, JSON.stringify(content, null, 2));
  }

  file(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  run({ mapping, input }: Run, more: More = {}): Promise<RunSummary> {
    const { session = this.org, ...rest } = more;
    return runSync({
      mapping: loadMapping(mapping),
      input,
      session,
      organizationId: "00D000000000001",
      workFolder: join(this.folder, "work"),
      dryRun: false,
      jobRows: 10_000,
      report: SILENT,
      pace: QUICK,
      ...rest
    });
  }

  /** Runs text as an export of the source. */
  runText(mapping: string, text: string | Uint8Array, more: More = {}): Promise<RunSummary> {
    return this.run({ mapping, input: this.file("input.csv", text) }, more);
  }

  /** What a run has rejected, as `line: code` in the order of the lines. */
  rejects({ rejectsFile }: RunSummary): string[] {
    if (rejectsFile === null) return [];
    const [, ...lines] = readFileSync(rejectsFile, "utf8").trim().split("\n");
    return lines
      .map((line) => /^([A-Z_]+),(?:"(?:[^"]|"")*"|[^,]*),(\d+)/.exec(line)!)
      .map(([, code, line]) => `${line}: ${code}`);
  }

  /** The documents of a source in the org, as `number kind status amount`, in the order of their numbers. */
  async documents(source: string): Promise<string[]> {
    const { records } = await this.org.connection.query<Record<string, string | number>>(
      `SELECT DocumentNumber__c, Kind__c, Status__c, Amount__c FROM LoyaltyTransaction__c WHERE Source__c = '${source}' ORDER BY ExternalId__c`
    );
    return records.map(
      (row) => `${row["DocumentNumber__c"]} ${row["Kind__c"]} ${row["Status__c"]} ${row["Amount__c"]}`
    );
  }

  async setStatus(externalId: string, status: string): Promise<void> {
    const found = await this.org.connection
      .sobject("LoyaltyTransaction__c")
      .findOne({ ExternalId__c: externalId }, ["Id"]);
    await this.org.connection.sobject("LoyaltyTransaction__c").update({ Id: found!.Id, Status__c: status } as never);
  }
}
