import { createInterface } from "node:readline";
import type { CsvError } from "csv-parse";
import { CsvParser, type ParsedRecord } from "./csv-parser.ts";
import { headerLineOf, roughCells } from "./csv-header.ts";
import { readFault, SourceError } from "./source-error.ts";
import { lookAt, openText, openUtf8, type SourceFile } from "./source-file.ts";
import type { Source, SourceRow } from "./source.ts";
import { together } from "./together.ts";

export interface CsvOptions {
  readonly delimiter: string;
  /** Empty where nothing is quoted. */
  readonly quote: string;
  readonly encoding?: string | undefined;
  readonly headerLine?: number | undefined;
  /** Names of the columns, where the file has no header. */
  readonly columns?: readonly string[] | undefined;
  readonly lastLineMayBeOpen: boolean;
  /** Columns that will be read: they tell the header from what stands above it, and must not be named twice. */
  readonly expects: readonly string[];
}

/** Lines that are no rows; a second reading tells them. */
interface Gap {
  readonly first: number;
  readonly last: number;
  readonly problem: string;
}

/** Opens a CSV file, perhaps gzipped, and reads its header. Memory does not grow with the file. */
export async function openCsv(path: string, options: CsvOptions, name = path): Promise<Source> {
  const file = await lookAt(path, options.encoding, name);
  const source = new OpenCsv(file, options);
  await source.readHeader();
  return source;
}

class OpenCsv implements Source {
  header: readonly string[] = [];
  private readonly file: SourceFile;
  private readonly options: CsvOptions;
  private readonly stream: ReturnType<typeof openText>;
  private readonly records: AsyncIterator<readonly ParsedRecord[]>;
  /** Records that were read together with the header. */
  private first: readonly ParsedRecord[] = [];
  private readonly errors: { line: number; message: string }[] = [];
  private readonly headerLine: number;
  private end = 0;

  constructor(file: SourceFile, options: CsvOptions) {
    this.file = file;
    this.options = options;
    this.headerLine = options.columns ? 0 : headerLineOf(file.head, options);
    this.stream = openUtf8(file);
    const { delimiter, quote } = options;
    const parser = new CsvParser({ delimiter, quote, fromLine: Math.max(1, this.headerLine) });
    parser.on("skip", (error: CsvError) => {
      this.errors.push({ line: Number(error["lines"] ?? 0), message: error.message });
    });
    this.stream.text.on("error", (error: Error) =>
      parser.destroy(new SourceError(`${file.name}: ${readFault(error)}`))
    );
    this.stream.text.pipe(parser);
    this.records = parser[Symbol.asyncIterator]() as AsyncIterator<readonly ParsedRecord[]>;
  }

  get name(): string {
    return this.file.name;
  }

  progress(): { done: number; total: number } {
    return { done: this.stream.bytesRead(), total: this.file.bytesTotal };
  }

  close(): Promise<void> {
    this.stream.text.destroy();
    return Promise.resolve();
  }

  async readHeader(): Promise<void> {
    const { name } = this.file;
    if (this.options.columns) {
      this.header = this.options.columns;
    } else {
      const first = await this.records.next();
      if (first.done) throw new SourceError(`${name}: ${this.whyNoHeader()}`);
      const [header, ...others] = first.value;
      this.header = header!.record.map((column) => column.trim());
      this.end = header!.line;
      this.first = others;
    }
    const repeated = this.options.expects.find(
      (column) => this.header.indexOf(column) !== this.header.lastIndexOf(column)
    );
    if (repeated !== undefined)
      throw new SourceError(`${name}:${Math.max(1, this.headerLine)}: the header names the column '${repeated}' twice`);
  }

  private whyNoHeader(): string {
    return this.file.head.trim() === ""
      ? "the file is empty; a header line is expected"
      : `the file has nothing in line ${this.headerLine}, where its header should be (source.headerLine)`;
  }

