import assert from "node:assert/strict";
import { test } from "node:test";
import { orgWith, type ProjectTexts } from "./fixture.ts";
import { reportJson } from "./report-json.ts";
import { reportText } from "./report-text.ts";
import { failedMethods, type TestRunResult } from "./results.ts";
import { runTests } from "./run-tests.ts";

const account = "main/default/classes";

/** A test class whose set-up makes one account, and whose only method runs `statements` with its `id`. */
function testClass(statements: string): string {
  return `@IsTest private class Accounts_Test {
  @TestSetup static void makeData() { insert new Account(Name = 'A', AnnualRevenue = 100, Description = 'old'); }
  @IsTest static void runs() {
    Id id = [SELECT Id FROM Account].Id;
    ${statements}
  }
}`;
}

function runService(body: string, statements = "Accounts.change(id);", texts: ProjectTexts = {}): TestRunResult {
  const service = `public class Accounts {\npublic static void change(Id id) {\n${body}\n}\n}`;
  const result = runTests(
    orgWith({ ...texts, classes: [...(texts.classes ?? []), service, testClass(statements)] }, { observeReads: true })
  );
  assert.deepEqual(
    failedMethods(result).map((method) => method.failure!.message),
    []
  );
  return result;
}

function findingsOf(body: string, statements?: string, texts?: ProjectTexts): string[] {
  return runService(body, statements, texts).methods.flatMap(({ findings }) =>
    findings.map(({ field, read, write }) => `${field} ${read!.line}-${write!.line}`)
  );
}

test("a field that is read from an unlocked row, changed and written back is a possible lost update", () => {
  const result = runService(
    "Account a = [SELECT AnnualRevenue FROM Account WHERE Id = :id];\na.AnnualRevenue -= 10;\nupdate a;"
  );
  const message = result.methods[0]!.findings[0]!.message;
  assert.match(
    message,
    new RegExp(
      `^Possible lost update of Account.AnnualRevenue: read without FOR UPDATE at .*${account}/Accounts.cls:3, written at .*${account}/Accounts.cls:5$`
    )
  );
  assert.ok(reportText(result).includes(`! ${message} (Accounts_Test.runs)`));
  const json = reportJson(result, {
    orgId: "",
    username: "",
    userId: "",
    hostname: "",
    idOf: () => undefined
  }) as unknown as { tests: { findings: { kind: string; read: { line: number } }[] }[] };
  assert.deepEqual(
    json.tests[0]!.findings.map(({ kind, read }) => `${kind} ${read.line}`),
    ["lostUpdate 3"]
  );
});

const read = "Account a = [SELECT Id, AnnualRevenue, Description FROM Account WHERE Id = :id];\n";

const hazards: readonly [sentence: string, body: string, expected: string][] = [
  [
    "a copy made for the update",
    `${read}update new Account(Id = a.Id, AnnualRevenue = a.AnnualRevenue + 1);`,
    "Account.AnnualRevenue 3-4"
  ],
  ["a clone", `${read}Account b = a.clone(true, true);\nb.AnnualRevenue += 1;\nupdate b;`, "Account.AnnualRevenue 3-6"],
  [
    "a value read and written by name",
    `${read}a.put('AnnualRevenue', (Decimal) a.get('AnnualRevenue') + 1);\nupdate a;`,
    "Account.AnnualRevenue 3-5"
  ],
  [
    "a check before a change",
    `${read}if (a.Description == 'old') a.Description = 'new';\nupdate a;`,
    "Account.Description 3-5"
  ],
  [
    "a dynamic query and a method of Database",
    "Account a = (Account) Database.query('SELECT AnnualRevenue FROM Account WHERE Id = :id');\na.AnnualRevenue += 1;\nDatabase.update(a, false);",
    "Account.AnnualRevenue 3-5"
  ],
  ["an upsert", `${read}a.AnnualRevenue += 1;\nupsert a;`, "Account.AnnualRevenue 3-5"],
  [
    "a row that is locked only after it was read",
    `${read}Account locked = [SELECT Id FROM Account WHERE Id = :id FOR UPDATE];\na.AnnualRevenue += 1;\nupdate a;`,
    "Account.AnnualRevenue 3-6"
  ],
  [
    "a parent that was read through its child",
    "insert new Contact(LastName = 'C', AccountId = id);\nContact c = [SELECT Account.Id, Account.AnnualRevenue FROM Contact];\nupdate new Account(Id = c.Account.Id, AnnualRevenue = c.Account.AnnualRevenue + 1);",
    "Account.AnnualRevenue 4-5"
  ],
  [
    "a queueable job",
    "System.enqueueJob(new Job(id));\n}\npublic class Job implements Queueable {\nId id;\npublic Job(Id id) { this.id = id; }\npublic void execute(QueueableContext c) {\nAccount a = [SELECT AnnualRevenue FROM Account WHERE Id = :id];\na.AnnualRevenue += 1;\nupdate a;\n}",
    "Account.AnnualRevenue 9-11"
  ]
];

