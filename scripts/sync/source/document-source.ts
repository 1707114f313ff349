import { columnsOf } from "../mapping/columns.ts";
import { checkColumns, type LoadedMapping } from "../mapping/load-mapping.ts";
import type { Mapping } from "../mapping/mapping.ts";
import { DROP, REJECTS_FORMAT, withoutRejectColumns } from "./rejects-format.ts";
import { openCsv, type CsvOptions, type CsvSource, type SourceRow } from "./csv-source.ts";
import { JoinedFile } from "./joined-file.ts";
import { rowCondition, type Cell } from "./row-conditions.ts";

/** A row that is a part of a document, or that would be one if it could be read. */
export interface PreparedRow {
  /** Line of the source, also where it is read from a rejects file. */
  readonly line: number;
  /** As they are to be read: filled down and joined. */
  readonly cells: readonly string[];
  /** Why the cells cannot be used; they stand as they are in the file then. */
  readonly problem?: string;
  /** Readings of a broken row's cells, of which one may be right. */
  readonly readings?: readonly (readonly string[])[];
}

/** What a file says of itself in a row of its own. */
export interface ControlTotals {
  readonly line: number;
  readonly rows?: string;
  readonly amount?: string;
}

/** An export, or a rejects file of one, as rows that belong to documents. */
export class DocumentSource {
  readonly header: readonly string[];
  readonly bytesTotal: number;
  readonly encoding: string;
  /** Rows that the mapping leaves out. */
  skipped = 0;
  trailer: ControlTotals | undefined;
  private readonly csv: CsvSource;
  private readonly mapping: Mapping;
  private readonly isReplay: boolean;
  private readonly joined: JoinedFile | undefined;
  private readonly filled = new Map<string, string>();
  private fillIsCertain = true;

  private constructor(csv: CsvSource, mapping: Mapping, isReplay: boolean, joined: JoinedFile | undefined) {
    this.csv = csv;
    this.mapping = mapping;
    this.isReplay = isReplay;
    this.joined = joined;
    this.header = isReplay ? withoutRejectColumns(csv.header) : [...csv.header, ...(joined?.header ?? [])];
    this.bytesTotal = csv.bytesTotal;
    this.encoding = csv.encoding;
  }

  /** Opens the files and holds their columns against the mapping. `folder` takes what memory should not. */
  static async open(loaded: LoadedMapping, input: string, isReplay: boolean, folder: string): Promise<DocumentSource> {
    const { mapping } = loaded;
    const options = csvOptions(mapping);
    const csv = await openCsv(input, isReplay ? { ...REJECTS_FORMAT, expects: options.expects } : options);
    const { join } = mapping.source;
    const joined = join && !isReplay ? await JoinedFile.open(join, input, csv.header, options, folder) : undefined;
    const source = new DocumentSource(csv, mapping, isReplay, joined);
    checkColumns(loaded, source.header, joined ? `${input} with ${join!.file}` : input);
    return source;
  }

  bytesRead(): number {
    return this.csv.bytesRead();
  }

  /** Rows of documents in the order of the file. */
  async *rows(): AsyncGenerator<PreparedRow> {
    const skip = this.isReplay ? [] : this.mapping.source.skipRows.map(rowCondition);
    const keep = this.isReplay ? [] : this.mapping.source.keepRows.map(rowCondition);
    const { trailer } = this.mapping.source;
    const isTrailer = trailer && !this.isReplay ? rowCondition(trailer.row) : () => false;
    const positions = positionsOf(this.csv.header);
    const unreadable: SourceRow[] = [];
    for await (const row of this.csv.rows()) {
      if (row.firstLine !== undefined) {
        this.fillIsCertain = false;
        unreadable.push(row);
        continue;
      }
      const cells = row.cells ?? row.broken!;
      if (this.isReplay && cells[0] === DROP) {
        this.skipped++;
        continue;
      }
      const cell: Cell = (column) => cells[positions.get(column)!]?.trim() ?? "";
      // A row of totals is often shorter than the others.
      if (isTrailer(cell)) this.noteTrailer(row.line, cell);
      else if (skip.some((test) => test(cell)) || !keep.every((test) => test(cell))) this.skipped++;
      else yield row.cells ? this.prepared(row, row.cells) : this.broken(row, row.broken!);
    }
    yield* this.unreadableRows(unreadable);
  }

  /** What is wrong with the files as a whole; known once all rows are read. */
  doubts(): string[] {
    return this.csv.doubts();
  }

  /** What operations should know, though nothing is wrong. */
  notes(): string[] {
    const unused = this.joined?.unused() ?? 0;
    return unused > 0 ? [`${unused} documents of ${this.mapping.source.join!.file} have no line`] : [];
  }

