import type { MappedColumn } from "../mapping/columns.ts";
import { requireColumns, type Loaded } from "../mapping/load-mapping.ts";
import type { SourceSettings } from "../mapping/source-settings.ts";
import { certainText, encodingOf } from "./certain-text.ts";
import { openSource } from "./open-source.ts";
import { rowCondition } from "./row-conditions.ts";
import { SourceError } from "./source-error.ts";
import { eachOf } from "./together.ts";

export type Cell = (column: string) => string;

export interface PlainRequest {
  readonly input: string;
  /** Takes what memory should not. */
  readonly folder: string;
  /** Undefined to read from the beginning. */
  readonly cursor?: string | undefined;
}

export interface PlainRow {
  /** Throws {@link RowError} for what is no text. */
  readonly cell: Cell;
  readonly position: string;
  /** See `Source.writesNumbers`. */
  readonly isCertainNumber: (column: string) => boolean;
  /** Of several files, which one, from 0. */
  readonly part: number;
}

export interface PlainResult {
  /** Rows that were taken. */
  readonly rows: number;
  /** File, or system and address. */
  readonly name: string;
  readonly cursor: string | undefined;
  /** What is wrong with the source as a whole. */
  readonly doubts: readonly string[];
}

/**
 * Gives each row that the mapping does not skip, with its place in the source.
 * @throws SourceError where a row cannot be read: what it would have said is not known
 */
export async function eachPlainRow(
  { mapping, place }: Loaded<{ readonly source: SourceSettings }>,
  columns: readonly MappedColumn[],
  { input, folder, cursor }: PlainRequest,
  take: (row: PlainRow) => void
): Promise<PlainResult> {
  const expects = [...new Set(columns.map(({ column }) => column))];
  const source = await openSource(mapping.source, { input, expects, folder, cursor });
  try {
    requireColumns(columns, place, source.header, source.name);
    const [skip, keep] = [mapping.source.skipRows.map(rowCondition), mapping.source.keepRows.map(rowCondition)];
    const places = new Map(source.header.map((name, index) => [name, index] as const).reverse());
    const encoding = encodingOf(mapping.source);
    const isCertainNumber = (column: string): boolean => source.writesNumbers?.(column) ?? false;
    let rows = 0;
    for await (const row of eachOf(source.rows())) {
      if (row.cells === undefined)
        throw new SourceError(`${source.name}, ${row.position}: ${row.problem}. Nothing was sent`);
      const { cells, position, part = 0 } = row;
      const plain: Cell = (column) => cells[places.get(column)!]?.trim() ?? "";
      if (skip.some((test) => test(plain)) || !keep.every((test) => test(plain))) continue;
      const cell: Cell = (column) => certainText(column, plain(column), encoding);
      take({ cell, isCertainNumber, position: `${source.name}, ${position}`, part });
      rows++;
    }
    return { rows, name: source.name, cursor: source.cursor?.(), doubts: source.doubts() };
  } finally {
    await source.close();
  }
}

/** Columns of the conditions by which rows are left out. */
export function conditionColumns({ skipRows, keepRows }: SourceSettings): MappedColumn[] {
  return Object.entries({ skipRows, keepRows }).flatMap(([field, conditions]) =>
    conditions.map(({ column }, index) => ({ column, field: `source.${field}.${index}.column` }))
  );
}
