import { isLosslessNumber } from "lossless-json";
import type { SettingsOf } from "../mapping/source-settings.ts";
import { fromEnvironment } from "../mapping/environment.ts";
import { ServiceRequests } from "./service-requests.ts";
import type { OpenService, RecordService, Selection } from "./service-source.ts";
import { SourceError } from "./source-error.ts";

type Settings = SettingsOf<"odata">;

/**
 * OData, by "OData Version 4.01. Part 1: Protocol" (11.2.6 `$filter`, `$orderby`; 11.2.6.7 server-driven paging) and
 * "OData Version 2.0: Operations, URI Conventions, JSON Format" (`d.results`, `__next`, `datetime'…'`).
 */
export const openOdata: OpenService<Settings> = (address, settings) => {
  const headers: Record<string, string> = {};
  for (const [name, variable] of Object.entries(settings.headersFrom))
    headers[name] = fromEnvironment(variable, `source.headersFrom.${name}`);
  const base = new URL(address);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  base.pathname += settings.entity;
  return Promise.resolve(new Odata(base, settings, new ServiceRequests(base, headers)));
};

class Odata implements RecordService {
  readonly name: string;
  private readonly base: URL;
  private readonly settings: Settings;
  private readonly requests: ServiceRequests;

  constructor(base: URL, settings: Settings, requests: ServiceRequests) {
    [this.base, this.settings, this.requests, this.name] = [base, settings, requests, requests.name];
  }

  async now(): Promise<number> {
    const one = new URL(this.base);
    one.searchParams.set("$top", "1");
    return (await this.requests.get(one)).now;
  }

  /** A service may end a page before it is full and tell where it goes on. */
  async page(selection: Selection, after: unknown): Promise<readonly object[]> {
    const records: object[] = [];
    let next: URL | undefined = this.question(selection, after);
    while (next) {
      const answer: { records: object[]; next: string | undefined } = this.read((await this.requests.get(next)).body);
      records.push(...answer.records);
      next = answer.next === undefined ? undefined : new URL(answer.next, this.base);
      // The address goes along with the key: it must not go to another host.
      if (next && next.origin !== this.base.origin)
        throw new SourceError(`${this.name}: names another host for its next page`);
    }
    return records;
  }

  keyOf(record: object): unknown {
    const key = (record as Record<string, unknown>)[this.settings.key];
    return isLosslessNumber(key) ? key.value : key;
  }

  private question({ changed, from }: Selection, after: unknown): URL {
    const { key, keyType, select, expand, filter, changedField, sweep, pageSize, version } = this.settings;
    const address = new URL(this.base);
    const conditions = [
      ...(filter === undefined ? [] : [`(${filter})`]),
      ...(changed
        ? [`${changedField} ge ${this.moment(changed.since)}`, `${changedField} lt ${this.moment(changed.until)}`]
        : []),
      ...(from === undefined ? [] : [`${sweep!.field} ge ${this.day(from)}`]),
      ...(after === undefined ? [] : [`${key} gt ${keyText(String(after), keyType, version)}`])
    ];
    const options = {
      $filter: conditions.join(" and "),
      $orderby: `${key} asc`,
      $top: String(pageSize),
      $select: select,
      $expand: expand
    };
    for (const [name, value] of Object.entries(options)) if (value) address.searchParams.set(name, value);
    if (version === "v2") address.searchParams.set("$format", "json");
    // Services of v2 take a plus sign as what it is.
    address.search = address.search.replaceAll("+", "%20");
    return address;
  }

  private read(body: unknown): { records: object[]; next: string | undefined } {
    const whole = body as Record<string, unknown>;
    const inner = (this.settings.version === "v2" ? whole["d"] : whole) as Record<string, unknown> | undefined;
    const records = this.settings.version === "v2" ? (inner?.["results"] ?? inner) : inner?.["value"];
    if (!Array.isArray(records))
      throw new SourceError(
        `${this.name}: its answer has no list of records: is source.version ${this.settings.version} right?`
      );
    const next = inner?.["__next"] ?? inner?.["@odata.nextLink"] ?? inner?.["@nextLink"];
    return { records: records as object[], next: next as string | undefined };
  }

  private moment(at: number): string {
    const text = new Date(at).toISOString();
    if (this.settings.version === "v4") return text;
    return this.settings.momentType === "DateTime" ? `datetime'${text.slice(0, -1)}'` : `datetimeoffset'${text}'`;
  }

  private day(at: number): string {
    const text = new Date(at).toISOString().slice(0, 10);
    return this.settings.version === "v4" ? text : `datetime'${text}T00:00:00'`;
  }
}

function keyText(key: string, type: Settings["keyType"], version: Settings["version"]): string {
  if (type === "number") return key;
  if (type === "guid") return version === "v4" ? key : `guid'${key}'`;
  return `'${key.replaceAll("'", "''")}'`;
}
