import type { Position, Query } from "./ast.ts";

/** The place in the source of a character of a query's text. */
export function placeInQuery({ text, parts }: Query, offset: number): Position {
  const { textStart, place } = parts.findLast((part) => part.textStart <= offset)!;
  const before = text.slice(textStart, offset).split("\n");
  const last = before[before.length - 1]!;
  return before.length === 1
    ? { line: place.line, column: place.column + last.length }
    : { line: place.line + before.length - 1, column: last.length + 1 };
}
