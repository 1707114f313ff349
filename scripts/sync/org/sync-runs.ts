import type { OrgRequests } from "./requests.ts";

/** The fields of `LoyaltySyncRun__c`, by API name. */
export type SyncRunFields = Readonly<Record<string, string | number | null>>;

/** Writes the run's record, so that operations see in the org what happened. Once or many times, it is one record. */
export async function recordRun(requests: OrgRequests, key: string, fields: SyncRunFields): Promise<void> {
  const { names } = requests;
  const path = ["LoyaltySyncRun__c", "RunKey__c"].map((name) => names.inOrg(name)).join("/");
  await requests.json("PATCH", `/sobjects/${path}/${encodeURIComponent(key)}`, names.recordInOrg(fields));
}

/** Runs among which the last one with a cursor is looked for: replays and files have none. */
const RUNS_LOOKED_AT = 200;

/** Where the last run of this source that went well has left off, of a source that tells what has changed since. */
export async function cursorToGoOn(
  requests: OrgRequests,
  { name, source }: { readonly name: string; readonly source: object }
): Promise<string | undefined> {
  return tellsChanges(source) ? lastCursor(requests, name) : undefined;
}

/** Whether the source tells only what has changed since its last run, and where that left off. */
export function tellsChanges(source: object): boolean {
  return (
    ("changes" in source && source.changes !== undefined) || ("deltaLinks" in source && source.deltaLinks === true)
  );
}

async function lastCursor(requests: OrgRequests, source: string): Promise<string | undefined> {
  const soql =
    `SELECT Cursor__c FROM LoyaltySyncRun__c WHERE Source__c = '${source}' AND State__c IN ('Succeeded', 'Rejects') ` +
    `ORDER BY StartedAt__c DESC LIMIT ${RUNS_LOOKED_AT}`;
  const runs = await requests.query<{ Cursor__c: string | null }>(soql);
  return runs.find((run) => run.Cursor__c !== null)?.Cursor__c ?? undefined;
}

export interface SyncRunRow {
  readonly RunKey__c: string;
  readonly Source__c: string;
  readonly State__c: string;
  readonly StartedAt__c: string;
  readonly EndedAt__c: string | null;
  readonly DocumentsAccepted__c: number | null;
  readonly DocumentsUnchanged__c: number | null;
  readonly DocumentsRejected__c: number | null;
  readonly LinesRejected__c: number | null;
}

export async function recentRuns(requests: OrgRequests, limit: number): Promise<SyncRunRow[]> {
  return requests.query<SyncRunRow>(
    "SELECT RunKey__c, Source__c, State__c, StartedAt__c, EndedAt__c, DocumentsAccepted__c, DocumentsUnchanged__c, DocumentsRejected__c, LinesRejected__c " +
      `FROM LoyaltySyncRun__c ORDER BY StartedAt__c DESC LIMIT ${Math.trunc(limit)}`
  );
}

/** How far behind its source the org may be. */
export interface SourceLag {
  readonly source: string;
  readonly lastRunAt: string;
  /** Begin of the last run that went well, with or without rejects: what the source had then, the org has. Null for none. */
  readonly upToDateAt: string | null;
}

export async function sourceLags(requests: OrgRequests): Promise<SourceLag[]> {
  const latest = async (condition: string): Promise<Map<string, string>> => {
    const soql = `SELECT Source__c, MAX(StartedAt__c) latest FROM LoyaltySyncRun__c ${condition} GROUP BY Source__c`;
    const records = await requests.query<{ Source__c: string; latest: string }>(soql);
    return new Map(records.map((row) => [row.Source__c, row.latest]));
  };
  const [all, well] = [await latest(""), await latest("WHERE State__c IN ('Succeeded', 'Rejects')")];
  return [...all]
    .map(([source, lastRunAt]) => ({ source, lastRunAt, upToDateAt: well.get(source) ?? null }))
    .sort((one, other) => one.source.localeCompare(other.source));
}
