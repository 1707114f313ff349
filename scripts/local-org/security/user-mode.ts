import type { SelectPlan } from "../soql/plan.ts";
import type { Transaction } from "../transaction/transaction.ts";

/** Throws where the running user may not read an object or field of the query. */
export function requireReadable(_tx: Transaction, _plan: SelectPlan): void {
  return;
}

import type { SObjectRecord } from "../schema/record.ts";
import type { SObjectType } from "../schema/types.ts";
import type { DmlOperation, SaveOptions } from "../save/types.ts";

/** Throws where the running user may not do `operation` on the object or write one of the fields that are set. */
export function requireObjectAccess(_tx: Transaction, _type: SObjectType, _operation: DmlOperation, _records: readonly SObjectRecord[], _options: SaveOptions): void {
  return;
}
