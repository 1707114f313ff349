import { isLosslessNumber } from "lossless-json";
import type { SettingsOf } from "../mapping/source-settings.ts";
import { fromEnvironment } from "../mapping/environment.ts";
import type { ChangeWindow } from "./change-window.ts";
import { ODataChanges, type ODataPage } from "./odata-changes.ts";
import { ServiceRequests } from "./service-requests.ts";
import type { ChangeLog, OpenService, RecordService, Selection } from "./service-source.ts";
import { SourceError } from "./source-error.ts";

type Settings = SettingsOf<"odata">;

const DAY_MS = 86_400_000;

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
  readonly log: ChangeLog | undefined;
  private readonly base: URL;
  private readonly settings: Settings;
  private readonly requests: ServiceRequests;

  constructor(base: URL, settings: Settings, requests: ServiceRequests) {
    [this.base, this.settings, this.requests, this.name] = [base, settings, requests, requests.name];
    const { keyType, version } = settings;
    this.log = settings.deltaLinks
      ? new ODataChanges({
          requests,
          settings,
          question: (conditions) => this.address(conditions),
          read: (body) => this.read(body),
          keyText: (key) => keyText(String(key), keyType, version)
        })
      : undefined;
  }

  async now(): Promise<number> {
    const one = new URL(this.base);
    one.searchParams.set("$top", "1");
    return (await this.requests.get(one)).now;
  }

  /** A service may end a page before it is full and tell where it goes on. */
  async page(selection: Selection, after: unknown): Promise<readonly object[]> {
    const records: object[] = [];
    for (let next: URL | undefined = this.question(selection, after); next;) {
      const page: ODataPage = this.read((await this.requests.get(next)).body);
      records.push(...page.records);
      next = page.next;
    }
    return records;
  }

  keyOf(record: object): unknown {
    const key = (record as Record<string, unknown>)[this.settings.key];
    return isLosslessNumber(key) ? key.value : key;
  }

  private question({ changed, from }: Selection, after: unknown): URL {
    const { key, keyType, sweep, pageSize, version } = this.settings;
    const address = this.address([
      ...(changed ? this.changedWithin(changed) : []),
      ...(from === undefined ? [] : [`${sweep!.field} ge ${this.day(from)}`]),
      ...(after === undefined ? [] : [`${key} gt ${keyText(String(after), keyType, version)}`])
    ]);
    address.searchParams.set("$top", String(pageSize));
    return withoutPlus(address);
  }

  /** What nobody has changed yet may have no moment of it: what was made since the day before is read with what was changed. */
  private changedWithin({ since, until }: ChangeWindow): string[] {
    const { changedField, createdField } = this.settings;
    const isChanged = `${changedField} ge ${this.moment(since)}`;
    if (createdField === undefined) return [isChanged, `${changedField} lt ${this.moment(until)}`];
    return [`(${isChanged} or ${createdField} ge ${this.day(since - DAY_MS)})`];
  }

  private address(conditions: readonly string[]): URL {
    const { key, select, expand, filter, version } = this.settings;
    const address = new URL(this.base);
    const options = {
      $filter: [...(filter === undefined ? [] : [`(${filter})`]), ...conditions].join(" and "),
      $orderby: `${key} asc`,
      $select: select,
      $expand: expand
    };
    for (const [name, value] of Object.entries(options)) if (value) address.searchParams.set(name, value);
    if (version === "v2") address.searchParams.set("$format", "json");
    return withoutPlus(address);
  }

  private read(body: unknown): ODataPage {
    const whole = body as Record<string, unknown>;
    const inner = (this.settings.version === "v2" ? whole["d"] : whole) as Record<string, unknown> | undefined;
    const records = this.settings.version === "v2" ? (inner?.["results"] ?? inner) : inner?.["value"];
    if (!Array.isArray(records))
      throw new SourceError(
        `${this.name}: its answer has no list of records: is source.version ${this.settings.version} right?`
      );
    return {
      records: records as object[],
      next: this.link(inner?.["__next"] ?? inner?.["@odata.nextLink"] ?? inner?.["@nextLink"]),
      delta: this.link(inner?.["__delta"] ?? inner?.["@odata.deltaLink"] ?? inner?.["@deltaLink"])
    };
  }

  /** The address goes along with the key: it must not go to another host. */
  private link(text: unknown): URL | undefined {
    if (typeof text !== "string") return undefined;
    const address = new URL(text, this.base);
    if (address.origin !== this.base.origin)
      throw new SourceError(`${this.name}: names another host for its next page`);
    return address;
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

/** Services of v2 take a plus sign as what it is. */
function withoutPlus(address: URL): URL {
  address.search = address.search.replaceAll("+", "%20");
  return address;
}

function keyText(key: string, type: Settings["keyType"], version: Settings["version"]): string {
  if (type === "number") return key;
  if (type === "guid") return version === "v4" ? key : `guid'${key}'`;
  return `'${key.replaceAll("'", "''")}'`;
}
