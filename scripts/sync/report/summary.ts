import { decimalText } from "../org/transactions.ts";
import type { DocumentSpool, Tally } from "../spool/document-spool.ts";

export interface RunSummary {
  readonly runKey: string;
  readonly dryRun: boolean;
  readonly linesRead: number;
  readonly linesRejected: number;
  readonly documentsRead: number;
  readonly created: number;
  readonly changed: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly membersEnrolled: number;
  /** Amounts as decimal text, summed over currencies only where there is one. */
  readonly amountRead: string;
  readonly amountAccepted: string;
  readonly amountUnchanged: string;
  readonly amountRejected: string;
  /** Largest resident memory of this process so far. */
  readonly peakMemoryKilobytes: number;
  readonly rejectsFile: string | null;
  /** Days on which the org does not hold what it accepted; empty where the books agree. */
  readonly differences: readonly string[];
}

export function amounts(
  spool: DocumentSpool
): Pick<RunSummary, "amountAccepted" | "amountUnchanged" | "amountRejected" | "accepted" | "unchanged" | "rejected"> {
  const tallies = spool.tally();
  const of = (...states: Tally["state"][]): { documents: number; cents: bigint } =>
    tallies
      .filter((tally) => states.includes(tally.state))
      .reduce((sum, tally) => ({ documents: sum.documents + tally.documents, cents: sum.cents + tally.cents }), {
        documents: 0,
        cents: 0n
      });
  const [accepted, unchanged, rejected] = [of("accepted", "new", "changed"), of("unchanged"), of("rejected")];
  return {
    accepted: accepted.documents,
    unchanged: unchanged.documents,
    rejected: rejected.documents,
    amountAccepted: decimalText(accepted.cents),
    amountUnchanged: decimalText(unchanged.cents),
    amountRejected: decimalText(rejected.cents)
  };
}

export function summaryText(summary: RunSummary): string {
  const would = summary.dryRun ? "would be " : "";
  const lines = [
    `lines read          ${summary.linesRead}`,
    `lines rejected      ${summary.linesRejected}`,
    `documents read      ${summary.documentsRead}  (${summary.amountRead})`,
    `  ${would}accepted`.padEnd(20) +
      `${summary.accepted}  (${summary.amountAccepted}): ${summary.created} new, ${summary.changed} changed`,
    `  unchanged`.padEnd(20) + `${summary.unchanged}  (${summary.amountUnchanged})`,
    `  rejected`.padEnd(20) + `${summary.rejected}  (${summary.amountRejected})`,
    `members ${would}enrolled`.padEnd(20) + String(summary.membersEnrolled)
  ];
  if (summary.rejectsFile) lines.push(`rejects file        ${summary.rejectsFile}`);
  if (!summary.dryRun)
    lines.push(
      summary.differences.length === 0
        ? "reconciliation      the org equals the source, per day and currency"
        : "reconciliation      DIFFERENCES:",
      ...summary.differences.map((line) => `  ${line}`)
    );
  return lines.join("\n");
}

export function differences(spool: DocumentSpool): string[] {
  return spool
    .differencesFromKnown()
    .map(
      ({ day, currency, documents, cents, orgDocuments, orgCents }) =>
        `${day} ${currency}: source ${documents} documents, ${decimalText(cents)}; org ${orgDocuments} documents, ${decimalText(orgCents)}`
    );
}
