import type { Transaction } from "../../transaction/transaction.ts";

/** What an org counted of describes up to API version 30.0 ("Apex Reference Guide: Limits Class", deprecated methods). */
export type DescribeKind = "ChildRelationships" | "FieldSets" | "Fields" | "Picklist" | "RecordTypes";

export const describeKinds: readonly DescribeKind[] = [
  "ChildRelationships",
  "FieldSets",
  "Fields",
  "Picklist",
  "RecordTypes"
];

/** "ChildRelationship Class" of those versions: 100 calls a request, which no version enforces any more. */
export const mostDescribes = 100;

const key = Symbol("describes");

export function countDescribe(tx: Transaction, kind: DescribeKind): void {
  const counts = countsOf(tx);
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
}

export function describesOf(tx: Transaction, kind: DescribeKind): number {
  return countsOf(tx).get(kind) ?? 0;
}

function countsOf(tx: Transaction): Map<DescribeKind, number> {
  const known = tx.state.get(key) as Map<DescribeKind, number> | undefined;
  if (known !== undefined) return known;
  const counts = new Map<DescribeKind, number>();
  tx.state.set(key, counts);
  return counts;
}
