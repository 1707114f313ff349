import { z } from "zod";
import { isKnownEncoding } from "../source/text-encoding.ts";
import { column, environmentName } from "./text-fields.ts";

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
  delimiter: z
    .string()
    .min(1)
    .max(10)
    .regex(/^[^\r\n"]+$/, "is neither a line break nor a quote")
    .default(","),
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

const changes = z.strictObject({
  lookbackMinutes: z
    .number()
    .min(0)
    .max(100_000)
    .default(60)
    .describe("How far before the last run it reads again: the longest time between a change and its commit."),
  marginSeconds: z
    .number()
    .min(0)
    .max(86_400)
    .default(30)
    .describe("What changed so shortly before the source's own now is left for the next run.")
});

const sweepDays = z
  .number()
  .int()
  .min(1)
  .max(3660)
  .default(30)
  .describe("Of so many days back, all documents are looked for: the source tells nothing of what was deleted.");

const query = z
  .string()
  .regex(/^\s*(select|with)\b/i, "is a SELECT statement")
  .describe("Its columns are those that the mapping names; every row is a line of a document, or a document.");

const sql = <Format extends string>(format: Format) =>
  z
    .strictObject({
      format: z.literal(format),
      addressFrom: environmentName.describe(
        `Environment variable with the address, e.g. ${format}://user:password@host/database`
      ),
      query,
      changes: changes
        .optional()
        .describe("The query takes :since and :until, and tells all lines of documents that changed between them."),
      sweep: z
        .strictObject({ days: sweepDays, query })
        .optional()
        .describe("A query that takes :from and tells the numbers of all documents since that day."),
      ...rows
    })
    .superRefine(({ query: text, changes: withChanges, sweep, export: kind }, context) => {
      const problem = (path: string[], message: string): void => context.addIssue({ code: "custom", path, message });
      for (const name of ["since", "until"])
        if (withChanges && !text.includes(`:${name}`)) problem(["query"], `with source.changes it takes :${name}`);
      if (withChanges && kind === "full") problem(["export"], "with source.changes it is a delta");
      if (!withChanges && /(?<![:\w]):(since|until)\b/.test(text))
        problem(["query"], "takes :since, and source.changes is not there");
      if (sweep && !sweep.query.includes(":from")) problem(["sweep", "query"], "takes :from");
      if (sweep && kind === "full") problem(["sweep"], "a full export tells by itself what is gone");
    });

const addressFrom = environmentName.describe("Environment variable with the address, e.g. https://erp.example.com.");
const pageSize = z.number().int().min(1).max(10_000).default(500).describe("Records asked for at once.");
const fieldName = z.string().min(1);

/** What the sources of web services say alike of changes and deletions. */
const service = {
  addressFrom,
  pageSize,
  each,
  changes: changes.optional().describe("Only what has changed since the last run is read."),
  sweep: z
    .strictObject({ days: sweepDays, field: fieldName.describe("Field with the day of a document.") })
    .optional()
    .describe("The numbers of all documents of recent days are read, to see what was deleted.")
};

const odata = z
  .strictObject({
    format: z.literal("odata"),
    version: z.enum(["v2", "v4"]).default("v4"),
    headersFrom: z
      .record(fieldName, environmentName)
      .default({})
      .describe("Headers of each request by environment variables, e.g. Authorization: ERP_AUTHORIZATION."),
    entity: z.string().min(1).describe("The entity set below the address, e.g. A_BillingDocument or salesInvoices."),
    key: fieldName.describe("Field by which records are read in order; every record has its own."),
    keyType: z.enum(["text", "number", "guid"]).default("text").describe("How the key stands in a filter."),
    select: z.string().optional().describe("$select"),
    expand: z.string().optional().describe("$expand, for the lines"),
    filter: z.string().optional().describe("$filter, besides that of changes"),
    changedField: fieldName.optional().describe("Field with the moment of the last change, e.g. lastModifiedDateTime."),
    createdField: fieldName
      .optional()
      .describe(
        "Field with the day on which a record was made, where changedField is empty until somebody changes it."
      ),
    deltaLinks: z
      .boolean()
      .default(false)
      .describe(
        "The service keeps account of changes, and tells them by a link: OData's track-changes, SAP's delta token."
      ),
    momentType: z
      .enum(["DateTimeOffset", "DateTime"])
      .default("DateTimeOffset")
      .describe("Of moments in filters of OData v2."),
    ...service,
    ...rows
  })
  .refine(({ changes: withChanges, changedField }) => !withChanges || changedField !== undefined, {
    path: ["changedField"],
    message: "goes with source.changes"
  })
  .describe("An OData service, v2 such as SAP S/4HANA or v4 such as Dynamics 365 Business Central.");

const odoo = z
  .strictObject({
    format: z.literal("odoo"),
    api: z.enum(["json2", "jsonrpc"]).default("json2").describe("json2 from Odoo 19 on; jsonrpc before."),
    database: z.string().optional().describe("Name of the database, where the server has several."),
    user: z.string().optional().describe("Login name, for jsonrpc."),
    keyFrom: environmentName.describe("Environment variable with the API key."),
    model: z.string().min(1).describe("e.g. account.move"),
    domain: z
      .array(z.unknown())
      .default([])
      .describe('Odoo\'s own condition, e.g. [["move_type", "=", "out_invoice"]].'),
    ...service,
    ...rows
  })
  .describe("An Odoo server. Columns are fields; customer.0 is the number of a linked record, customer.1 its name.");

const tryton = z
  .strictObject({
    format: z.literal("tryton"),
    user: z.string().min(1),
    passwordFrom: environmentName.describe("Environment variable with the password."),
    model: z.string().min(1).describe("e.g. sale.sale"),
    domain: z.array(z.unknown()).default([]).describe("Tryton's own condition."),
    lines: z
      .string()
      .min(1)
      .optional()
      .describe("Field with the lines: to change one does not change its document's moment."),
    ...service,
    ...rows
  })
  .describe("A Tryton server; the address ends with the database, e.g. https://erp.example.com/sales/.");

const apiName = z.string().regex(/^\w+$/, "is an API name such as Order");
const salesforce = z
  .strictObject({
    format: z.literal("salesforce"),
    tokenFrom: environmentName.describe("Environment variable with an access token of the other org."),
    object: apiName.describe("e.g. Order"),
    where: z.string().min(1).optional().describe("SOQL condition, e.g. Status = 'Activated'."),
    lines: z
      .strictObject({
        object: apiName.describe("e.g. OrderItem"),
        parent: apiName.describe("Its field with the document, e.g. OrderId.")
      })
      .optional()
      .describe("With source.changes, documents of which a line has changed are read, too."),
    dayType: z.enum(["Date", "DateTime"]).default("Date").describe("Of sweep.field."),
    ...service,
    each: z
      .string()
      .regex(/^\w+\.records$/, "is the lines' relationship with .records, e.g. OrderItems.records")
      .optional()
      .describe("The lines, e.g. OrderItems.records: each becomes a row, with the record's own fields."),
    pageSize: z.number().int().min(1).max(2000).default(500).describe("Records asked for at once."),
    ...rows
  })
  .describe("Another Salesforce org. Columns are fields, and paths to those of linked records: Account.Name.");

export const source = z.discriminatedUnion("format", [
  csv,
  jsonl,
  xlsx,
  sql("postgres"),
  sql("mysql"),
  sql("mssql"),
  odata,
  odoo,
  tryton,
  salesforce
]);

export type SourceSettings = z.infer<typeof source>;
export type SettingsOf<Format extends SourceSettings["format"]> = Extract<SourceSettings, { format: Format }>;
export type SqlSettings = SettingsOf<"postgres"> | SettingsOf<"mysql"> | SettingsOf<"mssql">;
export type ServiceSettings =
  SettingsOf<"odata"> | SettingsOf<"odoo"> | SettingsOf<"tryton"> | SettingsOf<"salesforce">;
export type ChangeSettings = z.infer<typeof changes>;
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
