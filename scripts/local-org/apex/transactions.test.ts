/** How one transaction of Apex behaves: order of execution, chunks, attempts, savepoints, limits, locks and isolation. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { orgWith } from "./testing/fixture.ts";
import { failedMethods } from "./testing/results.ts";
import { runTests } from "./testing/run-tests.ts";

const log = "public class Log { public static List<String> lines = new List<String>(); }";

/** Runs one test method that consists of `body`; answers what it fails with, if it does. */
function failureOf(
  body: string,
  triggers: readonly string[] = [],
  files: Readonly<Record<string, string>> = {}
): string | undefined {
  const main = `@IsTest private class Main_Test { @IsTest static void runs() { ${body} } }`;
  return failedMethods(runTests(orgWith({ classes: [log, main], triggers, files })))[0]?.failure!.message;
}

function passes(body: string, triggers: readonly string[] = [], files: Readonly<Record<string, string>> = {}): void {
  assert.equal(failureOf(body, triggers, files), undefined);
}

const user = (zone: string) => `User other = new User(LastName = 'Other', Alias = 'other', Email = 'o@example.com',
  Username = 'other@example.com.test', ProfileId = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'].Id,
  TimeZoneSidKey = '${zone}', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8'); insert other;`;

// "Apex Developer Guide: Triggers and Order of Execution"
test("validation comes after before triggers and sees what they set, and after triggers come last", () => {
  const rule = `<?xml version="1.0" encoding="UTF-8"?>
<ValidationRule xmlns="http://soap.sforce.com/2006/04/metadata">
  <fullName>Needs_Site</fullName><active>true</active>
  <errorConditionFormula>ISBLANK(Site)</errorConditionFormula><errorMessage>Site missing</errorMessage>
</ValidationRule>`;
  const trigger = `trigger T on Account (before insert, after insert) {
    Log.lines.add(Trigger.operationType.name());
    for (Account a : Trigger.new) if (Trigger.isBefore && a.Name != 'No site') a.Site = 'Here';
  }`;
  passes(
    `insert new Account(Name = 'Site');
     System.assertEquals(new List<String>{ 'BEFORE_INSERT', 'AFTER_INSERT' }, Log.lines);
     Log.lines.clear();
     try { insert new Account(Name = 'No site'); System.assert(false); }
     catch (DmlException e) { System.assertEquals('Site missing', e.getDmlMessage(0)); }
     System.assertEquals(new List<String>{ 'BEFORE_INSERT' }, Log.lines);`,
    [trigger],
    { "objects/Account/validationRules/Needs_Site.validationRule-meta.xml": rule }
  );
});

// "Apex Developer Guide: Bulk Triggers" and "How DML Works" tell of lists and counts; no page was found that says 200.
test("triggers fire for 200 records at a time, in one transaction with the same static variables", () => {
  passes(
    `List<Account> accounts = new List<Account>();
     for (Integer i = 0; i < 450; i++) accounts.add(new Account(Name = 'A' + i));
     insert accounts;
     System.assertEquals(new List<String>{ '200', '200', '50' }, Log.lines);
     System.assertEquals(1, Limits.getDmlStatements());
     System.assertEquals(450, Limits.getDmlRows());`,
    ["trigger T on Account (before insert) { Log.lines.add('' + Trigger.size); }"]
  );
});

// "Apex Developer Guide: Execution Governors and Limits", stack depth of triggers that fire recursively
test("triggers that fire one another end at a depth of 16", () => {
  passes(
    `try { insert new Account(Name = 'A'); System.assert(false); }
     catch (DmlException e) { System.assert(e.getMessage().containsIgnoreCase('maximum trigger depth exceeded')); }
     System.assertEquals(16, Log.lines.size());
     System.assertEquals(0, [SELECT COUNT() FROM Account]);`,
    ["trigger T on Account (after insert) { Log.lines.add('fired'); insert new Account(Name = 'Next'); }"]
  );
});

// "Apex Developer Guide: Bulk DML Exception Handling"
test("the second attempt of a partial save starts from the limits before the first, while static variables stay", () => {
  passes(
    `List<Database.SaveResult> results = Database.insert(new List<Account>{ new Account(Name = 'Good'), new Account(Name = 'Bad') }, false);
     System.assert(results[0].isSuccess() && !results[1].isSuccess());
     System.assertEquals(new List<String>{ '2 records, 1 queries', '1 records, 1 queries' }, Log.lines);
     System.assertEquals(1, Limits.getQueries());`,
    [
      `trigger T on Account (before insert) {
        Integer n = [SELECT COUNT() FROM Contact];
        Log.lines.add(Trigger.size + ' records, ' + Limits.getQueries() + ' queries');
        for (Account a : Trigger.new) if (a.Name == 'Bad') a.addError('Bad');
      }`
    ]
  );
});

