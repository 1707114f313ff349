import type { RowCondition } from "../mapping/source-settings.ts";

export type Cell = (column: string) => string;

/** Makes the test of one condition of the mapping; cells are compared without the spaces around them. */
export function rowCondition(condition: RowCondition): (cell: Cell) => boolean {
  const test = valueTest(condition);
  return (cell) => test(cell(condition.column));
}

function valueTest(condition: RowCondition): (value: string) => boolean {
  if ("equals" in condition) return (value) => value === condition.equals;
  if ("oneOf" in condition) return (value) => condition.oneOf.includes(value);
  if ("noneOf" in condition) return (value) => !condition.noneOf.includes(value);
  if ("startsWith" in condition) return (value) => value.startsWith(condition.startsWith);
  if ("empty" in condition) return (value) => (value === "") === condition.empty;
  const pattern = new RegExp(condition.matches, "u");
  return (value) => pattern.test(value);
}
