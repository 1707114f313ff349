import type { SObjectType } from "../schema/types.ts";
import { loadRecords, updateRecords } from "../storage/records.ts";
import { quoted } from "../storage/tables.ts";
import type { Transaction } from "../transaction/transaction.ts";
import { sameValue } from "./changes.ts";
import { computeSummaries } from "./rollups.ts";
import { summaryGroups, type SummaryGroup } from "./summary-groups.ts";

const chunkSize = 1_000;
/** Summaries of summaries, at most as deep as master-detail relationships go. */
const maximumLevels = 4;

/**
 * Brings every roll-up summary to what the stored details make it, as the platform does when a summary is added or
 * changed; for use after a deployment. Writes past the save procedure: no triggers, no rules.
 */
export function recalculateSummaries(tx: Transaction): void {
  for (let level = 0; level < maximumLevels; level++) {
    let changed = 0;
    for (const child of tx.schema.objects()) {
      for (const group of summaryGroups(tx, child)) {
        changed += recalculate(tx, child, group);
      }
    }
    if (changed === 0) {
      return;
    }
  }
}

function recalculate(tx: Transaction, child: SObjectType, group: SummaryGroup): number {
  const ids = tx.database.all(`SELECT "Id" FROM ${quoted(group.parent.name)}`).map((row) => row[0] as string);
  let changed = 0;
  for (let start = 0; start < ids.length; start += chunkSize) {
    const chunk = ids.slice(start, start + chunkSize);
    const stored = loadRecords(tx.database, group.parent, chunk);
    const wrong = computeSummaries(tx, child, group, chunk).filter((record) =>
      group.summaries.some(
        (field) => !sameValue(field, record.get(field.name), stored.get(record.id!)!.get(field.name))
      )
    );
    updateRecords(tx.database, group.parent, wrong, group.summaries);
    changed += wrong.length;
  }
  return changed;
}
