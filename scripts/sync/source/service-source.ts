import type { ServiceSettings } from "../mapping/source-settings.ts";
import { changeWindow, cursorOf, type ChangeWindow } from "./change-window.ts";
import { ObjectRows } from "./object-rows.ts";
import { fromEnvironment } from "../mapping/environment.ts";
import { SourceError } from "./source-error.ts";
import type { RecentDocuments, Source, SourceRequest, SourceRow } from "./source.ts";
import { together } from "./together.ts";

const DAY_MS = 86_400_000;

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
  /** Its own clock, in milliseconds. */
  now(): Promise<number>;
  /** The records after that key, at most a page of them; none where there are no more. */
  page(selection: Selection, after: unknown): Promise<readonly object[]>;
  keyOf(record: object): unknown;
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
  const changed = settings.changes && changeWindow(request.cursor, now, settings.changes);
  return new ServiceSource(service, settings, request.expects, now, changed);
}

class ServiceSource implements Source {
  readonly header: readonly string[];
  private readonly service: RecordService;
  private readonly settings: ServiceSettings;
  private readonly now: number;
  private readonly changed: ChangeWindow | undefined;
  private readonly records: ObjectRows;
  private count = 0;

  constructor(
    service: RecordService,
    settings: ServiceSettings,
    expects: readonly string[],
    now: number,
    changed: ChangeWindow | undefined
  ) {
    [this.service, this.settings, this.header, this.now, this.changed] = [service, settings, expects, now, changed];
    this.records = new ObjectRows(expects, settings.each);
  }

  get name(): string {
    return this.service.name;
  }

  rows(): AsyncGenerator<readonly SourceRow[]> {
    return together(this.eachRow());
  }

  private async *eachRow(): AsyncGenerator<SourceRow> {
    for await (const record of this.recordsOf({ changed: this.changed, fields: this.header })) {
      this.count++;
      const rows = this.records.of(record);
      for (const [index, cells] of rows.entries())
        yield { position: rows.length > 1 ? `${this.count}.${index + 1}` : String(this.count), cells };
    }
  }

  progress(): { done: number; total: number } {
    return { done: this.count, total: 0 };
  }

  doubts(): string[] {
    return this.records.doubts(this.name);
  }

  cursor(): string | undefined {
    return this.changed && cursorOf(this.changed);
  }

  recentDocuments(): RecentDocuments | undefined {
    const { sweep, each } = this.settings;
    if (!sweep) return undefined;
    const since = this.now - sweep.days * DAY_MS;
    const fields = each === undefined ? this.header : this.header.filter((field) => !field.startsWith(`${each}.`));
    const rows = new ObjectRows(fields, undefined);
    // A day more than is asked for: dates have no time of day, and their zone may be another one.
    const records = this.recordsOf({ from: since - DAY_MS, fields });
    return {
      since,
      header: () => Promise.resolve(fields),
      async *rows() {
        for await (const record of records) yield* rows.of(record);
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
