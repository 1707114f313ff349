import { createHash } from "node:crypto";
import { OrgError, RefusedError, type OrgRequests } from "../org/requests.ts";
import type { ExportMapping } from "./export-mapping.ts";
import type { Cell, ExportRow } from "./export-rows.ts";
import { momentOf } from "../org/soql.ts";
import { packed, unpacked } from "./packed-text.ts";

const OBJECT = "LoyaltyExportBatch__c";

/** Stands in a manifest for the version of a record that was told to be deleted. */
export const DELETED_VERSION = "-";

/** The last batch of an export, as the org has it. */
export interface LastBatch {
  readonly id: string;
  readonly number: number;
  readonly key: string;
  readonly feed: string;
  readonly isDelivered: boolean;
  /** Milliseconds. */
  readonly highWater: number;
  readonly runner: string;
  /** Milliseconds. */
  readonly preparedAt: number;
  readonly payload: string;
}

/** What a batch carries to the other system. */
export interface Payload {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface NewBatch {
  readonly number: number;
  readonly rows: readonly ExportRow[];
  /** Milliseconds; the latest moment of all rows of this export. */
  readonly highWater: number;
  readonly packedPayload: string;
  readonly packedManifest: string;
}

export function batchKey(exportName: string, number: number): string {
  return `${exportName}-${String(number).padStart(9, "0")}`;
}

export function packPayload(mapping: ExportMapping, rows: readonly ExportRow[]): string {
  const payload: Payload = { columns: mapping.columns.map(({ name }) => name), rows: rows.map(({ cells }) => cells) };
  return packed(payload);
}

/** Ids in order compress well, which names in an object would not. */
export function packManifest(rows: readonly ExportRow[], told: "once" | "versions"): string {
  const versions = rows.map(({ version, isDeleted }) => (isDeleted ? DELETED_VERSION : version));
  return packed(told === "once" ? { ids: rows.map(({ id }) => id) } : { ids: rows.map(({ id }) => id), versions });
}

interface Manifest {
  readonly ids: readonly string[];
  readonly versions?: readonly string[];
}

/** Undefined where nothing was exported yet. */
export async function lastBatch(requests: OrgRequests, exportName: string): Promise<LastBatch | undefined> {
  const [row] = await requests.query<Record<string, string | number | null>>(
    "SELECT Id, Number__c, BatchKey__c, Feed__c, State__c, HighWater__c, Runner__c, PreparedAt__c, Payload__c " +
      `FROM ${OBJECT} WHERE Export__c = '${exportName}' ORDER BY Number__c DESC LIMIT 1`
  );
  if (!row) return undefined;
  return {
    id: String(row["Id"]),
    number: Number(row["Number__c"]),
    key: String(row["BatchKey__c"]),
    feed: String(row["Feed__c"]),
    isDelivered: row["State__c"] === "Delivered",
    highWater: momentOrZero(row["HighWater__c"]),
    runner: String(row["Runner__c"] ?? ""),
    preparedAt: momentOrZero(row["PreparedAt__c"]),
    payload: String(row["Payload__c"] ?? "")
  };
}

function momentOrZero(value: string | number | null | undefined): number {
  return value ? momentOf(String(value)) : 0;
}

/** Batches whose manifests are read at once, the last one first. */
const MANIFESTS_AT_ONCE = 20;

/**
 * What was told of these records, by their ids: the last version, or "" where there is one only. A record is in no batch that
 * had told less than until its creation, so that no history is read behind that, however long it is.
 */
export async function toldVersions(
  requests: OrgRequests,
  exportName: string,
  rows: readonly Pick<ExportRow, "id" | "createdAt">[]
): Promise<Map<string, string>> {
  const sought = new Map(rows.map(({ id, createdAt }) => [id, createdAt]));
  const told = new Map<string, string>();
  for (let before = Number.MAX_SAFE_INTEGER; sought.size > 0;) {
    const batches = await requests.query<{ Number__c: number; HighWater__c: string; Manifest__c: string }>(
      `SELECT Number__c, HighWater__c, Manifest__c FROM ${OBJECT} WHERE Export__c = '${exportName}' ` +
        `AND Number__c < ${before} ORDER BY Number__c DESC LIMIT ${MANIFESTS_AT_ONCE}`
    );
    for (const { Manifest__c } of batches) noteTold(unpacked<Manifest>(Manifest__c), sought, told);
    const last = batches.at(-1);
    if (!last || batches.length < MANIFESTS_AT_ONCE || momentOrZero(last.HighWater__c) < earliest(sought.values()))
      break;
    before = last.Number__c;
  }
  return told;
}

function noteTold({ ids, versions }: Manifest, sought: Map<string, number>, told: Map<string, string>): void {
  for (let index = ids.length - 1; index >= 0; index--) {
    const id = ids[index]!;
    if (sought.delete(id)) told.set(id, versions?.[index] ?? "");
  }
}

function earliest(moments: Iterable<number>): number {
  let first = Number.POSITIVE_INFINITY;
  for (const moment of moments) first = Math.min(first, moment);
  return first;
}

/**
 * Writes down what a batch has. Its number is unique in the org: of two processes that export at once, one is refused.
 * @throws OrgError where another process was first
 */
export async function prepareBatch(
  requests: OrgRequests,
  mapping: ExportMapping,
  batch: NewBatch,
  runner: string
): Promise<void> {
  const { names } = requests;
  const key = batchKey(mapping.name, batch.number);
  const record = {
    BatchKey__c: key,
    Export__c: mapping.name,
    Feed__c: mapping.feed,
    Number__c: batch.number,
    State__c: "Prepared",
    Rows__c: batch.rows.length,
    HighWater__c: new Date(batch.highWater).toISOString(),
    Manifest__c: batch.packedManifest,
    Payload__c: batch.packedPayload,
    Checksum__c: createHash("sha256").update(batch.packedPayload).digest("hex"),
    Runner__c: runner,
    PreparedAt__c: new Date().toISOString()
  };
  try {
    await requests.json("POST", `/sobjects/${names.inOrg(OBJECT)}`, names.recordInOrg(record));
  } catch (error) {
    if (!(error instanceof RefusedError) || !/DUPLICATE_VALUE/.test(error.message)) throw error;
    // The answer to an insert may have been lost: the record is there, and is this process's own.
    const last = await lastBatch(requests, mapping.name);
    if (last?.key === key && last.runner === runner) return;
    throw new OrgError(`Another process has just exported ${mapping.name}; run it again`);
  }
}

/** The other system has the rows: the org keeps that, and forgets the rows themselves. */
export async function acknowledge(requests: OrgRequests, key: string, target: string): Promise<void> {
  const { names } = requests;
  const path = `/sobjects/${names.inOrg(OBJECT)}/${names.inOrg("BatchKey__c")}/${encodeURIComponent(key)}`;
  const fields = {
    State__c: "Delivered",
    DeliveredAt__c: new Date().toISOString(),
    Target__c: target.slice(0, 255),
    Payload__c: null
  };
  await requests.json("PATCH", path, names.recordInOrg<string | null>(fields));
}
