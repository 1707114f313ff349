import { once } from "node:events";
import { posix } from "node:path";
import type { Readable } from "node:stream";
import { SaxesParser, type SaxesTagNS } from "saxes";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { SourceError } from "./source-error.ts";

const WORKBOOK = "xl/workbook.xml";
const OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The parts of a workbook (ECMA-376, Part 1, 18: SpreadsheetML), read one after another as streams. */
export class XlsxPackage {
  private readonly name: string;
  private readonly zip: ZipFile;
  private readonly entries: ReadonlyMap<string, Entry>;

  private constructor(name: string, zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    [this.name, this.zip, this.entries] = [name, zip, entries];
  }

  static async open(path: string, name = path): Promise<XlsxPackage> {
    const zip = await yauzl.openPromise(path, { autoClose: false });
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    const found = new XlsxPackage(name, zip, entries);
    if (!entries.has(WORKBOOK)) throw new SourceError(`${name}: is no .xlsx workbook; save it as one`);
    return found;
  }

  /** The part that has this sheet, or the first one that people see. */
  async sheetPart(sheet: string | undefined): Promise<string> {
    const sheets: { name: string; relation: string; isHidden: boolean }[] = [];
    let countsFrom1904 = false;
    await this.read(WORKBOOK, (tag) => {
      if (tag.local === "workbookPr") countsFrom1904 = ["1", "true"].includes(attribute(tag, "date1904") ?? "");
      if (tag.local === "sheet")
        sheets.push({
          name: attribute(tag, "name")!,
          relation: attribute(tag, "id", OFFICE_RELATIONS)!,
          // 18.18.68 ST_SheetState
          isHidden: (attribute(tag, "state") ?? "visible") !== "visible"
        });
    });
    if (countsFrom1904)
      throw new SourceError(
        `${this.name}: counts its days from 1904; save it with days from 1900 (Excel's options, Advanced)`
      );
    const found = sheets.find(({ name, isHidden }) => (sheet === undefined ? !isHidden : name === sheet));
    if (!found)
      throw new SourceError(
        `${this.name}: has no sheet '${sheet ?? ""}' (source.sheet); it has ${sheets.map(({ name }) => name).join(", ")}`
      );
    return this.target(found.relation);
  }

  /** Texts that cells name by their number. */
  async sharedTexts(): Promise<string[]> {
    const texts: string[] = [];
    const part = [...this.entries.keys()].find((name) => name.toLowerCase() === "xl/sharedstrings.xml");
    if (part === undefined) return texts;
    let text = "";
    let isText = false;
    let phonetic = 0;
    await this.read(
      part,
      ({ local }) => {
        if (local === "si") text = "";
        else if (local === "rPh") phonetic++;
        else if (local === "t") isText = phonetic === 0;
      },
      ({ local }) => {
        if (local === "si") texts.push(text);
        else if (local === "rPh") phonetic--;
        else if (local === "t") isText = false;
      },
      (piece) => {
        if (isText) text += piece;
      }
    );
    return texts;
  }

  sizeOf(part: string): number {
    return this.entry(part).uncompressedSize;
  }

  async stream(part: string): Promise<Readable> {
    return this.zip.openReadStreamPromise(this.entry(part));
  }

  async close(): Promise<void> {
    if (!this.zip.isOpen) return;
    const closed = once(this.zip, "close");
    this.zip.close();
    await closed;
  }

  private entry(part: string): Entry {
    const found = this.entries.get(part);
    if (!found) throw new SourceError(`${this.name}: the workbook is broken: it has no ${part}`);
    return found;
  }

  private async target(relation: string): Promise<string> {
    let target = "";
    await this.read("xl/_rels/workbook.xml.rels", (tag) => {
      if (attribute(tag, "Id") === relation) target = attribute(tag, "Target")!;
    });
    return target.startsWith("/") ? target.slice(1) : posix.join("xl", target);
  }

  private async read(
    part: string,
    opened: (tag: SaxesTagNS) => void,
    closed: (tag: SaxesTagNS) => void = () => undefined,
    text: (piece: string) => void = () => undefined
  ): Promise<void> {
    const parser = new SaxesParser({ xmlns: true });
    parser.on("opentag", opened);
    parser.on("closetag", closed);
    parser.on("text", text);
    for await (const chunk of (await this.stream(part)).setEncoding("utf8")) parser.write(chunk as string);
    parser.close();
  }
}

function attribute(tag: SaxesTagNS, local: string, uri = ""): string | undefined {
  return Object.values(tag.attributes).find((one) => one.local === local && (uri === "" || one.uri === uri))?.value;
}
