import { keyColumns, templateFiller } from "../mapping/columns.ts";
import type { DocumentKind, Mapping, SourceStatus } from "../mapping/mapping.ts";
import { amountReader } from "./amounts.ts";
import { certainKey, certainText, encodingOf, oneForm } from "./certain-text.ts";
import { momentReader } from "./moments.ts";
import type { NumberEvidence } from "./numbers.ts";
import { RowError } from "./row-error.ts";

/** `paidAt` of a document that is paid, at a moment that the source does not tell. */
export const PAID = 1;
/** `paidAt` of a document that is not paid. */
export const UNPAID = 0;

/** One row of the source as the mapping understands it. */
export interface DocumentLine {
  readonly externalId: string;
  readonly memberKey: string;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly occurredAt: number;
  /** Exact amount × 10^LINE_SCALE. */
  readonly scaledAmount: bigint;
  readonly currency: string;
  readonly channel: string;
  readonly original: string;
  readonly kind: DocumentKind;
  readonly status: "Valid" | "Cancelled";
  /** Milliseconds, {@link PAID} or {@link UNPAID}; null where the mapping does not say when documents are paid. */
  readonly paidAt: number | null;
  readonly customerName: string;
  /** Values of the mapping's `member.fields`, in their order. */
  readonly customerFields: readonly string[];
}

export interface RowReader {
  /** The line, or undefined for a row whose status says that it is to be skipped; throws {@link RowError}. */
  read(cells: readonly string[], position: string): DocumentLine | undefined;
  /** The document that a row belongs to, where its cells tell it. */
  documentOf(cells: readonly string[]): string;
  readonly numbers: NumberEvidence;
}

/** Reads one value of a row. */
type Read<T> = (cells: readonly string[]) => T;
type Columns = (name: string) => Read<string>;

/** Whether the mapping tells when documents are paid, or that they are. */
export function tellsPayment({ document }: Mapping): boolean {
  const statuses = Object.values(document.status?.values ?? {});
  return document.paidAt !== undefined || statuses.includes("Paid") || statuses.includes("Unpaid");
}

/**
 * Reads rows with this header. What the mapping says is looked at here, once, and not at each row. `isCertain`: see
 * `Source.writesNumbers`.
 */
export function rowReader(
  mapping: Mapping,
  header: readonly string[],
  isCertain: (column: string) => boolean = () => false
): RowReader {
  const { document, member } = mapping;
  const { prefix } = document.externalId;
  const column = checkedColumns(mapping, header);
  const documentId = documentReader(mapping, column);
  const documentIdAsItStands = keyReader(document.externalId, plainColumns(header));
  const status = statusReader(mapping, column);
  const kind = kindReader(mapping, column);
  const currency = valueReader(document.currency, column);
  const channel = valueReader(document.channel, column);
  const memberKey = memberReader(mapping, column);
  const original = originalReader(mapping, column);
  const occurredAt = momentReader(document.occurredAt, mapping.source.timeZone, column);
  const payment = paymentReader(mapping, column);
  const amount = amountReader(mapping, column, isCertain);
  const name = templateFiller(member.name, column);
  const fields = Object.values(member.fields).map((template) => templateFiller(template, column));

  return {
    numbers: amount.numbers,
    documentOf(cells) {
      const id = documentIdAsItStands(cells);
      return id === "" ? "" : prefix + id;
    },
    read(cells, position) {
      const externalId = documentId(cells);
      try {
        return lineOf(externalId, cells, position);
      } catch (error) {
        if (error instanceof RowError && error.externalId === "") error.externalId = externalId;
        throw error;
      }
    }
  };

  function lineOf(externalId: string, cells: readonly string[], position: string): DocumentLine | undefined {
    const itsStatus = status(cells);
    if (itsStatus === "Skip") return undefined;
    const itsKind = kind(externalId, cells);
    const itsCurrency = currency(cells);
    const itsMember = memberKey(cells);
    if (!/^[A-Z]{3}$/.test(itsCurrency))
      throw new RowError("BAD_CURRENCY", `'${itsCurrency}' is not a currency code such as EUR`);
    return {
      externalId,
      memberKey: itsMember,
      occurredAt: occurredAt(cells),
      scaledAmount: amount.read(itsKind, cells, position),
      currency: itsCurrency,
      channel: channel(cells),
      original: original(cells),
      kind: itsKind,
      status: itsStatus === "Cancelled" ? itsStatus : "Valid",
      paidAt: payment(itsStatus, cells),
      customerName: name(cells),
      customerFields: fields.map((field) => field(cells))
    };
  }
}

