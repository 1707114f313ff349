import { z } from "zod";
import { isKnownEncoding } from "../source/text-encoding.ts";
import { column } from "./text-fields.ts";

const condition = z.union([
  z.strictObject({ column, equals: z.string() }),
  z.strictObject({ column, oneOf: z.array(z.string()).min(1) }),
  z.strictObject({ column, noneOf: z.array(z.string()).min(1) }),
  z.strictObject({ column, startsWith: z.string().min(1) }),
  z.strictObject({ column, matches: z.string().min(1).refine(isPattern, "is not a regular expression") }),
  z.strictObject({ column, empty: z.boolean() })
]);

const numbers = z
  .strictObject({
    decimal: z.enum([".", ","]).default(".").describe("What stands before the decimals."),
    group: z.enum(["", ".", ",", " ", "'"]).default("").describe("What stands between thousands; nothing by default."),
    trailingMinus: z.boolean().default(false).describe("100.00- is -100.00."),
    parentheses: z.boolean().default(false).describe("(50.00) is -50.00."),
    symbols: z
      .array(z.string().min(1))
      .default([])
      .describe("Currency signs that may stand before or after, e.g. $ or TL."),
    exponent: z.boolean().default(false).describe("1.23E+05 is 123000.")
  })
  .refine((value) => value.decimal !== value.group, { path: ["group"], message: "is the decimal sign already" });

const missing = z
  .union([z.enum(["tell", "nothing"]), z.strictObject({ cancelAfterDays: z.number().int().min(0).max(3650) })])
  .describe("What becomes of documents that the org has and a full export has no longer.");

const encoding = z
  .string()
  .refine(isKnownEncoding, "is not a known encoding such as utf8, windows-1254, iso-8859-9 or utf16le")
  .optional()
  .describe("utf8 by default; a byte order mark decides where nothing is said.");

/** What every source may say of its rows. */
const rows = {
  timeZone: z.string().default("UTC").describe("IANA zone of dates without an offset."),
  numbers: numbers.optional().describe("How numbers are written: 1234.56 where nothing is said."),
  skipRows: z.array(condition).default([]).describe("Rows that are no part of any document: totals, other companies."),
  keepRows: z.array(condition).default([]).describe("Only rows that meet all of these are read."),
  fillDown: z.array(column).default([]).describe("An empty cell of these columns means the one above."),
  export: z
    .enum(["full", "delta"])
    .optional()
    .describe("full: all documents of the source. delta: those that changed."),
  missing: missing.default("tell")
};

/** What every source of files may say. */
const files = {
  files: z
    .enum(["parts", "days"])
    .optional()
    .describe(
      "Of a folder or pattern. parts: all files together are one export. days: a document of a later file replaces the same one of an earlier file."
    ),
  trailer: z
    .strictObject({
      row: condition,
      rows: column.optional().describe("Column of the trailer with the number of rows."),
      amount: column.optional().describe("Column of the trailer with the sum of the amounts.")
    })
    .optional()
    .describe("A row with control totals; a run that disagrees with it stops.")
};

const lastLineMayBeOpen = z.boolean().default(false).describe("The source ends its files without a line end.");
const headerLine = z
  .number()
  .int()
  .min(1)
  .optional()
  .describe("Line of the header. Where nothing is said, the first line that has all columns.");

const csv = z.strictObject({
  format: z.literal("csv"),
  delimiter: z.string().min(1).max(10).default(","),
  quote: z.string().max(1).default('"').describe("Empty where the source quotes nothing."),
  encoding,
  headerLine,
  columns: z.array(z.string().min(1)).min(1).optional().describe("Names of the columns, where the file has no header."),
  lastLineMayBeOpen,
  join: z
    .strictObject({
      file: z.string().min(1).describe("The file with the document headers, relative to the export."),
      on: z
        .record(z.string().min(1), z.string().min(1))
        .refine((on) => Object.keys(on).length > 0, "name a column of the lines and its column in the other file")
    })
    .optional()
    .describe("Adds the columns of a second file to each line."),
  ...files,
  ...rows
});

const each = z
  .string()
  .min(1)
  .optional()
  .describe("The list within an object that has its lines: each becomes a row, with the object's own fields.");

const jsonl = z
  .strictObject({ format: z.literal("jsonl"), encoding, each, lastLineMayBeOpen, ...files, ...rows })
  .describe("JSON Lines: an object a line. Columns are paths such as customer.number.");

const xlsx = z
  .strictObject({
    format: z.literal("xlsx"),
    sheet: z.string().min(1).optional().describe("Name of the sheet; the first one where nothing is said."),
    headerLine,
    ...files,
    ...rows
  })
  .describe("A workbook. Its dates are numbers of days: document.occurredAt.format is excel.");

export const source = z.discriminatedUnion("format", [csv, jsonl, xlsx]);

export type SourceSettings = z.infer<typeof source>;
export type SettingsOf<Format extends SourceSettings["format"]> = Extract<SourceSettings, { format: Format }>;
export type RowCondition = z.infer<typeof condition>;
export type NumberStyle = z.infer<typeof numbers>;
export type JoinSettings = NonNullable<SettingsOf<"csv">["join"]>;
export type ControlTotalSettings = NonNullable<SettingsOf<"csv">["trailer"]>;

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, "u") instanceof RegExp;
  } catch {
    return false;
  }
}
