/**
 * `node scripts/launch.js local-org/pdf/main` reads HTML and writes a PDF file. A process of its own, since the library does
 * its work in promises, and Apex waits for it.
 */
import { text } from "node:stream/consumers";
import pdfmake from "pdfmake";
import roboto from "pdfmake/fonts/Roboto.js";
import { blocksOf, UnsupportedHtml } from "./html-blocks.ts";

const files = new Set(Object.values(roboto.Roboto));
pdfmake.addFonts(roboto);
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => files.has(path));

try {
  const content = blocksOf(await text(process.stdin));
  process.stdout.write(await pdfmake.createPdf({ content, defaultStyle: { fontSize: 10 } }).getBuffer());
} catch (error) {
  if (!(error instanceof UnsupportedHtml)) throw error;
  process.stderr.write(error.message);
  process.exitCode = 1;
}
