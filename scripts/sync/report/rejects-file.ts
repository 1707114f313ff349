import { CsvFile } from "../spool/csv-file.ts";
import type { DocumentSpool } from "../spool/document-spool.ts";

/** Columns before the source's own; a replay reads the rest. */
export const REJECT_COLUMNS = ["reject_code", "reject_reason", "reject_line"] as const;

/** Writes every row that is in no document of the org, with code, reason and line; returns how many. */
export function writeRejects(spool: DocumentSpool, path: string, header: readonly string[]): number {
  const file = new CsvFile(path, [...REJECT_COLUMNS, ...header]);
  for (const { code, reason, line, cells } of spool.rejects()) {
    file.write([code, reason, String(line), ...header.map((_, index) => cells[index] ?? "")]);
  }
  file.close();
  return file.rows;
}