  close(): void {
    this.joined?.close();
  }

  private prepared({ line }: SourceRow, cells: readonly string[]): PreparedRow {
    if (this.isReplay) return { line: rejectLine(cells, line), cells: cells.slice(REJECTS_FORMAT.leading) };
    const uncertain = this.uncertainColumn(cells);
    const filled = this.fill(cells);
    if (uncertain !== undefined)
      return {
        line,
        cells: filled,
        problem: `${uncertain} is empty, and a row above it is broken`,
        readings: [filled]
      };
    const extended = this.joined ? this.joined.extend(filled) : filled;
    if (extended) return { line, cells: extended };
    const problem = `${this.mapping.source.join!.file} has no row for this line`;
    return { line, cells: filled, problem, readings: [filled] };
  }

  private broken({ line, problem }: SourceRow, cells: readonly string[]): PreparedRow {
    if (this.isReplay) {
      const own = cells.slice(REJECTS_FORMAT.leading);
      return { line: rejectLine(cells, line), cells: own, problem: problem!, readings: this.readingsOf(own, [own]) };
    }
    this.fillIsCertain = false;
    return { line, cells, problem: problem!, readings: this.readingsOf(cells, []) };
  }

  /** An unclosed quote can swallow many lines: each stands for itself. */
  private async *unreadableRows(rows: readonly SourceRow[]): AsyncGenerator<PreparedRow> {
    for (const { firstLine, line: lastLine, problem } of rows)
      for await (const { line, text, cells } of this.csv.linesBetween(firstLine!, lastLine))
        yield { line, cells: [text], problem: problem!, readings: this.readingsOf(cells, []) };
  }

  /**
   * Of a row with too many or too few cells the first ones stand where they should, or the last ones do. A single cell is
   * the text of a whole row, as a rejects file keeps it.
   */
  private readingsOf(cells: readonly string[], more: readonly (readonly string[])[]): (readonly string[])[] {
    const { length } = this.csv.header;
    const whole = this.isReplay ? length - REJECTS_FORMAT.leading : length;
    const fromEnd = Array.from({ length: whole }, (_, index) => cells[cells.length - whole + index] ?? "");
    const asText = this.isReplay && cells.length === 1 ? [cells[0]!.split(this.mapping.source.delimiter)] : [];
    return [cells, fromEnd, ...asText, ...more].map((reading) => this.filledReading(reading));
  }

  private filledReading(cells: readonly string[]): readonly string[] {
    if (this.mapping.source.fillDown.length === 0 || this.isReplay) return cells;
    return this.csv.header.map((column, index) => cells[index]?.trim() || this.filled.get(column) || "");
  }

  private uncertainColumn(cells: readonly string[]): string | undefined {
    const { fillDown } = this.mapping.source;
    if (this.fillIsCertain || fillDown.length === 0) return undefined;
    const empty = fillDown.find((column) => cells[this.csv.header.indexOf(column)]!.trim() === "");
    if (empty === undefined) this.fillIsCertain = true;
    return empty;
  }

  private fill(cells: readonly string[]): readonly string[] {
    const { fillDown } = this.mapping.source;
    if (fillDown.length === 0) return cells;
    const filled = [...cells];
    for (const column of fillDown) {
      const index = this.csv.header.indexOf(column);
      if (filled[index]!.trim() === "") filled[index] = this.filled.get(column) ?? "";
      else this.filled.set(column, filled[index]!);
    }
    return filled;
  }

  private noteTrailer(line: number, cell: Cell): void {
    const { rows, amount } = this.mapping.source.trailer!;
    this.trailer = {
      line,
      ...(rows === undefined ? {} : { rows: cell(rows) }),
      ...(amount === undefined ? {} : { amount: cell(amount) })
    };
  }
}

function csvOptions(mapping: Mapping): CsvOptions {
  const { delimiter, quote, encoding, headerLine, columns, lastLineMayBeOpen } = mapping.source;
  const expects = [...new Set(columnsOf(mapping).map(({ column }) => column))];
  return { delimiter, quote, encoding, headerLine, columns, lastLineMayBeOpen, expects };
}

function positionsOf(header: readonly string[]): ReadonlyMap<string, number> {
  return new Map(header.map((name, index) => [name, index] as const).reverse());
}

/** A rejects file keeps the line of the source; where it was written by hand, its own counts. */
function rejectLine(cells: readonly string[], line: number): number {
  return /^\d+$/.test(cells[2] ?? "") ? Number(cells[2]) : line;
}
