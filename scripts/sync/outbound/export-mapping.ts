import iconv from "iconv-lite";
import { IANAZone } from "luxon";
import { z } from "zod";
import { readSettings, SettingsError } from "../mapping/settings-file.ts";
import { DELETED, feeds, type Feed, type FeedName } from "./feeds.ts";

const feedNames = Object.keys(feeds) as [FeedName, ...FeedName[]];
const environmentName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, "is the name of an environment variable, such as ERP_TOKEN");

const column = z.union([
  z.strictObject({
    name: z.string().min(1).describe("What the other system calls it."),
    field: z.string().min(1).describe("Field of the feed, e.g. points; docs/sync-back.md lists them."),
    format: z
      .string()
      .min(1)
      .optional()
      .describe("Of days and moments, e.g. dd.MM.yyyy HH:mm; ISO 8601 where nothing is said."),
    values: z.record(z.string(), z.string()).optional().describe("Other words for values; * for all others.")
  }),
  z.strictObject({ name: z.string().min(1), constant: z.string() })
]);

const csv = z.strictObject({
  format: z.literal("csv"),
  delimiter: z.string().min(1).max(10).default(","),
  decimal: z.enum([".", ","]).default(".").describe("Decimal sign of numbers."),
  encoding: z
    .string()
    .default("utf8")
    .refine((name) => iconv.encodingExists(name), "is not the name of an encoding, such as windows-1254")
});
const jsonl = z.strictObject({ format: z.literal("jsonl") });
const http = z.strictObject({
  format: z.literal("http"),
  addressFrom: environmentName.describe("Environment variable with the address that takes batches by POST."),
  headersFrom: z
    .record(z.string().min(1), environmentName)
    .default({})
    .describe("Headers of each request by environment variables, e.g. Authorization: ERP_AUTHORIZATION.")
});
const tableName = z.string().regex(/^\w+(\.\w+)?$/, "is a table, or schema.table");
const sql = <Format extends "postgres" | "mysql">(format: Format) =>
  z.strictObject({
    format: z.literal(format),
    addressFrom: environmentName.describe(
      `Environment variable with the address, ${format}://user:password@host/database`
    ),
    table: tableName.describe("Takes the rows; it has the columns of the mapping."),
    batchTable: tableName
      .default("sadakat_export_batch")
      .describe("Takes the key of each batch together with its rows.")
  });

export const exportMappingSchema = z
  .strictObject({
    $schema: z.string().optional(),
    name: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,40}$/, "use 1 to 40 letters, digits, - or _")
      .describe("Names the export in the org. Another name begins anew, with all there is."),
    description: z.string().optional(),
    feed: z.enum(feedNames).describe("What is told."),
    program: z.string().min(1).optional().describe("Code of the program; all programs where nothing is said."),
    since: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, "use yyyy-MM-dd")
      .optional()
      .describe("What was written before this day is never told."),
    timeZone: z.string().default("UTC").describe("Zone of moments that have a format."),
    lateMinutes: z
      .number()
      .int()
      .min(1)
      .max(10_080)
      .default(60)
      .describe("How long a transaction of the org may take until what it wrote can be seen."),
    batchRows: z.number().int().min(1).max(20_000).default(5000).describe("Rows of a batch, at most."),
    columns: z.array(column).min(1),
    target: z.discriminatedUnion("format", [csv, jsonl, http, sql("postgres"), sql("mysql")])
  })
  .superRefine(({ feed, columns }, context) => {
    const { fields } = feeds[feed] as Feed;
    for (const [index, one] of columns.entries()) {
      if ("field" in one && !(one.field in fields))
        context.addIssue({
          code: "custom",
          path: ["columns", index, "field"],
          message: `the feed ${feed} has no field '${one.field}'; it has ${Object.keys(fields).join(", ")}`
        });
      if (columns.findIndex(({ name }) => name === one.name) < index)
        context.addIssue({
          code: "custom",
          path: ["columns", index, "name"],
          message: `there are two columns '${one.name}'`
        });
    }
  });

/** How records of the org become rows of another system: a checked mapping file. */
export type ExportMapping = z.infer<typeof exportMappingSchema>;
export type ExportColumn = ExportMapping["columns"][number];
export type TargetSettings = ExportMapping["target"];
export type TargetOf<Format extends TargetSettings["format"]> = Extract<TargetSettings, { format: Format }>;

/** @throws SettingsError */
export function loadExportMapping(path: string): ExportMapping {
  const { settings, placeOf } = readSettings(path, exportMappingSchema, "mapping");
  if (!IANAZone.isValidZone(settings.timeZone))
    throw new SettingsError([
      `${placeOf(["timeZone"])} timeZone: '${settings.timeZone}' is not an IANA time zone such as Europe/Istanbul`
    ]);
  return settings;
}

/** Whether the mapping tells of deleted records: it has a column for it. */
export function tellsDeleted({ columns }: ExportMapping): boolean {
  return columns.some((one) => "field" in one && one.field === DELETED);
}
