/** Files that strangers bring, and what becomes of them. */
import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import iconv from "iconv-lite";
import type { MappingParts } from "./sync-bench.ts";
import { sheetRow, workbook } from "./workbooks.ts";

const at = "2026-01-05 10:00";
const header = "No,Date,Customer,Amount\n";
const named = "No,Date,Customer,Name,Amount\n";
const good = `A1,${at},K1,5\n`;

/** What most of these files have: A1 of 5.00. */
export const BASE = { at, header, named, good };

export interface Hostile {
  readonly what: string;
  readonly mapping?: MappingParts;
  readonly text?: string | Uint8Array;
  /** Name of the file; `input.csv` where nothing is said. */
  readonly file?: string;
  /** Other files, by their names. */
  readonly beside?: Readonly<Record<string, string | Uint8Array>>;
  /** What is run, where it is not the file. */
  readonly input?: string;
  /** What an earlier run has read. */
  readonly earlier?: string;
  /** What the command line says where the run stops. */
  readonly stops?: RegExp;
  readonly rejects?: readonly string[];
  readonly unattributed?: number;
  /** What the org has of it at the end. */
  readonly documents?: readonly string[];
}

const goodOnly = ["A1 Purchase Valid 5"];
const text = header + good;
const utf16 = (encoding: "utf16le" | "utf16be" | "utf32le", addBOM: boolean): Uint8Array =>
  iconv.encode(text, encoding, { addBOM });
const full = { source: { export: "full", missing: { cancelAfterDays: 0 } } };
const join = (more: object = {}): MappingParts => ({
  source: { join: { file: "heads.csv", on: { No: "Nr" } }, ...more }
});
const broken = gzipSync(text);
broken[broken.length - 6]! ^= 0xff;

const xlsx = (source: object = {}): MappingParts => ({
  source: { format: "xlsx", ...source },
  document: { occurredAt: { column: "Date", format: "excel" } }
});
const columns = sheetRow(1, ["No", "Date", "Customer", "Amount"]);
const goodRow = (line: number): string => sheetRow(line, ["A1", "46027", "K1", "5"]);
const sheet = (what: string, rows: string, told: Partial<Hostile>): Hostile => ({
  what: `workbook: ${what}`,
  mapping: xlsx(),
  file: "input.xlsx",
  text: workbook({ rows }),
  ...told
});

