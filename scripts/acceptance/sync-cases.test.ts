import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import iconv from "iconv-lite";
import { SourceError } from "../sync/source/source-error.ts";
import { reconciliation } from "../sync/report/summary.ts";
import { SyncBench } from "./sync-bench.ts";

let bench: SyncBench;
before(async () => {
  bench = await SyncBench.start();
});
after(() => bench.org.stop());

const named = "No,Date,Customer,Name,Amount\n";
const plain = "No,Date,Customer,Amount\n";

test("a row with one cell too many makes its document incomplete, and its rejects can be mended and replayed", async () => {
  const mapping = bench.mapping("ragged");
  const text = `${named}A1,2026-01-05 10:00,K1,Cap,100.00\nA1,2026-01-05 10:00,K1,Cap, red,250.00\nA2,2026-01-05 11:00,K1,Hat,50.00\n`;
  const summary = await bench.runText(mapping, text);
  assert.deepEqual(bench.rejects(summary), ["2: INCOMPLETE", "3: BROKEN_ROW"]);
  assert.deepEqual(await bench.documents("ragged"), ["A2 Purchase Valid 50"]);
  const mended = readFileSync(summary.rejectsFile!, "utf8").replace('Cap," red"', '"Cap, red"');
  const replay = await bench.runText(mapping, mended, { isReplay: true });
  assert.deepEqual([replay.accepted, replay.rejectsFile], [1, null]);
  assert.deepEqual(await bench.documents("ragged"), ["A1 Purchase Valid 350", "A2 Purchase Valid 50"]);
});

test("a replay of the mended row alone takes the rest of its document from the run's own rejects", async () => {
  const mapping = bench.mapping("mended");
  await bench.runText(mapping, `${named}A1,2026-01-05 10:00,K1,Cap,100.00\nA1,2026-01-05 10:00,K1,Cap, red,250.00\n`);
  const mended = `reject_code,reject_reason,reject_line,${named}BROKEN_ROW,"6 columns",3,A1,2026-01-05 10:00,K1,"Cap, red",250.00\n`;
  await bench.runText(mapping, mended, { isReplay: true });
  assert.deepEqual(await bench.documents("mended"), ["A1 Purchase Valid 350"]);
});

test("a row with a cell too few, with no readable number, or swallowed by a quote is told, and so is what it may break", async () => {
  const mapping = bench.mapping("broken");
  const text = `${named}B1,2026-01-05 10:00,K1,Cap,1\nB1,2026-01-05 10:00,K1\n,,\nB2,2026-01-05 10:00,K1,"Cap,2\nB3,2026-01-05 10:00,K1,Hat",3\nB4,2026-01-05 10:00,K1,Tie,4\n`;
  const summary = await bench.runText(mapping, text);
  assert.deepEqual(await bench.documents("broken"), ["B4 Purchase Valid 4"]);
  assert.deepEqual(bench.rejects(summary), [
    "2: INCOMPLETE",
    "3: BROKEN_ROW",
    "4: BROKEN_ROW",
    "5: BROKEN_ROW",
    "6: BROKEN_ROW"
  ]);
  assert.equal(summary.unattributedRows, 3);
  assert.match(reconciliation(summary).join(), /3 rows cannot be read .*some document may be incomplete/);
});

test("rejects have one format whatever the source was, and replay again and again", async () => {
  const mapping = bench.mapping("format", {
    source: { delimiter: ";", encoding: "windows-1254", headerLine: 2, numbers: { decimal: ",", group: "." } }
  });
  const text = iconv.encode(
    "Satışlar\nNo;Date;Customer;Amount\nŞ1;2026-01-05 10:00;K1;100,00\nŞ2;2026-01-05 10:00;;1.250,00\n",
    "windows-1254"
  );
  let summary = await bench.runText(mapping, text);
  for (let time = 1; time <= 2; time++) {
    assert.match(
      readFileSync(summary.rejectsFile!, "utf8"),
      /^reject_code,reject_reason,reject_line,No,Date,Customer,Amount\nNO_MEMBER,.*,4,Ş2,2026-01-05 10:00,,"1.250,00"\n$/
    );
    summary = await bench.run({ mapping, input: summary.rejectsFile! }, { isReplay: true });
  }
  writeFileSync(summary.rejectsFile!, readFileSync(summary.rejectsFile!, "utf8").replace("10:00,,", "10:00,K2,"));
  await bench.run({ mapping, input: summary.rejectsFile! }, { isReplay: true });
  assert.deepEqual(await bench.documents("format"), ["Ş1 Purchase Valid 100", "Ş2 Purchase Valid 1250"]);
});

