import { createHash } from "node:crypto";
import Big from "big.js";
import { DateTime } from "luxon";
import type { BulkClient } from "../org/bulk-client.ts";
import { momentOf, soqlText } from "../org/soql.ts";
import { tellsDeleted, type ExportColumn, type ExportMapping } from "./export-mapping.ts";
import { feeds, type Feed, type FieldKind } from "./feeds.ts";

/** Decimals are text with their kind beside them, so that no digit is lost on the way. */
export type Cell = string | boolean | null | { readonly decimal: string };

export interface ExportRow {
  /** 15 characters. */
  readonly id: string;
  /** Names what is told of the record: the same for the same cells. */
  readonly version: string;
  /** Milliseconds; by it rows are put in order. */
  readonly at: number;
  /** Milliseconds. */
  readonly createdAt: number;
  readonly isDeleted: boolean;
  readonly cells: readonly Cell[];
}

const VERSION_LENGTH = 12;

/**
 * Reads what may have to be told: all that was written since a moment, oldest first.
 * @param since milliseconds; undefined for all there is
 */
export async function readRows(
  client: BulkClient,
  mapping: ExportMapping,
  since: number | undefined
): Promise<ExportRow[]> {
  const feed: Feed = feeds[mapping.feed];
  const clock = clockOf(feed);
  const paths = [...new Set(["Id", clock, "CreatedDate", ...pathsOf(mapping, feed)])];
  const soql = `SELECT ${paths.join(", ")} FROM ${feed.object}${conditions(mapping, feed, since)}`;
  // A query that had to begin anew tells rows a second time.
  const rows = new Map<string, ExportRow>();
  for await (const record of client.query(soql, { withDeleted: tellsDeleted(mapping) })) {
    const row = rowOf(mapping, feed, record);
    rows.set(row.id, row);
  }
  return [...rows.values()].sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
}

/** A record that is told once never changes, and keeps the moment it was written at. */
function clockOf({ told }: Feed): string {
  return told === "once" ? "CreatedDate" : "SystemModstamp";
}

function pathsOf({ columns }: ExportMapping, { fields }: Feed): string[] {
  return columns.flatMap((one) => ("field" in one ? [fields[one.field]!.path] : []));
}

function conditions(mapping: ExportMapping, feed: Feed, since: number | undefined): string {
  const { program, since: firstDay } = mapping;
  const all = [
    feed.where,
    program === undefined ? undefined : `${feed.program} = ${soqlText(program)}`,
    since === undefined ? undefined : `${clockOf(feed)} >= ${new Date(since).toISOString()}`,
    firstDay === undefined ? undefined : `CreatedDate >= ${firstDay}T00:00:00Z`
  ].filter((one) => one !== undefined);
  return all.length === 0 ? "" : ` WHERE ${all.join(" AND ")}`;
}

function rowOf(mapping: ExportMapping, feed: Feed, record: Readonly<Record<string, string>>): ExportRow {
  const cells = mapping.columns.map((column) => cellOf(column, feed, record, mapping.timeZone));
  return {
    id: record["Id"]!.slice(0, 15),
    version: createHash("sha256").update(JSON.stringify(cells)).digest("base64url").slice(0, VERSION_LENGTH),
    at: momentOf(record[clockOf(feed)]!),
    createdAt: momentOf(record["CreatedDate"]!),
    isDeleted: record["IsDeleted"] === "true",
    cells
  };
}

function cellOf(column: ExportColumn, feed: Feed, record: Readonly<Record<string, string>>, timeZone: string): Cell {
  if (!("field" in column)) return column.constant;
  const { path, kind } = feed.fields[column.field]!;
  const value = record[path] ?? "";
  if (column.values) return column.values[value] ?? column.values["*"] ?? (value === "" ? null : value);
  if (value === "") return kind === "flag" ? false : null;
  return READERS[kind](value, column.format, timeZone);
}

const READERS: Readonly<Record<FieldKind, (value: string, format: string | undefined, timeZone: string) => Cell>> = {
  text: (value) => value,
  // Orgs write 1.5E7 from 10,000,000 on.
  number: (value) => ({ decimal: Big(value).toFixed() }),
  flag: (value) => value === "true",
  day: (value, format) => (format === undefined ? value : DateTime.fromISO(value, { zone: "utc" }).toFormat(format)),
  moment: (value, format, timeZone) =>
    format === undefined
      ? new Date(momentOf(value)).toISOString()
      : DateTime.fromMillis(momentOf(value), { zone: timeZone }).toFormat(format)
};
