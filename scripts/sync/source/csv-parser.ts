import { Parser, type Info, type Options } from "csv-parse";
import { plainCells, type CellForm } from "./plain-cells.ts";

const BYTE_ORDER_MARK = "\uFEFF";
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
  /** Of a plain file: the beginning of the line that stands open, and its number. */
  private open: Buffer = NOTHING;
  private line = 1;

  constructor(form: ParserOptions) {
    super(parserOptions(form));
    this.form = form;
    this.isPlain = form.fromLine <= 1 && form.quote.length <= 1;
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
    const rest = this.isPlain ? this.cutLines(chunk) : chunk;
    const passing = this.passing(done);
    if (rest.length === 0) passing();
    else super._transform(rest, encoding, passing);
  }

  override _flush(done: Done): void {
    const passing = this.passing(done);
    const flush: Done = (error) => (error ? passing(error) : super._flush(passing));
    const rest = this.isPlain ? this.cutText(this.open.toString("utf8")) : NOTHING;
    if (rest.length === 0) flush();
    else super._transform(rest, "utf8", flush);
  }

  /** Cuts what is plain of a chunk; returns what is not, and all after it. */
  private cutLines(chunk: Buffer): Buffer {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    const whole = Buffer.concat([this.open, chunk.subarray(0, end)]);
    this.open = Buffer.concat([end === 0 ? this.open : NOTHING, chunk.subarray(end)]);
    if (end === 0) return NOTHING;
    const rest = this.cutText(whole.toString("utf8"));
    return rest.length === 0 ? NOTHING : Buffer.concat([rest, this.open]);
  }

  private cutText(given: string): Buffer {
    const text = this.line === 1 && given.startsWith(BYTE_ORDER_MARK) ? given.slice(1) : given;
    for (let start = 0; start < text.length;) {
      const found = text.indexOf("\n", start);
      const end = found < 0 ? text.length : found;
      const isLong = found > start && text.charCodeAt(found - 1) === CARRIAGE_RETURN;
      const line = text.slice(start, isLong ? end - 1 : end);
      const record = plainCells(line, this.form);
      if (record === undefined) return this.leave(text.slice(start));
      // Empty lines are skipped, as csv-parse is told to.
      if (line !== "") this.records.push({ record, line: this.line });
      this.line++;
      start = end + 1;
    }
    return NOTHING;
  }

  /** The parser counts lines on from here, in its messages too. */
  private leave(text: string): Buffer {
    this.isPlain = false;
    (this.info as { -readonly [name in keyof Info]: Info[name] }).lines = this.line;
    // The parser would drop a mark at the beginning of what it reads, and this is the midst of the file.
    return Buffer.from(text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK + text : text);
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

function parserOptions({ delimiter, quote, fromLine }: ParserOptions): Options {
  const options = {
    bom: true,
    delimiter,
    quote: quote === "" ? false : quote,
    escape: quote === "" ? null : quote,
    from_line: fromLine,
    record_delimiter: ["\r\n", "\n", "\r"],
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true,
    readableHighWaterMark: 2
  };
  return options;
}
