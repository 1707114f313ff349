import { test } from "node:test";
import { holds } from "../testing/fixture.ts";

test("a query for a field of a parent brings the reference to it along, and no other field", () => {
  holds(`@IsTest static void reference() {
    Account a = new Account(Name = 'Acme');
    insert a;
    insert new List<Contact>{ new Contact(LastName = 'One', AccountId = a.Id), new Contact(LastName = 'Two') };
    List<Contact> contacts = [SELECT Account.Name FROM Contact ORDER BY LastName];
    Assert.areEqual(a.Id, contacts[0].AccountId);
    Assert.isNull(contacts[1].AccountId);
    try {
      String phone = contacts[0].Phone;
      Assert.fail();
    } catch (SObjectException e) { Assert.isTrue(e.getMessage().contains('Contact.Phone')); }
    try {
      Id ownerId = contacts[0].OwnerId;
      Assert.fail();
    } catch (SObjectException e) { Assert.isTrue(e.getMessage().contains('Contact.OwnerId')); }
  }`);
});

test("a parent is put by the name of its relationship or by the reference's token", () => {
  holds(`@IsTest static void puts() {
    Contact c = new Contact();
    c.putSObject('Account', new Account(Name = 'one'));
    Assert.areEqual('one', c.Account.Name);
    c.putSObject(Contact.AccountId, new Account(Name = 'two'));
    Assert.areEqual('two', c.getSObject(Contact.AccountId).get('Name'));
  }`);
});

test("a clone knows that it is one, and of which record", () => {
  holds(`@IsTest static void knows() {
    Account a = new Account(Name = 'a');
    insert a;
    Account copy = a.clone();
    Assert.isTrue(copy.isClone());
    Assert.areEqual(a.Id, copy.getCloneSourceId());
    Assert.isFalse(a.isClone());
    Assert.isNull(a.getCloneSourceId());
  }`);
});

test("what is populated are the fields that hold something, references of queried parents, and what was set", () => {
  holds(`@IsTest static void populates() {
    Account a = new Account(Name = 'Acme');
    insert a;
    insert new Contact(LastName = 'One', AccountId = a.Id);
    Contact c = [SELECT LastName, Phone, Account.Name FROM Contact];
    Map<String, Object> fields = c.getPopulatedFieldsAsMap();
    Assert.areEqual(new Set<String>{ 'Id', 'LastName', 'AccountId', 'Account' }, fields.keySet());
    Assert.areEqual(a.Id, fields.get('AccountId'));
    c.Phone = null;
    Assert.isTrue(c.getPopulatedFieldsAsMap().containsKey('Phone'));
  }`);
});

test("a field in which a query found nothing makes no record another, one that was made null does", () => {
  holds(`@IsTest static void compares() {
    insert new Account(Name = 'Acme');
    Account wide = [SELECT Name, ParentId FROM Account];
    Account narrow = [SELECT Name FROM Account];
    Assert.areEqual(narrow, wide);
    Assert.isTrue(new Set<Account>{ narrow }.contains(wide));
    Assert.areEqual(new Account(Name = 'x'), new Account(Id = null, Name = 'x'));
    wide.ParentId = null;
    Assert.areNotEqual(narrow, wide);
  }`);
});

test("what a parent holds makes a record another, and its hash code", () => {
  holds(`@IsTest static void hashes() {
    Contact c = new Contact(LastName = 'One', Account = new Account(Name = 'Acme'));
    Contact same = new Contact(LastName = 'One', Account = new Account(Name = 'Acme'));
    Assert.areEqual(same, c);
    Integer code = c.hashCode();
    Assert.areEqual(same.hashCode(), code);
    c.Account.Name = 'Globex';
    Assert.areNotEqual(code, c.hashCode());
    Assert.areNotEqual(same, c);
  }`);
});
