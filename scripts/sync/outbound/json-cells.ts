import type { Cell } from "./export-rows.ts";

/** Numbers keep all of their digits. */
export function jsonOf(cell: Cell): string {
  return cell !== null && typeof cell === "object" ? cell.decimal : JSON.stringify(cell);
}

/** A row as an object. */
export function jsonRow(columns: readonly string[], cells: readonly Cell[]): string {
  return `{${columns.map((name, index) => `${JSON.stringify(name)}:${jsonOf(cells[index]!)}`).join(",")}}`;
}
