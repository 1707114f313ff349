import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { LoadedMapping } from "../mapping/load-mapping.ts";
import { DocumentSource, type PreparedRow } from "../source/document-source.ts";
import { eachOf } from "../source/together.ts";
import { pastRuns } from "./journal.ts";

/** Which rows of which documents a replay has: positions in the source by external id. */
export type ReplayedLines = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The other rows of documents that were rejected whole: a file that has but the row that was mended would make them
 * smaller than they are. They come from the newest run that has rejected those very rows.
 */
export async function* missingRows(
  loaded: LoadedMapping,
  workFolder: string,
  input: string,
  replayed: ReplayedLines,
  documentsOf: (row: PreparedRow) => readonly string[],
  header: readonly string[]
): AsyncGenerator<PreparedRow> {
  for (const file of rejectsFiles(workFolder, loaded.mapping.name, input)) {
    const rows: PreparedRow[] = [];
    let isTheirRun = false;
    const source = await DocumentSource.open(loaded, { input: file, isReplay: true, folder: workFolder });
    if (source.header.join("\u0000") !== header.join("\u0000")) continue;
    for await (const row of eachOf(source.rows())) {
      const lines = documentsOf(row).flatMap((document) => replayed.get(document) ?? []);
      if (lines.some((known) => known.has(row.position))) isTheirRun = true;
      else if (lines.length > 0 && !row.isDropped) rows.push(row);
    }
    if (!isTheirRun) continue;
    yield* rows;
    return;
  }
}

function rejectsFiles(workFolder: string, mapping: string, input: string): string[] {
  const files = pastRuns(workFolder)
    .filter(({ run }) => run.mapping === mapping && run.updates === undefined)
    .map(({ folder }) => resolve(join(folder, "rejects.csv")))
    .filter((file) => existsSync(file));
  return files.includes(resolve(input)) ? [] : files.reverse();
}
