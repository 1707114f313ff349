import { strToU8, zipSync } from "fflate";

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

interface Book {
  /** XML of the first sheet's rows. */
  readonly rows: string;
  readonly isHidden?: boolean;
  /** Of a second sheet. */
  readonly second?: string;
  readonly countsFrom1904?: boolean;
}

/** The smallest workbook that has these rows. */
export function workbook({ rows, isHidden = false, second = "", countsFrom1904 = false }: Book): Uint8Array {
  const sheet = (content: string): string => `<worksheet xmlns="${MAIN}"><sheetData>${content}</sheetData></worksheet>`;
  const parts = {
    "xl/workbook.xml":
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr date1904="${countsFrom1904}"/><sheets>` +
      `<sheet name="First" sheetId="1"${isHidden ? ' state="hidden"' : ""} r:id="rId1"/><sheet name="Second" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels":
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
      '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="worksheets/sheet2.xml"/></Relationships>',
    "xl/worksheets/sheet1.xml": sheet(rows),
    "xl/worksheets/sheet2.xml": sheet(second)
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

/** A row's XML: numbers, errors such as `#N/A`, and texts within their cells. */
export function sheetRow(line: number, cells: readonly string[]): string {
  const ofCell = (cell: string, index: number): string => {
    const place = `r="${String.fromCharCode(65 + index)}${line}"`;
    if (cell === "") return "";
    if (cell.startsWith("#")) return `<c ${place} t="e"><v>${cell}</v></c>`;
    if (/^[\d.E+-]+$/.test(cell)) return `<c ${place}><v>${cell}</v></c>`;
    return `<c ${place} t="inlineStr"><is><t>${cell}</t></is></c>`;
  };
  return `<row r="${line}">${cells.map(ofCell).join("")}</row>`;
}