const three = `${plain}A1,2026-01-05 10:00,K1,100.00\nA2,2026-01-05 11:00,K1,250.00\nA3,2026-01-05 12:00,K1,1.00\n`;
const without = (...numbers: string[]): string =>
  three
    .split("\n")
    .filter((line) => !numbers.some((number) => line.startsWith(number)))
    .join("\n");

test("documents that only the org has are told, also those of other days, and never as equal", async () => {
  const mapping = bench.mapping("deleted");
  await bench.runText(mapping, three);
  const within = await bench.runText(mapping, without("A2"));
  assert.deepEqual(within.onlyInOrg, { documents: 1, examples: ["deleted-A2"] });
  const outside = await bench.runText(mapping, without("A3"));
  assert.deepEqual(outside.outsideTheDays, { documents: 1, examples: ["deleted-A3"] });
  for (const summary of [within, outside]) assert.doesNotMatch(reconciliation(summary).join(), /equals/);
  assert.equal((await bench.documents("deleted")).length, 3);
});

test("a full export cancels what it has no longer, at once or after days, and unmarks what comes back", async () => {
  const now = bench.mapping("full", { source: { export: "full", missing: { cancelAfterDays: 0 } } });
  assert.equal((await bench.runText(now, three)).orgEqualsSource, true);
  const summary = await bench.runText(now, without("A2"));
  assert.deepEqual([summary.cancelledMissing, summary.orgEqualsSource], [1, true]);
  assert.deepEqual(await bench.documents("full"), [
    "A1 Purchase Valid 100",
    "A2 Purchase Cancelled 250",
    "A3 Purchase Valid 1"
  ]);

  const later = bench.mapping("later", { source: { export: "full", missing: { cancelAfterDays: 3 } } });
  await bench.runText(later, three);
  assert.deepEqual((await bench.runText(later, without("A2"))).markedMissing, 1);
  assert.equal((await bench.documents("later"))[1], "A2 Purchase Valid 250");
  const back = await bench.runText(later, three);
  assert.deepEqual([back.changed, back.orgEqualsSource], [1, true]);
});

test("nothing is cancelled for being missing while a row cannot be read, and a delta misses nothing", async () => {
  const full = bench.mapping("unread", { source: { export: "full", missing: { cancelAfterDays: 0 } } });
  await bench.runText(full, three);
  const summary = await bench.runText(full, `${without("A2")}oops\n`);
  assert.deepEqual([summary.cancelledMissing, (await bench.documents("unread"))[1]], [0, "A2 Purchase Valid 250"]);
  assert.match(summary.notes.join(), /stay as they are while 1 rows cannot be read/);
  const delta = bench.mapping("delta", { source: { export: "delta" } });
  await bench.runText(delta, three);
  assert.equal((await bench.runText(delta, without("A2"))).onlyInOrg.documents, 0);
});

test("dates that are none reject their document alone", async () => {
  const mapping = bench.mapping("dates");
  const dates = ["9999-12-31 23:59", "1900-01-01 00:00", "0001-01-01 00:00", "2026-02-30 10:00", ""];
  const rows = dates.map((date, index) => `D${index},${date},K1,5\n`).join("");
  const summary = await bench.runText(mapping, `${plain}A1,2026-01-05 10:00,K1,100.00\n${rows}`);
  assert.deepEqual(
    bench.rejects(summary),
    dates.map((_, index) => `${index + 3}: BAD_DATE`)
  );
  assert.deepEqual(await bench.documents("dates"), ["A1 Purchase Valid 100"]);
});

