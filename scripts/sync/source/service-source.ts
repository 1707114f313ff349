import type { ServiceSettings } from "../mapping/source-settings.ts";
import { changeWindow, cursorOf, type ChangeWindow } from "./change-window.ts";
import { ObjectRows } from "./object-rows.ts";
import { fromEnvironment } from "../mapping/environment.ts";
import { SourceError } from "./source-error.ts";
import type { RecentDocuments, Source, SourceRequest, SourceRow } from "./source.ts";
import { together } from "./together.ts";

const DAY_MS = 86_400_000;
/** Before any document. */
const BEGINNING = Date.UTC(1900, 0, 1);

/** What to read: what changed in a window, or what is of a day or later; everything where neither is said. */
export interface Selection {
  readonly changed?: ChangeWindow | undefined;
  /** Milliseconds. */
  readonly from?: number | undefined;
  readonly fields: readonly string[];
}

/** A web service that tells records in the order of a key that never changes, so that no edit moves one between pages. */
export interface RecordService {
  readonly name: string;
  /** Absent where the service keeps no account of what changes, or the mapping does not ask for it. */
  readonly log?: ChangeLog | undefined;
  /** Its own clock, in milliseconds. */
  now(): Promise<number>;
  /** The records after that key, at most a page of them; none where there are no more. */
  page(selection: Selection, after: unknown): Promise<readonly object[]>;
  keyOf(record: object): unknown;
}

/** A service's own account of its changes. */
export interface ChangeLog {
  /** All records; tells the link to what changes from now on, or that the service gives none. */
  everything(note: (link: string | undefined) => void): AsyncGenerator<object>;
  /** What has changed since the link was given; undefined where the service cannot tell any more. */
  since(link: string): Promise<LoggedChanges | undefined>;
}

export interface LoggedChanges {
  /** As they are now. */
  readonly records: readonly object[];
  /** How many were deleted, or are none of ours any more: which ones, nobody tells for certain. */
  readonly removed: number;
  readonly link: string;
}

export type OpenService<Settings> = (address: URL, settings: Settings) => Promise<RecordService>;

/** Reads the records of a web service page by page. */
export async function openService<Settings extends ServiceSettings>(
  settings: Settings,
  request: SourceRequest,
  open: OpenService<Settings>
): Promise<Source> {
  const address = addressOf(fromEnvironment(settings.addressFrom, "source.addressFrom"), settings.addressFrom);
  const service = await open(address, settings);
  const now = await service.now();
  const link = service.log && linkIn(request.cursor);
  const isLogged = service.log !== undefined && (link !== undefined || request.cursor === undefined);
  const changed =
    settings.changes && changeWindow(link === undefined ? request.cursor : undefined, now, settings.changes);
  return new ServiceSource(service, settings, request.expects, now, changed, isLogged ? { link } : undefined);
}

/** Cursors that are links are told apart from moments by it. */
const LINK = "link ";

function linkIn(cursor: string | undefined): string | undefined {
  return cursor?.startsWith(LINK) ? cursor.slice(LINK.length) : undefined;
}

/** Of a run that reads by the service's own account: where the last one left off; undefined for the first one. */
interface Logged {
  readonly link: string | undefined;
}

class ServiceSource implements Source {
  readonly header: readonly string[];
  private readonly service: RecordService;
  private readonly settings: ServiceSettings;
  private readonly now: number;
  private readonly changed: ChangeWindow | undefined;
  private readonly records: ObjectRows;
  private readonly logged: Logged | undefined;
  private readonly told: string[] = [];
  private count = 0;
  /** Where the service's own account goes on. */
  private nextLink: string | undefined;
  /** What of the source is known to be all that there is: nothing, or which documents there are. */
  private complete: "nothing" | "all was read" | "some were removed" = "nothing";

  constructor(
    service: RecordService,
    settings: ServiceSettings,
    expects: readonly string[],
    now: number,
    changed: ChangeWindow | undefined,
    logged: Logged | undefined
  ) {
    [this.service, this.settings, this.header, this.now, this.changed] = [service, settings, expects, now, changed];
    this.logged = logged;
    this.records = new ObjectRows(expects, settings.each);
  }

  get name(): string {
    return this.service.name;
  }

  /** Programs write them, whether as numbers of JSON or as texts. */
  writesNumbers(): boolean {
    return true;
  }

  rows(): AsyncGenerator<readonly SourceRow[]> {
    return together(this.eachRow());
  }

  private async *eachRow(): AsyncGenerator<SourceRow> {
    const records = this.logged
      ? this.loggedRecords(this.service.log!, this.logged)
      : this.recordsOf({ changed: this.changed, fields: this.header });
    for await (const record of records) {
      this.count++;
      const rows = this.records.of(record);
      for (const [index, row] of rows.entries())
        yield { position: rows.length > 1 ? `${this.count}.${index + 1}` : String(this.count), ...row };
    }
  }

  /** What the account tells, or where it tells nothing any more, everything. */
  private async *loggedRecords(log: ChangeLog, { link }: Logged): AsyncGenerator<object> {
    const changes = link === undefined ? undefined : await log.since(link);
    if (changes) {
      yield* changes.records;
      this.nextLink = changes.link;
      if (changes.removed > 0) this.complete = "some were removed";
      return;
    }
    if (link !== undefined)
      this.told.push(`${this.name}: tells no more what has changed since the last run: everything was read anew`);
    yield* log.everything((next) => (this.nextLink = next));
    this.complete = "all was read";
    if (this.nextLink === undefined)
      this.told.push(
        `${this.name}: gives no delta link: ${this.settings.changes ? "source.changes says what the next run reads" : "each run reads everything"}`
      );
  }

  notes(): string[] {
    return this.told;
  }

  progress(): { done: number; total: number } {
    return { done: this.count, total: 0 };
  }

  doubts(): string[] {
    return this.records.doubts(this.name);
  }

  cursor(): string | undefined {
    if (this.nextLink !== undefined) return LINK + this.nextLink;
    return this.changed && cursorOf(this.changed);
  }

  recentDocuments(): RecentDocuments | undefined {
    const { sweep, each } = this.settings;
    if (this.complete === "nothing" && !sweep) return undefined;
    const since = this.complete === "nothing" ? this.now - sweep!.days * DAY_MS : BEGINNING;
    const fields = each === undefined ? this.header : this.header.filter((field) => !field.startsWith(`${each}.`));
    const rows = new ObjectRows(fields, undefined);
    // A day more than is asked for: dates have no time of day, and their zone may be another one.
    const from = this.complete === "nothing" ? since - DAY_MS : undefined;
    const records = this.complete === "all was read" ? [] : this.recordsOf({ from, fields });
    return {
      since,
      header: () => Promise.resolve(fields),
      async *rows() {
        for await (const record of records)
          for (const row of rows.of(record)) yield "cells" in row ? row.cells : row.broken;
      }
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async *recordsOf(selection: Selection): AsyncGenerator<object> {
    let after: unknown;
    for (;;) {
      const page = await this.service.page(selection, after);
      if (page.length === 0) return;
      yield* page;
      const last = this.service.keyOf(page.at(-1)!);
      if (last === undefined || String(last) === String(after))
        throw new SourceError(`${this.name}: its records do not come in the order of their key`);
      after = last;
    }
  }
}

function addressOf(text: string, variable: string): URL {
  if (!URL.canParse(text))
    throw new SourceError(`the environment variable ${variable} holds no address such as https://erp.example.com`);
  return new URL(text);
}
