import { readFileSync } from "node:fs";
import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";
import { IANAZone } from "luxon";
import type { z } from "zod";
import { columnsOf, type MappedColumn } from "./columns.ts";
import { mappingSchema, type Mapping } from "./mapping.ts";

/** The mapping is wrong; each problem is `file:line:column field: what`. Nothing has been read yet. */
export class MappingError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

/** What every mapping says. */
interface AnyMapping {
  readonly source: { readonly timeZone: string };
}

export interface Loaded<M> {
  readonly mapping: M;
  /** Names the place of a field such as `document.member.column`, for problems found later. */
  readonly place: (field: string) => string;
}

export type LoadedMapping = Loaded<Mapping>;

export function loadMapping(path: string): LoadedMapping {
  return loadWith(path, mappingSchema);
}

/** Reads a mapping of any kind and checks it. */
export function loadWith<M extends AnyMapping>(path: string, schema: z.ZodType<M>): Loaded<M> {
  const text = readText(path);
  const syntaxErrors: ParseError[] = [];
  const tree = parseTree(text, syntaxErrors, { allowTrailingComma: false, disallowComments: true });
  if (syntaxErrors.length > 0 || !tree) {
    throw new MappingError(
      syntaxErrors.map((error) => `${place(path, text, error.offset)} ${printParseErrorCode(error.error)}`)
    );
  }
  const placeOf = (field: readonly PropertyKey[]): string => place(path, text, offsetOf(tree, field));
  const parsed = schema.safeParse(JSON.parse(text));
  if (!parsed.success) {
    throw new MappingError(
      parsed.error.issues
        .flatMap(closestIssues)
        .map((issue) => `${placeOf(issue.path)} ${issue.path.join(".") || "mapping"}: ${issue.message}`)
    );
  }
  if (!IANAZone.isValidZone(parsed.data.source.timeZone)) {
    throw new MappingError([
      `${placeOf(["source", "timeZone"])} source.timeZone: '${parsed.data.source.timeZone}' is not an IANA time zone such as Europe/Istanbul`
    ]);
  }
  return { mapping: parsed.data, place: (field) => `${placeOf(fieldPath(field))} ${field}` };
}

/** The mapping's columns against the file's header, before any row is read. */
export function checkColumns(
  { mapping, place: placeOf }: LoadedMapping,
  header: readonly string[],
  file: string
): void {
  requireColumns(columnsOf(mapping), placeOf, header, file);
}

/** @throws MappingError that names each column which the header lacks, and who asks for it */
export function requireColumns(
  columns: readonly MappedColumn[],
  placeOf: (field: string) => string,
  header: readonly string[],
  file: string
): void {
  const missing = columns.filter(({ column }) => !header.includes(column));
  if (missing.length === 0) return;
  throw new MappingError(
    missing.map(
      ({ column, field }) => `${placeOf(field)}: ${file} has no column '${column}'; it has ${header.join(", ")}`
    )
  );
}

type Issue = z.core.$ZodIssue;

/** Of a field that takes several forms: what is wrong with the form that was meant, which is the one with least wrong. */
function closestIssues(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const forms = issue.errors.map((errors) =>
    errors.map((error) => ({ ...error, path: [...issue.path, ...error.path] })).flatMap(closestIssues)
  );
  const wrong = (form: readonly Issue[]): number =>
    form.reduce(
      (sum, one) =>
        sum +
        (one.code === "unrecognized_keys" ? one.keys.length : 1) +
        (one.path.length > issue.path.length ? 0 : 0.5),
      0
    );
  return forms.reduce((best, form) => (wrong(form) < wrong(best) ? form : best));
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new MappingError([
      `${path}: cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`
    ]);
  }
}

/** The nearest element that exists: a missing field is told at its parent. */
function offsetOf(tree: Node, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length) as (string | number)[]);
    if (node) return node.offset;
  }
  return tree.offset;
}

function fieldPath(field: string): (string | number)[] {
  return field.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function place(path: string, text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `${path}:${before.length}:${before.at(-1)!.length + 1}`;
}
