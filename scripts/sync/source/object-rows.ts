import Big from "big.js";
import { isLosslessNumber, parse, stringify } from "lossless-json";

/** Reads JSON with numbers as they are written: an amount of 20 digits stays one. Throws `SyntaxError`. */
export function parseExactly(text: string): unknown {
  return parse(text);
}

/** Cells in the order of the columns; where some cannot be used, `broken` with the problem. */
export type ObjectRow =
  { readonly cells: readonly string[] } | { readonly broken: readonly string[]; readonly problem: string };

/** Makes rows of objects, with columns that are paths such as `customer.number` or `partner.0`. */
export class ObjectRows {
  private readonly columns: readonly (readonly string[])[];
  private readonly names: readonly string[];
  private readonly each: string | undefined;
  private readonly seen: boolean[];
  private objects = 0;

  /** `each`: the list within an object whose elements become rows; its columns begin with its name. */
  constructor(columns: readonly string[], each: string | undefined) {
    this.names = columns;
    this.columns = columns.map((column) => column.split("."));
    this.each = each;
    this.seen = columns.map(() => false);
  }

  /** A document without lines has one row, in which those are empty: it is told, and not left out. */
  of(object: unknown): ObjectRow[] {
    this.objects++;
    if (this.each === undefined) return [this.row(object, undefined)];
    const list = at(object, this.each.split(".")) ?? [];
    if (!Array.isArray(list)) {
      const broken = this.columns.map((path) => textOf(at(object, path)));
      return [{ broken, problem: `${this.each}: is not a list` }];
    }
    return list.length === 0 ? [this.row(object, undefined)] : list.map((line) => this.row(object, line));
  }

  /** A path that no object has is a misspelt one. */
  doubts(name: string): string[] {
    if (this.objects === 0) return [];
    return this.names
      .filter((_, index) => !this.seen[index])
      .map((column) => `${name}: no object has the field '${column}'`);
  }

  private row(object: unknown, line: unknown): ObjectRow {
    const depth = this.each?.split(".").length ?? 0;
    let problem: string | undefined;
    const cells = this.columns.map((path, index) => {
      const isOfLine = depth > 0 && path.length > depth && path.slice(0, depth).join(".") === this.each;
      const value = isOfLine ? at(line, path.slice(depth)) : at(object, path);
      if (value !== undefined) this.seen[index] = true;
      if (isNested(value))
        problem ??= `${this.names[index]}: has parts of its own: name one, ${this.names[index]}.${Object.keys(value)[0] ?? 0}`;
      return textOf(value);
    });
    return problem === undefined ? { cells } : { broken: cells, problem };
  }
}

function at(object: unknown, path: readonly string[]): unknown {
  let value: unknown = object;
  for (const step of path) {
    // What is below something empty is empty, and not misspelt.
    if (value === null) return null;
    if (typeof value !== "object" || isLosslessNumber(value)) return undefined;
    value = Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
  }
  return value;
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null && !isLosslessNumber(value);
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (isLosslessNumber(value)) return plainDigits(value.value);
  if (typeof value === "object") return stringify(value) ?? "";
  return String(value);
}

/** Java writes ten million as 1.0E7, and JSON lets it. What no amount is remains as it is written. */
function plainDigits(number: string): string {
  const [, exponent] = /[eE]([+-]?\d{1,3})$/.exec(number) ?? [];
  return exponent === undefined || Math.abs(Number(exponent)) > 30 ? number : Big(number).toFixed();
}
