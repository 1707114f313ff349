import { decimalText } from "../org/transactions.ts";
import type { DocumentSpool } from "../spool/document-spool.ts";
import type { Listing, Tally } from "../spool/documents.ts";

/** What a run found out besides what its spool knows. */
export interface RunFacts {
  readonly skippedRows: number;
  readonly created: number;
  readonly changed: number;
  readonly membersEnrolled: number;
  readonly customersUpdated: number;
  /** Documents that count in the org and that the export has not, within its days or, where it is full, at all. */
  readonly onlyInOrg: Listing;
  /** Documents that the org has of other days, where the mapping does not say whether the export is full. */
  readonly outsideTheDays: Listing;
  readonly cancelledMissing: number;
  readonly markedMissing: number;
  readonly missingNote: string;
}

interface Outcome extends RunFacts {
  readonly runKey: string;
  readonly dryRun: boolean;
  readonly isFull: boolean;
  /** Changes were read, and besides which documents of recent days there are. */
  readonly isSwept: boolean;
  readonly notes: readonly string[];
  readonly linesRejected: number;
  readonly rejectsFile: string | null;
}

export interface RunSummary extends Omit<RunFacts, "missingNote"> {
  readonly runKey: string;
  readonly dryRun: boolean;
  /** As the run's record says it. */
  readonly state: "Succeeded" | "Rejects" | "Failed";
  /** All documents of the source and of the org were compared, with nothing left on either side. */
  readonly orgEqualsSource: boolean;
  readonly linesRead: number;
  readonly linesRejected: number;
  readonly documentsRead: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Left alone, because they were cancelled, claimed or rejected in the org. */
  readonly held: Listing;
  /** Cancelled in the source and unknown to the org. */
  readonly cancelledInSource: number;
  /** Rows that cannot be read and name no document: some document may lack one. */
  readonly unattributedRows: number;
  /** Amounts as decimal text, summed over currencies only where there is one. */
  readonly amountRead: string;
  readonly amountAccepted: string;
  readonly amountUnchanged: string;
  readonly amountRejected: string;
  /** Largest resident memory of this process so far. */
  readonly peakMemoryKilobytes: number;
  readonly rejectsFile: string | null;
  /** Documents that should be in the org as the source has them, and are not: the first by name. Empty where all is well. */
  readonly differences: readonly string[];
  /** What operations should know, though it stops nothing. */
  readonly notes: readonly string[];
  readonly exportKind: "full" | "part" | "recent";
}

const DIFFERENCES_NAMED = 100;

/** Reads the spool after the last comparison. */
export function summaryOf(spool: DocumentSpool, outcome: Outcome): RunSummary {
  const { missingNote, isFull, isSwept, ...facts } = outcome;
  const counts = spool.counts();
  const differing = facts.dryRun ? [] : differences(spool);
  const held = spool.listing("held");
  const unattributedRows = spool.unattributedRows();
  const rest = amounts(spool);
  const leftInOrg = facts.onlyInOrg.documents - facts.cancelledMissing;
  const equal =
    isFull &&
    !facts.dryRun &&
    differing.length + held.documents + unattributedRows + rest.rejected + facts.linesRejected + leftInOrg === 0;
  return {
    ...facts,
    ...rest,
    state: differing.length > 0 ? "Failed" : facts.linesRejected > 0 ? "Rejects" : "Succeeded",
    orgEqualsSource: equal,
    exportKind: isFull ? "full" : isSwept ? "recent" : "part",
    linesRead: counts.lines,
    documentsRead: counts.documents,
    amountRead: decimalText(counts.thousandths),
    held,
    cancelledInSource: spool.listing("void").documents,
    unattributedRows,
    peakMemoryKilobytes: process.resourceUsage().maxRSS,
    differences: differing,
    notes: [...facts.notes, ...(missingNote ? [missingNote] : [])]
  };
}

function amounts(
  spool: DocumentSpool
): Pick<RunSummary, "amountAccepted" | "amountUnchanged" | "amountRejected" | "accepted" | "unchanged" | "rejected"> {
  const tallies = spool.tally();
  const of = (...states: Tally["state"][]): { documents: number; thousandths: bigint } =>
    tallies
      .filter((tally) => states.includes(tally.state))
      .reduce(
        (sum, tally) => ({
          documents: sum.documents + tally.documents,
          thousandths: sum.thousandths + tally.thousandths
        }),
        {
          documents: 0,
          thousandths: 0n
        }
      );
  const [accepted, unchanged, rejected] = [of("accepted", "new", "changed"), of("unchanged"), of("rejected")];
  return {
    accepted: accepted.documents,
    unchanged: unchanged.documents,
    rejected: rejected.documents,
    amountAccepted: decimalText(accepted.thousandths),
    amountUnchanged: decimalText(unchanged.thousandths),
    amountRejected: decimalText(rejected.thousandths)
  };
}

