import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import type { CsvError} from "csv-parse";
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
  /** What could be read of a broken row, for the rejects file. */
  readonly broken?: readonly string[];
}

export interface CsvSource {
  readonly header: readonly string[];
  /** Rows in file order; a broken row is one with a `problem`, and the rest goes on. */
  rows(): AsyncGenerator<SourceRow>;
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
  const broken: SourceRow[] = [];
  parser.on("skip", (error: CsvError, raw: string | undefined) => {
    broken.push({ line: Number(error["lines"] ?? 0), problem: error.message, broken: [raw ?? ""] });
  });
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
    for (let next = await records.next(); !next.done; next = await records.next()) {
      yield* broken.splice(0);
      const { record, info } = next.value;
      const line = info.lines;
      if (record.length === header.length) yield { line, cells: record };
      else yield { line, problem: `the row has ${record.length} columns, the header has ${header.length}`, broken: record };
    }
    yield* broken.splice(0);
  }

  return { header, rows, bytesRead: () => file.bytesRead, bytesTotal };
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