for (const [sentence, body, expected] of hazards)
  test(`a lost update is found through ${sentence}`, () => assert.deepEqual(findingsOf(body), [expected]));

const clean: readonly [sentence: string, body: string][] = [
  ["a locked row", read.replace("= :id]", "= :id FOR UPDATE]") + "a.AnnualRevenue += 1;\nupdate a;"],
  [
    "a row that was locked before it was read",
    `List<Account> locked = [SELECT Id FROM Account WHERE Id = :id FOR UPDATE];\n${read}a.AnnualRevenue += 1;\nupdate a;`
  ],
  [
    "a row that was read again under a lock",
    `${read}if (a.AnnualRevenue > 0) {\nAccount b = [SELECT AnnualRevenue FROM Account WHERE Id = :id FOR UPDATE];\nb.AnnualRevenue += 1;\nupdate b;\n}`
  ],
  ["a value that does not come from the field", `${read}a.Description = 'constant';\nupdate a;`],
  ["a value that is written back as it was", `${read}a.AnnualRevenue = a.AnnualRevenue + 0;\nupdate a;`],
  ["another field", `${read}if (a.AnnualRevenue > 0) a.Description = 'rich';\nupdate a;`],
  [
    "a row that this transaction inserted",
    "Account b = new Account(Name = 'B', AnnualRevenue = 1);\ninsert b;\nb = [SELECT AnnualRevenue FROM Account WHERE Id = :b.Id];\nb.AnnualRevenue += 1;\nupdate b;"
  ],
  [
    "a row that this transaction has written already",
    `update new Account(Id = id, Description = 'mine now');\n${read}a.AnnualRevenue += 1;\nupdate a;`
  ],
  [
    "an aggregate",
    "Decimal sum = (Decimal) [SELECT SUM(AnnualRevenue) s FROM Account][0].get('s');\nupdate new Account(Id = id, AnnualRevenue = sum);"
  ]
];

for (const [sentence, body] of clean)
  test(`no lost update is reported for ${sentence}`, () => assert.deepEqual(findingsOf(body), []));

test("a trigger may change the rows that fired it: their save holds them", () => {
  const trigger = `trigger OnAccount on Account (after insert, after update) {
  if (TriggerOnce.done) return;
  TriggerOnce.done = true;
  List<Account> rows = [SELECT AnnualRevenue FROM Account WHERE Id IN :Trigger.new];
  for (Account a : rows) a.AnnualRevenue += 1;
  update rows;
}`;
  const once = "public class TriggerOnce { public static Boolean done = false; }";
  assert.deepEqual(
    findingsOf("update new Account(Id = id, Description = 'x');", undefined, { triggers: [trigger], classes: [once] }),
    []
  );
});

test("a trigger that adds to a parent it has not locked is reported", () => {
  const trigger = `trigger OnContact on Contact (after insert) {
  Account a = [SELECT AnnualRevenue FROM Account WHERE Id = :Trigger.new[0].AccountId];
  a.AnnualRevenue += 1;
  update a;
}`;
  assert.deepEqual(
    findingsOf("insert new Contact(LastName = 'C', AccountId = id);", undefined, { triggers: [trigger] }),
    ["Account.AnnualRevenue 2-4"]
  );
  assert.deepEqual(
    findingsOf("", "insert new Contact(LastName = 'C', AccountId = id);", { triggers: [trigger] }),
    ["Account.AnnualRevenue 2-4"],
    "also where the test itself inserts the child"
  );
});

test("test code may read and write without locks", () => {
  assert.deepEqual(
    findingsOf("", "Account a = [SELECT AnnualRevenue FROM Account WHERE Id = :id]; a.AnnualRevenue += 1; update a;"),
    []
  );
});

test("rows that the test inserts count as there before", () => {
  assert.deepEqual(
    findingsOf(
      `${read}a.AnnualRevenue += 1;\nupdate a;`,
      "Account own = new Account(Name = 'B', AnnualRevenue = 1); insert own;\nAccounts.change(own.Id);"
    ),
    ["Account.AnnualRevenue 3-5"]
  );
});

test("what one line of a test reads does not taint what another writes", () => {
  assert.deepEqual(
    findingsOf(
      "update new Account(Id = id, AnnualRevenue = 5);",
      "System.assertEquals(100, [SELECT AnnualRevenue FROM Account WHERE Id = :id].AnnualRevenue);\nAccounts.change(id);"
    ),
    []
  );
});
