import type { SObjectRecord } from "../schema/record.ts";
import type { SObjectType } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";

/** Computes the formula fields of complete records, as triggers see them. */
export function completeFormulas(_tx: Transaction, _type: SObjectType, _records: readonly SObjectRecord[]): void {
  return;
}
