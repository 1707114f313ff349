import { z } from "zod";
import type { MappedColumn } from "../mapping/columns.ts";
import { loadWith, type Loaded } from "../mapping/load-mapping.ts";
import { key, moment, stop } from "../mapping/mapping.ts";
import { plainSource } from "../mapping/plain-source.ts";
import { column } from "../mapping/text-fields.ts";
import { conditionColumns } from "../source/plain-rows.ts";

const common = {
  $schema: z.string().optional(),
  name: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/, "use 1 to 40 letters, digits, - or _")
    .describe("Names the source in the org."),
  description: z.string().optional(),
  source: plainSource,
  stop
};

const stock = z
  .strictObject({
    updates: z.literal("stock"),
    ...common,
    program: z.string().min(1).describe("Code of the program whose rewards have the stock."),
    reward: z.strictObject({ column }).describe("The reward's code, which is the product's number in the ERP."),
    quantity: z.strictObject({ column }).describe("Pieces; parts of a piece are left out, less than none is none."),
    counts: z
      .enum(["free", "onHand"])
      .default("free")
      .describe("onHand: pieces that are promised by vouchers which nobody has used yet are in it, and are taken off.")
  })
  .describe("How many pieces of rewards there are.");

const payments = z
  .strictObject({
    updates: z.literal("payments"),
    ...common,
    document: key.describe("As in the mapping of the documents, with its prefix."),
    paidAt: moment.describe("When the document was paid; empty while it is not, or is no longer.")
  })
  .describe("Which documents are paid.");

export const updateMappingSchema = z.discriminatedUnion("updates", [stock, payments]);

/** How an ERP's export changes what the org has: a checked mapping file. */
export type UpdateMapping = z.infer<typeof updateMappingSchema>;
export type StockMapping = Extract<UpdateMapping, { updates: "stock" }>;
export type PaymentsMapping = Extract<UpdateMapping, { updates: "payments" }>;

export function loadUpdateMapping(path: string): Loaded<UpdateMapping> {
  return loadWith(path, updateMappingSchema);
}

/** Every column that the mapping reads. */
export function updateColumns(mapping: UpdateMapping): MappedColumn[] {
  return [
    ...conditionColumns(mapping.source),
    ...(mapping.updates === "stock" ? ofStock(mapping) : ofPayments(mapping))
  ];
}

function ofStock({ reward, quantity }: StockMapping): MappedColumn[] {
  return [
    { column: reward.column, field: "reward.column" },
    { column: quantity.column, field: "quantity.column" }
  ];
}

function ofPayments({ document, paidAt }: PaymentsMapping): MappedColumn[] {
  const ofKey = "column" in document ? [document.column] : document.columns;
  return [
    ...ofKey.map((one) => ({ column: one, field: "document" })),
    { column: paidAt.column, field: "paidAt.column" },
    ...(paidAt.time ? [{ column: paidAt.time.column, field: "paidAt.time.column" }] : [])
  ];
}
