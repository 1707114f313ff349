import Big from "big.js";
import type { DocumentKind, Mapping, RoundingMode } from "../mapping/mapping.ts";
import { NumberEvidence, numberReader, wholeNumberOf } from "./numbers.ts";
import { RowError } from "./row-error.ts";

/** Amounts are kept exactly, as whole numbers of this fraction of the currency unit, until a document is summed. */
export const LINE_SCALE = 6;
/** Of a line, and of a document: the sums of a file are exact below it. */
export const LARGEST_AMOUNT = 9_000_000_000_000;

const ROUNDING: Record<RoundingMode, Big.RoundingMode> = {
  halfUp: Big.roundHalfUp,
  halfEven: Big.roundHalfEven,
  down: Big.roundDown,
  up: Big.roundUp
};

type Cells = readonly string[];

/** A column of a row, or a number that stands in the mapping. */
type Factor = { readonly column: string; readonly text: (cells: Cells) => string } | { readonly constant: string };

export interface AmountReader {
  /** Exact amount × 10^{@link LINE_SCALE}; throws {@link RowError}. */
  read(kind: DocumentKind, cells: Cells, position: string): bigint;
  readonly numbers: NumberEvidence;
}

/**
 * Reads the amounts of rows. `column` makes the function that reads a column's text; for `isCertain` see
 * `Source.writesNumbers`.
 */
export function amountReader(
  { document, source }: Mapping,
  column: (name: string) => (cells: Cells) => string,
  isCertain: (column: string) => boolean
): AmountReader {
  const { amount, rounding } = document;
  const number = numberReader(source.numbers);
  const numbers = new NumberEvidence();
  const isPlain = source.numbers === undefined;
  const factors: readonly Factor[] = ("multiply" in amount ? amount.multiply : [amount.column]).map((factor) =>
    typeof factor === "string" ? { column: factor, text: column(factor) } : factor
  );
  const uncertain = factors.flatMap((factor, index) =>
    "column" in factor && !isCertain(factor.column) ? [index] : []
  );
  const takesBack = amount.returns === "positive";

  return {
    numbers,
    read(kind, cells, position) {
      const texts = factors.map((factor) => ("constant" in factor ? factor.constant : factor.text(cells)));
      if (isPlain) noteEvidence(texts, position);
      const isNegated = kind === "Return" && takesBack;
      const whole = isPlain ? wholeProduct(texts, rounding.lineDecimals) : undefined;
      if (whole !== undefined) return BigInt(isNegated ? -whole : whole);
      return exactly(texts, isNegated);
    }
  };

  function noteEvidence(texts: readonly string[], position: string): void {
    for (const index of uncertain) numbers.note(texts[index]!, position);
  }

  function exactly(texts: readonly string[], isNegated: boolean): bigint {
    let exact = texts.map(numberOf).reduce((product, factor) => product.times(factor));
    if (isNegated) exact = exact.neg();
    if (exact.abs().gt(LARGEST_AMOUNT))
      throw new RowError("BAD_AMOUNT", `the amount ${exact.toFixed()} is beyond ${LARGEST_AMOUNT}`);
    const rounded = exact.round(rounding.lineDecimals, ROUNDING[rounding.lines]);
    return BigInt(rounded.times(`1e${LINE_SCALE}`).toFixed(0));
  }

  function numberOf(text: string, index: number): Big {
    const factor = factors[index]!;
    if ("constant" in factor) return Big(text);
    const read = number(text);
    if (read !== undefined) return read;
    if (text === "") throw new RowError("BAD_NUMBER", `${factor.column} is empty`);
    const hint = isPlain && /\d/.test(text) ? "; say source.numbers where numbers are written so" : "";
    throw new RowError("BAD_NUMBER", `${factor.column}: '${text}' is not a number${hint}`);
  }
}

/**
 * The product of plain numbers × 10^{@link LINE_SCALE}, where no step of it leaves the whole numbers that are exact and nothing
 * is to be rounded; undefined else.
 */
function wholeProduct(texts: readonly string[], lineDecimals: number): number | undefined {
  let [product, decimals] = [1, 0];
  for (const text of texts) {
    const read = wholeNumberOf(text);
    if (read === undefined) return undefined;
    product *= read.value;
    decimals += read.decimals;
    if (!Number.isSafeInteger(product)) return undefined;
  }
  if (decimals > Math.min(lineDecimals, LINE_SCALE)) return undefined;
  const scaled = product * 10 ** (LINE_SCALE - decimals);
  return Number.isSafeInteger(scaled) ? scaled : undefined;
}
