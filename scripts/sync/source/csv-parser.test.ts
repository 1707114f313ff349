import assert from "node:assert/strict";
import { test } from "node:test";
import { parse, type CsvError } from "csv-parse";
import fc from "../../test/properties.ts";
import { CsvParser, type ParsedRecord } from "./csv-parser.ts";

interface Told {
  readonly records: readonly ParsedRecord[];
  readonly errors: readonly string[];
}

interface Form {
  readonly delimiter: string;
  readonly quote: string;
  readonly fromLine: number;
}

async function byUs(bytes: Buffer, form: Form, chunk: number): Promise<Told> {
  const parser = new CsvParser(form);
  const errors: string[] = [];
  parser.on("skip", (error: CsvError) => errors.push(error.message));
  const records: ParsedRecord[] = [];
  for (let start = 0; start < bytes.length; start += chunk) parser.write(bytes.subarray(start, start + chunk));
  parser.end();
  for await (const some of parser as AsyncIterable<readonly ParsedRecord[]>) records.push(...some);
  return { records, errors };
}

/** The same with so many first lines empty. Bytes stand as letters meanwhile: nothing is decoded. */
function withoutTitles(bytes: Buffer, titles: number): Buffer {
  const parts = bytes.toString("latin1").split(/(\r\n|\r|\n)/);
  const above = parts.slice(0, 2 * titles).map((_, index) => (index % 2 === 0 ? "" : "\n"));
  return Buffer.from([...above, ...parts.slice(2 * titles)].join(""), "latin1");
}

/** All of it by csv-parse, one record after another. */
async function byCsvParse(bytes: Buffer, { delimiter, quote, fromLine }: Form): Promise<Told> {
  const errors: string[] = [];
  const parser = parse({
    bom: true,
    delimiter,
    quote: quote === "" ? false : quote,
    escape: quote === "" ? null : quote,
    record_delimiter: ["\r\n", "\n", "\r"],
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    skip_records_with_error: true
  });
  parser.on("skip", (error: CsvError) => errors.push(error.message));
  parser.end(withoutTitles(bytes, fromLine - 1));
  const records: ParsedRecord[] = [];
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>)
    records.push({ record, line: info.lines });
  return { records, errors };
}

const forms: readonly Form[] = [
  { delimiter: ",", quote: '"', fromLine: 1 },
  { delimiter: ";", quote: "", fromLine: 1 },
  { delimiter: "||", quote: "'", fromLine: 1 },
  { delimiter: ",", quote: '"', fromLine: 3 }
];

function texts({ delimiter, quote }: Form): fc.Arbitrary<string> {
  const plain = fc.stringMatching(/^[a-zé€😀0 ]{0,4}$/u);
  const cell = fc.oneof(
    { weight: 6, arbitrary: plain },
    {
      weight: 3,
      arbitrary: fc.tuple(plain, plain).map(([a, b]) => `${quote}${a}${quote}${quote}${b}${delimiter}${quote}`)
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(quote, `a${quote}b`, `${quote}a${quote}b`, `${quote}a\nb${quote}`, "\r", "\uFEFF")
    }
  );
  const line = fc.oneof(
    { weight: 8, arbitrary: fc.array(cell, { minLength: 1, maxLength: 4 }).map((cells) => cells.join(delimiter)) },
    { weight: 1, arbitrary: fc.constant("") }
  );
  const end = fc.constantFrom("\n", "\n", "\r\n");
  return fc
    .tuple(fc.constantFrom("", "", "\uFEFF"), fc.array(fc.tuple(line, end)), line)
    .map(([mark, lines, last]) => mark + lines.flat().join("") + last);
}

for (const form of forms)
  test(`records, lines and messages are csv-parse's: ${JSON.stringify(form)}`, async () => {
    await fc.assert(
      fc.asyncProperty(texts(form), fc.integer({ min: 1, max: 40 }), async (text, chunk) => {
        const bytes = Buffer.from(text);
        assert.deepEqual(await byUs(bytes, form, chunk), await byCsvParse(bytes, form));
      }),
      { numRuns: 1500 }
    );
  });

test("bytes that are no UTF-8 are read as csv-parse reads them", async () => {
  const bytes = Buffer.from([0x61, 0x2c, 0xe9, 0x0a, 0xff, 0x2c, 0x22, 0xe2, 0x22, 0x0a, 0x62, 0x2c, 0xe2, 0x82]);
  for (let chunk = 1; chunk < 14; chunk++)
    assert.deepEqual(await byUs(bytes, forms[0]!, chunk), await byCsvParse(bytes, forms[0]!));
});
