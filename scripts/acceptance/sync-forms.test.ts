import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { SyncBench } from "./sync-bench.ts";
import { createRecord } from "./records.ts";

let bench: SyncBench;
before(async () => {
  bench = await SyncBench.start();
});
after(() => bench.org.stop());

const plain = "No,Date,Customer,Amount\n";
const at = "2026-01-05 10:00";

test("totals and other companies are left out, headers may repeat, and empty cells mean the ones above", async () => {
  const source = {
    delimiter: "||",
    skipRows: [{ column: "No", startsWith: "Total" }],
    keepRows: [{ column: "Company", oneOf: ["1", ""] }],
    fillDown: ["No", "Date", "Customer"]
  };
  const header = "No||Company||Date||Customer||Amount||Note||Note\n";
  const rows = `F1||1||${at}||K1||10||a||b\n||||||||5||||\nTotal F1||||||||15||||\n${header}F2||2||${at}||K1||99||||\nF3||1||${at}||K2||7||||\n`;
  const summary = await bench.runText(bench.mapping("filled", { source }), header + rows);
  assert.deepEqual(await bench.documents("filled"), ["F1 Purchase Valid 15", "F3 Purchase Valid 7"]);
  assert.equal(summary.skippedRows, 2);
});

test("a value that a broken row hides is filled into no row below it", async () => {
  const source = { fillDown: ["No", "Date", "Customer"] };
  const text = `${plain}F1,${at},K1,10\nF2,${at},K2,5,oops\n,,,7\nF3,${at},K3,1\n`;
  const summary = await bench.runText(bench.mapping("hidden", { source }), text);
  assert.deepEqual(await bench.documents("hidden"), ["F3 Purchase Valid 1"]);
  assert.deepEqual(bench.rejects(summary), ["2: INCOMPLETE", "3: BROKEN_ROW", "4: BROKEN_ROW"]);
});

test("lines find their header in a second file, by several columns, and amounts have several factors", async () => {
  bench.file("heads.csv", `Year,Number,Date,Customer\n2026,1,${at},K1\n2026,2,${at},K2\n2025,1,2025-01-05 10:00,K1\n`);
  const text = "Yr,Nr,Qty,Price,Rate\n2026,1,2,10.00,50\n2026,1,1,5.00,100\n2025,1,1,8.00,100\n2024,9,1,1.00,100\n";
  const mapping = bench.mapping("joined", {
    source: { join: { file: "heads.csv", on: { Yr: "Year", Nr: "Number" } } },
    document: {
      externalId: { columns: ["Yr", "Nr"], separator: "/", prefix: "joined-" },
      amount: { multiply: ["Qty", "Price", "Rate", { constant: "0.01" }] }
    }
  });
  const summary = await bench.runText(mapping, text);
  assert.deepEqual(await bench.documents("joined"), ["2025/1 Purchase Valid 8", "2026/1 Purchase Valid 15"]);
  assert.deepEqual(bench.rejects(summary), ["5: BROKEN_ROW"]);
  assert.match(summary.notes.join(), /1 documents of heads\.csv have no line/);
});

test("cancelled, unpaid, paid and unknown statuses come from a column", async () => {
  const status = { column: "State", values: { P: "Paid", U: "Unpaid", V: "Cancelled", D: "Skip" } };
  const mapping = bench.mapping("status", { document: { status } });
  const of = (...states: string[]): string =>
    `No,Date,Customer,Amount,State\n${states.map((state, index) => `F${index},${at},K1,5,${state}\n`).join("")}`;
  const first = await bench.runText(mapping, of("P", "U", "V", "D", "?"));
  assert.deepEqual([bench.rejects(first), first.cancelledInSource, first.skippedRows], [["6: BAD_STATUS"], 1, 1]);
  const paid = async (): Promise<string[]> => {
    const { records } = await bench.org.connection.query<Record<string, string | null>>(
      "SELECT DocumentNumber__c, Status__c, PaidAt__c FROM LoyaltyTransaction__c WHERE Source__c = 'status' ORDER BY ExternalId__c"
    );
    return records.map(
      (row) => `${row["DocumentNumber__c"]} ${row["Status__c"]} ${row["PaidAt__c"] ? "paid" : "unpaid"}`
    );
  };
  assert.deepEqual(await paid(), ["F0 Valid paid", "F1 Valid unpaid"]);
  assert.equal((await bench.runText(mapping, of("P", "U"))).unchanged, 2);
  assert.equal((await bench.runText(mapping, of("V", "P"))).changed, 2);
  assert.deepEqual(await paid(), ["F0 Cancelled paid", "F1 Valid paid"]);
  assert.deepEqual((await bench.runText(mapping, of("P", "P"))).held.examples, ["status-F0 (Cancelled)"]);
});