test("a document of another source with the same number is not taken over", async () => {
  const same = { document: { externalId: { column: "No" } } };
  await bench.runText(bench.mapping("first", same), `${plain}Z06-1,2026-01-05 10:00,K1,100.00\n`);
  const summary = await bench.runText(bench.mapping("second", same), `${plain}Z06-1,2026-02-05 10:00,K9,7.00\n`);
  assert.deepEqual(bench.rejects(summary), ["2: OTHER_SOURCE"]);
  assert.deepEqual(await bench.documents("first"), ["Z06-1 Purchase Valid 100"]);
});

const turkish =
  "No;Date;Customer;Amount\nF1;31.12.2025;K1;1.234,56\nF2;31.12.2025;K1;99,90\nF3;30.12.2025;K1;1.500\nF4;30.12.2025;K1;12.750\nF5;30.12.2025;K1;250\n";
const turkishDates = { occurredAt: { column: "Date", format: "dd.MM.yyyy" } };

test("numbers with a decimal comma are read as the mapping says, and without a word of it the run stops", async () => {
  const silent = bench.mapping("comma", { source: { delimiter: ";" }, document: turkishDates });
  await assert.rejects(
    bench.runText(silent, turkish),
    /input\.csv:4: '1\.500' may be 1\.5 or 1500: say how numbers are written, source\.numbers/
  );
  const groups = "No;Date;Customer;Amount\nF3;30.12.2025;K1;1.500\nF5;30.12.2025;K1;250\n";
  await assert.rejects(bench.runText(silent, groups, { yes: true }), SourceError);
  const said = bench.mapping("comma", {
    source: { delimiter: ";", numbers: { decimal: ",", group: "." } },
    document: turkishDates
  });
  await bench.runText(said, turkish);
  assert.deepEqual(
    (await bench.documents("comma")).map((one) => one.split(" ").at(-1)),
    ["1234.56", "99.9", "1500", "12750", "250"]
  );
});

test("signs behind, brackets, currency signs and groups are read where the mapping says so; decimals are rounded by rule", async () => {
  const amounts = ["100.00-", "(50.00)", '"1,234.50"', "$12.00", "1.23E+05", "−5.00", "12.340000000000002"];
  const text = plain + amounts.map((amount, index) => `F${index + 1},2026-01-05 10:00,K1,${amount}\n`).join("");
  const silent = await bench.runText(bench.mapping("sap"), text);
  assert.deepEqual(
    bench.rejects(silent),
    [2, 3, 4, 5, 6].map((line) => `${line}: BAD_NUMBER`)
  );
  const numbers = { group: ",", trailingMinus: true, parentheses: true, symbols: ["$"], exponent: true };
  await bench.runText(bench.mapping("sap", { source: { numbers } }), text);
  assert.deepEqual(await bench.documents("sap"), [
    "F1 Return Valid -100",
    "F2 Return Valid -50",
    "F3 Purchase Valid 1234.5",
    "F4 Purchase Valid 12",
    "F5 Purchase Valid 123000",
    "F6 Return Valid -5",
    "F7 Purchase Valid 12.34"
  ]);
});

test("letters of Windows-1254 arrive, and a wrong encoding is noticed either way", async () => {
  const text = `${named}F1,2026-01-05 10:00,K1,Iğdır Şişe Çay,10\n`;
  const byName = { member: { name: "{Name}" } };
  const wrong = await bench.runText(bench.mapping("letters", byName), iconv.encode(text, "windows-1254"));
  assert.deepEqual(bench.rejects(wrong), ["2: BAD_TEXT"]);
  assert.match(readFileSync(wrong.rejectsFile!, "utf8"), /Name: .* cannot be read as utf8; say source\.encoding/);
  const said = bench.mapping("letters", { ...byName, source: { encoding: "windows-1254" } });
  await assert.rejects(bench.runText(said, text), /source\.encoding says windows-1254, but the file is UTF-8/);
  await bench.runText(said, iconv.encode(text, "windows-1254"));
  const { records } = await bench.org.connection.query<{ Name: string }>(
    "SELECT Name FROM Account WHERE ErpCustomerNumber__c = 'letters-K1'"
  );
  assert.equal(records[0]?.Name, "Iğdır Şişe Çay");
});