export function summaryText(summary: RunSummary): string {
  const would = summary.dryRun ? "would be " : "";
  const lines = [
    `lines read          ${summary.linesRead}${summary.skippedRows > 0 ? `, ${summary.skippedRows} left out by the mapping` : ""}`,
    `lines rejected      ${summary.linesRejected}`,
    `documents read      ${summary.documentsRead}  (${summary.amountRead})`,
    `  ${would}accepted`.padEnd(20) +
      `${summary.accepted}  (${summary.amountAccepted}): ${summary.created} new, ${summary.changed} changed`,
    `  unchanged`.padEnd(20) + `${summary.unchanged}  (${summary.amountUnchanged})`,
    `  rejected`.padEnd(20) + `${summary.rejected}  (${summary.amountRejected})`,
    `members ${would}enrolled`.padEnd(20) + String(summary.membersEnrolled)
  ];
  if (summary.customersUpdated > 0) lines.push(`customers updated   ${summary.customersUpdated}`);
  if (summary.rejectsFile) lines.push(`rejects file        ${summary.rejectsFile}`);
  for (const note of summary.notes) lines.push(`note                ${note}`);
  reconciliation(summary).forEach((line, index) =>
    lines.push(`${index === 0 ? "reconciliation" : ""}`.padEnd(20) + line)
  );
  return lines.join("\n");
}

/** What can be said of source and org, and no more than that. */
export function reconciliation(summary: RunSummary): string[] {
  const { onlyInOrg, outsideTheDays, held, rejected, linesRejected, unattributedRows, cancelledMissing, dryRun } =
    summary;
  if (summary.differences.length > 0) return ["DIFFERENCES:", ...summary.differences.map((line) => `  ${line}`)];
  if (summary.orgEqualsSource) return ["the org equals the source, document by document"];
  const but: string[] = [];
  if (rejected + linesRejected > 0)
    but.push(
      `${rejected} documents and ${linesRejected} lines of the source are not in the org as the source has them: see the rejects file`
    );
  if (unattributedRows > 0)
    but.push(
      `${unattributedRows} rows cannot be read and name no document of the file or the org: some document may be incomplete`
    );
  if (held.documents > 0)
    but.push(`${held.documents} were cancelled, claimed or rejected in the org and stay so: ${named(held)}`);
  if (summary.cancelledInSource > 0)
    but.push(`${summary.cancelledInSource} are cancelled in the source and never were in the org`);
  if (onlyInOrg.documents > 0) {
    const done = cancelledMissing > 0 ? `, ${cancelledMissing} of them ${dryRun ? "would be " : ""}cancelled now` : "";
    const where = { full: "", part: " in the days of this export", recent: " of recent days" }[summary.exportKind];
    but.push(`${onlyInOrg.documents} are only in the org${where}${done}: ${named(onlyInOrg)}`);
  }
  if (outsideTheDays.documents > 0)
    but.push(
      `${outsideTheDays.documents} documents of this source in the org are of other days than this export: ${named(outsideTheDays)}; source.export says whether it is full or a delta`
    );
  if (dryRun) return but.length > 0 ? ["nothing was sent", ...but.map((line) => `  ${line}`)] : ["nothing was sent"];
  const all = "every document that was accepted is in the org as the source has it";
  return but.length > 0 ? [`${all}, but`, ...but.map((line) => `  ${line}`)] : [all];
}

function named({ documents, examples }: Listing): string {
  return examples.join(", ") + (documents > examples.length ? ", …" : "");
}

function differences(spool: DocumentSpool): string[] {
  const named: string[] = [];
  let count = 0;
  for (const { day, currency, externalId, what } of spool.differencesFromKnown())
    if (++count <= DIFFERENCES_NAMED) named.push(`${day} ${currency} ${externalId}: ${what}`);
  return count > DIFFERENCES_NAMED ? [...named, `… and ${count - DIFFERENCES_NAMED} more`] : named;
}
