import Big from "big.js";
import type { Mapping, StopSettings } from "../mapping/mapping.ts";
import { decimalText } from "../org/transactions.ts";
import type { DocumentSource } from "../source/document-source.ts";
import { numberReader, type NumberEvidence } from "../source/numbers.ts";
import type { DocumentSpool } from "../spool/document-spool.ts";

/** The run has sent nothing, for reasons that a person should see first. */
export class StopError extends Error {
  constructor(reasons: readonly string[]) {
    super(`${reasons.join("\n")}\nNothing was sent. Mend the export or the mapping, or go on as it is with --yes.`);
  }
}

/** What whoever starts a run knows of the export. */
export interface Expectations {
  readonly rows?: number | undefined;
  readonly documents?: number | undefined;
  readonly amount?: string | undefined;
}

/** Reasons to doubt the whole file, once it is read. */
export function fileDoubts(
  source: DocumentSource,
  spool: DocumentSpool,
  mapping: Mapping,
  expected: Expectations,
  input: string,
  skippedByStatus: number
): string[] {
  return [
    ...source.doubts(),
    ...trailerDoubts(source, spool, mapping, input, skippedByStatus),
    ...expectationDoubts(spool, expected, input)
  ];
}

/** Numbers that may mean something else altogether: no `--yes` makes them certain. */
export function numberDoubt(numbers: NumberEvidence, input = ""): string | undefined {
  const { doubt } = numbers;
  return doubt === undefined
    ? undefined
    : `${input === "" ? "" : `${input}:`}${doubt.position}: '${doubt.text}' may be ${Number(doubt.text)} or ${doubt.text.replaceAll(".", "")}: say how numbers are written, ` +
        `source.numbers { "decimal": ",", "group": "." } or { "decimal": "." }`;
}

function trailerDoubts(
  source: DocumentSource,
  spool: DocumentSpool,
  mapping: Mapping,
  input: string,
  skippedByStatus: number
): string[] {
  if (!source.hasTrailer) return [];
  const found = source.trailer;
  if (!found) return [`${input}: has no row of control totals (source.trailer): the file may be cut off`];
  const { lines, thousandths } = spool.counts();
  const doubts: string[] = [];
  // Whoever wrote the file has counted rows that the mapping leaves out by their status.
  const read = lines + skippedByStatus;
  const said = found.rows === undefined ? undefined : numberReader(mapping.source.numbers)(found.rows);
  if (found.rows !== undefined && !said?.eq(read))
    doubts.push(`${input}:${found.position}: the control total says ${found.rows} rows, and ${read} were read`);
  if (found.amount !== undefined)
    doubts.push(
      ...amountDoubt(
        numberReader(mapping.source.numbers)(found.amount),
        found.amount,
        thousandths,
        spool,
        `${input}:${found.position}: the control total`
      )
    );
  return doubts;
}

function expectationDoubts(spool: DocumentSpool, { rows, documents, amount }: Expectations, input: string): string[] {
  const counts = spool.counts();
  const doubts: string[] = [];
  if (rows !== undefined && rows !== counts.lines)
    doubts.push(`${input}: ${rows} rows were expected, and ${counts.lines} were read`);
  if (documents !== undefined && documents !== counts.documents)
    doubts.push(`${input}: ${documents} documents were expected, and ${counts.documents} were read`);
  if (amount !== undefined)
    doubts.push(...amountDoubt(Big(amount), amount, counts.thousandths, spool, `${input}: the expectation`));
  return doubts;
}

function amountDoubt(
  total: Big | undefined,
  text: string,
  thousandths: bigint,
  spool: DocumentSpool,
  who: string
): string[] {
  if (total === undefined) return [`${who}: '${text}' is not a number`];
  const read = decimalText(thousandths);
  if (total.eq(read)) return [];
  const unread = spool.rejectedRows();
  return [
    `${who} says ${total.toFixed()}, and the documents come to ${read}${unread > 0 ? `, without ${unread} rows that cannot be used` : ""}`
  ];
}

/** A source that has nothing at all was read wrongly, or from the wrong place, more often than it is empty. */
export function emptyDoubt(missing: number, seen: number): string[] {
  if (missing === 0 || seen > 0) return [];
  return [`the source has no document that can be used, and ${missing} of the org would be missing`];
}

/** Reasons to doubt what the run is about to do. */
export function shareDoubts(
  stop: StopSettings,
  counts: { rows: number; rejected: number; changed: number; known: number },
  records: "documents" | "rewards" = "documents"
): string[] {
  const { rows, rejected, changed, known } = counts;
  const doubts: string[] = [];
  const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
  if (stop.rejectedShare !== undefined && rows > 0 && rejected / rows > stop.rejectedShare)
    doubts.push(
      `${rejected} of ${rows} rows would be rejected, ${percent(rejected / rows)}: more than ${percent(stop.rejectedShare)} (stop.rejectedShare)`
    );
  if (stop.changedShare !== undefined && known > 0 && changed / known > stop.changedShare)
    doubts.push(
      `${changed} of the ${known} ${records} that the org has would be changed or cancelled, ${percent(changed / known)}: more than ${percent(stop.changedShare)} (stop.changedShare)`
    );
  return doubts;
}
