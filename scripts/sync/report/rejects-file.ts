import { rmSync } from "node:fs";
import { REJECT_COLUMNS } from "../source/rejects-format.ts";
import { CsvFile } from "../spool/csv-file.ts";
import type { DocumentSpool } from "../spool/document-spool.ts";

/** A row, or what it is about, that cannot be taken. */
export interface KeyedReject {
  readonly code: string;
  readonly reason: string;
  /** Of the row, for people; empty where the org refused what several rows gave. */
  readonly position: string;
  readonly key: string;
}

/** Writes rejects that each stand for themselves; returns the file. */
export function writeKeyedRejects(path: string, keyColumn: string, rejects: readonly KeyedReject[]): string {
  const file = new CsvFile(path, ["reject_code", "reject_reason", "reject_position", keyColumn]);
  for (const { code, reason, position, key } of rejects) file.write([code, reason, position, key]);
  file.close();
  return path;
}

/**
 * Writes every row that is in no document of the org, with code, reason and line, all its cells and all other rows of its
 * document; returns how many. A row that has too many or too few cells keeps just those, so that it stays one to mend.
 */
export function writeRejects(spool: DocumentSpool, path: string, header: readonly string[]): number {
  const file = new CsvFile(path, [...REJECT_COLUMNS, ...header]);
  for (const { code, reason, position, cells } of spool.rejects()) file.write([code, reason, position, ...cells]);
  file.close();
  if (file.rows === 0) rmSync(path);
  return file.rows;
}
