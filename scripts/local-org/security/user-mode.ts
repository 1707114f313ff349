import type { SelectPlan } from "../soql/plan.ts";
import type { Transaction } from "../transaction/transaction.ts";

/** Throws where the running user may not read an object or field of the query. */
export function requireReadable(_tx: Transaction, _plan: SelectPlan): void {
  return;
}
