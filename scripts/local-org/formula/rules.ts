import type { Row } from "../save/row.ts";
import type { SObjectType } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";

/** Fails the rows that break an active validation rule. */
export function completeAndCheckRules(_tx: Transaction, _type: SObjectType, _rows: readonly Row[]): void {
  return;
}
