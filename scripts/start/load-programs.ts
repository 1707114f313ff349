import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Connection } from "jsforce";
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

const FOLDER = join("config", "sample", "programs");

/** Loads the sample programmes, unless the org has them already. */
export async function loadPrograms(connection: Connection): Promise<void> {
  const plan = readJson<PlanStep[]>("plan.json");
  const files = plan.flatMap((step) =>
    step.files.map((file) => ({ sobject: step.sobject, records: readJson<{ records: TreeRecord[] }>(file).records }))
  );
  if (
    await isLoaded(
      connection,
      files.flatMap((file) => file.records)
    )
  )
    return;
  const ids = new Map<string, string>();
  for (const { sobject, records } of files) {
    const resolved = records.map((record) => resolveReferences(record, ids));
    const answer = await postTree(connection, sobject, resolved);
    for (const { referenceId, id } of answer.results) if (id) ids.set(referenceId, id);
  }
}

/** A second start on a kept org must not load the programmes again. */
async function isLoaded(connection: Connection, records: readonly TreeRecord[]): Promise<boolean> {
  const codes = records.flatMap((record) =>
    record.attributes.type === "LoyaltyProgram__c" ? [String(record["Code__c"])] : []
  );
  const known = await connection.sobject("LoyaltyProgram__c").find({ Code__c: { $in: codes } }, ["Id"]);
  return known.length > 0;
}

async function postTree(connection: Connection, sobject: string, records: readonly unknown[]): Promise<TreeAnswer> {
  try {
    return await connection.requestPost<TreeAnswer>(`/composite/tree/${sobject}`, { records });
  } catch (error) {
    throw new StartFailure(`${sobject}: ${(error as Error).message}`);
  }
}

/** `"@reference"` stands for the id of a record of an earlier file. */
function resolveReferences(record: TreeRecord, ids: ReadonlyMap<string, string>): unknown {
  const entries = Object.entries(record).map(([name, value]) => {
    const reference = typeof value === "string" ? /^@(\w+)$/.exec(value)?.[1] : undefined;
    if (reference === undefined) return [name, value];
    const id = ids.get(reference);
    if (id === undefined) throw new StartFailure(`${name}: no earlier record has the reference ${reference}`);
    return [name, id];
  });
  return Object.fromEntries(entries);
}

function readJson<T>(file: string): T {
  const path = join(FOLDER, file);
  if (!existsSync(path)) throw new StartFailure(`${path} is missing`);
  return JSON.parse(readFileSync(path, "utf8")) as T;
}