test("a header below a title is found, or taken from where the mapping says", async () => {
  const text = "Sales report;;;\n;;;\nNo;Date;Customer;Amount\nF1;2026-01-05 10:00;K1;10\n";
  await bench.runText(bench.mapping("title", { source: { delimiter: ";" } }), text);
  await bench.runText(bench.mapping("line3", { source: { delimiter: ";", headerLine: 3 } }), text);
  for (const source of ["title", "line3"]) assert.deepEqual(await bench.documents(source), ["F1 Purchase Valid 10"]);
});

test("a quote within a cell makes its document incomplete, and a source without quotes says so", async () => {
  const text = `${named}F1,2026-01-05 10:00,K1,Pipe 1/2" steel,10\nF1,2026-01-05 10:00,K1,Tap,5\nF2,2026-01-05 10:00,K1,Ok,7\n`;
  const summary = await bench.runText(bench.mapping("inch"), text);
  assert.deepEqual(bench.rejects(summary), ["2: BROKEN_ROW", "3: INCOMPLETE"]);
  assert.deepEqual(await bench.documents("inch"), ["F2 Purchase Valid 7"]);
  await bench.runText(bench.mapping("inch", { source: { quote: "" } }), text);
  assert.deepEqual(await bench.documents("inch"), ["F1 Purchase Valid 15", "F2 Purchase Valid 7"]);
});

test("a sum beyond range rejects its document alone", async () => {
  const text = `${plain}F1,2026-01-05 10:00,K1,8999999999999\nF1,2026-01-05 10:00,K1,8999999999999\nF2,2026-01-05 10:00,K1,1\n`;
  const summary = await bench.runText(bench.mapping("sums"), text);
  assert.deepEqual(bench.rejects(summary), ["2: BAD_AMOUNT", "3: BAD_AMOUNT"]);
  assert.deepEqual(await bench.documents("sums"), ["F2 Purchase Valid 1"]);
});

test("lines that take back two documents, or came by two channels, are no one document", async () => {
  const text =
    "No,Date,Customer,Amount,Orig,Ch\nS1,2026-01-05 10:00,K1,100,,Web\nS2,2026-01-05 10:00,K1,60,,Shop\nR1,2026-01-07 10:00,K1,-100,S1,Web\nR1,2026-01-07 10:00,K1,-60,S2,Web\nR2,2026-01-07 10:00,K1,-5,S1,Web\nR2,2026-01-07 10:00,K1,-6,S1,Shop\n";
  const mapping = bench.mapping("mixed", { document: { original: { column: "Orig" }, channel: { column: "Ch" } } });
  const summary = await bench.runText(mapping, text);
  assert.deepEqual(bench.rejects(summary), [
    "4: MIXED_ORIGINALS",
    "5: MIXED_ORIGINALS",
    "6: MIXED_CHANNELS",
    "7: MIXED_CHANNELS"
  ]);
  assert.deepEqual(await bench.documents("mixed"), ["S1 Purchase Valid 100", "S2 Purchase Valid 60"]);
});

test("a document that was cancelled in the org stays so, wherever its date has gone, and is told", async () => {
  const mapping = bench.mapping("held");
  await bench.runText(mapping, three);
  await bench.setStatus("held-A1", "Cancelled");
  await bench.setStatus("held-A2", "Cancelled");
  const summary = await bench.runText(mapping, `${plain}A1,2026-03-05 10:00,K1,10\nA2,2026-01-05 11:00,K1,250.00\n`);
  assert.deepEqual(await bench.documents("held"), [
    "A1 Purchase Cancelled 100",
    "A2 Purchase Cancelled 250",
    "A3 Purchase Valid 1"
  ]);
  assert.deepEqual(summary.held, { documents: 2, examples: ["held-A1 (Cancelled)", "held-A2 (Cancelled)"] });
  assert.match(reconciliation(summary).join(), /2 were cancelled, claimed or rejected in the org and stay so: held-A1/);
});

