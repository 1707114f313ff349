import { dirname } from "node:path";
import { columnsOf } from "../mapping/columns.ts";
import { checkColumns, type LoadedMapping } from "../mapping/load-mapping.ts";
import type { Mapping } from "../mapping/mapping.ts";
import type { ControlTotalSettings } from "../mapping/source-settings.ts";
import { DROP, REJECTS_FORMAT, withoutRejectColumns } from "./rejects-format.ts";
import { openCsv } from "./csv-source.ts";
import { csvOptions } from "./csv-options.ts";
import { JoinedFile } from "./joined-file.ts";
import { openSource } from "./open-source.ts";
import { rowCondition, type Cell } from "./row-conditions.ts";
import { SourceError } from "./source-error.ts";
import type { RecentDocuments, Source, SourceRequest, SourceRow } from "./source.ts";

/** A row that is a part of a document, or that would be one if it could be read. */
export interface PreparedRow {
  /** Where the row stands in the source, also where it is read from a rejects file. */
  readonly position: string;
  /** As they are to be read: filled down and joined. */
  readonly cells: readonly string[];
  /** Why the cells cannot be used; they stand as they are in the file then. */
  readonly problem?: string;
  /** Readings of a broken row's cells, of which one may be right. */
  readonly readings?: readonly (readonly string[])[];
  /** Of several files, which one, from 0. */
  readonly part: number;
  /** A person has left it out for good; it stands here so that nobody adds it again. */
  readonly isDropped?: boolean;
}

/** What a file says of itself in a row of its own. */
export interface ControlTotals {
  readonly position: string;
  readonly rows?: string;
  readonly amount?: string;
}

/** What a run, a replay or a check wants to read. */
export interface DocumentRequest {
  /** See {@link SourceRequest.input}; a replay's rejects file. */
  readonly input: string;
  readonly isReplay: boolean;
  readonly folder: string;
  readonly cursor?: string | undefined;
}

type LeftOut = (cells: readonly string[], position: string) => boolean;

/** A source, or a rejects file of one, as rows that belong to documents. */
export class DocumentSource {
  readonly header: readonly string[];
  /** Rows that the mapping leaves out. */
  skipped = 0;
  trailer: ControlTotals | undefined;
  private readonly source: Source;
  private readonly mapping: Mapping;
  private readonly isReplay: boolean;
  private readonly joined: JoinedFile | undefined;
  private readonly filled = new Map<string, string>();
  private fillIsCertain = true;
  private part = 0;

  private constructor(source: Source, mapping: Mapping, isReplay: boolean, joined: JoinedFile | undefined) {
    this.source = source;
    this.mapping = mapping;
    this.isReplay = isReplay;
    this.joined = joined;
    this.header = isReplay ? withoutRejectColumns(source.header) : [...source.header, ...(joined?.header ?? [])];
  }

  /** Opens the source and holds its columns against the mapping. */
  static async open(loaded: LoadedMapping, request: DocumentRequest): Promise<DocumentSource> {
    const { mapping } = loaded;
    const { isReplay, folder, input } = request;
    const expects = [...new Set(columnsOf(mapping).map(({ column }) => column))];
    const wanted: SourceRequest = { input, expects, folder, cursor: request.cursor };
    const source = isReplay
      ? await openCsv(input, { ...REJECTS_FORMAT, expects })
      : await openSource(mapping.source, wanted);
    const joined = isReplay ? undefined : await joinedFile(mapping, source, wanted);
    const documents = new DocumentSource(source, mapping, isReplay, joined);
    checkColumns(loaded, documents.header, joined ? `${source.name} with ${joined.file}` : source.name);
    return documents;
  }

  /** See {@link Source.name}. */
  get name(): string {
    return this.source.name;
  }

  /** The mapping says that a row tells the control totals of the file. */
  get hasTrailer(): boolean {
    return !this.isReplay && "trailer" in this.mapping.source && this.mapping.source.trailer !== undefined;
  }

  progress(): { readonly done: number; readonly total: number } {
    return this.source.progress();
  }

