/**
 * `npm run bench:sources -- online_retail.csv.gz [csv xlsx postgres tryton]`: the same export from a file, a workbook, a real
 * PostgreSQL and a real Tryton, each read into documents as a run does. Fails where their totals differ.
 */
import { execFileSync } from "node:child_process";
import { createReadStream, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createGunzip } from "node:zlib";
import { parse } from "csv-parse";
import { strToU8, Zip, ZipDeflate } from "fflate";
import { startPostgres } from "../acceptance/database-servers.ts";
import { TrytonServer } from "../acceptance/tryton-server.ts";
import { loadMapping } from "../sync/mapping/load-mapping.ts";
import { readSource } from "../sync/run/read-source.ts";
import { DocumentSpool } from "../sync/spool/document-spool.ts";
import { bookSales, type BookedSale } from "./tryton-books.ts";

type Line = Readonly<Record<"InvoiceNo" | "Quantity" | "InvoiceDate" | "UnitPrice" | "CustomerID" | "Country", string>>;
type Kind = "csv" | "xlsx" | "postgres" | "tryton";

const MAPPING = "config/sync/online-retail.json";
const COLUMNS = ["InvoiceNo", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country"] as const;
const SPREADSHEET_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

const [, , exportFile, ...only] = process.argv;
const kinds = (only.length > 0 ? only : ["csv", "xlsx", "postgres", "tryton"]) as Kind[];
const folder = mkdtempSync(join(tmpdir(), "bench-sources-"));
/** What was read of a source. */
interface Reading {
  readonly totals: string;
  readonly seconds: number;
}

const readers: Readonly<Record<Kind, (file: string) => Promise<Reading>>> = {
  csv: (file) => totalsOf({}, file),
  xlsx: ofWorkbook,
  postgres: ofPostgres,
  tryton: ofTryton
};

try {
  const found = new Set<string>();
  for (const kind of kinds) {
    const { totals, seconds } = await readers[kind](exportFile!);
    console.log(`${kind.padEnd(10)}${totals}; ${seconds.toFixed(1)} s to read`);
    found.add(totals);
  }
  if (found.size > 1) throw new Error("the totals differ");
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Lines, those that cannot be used, documents that can be used and their sums, by kind. */
async function totalsOf(
  changes: { source?: object; document?: object; member?: object },
  input: string
): Promise<Reading> {
  const { mapping } = loadMapping(MAPPING);
  const path = join(folder, "mapping.json");
  const { format: _, ...plain } = mapping.source;
  const source = changes.source ?? { format: "csv", ...plain };
  const document = { ...mapping.document, ...changes.document };
  writeFileSync(
    path,
    JSON.stringify({ ...mapping, source, document, member: { ...mapping.member, ...changes.member } })
  );
  const spool = new DocumentSpool(join(folder, `${Date.now()}.sqlite`));
  const quiet = (): void => undefined;
  const began = performance.now();
  await readSource(
    {
      mapping: loadMapping(path),
      input,
      isReplay: false,
      workFolder: folder,
      folder,
      expected: {},
      yes: true,
      report: { step: quiet, advance: quiet, endStep: quiet, note: quiet }
    },
    spool
  );
  const seconds = (performance.now() - began) / 1000;
  const told = spool
    .kinds()
    .map(({ kind, documents, thousandths }) => `${documents} × ${kind} ${Number(thousandths) / 1000}`);
  const { lines } = spool.counts();
  const rejected = spool.rejectedRows();
  spool.close();
  const totals = `${lines} lines, ${rejected} rejected: ${told.join(", ")}`;
  return { totals, seconds };
}

async function ofWorkbook(file: string): Promise<Reading> {
  const path = join(folder, "retail.xlsx");
  await writeWorkbook(path, linesOf(file));
  const source = { format: "xlsx", timeZone: "Europe/London" };
  const occurredAt = { column: "InvoiceDate", format: "excel" };
  return totalsOf({ source, document: { occurredAt } }, path);
}

async function ofPostgres(file: string): Promise<Reading> {
  const server = await startPostgres();
  try {
    process.env["BENCH_POSTGRES"] = server.address;
    const table =
      'CREATE TABLE retail ("InvoiceNo" text, "StockCode" text, "Description" text, "Quantity" integer, ' +
      '"InvoiceDate" timestamp, "UnitPrice" numeric, "CustomerID" text, "Country" text)';
    const copy = `\\copy retail FROM PROGRAM 'gzip -dc ${resolve(file)}' CSV HEADER`;
    execFileSync("psql", [server.address, "-q", "-c", table, "-c", copy]);
    const query = `SELECT ${COLUMNS.map((column) => `"${column}"`).join(", ")} FROM retail`;
    const source = { format: "postgres", addressFrom: "BENCH_POSTGRES", query, timeZone: "Europe/London" };
    return await totalsOf({ source, document: { occurredAt: { column: "InvoiceDate", format: "SQL" } } }, "");
  } finally {
    await server.stop();
  }
}

/** Its sales have a day and no time of it. */
async function ofTryton(file: string): Promise<Reading> {
  const server = await TrytonServer.start();
  try {
    await bookSales(server, salesOf(file));
    process.env["BENCH_TRYTON"] = server.address;
    process.env["BENCH_TRYTON_PASSWORD"] = server.password;
    const source = {
      format: "tryton",
      addressFrom: "BENCH_TRYTON",
      passwordFrom: "BENCH_TRYTON_PASSWORD",
      user: "admin",
      model: "sale.sale",
      lines: "lines",
      each: "lines",
      timeZone: "Europe/London"
    };
    const document = {
      externalId: { column: "reference", prefix: "OR-" },
      occurredAt: { column: "sale_date", format: "ISO" },
      member: { column: "party.code", prefix: "OR-" },
      amount: { multiply: ["lines.quantity", "lines.unit_price"] }
    };
    return await totalsOf({ source, document, member: { name: "{party.name}", fields: {} } }, "");
  } finally {
    await server.stop();
  }
}

/** The lines of an invoice follow one another. */
async function* salesOf(file: string): AsyncGenerator<BookedSale> {
  let lines: [string, string][] = [];
  let sale: BookedSale | undefined;
  for await (const { InvoiceNo, Quantity, InvoiceDate, UnitPrice, CustomerID } of linesOf(file)) {
    if (sale?.reference !== InvoiceNo) {
      if (sale) yield sale;
      lines = [];
      sale = { reference: InvoiceNo, day: InvoiceDate.slice(0, 10), customer: CustomerID, lines };
    }
    lines.push([Quantity, UnitPrice]);
  }
  if (sale) yield sale;
}

function linesOf(file: string): AsyncIterable<Line> {
  return createReadStream(file)
    .pipe(createGunzip())
    .pipe(parse({ columns: true })) as AsyncIterable<Line>;
}

async function writeWorkbook(path: string, lines: AsyncIterable<Line>): Promise<void> {
  const file = openSync(path, "w");
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    writeSync(file, chunk);
  });
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const part = (name: string, text: string): ZipDeflate => {
    const one = new ZipDeflate(name, { level: 1 });
    zip.add(one);
    one.push(strToU8(text), false);
    return one;
  };
  const whole = (name: string, text: string): void => part(name, text).push(new Uint8Array(0), true);
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  whole(
    "xl/workbook.xml",
    `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Retail" sheetId="1" r:id="rId1"/></sheets></workbook>`
  );
  whole(
    "xl/_rels/workbook.xml.rels",
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
  );
  const sheet = part("xl/worksheets/sheet1.xml", `<worksheet xmlns="${main}"><sheetData>${rowXml(COLUMNS)}`);
  for await (const line of lines) {
    const moment = Date.parse(`${line.InvoiceDate.replace(" ", "T")}Z`);
    const day = { number: String((moment - SPREADSHEET_EPOCH) / DAY_MS) };
    const { InvoiceNo, Quantity, UnitPrice, CustomerID, Country } = line;
    sheet.push(
      strToU8(rowXml([InvoiceNo, { number: Quantity }, day, { number: UnitPrice }, CustomerID, Country])),
      false
    );
  }
  sheet.push(strToU8("</sheetData></worksheet>"), true);
  zip.end();
}

function rowXml(cells: readonly (string | { readonly number: string })[]): string {
  const ofCell = (cell: string | { readonly number: string }): string =>
    typeof cell === "string"
      ? `<c t="inlineStr"><is><t>${cell.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</t></is></c>`
      : `<c><v>${cell.number}</v></c>`;
  return `<row>${cells.map(ofCell).join("")}</row>`;
}
