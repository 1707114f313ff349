/**
 * "Apex Reference Guide: Apex Versioned Behavior Changes", Version 67.0; "Apex Developer Guide: Set an Access Mode for Database
 * Operations", "Apex Security and Sharing Model", "Use the with sharing, without sharing, and inherited sharing Keywords".
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { orgWith } from "../testing/fixture.ts";
import { failedMethods } from "../testing/results.ts";
import { runTests } from "../testing/run-tests.ts";

const meta = (version: number): string =>
  `<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>${version}.0</apiVersion><status>Active</status></ApexClass>`;

function files(version: number, texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.flatMap((text) => {
      const path = `classes/${/class (\w+)/.exec(text)![1]!}.cls`;
      return [
        [path, text],
        [`${path}-meta.xml`, meta(version)]
      ];
    })
  );
}

const secret = {
  "objects/Secret__c/Secret__c.object-meta.xml": `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><deploymentStatus>Deployed</deploymentStatus><label>Secret</label><pluralLabel>Secrets</pluralLabel><nameField><label>Name</label><type>Text</type></nameField><sharingModel>Private</sharingModel></CustomObject>`
};

/** Runs statements as a user who may do nothing, where an account and a private record of somebody else are. */
function holdsForGuest(statements: string, parts: { old?: readonly string[]; next?: readonly string[] }): void {
  const org = orgWith({
    files: { ...secret, ...files(66, parts.old ?? []), ...files(67, parts.next ?? []) },
    classes: [
      `@IsTest private class Guest_Test {
        @IsTest static void holds() {
          insert new Account(Name = 'Hidden');
          insert new Secret__c(Name = 'Hidden');
          Profile p = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'];
          User guest = new User(ProfileId = p.Id, Username = 'guest@access.example', Email = 'g@example.com', LastName = 'G',
            Alias = 'g', TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8');
          System.runAs(guest) { ${statements} }
        }
        static void refused(String what) { System.assert(what != 'done', 'was not refused'); }
      }`
    ]
  });
  assert.deepEqual(
    failedMethods(runTests(org)).map(({ failure }) => failure!.message),
    []
  );
  org.close();
}

const reader = (name: string): string => `public class ${name} {
  public static String inBrackets() { try { List<Account> found = [SELECT Id FROM Account]; return 'done'; } catch (QueryException e) { return e.getMessage(); } }
  public static String byText() { try { Database.query('SELECT Id FROM Account'); return 'done'; } catch (QueryException e) { return e.getMessage(); } }
  public static String byStatement() { try { insert new Account(Name = 'x'); return 'done'; } catch (DmlException e) { return e.getMessage(); } }
  public static String byMethod() { return Database.insert(new Account(Name = 'y'), false).isSuccess() ? 'done' : 'no'; }
  public static String inSystemMode() { insert as system new Account(Name = 'z'); return [SELECT Id FROM Account WITH SYSTEM_MODE LIMIT 1].isEmpty() ? 'none' : 'done'; }
}`;

test("database operations of a class of version 67 run in user mode, where they say nothing else", () => {
  holdsForGuest(
    `refused(Next.inBrackets()); refused(Next.byText()); refused(Next.byStatement()); refused(Next.byMethod());
     System.assertEquals('done', Old.inBrackets() == 'done' && Old.byText() == 'done' && Old.byMethod() == 'done' ? Old.byStatement() : 'refused');`,
    { old: [reader("Old")], next: [reader("Next")] }
  );
});

test("system mode is what a statement or query asks for", () => {
  holdsForGuest("Next.inSystemMode();", { next: [reader("Next")] });
});

test("a class runs in its own mode, whoever calls it", () => {
  holdsForGuest(`System.assertEquals('done', Caller.old()); refused(Caller.oldThenOwn());`, {
    old: [reader("Old")],
    next: [
      `public class Caller {
          public static String old() { return Old.inBrackets(); }
          public static String oldThenOwn() { Old.inBrackets(); try { Integer n = [SELECT COUNT() FROM Account]; return 'done'; } catch (QueryException e) { return e.getMessage(); } }
        }`
    ]
  });
});

test("a class of version 67, and one that extends it, has sharing unless it says otherwise", () => {
  const count = "public static Integer count() { return [SELECT COUNT() FROM Secret__c WITH SYSTEM_MODE]; }";
  holdsForGuest(
    `System.assertEquals(0, Next.count()); System.assertEquals(0, Child.count());
     System.assertEquals(1, Apart.count()); System.assertEquals(1, Plain.count());`,
    {
      old: [`public class Child extends Next { ${count} }`, `public class Plain { ${count} }`],
      next: [`public virtual class Next { ${count} }`, `public without sharing class Apart { ${count} }`]
    }
  );
});

test("WITH SECURITY_ENFORCED is refused from version 67 on", () => {
  const text = "public class Late { void f() { List<Account> a = [SELECT Id FROM Account WITH SECURITY_ENFORCED]; } }";
  assert.throws(() => orgWith({ files: files(67, [text]) }), /Late\.cls:1:\d+ WITH SECURITY_ENFORCED is not supported/);
  orgWith({ files: files(66, [text]) }).close();
});
