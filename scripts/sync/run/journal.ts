import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a run has asked of the org, one JSON line each, written before and after every step that cannot be repeated blindly. */
export type JournalEntry =
  | {
      readonly event: "run";
      readonly key: string;
      readonly organizationId: string;
      readonly mapping: string;
      /** Of what; documents where nothing is said. */
      readonly updates?: "stock" | "payments";
      readonly input: string;
      readonly startedAt: string;
    }
  | {
      readonly event: "jobCreated";
      readonly job: string;
      readonly object: string;
      readonly file: string;
      readonly rows: number;
    }
  | { readonly event: "jobClosed"; readonly job: string }
  | { readonly event: "jobDone"; readonly job: string; readonly processed: number; readonly failed: number }
  | { readonly event: "jobSettled"; readonly job: string; readonly state: string }
  | { readonly event: "finished"; readonly state: string };

export type RunEntry = Extract<JournalEntry, { event: "run" }>;

/** A job whose end its run has not seen. */
export interface OpenJob {
  readonly job: string;
  /** Folder of the run. */
  readonly folder: string;
}

/** The journal of one run, in its own folder. */
export class Journal {
  readonly folder: string;
  private readonly path: string;

  constructor(folder: string) {
    this.folder = folder;
    this.path = join(folder, "journal.jsonl");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  add(entry: JournalEntry): void {
    appendFileSync(this.path, JSON.stringify(entry) + "\n", { mode: 0o600, flush: true });
  }
}

/** Jobs that earlier runs have created and of which they never saw the end. */
export function openJobs(runsFolder: string, organizationId: string): OpenJob[] {
  return pastRuns(runsFolder)
    .filter(
      ({ run, entries }) => run.organizationId === organizationId && !entries.some((one) => one.event === "finished")
    )
    .flatMap(({ folder, entries }) => {
      const ended = entries.flatMap((one) => (one.event === "jobDone" || one.event === "jobSettled" ? [one.job] : []));
      return entries.flatMap((one) =>
        one.event === "jobCreated" && !ended.includes(one.job) ? [{ job: one.job, folder }] : []
      );
    });
}

/** Notes what became of an earlier run's job, so that nobody asks for it again. */
export function settleJob({ job, folder }: OpenJob, state: string): void {
  new Journal(folder).add({ event: "jobSettled", job, state });
}

export interface PastRun {
  readonly folder: string;
  readonly run: RunEntry;
  readonly entries: readonly JournalEntry[];
}

/** Runs with a journal, the oldest first. */
export function pastRuns(runsFolder: string): PastRun[] {
  if (!existsSync(runsFolder)) return [];
  return readdirSync(runsFolder)
    .map((name) => join(runsFolder, name))
    .filter((folder) => existsSync(join(folder, "journal.jsonl")))
    .map((folder) => ({ folder, entries: entriesOf(join(folder, "journal.jsonl")) }))
    .flatMap(({ folder, entries }) => {
      const run = entries.find((one): one is RunEntry => one.event === "run");
      return run ? [{ folder, run, entries }] : [];
    })
    .sort((a, b) => (a.run.startedAt < b.run.startedAt ? -1 : 1));
}

function entriesOf(file: string): JournalEntry[] {
  return readFileSync(file, "utf8").split("\n").flatMap(parseEntry);
}

/** The last line of a killed run may be half written: it tells nothing then. */
function parseEntry(line: string): JournalEntry[] {
  try {
    return line === "" ? [] : [JSON.parse(line) as JournalEntry];
  } catch {
    return [];
  }
}
