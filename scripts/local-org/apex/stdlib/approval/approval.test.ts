import { test } from "node:test";
import { holds } from "../../testing/fixture.ts";

const user = `static User standard() {
  User u = new User(LastName = 'S', Alias = 's', Email = 's@example.com', Username = 's@example.com.test', EmailEncodingKey = 'UTF-8',
    TimeZoneSidKey = 'GMT', LocaleSidKey = 'en_US', LanguageLocaleKey = 'en_US', ProfileId = [SELECT Id FROM Profile WHERE Name = 'Standard User'].Id);
  insert u;
  return u;
}`;

test("a locked record is changed by nobody but those who may modify all", () => {
  // "Apex Reference Guide: Approval Class"
  holds(`${user}
  @IsTest static void locks() {
    System.runAs(standard()) {
      List<Account> both = new List<Account>{ new Account(Name = 'A'), new Account(Name = 'B') };
      insert both;
      Approval.LockResult result = Approval.lock(both[0].Id);
      Assert.isTrue(result.isSuccess());
      Assert.areEqual(both[0].Id, result.getId());
      Assert.isTrue(Approval.isLocked(both[0]));
      Assert.areEqual(false, Approval.isLocked(new List<Id>{ both[0].Id, both[1].Id }).get(both[1].Id));
      List<Database.SaveResult> saved = Database.update(both, false);
      Assert.areEqual(StatusCode.ENTITY_IS_LOCKED, saved[0].getErrors()[0].getStatusCode());
      Assert.isTrue(saved[1].isSuccess());
      try { delete both[0]; Assert.fail(); } catch (DmlException e) { Assert.areEqual(StatusCode.ENTITY_IS_LOCKED, e.getDmlType(0)); }
      Assert.isTrue(Approval.unlock(new List<Account>{ both[0] })[0].isSuccess());
      update both;
    }
  }
  @IsTest static void administrators() {
    Account a = new Account(Name = 'A');
    insert a;
    Savepoint s = Database.setSavepoint();
    Approval.lock(a);
    update a;
    Database.rollback(s);
    Assert.isFalse(Approval.isLocked(a.Id));
  }
  @IsTest static void gone() {
    Account a = new Account(Name = 'A');
    insert a; delete a;
    Assert.areEqual(StatusCode.INVALID_CROSS_REFERENCE_KEY, Approval.lock(a.Id, false).getErrors()[0].getStatusCode());
    try { Approval.lock(a.Id); Assert.fail(); } catch (DmlException e) { Assert.areEqual(1, e.getNumDml()); }
  }`);
});

test("results of approval are made from JSON, and processes are not executed", () => {
  holds(`@IsTest static void results() {
    Approval.LockResult locked = (Approval.LockResult) JSON.deserialize('{"success":false,"errors":[{"message":"no","statusCode":"ENTITY_IS_LOCKED"}]}', Approval.LockResult.class);
    Assert.areEqual('no', locked.getErrors()[0].getMessage());
    Approval.ProcessResult done = (Approval.ProcessResult) JSON.deserialize('{"success":true,"instanceStatus":"Approved","actorIds":["005000000000001"]}', Approval.ProcessResult.class);
    Assert.areEqual('Approved', done.getInstanceStatus());
    Assert.areEqual(1, done.getActorIds().size());
  }
  @IsTest static void refused() {
    Approval.ProcessSubmitRequest request = new Approval.ProcessSubmitRequest();
    request.setComments('c');
    request.setObjectId('001000000000001');
    Assert.areEqual('c', request.getComments());
    try { Approval.process(request); Assert.fail(); } catch (UnsupportedOperationException e) { Assert.isTrue(e.getMessage().contains('approval')); }
  }`);
});

test("the org's allocations are told by name, and the limits that are counted", () => {
  // "Apex Reference Guide: OrgLimits Class", "Limits Class"
  holds(`@IsTest static void allocations() {
    Map<String, OrgLimit> all = OrgLimits.getMap();
    Assert.areEqual(all.size(), OrgLimits.getAll().size());
    Assert.areEqual(15000, all.get('DailyApiRequests').getLimit());
    Assert.areEqual('DailyApiRequests', all.get('DailyApiRequests').getName());
  }
  @IsTest static void cursors() {
    insert new Account(Name = 'A');
    Database.getCursor('SELECT Id FROM Account').fetch(0, 1);
    Assert.areEqual(1, Limits.getApexCursorRows());
    Assert.areEqual(1, Limits.getFetchCallsOnApexCursor());
    Assert.areEqual(10, Limits.getLimitFetchCallsOnApexCursor());
    Assert.areEqual(Limits.getDmlStatements(), Limits.getSavepoints());
  }
  @IsTest static void options() {
    Account a = new Account(Name = 'A');
    Assert.areEqual(null, a.getOptions());
    Database.DMLOptions options = new Database.DMLOptions();
    options.EmailHeader.triggerUserEmail = true;
    a.setOptions(options);
    Assert.areEqual(options, a.getOptions());
    insert a;
    options.allowFieldTruncation = true;
    a.Name = 'x'.repeat(300);
    try { update a; Assert.fail(); } catch (DmlException e) { Assert.areEqual(StatusCode.STRING_TOO_LONG, e.getDmlType(0)); }
    a.setOptions(options);
    update a;
    Assert.areEqual(255, [SELECT Name FROM Account].Name.length());
    Assert.isTrue(Database.insert(new Account(Name = 'y'.repeat(300)), options).isSuccess());
  }`);
});
