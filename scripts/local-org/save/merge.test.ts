import { test } from "node:test";
import { holds } from "../apex/testing/fixture.ts";

test("merge gives the duplicate's details to the master, bins the duplicate and updates the master", () => {
  holds(
    `@IsTest static void merges() {
      Account a = new Account(Name = 'A'), b = new Account(Name = 'B'), c = new Account(Name = 'C');
      insert new List<Account>{ a, b, c };
      Contact person = new Contact(LastName = 'P', AccountId = b.Id);
      insert person;
      a.Phone = '1';
      merge a b;
      System.assertEquals(a.Id, [SELECT AccountId FROM Contact].AccountId);
      System.assertEquals('1', [SELECT Phone FROM Account WHERE Id = :a.Id].Phone);
      Account gone = [SELECT MasterRecordId FROM Account WHERE Id = :b.Id ALL ROWS];
      System.assertEquals(a.Id, gone.MasterRecordId);
      System.assertEquals('delete B;update A;', Watch.seen);
      Database.MergeResult result = Database.merge(a, c.Id);
      System.assert(result.isSuccess());
      System.assertEquals(new List<String>{ c.Id }, result.getMergedRecordIds());
      System.assertEquals(new List<String>(), result.updatedRelatedIds);
      System.assertEquals(1, [SELECT COUNT() FROM Account]);
      try { merge a a; System.assert(false); } catch (DmlException e) { System.assert(e.getMessage().startsWith('Merge failed')); }
    }`,
    {
      classes: ["public class Watch { public static String seen = ''; }"],
      triggers: [
        "trigger OnAccount on Account (after update, after delete) { for (Account a : Trigger.isDelete ? Trigger.old : Trigger.new) Watch.seen += (Trigger.isDelete ? 'delete ' : 'update ') + a.Name + ';'; }"
      ]
    }
  );
});

test("merge tells which records became the master's, and in user mode asks the user's permissions", () => {
  holds(`@IsTest static void tells() {
    Account a = new Account(Name = 'A'), b = new Account(Name = 'B');
    insert new List<Account>{ a, b };
    Contact person = new Contact(LastName = 'P', AccountId = b.Id);
    insert person;
    Profile p = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'];
    User u = new User(ProfileId = p.Id, Username = 'merge@example.invalid', LastName = 'x', Alias = 'x', Email = 'x@example.invalid',
      TimeZoneSidKey = 'UTC', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8');
    System.runAs(u) {
      try { Database.merge(a, b, AccessLevel.USER_MODE); System.assert(false); } catch (Exception e) { System.assert(e.getMessage().contains('Account'), e.getMessage()); }
    }
    Database.MergeResult result = Database.merge(a, b, false, AccessLevel.SYSTEM_MODE);
    System.assertEquals(new List<String>{ person.Id }, result.getUpdatedRelatedIds());
  }`);
});

test("the recycle bin is emptied of a record and its details", () => {
  holds(`@IsTest static void empties() {
    Account a = new Account(Name = 'A');
    insert a;
    Database.EmptyRecycleBinResult standing = Database.emptyRecycleBin(a);
    System.assert(!standing.isSuccess());
    delete a;
    System.assert(Database.emptyRecycleBin(new List<Account>{ a })[0].isSuccess());
    // The row stays to be seen until the platform removes it; it is in no bin.
    System.assertEquals(1, [SELECT COUNT() FROM Account ALL ROWS]);
    System.assert(!Database.emptyRecycleBin(a).isSuccess());
    System.assert(!Database.undelete(a, false).isSuccess());
  }`);
});

// Both suites of SalesforceLabs/ActionPlans and ActionPlansV4 pass in orgs: records in the bin keep what they referred to, those
// that were taken out of it for good do not.
test("what is out of the bin for good refers to nothing that is deleted later", () => {
  holds(`@IsTest static void refers() {
    Account a = new Account(Name = 'A');
    insert a;
    List<Contact> people = new List<Contact>{ new Contact(LastName = 'Kept', AccountId = a.Id), new Contact(LastName = 'Gone', AccountId = a.Id) };
    insert people;
    delete people;
    Database.emptyRecycleBin(people[1]);
    delete a;
    List<Contact> known = [SELECT LastName FROM Contact WHERE AccountId = :a.Id AND IsDeleted = TRUE ALL ROWS];
    System.assertEquals(1, known.size());
    System.assertEquals('Kept', known[0].LastName);
  }`);
});