  /** See {@link Source.cursor}. */
  cursor(): string | undefined {
    return this.isReplay ? undefined : this.source.cursor?.();
  }

  /** See {@link Source.recentDocuments}. */
  recentDocuments(): RecentDocuments | undefined {
    return this.isReplay ? undefined : this.source.recentDocuments?.();
  }

  /** See {@link Source.writesNumbers}. */
  writesNumbers(column: string): boolean {
    return this.source.writesNumbers?.(column) ?? false;
  }

  /** Rows of documents in the order of the source; those that are at hand come together. */
  async *rows(): AsyncGenerator<readonly PreparedRow[]> {
    const leftOut = this.isReplay ? () => false : this.leftOut();
    for await (const rows of this.source.rows()) yield this.preparedRows(rows, leftOut);
  }

  private preparedRows(rows: readonly SourceRow[], leftOut: LeftOut): PreparedRow[] {
    const prepared: PreparedRow[] = [];
    for (const row of rows) {
      this.notePart(row.part ?? 0);
      if (row.unreadable) this.fillIsCertain = false;
      else if (row.raw) prepared.push(this.rawRow(row, row.raw));
      else if (this.isReplay && (row.cells ?? row.broken!)[0] === DROP) {
        this.skipped++;
        prepared.push({ ...this.preparedOrBroken(row), isDropped: true });
      } else if (!leftOut(row.cells ?? row.broken!, row.position)) prepared.push(this.preparedOrBroken(row));
    }
    return prepared;
  }

  /** What stands above the first row of a file is in no other file, but where they are parts of one. */
  private notePart(part: number): void {
    if (part === this.part) return;
    this.part = part;
    const { source } = this.mapping;
    if ("files" in source && source.files === "parts") return;
    this.filled.clear();
    this.fillIsCertain = true;
  }

  /** The test for rows that belong to no document; notes what it finds. */
  private leftOut(): LeftOut {
    const { source: settings } = this.mapping;
    const [skip, keep] = [settings.skipRows.map(rowCondition), settings.keepRows.map(rowCondition)];
    const trailer = "trailer" in settings ? settings.trailer : undefined;
    if (skip.length + keep.length === 0 && !trailer) return () => false;
    const isTrailer = trailer ? rowCondition(trailer.row) : () => false;
    const positions = positionsOf(this.source.header);
    return (cells, position) => {
      const cell: Cell = (column) => cells[positions.get(column)!]?.trim() ?? "";
      // A row of totals is often shorter than the others.
      if (isTrailer(cell)) this.noteTrailer(position, cell, trailer!);
      else if (skip.some((test) => test(cell)) || !keep.every((test) => test(cell))) this.skipped++;
      else return false;
      return true;
    };
  }

  /** What is wrong with the source as a whole; known once all rows are read. */
  doubts(): string[] {
    return this.source.doubts();
  }

  /** What operations should know, though nothing is wrong. */
  notes(): string[] {
    const unused = this.joined?.unused() ?? 0;
    const ofSource = this.isReplay ? [] : (this.source.notes?.() ?? []);
    return unused > 0 ? [...ofSource, `${unused} documents of ${this.joined!.file} have no line`] : [...ofSource];
  }

  async close(): Promise<void> {
    this.joined?.close();
    await this.source.close();
  }

  private preparedOrBroken(row: SourceRow): PreparedRow {
    return row.cells ? this.prepared(row, row.cells) : this.broken(row, row.broken!);
  }

  private prepared({ position, part = 0 }: SourceRow, cells: readonly string[]): PreparedRow {
    if (this.isReplay)
      return { position: rejectPosition(cells, position), cells: cells.slice(REJECTS_FORMAT.leading), part };
    const uncertain = this.uncertainColumn(cells);
    const filled = this.fill(cells);
    const unusable = (problem: string): PreparedRow => ({ position, cells: filled, problem, readings: [filled], part });
    if (uncertain !== undefined) return unusable(`${uncertain} is empty, and a row above it is broken`);
    const extended = this.joined ? this.joined.extend(filled) : filled;
    if (extended) return { position, cells: extended, part };
    return unusable(`${this.joined!.file} has no row for this line`);
  }

