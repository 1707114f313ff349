import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { randomOf } from "../acceptance/random.ts";

const [DOCUMENTS, LINES, CUSTOMERS, WITHOUT_CUSTOMER] = [25_900, 541_909, 4_372, 0.25];
const START = Date.UTC(2010, 11, 1, 8);
const MINUTE = 60_000;

/** Writes an export of the size and form of UCI Online Retail, the same at each call. */
export async function writeRetailExport(path: string): Promise<void> {
  await pipeline(Readable.from(parts()), createGzip(), createWriteStream(path));
}

function* parts(): Generator<string> {
  const random = randomOf(1);
  const perDocument = LINES / DOCUMENTS;
  yield "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
  for (let number = 0; number < DOCUMENTS; number++) {
    const isReturn = random() < 0.14;
    const customer = random() < WITHOUT_CUSTOMER ? "" : String(12_000 + Math.floor(random() * CUSTOMERS));
    const moment = new Date(START + number * 20 * MINUTE).toISOString().slice(0, 16).replace("T", " ");
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
