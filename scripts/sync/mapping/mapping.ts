import { z } from "zod";
import { source } from "./source-settings.ts";
import { column } from "./text-fields.ts";

/** Takes a value from a column, or the same value for every row. */
const valueSource = z.union([z.strictObject({ column }), z.strictObject({ constant: z.string().min(1) })]);

/** `Customer {CustomerID}`: columns in braces. */
const template = z.string().min(1).describe("Text with columns in braces, e.g. Customer {CustomerID}.");

const kindName = z.enum(["Purchase", "Return"]);
const prefix = z.string().max(20).default("").describe("Keeps the numbers of this source apart from those of others.");
const separator = z.string().max(5).default("-").describe("Between the values of several columns.");

/** One column, or several whose values together are the key. */
export const key = z.union([
  z.strictObject({ column, prefix }),
  z.strictObject({ columns: z.array(column).min(2), separator, prefix })
]);

const plainKey = z.union([
  z.strictObject({ column }),
  z.strictObject({ columns: z.array(column).min(2), separator }).describe("The parts of the original's key.")
]);

const formats = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .describe(
    "ISO, SQL (as databases write it), ODATA (/Date(…)/ of OData v2), excel (days since 1900), unix (seconds), or tokens such as dd.MM.yyyy HH:mm; several are tried in turn."
  );

/** Forms that have a name, and luxon's own short ones, name a day by themselves. */
const WHOLE_FORMS = /^(?:ISO|SQL|ODATA|excel|unix|D{1,4}|[fF]{1,4})$/;

/** "Parsing", of luxon: what the text does not tell is of the day on which it is read. */
function namesDay(format: string): boolean {
  const tokens = format.replace(/'[^']*'/g, "");
  const inYear =
    /o/.test(tokens) || (/[ML]/.test(tokens) && /d/.test(tokens)) || (/W/.test(tokens) && /[cE]/.test(tokens));
  return WHOLE_FORMS.test(format) || (/[yk]/.test(tokens) && inYear);
}

export const moment = z.strictObject({
  column,
  format: formats.refine(
    (format) => [format].flat().every(namesDay),
    "names no day: year, month and day, such as dd.MM.yyyy; a time of its own goes into time"
  ),
  time: z
    .strictObject({ column, format: formats })
    .optional()
    .describe("The time of day, where it has a column of its own."),
  earliest: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, "use yyyy-MM-dd")
    .default("1980-01-01")
    .describe("What is earlier is no date but a placeholder."),
  daysAhead: z.number().int().min(0).default(366).describe("How far in the future a date may lie."),
  locale: z.string().min(2).optional().describe("Language of month names, e.g. tr.")
});

const returns = z
  .enum(["negative", "positive"])
  .default("negative")
  .describe("How the source writes the amounts of returns.");
const factor = z.union([
  column,
  z.strictObject({ constant: z.string().regex(/^-?\d+(\.\d+)?$/, "use a number such as 0.01") })
]);
const amount = z.union([
  z.strictObject({ column, returns }),
  z.strictObject({ multiply: z.array(factor).min(2), returns })
]);

const roundingMode = z.enum(["halfUp", "halfEven", "down", "up"]);
const rounding = z.strictObject({
  lineDecimals: z.number().int().min(0).max(6).default(6).describe("Decimals of a line before lines are summed."),
  lines: roundingMode
    .default("halfUp")
    .describe(
      "halfUp: away from zero at the half. halfEven: to the even neighbour. down: towards zero. up: away from it."
    ),
  document: roundingMode
    .default("halfUp")
    .describe("How the sum is rounded to what its currency has: hundredths, whole yen, thousandths of a dinar.")
});

const statusValue = z.enum(["Valid", "Paid", "Unpaid", "Cancelled", "Skip"]);

const document = z.strictObject({
  rows: z
    .enum(["lines", "documents"])
    .describe("lines: rows with the same external id are one document. documents: each row is one."),
  externalId: key,
  occurredAt: moment,
  paidAt: moment.optional().describe("When the document was paid; empty while it is not."),
  member: key,
  amount,
  rounding: rounding.prefault({}),
  currency: valueSource,
  channel: valueSource.optional(),
  kind: z
    .strictObject({
      default: kindName.default("Purchase"),
      column: column.optional(),
      values: z.record(z.string(), kindName).optional().describe("Kind by the value of the column; * for all others."),
      byPrefix: z.record(z.string().min(1), kindName).default({}).describe("Kind by the first letters of the number."),
      negativeAmount: kindName.optional()
    })
    .refine((kind) => (kind.column === undefined) === (kind.values === undefined), "column and values go together"),
  status: z
    .strictObject({
      column,
      values: z.record(z.string(), statusValue).describe("Status by the value of the column; * for all others.")
    })
    .optional(),
  linesWithinHours: z.number().int().min(0).default(24).describe("Lines of one document lie no further apart."),
  original: plainKey.optional().describe("Number of the purchase that a return takes back.")
});

const member = z.strictObject({
  autoEnroll: z
    .boolean()
    .default(false)
    .describe("Unknown members become a customer and a member; otherwise their documents are rejected."),
  as: z.enum(["Account", "Contact"]).default("Account"),
  name: template,
  fields: z
    .record(z.string().min(1), template)
    .default({})
    .describe("Standard or custom fields of the Account or Contact."),
  match: z
    .strictObject({ field: z.string().min(1) })
    .optional()
    .describe("Field in which existing customers have their ERP number."),
  update: z
    .enum(["never", "changed"])
    .default("never")
    .describe("changed: customers follow their name and fields in the source.")
});

const share = z.number().min(0).max(1);
/** When a run is to stop for a person to look. */
export const stop = z
  .strictObject({
    rejectedShare: share.optional().describe("A run that would reject more of its rows than this sends nothing."),
    changedShare: share
      .optional()
      .describe("A run that would change or cancel more of the org's records than this sends nothing.")
  })
  .default({});

export const mappingSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/, "use 1 to 40 letters, digits, - or _")
    .describe("Names the source in the org."),
  description: z.string().optional(),
  program: z.string().min(1).describe("Code of the program that the members belong to."),
  source,
  document,
  member,
  stop
});

/** How one ERP's export becomes documents and members: a checked mapping file. */
export type Mapping = z.infer<typeof mappingSchema>;
export type DocumentKind = z.infer<typeof kindName>;
export type SourceStatus = z.infer<typeof statusValue>;
export type MomentSource = z.infer<typeof moment>;
export type StopSettings = z.infer<typeof stop>;
export type RoundingMode = z.infer<typeof roundingMode>;
