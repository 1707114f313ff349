import { randomBytes } from "node:crypto";
import { StoppedError, type OrgRequests } from "./requests.ts";
import { recordRun, type SyncRunFields } from "./sync-runs.ts";

const LONGEST_FILE = 255;
const LONGEST_MESSAGE = 4000;

/** Tells a run apart from all others, and those of one mapping in the order of their begin. */
export function newRunKey(mapping: string, startedAt: Date): string {
  const moment = startedAt.toISOString().replaceAll(/[-:.]/g, "").slice(0, 15);
  return `${mapping}-${moment}-${randomBytes(3).toString("hex")}`;
}

/** What operations see of a run in the org. Dry runs have none. */
export class RunRecord {
  private readonly requests: OrgRequests;
  private readonly key: string;
  private readonly fixed: SyncRunFields;

  constructor(
    requests: OrgRequests,
    run: { readonly key: string; readonly mapping: string; readonly startedAt: Date }
  ) {
    [this.requests, this.key] = [requests, run.key];
    this.fixed = { Source__c: run.mapping, StartedAt__c: run.startedAt.toISOString() };
  }

  /** @param file what was read or written, by its name */
  async write(file: string, fields: SyncRunFields, requests = this.requests): Promise<void> {
    await recordRun(requests, this.key, { ...this.fixed, File__c: file.slice(0, LONGEST_FILE), ...fields });
  }

  /** The org that the run failed on may be unreachable for this, too; the error itself is reported either way. */
  async writeFailure(file: string, error: Error): Promise<void> {
    const failure = {
      State__c: "Failed",
      EndedAt__c: new Date().toISOString(),
      Message__c: error.message.slice(0, LONGEST_MESSAGE)
    };
    await this.write(file, failure, this.requests.forLastWords()).catch(() => undefined);
  }
}

/** Says who or what ended the run, and that nothing is lost by it. */
export function stoppedBy(signal: AbortSignal | undefined): StoppedError {
  const reason: unknown = signal?.reason;
  const words = reason instanceof Error ? reason.message : String(reason);
  return new StoppedError(`${words}. Run it again: it goes on where it was.`);
}
