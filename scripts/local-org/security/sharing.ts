import type { SObjectType } from "../schema/types.ts";
import type { SqlValue } from "../storage/database.ts";
import type { Transaction } from "../transaction/transaction.ts";

/** SQL that holds for the rows of `alias` that the running user may see; absent where that is all of them. */
export function sharingCondition(_tx: Transaction, _type: SObjectType, _alias: string, _parameters: SqlValue[]): string | undefined {
  return undefined;
}
