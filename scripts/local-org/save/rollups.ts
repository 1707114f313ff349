import { SObjectRecord } from "../schema/record.ts";
import type { Field, SObjectType } from "../schema/types.ts";
import { codecOf } from "../storage/codec.ts";
import type { SqlValue } from "../storage/database.ts";
import { quoted } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { readTotals } from "./running-totals.ts";
import type { SummaryGroup } from "./summary-groups.ts";
import { aggregateSql, contributionOf } from "./summary-sql.ts";

/** The parents' summaries as they are now, at the cost of the details that changed since they were last asked for. */
export function currentSummaries(
  tx: Transaction,
  child: SObjectType,
  group: SummaryGroup,
  parentIds: readonly string[]
): SObjectRecord[] {
  // A formula's value may change without a write to the detail.
  return group.dependsOnFormula
    ? computeSummaries(tx, child, group, parentIds)
    : summaryRecords(group, parentIds, readTotals(tx, child, group, parentIds));
}

/** The parents' summaries as the stored details make them: one query for all parents and summaries of a relation. */
export function computeSummaries(
  tx: Transaction,
  child: SObjectType,
  group: SummaryGroup,
  parentIds: readonly string[]
): SObjectRecord[] {
  const columns = group.summaries.map((field, index) => {
    const contribution = contributionOf(tx, child, field);
    return `${aggregateSql(contribution)} * ${contribution.factor} AS c${index}`;
  });
  const relation = quoted(group.relation.name);
  const rows = tx.database.all(
    `SELECT t0.${relation} AS parent, ${columns.join(", ")} FROM ${quoted(child.name)} AS t0 WHERE t0.${relation} IN (SELECT value FROM json_each(?)) AND t0."IsDeleted" = 0 GROUP BY t0.${relation}`,
    [JSON.stringify(parentIds)]
  );
  return summaryRecords(group, parentIds, new Map(rows.map(([id, ...values]) => [id as string, values])));
}

function summaryRecords(
  group: SummaryGroup,
  parentIds: readonly string[],
  totals: ReadonlyMap<string, readonly SqlValue[]>
): SObjectRecord[] {
  return parentIds.map((id) => {
    const values = totals.get(id);
    const record = new SObjectRecord(group.parent, { Id: id });
    group.summaries.forEach((field, index) =>
      record.set(field.name, codecOf(field).decode(values?.[index] ?? emptyOf(field)))
    );
    return record;
  });
}

/** "Roll-Up Summary Field": sums and counts of nothing are zero, the smallest and largest of nothing are blank. */
function emptyOf(field: Field): SqlValue {
  const { operation } = field.summary!;
  return operation === "sum" || operation === "count" ? 0 : null;
}
