import type { SettingsOf } from "../mapping/source-settings.ts";
import { fromEnvironment } from "../mapping/environment.ts";
import { ServiceRequests, type Answer } from "./service-requests.ts";
import type { OpenService, RecordService, Selection } from "./service-source.ts";
import { SourceError } from "./source-error.ts";

type Settings = SettingsOf<"salesforce">;

interface QueryAnswer {
  readonly done?: boolean;
  readonly records?: readonly QueryRecord[];
}

type QueryRecord = Readonly<Record<string, unknown>> & { readonly Id: string };

const API = "/services/data/v66.0/query";

/** Another org's records, by the REST API's page "Query". Numbers are taken as they are written. */
export const openSalesforce: OpenService<Settings> = async (address, settings) => {
  const token = fromEnvironment(settings.tokenFrom, "source.tokenFrom");
  const requests = new ServiceRequests(address, { Authorization: `Bearer ${token}` });
  const org = new SalesforceOrg(address, settings, requests);
  await org.open();
  return org;
};

class SalesforceOrg implements RecordService {
  readonly name: string;
  private readonly address: URL;
  private readonly settings: Settings;
  private readonly requests: ServiceRequests;
  private clock = 0;

  constructor(address: URL, settings: Settings, requests: ServiceRequests) {
    [this.address, this.settings, this.requests] = [address, settings, requests];
    this.name = `${requests.name} ${settings.object}`;
  }

  /** Tells early whether the object is there for this user. */
  async open(): Promise<void> {
    this.clock = (await this.ask(`SELECT Id FROM ${this.settings.object} LIMIT 1`)).now;
  }

  now(): Promise<number> {
    return Promise.resolve(this.clock);
  }

  async page({ changed, from, fields }: Selection, after: unknown): Promise<readonly object[]> {
    const { where, sweep, pageSize, lines } = this.settings;
    const conditions = [
      ...(where === undefined ? [] : [`(${where})`]),
      ...(from === undefined ? [] : [`${sweep!.field} >= ${this.day(from)}`]),
      ...(after === undefined ? [] : [`Id > '${String(after)}'`])
    ];
    const find = (more: readonly string[]): Promise<readonly QueryRecord[]> =>
      this.records(
        [
          `SELECT ${this.selected(fields).join(", ")} FROM ${this.settings.object}`,
          ...[...conditions, ...more].map((condition, index) => `${index === 0 ? "WHERE" : "AND"} ${condition}`),
          `ORDER BY Id LIMIT ${pageSize}`
        ].join(" ")
      );
    if (!changed) return find([]);
    const ofWindow = `SystemModstamp >= ${moment(changed.since)} AND SystemModstamp < ${moment(changed.until)}`;
    const own = await find([ofWindow]);
    if (!lines) return own;
    // SOQL knows no OR with a semi-join: two answers in the order of Ids are put together.
    const ofLines = await find([`Id IN (SELECT ${lines.parent} FROM ${lines.object} WHERE ${ofWindow})`]);
    return inOrder([...own, ...ofLines]).slice(0, pageSize);
  }

  keyOf(record: object): unknown {
    return (record as QueryRecord).Id;
  }

  /** Fields of lines, which columns name as `OrderItems.records.Quantity`, make a query within the query. */
  private selected(fields: readonly string[]): string[] {
    const list = this.settings.each?.replace(/\.records$/, "");
    const prefix = `${this.settings.each ?? ""}.`;
    const ofLines = list === undefined ? [] : fields.filter((field) => field.startsWith(prefix));
    const own = new Set(["Id", ...fields.filter((field) => !ofLines.includes(field))]);
    if (ofLines.length === 0) return [...own];
    return [...own, `(SELECT ${ofLines.map((field) => field.slice(prefix.length)).join(", ")} FROM ${list})`];
  }

  private async records(soql: string): Promise<readonly QueryRecord[]> {
    const { done, records } = (await this.ask(soql)).body as QueryAnswer;
    if (!Array.isArray(records)) throw new SourceError(`${this.name}: its answer is no list of records`);
    if (done === false) throw new SourceError(`${this.name}: answers in parts: use a smaller source.pageSize`);
    for (const record of records as readonly QueryRecord[]) this.requireAllLines(record);
    return records as readonly QueryRecord[];
  }

  private requireAllLines(record: QueryRecord): void {
    for (const part of Object.values(record))
      if ((part as QueryAnswer | null)?.done === false)
        throw new SourceError(
          `${this.name}: ${record.Id} has more lines than one answer holds: read the lines' own object`
        );
  }

  private ask(soql: string): Promise<Answer> {
    return this.requests.get(new URL(`${API}?q=${encodeURIComponent(soql)}`, this.address));
  }

  private day(at: number): string {
    const day = new Date(at).toISOString().slice(0, 10);
    return this.settings.dayType === "Date" ? day : `${day}T00:00:00Z`;
  }
}

function inOrder(records: readonly QueryRecord[]): readonly QueryRecord[] {
  const byId = new Map(records.map((record) => [record.Id, record] as const));
  return [...byId.values()].sort((one, other) => (one.Id < other.Id ? -1 : 1));
}

function moment(at: number): string {
  return new Date(at).toISOString();
}
