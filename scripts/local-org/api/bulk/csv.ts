import { parse, type Options, type Parser } from "csv-parse";
import { Readable } from "node:stream";
import { dictionary } from "../../values/dictionary.ts";

/** "Bulk API 2.0 Developer Guide: Create a Job", columnDelimiter. */
const DELIMITERS: Readonly<Record<string, string>> = dictionary({
  BACKQUOTE: "`",
  CARET: "^",
  COMMA: ",",
  PIPE: "|",
  SEMICOLON: ";",
  TAB: "\t"
});

export function delimiterOf(name: string): string | undefined {
  return DELIMITERS[name];
}

/** Records of CSV text, header included, as arrays of cells; a malformed record throws with its line. */
export function csvRecords(parts: Iterable<Uint8Array>, columnDelimiter: string): Parser {
  const options: Options = { bom: true, delimiter: delimiterOf(columnDelimiter) ?? ",", skip_empty_lines: true };
  return Readable.from(parts, { objectMode: false }).pipe(parse(options));
}

/** One line of CSV, every cell quoted, as the platform's result files have it. */
export function csvLine(cells: readonly string[], columnDelimiter: string, lineEnding: string): string {
  return (
    cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiterOf(columnDelimiter) ?? ",") +
    (lineEnding === "CRLF" ? "\r\n" : "\n")
  );
}
