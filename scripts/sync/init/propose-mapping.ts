import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import chardet from "chardet";
import iconv from "iconv-lite";
import { DateTime } from "luxon";
import { cellsOf } from "../source/csv-header.ts";
import { encodingByMark } from "../source/text-encoding.ts";
import { SourceError } from "../source/source-error.ts";
import { fieldsByName, type GuessedColumns } from "./column-names.ts";

/** A mapping to start from, and what a person has to look at. */
export interface Proposal {
  readonly mapping: Readonly<Record<string, unknown>>;
  readonly questions: readonly string[];
}

const DELIMITERS = [",", ";", "\t", "|", "||", "^", "~"];
const ENCODING_BY_WORDS: readonly (readonly [RegExp, string])[] = [
  [/tarih|fatura|cari|tutar|belge|fi[\u00fe]/i, "windows-1254"],
  [/faktura|kwota|nazwa|numer|kontrahent|warto/i, "windows-1250"]
];
const ROWS_LOOKED_AT = 500;
const SAMPLE_BYTES = 1_000_000;
const DATE_FORMATS = [
  "yyyy-MM-dd HH:mm:ss",
  "yyyy-MM-dd HH:mm",
  "yyyy-MM-dd",
  "dd.MM.yyyy HH:mm:ss",
  "dd.MM.yyyy HH:mm",
  "dd.MM.yyyy",
  "d.M.yyyy",
  "dd/MM/yyyy HH:mm:ss",
  "dd/MM/yyyy HH:mm",
  "dd/MM/yyyy",
  "MM/dd/yyyy HH:mm:ss",
  "MM/dd/yyyy HH:mm",
  "MM/dd/yyyy",
  "dd-MM-yyyy",
  "yyyyMMdd",
  "ISO"
];

interface Table {
  readonly delimiter: string;
  /** 1-based. */
  readonly headerLine: number;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Looks at the beginning of an export and proposes how it is to be read. */
export function proposeMapping(path: string, program: string): Proposal {
  const bytes = sampleOf(path);
  const encoding = encodingOf(bytes);
  const text = iconv.decode(bytes, encoding);
  const table = tableOf(text, path);
  const columns = fieldsByName(table.header);
  const questions: string[] = [];
  const mapping = {
    $schema: "./mapping.schema.json",
    name: nameOf(path),
    program,
    source: sourceOf(table, encoding, columns, text, questions),
    document: documentOf(table, columns, questions),
    member: {
      autoEnroll: true,
      as: "Account",
      name: columns.customerName ? `{${columns.customerName}}` : `Customer {${columns.customer ?? "?"}}`
    }
  };
  questions.push("source.export: does each file have all documents (full), or those that changed (delta)?");
  return { mapping, questions };
}

function sampleOf(path: string): Buffer {
  try {
    const bytes = readFileSync(path);
    return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).subarray(0, SAMPLE_BYTES);
  } catch (error) {
    throw new SourceError(`${path}: cannot be read: ${(error as Error).message}`);
  }
}

function encodingOf(bytes: Buffer): string {
  const marked = encodingByMark(bytes);
  if (marked !== undefined) return marked;
  const guessed = chardet.analyse(bytes).map(({ name }) => name.toLowerCase());
  if (guessed[0] === "utf-8" || guessed[0] === "ascii") return "utf8";
  // The few letters of an export tell less of its language than the words of its header do.
  const words = bytes.toString("latin1").slice(0, 2000);
  const byWords = ENCODING_BY_WORDS.find(([pattern]) => pattern.test(words))?.[1];
  return byWords ?? guessed.find((name) => iconv.encodingExists(name)) ?? "utf8";
}

function tableOf(text: string, path: string): Table {
  const lines = text.split(/\r\n|\n|\r/).slice(0, ROWS_LOOKED_AT + 60);
  const tables = DELIMITERS.flatMap((delimiter) => tableWith(lines, delimiter));
  const [best] = tables.sort((a, b) => b.header.length * b.rows.length - a.header.length * a.rows.length);
  if (!best) throw new SourceError(`${path}: no table of columns can be seen in its first ${ROWS_LOOKED_AT} lines`);
  return best;
}

/** The header is the first line that has as many cells as most of the lines. */
function tableWith(lines: readonly string[], delimiter: string): Table[] {
  const options = { delimiter, quote: '"', lastLineMayBeOpen: true, expects: [] };
  const cells = lines.map((line) => (line.trim() === "" ? [] : cellsOf(line, options)));
  const counts = new Map<number, number>();
  for (const { length } of cells) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  const [width] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (width === undefined) return [];
  const isHeader = (row: readonly string[]): boolean => row.length === width && row.every((cell) => cell.trim() !== "");
  const first = cells.findIndex(isHeader);
  if (first < 0) return [];
  const rows = cells.slice(first + 1).filter((row) => row.length === width);
  return [{ delimiter, headerLine: first + 1, header: cells[first]!.map((cell) => cell.trim()), rows }];
}

