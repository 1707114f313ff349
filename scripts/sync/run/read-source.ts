import { keyColumns } from "../mapping/columns.ts";
import type { LoadedMapping } from "../mapping/load-mapping.ts";
import type { ProgressReport } from "../report/progress.ts";
import { DocumentSource, type PreparedRow } from "../source/document-source.ts";
import { SourceError } from "../source/source-error.ts";
import { RowError } from "../source/row-error.ts";
import { rowReader, type RowReader } from "../source/row-reader.ts";
import type { DocumentSpool } from "../spool/document-spool.ts";
import { missingRows } from "./replayed-rows.ts";
import { fileDoubts, numberDoubt, StopError, type Expectations } from "./stop.ts";

export interface ReadRequest {
  readonly mapping: LoadedMapping;
  readonly input: string;
  readonly isReplay: boolean;
  /** Holds the runs, of which a replay may take rows. */
  readonly workFolder: string;
  /** Takes what memory should not. */
  readonly folder: string;
  readonly expected: Expectations;
  /** Goes on with a file that is in doubt. */
  readonly yes: boolean;
  readonly report: ProgressReport;
  readonly signal?: AbortSignal | undefined;
  /** Where an earlier run has left off. */
  readonly cursor?: string | undefined;
}

export interface ReadResult {
  readonly header: readonly string[];
  /** Rows that the mapping leaves out. */
  readonly skippedRows: number;
  readonly notes: readonly string[];
  /** Where the next run goes on. */
  readonly cursor: string | undefined;
  /** Since when the source has told all of its documents, besides those that changed; milliseconds. */
  readonly recentSince: number | undefined;
  /** Of the source, for people. */
  readonly name: string;
}

/** Reads an export into the spool and makes documents of it; throws {@link StopError} where the file itself is in doubt. */
export async function readSource(request: ReadRequest, spool: DocumentSpool): Promise<ReadResult> {
  const { mapping, input, isReplay, folder, report, cursor } = request;
  const source = await DocumentSource.open(mapping, { input, isReplay, folder, cursor });
  try {
    const read = rowReader(mapping.mapping, source.header, (column) => source.writesNumbers(column));
    report.step("read", source.progress().total);
    const skippedByStatus = await new Filling(request, source, read, spool).fill();
    report.advance(source.progress().done);
    report.step("group into documents", 1);
    spool.groupDocuments(mapping.mapping);
    report.advance(1);
    report.endStep();
    const recentSince = await noteRecent(request, source, spool);
    const notes = doubtsAsNotes(request, source, read, spool, skippedByStatus);
    return {
      header: source.header,
      skippedRows: source.skipped + skippedByStatus,
      notes: [...notes, ...source.notes()],
      cursor: source.cursor(),
      recentSince,
      name: source.name
    };
  } finally {
    await source.close();
  }
}

/** Notes which documents of recent days the source still has; returns since when. */
async function noteRecent(
  { mapping: { mapping }, report }: ReadRequest,
  source: DocumentSource,
  spool: DocumentSpool
): Promise<number | undefined> {
  const recent = source.recentDocuments();
  if (!recent) return undefined;
  report.step("look for deleted documents", 1);
  const header = await recent.header();
  for (const column of keyColumns(mapping.document.externalId))
    if (!header.includes(column))
      throw new SourceError(
        `source.sweep: has no column '${column}' (document.externalId); it has ${header.join(", ")}`
      );
  const reader = rowReader(mapping, header);
  await spool.fill(async (tick) => {
    for await (const cells of recent.rows()) {
      spool.addStillThere(reader.documentOf(cells));
      tick();
    }
  });
  report.endStep();
  return recent.since;
}

function doubtsAsNotes(
  { mapping, expected, yes }: ReadRequest,
  source: DocumentSource,
  { numbers }: RowReader,
  spool: DocumentSpool,
  skippedByStatus: number
): string[] {
  const doubt = numberDoubt(numbers, source.name);
  if (doubt !== undefined) throw new SourceError(doubt);
  const doubts = fileDoubts(source, spool, mapping.mapping, expected, source.name, skippedByStatus);
  if (doubts.length > 0 && !yes) throw new StopError(doubts);
  return doubts;
}

class Filling {
  private readonly request: ReadRequest;
  private readonly source: DocumentSource;
  private readonly reader: RowReader;
  private readonly spool: DocumentSpool;
  private readonly replayed = new Map<string, Set<string>>();
  private skipped = 0;

  constructor(request: ReadRequest, source: DocumentSource, reader: RowReader, spool: DocumentSpool) {
    this.request = request;
    this.source = source;
    this.reader = reader;
    this.spool = spool;
  }

  /** Returns how many rows have a status that leaves them out. */
  async fill(): Promise<number> {
    const { isReplay, report, signal } = this.request;
    await this.spool.fill(async (tick) => {
      for await (const some of this.source.rows()) {
        for (const row of some) {
          if (!row.isDropped) this.add(row);
          if (isReplay) this.noteReplayed(row);
          tick();
        }
        report.advance(this.source.progress().done);
        signal?.throwIfAborted();
      }
      if (isReplay) await this.addMissingRows();
    });
    return this.skipped;
  }

  private add(row: PreparedRow): void {
    const { position, cells, problem, part } = row;
    if (problem !== undefined) {
      this.spool.addReject({ position, code: "BROKEN_ROW", reason: problem, cells }, this.documentsOf(row), part);
      return;
    }
    try {
      const read = this.reader.read(cells, position);
      if (read) this.spool.addLine(position, read, cells, part);
      else this.skipped++;
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      this.spool.addReject(
        { position, code: error.code, reason: error.message, cells },
        error.externalId ? [error.externalId] : [],
        part
      );
    }
  }

  /** Documents that a row may be a part of. */
  private documentsOf({ cells, problem, readings }: PreparedRow): readonly string[] {
    const all = problem === undefined ? [cells] : (readings ?? []);
    return [...new Set(all.map((reading) => this.reader.documentOf(reading)))].filter((document) => document !== "");
  }

  private noteReplayed(row: PreparedRow): void {
    for (const document of this.documentsOf(row)) {
      const lines = this.replayed.get(document);
      if (lines) lines.add(row.position);
      else this.replayed.set(document, new Set([row.position]));
    }
  }

  private async addMissingRows(): Promise<void> {
    const { mapping, workFolder, input, report } = this.request;
    const rows = missingRows(
      mapping,
      workFolder,
      input,
      this.replayed,
      (row) => this.documentsOf(row),
      this.source.header
    );
    let added = 0;
    for await (const row of rows) {
      this.add(row);
      added++;
    }
    if (added > 0)
      report.note(`${added} other rows of the same documents are taken from the rejects of their run`, { rows: added });
  }
}
