import Big from "big.js";
import type { NumberStyle } from "../mapping/source-settings.ts";

const PLAIN: NumberStyle = {
  decimal: ".",
  group: "",
  trailingMinus: false,
  parentheses: false,
  symbols: [],
  exponent: false
};

/** Reads numbers as one source writes them; undefined for what is none. */
export function numberReader(style: NumberStyle = PLAIN): (text: string) => Big | undefined {
  const { trailingMinus, parentheses, symbols } = style;
  const digits = digitsPattern(style);
  return (text) => {
    let rest = text;
    let negative = false;
    if (parentheses && rest.startsWith("(") && rest.endsWith(")")) [rest, negative] = [rest.slice(1, -1).trim(), true];
    rest = withoutSymbol(rest, symbols);
    if (trailingMinus && /[-\u2212]$/.test(rest)) {
      if (negative) return undefined;
      [rest, negative] = [withoutSymbol(rest.slice(0, -1).trim(), symbols), true];
    }
    const sign = /^[+\-\u2212]/.exec(rest)?.[0];
    if (sign !== undefined) {
      if (negative) return undefined;
      [rest, negative] = [withoutSymbol(rest.slice(1).trim(), symbols), sign !== "+"];
    }
    if (!digits.test(rest)) return undefined;
    const plain = style.group === "" ? rest : rest.replaceAll(groupPattern(style.group), "");
    const value = Big(style.decimal === "," ? plain.replace(",", ".") : plain);
    return negative ? value.neg() : value;
  };
}

const [ZERO, NINE, POINT, MINUS] = [48, 57, 46, 45];
/** So many digits are exact in any case. */
const EXACT_DIGITS = 15;

/** `-12.50` as -1250 with 2 decimals: the commonest way to write a number; undefined for any other, and for long ones. */
export function wholeNumberOf(text: string): { readonly value: number; readonly decimals: number } | undefined {
  const isNegative = text.charCodeAt(0) === MINUS;
  let [value, digits, decimals] = [0, 0, -1];
  for (let index = isNegative ? 1 : 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= ZERO && code <= NINE) {
      value = value * 10 + code - ZERO;
      digits++;
      if (decimals >= 0) decimals++;
    } else if (code === POINT && decimals < 0) decimals = 0;
    else return undefined;
  }
  if (digits === 0 || digits > EXACT_DIGITS) return undefined;
  return { value: isNegative ? -value : value, decimals: Math.max(0, decimals) };
}

/** Thousands stand in threes, or not at all: `1.5` with groups by a point is not 15. */
function digitsPattern({ decimal, group, exponent }: NumberStyle): RegExp {
  const point = decimal === "," ? "," : "\\.";
  const grouped = group === "" ? "" : `\\d{1,3}(?:${groupPattern(group).source}\\d{3})+|`;
  return new RegExp(
    `^(?:(?:${grouped}\\d+)(?:${point}\\d*)?|${point}\\d+)${exponent ? "(?:[eE][+-]?\\d{1,2})?" : ""}$`,
    "u"
  );
}

/** Programs write narrow and no-break spaces where people see a space. */
function groupPattern(group: string): RegExp {
  if (group === " ") return /[ \u00A0\u2009\u202F]/gu;
  return new RegExp(group === "." ? "\\." : group === "'" ? "['\u2019]" : group, "gu");
}

function withoutSymbol(text: string, symbols: readonly string[]): string {
  for (const symbol of symbols) {
    if (text.startsWith(symbol)) return text.slice(symbol.length).trim();
    if (text.endsWith(symbol)) return text.slice(0, -symbol.length).trim();
  }
  return text;
}

/** Where a mapping does not say how numbers are written: what the numbers themselves say of it. */
export class NumberEvidence {
  /** A number that reads as 1.5 and may mean 1,500. */
  private ambiguous: { readonly text: string; readonly position: string } | undefined;
  private decimalPoint = false;
  private decimalComma = false;

  note(text: string, position: string): void {
    if (this.decimalPoint && !text.includes(",")) return;
    if (/^[+-]?[1-9]\d{0,2}(\.\d{3})+$/.test(text)) this.ambiguous ??= { text, position };
    else if (/^[^,]*\.\d+$/.test(text)) this.decimalPoint = true;
    else if (/,\d{1,2}-?$|\.\d{3},/.test(text)) this.decimalComma = true;
  }

  /** A number that nobody can read for certain, where there is one. */
  get doubt(): { readonly text: string; readonly position: string } | undefined {
    return this.decimalComma || !this.decimalPoint ? this.ambiguous : undefined;
  }
}