/** Parts of a key as they stand, without the spaces around them. A broken row may lack some. */
function plainColumns(header: readonly string[]): Columns {
  return (name) => {
    const place = header.indexOf(name);
    return (cells) => oneForm(cells[place]?.trim() ?? "");
  };
}

function checkedColumns({ source }: Mapping, header: readonly string[]): Columns {
  const encoding = encodingOf(source);
  return (name) => {
    const place = header.indexOf(name);
    return (cells) => certainText(name, cells[place]!.trim(), encoding);
  };
}

function certainKeys(column: Columns): Columns {
  return (name) => {
    const read = column(name);
    return (cells) => certainKey(name, read(cells));
  };
}

function keyReader(
  key: { readonly column: string } | { readonly columns: readonly string[]; readonly separator: string },
  column: Columns
): Read<string> {
  if (!("columns" in key)) return column(key.column);
  const parts = key.columns.map(column);
  return (cells) => {
    const texts = parts.map((part) => part(cells));
    return texts.includes("") ? "" : texts.join(key.separator);
  };
}

function valueReader(
  source: { readonly column: string } | { readonly constant: string } | undefined,
  column: Columns
): Read<string> {
  if (source !== undefined && "column" in source) return column(source.column);
  const constant = source?.constant ?? "";
  return () => constant;
}

function documentReader({ document: { externalId } }: Mapping, column: Columns): Read<string> {
  const key = keyReader(externalId, certainKeys(column));
  return (cells) => {
    const id = key(cells);
    if (id === "") throw new RowError("NO_DOCUMENT", `${keyColumns(externalId).join(" or ")} is empty`);
    return externalId.prefix + id;
  };
}

function memberReader({ document: { member } }: Mapping, column: Columns): Read<string> {
  const key = keyReader(member, certainKeys(column));
  return (cells) => {
    const text = key(cells);
    if (text !== "") return member.prefix + text;
    throw new RowError("NO_MEMBER", `${keyColumns(member).join(" or ")} is empty: the document belongs to no member`);
  };
}

function originalReader({ document: { original, externalId } }: Mapping, column: Columns): Read<string> {
  if (original === undefined) return () => "";
  const key = keyReader(original, certainKeys(column));
  return (cells) => {
    const text = key(cells);
    return text === "" ? "" : externalId.prefix + text;
  };
}

function kindReader(
  { document }: Mapping,
  column: Columns
): (externalId: string, cells: readonly string[]) => DocumentKind {
  const { kind, externalId } = document;
  if (kind.column !== undefined) {
    const read = mappedReader(kind.column, kind.values!, "BAD_KIND", column);
    return (_, cells) => read(cells);
  }
  const starts = Object.entries(kind.byPrefix).map(([start, ofStart]) => [externalId.prefix + start, ofStart] as const);
  return (id) => starts.find(([start]) => id.startsWith(start))?.[1] ?? kind.default;
}

function statusReader({ document: { status } }: Mapping, column: Columns): Read<SourceStatus> {
  return status === undefined ? () => "Valid" : mappedReader(status.column, status.values, "BAD_STATUS", column);
}

function mappedReader<T>(name: string, values: Readonly<Record<string, T>>, code: string, column: Columns): Read<T> {
  const text = column(name);
  return (cells) => {
    const value = text(cells);
    const found = Object.hasOwn(values, value) ? values[value] : values["*"];
    if (found === undefined)
      throw new RowError(
        code,
        `${name}: the mapping does not say what '${value}' means; it knows ${Object.keys(values).join(", ")}`
      );
    return found;
  };
}

function paymentReader(
  mapping: Mapping,
  column: Columns
): (status: SourceStatus, cells: readonly string[]) => number | null {
  const { paidAt } = mapping.document;
  if (!tellsPayment(mapping)) return () => null;
  const text = paidAt && column(paidAt.column);
  const moment = paidAt && momentReader(paidAt, mapping.source.timeZone, column);
  return (status, cells) => {
    if (status === "Unpaid") return UNPAID;
    if (text && moment && text(cells) !== "") return moment(cells);
    return status === "Paid" || paidAt === undefined ? PAID : UNPAID;
  };
}
