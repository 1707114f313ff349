import { parse } from "csv-parse/sync";
import type { CsvOptions } from "./csv-source.ts";

const LINES_SEARCHED = 60;

/**
 * Line of the header: as said, or the first that names all columns that are expected. Where none does, the one that names
 * most of them, so that the missing ones can be told.
 */
export function headerLineOf(head: string, options: CsvOptions): number {
  if (options.headerLine !== undefined) return options.headerLine;
  const lines = head.split(/\r\n|\n|\r/, LINES_SEARCHED);
  const hits = lines.map((line) => {
    const names = new Set(cellsOf(line, options).map((cell) => cell.trim()));
    return options.expects.filter((column) => names.has(column)).length;
  });
  const most = Math.max(...hits);
  return most === 0 ? 1 : hits.indexOf(most) + 1;
}

/** The cells of one line that may not be valid CSV: whatever quotes it has are text. */
export function roughCells(line: string, { delimiter, quote }: CsvOptions): string[] {
  return line.split(delimiter).map((cell) => {
    const text = cell.trim();
    return quote !== "" && text.startsWith(quote) && text.endsWith(quote) && text.length > 1 ? text.slice(1, -1) : text;
  });
}

/** The cells of one line, by the rules where it follows them. */
export function cellsOf(line: string, options: CsvOptions): string[] {
  try {
    const [cells] = parse(line, {
      delimiter: options.delimiter,
      quote: options.quote === "" ? false : options.quote,
      escape: options.quote === "" ? null : options.quote,
      relax_column_count: true,
      bom: true
    });
    return cells ?? [];
  } catch {
    return roughCells(line, options);
  }
}
