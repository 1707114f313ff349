import Big from "big.js";
import { fillTemplate, keyColumns } from "../mapping/columns.ts";
import type { DocumentKind, Mapping, RoundingMode, SourceStatus } from "../mapping/mapping.ts";
import { momentReader } from "./moments.ts";
import { NumberEvidence, numberReader } from "./numbers.ts";
import { RowError } from "./row-error.ts";
import { UNDECODABLE } from "./text-encoding.ts";

/** Amounts are kept exactly, as whole numbers of this fraction of the currency unit, until a document is summed. */
export const LINE_SCALE = 6;
/** Of a line, and of a document: the sums of a file are exact below it. */
export const LARGEST_AMOUNT = 9_000_000_000_000;

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
  /** Exact amount × 10^{@link LINE_SCALE}. */
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

const ROUNDING: Record<RoundingMode, Big.RoundingMode> = {
  halfUp: Big.roundHalfUp,
  halfEven: Big.roundHalfEven,
  down: Big.roundDown,
  up: Big.roundUp
};

/** Whether the mapping tells when documents are paid, or that they are. */
export function tellsPayment({ document }: Mapping): boolean {
  const statuses = Object.values(document.status?.values ?? {});
  return document.paidAt !== undefined || statuses.includes("Paid") || statuses.includes("Unpaid");
}