  async *rows(): AsyncGenerator<readonly SourceRow[]> {
    const gaps: Gap[] = [];
    yield this.rowsOf(this.first, gaps);
    for (let next = await this.records.next(); !next.done; next = await this.records.next())
      yield this.rowsOf(next.value, gaps);
    yield this.unreadable(this.end + 1, Number.POSITIVE_INFINITY, gaps);
    for (const gap of gaps) yield* together(this.linesOf(gap));
  }

  private rowsOf(records: readonly ParsedRecord[], gaps: Gap[]): SourceRow[] {
    const rows: SourceRow[] = [];
    for (const { record, line } of records) {
      const breaks = line === this.end + 1 ? 0 : lineBreaks(record);
      if (this.errors.length > 0) rows.push(...this.unreadable(this.end + 1, line - breaks - 1, gaps));
      this.end = line;
      if (this.isHeaderAgain(record) || this.isBlank(record)) continue;
      const problem = this.problemOf(record, breaks);
      const position = String(line);
      if (problem === undefined) rows.push({ position, cells: record });
      else if (breaks > 0) rows.push(gapRow({ first: line - breaks, last: line, problem }, gaps));
      else rows.push({ position, problem, broken: record });
    }
    return rows;
  }

  /** An unclosed quote can swallow many lines: each stands for itself, as it stands in the file. */
  private async *linesOf({ first, last, problem }: Gap): AsyncGenerator<SourceRow> {
    const { text: input } = openText(this.file);
    const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
    let line = 0;
    for await (const text of lines) {
      line++;
      if (line >= first && line <= last && text.trim() !== "")
        yield { position: String(line), problem, raw: { text, cells: roughCells(text, this.options) } };
      if (line >= last) break;
    }
    input.destroy();
  }

  doubts(): string[] {
    const { name, encoding } = this.file;
    return [
      ...(this.stream.endsWithLine() || this.options.lastLineMayBeOpen
        ? []
        : [
            `${name}: the last line has no end: the file may be cut off (source.lastLineMayBeOpen, if its system writes it so)`
          ]),
      ...(this.stream.isUtf8AfterAll()
        ? [`${name}: source.encoding says ${encoding}, but the file is UTF-8: letters would arrive wrong`]
        : [])
    ];
  }

  /** A print of several pages, or files that were put together, repeat the header. */
  private isHeaderAgain(record: readonly string[]): boolean {
    return record.length === this.header.length && record.every((cell, index) => cell.trim() === this.header[index]);
  }

  /** Spreadsheets save the empty rows below a table as delimiters alone. */
  private isBlank(record: readonly string[]): boolean {
    return record.length === this.header.length && record.every((cell) => cell.trim() === "");
  }

  private problemOf(record: readonly string[], breaks: number): string | undefined {
    if (record.length !== this.header.length)
      return `the row has ${record.length} columns, the header has ${this.header.length}`;
    if (breaks > 0 && record.some((cell) => this.holdsRows(cell))) return "a quote is open over several rows";
    return undefined;
  }

  /** A quoted cell may have line breaks and delimiters, but not those of a whole row. */
  private holdsRows(cell: string): boolean {
    return (
      cell.includes("\n") && cell.split(this.options.delimiter).length >= this.header.length && this.header.length > 1
    );
  }

  /** Lines between two rows are blank, or something that the parser gave up on. */
  private unreadable(first: number, last: number, gaps: Gap[]): SourceRow[] {
    const here = this.errors.filter((error) => error.line >= first && error.line <= last);
    if (here.length === 0) return [];
    this.errors.splice(0, this.errors.length, ...this.errors.filter((error) => !here.includes(error)));
    return [gapRow({ first, last, problem: here[0]!.message }, gaps)];
  }
}

function gapRow(gap: Gap, gaps: Gap[]): SourceRow {
  gaps.push(gap);
  return { position: String(gap.first), problem: gap.problem, unreadable: true };
}

function lineBreaks(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) if (cell.includes("\n")) count += cell.split("\n").length - 1;
  return count;
}
