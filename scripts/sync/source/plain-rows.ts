import type { MappedColumn } from "../mapping/columns.ts";
import { requireColumns, type Loaded } from "../mapping/load-mapping.ts";
import type { SourceSettings } from "../mapping/source-settings.ts";
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

export interface PlainResult {
  /** Rows that were taken. */
  readonly rows: number;
  /** File, or system and address. */
  readonly name: string;
  readonly cursor: string | undefined;
}

/**
 * Gives each row that the mapping does not skip, with its place in the source.
 * @throws SourceError where a row cannot be read: what it would have said is not known
 */
export async function eachPlainRow(
  { mapping, place }: Loaded<{ readonly source: SourceSettings }>,
  columns: readonly MappedColumn[],
  { input, folder, cursor }: PlainRequest,
  take: (cell: Cell, position: string) => void
): Promise<PlainResult> {
  const expects = [...new Set(columns.map(({ column }) => column))];
  const source = await openSource(mapping.source, { input, expects, folder, cursor });
  try {
    requireColumns(columns, place, source.header, source.name);
    const [skip, keep] = [mapping.source.skipRows.map(rowCondition), mapping.source.keepRows.map(rowCondition)];
    const places = new Map(source.header.map((name, index) => [name, index] as const).reverse());
    let rows = 0;
    for await (const row of eachOf(source.rows())) {
      if (row.cells === undefined)
        throw new SourceError(`${source.name}, ${row.position}: ${row.problem}. Nothing was sent`);
      const { cells, position } = row;
      const cell: Cell = (column) => cells[places.get(column)!]?.trim() ?? "";
      if (skip.some((test) => test(cell)) || !keep.every((test) => test(cell))) continue;
      take(cell, `${source.name}, ${position}`);
      rows++;
    }
    const doubts = source.doubts();
    if (doubts.length > 0) throw new SourceError(`${doubts.join("; ")}. Nothing was sent`);
    return { rows, name: source.name, cursor: source.cursor?.() };
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
