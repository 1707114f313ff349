import { z } from "zod";

/** Takes a value from a column, or the same value for every row. */
const valueSource = z.union([
  z.strictObject({ column: z.string().min(1) }),
  z.strictObject({ constant: z.string().min(1) })
]);

const amount = z.union([
  z.strictObject({ column: z.string().min(1) }),
  z.strictObject({ multiply: z.tuple([z.string().min(1), z.string().min(1)]) })
]);

const kindNames = ["Purchase", "Return"] as const;

/** `Customer {CustomerID}`: columns in braces. */
const template = z.string().min(1);

export const mappingSchema = z.strictObject({
  $schema: z.string().optional(),
  /** Names the source in the org: letters, digits, `-` and `_`. */
  name: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, "use 1 to 40 letters, digits, - or _"),
  description: z.string().optional(),
  /** Code of the programme that the members belong to. */
  program: z.string().min(1),
  source: z.strictObject({
    format: z.literal("csv"),
    delimiter: z.string().length(1).default(","),
    encoding: z.enum(["utf8", "latin1"]).default("utf8"),
    /** IANA zone of dates without an offset. */
    timeZone: z.string().default("UTC")
  }),
  document: z.strictObject({
    /** `lines`: rows with the same external id are one document. `documents`: each row is one. */
    rows: z.enum(["lines", "documents"]),
    externalId: z.strictObject({ column: z.string().min(1), prefix: z.string().max(20).default("") }),
    occurredAt: z.strictObject({ column: z.string().min(1), format: z.string().min(1) }),
    member: z.strictObject({ column: z.string().min(1), prefix: z.string().max(20).default("") }),
    amount,
    currency: valueSource,
    channel: valueSource.optional(),
    kind: z.strictObject({
      default: z.enum(kindNames).default("Purchase"),
      byPrefix: z.record(z.string().min(1), z.enum(kindNames)).default({}),
      negativeAmount: z.enum(kindNames).optional()
    }),
    /** External id of the document that a return takes back. */
    original: z.strictObject({ column: z.string().min(1) }).optional()
  }),
  member: z.strictObject({
    /** Unknown members become a customer and a member; otherwise their documents are rejected. */
    autoEnroll: z.boolean().default(false),
    as: z.enum(["Account", "Contact"]).default("Account"),
    name: template,
    /** Standard or custom fields of the Account or Contact, by template. */
    fields: z.record(z.string().min(1), template).default({})
  })
});

/** How one ERP's export becomes documents and members: a checked mapping file. */
export type Mapping = z.infer<typeof mappingSchema>;
export type DocumentKind = (typeof kindNames)[number];

/** Every column that the mapping reads, with the mapping's field that names it. */
export function columnsOf(mapping: Mapping): { column: string; field: string }[] {
  const { document, member } = mapping;
  const found: { column: string; field: string }[] = [];
  const add = (field: string, source: { column?: string } | undefined): void => {
    if (source?.column !== undefined) found.push({ column: source.column, field });
  };
  add("document.externalId.column", document.externalId);
  add("document.occurredAt.column", document.occurredAt);
  add("document.member.column", document.member);
  if ("multiply" in document.amount) {
    for (const [index, column] of document.amount.multiply.entries())
      add(`document.amount.multiply.${index}`, { column });
  } else add("document.amount.column", document.amount);
  add("document.currency.column", "column" in document.currency ? document.currency : undefined);
  add("document.channel.column", document.channel && "column" in document.channel ? document.channel : undefined);
  add("document.original.column", document.original);
  for (const column of templateColumns(member.name)) add("member.name", { column });
  for (const [field, text] of Object.entries(member.fields))
    for (const column of templateColumns(text)) add(`member.fields.${field}`, { column });
  return found;
}

export function templateColumns(text: string): string[] {
  return [...text.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1]!);
}

export function fillTemplate(text: string, cell: (column: string) => string): string {
  return text.replace(/\{([^{}]+)\}/g, (_, column: string) => cell(column));
}