test("control totals, expectations and shares that differ stop the run before anything is sent", async () => {
  const trailer = { row: { column: "No", equals: "END" }, rows: "Date", amount: "Amount" };
  const mapping = bench.mapping("control", { source: { trailer }, stop: { rejectedShare: 0.4, changedShare: 0.5 } });
  const rows = `F1,${at},K1,10\nF2,${at},K1,5\n`;
  const stops = (text: string, more: object, reason: RegExp): Promise<void> =>
    assert.rejects(bench.runText(mapping, plain + text, more), reason);
  await stops(rows, {}, /has no row of control totals/);
  await stops(`${rows}END,3,,15\n`, {}, /input\.csv:4: the control total says 3 rows, and 2 were read/);
  await stops(`${rows}END,2,,16\n`, {}, /says 16, and the documents come to 15\.00/);
  await stops(`${rows}END,2,,15\n`, { expected: { rows: 9 } }, /9 rows were expected, and 2 were read/);
  await stops(
    `${rows}END,2,,15\n`,
    { expected: { amount: "1" } },
    /the expectation says 1, and the documents come to 15\.00/
  );
  await stops(
    `F1,${at},K1,10\nF2,${at},,5\nF3,x,K1,5\nEND,3,,10\n`,
    {},
    /2 of 3 rows would be rejected, 66\.7 %: more than 40 %/
  );
  assert.deepEqual(await bench.documents("control"), []);
  await bench.runText(mapping, `${plain}${rows}END,2,,15\n`);
  const changed = `F1,${at},K1,11\nF2,${at},K1,6\nEND,2,,17\n`;
  await stops(
    changed,
    {},
    /2 of the 2 documents that the org has would be changed or cancelled, 100 %: more than 50 %/
  );
  const summary = await bench.runText(mapping, plain + changed, { yes: true });
  assert.deepEqual(
    [summary.changed, await bench.documents("control")],
    [2, ["F1 Purchase Valid 11", "F2 Purchase Valid 6"]]
  );
});

test("a rejects file has no control totals, and its replay asks for none", async () => {
  const trailer = { row: { column: "No", equals: "END" }, rows: "Date" };
  const mapping = bench.mapping("trailed", { source: { trailer } });
  const { rejectsFile } = await bench.runText(mapping, `${plain}F1,${at},K1,10\nF2,${at},,5\nEND,2,,\n`);
  writeFileSync(rejectsFile!, readFileSync(rejectsFile!, "utf8").replace(`${at},,5`, `${at},K2,5`));
  const replay = await bench.run({ mapping, input: rejectsFile! }, { isReplay: true });
  assert.deepEqual([replay.accepted, replay.rejected], [1, 0]);
});

const accounts = async (where: string): Promise<string[]> => {
  const { records } = await bench.org.connection.query<Record<string, string | null>>(
    `SELECT Name, ErpCustomerNumber__c FROM Account WHERE ${where} ORDER BY Name`
  );
  return records.map((row) => `${row["Name"]}: ${row["ErpCustomerNumber__c"]}`);
};

test("members that differ by case are one, and spelt as the org spells them", async () => {
  const mapping = bench.mapping("case");
  await bench.runText(mapping, `${plain}F1,${at},k1,10\nF2,${at},K1,5\n`);
  const summary = await bench.runText(mapping, `${plain}f1,${at},k1,1\nF2,${at},k1,5\n`);
  assert.deepEqual([summary.unchanged, summary.membersEnrolled, summary.rejected], [1, 0, 0]);
  const { records } = await bench.org.connection.query<{ MemberNumber__c: string; Balance__c: number }>(
    "SELECT MemberNumber__c, Balance__c FROM LoyaltyMember__c WHERE MemberNumber__c LIKE 'case-%'"
  );
  assert.deepEqual(
    records.map((row) => [row.MemberNumber__c, row.Balance__c]),
    [["case-K1", 16]]
  );
});

test("customers that the org has are taken as they are, by our number or by a field of their own", async () => {
  await createRecord(bench.org, "Account", { Name: "Known", ErpCustomerNumber__c: "match-K1" });
  await createRecord(bench.org, "Account", { Name: "Elsewhere", AccountNumber: "K2" });
  for (const name of ["Twin A", "Twin B"])
    await createRecord(bench.org, "Account", { Name: name, AccountNumber: "K3" });
  const mapping = bench.mapping("match", { member: { match: { field: "AccountNumber" } } });
  const summary = await bench.runText(mapping, `${plain}F1,${at},K1,1\nF2,${at},K2,2\nF3,${at},K3,3\nF4,${at},K4,4\n`);
  assert.deepEqual(bench.rejects(summary), ["4: AMBIGUOUS_CUSTOMER"]);
  assert.deepEqual(await accounts("ErpCustomerNumber__c LIKE 'match-%'"), [
    "C K4: match-K4",
    "Elsewhere: match-K2",
    "Known: match-K1"
  ]);
  assert.equal(summary.membersEnrolled, 3);
});

test("renamed customers follow the source where the mapping says so", async () => {
  const member = { name: "{Customer} {Name}" };
  const text = (name: string): string => `No,Date,Customer,Name,Amount\nF1,${at},K1,${name},1\n`;
  await bench.runText(bench.mapping("rename", { member }), text("Old"));
  await bench.runText(bench.mapping("rename", { member }), text("New"));
  assert.deepEqual(await accounts("ErpCustomerNumber__c = 'rename-K1'"), ["K1 Old: rename-K1"]);
  const summary = await bench.runText(
    bench.mapping("rename", { member: { ...member, update: "changed" } }),
    text("New")
  );
  assert.deepEqual(
    [summary.customersUpdated, await accounts("ErpCustomerNumber__c = 'rename-K1'")],
    [1, ["K1 New: rename-K1"]]
  );
  const refused = await bench.runText(
    bench.mapping("rename", { member: { ...member, update: "changed" } }),
    text("N".repeat(300))
  );
  assert.equal(refused.customersUpdated, 0);
  assert.match(refused.notes.join(), /^1 customers could not follow the source: rename-K1: .*255/);
});

test("a document of ten million and more is compared with what the org says of it", async () => {
  const mapping = bench.mapping("large", { source: { export: "full" } });
  const text = `${plain}F1,${at},K1,15000000\nF2,${at},K1,12345678.91\nF3,${at},K1,10000000.00\n`;
  assert.equal((await bench.runText(mapping, text)).orgEqualsSource, true);
  const again = await bench.runText(mapping, text);
  assert.deepEqual([again.unchanged, again.orgEqualsSource], [3, true]);
});