function sourceOf(
  { delimiter, headerLine, header, rows }: Table,
  encoding: string,
  columns: GuessedColumns,
  text: string,
  questions: string[]
): Record<string, unknown> {
  const numeric = [columns.amount, columns.quantity, columns.price].filter((column) => column !== undefined);
  const values = numeric.flatMap((column) => rows.map((row) => (row[header.indexOf(column)] ?? "").trim()));
  const numbers = numbersOf(values);
  if (!numbers) questions.push("source.numbers: the sample does not show how decimals and thousands are written");
  if (encoding !== "utf8") questions.push(`source.encoding: ${encoding} is a guess; are the letters of names right?`);
  questions.push("source.timeZone: in which zone are the dates?");
  return {
    format: "csv",
    ...(delimiter === "," ? {} : { delimiter }),
    ...(encoding === "utf8" ? {} : { encoding }),
    ...(headerLine === 1 ? {} : { headerLine }),
    timeZone: "Europe/Istanbul",
    numbers: numbers ?? { decimal: "." },
    ...(/[\r\n]$/.test(text) || text.length >= SAMPLE_BYTES / 4 ? {} : { lastLineMayBeOpen: true })
  };
}

/** Undefined where the values can be read in two ways. */
function numbersOf(values: readonly string[]): Record<string, unknown> | undefined {
  const has = (pattern: RegExp): boolean => values.some((value) => pattern.test(value));
  const comma = has(/\d,\d{1,2}\D*$|\.\d{3},\d/);
  const point = has(/\d\.\d{1,2}\D*$|,\d{3}\.\d/);
  if (comma === point && has(/[.,]/)) return undefined;
  const decimal = comma ? "," : ".";
  const group = comma ? (has(/\d\.\d{3}/) ? "." : "") : has(/\d,\d{3}/) ? "," : "";
  const symbols = [...new Set(values.flatMap((value) => /[$€£₺]|TL|zł/.exec(value)?.[0] ?? []))];
  return {
    decimal,
    ...(group ? { group } : {}),
    ...(has(/\d[-\u2212]$/) ? { trailingMinus: true } : {}),
    ...(has(/^\(.*\)$/) ? { parentheses: true } : {}),
    ...(symbols.length > 0 ? { symbols } : {})
  };
}

function documentOf({ header, rows }: Table, columns: GuessedColumns, questions: string[]): Record<string, unknown> {
  const valuesOf = (column: string | undefined): string[] =>
    column === undefined
      ? []
      : rows.map((row) => (row[header.indexOf(column)] ?? "").trim()).filter((value) => value !== "");
  const required = (column: string | undefined, field: string): string => {
    if (column === undefined) questions.push(`${field}: which of ${header.join(", ")}?`);
    return column ?? "?";
  };
  const numbers = valuesOf(columns.number);
  const currencies = valuesOf(columns.currency);
  if (!columns.currency) questions.push("document.currency: which currency are the amounts in?");
  if (columns.kind)
    questions.push(
      `document.kind: which values of ${columns.kind} are purchases and which returns? Found: ${some(valuesOf(columns.kind))}`
    );
  if (columns.status)
    questions.push(
      `document.status: what do the values of ${columns.status} mean? Found: ${some(valuesOf(columns.status))}`
    );
  return {
    rows: new Set(numbers).size === numbers.length ? "documents" : "lines",
    externalId: { column: required(columns.number, "document.externalId.column"), prefix: "" },
    occurredAt: occurredAt(
      required(columns.date, "document.occurredAt.column"),
      valuesOf(columns.date),
      columns,
      valuesOf(columns.time),
      questions
    ),
    member: { column: required(columns.customer, "document.member.column") },
    amount:
      columns.amount === undefined && columns.quantity !== undefined && columns.price !== undefined
        ? { multiply: [columns.quantity, columns.price] }
        : { column: required(columns.amount, "document.amount.column") },
    currency: columns.currency && currencies.length > 0 ? { column: columns.currency } : { constant: "TRY" },
    ...(columns.channel ? { channel: { column: columns.channel } } : {}),
    kind: { default: "Purchase", negativeAmount: "Return" },
    ...(columns.original ? { original: { column: columns.original } } : {})
  };
}

function occurredAt(
  column: string,
  dates: readonly string[],
  columns: GuessedColumns,
  times: readonly string[],
  questions: string[]
): Record<string, unknown> {
  const fitting = DATE_FORMATS.filter((format) => dates.length > 0 && dates.every((date) => isDate(date, format)));
  if (fitting.length === 0) questions.push(`document.occurredAt.format: how are dates such as ${some(dates)} written?`);
  const [day, month] = ["dd/MM/yyyy", "MM/dd/yyyy"].map((format) => fitting.some((one) => one.startsWith(format)));
  if (day && month) questions.push("document.occurredAt.format: is the day or the month first?");
  const timeFormat = ["HH:mm:ss", "HH:mm", "HHmmss"].find(
    (format) => times.length > 0 && times.every((time) => isDate(time, format))
  );
  return {
    column,
    format: fitting[0] ?? "?",
    ...(columns.time && timeFormat ? { time: { column: columns.time, format: timeFormat } } : {})
  };
}

function isDate(text: string, format: string): boolean {
  return (format === "ISO" ? DateTime.fromISO(text) : DateTime.fromFormat(text, format, { locale: "en" })).isValid;
}

function some(values: readonly string[]): string {
  return [...new Set(values)].slice(0, 8).join(", ");
}

function nameOf(path: string): string {
  const name = basename(path)
    .replace(/\.gz$/, "")
    .replace(/\.[^.]*$/, "");
  return name.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 40) || "export";
}
