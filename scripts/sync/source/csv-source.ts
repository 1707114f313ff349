import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { CsvError } from "csv-parse";
import { parse, type Info } from "csv-parse";

/** The file as a whole cannot be read; the message names the file and, where known, the line. */
export class SourceError extends Error {}

export interface SourceRow {
  /** 1-based line of the file where the row ends; the header is line 1. */
  readonly line: number;
  /** In the order of the header. Absent where the row is broken. */
  readonly cells?: readonly string[];
  /** Why the row cannot be used. */
  readonly problem?: string;
  /** Cells of a row with too many or too few of them. */
  readonly broken?: readonly string[];
  /** First line of text that is no row at all; it reaches to `line`, and {@link CsvSource.linesBetween} reads it. */
  readonly firstLine?: number;
}

export interface CsvSource {
  readonly header: readonly string[];
  /** Rows in file order; a broken row is one with a `problem`, and the rest goes on. */
  rows(): AsyncGenerator<SourceRow>;
  /** Lines of the file as they stand, without blank ones; a second reading, for what the first could not understand. */
  linesBetween(first: number, last: number): AsyncGenerator<{ readonly line: number; readonly text: string }>;
  /** Bytes of the file read so far and in all, for progress. */
  bytesRead(): number;
  readonly bytesTotal: number;
}

export interface CsvOptions {
  readonly delimiter: string;
  readonly encoding: "utf8" | "latin1";
}

/** Opens `.csv` or `.csv.gz` and reads its header. Memory does not grow with the file. */
export async function openCsv(path: string, options: CsvOptions): Promise<CsvSource> {
  const bytesTotal = await sizeOf(path);
  const file = createReadStream(path);
  const content = path.endsWith(".gz") ? file.pipe(createGunzip()) : file;
  const parser = parse({
    bom: true,
    delimiter: options.delimiter,
    encoding: options.encoding,
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true
  });
  const errors: { line: number; message: string }[] = [];
  parser.on("skip", (error: CsvError) => errors.push({ line: Number(error["lines"] ?? 0), message: error.message }));
  for (const stream of content === file ? [file] : [file, content]) {
    stream.on("error", (error: Error) => parser.destroy(new SourceError(`${path}: ${readFault(error)}`)));
  }
  content.pipe(parser);
  const records = parser[Symbol.asyncIterator]() as AsyncIterator<{ record: string[]; info: Info }>;
  const first = await records.next();
  if (first.done) throw new SourceError(`${path}: the file is empty; a header line is expected`);
  const header = first.value.record.map((name) => name.trim());
  const repeated = header.find((name, index) => header.indexOf(name) !== index);
  if (repeated !== undefined) throw new SourceError(`${path}:1: the header names the column '${repeated}' twice`);

  async function* rows(): AsyncGenerator<SourceRow> {
    let end = first.done ? 1 : first.value.info.lines;
    for (let next = await records.next(); !next.done; next = await records.next()) {
      const { record, info } = next.value;
      const line = info.lines;
      yield* unreadable(end + 1, line - lineBreaks(record) - 1);
      end = line;
      if (record.length === header.length) yield { line, cells: record };
      else
        yield {
          line,
          problem: `the row has ${record.length} columns, the header has ${header.length}`,
          broken: record
        };
    }
    yield* unreadable(end + 1, Number.POSITIVE_INFINITY);
  }

  /** Lines between two rows are blank, or something that the parser gave up on. */
  function* unreadable(firstLine: number, lastLine: number): Generator<SourceRow> {
    const here = errors.filter((error) => error.line >= firstLine && error.line <= lastLine);
    if (here.length === 0) return;
    errors.splice(0, errors.length, ...errors.filter((error) => !here.includes(error)));
    yield { line: lastLine, firstLine, problem: here[0]!.message };
  }

  async function* linesBetween(from: number, to: number): AsyncGenerator<{ line: number; text: string }> {
    const again = createReadStream(path);
    const lines = createInterface({
      input: path.endsWith(".gz") ? again.pipe(createGunzip()) : again,
      crlfDelay: Number.POSITIVE_INFINITY
    });
    let line = 0;
    for await (const text of lines) {
      line++;
      if (line >= from && line <= to && text.trim() !== "") yield { line, text };
      if (line >= to) break;
    }
    again.destroy();
  }

  return { header, rows, linesBetween, bytesRead: () => file.bytesRead, bytesTotal };
}

function lineBreaks(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) if (cell.includes("\n")) count += cell.split("\n").length - 1;
  return count;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw new SourceError(`${path}: ${readFault(error as Error)}`);
  }
}

function readFault(error: Error): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return "no such file";
  if (code === "EACCES") return "not readable by this user";
  return `cannot be read: ${error.message}`;
}
