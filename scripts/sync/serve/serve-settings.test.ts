import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { jsonSchemaOf } from "../mapping/json-schema.ts";
import { SettingsError } from "../mapping/settings-file.ts";
import { loadServeSettings, serveSchema } from "./serve-settings.ts";

const erp = resolve("config/sync/sample-erp.json");
const postgres = resolve("config/sync/postgres-invoices.json");

function problemsOf(settings: object): readonly string[] {
  const path = join(mkdtempSync(join(tmpdir(), "serve-")), "serve.json");
  writeFileSync(path, JSON.stringify(settings, null, 2));
  try {
    loadServeSettings(path);
  } catch (error) {
    assert.ok(error instanceof SettingsError, String(error));
    return error.problems.map((problem) => problem.replace(path, "serve.json"));
  }
  return [];
}

test("the sample is read, its mappings by their place beside it", () => {
  const { timeZone, runs } = loadServeSettings("config/sync-serve.json");
  assert.equal(timeZone, "Europe/Istanbul");
  assert.deepEqual(
    runs.map(({ mappingPath }) => mappingPath),
    [erp, postgres]
  );
});

test("all that is wrong is told at once, each with its place", () => {
  const wrong = {
    timeZone: "Istanbul",
    runs: [
      { mapping: erp, schedule: "61 * * * *", input: "x.csv" },
      { mapping: erp, schedule: "0 6 * * *" },
      { mapping: "nowhere.json", schedule: "0 6 * * *" },
      { mapping: postgres, schedule: "often" }
    ]
  };
  const told = problemsOf(wrong).join("\n");
  for (const expected of [
    /^serve\.json:2:15 timeZone: 'Istanbul' is not an IANA time zone/m,
    /^serve\.json:6:19 runs\.0\.schedule: '61 \* \* \* \*' is no schedule of cron's/m,
    /^serve\.json:9:5 runs\.1\.input: is missing/m,
    /nowhere\.json: cannot be read: ENOENT$/m,
    /^serve\.json:19:19 runs\.3\.schedule: 'often' is no schedule of cron's/m,
    /^serve\.json:9:5 runs\.1: two runs have mappings with the name/m
  ])
    assert.match(told, expected);
});

test("exports and updates need what their mappings do not say, and take nothing that is not theirs", () => {
  const schedule = "0 6 * * *";
  const redemptions = resolve("config/sync/back/redemptions-csv.json");
  const prices = resolve("config/sync/back/tier-prices-postgres.json");
  const stock = resolve("config/sync/updates/stock.json");
  const right = [
    { command: "export", mapping: redemptions, output: "out", schedule },
    { command: "export", mapping: prices, schedule },
    { command: "update", mapping: stock, input: "stock.csv", schedule }
  ];
  assert.deepEqual(problemsOf({ runs: right }), []);
  const wrong = [
    { command: "export", mapping: redemptions, input: "x.csv", schedule },
    { command: "update", mapping: stock, output: "out", schedule },
    { command: "update", mapping: erp, input: "x.csv", schedule }
  ];
  const told = problemsOf({ runs: wrong }).join("\n");
  for (const expected of [
    /runs\.0\.output: is missing/,
    /runs\.0\.input: is for run and update/,
    /runs\.1\.input: is missing/,
    /runs\.1\.output: is for export/,
    /sample-erp\.json.*updates/
  ])
    assert.match(told, expected);
});

test("a field that nobody knows and a run without a schedule are told", () => {
  const told = problemsOf({ runs: [{ mapping: erp, cron: "* * * * *" }] }).join("\n");
  assert.match(told, /runs\.0\.schedule/);
  assert.match(told, /cron/);
});

test("the published schema is the one that is checked against", () => {
  assert.deepEqual(JSON.parse(readFileSync("config/sync-serve.schema.json", "utf8")), jsonSchemaOf(serveSchema));
});
