import { Parser, type Info, type Options } from "csv-parse";
import { plainCells, type CellForm } from "./plain-cells.ts";

const BYTE_ORDER_MARK = "\uFEFF";
const MARK_BYTES = Buffer.from(BYTE_ORDER_MARK);
const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];
const NOTHING = Buffer.alloc(0);

/** A record, and the line on which it ends. */
export interface ParsedRecord {
  readonly record: readonly string[];
  readonly line: number;
}

export interface ParserOptions extends CellForm {
  /** What stands above it is no record. */
  readonly fromLine: number;
}

type Done = (error?: Error | null) => void;

/**
 * The parser of csv-parse for bytes of UTF-8, which gives the records of a chunk together, each with its line: its own option
 * `info` copies all of its state for each record. Lines that need no parser are cut without it, in a fifth of the time; from the
 * first one that is not so plain on, all is csv-parse's.
 */
export class CsvParser extends Parser {
  private readonly form: ParserOptions;
  private records: ParsedRecord[] = [];
  private isPlain: boolean;
  /** Of a plain file: the beginning of the line that stands open, as it came, and its number. */
  private open: Buffer[] = [];
  private line = 1;
  private endsWithReturn = false;

  constructor(form: ParserOptions) {
    super(parserOptions(form));
    this.form = form;
    this.isPlain = form.quote.length <= 1;
  }

  /** Takes what the parser finds; nothing of it leaves before the chunk is parsed. */
  override push(record: readonly string[] | null): boolean {
    if (record === null) {
      this.giveRecords();
      return super.push(null);
    }
    this.records.push({ record, line: this.info.lines });
    return true;
  }

  override _transform(chunk: Buffer, encoding: BufferEncoding, done: Done): void {
    const below = this.belowTitles(chunk);
    const rest = this.isPlain ? this.cutLines(below) : below;
    const passing = this.passing(done);
    if (rest.length === 0) passing();
    else super._transform(rest, encoding, passing);
  }

  override _flush(done: Done): void {
    const passing = this.passing(done);
    const flush: Done = (error) => (error ? passing(error) : super._flush(passing));
    const rest = this.isPlain ? this.cutText(Buffer.concat(this.open).toString("utf8")) : NOTHING;
    if (rest.length === 0) flush();
    else super._transform(rest, "utf8", flush);
  }

  /** Drops the lines above the first one that counts: whatever quotes a title has, it is no record. */
  private belowTitles(chunk: Buffer): Buffer {
    let start = 0;
    for (; start < chunk.length; start++) {
      const byte = chunk[start];
      const isRestOfEnd = this.endsWithReturn && byte === LINE_FEED;
      if (this.line >= this.form.fromLine && !isRestOfEnd) break;
      if (byte === CARRIAGE_RETURN || (byte === LINE_FEED && !isRestOfEnd)) this.line++;
      this.endsWithReturn = byte === CARRIAGE_RETURN;
    }
    if (start < chunk.length) this.endsWithReturn = false;
    return start === 0 ? chunk : chunk.subarray(start);
  }

  /** Cuts what is plain of a chunk; returns what is not, and all after it. */
  private cutLines(chunk: Buffer): Buffer {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end === 0) return this.keepOpen(chunk);
    const whole = Buffer.concat([...this.open, chunk.subarray(0, end)]);
    this.open = [chunk.subarray(end)];
    const rest = this.cutText(whole.toString("utf8"));
    return rest.length === 0 ? NOTHING : Buffer.concat([rest, ...this.open]);
  }

  /** A file of another system may end its lines by returns alone: it would be kept until its end. */
  private keepOpen(chunk: Buffer): Buffer {
    this.open.push(chunk);
    const found = chunk.indexOf(CARRIAGE_RETURN);
    return found < 0 || found === chunk.length - 1 ? NOTHING : this.leave(Buffer.concat(this.open));
  }

  private cutText(given: string): Buffer {
    const text = this.line === 1 && given.startsWith(BYTE_ORDER_MARK) ? given.slice(1) : given;
    for (let start = 0; start < text.length;) {
      const found = text.indexOf("\n", start);
      const end = found < 0 ? text.length : found;
      const isLong = found > start && text.charCodeAt(found - 1) === CARRIAGE_RETURN;
      const line = text.slice(start, isLong ? end - 1 : end);
      const record = plainCells(line, this.form);
      if (record === undefined) return this.leave(Buffer.from(text.slice(start)));
      // Empty lines are skipped, as csv-parse is told to.
      if (line !== "") this.records.push({ record, line: this.line });
      this.line++;
      start = end + 1;
    }
    return NOTHING;
  }

  /** The parser counts lines on from here, in its messages too. */
  private leave(rest: Buffer): Buffer {
    this.isPlain = false;
    (this.info as { -readonly [name in keyof Info]: Info[name] }).lines = this.line;
    // The parser drops a mark at the beginning of what it reads, and this may be the midst of the file.
    return this.line > 1 && rest.subarray(0, MARK_BYTES.length).equals(MARK_BYTES)
      ? Buffer.concat([MARK_BYTES, rest])
      : rest;
  }

  private passing(done: Done): Done {
    return (error) => {
      this.giveRecords();
      done(error);
    };
  }

  private giveRecords(): void {
    const { records } = this;
    this.records = [];
    if (records.length > 0) super.push(records);
  }
}

function parserOptions({ delimiter, quote }: ParserOptions): Options {
  const options = {
    bom: true,
    delimiter,
    quote: quote === "" ? false : quote,
    escape: quote === "" ? null : quote,
    record_delimiter: ["\r\n", "\n", "\r"],
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true,
    readableHighWaterMark: 2
  };
  return options;
}
