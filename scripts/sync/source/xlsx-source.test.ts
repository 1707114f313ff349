/** The workbook was written by openpyxl 3.1, which shares texts and puts rich text inline. */
import assert from "node:assert/strict";
import { writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { mappingSchema } from "../mapping/mapping.ts";
import type { SettingsOf } from "../mapping/source-settings.ts";
import type { SourceRow } from "./source.ts";
import { openXlsx } from "./xlsx-source.ts";

const workbook = join(import.meta.dirname, "fixtures", "sales.xlsx");

function settings(more: object = {}): SettingsOf<"xlsx"> {
  const document = { rows: "lines", kind: {}, externalId: { column: "No" }, member: { column: "Customer" } };
  const rest = { amount: { column: "Amount" }, currency: { constant: "EUR" } };
  const parsed = mappingSchema.parse({
    name: "sheet",
    program: "P",
    source: { format: "xlsx", sheet: "Sales 2026", ...more },
    document: { ...document, ...rest, occurredAt: { column: "Date", format: "excel" } },
    member: { name: "{Customer}" }
  });
  assert.ok(parsed.source.format === "xlsx");
  return parsed.source;
}

async function rowsOf(path: string, more: object = {}): Promise<SourceRow[]> {
  const request = { input: path, expects: ["No", "Date", "Customer", "Amount"], folder: tmpdir(), cursor: undefined };
  const source = await openXlsx(path, settings(more), request);
  const rows: SourceRow[] = [];
  for await (const some of source.rows()) rows.push(...some);
  await source.close();
  return rows;
}

test("a sheet's rows come with their line, below a title, without blank rows, as people see their numbers", async () => {
  const rows = await rowsOf(workbook);
  assert.deepEqual(
    rows.slice(0, 4).map(({ position, cells }) => [position, cells]),
    [
      ["4", ["F1", "46027.4375", "K1", "2.55", "İğne & <şık>"]],
      ["5", ["F1", "46027.4375", "K1", "0.3", "two fonts"]],
      ["6", ["1002", "46028", "K2", "1234567.89", "TRUE"]],
      ["9", ["F3", "46029.9999884259", "K2", "-5", ""]]
    ]
  );
});

test("a cell beyond the header makes its row one to look at", async () => {
  const row = (await rowsOf(workbook)).at(-1)!;
  assert.deepEqual(
    [row.position, row.problem, row.broken?.[6]],
    ["10", "the row has 7 columns, the header has 5", "beyond"]
  );
});

test("a sheet that is not there, a file that is no workbook, and one that breaks off are told by name", async () => {
  await assert.rejects(rowsOf(workbook, { sheet: "2025" }), /sales\.xlsx: has no sheet '2025'.*Notes, Sales 2026/);
  await assert.rejects(rowsOf(workbook, { headerLine: 2 }), /no header in line 2/);
  const text = join(mkdtempSync(join(tmpdir(), "xlsx-")), "text.xlsx");
  writeFileSync(text, "No;Date\n");
  await assert.rejects(rowsOf(text), /text\.xlsx: cannot be read/);
});