const logo =
  "TRCODE,FICHENO,TARIH,SAAT,CARIKODU,TOPLAMTUTAR\n8,000001,05.01.2026,10:15,K1,1000.00\n3,000001,07.01.2026,11:00,K1,250.00\n8,000002,08.01.2026,11:00,K2,400.00\n";

test("numbers that are unique within a document type only: the type is part of the key and says the kind", async () => {
  const document = {
    occurredAt: { column: "TARIH", format: "dd.MM.yyyy", time: { column: "SAAT", format: "HH:mm" } },
    member: { column: "CARIKODU", prefix: "logo-" },
    amount: { column: "TOPLAMTUTAR", returns: "positive" }
  };
  const kind = { column: "TRCODE", values: { "7": "Purchase", "8": "Purchase", "2": "Return", "3": "Return" } };
  const externalId = { columns: ["TRCODE", "FICHENO"], prefix: "logo-" };
  const member = { name: "{CARIKODU}" };
  await bench.runText(bench.mapping("logo", { document: { ...document, kind, externalId }, member }), logo);
  assert.deepEqual(await bench.documents("logo"), [
    "3-000001 Return Valid -250",
    "8-000001 Purchase Valid 1000",
    "8-000002 Purchase Valid 400"
  ]);
  const { records } = await bench.org.connection.query<{ OccurredAt__c: string }>(
    "SELECT OccurredAt__c FROM LoyaltyTransaction__c WHERE ExternalId__c = 'logo-8-000001'"
  );
  assert.match(records[0]!.OccurredAt__c, /^2026-01-05T07:15:00/);

  const silent = bench.mapping("logo1", {
    document: { ...document, externalId: { column: "FICHENO", prefix: "logo1-" } },
    member
  });
  const summary = await bench.runText(silent, logo);
  assert.deepEqual(bench.rejects(summary), ["2: MIXED_DATES", "3: MIXED_DATES"]);
});

test("a file that ends in the middle of a row stops the run before anything is sent, unless somebody says yes", async () => {
  const mapping = bench.mapping("cut");
  const text = `${plain}F1,2026-01-05 10:00,K1,10.00\nF2,2026-01-05 10:00,K1,1`;
  await assert.rejects(
    bench.runText(mapping, text),
    /the last line has no end: the file may be cut off.*\nNothing was sent/
  );
  assert.deepEqual(await bench.documents("cut"), []);
  const summary = await bench.runText(mapping, text, { yes: true });
  assert.deepEqual([summary.accepted, /may be cut off/.test(summary.notes.join())], [2, true]);
});

test("who may run jobs is told in the org of each run that fails, while it reads or before it sends, and of no other", async () => {
  interface Told {
    readonly messageTitle: string;
    readonly messageBody: string;
    readonly target: string;
  }
  const told = async (): Promise<Told[]> => {
    const path = "/services/data/v66.0/connect/notifications";
    const { notifications } = await bench.org.connection.request<{ notifications: Told[] }>(path);
    return notifications.filter(({ messageBody }) => messageBody.includes("unwell"));
  };
  const good = `${plain}G1,2026-01-05 10:00,K1,10.00\n`;
  const mapping = bench.mapping("unwell", { stop: { rejectedShare: 0.1 } });
  await bench.runText(mapping, good);
  assert.deepEqual(await told(), []);
  await assert.rejects(bench.runText(mapping, `${good}G2,2026-01-05 10:00,K1,1`), /may be cut off/);
  await assert.rejects(bench.runText(mapping, `${good}G2,2026-01-05 10:00,,1.00\n`), /would be rejected/);
  await assert.rejects(bench.runText(mapping, `${good}G2,tomorrow,K1,1.00\n`, { dryRun: true }), /would be rejected/);
  const failed = await bench.org.connection.query<{ Id: string; Message__c: string }>(
    "SELECT Id, Message__c FROM LoyaltySyncRun__c WHERE Source__c = 'unwell' AND State__c = 'Failed' ORDER BY StartedAt__c, CreatedDate"
  );
  assert.match(failed.records.map((run) => run.Message__c).join("; "), /may be cut off[^;]*; .*would be rejected/);
  assert.deepEqual((await told()).map(({ target }) => target).sort(), failed.records.map(({ Id }) => Id).sort());
});
