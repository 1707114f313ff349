import { test } from "node:test";
import { holds } from "../testing/fixture.ts";

const mock = `class Answer implements HttpCalloutMock {
  public HttpResponse respond(HttpRequest request) { HttpResponse r = new HttpResponse(); r.setStatusCode(200); return r; }
}
static void call() { HttpRequest q = new HttpRequest(); q.setEndpoint('https://example.com'); q.setMethod('GET'); new Http().send(q); }`;

// "Apex Developer Guide: sObjects That Can't Be Used Together in DML Operations"
test("set-up objects and others are not saved in one transaction", () => {
  holds(`@IsTest static void refuses() {
    insert new Account(Name = 'A');
    try {
      insert new PermissionSet(Name = 'Reader', Label = 'Reader');
      Assert.fail();
    } catch (DmlException e) {
      Assert.areEqual(StatusCode.MIXED_DML_OPERATION, e.getDmlType(0));
      Assert.areEqual('DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): PermissionSet, original object: Account', e.getDmlMessage(0));
    }
  }
  @IsTest static void theOtherWayRound() {
    insert new PermissionSet(Name = 'Reader', Label = 'Reader');
    try { insert new Account(Name = 'A'); Assert.fail(); } catch (DmlException e) { Assert.areEqual(StatusCode.MIXED_DML_OPERATION, e.getDmlType(0)); }
  }
  @IsTest static void runAsSeparates() {
    insert new Account(Name = 'A');
    System.runAs(new User(Id = UserInfo.getUserId())) { insert new PermissionSet(Name = 'Reader', Label = 'Reader'); }
    insert new Account(Name = 'B');
  }
  @IsTest static void usersWithoutRoleMix() {
    insert new Account(Name = 'A');
    User self = new User(Id = UserInfo.getUserId(), Title = 'Head');
    update self;
    self.UserRoleId = null;
    update self;
    insert new Group(Name = 'G', DeveloperName = 'G', Type = 'Regular');
  }`);
});

// "Apex Developer Guide: Callout Limits and Limitations"
test("no callout leaves while work is uncommitted", () => {
  holds(`${mock}
  static void refuses() {
    try { call(); Assert.fail(); } catch (CalloutException e) {
      Assert.areEqual('You have uncommitted work pending. Please commit or rollback before calling out', e.getMessage());
    }
  }
  @IsTest static void afterDml() {
    Test.setMock(HttpCalloutMock.class, new Answer());
    call();
    insert new Account(Name = 'A');
    refuses();
  }
  @IsTest static void startTestForgets() {
    insert new Account(Name = 'A');
    Test.startTest();
    Test.setMock(HttpCalloutMock.class, new Answer());
    call();
    insert new Account(Name = 'B');
    refuses();
    Test.stopTest();
  }
  @IsTest static void savepointsToo() {
    Test.setMock(HttpCalloutMock.class, new Answer());
    Savepoint sp = Database.setSavepoint();
    insert new Account(Name = 'A');
    Database.rollback(sp);
    refuses();
    Database.releaseSavepoint(sp);
    call();
  }`);
});

test("a loop fails at its next step after its collection has changed", () => {
  // "Apex Developer Guide: Iterating Collections"; that it is the next step is how public suites that pass in orgs see it.
  holds(`static void check(FinalException e) { Assert.areEqual('Cannot modify a collection while it is being iterated.', e.getMessage()); }
  @IsTest static void lists() {
    List<Integer> l = new List<Integer>{ 1, 2 };
    try { for (Integer i : l) { l.add(i); } Assert.fail(); } catch (FinalException e) { check(e); }
    try { for (Integer i : l) { l.remove(0); } Assert.fail(); } catch (FinalException e) { check(e); }
    l = new List<Integer>{ 1, 2 };
    for (Integer i : l) { if (i == 1) break; }
    for (Integer i : l) { l.add(3); break; }
    for (Integer i : l) { l[0] = 9; }
    Assert.areEqual(new List<Integer>{ 9, 2, 3 }, l);
    for (Integer i : l) { if (i == 2) l.remove(2); }
    Assert.areEqual(new List<Integer>{ 9, 2 }, l);
  }
  @IsTest static void sets() {
    Set<Integer> s = new Set<Integer>{ 1, 2 };
    try { for (Integer i : s) { s.add(i + 10); } Assert.fail(); } catch (FinalException e) { check(e); }
    try { for (Integer i : s) { s.remove(i); } Assert.fail(); } catch (FinalException e) { check(e); }
    s = new Set<Integer>{ 1, 2 };
    for (Integer i : s) { s.add(i); }
    Assert.areEqual(2, s.size());
  }`);
});

// "Apex Developer Guide: Testing HTTP Callouts Using Static Resources"
test("static resources answer callouts", () => {
  const meta =
    '<?xml version="1.0" encoding="UTF-8"?><StaticResource xmlns="http://soap.sforce.com/2006/04/metadata"><contentType>application/json</contentType></StaticResource>';
  holds(
    `@IsTest static void answers() {
    StaticResourceCalloutMock mock = new StaticResourceCalloutMock();
    mock.setStaticResource('rates');
    mock.setStatusCode(201);
    mock.setHeader('Content-Type', 'application/json');
    Test.setMock(HttpCalloutMock.class, mock);
    HttpRequest q = new HttpRequest(); q.setEndpoint('https://example.com/rates'); q.setMethod('GET');
    HttpResponse r = new Http().send(q);
    Assert.areEqual(201, r.getStatusCode());
    Assert.areEqual('application/json', r.getHeader('Content-Type'));
    Assert.areEqual('{"EUR":1}', r.getBody());
    MultiStaticResourceCalloutMock many = new MultiStaticResourceCalloutMock();
    many.setStaticResource('https://example.com/rates', 'rates');
    Test.setMock(HttpCalloutMock.class, many);
    Assert.areEqual('{"EUR":1}', new Http().send(q).getBody());
  }`,
    { files: { "staticresources/rates.json": '{"EUR":1}', "staticresources/rates.resource-meta.xml": meta } }
  );
});
