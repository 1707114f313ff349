import { decimalText } from "../org/transactions.ts";
import type { ReadResult } from "../run/read-source.ts";
import type { DocumentSpool } from "../spool/document-spool.ts";

const EXAMPLES = 5;
const PROBLEMS = 10;

/** What would come of an export, as far as the org need not be asked. */
export interface Preview {
  readonly rowsRead: number;
  readonly rowsSkipped: number;
  readonly rowsRejected: number;
  readonly documents: number;
  readonly documentsRejected: number;
  readonly members: number;
  /** The first and last day of documents, UTC. */
  readonly days: readonly [first: string, last: string] | null;
  readonly totals: readonly {
    readonly kind: string;
    readonly status: string;
    readonly currency: string;
    readonly documents: number;
    readonly amount: string;
  }[];
  readonly examples: readonly {
    readonly externalId: string;
    readonly member: string;
    readonly name: string;
    readonly occurredAt: string;
    readonly kind: string;
    readonly status: string;
    readonly amount: string;
    readonly currency: string;
    readonly channel: string;
    readonly original: string;
  }[];
  readonly problems: readonly { readonly line: string; readonly code: string; readonly reason: string }[];
  readonly notes: readonly string[];
}

export function previewOf(spool: DocumentSpool, { skippedRows, notes }: ReadResult): Preview {
  const counts = spool.counts();
  const window = spool.window();
  const problems: Preview["problems"][number][] = [];
  let rowsRejected = 0;
  for (const { position: line, code, reason } of spool.rejects())
    if (++rowsRejected <= PROBLEMS) problems.push({ line, code, reason });
  return {
    rowsRead: counts.lines,
    rowsSkipped: skippedRows,
    rowsRejected,
    documents: counts.documents,
    documentsRejected: spool.listing("rejected").documents,
    members: [...spool.members()].length,
    days: window ? [day(window.from), day(window.to)] : null,
    totals: spool.kinds().map(({ thousandths, ...total }) => ({ ...total, amount: decimalText(thousandths) })),
    examples: spool.someDocuments(EXAMPLES).map((document) => ({
      externalId: document.externalId,
      member: document.memberKey,
      name: spool.customer(document.memberKey).name,
      occurredAt: new Date(document.occurredAt).toISOString(),
      kind: document.kind,
      status: document.status,
      amount: decimalText(document.thousandths),
      currency: document.currency,
      channel: document.channel,
      original: document.original
    })),
    problems,
    notes
  };
}

export function previewText(preview: Preview): string {
  const { days, totals, examples, problems, notes } = preview;
  return [
    `rows        ${preview.rowsRead} read, ${preview.rowsSkipped} left out by the mapping, ${preview.rowsRejected} rejected`,
    `documents   ${preview.documents}, of which ${preview.documentsRejected} rejected; ${preview.members} members${days ? `; ${days[0]} to ${days[1]}` : ""}`,
    ...totals.map(
      ({ kind, status, currency, documents, amount }) => `  ${documents} × ${kind}, ${status}: ${amount} ${currency}`
    ),
    ...(examples.length > 0 ? ["first documents"] : []),
    ...examples
      .map((one) =>
        [
          one.externalId,
          one.occurredAt,
          one.kind,
          one.status,
          `${one.amount} ${one.currency}`,
          one.member,
          one.name,
          one.channel,
          one.original
        ]
          .filter((text) => text !== "")
          .join("  ")
          .padStart(2)
      )
      .map((line) => `  ${line}`),
    ...(problems.length > 0 ? [`problems (${problems.length} of ${preview.rowsRejected})`] : []),
    ...problems.map(({ line, code, reason }) => `  line ${line}: ${code}: ${reason}`),
    ...notes.map((note) => `note: ${note}`)
  ].join("\n");
}

function day(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
