import { Decimal } from "../values/decimal.ts";
import { normalizeId } from "../values/id.ts";
import { always, anyMoment, lazy, number, strict, text, whole, type FormulaFunction } from "./function-kinds.ts";
import type { Evaluate, Operand } from "./operators.ts";
import { matchWithinLimit } from "../transaction/regex-limit.ts";
import { FormulaError } from "./parser.ts";
import { FormulaFault, textOfValue } from "./values.ts";

export const textFunctions: Record<string, FormulaFunction> = {
  TEXT: strict([["number", ...anyMoment, "picklist"]], "text", ([value]) => textOfValue(value!) || null),
  VALUE: strict(["text"], "number", ([value]) => numberOf(value as string)),
  ISNUMBER: text(["text"], "boolean", (value: string) => numeric.test(value)),
  LEN: text(["text"], "number", (value: string) => number(value.length)),
  LEFT: text(["text", "number"], "text", (value: string, count: Decimal) => value.slice(0, Math.max(0, whole(count)))),
  RIGHT: text(["text", "number"], "text", (value: string, count: Decimal) =>
    whole(count) <= 0 ? "" : value.slice(-whole(count))
  ),
  MID: text(["text", "number", "number"], "text", (value: string, start: Decimal, count: Decimal) =>
    value.substr(Math.max(1, whole(start)) - 1, Math.max(0, whole(count)))
  ),
  SUBSTR: strict(
    ["text", "number", "number"],
    "text",
    ([value, start, count]) =>
      partOf(value as string, whole(start as Decimal), count === undefined ? Infinity : whole(count as Decimal)),
    [2, 3]
  ),
  FORMATCURRENCY: strict(
    ["text", "number"],
    "text",
    ([code, amount]) => (amount === null ? null : currencyText(code as string | null, amount as Decimal)),
    [2, 2],
    true
  ),
  TRIM: text(["text"], "text", (value: string) => value.replace(/^ +| +$/g, "")),
  UPPER: text(
    ["text", "text"],
    "text",
    (value: string, locale = "") => inLocale(locale, (tag) => value.toLocaleUpperCase(tag)),
    [1, 2]
  ),
  LOWER: text(
    ["text", "text"],
    "text",
    (value: string, locale = "") => inLocale(locale, (tag) => value.toLocaleLowerCase(tag)),
    [1, 2]
  ),
  INITCAP: text(["text"], "text", (value: string) =>
    value.replace(/(\p{Nd}?)([\p{Ll}\p{Lu}]+)/gu, (_, digit: string, word: string) =>
      digit === "" ? word[0]!.toUpperCase() + word.slice(1).toLowerCase() : digit + word.toLowerCase()
    )
  ),
  REVERSE: text(["text"], "text", (value: string) => [...value].reverse().join("")),
  CONTAINS: holds((value, part) => value.includes(part)),
  BEGINS: holds((value, part) => value.startsWith(part)),
  ENDS: holds((value, part) => value.endsWith(part)),
  // Nothing is found in a blank, and a blank is found nowhere.
  FIND: text(
    ["text", "text", "number"],
    "number",
    (part: string, value: string, start?: Decimal) =>
      number(part === "" ? 0 : value.indexOf(part, start === undefined ? 0 : whole(start) - 1) + 1),
    [2, 3]
  ),
  // A blank text to look for gives a blank, a blank replacement removes; as the platform's own engine has it.
  SUBSTITUTE: strict(
    ["text", "text", "text"],
    "text",
    ([value, part, replacement]) =>
      value === null || part === null
        ? null
        : (value as string).replaceAll(part as string, () => (replacement as string | null) ?? "") || null,
    [3, 3],
    true
  ),
  LPAD: padded((value, length, filler) => value.padStart(length, filler)),
  RPAD: padded((value, length, filler) => value.padEnd(length, filler)),
  REGEX: lazy([2, 2], ["text"], always("boolean"), compileRegex),
  ASCII: text(["text"], "number", (value: string) => (value === "" ? null : number(value.codePointAt(0)!))),
  CHR: strict(["number"], "text", ([code]) => characterOf(whole(code as Decimal))),
  BR: strict([], "text", () => "\n"),
  GETSESSIONID: strict([], "text", (_values, input) => input.session()),
  CASESAFEID: strict(["text"], "text", ([id]) => normalizeId(id as string) ?? (id as string)),
  HYPERLINK: text(
    ["text", "text", "text"],
    "text",
    (url: string, label: string, target?: string) =>
      `<a href="${String(url)}" target="${String(target ?? "_blank")}">${String(label)}</a>`,
    [2, 3]
  ),
  IMAGE: text(
    ["text", "text", "number", "number"],
    "text",
    (url: string, label: string) => `<img src="${String(url)}" alt="${String(label)}"/>`,
    [2, 4]
  )
};