  private broken({ position, problem, part = 0 }: SourceRow, cells: readonly string[]): PreparedRow {
    if (this.isReplay) {
      const own = cells.slice(REJECTS_FORMAT.leading);
      const readings = this.readingsOf(own, [own]);
      return { position: rejectPosition(cells, position), cells: own, problem: problem!, readings, part };
    }
    this.fillIsCertain = false;
    return { position, cells, problem: problem!, readings: this.readingsOf(cells, []), part };
  }

  private rawRow({ position, problem, part = 0 }: SourceRow, raw: NonNullable<SourceRow["raw"]>): PreparedRow {
    return { position, cells: [raw.text], problem: problem!, readings: this.readingsOf(raw.cells, []), part };
  }

  /**
   * Of a row with too many or too few cells the first ones stand where they should, or the last ones do. A single cell is
   * the text of a whole row, as a rejects file keeps it.
   */
  private readingsOf(cells: readonly string[], more: readonly (readonly string[])[]): (readonly string[])[] {
    const { length } = this.source.header;
    const whole = this.isReplay ? length - REJECTS_FORMAT.leading : length;
    const fromEnd = Array.from({ length: whole }, (_, index) => cells[cells.length - whole + index] ?? "");
    const { source: settings } = this.mapping;
    const delimiter = settings.format === "csv" ? settings.delimiter : ",";
    const asText = this.isReplay && cells.length === 1 ? [cells[0]!.split(delimiter)] : [];
    return [cells, fromEnd, ...asText, ...more].map((reading) => this.filledReading(reading));
  }

  private filledReading(cells: readonly string[]): readonly string[] {
    if (this.mapping.source.fillDown.length === 0 || this.isReplay) return cells;
    return this.source.header.map((column, index) => cells[index]?.trim() || this.filled.get(column) || "");
  }

  private uncertainColumn(cells: readonly string[]): string | undefined {
    const { fillDown } = this.mapping.source;
    if (this.fillIsCertain || fillDown.length === 0) return undefined;
    const empty = fillDown.find((column) => cells[this.source.header.indexOf(column)]!.trim() === "");
    if (empty === undefined) this.fillIsCertain = true;
    return empty;
  }

  private fill(cells: readonly string[]): readonly string[] {
    const { fillDown } = this.mapping.source;
    if (fillDown.length === 0) return cells;
    const filled = [...cells];
    for (const column of fillDown) {
      const index = this.source.header.indexOf(column);
      if (filled[index]!.trim() === "") filled[index] = this.filled.get(column) ?? "";
      else this.filled.set(column, filled[index]!);
    }
    return filled;
  }

  private noteTrailer(position: string, cell: Cell, { rows, amount }: ControlTotalSettings): void {
    this.trailer = {
      position,
      ...(rows === undefined ? {} : { rows: cell(rows) }),
      ...(amount === undefined ? {} : { amount: cell(amount) })
    };
  }
}

async function joinedFile(
  { source: settings }: Mapping,
  source: Source,
  { input, expects, folder }: SourceRequest
): Promise<JoinedFile | undefined> {
  if (settings.format !== "csv" || !settings.join) return undefined;
  if (input.startsWith("sftp://"))
    throw new SourceError("source.join is for files of this machine: fetch both, and name the one with the lines");
  // What comes in has no folder; the one in which the command was given stands for it.
  const folderOfLines = input === "-" ? process.cwd() : dirname(source.name);
  return JoinedFile.open(settings.join, folderOfLines, source.header, csvOptions(settings, expects), folder);
}

function positionsOf(header: readonly string[]): ReadonlyMap<string, number> {
  return new Map(header.map((name, index) => [name, index] as const).reverse());
}

/** A rejects file keeps the position in the source; where it was written by hand, its own line counts. */
function rejectPosition(cells: readonly string[], line: string): string {
  return cells[2]?.trim() || line;
}
