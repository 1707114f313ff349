import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { jsonSchemaOf } from "./json-schema.ts";
import { mappingSchema } from "./mapping.ts";
import { checkColumns, loadMapping } from "./load-mapping.ts";
import { SettingsError } from "./settings-file.ts";

const folder = mkdtempSync(join(tmpdir(), "mapping-"));
const valid = {
  name: "shop",
  program: "WHOLESALE",
  source: { format: "csv", timeZone: "Europe/Warsaw" },
  document: {
    rows: "lines",
    externalId: { column: "No" },
    occurredAt: { column: "Date", format: "yyyy-MM-dd" },
    member: { column: "Customer" },
    amount: { multiply: ["Quantity", "Price"] },
    currency: { constant: "PLN" },
    kind: {}
  },
  member: { name: "{CustomerName}" }
};

function fileOf(text: string): string {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, text);
  return path;
}

function problemsOf(work: () => unknown): readonly string[] {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof SettingsError, String(error));
    return error.problems;
  }
  throw new Error("the mapping was accepted");
}

test("a valid mapping gets its defaults", () => {
  const { mapping } = loadMapping(fileOf(JSON.stringify(valid)));
  assert.equal(mapping.source.format === "csv" && mapping.source.delimiter, ",");
  assert.equal(mapping.document.kind.default, "Purchase");
  assert.equal(mapping.member.autoEnroll, false);
});

test("a misspelt field is refused with its line and name", () => {
  const text = JSON.stringify(valid, null, 2).replace('"program"', '"programme"');
  const path = fileOf(text);
  const problems = problemsOf(() => loadMapping(path));
  assert.ok(
    problems.some((problem) => problem.includes("program")),
    problems.join()
  );
  assert.match(problems[0]!, /:\d+:\d+ /);
});

test("a value of the wrong kind is refused where it stands", () => {
  const text = JSON.stringify(valid, null, 2).replace('"lines"', '"sheets"');
  const line = text.split("\n").findIndex((one) => one.includes("sheets")) + 1;
  const [problem] = problemsOf(() => loadMapping(fileOf(text)));
  assert.match(problem!, new RegExp(`:${line}:\\d+ document\\.rows`));
});

test("broken JSON is refused with its place", () => {
  const [problem] = problemsOf(() => loadMapping(fileOf('{\n  "name": "x",\n  oops\n}')));
  assert.match(problem!, /:3:3 /);
});

test("a time zone that does not exist is refused", () => {
  const [problem] = problemsOf(() =>
    loadMapping(fileOf(JSON.stringify({ ...valid, source: { format: "csv", timeZone: "Europe/Ankara2" } })))
  );
  assert.match(problem!, /source\.timeZone: 'Europe\/Ankara2'/);
});

test("columns that the file does not have are told all at once, each with the mapping's field", () => {
  const loaded = loadMapping(fileOf(JSON.stringify(valid, null, 2)));
  const problems = problemsOf(() => checkColumns(loaded, ["No", "Date", "Customer", "Quantity"], "export.csv"));
  assert.equal(problems.length, 2);
  assert.match(problems[0]!, /document\.amount\.multiply\.1: export\.csv has no column 'Price'; it has No, Date/);
  assert.match(problems[1]!, /member\.name: export\.csv has no column 'CustomerName'/);
});

test("a mapping that does not exist is refused by name", () => {
  const [problem] = problemsOf(() => loadMapping(join(folder, "nowhere.json")));
  assert.match(problem!, /nowhere\.json: cannot be read: ENOENT/);
});

test("of a field that takes several forms, what is wrong with the form that was meant is told where it stands", () => {
  const change = (document: object): string =>
    JSON.stringify({ ...valid, document: { ...valid.document, ...document } }, null, 2);
  const place = (text: string, word: string): number => text.split("\n").findIndex((one) => one.includes(word)) + 1;
  const cases: [object, string, RegExp][] = [
    [{ amount: { multiply: ["Quantity", 3] } }, "3", /document\.amount\.multiply\.1: /],
    [{ amount: { column: "Total", returns: "plus" } }, "plus", /document\.amount\.returns: .*"negative"\|"positive"/],
    [{ externalId: { columns: ["No"] } }, "columns", /document\.externalId\.columns: /],
    [{ kind: { column: "Type" } }, "kind", /document\.kind: column and values go together/]
  ];
  for (const [document, word, problem] of cases) {
    const text = change(document);
    const problems = problemsOf(() => loadMapping(fileOf(text)));
    assert.ok(
      problems.some((one) => problem.test(one) && one.includes(`:${place(text, word)}:`)),
      problems.join("\n")
    );
  }
});

test("an encoding, a pattern and signs of numbers that cannot be are refused", () => {
  const source = {
    encoding: "windows-9999",
    numbers: { decimal: ",", group: "," },
    skipRows: [{ column: "No", matches: "(" }]
  };
  const problems = problemsOf(() =>
    loadMapping(fileOf(JSON.stringify({ ...valid, source: { ...valid.source, ...source } })))
  );
  for (const field of [
    /source\.encoding: .*not a known encoding/,
    /source\.numbers\.group: /,
    /source\.skipRows\.0\.matches: /
  ])
    assert.ok(
      problems.some((problem) => field.test(problem)),
      problems.join("\n")
    );
});

test("the published JSON Schema is the form that the sync reads", () => {
  assert.deepEqual(JSON.parse(readFileSync("config/sync/mapping.schema.json", "utf8")), jsonSchemaOf(mappingSchema));
});

test("the ready mappings can be read as they are, and each has a name of its own", () => {
  const files = readdirSync("config/sync").filter((name) => name.endsWith(".json") && name !== "mapping.schema.json");
  const names = files.map((name) => loadMapping(join("config/sync", name)).mapping.name);
  assert.ok(names.length >= 6);
  assert.equal(new Set(names).size, names.length);
});

test("a query that cannot be asked for changes, and a secret in place of its variable, are refused where they stand", () => {
  const sql = { format: "postgres", addressFrom: "ERP_DATABASE", query: "SELECT 1" };
  const problems = (source: object): string =>
    problemsOf(() => loadMapping(fileOf(JSON.stringify({ ...valid, source: { ...sql, ...source } })))).join("\n");
  assert.match(problems({ changes: {} }), /source\.query: with source\.changes it takes :since/);
  assert.match(problems({ query: "DELETE FROM invoice" }), /source\.query: is a SELECT statement/);
  assert.match(
    problems({ addressFrom: "postgres://me:secret@db/erp" }),
    /source\.addressFrom: use the name of an environment/
  );
  assert.match(problems({ export: "full", sweep: { query: "SELECT :from" } }), /source\.sweep: a full export tells/);
});