/** Every text holds a blank; whether a blank holds something is unknown. */
function holds(found: (value: string, part: string) => boolean): FormulaFunction {
  return strict(
    ["text", "text"],
    "boolean",
    ([value, part]) => part === null || (value === null ? null : found(value as string, part as string)),
    [2, 2],
    true
  );
}

/** From the end where the start is negative; blank where it lies outside of the text. */
function partOf(value: string, start: number, count: number): string | null {
  if (Math.abs(start) > value.length || count <= 0) return null;
  const from = start < 0 ? value.length + start : Math.max(start, 1) - 1;
  return value.slice(from, from + count) || null;
}

/** The currency's code and the amount with its decimals, as an org with several currencies shows it. */
function currencyText(code: string | null, amount: Decimal): string {
  const digits = code === null ? 2 : digitsOf(code);
  const [whole, decimals] = amount.setScale(digits, "HALF_EVEN").abs().toPlainString().split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${code ?? ""} ${amount.signum() < 0 ? "-" : ""}${grouped}${decimals === undefined ? "" : `.${decimals}`}`;
}

function digitsOf(currency: string): number {
  if (!/^[A-Za-z]{3}$/.test(currency)) return 2;
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

function characterOf(code: number): string | null {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : null;
}

/** A locale that there is not is passed over. */
function inLocale(locale: string, change: (tag: string | undefined) => string): string {
  const tag = locale.replaceAll("_", "-");
  return change(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]+)*$/.test(tag) ? tag : undefined);
}

const numeric = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,4})?$/;

function numberOf(value: string): Decimal {
  if (!numeric.test(value)) {
    throw new FormulaFault(`VALUE of a text that is no number: ${value}`);
  }
  return Decimal.parse(value);
}

/** Blank for a blank text, a blank filler, and a length that leaves nothing; longer texts are cut. */
function padded(pad: (value: string, length: number, filler: string) => string): FormulaFunction {
  return strict(
    ["text", "number", "text"],
    "text",
    ([value, count, filler = " "]) => {
      const length = whole(count as Decimal);
      return length <= 0 ? null : pad((value as string).slice(0, length), length, filler as string);
    },
    [2, 3]
  );
}

/** The whole text must match. A pattern that is a literal is checked when the formula is compiled. */
function compileRegex([value, pattern]: readonly Operand[], offset: number): Evaluate {
  const cache = new Map<string, RegExp>();
  const compiled = (source: string): RegExp => {
    let expression = cache.get(source);
    if (expression === undefined) {
      try {
        expression = new RegExp(`^(?:${source})$`, "u");
      } catch (error) {
        throw new FormulaError(`Invalid regular expression ${source}: ${(error as Error).message}`, offset);
      }
      cache.set(source, expression);
    }
    return expression;
  };
  return (input) => {
    const source = String(pattern!.evaluate(input) ?? "");
    const text = String(value!.evaluate(input) ?? "");
    return matchWithinLimit(source, text, () => compiled(source).test(text));
  };
}
