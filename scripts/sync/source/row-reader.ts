import Big from "big.js";
import { DateTime } from "luxon";
import { fillTemplate, type Mapping } from "../mapping/mapping.ts";

/** Amounts are kept exactly, as whole numbers of this fraction of the currency unit, until a document is summed. */
export const LINE_SCALE = 6;
const LARGEST_LINE = Big("9000000000000");

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
  readonly customerName: string;
  /** Values of the mapping's `member.fields`, in their order. */
  readonly customerFields: readonly string[];
}

/** A row that cannot be used: a code for machines, a reason for people. */
export class RowError extends Error {
  readonly code: string;
  /** The document that the row belongs to, where it could be read: it must not be imported without this row. */
  readonly externalId: string;

  constructor(code: string, reason: string, externalId = "") {
    super(reason);
    this.code = code;
    this.externalId = externalId;
  }
}

/** Makes the function that reads rows with this header. */
export function rowReader(mapping: Mapping, header: readonly string[]): (cells: readonly string[]) => DocumentLine {
  const { document, member } = mapping;
  const position = new Map(header.map((name, index) => [name, index]));
  const parseMoment = momentParser(document.occurredAt.format, mapping.source.timeZone);
  const fieldTemplates = Object.values(member.fields);

  return (cells) => {
    const cell = (column: string): string => cells[position.get(column)!]!.trim();
    const value = (source: { column: string } | { constant: string } | undefined): string =>
      source === undefined ? "" : "column" in source ? cell(source.column) : source.constant;
    const id = cell(document.externalId.column);
    if (id === "") throw new RowError("NO_DOCUMENT", `${document.externalId.column} is empty`);
    const externalId = document.externalId.prefix + id;
    const key = cell(document.member.column);
    if (key === "")
      throw new RowError(
        "NO_MEMBER",
        `${document.member.column} is empty: the document belongs to no member`,
        externalId
      );
    const currency = value(document.currency);
    if (!/^[A-Z]{3}$/.test(currency))
      throw new RowError("BAD_CURRENCY", `'${currency}' is not a currency code such as EUR`, externalId);
    return {
      externalId,
      memberKey: document.member.prefix + key,
      occurredAt: parseMoment(cell(document.occurredAt.column), document.occurredAt.column, externalId),
      scaledAmount: scaledAmount(mapping, cell, externalId),
      currency,
      channel: value(document.channel),
      original:
        document.original && cell(document.original.column) !== ""
          ? document.externalId.prefix + cell(document.original.column)
          : "",
      customerName: fillTemplate(member.name, cell),
      customerFields: fieldTemplates.map((template) => fillTemplate(template, cell))
    };
  };
}

function scaledAmount({ document }: Mapping, cell: (column: string) => string, externalId: string): bigint {
  const exact =
    "multiply" in document.amount
      ? number(document.amount.multiply[0]).times(number(document.amount.multiply[1]))
      : number(document.amount.column);
  const scaled = exact.times(`1e${LINE_SCALE}`);
  if (exact.abs().gt(LARGEST_LINE) || !scaled.eq(scaled.round(0, Big.roundDown))) {
    throw new RowError(
      "BAD_AMOUNT",
      `the amount ${exact.toString()} is too large or has more than ${LINE_SCALE} decimals`,
      externalId
    );
  }
  return BigInt(scaled.toFixed(0));

  function number(column: string): Big {
    const text = cell(column);
    if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text))
      throw new RowError("BAD_NUMBER", `${column}: '${text}' is not a number`, externalId);
    return Big(text.replace(/^\+/, ""));
  }
}

/** Lines of one document share their moment, so the last text parsed is worth remembering. */
function momentParser(format: string, zone: string): (text: string, column: string, externalId: string) => number {
  let lastText = "";
  let last = 0;
  return (text, column, externalId) => {
    if (text === lastText) return last;
    const moment = format === "ISO" ? DateTime.fromISO(text, { zone }) : DateTime.fromFormat(text, format, { zone });
    if (!moment.isValid)
      throw new RowError("BAD_DATE", `${column}: '${text}' is not a date of the form ${format}`, externalId);
    [lastText, last] = [text, moment.toMillis()];
    return last;
  };
}
