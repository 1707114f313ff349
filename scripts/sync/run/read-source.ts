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
}

export interface ReadResult {
  readonly header: readonly string[];
  /** Rows that the mapping leaves out. */
  readonly skippedRows: number;
  readonly notes: readonly string[];
}

/** Reads an export into the spool and makes documents of it; throws {@link StopError} where the file itself is in doubt. */
export async function readSource(request: ReadRequest, spool: DocumentSpool): Promise<ReadResult> {
  const { mapping, input, isReplay, folder, report } = request;
  const source = await DocumentSource.open(mapping, input, isReplay, folder);
  try {
    const read = rowReader(mapping.mapping, source.header);
    report.step("read", source.bytesTotal);
    const skippedByStatus = await new Filling(request, source, read, spool).fill();
    report.advance(source.bytesTotal);
    report.step("group into documents", 1);
    spool.groupDocuments(mapping.mapping);
    report.advance(1);
    report.endStep();
    const notes = doubtsAsNotes(request, source, read, spool);
    return {
      header: source.header,
      skippedRows: source.skipped + skippedByStatus,
      notes: [...notes, ...source.notes()]
    };
  } finally {
    source.close();
  }
}

function doubtsAsNotes(
  { mapping, input, expected, yes }: ReadRequest,
  source: DocumentSource,
  { numbers }: RowReader,
  spool: DocumentSpool
): string[] {
  const doubt = numberDoubt(numbers, input);
  if (doubt !== undefined) throw new SourceError(doubt);
  const doubts = fileDoubts(source, spool, mapping.mapping, expected, input);
  if (doubts.length > 0 && !yes) throw new StopError(doubts);
  return doubts;
}

class Filling {
  private readonly request: ReadRequest;
  private readonly source: DocumentSource;
  private readonly reader: RowReader;
  private readonly spool: DocumentSpool;
  private readonly replayed = new Map<string, Set<number>>();
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
    let rows = 0;
    await this.spool.fill(async (tick) => {
      for await (const row of this.source.rows()) {
        this.add(row);
        if (isReplay) this.noteReplayed(row);
        tick();
        if (++rows % 5000 !== 0) continue;
        report.advance(this.source.bytesRead());
        signal?.throwIfAborted();
      }
      if (isReplay) await this.addMissingRows();
    });
    return this.skipped;
  }

  private add(row: PreparedRow): void {
    const { line, cells, problem } = row;
    if (problem !== undefined) {
      this.spool.addReject({ line, code: "BROKEN_ROW", reason: problem, cells }, this.documentsOf(row));
      return;
    }
    try {
      const read = this.reader.read(cells, line);
      if (read) this.spool.addLine(line, read, cells);
      else this.skipped++;
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      this.spool.addReject(
        { line, code: error.code, reason: error.message, cells },
        error.externalId ? [error.externalId] : []
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
      if (lines) lines.add(row.line);
      else this.replayed.set(document, new Set([row.line]));
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
