/** What a cell holds; nothing is an empty cell. */
export type Cell = string | number | null | undefined;

/** Cells that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A table as spreadsheets read it: RFC 4180, with the mark that tells them it is UTF-8.
 *
 * @param rows texts and numbers; a text that begins like a formula is marked as text, a number never is
 */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellOf).join(",")).join("\r\n")}\r\n`;
}

/** Hands a table to the browser as a file to keep. */
export function downloadCsv(fileName: string, rows: readonly (readonly Cell[])[]): void {
  downloadText(fileName, "text/csv", csvOf(rows));
}

/** Hands a text to the browser as a file to keep. */
export function downloadText(fileName: string, type: string, text: string): void {
  download(fileName, `data:${type};charset=utf-8,${encodeURIComponent(text)}`);
}

/** Hands a PDF file to the browser, to keep. @param base64 its content */
export function downloadPdf(fileName: string, base64: string): void {
  download(fileName, `data:application/pdf;base64,${base64}`);
}

function download(fileName: string, address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
}

function cellOf(value: Cell): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
