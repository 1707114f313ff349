/** Values within SOQL, and as the org tells them. */

/** "SOQL and SOSL Limits": a statement has at most 100,000 characters. */
const LONGEST_LIST = 90_000;

/** In a cell, clears the field: an empty one would leave what it had before. */
export const CLEARED = "#N/A";

export function soqlText(value: string): string {
  return `'${value.replace(/['\\]/g, (character) => `\\${character}`)}'`;
}

/** Quoted values for `IN`, as many as a statement takes. */
export function* soqlLists(values: Iterable<string>): Generator<string> {
  let list = "";
  for (const value of values) {
    const text = soqlText(value);
    if (list.length + text.length > LONGEST_LIST) {
      yield list;
      list = "";
    }
    list += list === "" ? text : `,${text}`;
  }
  if (list !== "") yield list;
}

/** @param text as queries tell moments, `2026-01-31T09:00:00.000+0000`, or in ISO 8601 @returns milliseconds */
export function momentOf(text: string): number {
  return Date.parse(text.replace(/\+0000$/, "Z"));
}
