import { readFile } from "node:fs/promises";
import { extractText } from "unpdf";

/** What a PDF file says, its pages after one another, with one space wherever there is any. */
export async function textOfPdf(path: string): Promise<string> {
  const { text } = await extractText(new Uint8Array(await readFile(path)), { mergePages: true });
  return text.replaceAll(/\s+/g, " ");
}