export const hostileFiles: readonly Hostile[] = [
  { what: "UTF-16 without a mark, either way round", text: utf16("utf16be", false), documents: goodOnly },
  { what: "UTF-16 without a mark, the usual way round", text: utf16("utf16le", false), documents: goodOnly },
  { what: "UTF-32 by its mark", text: utf16("utf32le", true), documents: goodOnly },
  {
    what: "UTF-16 that the mapping calls something else",
    mapping: { source: { encoding: "windows-1254" } },
    text: utf16("utf16le", false),
    stops: /input\.csv:1: source\.encoding says windows-1254, but the file is written in utf16le/
  },
  {
    what: "ISO-8859-9 as it is, and Windows-1254 that is taken for it",
    mapping: { source: { encoding: "iso-8859-9" }, member: { name: "{Name}" } },
    text: iconv.encode(`${named}A1,${at},K1,Iğdır Şişe,5\nA2,${at},K2,Çay €,6\n`, "windows-1254"),
    rejects: ["3: BAD_TEXT"],
    documents: goodOnly
  },
  { what: "an archive", text: zipSync({ "a.csv": strToU8(text) }), stops: /is an archive or a workbook, not text/ },
  { what: "gzip within gzip", text: gzipSync(gzipSync(text)), stops: /is gzipped twice/ },
  {
    what: "gzip that was cut",
    text: gzipSync(header + good.repeat(2000)).subarray(0, 60),
    stops: /unexpected end of file/
  },
  { what: "gzip without its end", text: gzipSync(text).subarray(0, -8), stops: /unexpected end of file/ },
  { what: "gzip whose sum is wrong", text: broken, stops: /incorrect data check/ },
  {
    what: "gzip with something behind it",
    text: Buffer.concat([gzipSync(text), Buffer.from("more")]),
    stops: /incorrect header check/
  },
  {
    what: "two gzips in one file",
    text: Buffer.concat([gzipSync(text), gzipSync(`A2,${at},K1,6\n`)]),
    documents: [...goodOnly, "A2 Purchase Valid 6"]
  },
  { what: "an empty file", text: "", stops: /the file is empty; a header line is expected/ },
  { what: "an empty gzip", text: gzipSync(""), stops: /the file is empty; a header line is expected/ },
  { what: "a header alone", text: header },
  { what: "a header that was cut", text: header.trim(), stops: /the last line has no end/ },
  {
    what: "a full export that has nothing cancels nothing",
    mapping: full,
    earlier: `${text}A2,${at},K1,6\n`,
    text: header,
    stops: /has no document that can be used, and 2 of the org would be missing[^]*--yes/,
    documents: [...goodOnly, "A2 Purchase Valid 6"]
  },
  {
    what: "a full export of which nothing can be used cancels nothing",
    mapping: full,
    earlier: `${text}A2,${at},K1,6\n`,
    text: `${header}A1,never,K1,5\n`,
    stops: /has no document that can be used, and 1 of the org would be missing/,
    documents: [...goodOnly, "A2 Purchase Valid 6"]
  },
  {
    what: "a row whose document is missing keeps others from being cancelled",
    mapping: full,
    earlier: `${text}A2,${at},K1,6\n`,
    text: `${text},${at},K1,6\n`,
    rejects: ["3: NO_DOCUMENT"],
    unattributed: 1,
    documents: [...goodOnly, "A2 Purchase Valid 6"]
  },
  {
    what: "lines that end by returns alone, and by all ends in turn",
    text: `${text.replaceAll("\n", "\r")}A2,${at},K1,x\r\nA3,${at},K1,y\rA4,${at},K1,6\n`,
    rejects: ["3: BAD_NUMBER", "4: BAD_NUMBER"],
    documents: [...goodOnly, "A4 Purchase Valid 6"]
  },
  {
    what: "titles with quotes above the header",
    text: `Report "5" of sales, "open\n\n${text}A2,${at},K1,x\n`,
    rejects: ["5: BAD_NUMBER"],
    documents: goodOnly
  },
  {
    what: "a header of two lines",
    mapping: { document: { amount: { column: "Net\nAmount" } } },
    text: `No,Date,Customer,"Net\nAmount"\n${good}`,
    documents: goodOnly
  },
  {
    what: "a header where the file has ended",
    mapping: { source: { headerLine: 9 } },
    text,
    stops: /the file has nothing in line 9, where its header should be/
  },
  {
    what: "a column that is there twice",
    text: "No,Date,Customer,Amount,Amount\n",
    stops: /names the column 'Amount' twice/
  },
  {
    what: "files that were put together, with their marks and headers",
    text: `\uFEFF${text}\uFEFF${header}A2,${at},K1,6\n\uFEFFA3,${at},K1,7\n`,
    documents: [...goodOnly, "A2 Purchase Valid 6", "A3 Purchase Valid 7"]
  },
  {
    what: "the word of a spreadsheet on its delimiter, and empty rows below the table",
    mapping: { source: { delimiter: ";" } },
    text: `sep=;\n${text.replaceAll(",", ";")};;;\n ; ; ; \n`,
    documents: goodOnly
  },
  {
    what: "a delimiter of three characters, whole or not",
    mapping: { source: { delimiter: "~|~" } },
    text: `${text.replaceAll(",", "~|~")}"A~|~2"~|~${at}~|~K|1~|~6\nA3~|${at}~|~K1~|~7\n`,
    rejects: ["4: BROKEN_ROW"],
    documents: [...goodOnly, "A~|~2 Purchase Valid 6"]
  },
  {
    what: "a delimiter that cannot be one",
    mapping: { source: { delimiter: '"' } },
    text,
    stops: /source\.delimiter.*neither a line break nor a quote/
  },
  {
    what: "a quote that stays open to the end",
    text: `${named}A1,${at},K1,ok,5\nA2,${at},K1,"open,5\nA3,${at},K2,ok,6\n`,
    rejects: ["3: BROKEN_ROW", "4: BROKEN_ROW"],
    unattributed: 2,
    documents: goodOnly
  },
  {
    what: "quotes in the middle, with a backslash, and after a space",
    text: `${named}A1,${at},K1,ok,5\nA2,${at},K1,b "x,6\nA2,${at},K1,c" y,7\nA3, "${at}", K1, "a,b",5\nA4,${at},K4,"say \\"hi\\"",5\nA5,${at},K2,lost with it,6\n`,
    rejects: [3, 4, 5, 6, 7].map((line) => `${line}: BROKEN_ROW`),
    documents: goodOnly
  },
  {
    what: "control totals before the end, twice",
    mapping: { source: { trailer: { row: { column: "No", equals: "END" }, rows: "Date" } } },
    text: `${text}END,1\nA2,${at},K1,6\nEND,2\nA3,${at},K1,6\n`,
    stops: /input\.csv:5: the control total says 2 rows, and 3 were read/
  },
  {
    what: "control totals that count rows which the mapping leaves out by their status, and write thousands",
    mapping: {
      source: { numbers: { group: "," }, trailer: { row: { column: "No", equals: "END" }, rows: "Amount" } },
      document: { status: { column: "State", values: { D: "Skip", "*": "Valid" } } }
    },
    text: `No,Date,Customer,Amount,State\nA1,${at},K1,5,V\n${`B,${at},K1,5,D\n`.repeat(1999)}END,,,"2,000",\n`,
    documents: goodOnly
  },
  {
    what: "an empty cell at the top of a file is not filled from the file before",
    mapping: { source: { files: "days", fillDown: ["No", "Date", "Customer"] } },
    beside: { "days/2026-01-05.csv": text, "days/2026-01-06.csv": `${header},,,7\nA2,${at},K1,8\n,,,1\n` },
    input: "days",
    rejects: ["2026: NO_DOCUMENT"],
    documents: [...goodOnly, "A2 Purchase Valid 9"]
  },
  {
    what: "a second file with headers twice",
    mapping: join(),
    beside: { "heads.csv": `Nr,Date,Customer\nA1,${at},K1\nA1,${at},K2\n` },
    text: "No,Amount\nA1,5\n",
    stops: /heads\.csv:3: has the document A1 a second time/
  },
  {
    what: "a second file that was cut",
    mapping: join(),
    beside: { "heads.csv": `Nr,Date,Customer\nA1,${at},K1` },
    text: "No,Amount\nA1,5\n",
    stops: /heads\.csv: the last line has no end/
  },
  {
    what: "a second file that is not there",
    mapping: join(),
    text: "No,Amount\nA1,5\n",
    stops: /heads\.csv: no such file/
  },
  {
    what: "a second file in another order, which lacks a document and writes another by another case",
    mapping: join(),
    beside: { "heads.csv": `Customer,Date,Nr\nK1,${at},a2\nK1,${at},A1 \n` },
    text: "No,Amount\nA1,5\nA2,6\nA3,7\n",
    rejects: ["3: BROKEN_ROW", "4: BROKEN_ROW"],
    documents: goodOnly
  },
  {
    what: "a folder with files of several encodings, a mark in each, gzipped or not, and hidden ones",
    mapping: { source: { files: "parts" } },
    beside: {
      "all/1.csv": `\uFEFF${text}`,
      "all/2.csv": iconv.encode(`${header}A2,${at},K1,6\n`, "utf16le", { addBOM: true }),
      "all/3.csv.gz": gzipSync(`\uFEFF${header}A3,${at},K1,7\n`),
      "all/.index": "x"
    },
    input: "all",
    documents: [...goodOnly, "A2 Purchase Valid 6", "A3 Purchase Valid 7"]
  },
  {
    what: "a folder with something else in it",
    mapping: { source: { files: "parts" } },
    beside: { "all/1.csv": text, "all/readme.txt": "hello\n" },
    input: "all",
    stops: /readme\.txt: has other columns than .*1\.csv: no No, .*also hello/
  },
  {
    what: "a folder with an empty file",
    mapping: { source: { files: "parts" } },
    beside: { "all/1.csv": text, "all/2.csv": "" },
    input: "all",
    stops: /2\.csv: the file is empty/
  },
  { what: "a folder without files", beside: { "all/.keep": "" }, input: "all", stops: /all: no such files/ },
  { what: "a pattern that fits nothing", input: "nothing-*.csv", stops: /nothing-\*\.csv: no such files/ },
  { what: "a pattern of folders", input: "*/1.csv", stops: /a pattern is of files, not of folders/ },
  { what: "a file that is not there", input: "nothing.csv", stops: /nothing\.csv: no such file/ },
  sheet(
    "formulas that failed",
    columns + sheetRow(2, ["A2", "46027", "#N/A", "5"]) + sheetRow(3, ["#REF!", "46027", "K1", "5"]) + goodRow(4),
    {
      rejects: ["2: BAD_TEXT", "3: BAD_TEXT"],
      documents: goodOnly
    }
  ),
  sheet("a hidden sheet before the one that people see", "", {
    text: workbook({
      rows: columns + sheetRow(2, ["OLD", "46027", "K1", "5"]),
      isHidden: true,
      second: columns + goodRow(2)
    }),
    documents: goodOnly
  }),
  sheet("merged cells have their value at the top", columns + goodRow(2) + sheetRow(3, ["", "", "", "6"]), {
    mapping: xlsx({ fillDown: ["No", "Date", "Customer"] }),
    documents: ["A1 Purchase Valid 11"]
  }),
  sheet(
    "numbers of 16 digits are two documents, and 2.5499999999999998 is 2.55",
    columns +
      sheetRow(2, ["1234567890123456", "46027", "K1", "2.5499999999999998"]) +
      sheetRow(3, ["1234567890123457", "46027", "K1", "1.5E7"]),
    { documents: ["1234567890123456 Purchase Valid 2.55", "1234567890123457 Purchase Valid 15000000"] }
  ),
  sheet("days since 1904", columns, {
    text: workbook({ rows: columns, countsFrom1904: true }),
    stops: /counts its days from 1904/
  }),
  sheet("a text that is not there", columns + '<row r="2"><c r="A2" t="s"><v>7</v></c></row>', {
    stops: /line 2: the workbook is broken: it has no text 7/
  }),
  sheet("cut in its end", columns, {
    text: workbook({ rows: columns + goodRow(2) }).subarray(0, 500),
    stops: /input\.xlsx: cannot be read: .*file is truncated/
  }),
  sheet("cut in its sheet", `${columns}<row r="2"><c r="A2"`, { stops: /input\.xlsx: cannot be read: / }),
  sheet("text by the name of one", columns, { text, stops: /input\.xlsx: cannot be read: .*not a zip file/i }),
  sheet("an empty sheet", "", { stops: /the sheet has no header/ }),
  sheet(
    "texts for days, and yes for an amount",
    columns +
      sheetRow(2, ["A2", "05.01.2026", "K1", "5"]) +
      '<row r="3"><c r="A3" t="inlineStr"><is><t>A3</t></is></c><c r="B3"><v>46027</v></c><c r="C3" t="inlineStr"><is><t>K1</t></is></c><c r="D3" t="b"><v>1</v></c></row>' +
      goodRow(4),
    {
      rejects: ["2: BAD_DATE", "3: BAD_NUMBER"],
      documents: goodOnly
    }
  )
];
