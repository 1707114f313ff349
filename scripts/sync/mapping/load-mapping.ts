import { IANAZone } from "luxon";
import type { z } from "zod";
import { columnsOf, type MappedColumn } from "./columns.ts";
import { mappingSchema, type Mapping } from "./mapping.ts";
import { readSettings, SettingsError } from "./settings-file.ts";

/** What every mapping says. */
interface AnyMapping {
  readonly source: { readonly timeZone: string };
}

export interface Loaded<M> {
  readonly mapping: M;
  /** Where it was read from. */
  readonly file: string;
  /** Names the place of a field such as `document.member.column`, for problems found later. */
  readonly place: (field: string) => string;
}

export type LoadedMapping = Loaded<Mapping>;

/** @throws SettingsError */
export function loadMapping(path: string): LoadedMapping {
  return loadWith(path, mappingSchema);
}

/** Reads a mapping of any kind and checks it. @throws SettingsError */
export function loadWith<M extends AnyMapping>(path: string, schema: z.ZodType<M>): Loaded<M> {
  const { settings: mapping, placeOf } = readSettings(path, schema, "mapping");
  const { timeZone } = mapping.source;
  if (!IANAZone.isValidZone(timeZone)) {
    throw new SettingsError([
      `${placeOf(["source", "timeZone"])} source.timeZone: '${timeZone}' is not an IANA time zone such as Europe/Istanbul`
    ]);
  }
  return { mapping, file: path, place: (field) => `${placeOf(fieldPath(field))} ${field}` };
}

/** The mapping's columns against the file's header, before any row is read. */
export function checkColumns(
  { mapping, place: placeOf }: LoadedMapping,
  header: readonly string[],
  file: string
): void {
  requireColumns(columnsOf(mapping), placeOf, header, file);
}

/** @throws SettingsError that names each column which the header lacks, and who asks for it */
export function requireColumns(
  columns: readonly MappedColumn[],
  placeOf: (field: string) => string,
  header: readonly string[],
  file: string
): void {
  const missing = columns.filter(({ column }) => !header.includes(column));
  if (missing.length === 0) return;
  throw new SettingsError(
    missing.map(
      ({ column, field }) => `${placeOf(field)}: ${file} has no column '${column}'; it has ${header.join(", ")}`
    )
  );
}

function fieldPath(field: string): (string | number)[] {
  return field.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
