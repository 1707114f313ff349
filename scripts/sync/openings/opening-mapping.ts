import { z } from "zod";
import type { MappedColumn } from "../mapping/columns.ts";
import { loadWith, type Loaded } from "../mapping/load-mapping.ts";
import { plainSource } from "../mapping/plain-source.ts";
import { conditionColumns } from "../source/plain-rows.ts";
import { column } from "../mapping/text-fields.ts";

const text = z.strictObject({ column });
const day = z.strictObject({
  column,
  format: z
    .string()
    .min(1)
    .default("yyyy-MM-dd")
    .describe("Tokens such as dd.MM.yyyy; ISO for days and moments of ISO 8601.")
});

export const openingMappingSchema = z.strictObject({
  $schema: z.string().optional(),
  description: z.string().optional(),
  program: z.string().min(1).describe("Code of the program that the members join."),
  source: plainSource,
  member: z.strictObject({
    number: z
      .strictObject({ column, prefix: z.string().max(20).default("") })
      .describe("The member number; lines of one member follow one another."),
    customer: z
      .strictObject({ column, as: z.enum(["Account", "Contact"]).default("Account") })
      .optional()
      .describe("The customer's number in the ERP, for members that the org does not have yet."),
    enrolledAt: day.optional()
  }),
  lot: z.strictObject({
    points: text.describe("Whole points; empty or 0 for a member without points."),
    lastDay: day.optional().describe("The last day on which they can be spent; empty where they never expire."),
    earnedOn: day.optional().describe("When they were earned; today where nothing is said.")
  }),
  tier: z
    .strictObject({
      name: text,
      until: day,
      since: day.optional().describe("When it was reached; makes the tier history.")
    })
    .optional(),
  tierHistory: z
    .strictObject({
      column,
      separator: z
        .string()
        .min(1)
        .default(";")
        .describe("Between the steps, oldest first: Silver 2021-02-03;Gold 2023-04-05.")
    })
    .optional()
});

/** How another program's export becomes opening balances: a checked mapping file. */
export type OpeningMapping = z.infer<typeof openingMappingSchema>;
export type DaySource = z.infer<typeof day>;

export function loadOpeningMapping(path: string): Loaded<OpeningMapping> {
  return loadWith(path, openingMappingSchema);
}

/** Every column that the mapping reads. */
export function openingColumns({ source: settings, member, lot, tier, tierHistory }: OpeningMapping): MappedColumn[] {
  const named = (field: string, one: { readonly column: string } | undefined): MappedColumn[] =>
    one === undefined ? [] : [{ column: one.column, field: `${field}.column` }];
  return [
    ...conditionColumns(settings),
    ...named("member.number", member.number),
    ...named("member.customer", member.customer),
    ...named("member.enrolledAt", member.enrolledAt),
    ...named("lot.points", lot.points),
    ...named("lot.lastDay", lot.lastDay),
    ...named("lot.earnedOn", lot.earnedOn),
    ...named("tier.name", tier?.name),
    ...named("tier.until", tier?.until),
    ...named("tier.since", tier?.since),
    ...named("tierHistory", tierHistory)
  ];
}
