import { isLosslessNumber } from "lossless-json";
import type { SettingsOf } from "../mapping/source-settings.ts";
import { GoneError, type ServiceRequests } from "./service-requests.ts";
import type { ChangeLog, LoggedChanges } from "./service-source.ts";
import { SourceError } from "./source-error.ts";

type Settings = SettingsOf<"odata">;

/** One page of an answer. */
export interface ODataPage {
  readonly records: readonly object[];
  readonly next: URL | undefined;
  /** Where what changes from now on can be asked for; on the last page, of services that keep account of it. */
  readonly delta: URL | undefined;
}

/** What the reader of records knows of the service. */
export interface ODataReader {
  readonly requests: ServiceRequests;
  readonly settings: Settings;
  /** The question for all records, in the order of their key; with `conditions` for those that meet all of them. */
  question(conditions: readonly string[]): URL;
  read(body: unknown): ODataPage;
  /** A key as it stands in a condition. */
  keyText(key: unknown): string;
}

/** Records that are asked for by their keys at once: an address has its limits. */
const KEYS_AT_ONCE = 20;
const RECORDS_OF_ANOTHER_SET = /#(?!\$delta)[^$]*\/\$(?:entity|link|deletedLink)$/;

/**
 * "OData Version 4.01. Part 1: Protocol", 11.3 Requesting Changes, and "OData JSON Format Version 4.01", 15 Delta Payload; of v2,
 * "How to Work with Delta Tokens for Incremental Updates" of SAP Gateway, whose JSON does not tell what was deleted. A changed
 * record may come with its changed fields alone, so that only its key is taken from there, and the record is read by it.
 */
export class ODataChanges implements ChangeLog {
  private readonly reader: ODataReader;

  constructor(reader: ODataReader) {
    this.reader = reader;
  }

  async *everything(note: (link: string | undefined) => void): AsyncGenerator<object> {
    const { settings } = this.reader;
    const prefer = `odata.track-changes,odata.maxpagesize=${settings.pageSize}`;
    const headers: Record<string, string> = settings.version === "v4" ? { prefer } : {};
    let delta: URL | undefined;
    for await (const page of this.pages(this.reader.question([]), headers)) {
      yield* page.records;
      delta = page.delta;
    }
    note(delta?.href);
  }

  async since(link: string): Promise<LoggedChanges | undefined> {
    try {
      return await this.changesSince(this.linkOf(link));
    } catch (error) {
      if (error instanceof GoneError) return undefined;
      throw error;
    }
  }

  private async changesSince(link: URL): Promise<LoggedChanges | undefined> {
    const keys = new Set<unknown>();
    let removed = 0;
    let delta: URL | undefined;
    for await (const page of this.pages(link, {})) {
      const entries = page.records as readonly Entry[];
      removed += entries.filter(isRemoved).length;
      for (const entry of entries) if (!isRemoved(entry)) keys.add(this.keyOf(entry));
      delta = page.delta;
    }
    // Without its key, a record of the lines for example, nobody can say whose change it is.
    if (keys.has(undefined) || !delta) return undefined;
    const { records, missing } = await this.recordsOf([...keys]);
    return { records, removed: removed + missing, link: delta.href };
  }

  private keyOf(record: Entry): unknown {
    const context = record["@context"] ?? record["@odata.context"];
    if (typeof context === "string" && RECORDS_OF_ANOTHER_SET.test(context) && !this.isOurs(context)) return undefined;
    const key = record[this.reader.settings.key];
    return isLosslessNumber(key) ? key.value : key;
  }

  private isOurs(context: string): boolean {
    return context.includes(`#${this.reader.settings.entity}/`) || context.includes(`#${this.reader.settings.entity}(`);
  }

  private async recordsOf(keys: readonly unknown[]): Promise<{ records: object[]; missing: number }> {
    const { settings } = this.reader;
    const records: object[] = [];
    for (let first = 0; first < keys.length; first += KEYS_AT_ONCE) {
      const some = keys
        .slice(first, first + KEYS_AT_ONCE)
        .map((key) => `${settings.key} eq ${this.reader.keyText(key)}`);
      for await (const page of this.pages(this.reader.question([`(${some.join(" or ")})`]), {}))
        records.push(...page.records);
    }
    return { records, missing: keys.length - records.length };
  }

  private async *pages(first: URL, headers: Readonly<Record<string, string>>): AsyncGenerator<ODataPage> {
    for (let next: URL | undefined = first; next;) {
      const page: ODataPage = this.reader.read((await this.reader.requests.get(next, headers)).body);
      yield page;
      next = page.next;
    }
  }

  /** The key goes along with a request: it must not go to another host. */
  private linkOf(link: string): URL {
    const { origin } = this.reader.question([]);
    if (!URL.canParse(link) || new URL(link).origin !== origin)
      throw new SourceError(
        `${this.reader.requests.name}: the last run's delta link is of another service: --from-start reads everything anew`
      );
    return new URL(link);
  }
}

type Entry = Readonly<Record<string, unknown>>;

/** By 4.01 an annotation, by 4.0 a context of its own. */
function isRemoved(entry: Entry): boolean {
  const context = entry["@odata.context"] ?? entry["@context"];
  const isOf40 = typeof context === "string" && context.endsWith("/$deletedEntity");
  return isOf40 || entry["@removed"] !== undefined || entry["@odata.removed"] !== undefined;
}