/** Reads rows with this header. */
// eslint-disable-next-line max-lines-per-function -- what rows share is read once for the small functions within
export function rowReader(mapping: Mapping, header: readonly string[]): RowReader {
  const { document, member } = mapping;
  const { prefix } = document.externalId;
  const encoding = "encoding" in mapping.source ? mapping.source.encoding : undefined;
  const places = new Map<string, number>();
  header.forEach((name, index) => places.has(name) || places.set(name, index));
  const occurredAt = momentReader(document.occurredAt, mapping.source.timeZone);
  const paidAt = document.paidAt && momentReader(document.paidAt, mapping.source.timeZone);
  const number = numberReader(mapping.source.numbers);
  const numbers = new NumberEvidence();
  const doubtsNumbers = mapping.source.numbers === undefined;
  const withPayment = tellsPayment(mapping);
  const fieldTemplates = Object.values(member.fields);

  type Cell = (column: string) => string;
  type Key = Mapping["document"]["member"];
  const keyText = (key: { column: string } | { columns: string[]; separator: string }, cell: Cell): string => {
    if (!("columns" in key)) return cell(key.column);
    const parts = key.columns.map(cell);
    return parts.includes("") ? "" : parts.join(key.separator);
  };

  return {
    numbers,
    documentOf(cells) {
      const id = keyText(document.externalId, (column) => cells[places.get(column)!]?.trim() ?? "");
      return id === "" ? "" : prefix + id;
    },
    read(cells, position) {
      const raw: Cell = (column) => cells[places.get(column)!]!.trim();
      const externalId = documentId(raw);
      try {
        return lineOf(externalId, checked(raw), position);
      } catch (error) {
        if (error instanceof RowError && error.externalId === "")
          throw new RowError(error.code, error.message, externalId);
        throw error;
      }
    }
  };

  function documentId(cell: Cell): string {
    const id = keyText(document.externalId, checked(cell));
    if (id === "") throw new RowError("NO_DOCUMENT", `${keyColumns(document.externalId).join(" or ")} is empty`);
    return prefix + id;
  }

  /** Text that the encoding could not read is no text. */
  function checked(cell: Cell): Cell {
    return (column) => {
      const text = cell(column);
      if (text.includes(UNDECODABLE) || text.includes("\u0000"))
        throw new RowError(
          "BAD_TEXT",
          `${column}: '${text}' cannot be read as ${encoding ?? "utf8"}; say source.encoding, e.g. windows-1254`
        );
      return text;
    };
  }

  function lineOf(externalId: string, cell: Cell, position: string): DocumentLine | undefined {
    const status = statusOf(cell);
    if (status === "Skip") return undefined;
    const kind = kindOf(externalId, cell);
    const currency = value(document.currency, cell);
    const memberKey = memberOf(document.member, cell);
    if (!/^[A-Z]{3}$/.test(currency))
      throw new RowError("BAD_CURRENCY", `'${currency}' is not a currency code such as EUR`);
    return {
      externalId,
      memberKey,
      occurredAt: occurredAt(cell),
      scaledAmount: scaledAmount(kind, cell, position),
      currency,
      channel: value(document.channel, cell),
      original: originalOf(cell),
      kind,
      status: status === "Cancelled" ? status : "Valid",
      paidAt: paymentOf(status, cell),
      customerName: fillTemplate(member.name, cell),
      customerFields: fieldTemplates.map((template) => fillTemplate(template, cell))
    };
  }

  function value(source: { column: string } | { constant: string } | undefined, cell: Cell): string {
    return source === undefined ? "" : "column" in source ? cell(source.column) : source.constant;
  }

  function memberOf(source: Key, cell: Cell): string {
    const text = keyText(source, cell);
    if (text !== "") return source.prefix + text;
    throw new RowError("NO_MEMBER", `${keyColumns(source).join(" or ")} is empty: the document belongs to no member`);
  }

  function originalOf(cell: Cell): string {
    const text = document.original === undefined ? "" : keyText(document.original, cell);
    return text === "" ? "" : prefix + text;
  }

  function kindOf(externalId: string, cell: Cell): DocumentKind {
    const { kind } = document;
    if (kind.column !== undefined) return mapped(kind.column, kind.values!, "BAD_KIND", cell);
    const name = externalId.slice(prefix.length);
    return Object.entries(kind.byPrefix).find(([start]) => name.startsWith(start))?.[1] ?? kind.default;
  }

  function statusOf(cell: Cell): SourceStatus {
    return document.status === undefined
      ? "Valid"
      : mapped(document.status.column, document.status.values, "BAD_STATUS", cell);
  }

  function mapped<T>(column: string, values: Readonly<Record<string, T>>, code: string, cell: Cell): T {
    const text = cell(column);
    const found = Object.hasOwn(values, text) ? values[text] : values["*"];
    if (found === undefined)
      throw new RowError(
        code,
        `${column}: the mapping does not say what '${text}' means; it knows ${Object.keys(values).join(", ")}`
      );
    return found;
  }

  function paymentOf(status: SourceStatus, cell: Cell): number | null {
    if (!withPayment) return null;
    if (status === "Unpaid") return UNPAID;
    if (document.paidAt !== undefined && cell(document.paidAt.column) !== "") return paidAt!(cell);
    return status === "Paid" ? PAID : document.paidAt === undefined ? PAID : UNPAID;
  }

  function scaledAmount(kind: DocumentKind, cell: Cell, position: string): bigint {
    const { amount, rounding } = document;
    const read = (column: string): Big => numberOf(column, cell(column), position);
    let exact =
      "multiply" in amount
        ? amount.multiply
            .map((factor) => (typeof factor === "string" ? read(factor) : Big(factor.constant)))
            .reduce((product, factor) => product.times(factor))
        : read(amount.column);
    if (kind === "Return" && amount.returns === "positive") exact = exact.neg();
    if (exact.abs().gt(LARGEST_AMOUNT))
      throw new RowError("BAD_AMOUNT", `the amount ${exact.toFixed()} is beyond ${LARGEST_AMOUNT}`);
    const rounded = exact.round(rounding.lineDecimals, ROUNDING[rounding.lines]);
    return BigInt(rounded.times(`1e${LINE_SCALE}`).toFixed(0));
  }

  function numberOf(column: string, text: string, position: string): Big {
    if (doubtsNumbers) numbers.note(text, position);
    const read = number(text);
    if (read !== undefined) return read;
    const hint = doubtsNumbers && /\d/.test(text) ? "; say source.numbers where numbers are written so" : "";
    throw new RowError("BAD_NUMBER", `${column}: '${text}' is not a number${hint}`);
  }
}
