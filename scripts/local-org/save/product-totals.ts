import { SObjectRecord } from "../schema/record.ts";
import type { SObjectType } from "../schema/types.ts";
import { codecOf } from "../storage/codec.ts";
import { quoted } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import type { SummaryGroup } from "./summary-groups.ts";

/** What the platform keeps on a sale over its products. */
interface ProductTotal {
  readonly parent: string;
  readonly relation: string;
  /** Fields of the sale with the sum of the products' total prices. */
  readonly sums: readonly string[];
  /** Field of the sale that says whether there are products. */
  readonly has?: string;
}

/**
 * "Object Reference: Opportunity", Amount and HasOpportunityLineItem; "Object Reference: Order", TotalAmount.
 */
const totals: Readonly<Record<string, ProductTotal>> = {
  OpportunityLineItem: {
    parent: "Opportunity",
    relation: "OpportunityId",
    sums: ["Amount"],
    has: "HasOpportunityLineItem"
  },
  OrderItem: { parent: "Order", relation: "OrderId", sums: ["TotalAmount"] }
};

/** The group of fields that products of this kind feed, or none. */
export function productTotals(tx: Transaction, child: SObjectType): SummaryGroup | undefined {
  const total = child.kind === "standard" ? totals[child.name] : undefined;
  const parent = total && tx.schema.object(total.parent);
  if (total === undefined || parent === undefined) return undefined;
  const names = total.has === undefined ? total.sums : [...total.sums, total.has];
  return {
    parent,
    relation: child.field(total.relation)!,
    summaries: names.map((name) => parent.field(name)!),
    dependsOn: new Set(["TotalPrice"]),
    dependsOnFormula: false
  };
}

/** The sales as their stored products make them. Without products an opportunity keeps the amount that it has. */
export function computeProductTotals(
  tx: Transaction,
  child: SObjectType,
  group: SummaryGroup,
  parentIds: readonly string[]
): SObjectRecord[] {
  const { sums, has } = totals[child.name]!;
  const relation = quoted(group.relation.name);
  const rows = tx.database.all(
    `SELECT p."Id", COUNT(t."Id"), COALESCE(SUM(t."TotalPrice"), 0), ${sums.map((name) => `p.${quoted(name)}`).join(", ")}
     FROM ${quoted(group.parent.name)} AS p LEFT JOIN ${quoted(child.name)} AS t ON t.${relation} = p."Id" AND t."IsDeleted" = 0
     WHERE p."Id" IN (SELECT value FROM json_each(?)) GROUP BY p."Id"`,
    [JSON.stringify(parentIds)]
  );
  return rows.map(([id, count, sum, ...before]) => {
    const record = new SObjectRecord(group.parent, { Id: id as string });
    const isEmpty = count === 0;
    sums.forEach((name, index) =>
      record.set(name, codecOf(group.parent.field(name)!).decode(isEmpty && has !== undefined ? before[index]! : sum!))
    );
    if (has !== undefined) record.set(has, !isEmpty);
    return record;
  });
}
