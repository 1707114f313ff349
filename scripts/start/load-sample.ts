import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "jsforce";
import { relativeMoment } from "./relative-moment.ts";
import { StartFailure } from "./step.ts";

/** A plan as `sf data import tree --plan` takes it. */
interface PlanStep {
  readonly sobject: string;
  readonly files: readonly string[];
}

interface TreeRecord {
  readonly attributes: { readonly type: string; readonly referenceId: string };
  readonly [field: string]: unknown;
}

interface TreeAnswer {
  readonly hasErrors: boolean;
  readonly results: readonly {
    readonly referenceId: string;
    readonly id?: string;
    readonly errors?: readonly { readonly message: string }[];
  }[];
}

/** The composite tree resource takes no more in one request. */
const MOST_RECORDS = 200;

/**
 * Loads the records of a folder by its plan. `"@reference"` stands for the id of an earlier record, `"@today-30"` for a day
 * relative to today (see relativeMoment).
 *
 * @param known ids of records that are in the org already, by reference
 * @returns ids by reference, the known ones included
 * @throws StartFailure with the org's words, or for a reference that nothing has
 */
export async function loadSample(
  connection: Connection,
  folder: string,
  known: ReadonlyMap<string, string> = new Map()
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(known);
  const now = new Date();
  for (const { sobject, files } of readJson<PlanStep[]>(folder, "plan.json")) {
    for (const part of files.flatMap((file) => parts(readJson<{ records: TreeRecord[] }>(folder, file).records))) {
      const { results } = await postTree(
        connection,
        sobject,
        part.map((record) => resolve(record, ids, now))
      );
      noteIds(ids, results);
    }
  }
  return ids;
}

function noteIds(ids: Map<string, string>, results: TreeAnswer["results"]): void {
  for (const { referenceId, id } of results) if (id) ids.set(referenceId, id);
}

function parts(records: readonly TreeRecord[]): TreeRecord[][] {
  const count = Math.ceil(records.length / MOST_RECORDS);
  return Array.from({ length: count }, (_, i) => records.slice(i * MOST_RECORDS, (i + 1) * MOST_RECORDS));
}

async function postTree(connection: Connection, sobject: string, records: readonly unknown[]): Promise<TreeAnswer> {
  try {
    return await connection.requestPost<TreeAnswer>(`/composite/tree/${sobject}`, { records });
  } catch (error) {
    throw new StartFailure(`${sobject}: ${(error as Error).message}`);
  }
}

function resolve(record: TreeRecord, ids: ReadonlyMap<string, string>, now: Date): unknown {
  const entries = Object.entries(record).map(([name, value]) => {
    if (typeof value !== "string" || !value.startsWith("@")) return [name, value];
    const moment = relativeMoment(value.slice(1), now);
    if (moment !== undefined) return [name, moment];
    const id = ids.get(value.slice(1));
    if (id === undefined) throw new StartFailure(`${name}: no earlier record has the reference ${value.slice(1)}`);
    return [name, id];
  });
  return Object.fromEntries(entries);
}

function readJson<T>(folder: string, file: string): T {
  const path = join(folder, file);
  if (!existsSync(path)) throw new StartFailure(`${path} is missing`);
  return JSON.parse(readFileSync(path, "utf8")) as T;
}