// "Apex Developer Guide: Bulk DML Exception Handling"
test("a partial save whose third attempt still fails saves nothing", () => {
  passes(
    `List<Account> accounts = new List<Account>();
     for (Integer i = 0; i < 5; i++) accounts.add(new Account(Name = 'A' + i));
     for (Database.SaveResult result : Database.insert(accounts, false)) System.assert(!result.isSuccess());
     System.assertEquals(new List<String>{ '5', '4', '3' }, Log.lines);
     System.assertEquals(0, [SELECT COUNT() FROM Account]);`,
    ["trigger T on Account (before insert) { Log.lines.add('' + Trigger.size); Trigger.new[0].addError('First'); }"]
  );
});

// "Apex Developer Guide: Transaction Control"
test("a savepoint that was set after the one rolled back to is invalid, and static variables are not reverted", () => {
  passes(
    `Savepoint first = Database.setSavepoint();
     Log.lines.add('kept');
     Savepoint second = Database.setSavepoint();
     Database.rollback(first);
     System.assertEquals(1, Log.lines.size());
     try { Database.rollback(second); System.assert(false, 'rolled back'); }
     catch (Exception e) { System.assertNotEquals('rolled back', e.getMessage()); }`
  );
});

// "Apex Developer Guide: Transaction Control": what does not complete is rolled back as a whole.
test("an exception that nobody catches takes back the whole transaction", () => {
  const org = orgWith({
    classes: [
      "public class Work { public static void go() { insert new Account(Name = 'A'); Object o; o.toString(); } public static Integer rows() { return [SELECT COUNT() FROM Account]; } }"
    ]
  });
  const call = (name: string) =>
    org.transaction(org.administrator, (tx) =>
      org.runApex(tx, ({ program }) =>
        program
          .classByName("Work")!
          .methods.find((method) => method.name === name)!
          .invoke(null, [])
      )
    );
  assert.throws(() => call("go"), /de-reference a null object/);
  assert.equal(call("rows"), 0);
});

// "Apex Developer Guide: Execution Governors and Limits"
test("the 151st DML statement and the 10,001st row end the transaction, uncaught", () => {
  assert.equal(
    failureOf("try { for (Integer i = 0; i < 151; i++) insert new Account(Name = 'A'); } catch (Exception e) { }"),
    "System.LimitException: Too many DML statements: 151"
  );
  assert.equal(
    failureOf(
      "List<Contact> many = new List<Contact>(); for (Integer i = 0; i < 10001; i++) many.add(new Contact(LastName = 'A')); try { insert many; } catch (Exception e) { }"
    ),
    "System.LimitException: Too many DML rows: 10001"
  );
});

// "Apex Developer Guide: Locking Statements", "SOQL and SOSL Reference: FOR UPDATE"
test("rows are locked without an order", () => {
  passes(`
    insert new Account(Name = 'A');
    System.assertEquals(1, [SELECT Id FROM Account LIMIT 2 FOR UPDATE].size());
    try { Database.query('SELECT Id FROM Account ORDER BY Name FOR UPDATE'); System.assert(false); }
    catch (QueryException e) { System.assert(e.getMessage().contains('ORDER BY is not allowed'), e.getMessage()); }`);
});

// "SOQL and SOSL Reference: Date Formats and Date Literals in WHERE": days are those of the user's time zone.
test("TODAY is the user's day", () => {
  for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
    passes(
      `${user(zone)}
       System.runAs(other) {
         Datetime midnight = Datetime.newInstance(Date.today(), Time.newInstance(0, 0, 0, 0));
         List<Account> accounts = new List<Account>{ new Account(Name = 'First'), new Account(Name = 'Last'), new Account(Name = 'Eve') };
         insert accounts;
         Test.setCreatedDate(accounts[0].Id, midnight);
         Test.setCreatedDate(accounts[1].Id, midnight.addHours(24).addSeconds(-1));
         Test.setCreatedDate(accounts[2].Id, midnight.addSeconds(-1));
         System.assertEquals(2, [SELECT COUNT() FROM Account WHERE CreatedDate = TODAY]);
         System.assertEquals('Eve', [SELECT Name FROM Account WHERE CreatedDate = YESTERDAY].Name);
       }`
    );
});

// "Apex Developer Guide: Enforce User Mode for Database Operations", as of API version 66.0
test("DML as user asks for the user's permissions, and as system or without a word does not", () => {
  passes(
    `${user("Europe/Warsaw")}
     System.runAs(other) {
       insert new Account(Name = 'A');
       insert as system new Account(Name = 'B');
       try { insert as user new Account(Name = 'C'); System.assert(false, 'inserted'); }
       catch (Exception e) { System.assertNotEquals('Assertion Failed: inserted', e.getMessage()); }
       try { List<Account> rows = [SELECT Name FROM Account WITH USER_MODE]; System.assert(false, 'read'); }
       catch (QueryException e) { System.assert(e.getMessage().contains('Account'), e.getMessage()); }
     }`
  );
});
