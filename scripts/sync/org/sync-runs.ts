import type { Connection } from "jsforce";

/** The fields of `LoyaltySyncRun__c`, by API name. */
export type SyncRunFields = Readonly<Record<string, string | number | null>>;

/** Writes the run's record, so that operations see in the org what happened. */
export async function recordRun(connection: Connection, key: string, fields: SyncRunFields): Promise<void> {
  await connection.sobject("LoyaltySyncRun__c").upsert({ RunKey__c: key, ...fields } as never, "RunKey__c");
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

export async function recentRuns(connection: Connection, limit: number): Promise<SyncRunRow[]> {
  const result = await connection.query<SyncRunRow>(
    "SELECT RunKey__c, Source__c, State__c, StartedAt__c, EndedAt__c, DocumentsAccepted__c, DocumentsUnchanged__c, DocumentsRejected__c, LinesRejected__c " +
      `FROM LoyaltySyncRun__c ORDER BY StartedAt__c DESC LIMIT ${Math.trunc(limit)}`
  );
  return result.records;
}
