import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import iconv from "iconv-lite";
import { mappingSchema } from "../mapping/mapping.ts";
import { proposeMapping, type Proposal } from "./propose-mapping.ts";

const folder = mkdtempSync(join(tmpdir(), "init-"));

function proposalFor(name: string, content: string | Uint8Array): Proposal {
  const path = join(folder, name);
  writeFileSync(path, content);
  return proposeMapping(path, "CLUB");
}

test("a Turkish export below a title is understood: encoding, delimiter, header, numbers, dates and columns", () => {
  const rows = ["Şişli Gıda", "Çağdaş Market", "Öğün İnşaat", "Iğdır Züccaciye"].map(
    (name, index) => `F${index};0${index + 1}.02.2026;120.01.00${index};${name};1.2${index}0,50`
  );
  const text = ["Satış raporu;;;;", "Fatura No;Tarih;Cari Kodu;Cari Ünvanı;Tutar", ...rows, ""].join("\r\n");
  const { mapping, questions } = proposalFor("satis raporu.csv", iconv.encode(text, "windows-1254"));
  const { name, source, document, member } = mappingSchema.parse(mapping);
  assert.ok(source.format === "csv");
  assert.deepEqual([name, source.delimiter, source.headerLine], ["satis-raporu", ";", 2]);
  assert.match(source.encoding ?? "", /1254|8859-9/);
  assert.deepEqual([source.numbers?.decimal, source.numbers?.group], [",", "."]);
  assert.deepEqual([document.occurredAt.column, document.occurredAt.format], ["Tarih", "dd.MM.yyyy"]);
  assert.deepEqual(
    [document.rows, document.externalId, document.amount],
    ["documents", { column: "Fatura No", prefix: "" }, { column: "Tutar", returns: "negative" }]
  );
  assert.equal(member.name, "{Cari Ünvanı}");
  assert.ok(questions.some((question) => question.startsWith("document.currency")));
});

test("lines of a shop are multiplied, and what a sample cannot tell is asked", () => {
  const text =
    "InvoiceNo,InvoiceDate,CustomerID,Quantity,UnitPrice,Type\n1,02/03/2026 10:00,7,2,1.50,S\n1,02/03/2026 10:00,7,1,3.25,S\n2,04/05/2026 10:00,8,1,9.99,R\n";
  const { mapping, questions } = proposalFor("shop.csv", text);
  const { document } = mappingSchema.parse(mapping);
  assert.deepEqual(
    [document.rows, document.amount],
    ["lines", { multiply: ["Quantity", "UnitPrice"], returns: "negative" }]
  );
  assert.match(questions.join("\n"), /is the day or the month first\?/);
  assert.match(questions.join("\n"), /which values of Type are purchases and which returns\? Found: S, R/);
});

test("a file without columns is refused by name", () => {
  assert.throws(() => proposalFor("letter.csv", "Dear all\n\nno table here\n"), /letter\.csv: no table of columns/);
});
