import type { Readable } from "node:stream";
import Big from "big.js";
import { SaxesParser } from "saxes";
import type { SettingsOf } from "../mapping/source-settings.ts";
import { readFault, SourceError } from "./source-error.ts";
import type { Source, SourceRequest, SourceRow } from "./source.ts";
import { together } from "./together.ts";
import { XlsxPackage } from "./xlsx-package.ts";

const LINES_SEARCHED = 60;

interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads one sheet of a workbook row by row. Memory holds the texts that cells share, not the rows. */
export async function openXlsx(
  path: string,
  settings: SettingsOf<"xlsx">,
  { expects }: SourceRequest,
  name = path
): Promise<Source> {
  try {
    const book = await XlsxPackage.open(path, name);
    const part = await book.sheetPart(settings.sheet);
    const source = new XlsxSource(name, book, book.sizeOf(part), await book.stream(part), await book.sharedTexts());
    await source.readHeader(settings.headerLine, expects);
    return source;
  } catch (error) {
    throw error instanceof SourceError ? error : new SourceError(`${name}: ${readFault(error as Error)}`);
  }
}

class XlsxSource implements Source {
  readonly name: string;
  header: readonly string[] = [];
  private readonly book: XlsxPackage;
  private readonly size: number;
  private readonly stream: Readable;
  private readonly texts: readonly string[];
  private readonly sheet: AsyncIterator<SheetRow>;
  private lookedAt: SheetRow[] = [];
  private read = 0;

  constructor(name: string, book: XlsxPackage, size: number, stream: Readable, texts: readonly string[]) {
    [this.name, this.book, this.size, this.stream, this.texts] = [name, book, size, stream, texts];
    this.sheet = this.sheetRows();
  }

  progress(): { done: number; total: number } {
    return { done: this.read, total: this.size };
  }

  doubts(): string[] {
    return [];
  }

  async close(): Promise<void> {
    this.stream.destroy();
    await this.book.close();
  }

  /** As said, or the first line that has all columns, or else the one that has most of them. */
  async readHeader(line: number | undefined, expects: readonly string[]): Promise<void> {
    const first: SheetRow[] = [];
    const hits = ({ cells }: SheetRow): number => expects.filter((column) => cells.includes(column)).length;
    for (let next = await this.sheet.next(); !next.done; next = await this.sheet.next()) {
      const row = { ...next.value, cells: next.value.cells.map((cell) => cell.trim()) };
      first.push(row);
      if (line === undefined ? hits(row) === expects.length || row.line >= LINES_SEARCHED : row.line >= line) break;
    }
    const most = Math.max(...first.map(hits));
    const found = line === undefined ? first.find((row) => hits(row) === most) : first.find((row) => row.line === line);
    if (!found)
      throw new SourceError(`${this.name}: the sheet has no header${line === undefined ? "" : ` in line ${line}`}`);
    this.header = found.cells;
    this.lookedAt = first.slice(first.indexOf(found) + 1);
    const repeated = expects.find((column) => this.header.indexOf(column) !== this.header.lastIndexOf(column));
    if (repeated !== undefined)
      throw new SourceError(`${this.name}:${found.line}: the header names the column '${repeated}' twice`);
  }

  rows(): AsyncGenerator<readonly SourceRow[]> {
    return together(this.eachRow());
  }

  private async *eachRow(): AsyncGenerator<SourceRow> {
    for (const row of this.lookedAt) yield* this.rowOf(row);
    try {
      for (let next = await this.sheet.next(); !next.done; next = await this.sheet.next())
        yield* this.rowOf(next.value);
    } catch (error) {
      throw new SourceError(`${this.name}: ${readFault(error as Error)}`);
    }
  }

  /** Sheets leave out empty cells at the end of a row. */
  private *rowOf({ line, cells }: SheetRow): Generator<SourceRow> {
    if (cells.every((cell) => cell === "")) return;
    const position = String(line);
    const { length } = this.header;
    if (cells.slice(length).some((cell) => cell !== ""))
      yield { position, problem: `the row has ${cells.length} columns, the header has ${length}`, broken: cells };
    else yield { position, cells: Array.from({ length }, (_, index) => cells[index] ?? "") };
  }

  private async *sheetRows(): AsyncGenerator<SheetRow> {
    const reader = new SheetReader(this.texts);
    for await (const chunk of this.stream.setEncoding("utf8")) {
      this.read += (chunk as string).length;
      yield* reader.read(chunk as string);
    }
    reader.close();
  }
}

/** ECMA-376, Part 1, 18.3.1.4 `c` (cell) and 18.18.11 ST_CellType. */
class SheetReader {
  private readonly parser = new SaxesParser<{ xmlns: false }>({ xmlns: false });
  private readonly texts: readonly string[];
  private ready: SheetRow[] = [];
  private cells: string[] = [];
  private line = 0;
  private column = 0;
  private type = "n";
  private text = "";
  private isValue = false;
  /** Within what tells how a text is spoken. */
  private isPhonetic = false;

  constructor(texts: readonly string[]) {
    this.texts = texts;
    this.parser.on("opentag", ({ name, attributes }) => this.opened(name, attributes));
    this.parser.on("closetag", ({ name }) => this.closed(name));
    this.parser.on("text", (piece) => {
      if (this.isValue) this.text += piece;
    });
  }

  /** Rows that are complete with this chunk. */
  read(chunk: string): SheetRow[] {
    this.parser.write(chunk);
    const rows = this.ready;
    this.ready = [];
    return rows;
  }

  close(): void {
    this.parser.close();
  }

  private opened(name: string, attributes: Record<string, string>): void {
    switch (localName(name)) {
      case "row":
        this.line = Number(attributes["r"] ?? this.line + 1);
        [this.cells, this.column] = [[], -1];
        break;
      case "c":
        this.column = attributes["r"] === undefined ? this.column + 1 : columnOf(attributes["r"]);
        [this.type, this.text] = [attributes["t"] ?? "n", ""];
        break;
      case "v":
      case "t":
        this.isValue = !this.isPhonetic;
        break;
      case "rPh":
        this.isPhonetic = true;
    }
  }

  private closed(name: string): void {
    switch (localName(name)) {
      case "v":
      case "t":
        this.isValue = false;
        break;
      case "rPh":
        this.isPhonetic = false;
        break;
      case "c":
        while (this.cells.length < this.column) this.cells.push("");
        this.cells[this.column] = this.valueOf();
        break;
      case "row":
        this.ready.push({ line: this.line, cells: this.cells });
    }
  }

  private sharedText(place: number): string {
    const text = this.texts[place];
    if (text === undefined) throw new Error(`line ${this.line}: the workbook is broken: it has no text ${this.text}`);
    return text;
  }

  private valueOf(): string {
    if (this.text === "") return "";
    if (this.type === "s") return this.sharedText(Number(this.text));
    if (this.type === "b") return this.text === "1" ? "TRUE" : "FALSE";
    return this.type === "n" ? plainNumber(this.text) : this.text;
  }
}

/** Sheets store 2.55 as 2.5499999999999998: they show, and mean, 15 digits. */
function plainNumber(text: string): string {
  // Other programs than Excel write whole numbers of more digits, and mean them.
  if ((text.length <= 15 || /^-?\d+$/.test(text)) && !/[eE]/.test(text)) return text;
  const value = Number(text);
  return Number.isFinite(value) ? Big(value.toPrecision(15)).toFixed() : text;
}

/** The 0-based column of a reference such as `AB12`. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return column - 1;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
