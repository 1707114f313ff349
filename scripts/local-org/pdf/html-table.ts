import type { Block } from "./block.ts";
import { elementsOf, spanOf, styleOf, type Element } from "./html-elements.ts";
import { styled, type TextStyle } from "./text-style.ts";

/** What a cell holds. */
type Inside = (cell: Element, style: TextStyle) => Block[];

const SECTIONS: ReadonlySet<string> = new Set(["thead", "tbody", "tfoot"]);

/** A table with its columns as wide as their texts; lines only where cells declare borders, as in CSS. */
export function tableOf(table: Element, style: TextStyle, inside: Inside): Block {
  const rows = rowsOf(table);
  const body = filled(rows.map((row) => cellsOf(row, style, inside)));
  const head = elementsOf(table).filter(({ tagName }) => tagName === "thead");
  return {
    table: {
      headerRows: head.flatMap(elementsOf).length,
      dontBreakRows: true,
      widths: widthsOf(table, rows[0], body[0]?.length ?? 0),
      body
    },
    layout: { defaultBorder: false },
    margin: [0, 4, 0, 8]
  };
}

function rowsOf(table: Element): Element[] {
  return elementsOf(table).flatMap((child) => {
    if (SECTIONS.has(child.tagName)) return elementsOf(child).filter(({ tagName }) => tagName === "tr");
    return child.tagName === "tr" ? [child] : [];
  });
}

function cellsOf(row: Element, around: TextStyle, inside: Inside): Block[] {
  const style = styled(around, styleOf(row));
  const cells = elementsOf(row).filter(({ tagName }) => tagName === "td" || tagName === "th");
  return cells.flatMap((cell) => {
    const colSpan = spanOf(cell);
    return [cellOf(cell, style, inside, colSpan), ...Array.from({ length: colSpan - 1 }, () => ({ text: "" }))];
  });
}

function cellOf(cell: Element, around: TextStyle, inside: Inside, colSpan: number): Block {
  const declarations = styleOf(cell);
  const heading: TextStyle = cell.tagName === "th" ? { ...around, bold: true, alignment: "center" } : around;
  const fillColor = declarations.get("background-color");
  return {
    stack: inside(cell, styled(heading, declarations)),
    colSpan,
    border: ["left", "top", "right", "bottom"].map(
      (side) => declarations.has("border") || declarations.has(`border-${side}`)
    ),
    ...(fillColor !== undefined && { fillColor })
  };
}

/** Every row gets as many cells as the longest has. */
function filled(rows: Block[][]): Block[][] {
  const columns = Math.max(0, ...rows.map(({ length }) => length));
  return rows.map((row) => [...row, ...Array.from({ length: columns - row.length }, () => ({ text: "" }))]);
}

function widthsOf(table: Element, firstRow: Element | undefined, columns: number): string[] {
  const cells = firstRow === undefined ? [] : elementsOf(firstRow);
  const usual = styleOf(table).get("width") === "100%" ? "*" : "auto";
  return Array.from({ length: columns }, (_, column) => {
    const declared = cells[column] === undefined ? undefined : styleOf(cells[column]).get("width");
    return declared?.endsWith("%") ? declared : usual;
  });
}
