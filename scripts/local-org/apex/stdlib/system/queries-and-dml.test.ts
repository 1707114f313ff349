import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

test("cursors fix which rows there are, and read them when they are fetched", () => {
  holds(`@IsTest static void pages() {
    List<Account> all = new List<Account>();
    for (Integer i = 0; i < 5; i++) all.add(new Account(Name = 'A' + i));
    insert all;
    Database.Cursor cursor = Database.getCursor('SELECT Name FROM Account ORDER BY Name');
    Assert.areEqual(5, cursor.getNumRecords());
    insert new Account(Name = 'A0 later');
    List<Account> two = cursor.fetch(1, 2);
    Assert.areEqual('A1', two[0].Name);
    Assert.areEqual(2, two.size());
    delete all[2];
    Database.PaginationCursor pages = Database.getPaginationCursor('SELECT Name FROM Account ORDER BY Name');
    Database.CursorFetchResult page = pages.fetchPage(0, 3);
    Assert.areEqual(3, page.getRecords().size());
    Assert.areEqual(3, page.getNextIndex());
    delete all[3];
    page = pages.fetchPage(3, 3);
    Assert.areEqual(1, page.getNumDeletedRecords());
    Assert.areEqual(1, page.getRecords().size());
    Assert.isTrue(page.isDone());
  }`);
});

test("a query in user mode tells which fields were out of reach", () => {
  holds(`@IsTest static void tells() {
    System.runAs(new User(LastName = 'Low', Alias = 'low', Email = 'low@example.com', Username = 'low@example.com.test', EmailEncodingKey = 'UTF-8',
      TimeZoneSidKey = 'Europe/Warsaw', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', Profile = new Profile(Name = 'Minimum Access - Salesforce'))) {
      try {
        List<Account> rows = [SELECT Name FROM Account WITH USER_MODE];
        Assert.fail();
      } catch (QueryException e) {
        Assert.areEqual(new Set<String>{ 'Name' }, e.getInaccessibleFields().get('Account'));
      }
    }
  }`);
});

test("results of DML and of aggregate queries are made from JSON", () => {
  holds(`@IsTest static void made() {
    Database.SaveResult r = (Database.SaveResult) JSON.deserialize('{"success":false,"errors":[{"message":"no","statusCode":"DUPLICATE_VALUE"}]}', Database.SaveResult.class);
    Assert.isFalse(r.isSuccess());
    Assert.areEqual('no', r.getErrors()[0].getMessage());
    List<AggregateResult> rows = (List<AggregateResult>) JSON.deserialize('[{"total":3}]', List<AggregateResult>.class);
    Assert.areEqual(3, rows[0].get('total'));
    List<SObject> same = [SELECT COUNT(Id) n FROM Account];
    Assert.areEqual(0, ((AggregateResult) same[0]).get('n'));
  }`);
});

test("DML options name assignment rules and a locale", () => {
  holds(`@IsTest static void names() {
    Database.DMLOptions options = new Database.DMLOptions();
    options.assignmentRuleHeader.useDefaultRule = true;
    options.localeOptions = 'pl_PL';
    Assert.isTrue(options.AssignmentRuleHeader.UseDefaultRule);
    Assert.isTrue(Database.insert(new Lead(LastName = 'x', Company = 'y'), options).isSuccess());
  }`);
});
