import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a run has asked of the org, one JSON line each, written before and after every step that cannot be repeated blindly. */
export type JournalEntry =
  | {
      readonly event: "run";
      readonly key: string;
      readonly organizationId: string;
      readonly mapping: string;
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
  | { readonly event: "finished"; readonly state: string };

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
export function openJobs(runsFolder: string, organizationId: string): string[] {
  return journals(runsFolder)
    .filter((entries) => entries.some((entry) => entry.event === "run" && entry.organizationId === organizationId))
    .flatMap((entries) => {
      const done = new Set(entries.flatMap((entry) => (entry.event === "jobDone" ? [entry.job] : [])));
      const finished = entries.some((entry) => entry.event === "finished");
      return finished
        ? []
        : entries.flatMap((entry) => (entry.event === "jobCreated" && !done.has(entry.job) ? [entry.job] : []));
    });
}

export function journals(runsFolder: string): JournalEntry[][] {
  if (!existsSync(runsFolder)) return [];
  return readdirSync(runsFolder)
    .sort()
    .map((run) => join(runsFolder, run, "journal.jsonl"))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, "utf8").split("\n").flatMap(parseEntry));
}

/** The last line of a killed run may be half written: it tells nothing then. */
function parseEntry(line: string): JournalEntry[] {
  try {
    return line === "" ? [] : [JSON.parse(line) as JournalEntry];
  } catch {
    return [];
  }
}
