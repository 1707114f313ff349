import assert from "node:assert/strict";
import { test } from "node:test";
import { rejectFields, type ListedReject } from "./reject-fields.ts";

const reject = (row: number): { code: string; reason: string; position: string; cells: string[] } => ({
  code: "BAD_NUMBER",
  reason: `Amount: 'x${row}' is not a number`,
  position: String(row),
  cells: ["Ada Lovelace", "x"]
});

test("the record lists code, reason and row, and never the cells of a customer", () => {
  const { Rejects__c } = rejectFields([reject(7)], "a/rejects.csv", "m.json");
  assert.deepEqual(JSON.parse(String(Rejects__c)), [
    { code: "BAD_NUMBER", reason: "Amount: 'x7' is not a number", row: "7" }
  ]);
});

test("the record lists the first hundred", () => {
  const { Rejects__c } = rejectFields(
    Array.from({ length: 5000 }, (_, row) => reject(row)),
    "a/rejects.csv",
    "m.json"
  );
  const listed = JSON.parse(String(Rejects__c)) as ListedReject[];
  assert.deepEqual([listed.length, listed[99]!.row], [100, "99"]);
});

test("the command names mapping and file so that a shell takes them whole", () => {
  const command = (file: string): unknown => rejectFields([reject(1)], file, "config/sync/my.json")["Replay__c"];
  assert.equal(
    command(".sadakat/sync/x/rejects.csv"),
    "npm run sync -- replay --mapping config/sync/my.json --rejects .sadakat/sync/x/rejects.csv --target-org ALIAS"
  );
  assert.match(String(command("Ada's files/rejects.csv")), /--rejects 'Ada'\\''s files\/rejects\.csv' --target-org/);
});

test("where nothing was rejected there is nothing to replay", () => {
  assert.deepEqual(rejectFields([], null, "m.json"), { Rejects__c: null, Replay__c: null });
});
