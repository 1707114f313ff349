import type { SyncRunFields } from "../org/sync-runs.ts";
import { reconciliation, type RunSummary } from "./summary.ts";

/** The largest amount that the record's fields take. */
const LARGEST = 1e15;
const LONGEST_MESSAGE = 4000;

/** What the run's record in the org says of it. */
export function runFields(summary: RunSummary, window: { from: number; to: number } | undefined): SyncRunFields {
  return {
    State__c: summary.state,
    EndedAt__c: new Date().toISOString(),
    WindowStart__c: window ? new Date(window.from).toISOString() : null,
    WindowEnd__c: window ? new Date(window.to).toISOString() : null,
    LinesRead__c: summary.linesRead,
    LinesRejected__c: summary.linesRejected,
    DocumentsRead__c: summary.documentsRead,
    DocumentsAccepted__c: summary.accepted,
    DocumentsUnchanged__c: summary.unchanged,
    DocumentsRejected__c: summary.rejected,
    AmountRead__c: amountField(summary.amountRead),
    AmountAccepted__c: amountField(summary.amountAccepted),
    AmountUnchanged__c: amountField(summary.amountUnchanged),
    AmountRejected__c: amountField(summary.amountRejected),
    MembersEnrolled__c: summary.membersEnrolled,
    Message__c: [...reconciliation(summary), ...summary.notes].join("\n").slice(0, LONGEST_MESSAGE) || null
  };
}

function amountField(text: string): number | null {
  const amount = Number(text);
  return Math.abs(amount) < LARGEST ? amount : null;
}
