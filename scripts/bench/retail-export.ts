import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { randomOf } from "../acceptance/random.ts";

const LINES = 541_909;
const [LINES_A_DOCUMENT, LINES_A_CUSTOMER, WITHOUT_CUSTOMER] = [LINES / 25_900, LINES / 4_372, 0.25];
const START = Date.UTC(2010, 11, 1, 8);
const YEAR = 365 * 86_400_000;

/** Writes an export of the form of UCI Online Retail, and of its size where nothing is said; the same at each call. */
export async function writeRetailExport(path: string, lines = LINES): Promise<void> {
  await pipeline(Readable.from(parts(lines)), createGzip({ level: 1 }), createWriteStream(path));
}

function* parts(allLines: number): Generator<string> {
  const random = randomOf(1);
  const documents = Math.round(allLines / LINES_A_DOCUMENT);
  const customers = Math.ceil(allLines / LINES_A_CUSTOMER);
  const perDocument = allLines / documents;
  yield "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
  for (let number = 0; number < documents; number++) {
    const isReturn = random() < 0.14;
    const customer = random() < WITHOUT_CUSTOMER ? "" : String(12_000 + Math.floor(random() * customers));
    const moment = new Date(START + Math.floor((number / documents) * YEAR))
      .toISOString()
      .slice(0, 16)
      .replace("T", " ");
    const lines = Math.floor((number + 1) * perDocument) - Math.floor(number * perDocument);
    let text = "";
    for (let line = 0; line < lines; line++) {
      const item = Math.floor(random() * 4000);
      const name = item % 90 === 0 ? `"SET OF ${item}, ""RED"""` : `RETROSPOT ITEM ${item}`;
      const price = (Math.floor(random() * 1500) / 100).toFixed(2);
      const quantity = 1 + Math.floor(random() * 24);
      text += `${isReturn ? "C" : ""}${536_000 + number},${20_000 + item},${name},${isReturn ? -quantity : quantity},${moment}:00,${price},${customer},United Kingdom\n`;
    }
    yield text;
  }
}
