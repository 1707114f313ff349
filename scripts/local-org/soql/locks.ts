import type { Transaction } from "../transaction/transaction.ts";

const lockedKey = Symbol("rows locked FOR UPDATE");

/** Ids of the rows that queries of this transaction locked by FOR UPDATE ("SOQL and SOSL Reference: FOR UPDATE"). */
export function lockedRows(tx: Transaction): Set<string> {
  let locked = tx.state.get(lockedKey) as Set<string> | undefined;
  if (locked === undefined) {
    locked = new Set();
    tx.state.set(lockedKey, locked);
  }
  return locked;
}
