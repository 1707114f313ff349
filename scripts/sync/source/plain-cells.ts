export interface CellForm {
  readonly delimiter: string;
  /** One character, or empty where nothing is quoted. */
  readonly quote: string;
}

/**
 * The cells of a line that is a record of its own: no cell is quoted, or each quoted one ends on this line and at a delimiter.
 * Undefined for any other line: it may be the beginning of something, or broken.
 */
export function plainCells(line: string, form: CellForm): readonly string[] | undefined {
  if (line.includes("\r")) return undefined;
  const { delimiter, quote } = form;
  return quote !== "" && line.includes(quote) ? quotedCells(line, form) : line.split(delimiter);
}

function quotedCells(line: string, { delimiter, quote }: CellForm): readonly string[] | undefined {
  const cells: string[] = [];
  for (let start = 0; start <= line.length;) {
    if (line.startsWith(quote, start)) {
      const end = closingQuote(line, start + 1, quote);
      if (end === undefined) return undefined;
      const after = end + 1;
      if (after < line.length && !line.startsWith(delimiter, after)) return undefined;
      cells.push(line.slice(start + 1, end).replaceAll(quote + quote, quote));
      start = after + delimiter.length;
      if (after === line.length) return cells;
    } else {
      const found = line.indexOf(delimiter, start);
      const end = found < 0 ? line.length : found;
      const cell = line.slice(start, end);
      if (cell.includes(quote)) return undefined;
      cells.push(cell);
      start = end + delimiter.length;
      if (found < 0) return cells;
    }
  }
  return cells;
}

/** A quote within quotes is written twice. */
function closingQuote(line: string, from: number, quote: string): number | undefined {
  for (let end = line.indexOf(quote, from); end >= 0; end = line.indexOf(quote, end + 2))
    if (line[end + 1] !== quote) return end;
  return undefined;
}
