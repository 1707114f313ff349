import { test } from "node:test";
import { holds } from "../apex/testing/fixture.ts";

// "Object Reference: UserRecordAccess"
test("what a user may do with records is asked for by user and records", () => {
  holds(
    `@IsTest static void asks() {
      User low = new User(LastName = 'Low', Alias = 'low', Email = 'low@example.com', Username = 'low@example.com.test', EmailEncodingKey = 'UTF-8',
        ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id, TimeZoneSidKey = 'Europe/Warsaw', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US');
      insert low;
      Account a = new Account(Name = 'A');
      insert a;
      List<Id> ids = new List<Id>{ a.Id, low.Id };
      Map<Id, UserRecordAccess> mine = access(UserInfo.getUserId(), ids);
      System.assertEquals('All', mine.get(a.Id).MaxAccessLevel);
      System.assert(mine.get(a.Id).HasDeleteAccess && mine.get(a.Id).HasTransferAccess);
      System.assert(!mine.get(low.Id).HasDeleteAccess, 'nobody deletes users');
      UserRecordAccess theirs = access(low.Id, ids).get(a.Id);
      System.assertEquals('Edit', theirs.MaxAccessLevel);
      System.assert(theirs.HasEditAccess && !theirs.HasDeleteAccess && !theirs.HasAllAccess);
      System.assertEquals(1, [SELECT RecordId FROM UserRecordAccess WHERE UserId = :UserInfo.getUserId() AND RecordId IN :ids AND HasDeleteAccess = TRUE].size());
    }
    static Map<Id, UserRecordAccess> access(Id user, List<Id> ids) {
      Map<Id, UserRecordAccess> byRecord = new Map<Id, UserRecordAccess>();
      for (Schema.UserRecordAccess one : [SELECT RecordId, HasReadAccess, HasEditAccess, HasDeleteAccess, HasTransferAccess, HasAllAccess, MaxAccessLevel FROM UserRecordAccess WHERE UserId = :user AND RecordId IN :ids])
        byRecord.put(one.RecordId, one);
      return byRecord;
    }`
  );
});

test("a query of access that names no user is refused", () => {
  holds(`@IsTest static void refuses() {
    try { List<UserRecordAccess> all = [SELECT RecordId FROM UserRecordAccess LIMIT 1]; System.assert(false); } catch (QueryException e) { System.assert(e.getMessage().contains('UserId'), e.getMessage()); }
  }`);
});
