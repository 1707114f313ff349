import { isLosslessNumber, parse } from "lossless-json";

/** Reads JSON with numbers as they are written: an amount of 20 digits stays one. Throws `SyntaxError`. */
export function parseExactly(text: string): unknown {
  return parse(text);
}

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

  of(object: unknown): string[][] {
    this.objects++;
    if (this.each === undefined) return [this.cells(object, undefined)];
    const list = at(object, this.each.split("."));
    const lines = Array.isArray(list) ? list : [];
    return lines.map((line) => this.cells(object, line));
  }

  /** A path that no object has is a misspelt one. */
  doubts(name: string): string[] {
    if (this.objects === 0) return [];
    return this.names
      .filter((_, index) => !this.seen[index])
      .map((column) => `${name}: no object has the field '${column}'`);
  }

  private cells(object: unknown, line: unknown): string[] {
    const depth = this.each?.split(".").length ?? 0;
    return this.columns.map((path, index) => {
      const isOfLine = depth > 0 && path.length > depth && path.slice(0, depth).join(".") === this.each;
      const value = isOfLine ? at(line, path.slice(depth)) : at(object, path);
      if (value !== undefined) this.seen[index] = true;
      return textOf(value);
    });
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

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (isLosslessNumber(value)) return value.value;
  if (typeof value === "object") return JSON.stringify(value);
  return String(value);
}
