import assert from "node:assert/strict";
import { test } from "node:test";
import { orgWith } from "./fixture.ts";
import { reportJson } from "./report-json.ts";
import { reportJunit } from "./report-junit.ts";
import { reportText } from "./report-text.ts";
import { failedMethods, type TestRunResult } from "./results.ts";
import { UnknownTestError, runTests, type RunTestsOptions } from "./run-tests.ts";

function run(
  classes: readonly string[],
  options: RunTestsOptions = {},
  triggers: readonly string[] = []
): TestRunResult {
  return runTests(orgWith({ classes, triggers }), options);
}

function allPass(...classes: string[]): void {
  const result = run(classes);
  assert.ok(result.methods.length > 0);
  assert.deepEqual(
    failedMethods(result).map((method) => `${method.methodName}: ${method.failure!.message}`),
    []
  );
}

function classMeta(apiVersion: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>${apiVersion}</apiVersion><status>Active</status></ApexClass>`;
}

// "Apex Developer Guide: Using Test Setup Methods"
test("methods see the data of the set-up methods, and nothing of each other", () => {
  allPass(`@IsTest private class Isolation_Test {
    static Integer counter = 0;
    @TestSetup static void makeData() { insert new Account(Name = 'Set up'); counter = 5; }
    @IsTest static void first() { check(); }
    @IsTest static void second() { check(); }
    static void check() {
      System.assertEquals(0, counter, 'static variables are fresh');
      counter++;
      System.assertEquals(1, [SELECT COUNT() FROM Account]);
      insert new Account(Name = 'Own');
      update new Account(Id = [SELECT Id FROM Account WHERE Name = 'Set up'].Id, Phone = '1');
      System.assertEquals(1, [SELECT COUNT() FROM Account WHERE Phone = '1']);
    }
  }`);
});

// "Salesforce Help: Apex compiler introduced in API version 42.0" (000382469)
test("code behind a throw compiles in classes of API version 41.0, and never runs", () => {
  const files = (version: string): Readonly<Record<string, string>> => ({
    "classes/Dead.cls":
      "@IsTest private class Dead { static Integer f(Boolean b) { if (b) { return 1; } throw new IllegalArgumentException('x'); System.debug(b); } @IsTest static void runs() { System.assertEquals(1, f(true)); } }",
    "classes/Dead.cls-meta.xml": classMeta(version)
  });
  assert.deepEqual(
    runTests(orgWith({ files: files("41.0") })).methods.map(({ failure }) => failure),
    [undefined]
  );
  assert.throws(() => orgWith({ files: files("42.0") }), /Unreachable statement/);
});

// "Apex Developer Guide: Unit Test Considerations": only from API version 28.0 on they stand in test classes alone.
test("test methods of a class of API version 27.0 run wherever they stand", () => {
  const files = (version: string): Readonly<Record<string, string>> => ({
    "classes/Old.cls":
      "public class Old { public static Integer one() { return 1; } static testMethod void counts() { System.assertEquals(1, one()); } }",
    "classes/Old.cls-meta.xml": classMeta(version)
  });
  assert.deepEqual(
    runTests(orgWith({ files: files("27.0") })).methods.map(({ methodName, failure }) => [methodName, failure]),
    [["counts", undefined]]
  );
  assert.throws(
    () => orgWith({ files: files("28.0") }),
    /Defining type for testMethod methods must be declared as IsTest/
  );
});

test("a run leaves nothing behind", () => {
  const org = orgWith({
    classes: ["@IsTest private class Writing_Test { @IsTest static void writes() { insert new Account(Name = 'A'); } }"]
  });
  runTests(org);
  assert.equal(
    org.transaction(org.administrator, (tx) => tx.database.all('SELECT count(*) FROM "Account"')[0]![0]),
    0
  );
});

test("a failure names the exception, the method and the line", () => {
  const result = run([
    "public class Invoices {\n  public static void post(Account a) {\n    a.Name.length();\n  }\n}",
    "@IsTest private class Invoices_Test {\n  @IsTest static void posts() {\n    Invoices.post(new Account());\n  }\n  @IsTest static void compares() {\n    Assert.areEqual(1, 2, 'sum');\n  }\n}"
  ]);
  const [posts, compares] = result.methods;
  assert.equal(posts!.failure!.message, "System.NullPointerException: Attempt to de-reference a null object");
  assert.deepEqual(
    posts!.failure!.frames.map(({ place, line }) => `${place}:${line}`),
    ["Class.Invoices.post:3", "Class.Invoices_Test.posts:3"]
  );
  assert.equal(compares!.failure!.message, "System.AssertException: Assertion Failed: sum: Expected: 1, Actual: 2");
  assert.match(reportText(result), /✗ Invoices_Test\.posts[\s\S]*Class\.Invoices\.post: line 3, column 1/);
});

test("an assertion cannot be caught", () => {
  const result = run([
    "@IsTest private class Catching_Test { @IsTest static void catches() { try { System.assert(false, 'no'); } catch (Exception e) { return; } } }"
  ]);
  assert.equal(result.methods[0]!.failure!.message, "System.AssertException: Assertion Failed: no");
});

test("a failing set-up method fails every method of its class", () => {
  const result = run([
    "@IsTest private class Broken_Test { @TestSetup static void setUp() { insert new Account(); } @IsTest static void one() {} @IsTest static void two() {} }"
  ]);
  assert.deepEqual(
    result.methods.map((method) => method.failure!.message.includes("REQUIRED_FIELD_MISSING")),
    [true, true]
  );
});

// "Apex Developer Guide: Using Limits, startTest, and stopTest"
test("startTest gives fresh limits, stopTest gives the old ones back", () => {
  const result = run([
    `@IsTest private class Limits_Test { @IsTest static void counts() {
    Integer before = [SELECT COUNT() FROM Account];
    System.assertEquals(1, Limits.getQueries());
    Test.startTest();
    System.assertEquals(0, Limits.getQueries());
    before = [SELECT COUNT() FROM Account];
    before = [SELECT COUNT() FROM Account];
    insert new Account(Name = 'A');
    Test.stopTest();
    System.assertEquals(1, Limits.getQueries());
  } }`
  ]);
  assert.equal(result.methods[0]!.failure, undefined);
  assert.equal(result.methods[0]!.limits.queries, 2);
  assert.equal(result.methods[0]!.limits.dmlStatements, 1);
});

test("a limit that is exceeded ends the method and cannot be caught", () => {
  const result = run([
    "@IsTest private class Greedy_Test { @IsTest static void queries() { try { for (Integer i = 0; i < 101; i++) { Integer n = [SELECT COUNT() FROM Account]; } } catch (Exception e) { System.debug(e); } } }"
  ]);
  assert.equal(result.methods[0]!.failure!.message, "System.LimitException: Too many SOQL queries: 101");
});

// "Apex Developer Guide: Using the runAs Method"
test("runAs runs as the other user and comes back", () => {
  allPass(`@IsTest private class RunAs_Test { @IsTest static void changesUser() {
    Profile p = [SELECT Id FROM Profile WHERE Name = 'Minimum Access - Salesforce'];
    User u = new User(LastName = 'Low', Alias = 'low', CommunityNickname = 'low', Email = 'low@example.com', Username = 'low@example.com.test', ProfileId = p.Id,
      TimeZoneSidKey = 'Europe/Warsaw', LocaleSidKey = 'pl_PL', LanguageLocaleKey = 'en_US', EmailEncodingKey = 'UTF-8');
    insert u;
    Id self = UserInfo.getUserId();
    System.runAs(u) {
      System.assertEquals(u.Id, UserInfo.getUserId());
      System.assertEquals('pl_PL', UserInfo.getLocale());
      System.assert(!Schema.SObjectType.Account.isCreateable());
    }
    System.assertEquals(self, UserInfo.getUserId());
    System.assert(Schema.SObjectType.Account.isCreateable());
  } }`);
});

// "Apex Developer Guide: Testing HTTP Callouts by Implementing the HttpCalloutMock Interface"
test("callouts are answered by the mock, and refused without one", () => {
  allPass(`@IsTest private class Callout_Test implements HttpCalloutMock {
    public HttpResponse respond(HttpRequest request) {
      HttpResponse r = new HttpResponse(); r.setStatusCode(201); r.setBody(request.getMethod() + ' ' + request.getEndpoint()); return r;
    }
    @IsTest static void mocked() {
      Test.setMock(HttpCalloutMock.class, new Callout_Test());
      HttpRequest q = new HttpRequest(); q.setMethod('GET'); q.setEndpoint('https://example.com/x');
      HttpResponse r = new Http().send(q);
      System.assertEquals(201, r.getStatusCode());
      System.assertEquals('GET https://example.com/x', r.getBody());
      System.assertEquals(1, Limits.getCallouts());
    }
    @IsTest static void refused() {
      try { new Http().send(new HttpRequest()); System.assert(false); } catch (TypeException e) { System.assert(e.getMessage().contains('do not support Web service callouts')); }
    }
  }`);
});

// "Apex Developer Guide: Build a Mocking Framework with the Stub API"
test("a stub answers for every method of the stubbed class", () => {
  allPass(
    "public virtual class Rates { public virtual Decimal rateOf(String code) { return 1; } public virtual String name() { return 'real'; } }",
    `@IsTest private class Stub_Test implements StubProvider {
      public Object handleMethodCall(Object stubbed, String method, Type returnType, List<Type> types, List<String> names, List<Object> args) {
        return method == 'rateOf' ? (Object) (2.5 * ((String) args[0]).length()) : (Object) (method + ':' + returnType.getName());
      }
      @IsTest static void stubbed() {
        Rates r = (Rates) Test.createStub(Rates.class, new Stub_Test());
        System.assertEquals(7.5, r.rateOf('USD'));
        System.assertEquals('name:String', r.name());
      }
    }`
  );
});

// "Apex Developer Guide: Transaction Control"
test("savepoints bring data back but not limits, and ids stay on the variables", () => {
  allPass(`@IsTest private class Savepoint_Test { @IsTest static void rollsBack() {
    insert new Account(Name = 'Stays');
    Savepoint s = Database.setSavepoint();
    Account a = new Account(Name = 'Goes');
    insert a;
    Database.rollback(s);
    System.assertEquals(1, [SELECT COUNT() FROM Account]);
    System.assertNotEquals(null, a.Id);
    System.assertEquals(4, Limits.getDmlStatements());
  } }`);
});

test("partial saves answer for each record, dynamic queries take variables and maps", () => {
  allPass(`@IsTest private class Data_Test { @IsTest static void saves() {
    List<Database.SaveResult> results = Database.insert(new List<Account>{ new Account(Name = 'Good'), new Account() }, false);
    System.assert(results[0].isSuccess() && !results[1].isSuccess());
    System.assertEquals(StatusCode.REQUIRED_FIELD_MISSING, results[1].getErrors()[0].getStatusCode());
    System.assertEquals(new List<String>{ 'Name' }, results[1].getErrors()[0].getFields());
    String wanted = 'Good';
    System.assertEquals(1, Database.query('SELECT Id FROM Account WHERE Name = :wanted').size());
    System.assertEquals(1, Database.countQuery('SELECT COUNT() FROM Account'));
    System.assertEquals(1, Database.queryWithBinds('SELECT Id FROM Account WHERE Name = :n', new Map<String, Object>{ 'n' => 'Good' }, AccessLevel.SYSTEM_MODE).size());
    try { Database.query('SELECT Nothing FROM Account'); System.assert(false); } catch (QueryException e) { System.assert(e.getMessage().contains('No such column')); }
    Database.delete(results[0].getId());
    System.assertEquals(0, [SELECT COUNT() FROM Account]);
  } }`);
});

test("coverage counts the lines of classes and triggers but not of tests", () => {
  const result = run(
    [
      "public class Sums {\n  public static Integer of(Integer a) {\n    if (a > 0) {\n      return a;\n    }\n    return 0;\n  }\n}",
      "@IsTest private class Sums_Test {\n  @IsTest static void sums() {\n    Sums.of(1);\n  }\n}"
    ],
    {},
    ["trigger OnAccount on Account (before insert) {\n  System.debug(1);\n}"]
  );
  const sums = result.coverage.find((file) => file.name === "Sums")!;
  assert.deepEqual([sums.coveredLines, sums.uncoveredLines], [[3, 4], [6]]);
  assert.deepEqual(result.coverage.map((file) => file.name).sort(), ["OnAccount", "Sums"]);
});

test("classes and methods are chosen in any case, unknown ones refused", () => {
  const classes = [
    "@IsTest private class A_Test { @IsTest static void one() {} @IsTest static void two() {} }",
    "@IsTest private class B_Test { @IsTest static void three() {} }"
  ];
  const names = (options: RunTestsOptions) => run(classes, options).methods.map((method) => method.methodName);
  assert.deepEqual(names({ classes: ["a_test"] }), ["one", "two"]);
  assert.deepEqual(names({ methods: ["A_Test.TWO", "B_Test.three"] }), ["two", "three"]);
  assert.throws(() => names({ classes: ["C_Test"] }), UnknownTestError);
});

test("results are written as JSON and JUnit", () => {
  const result = run([
    "@IsTest private class R_Test { @IsTest static void good() {} @IsTest static void bad() { Assert.fail('<&\">'); } }"
  ]);
  const json = reportJson(result, { orgId: "o", username: "u", userId: "i", hostname: "h", idOf: () => "01p" }) as {
    summary: { outcome: string; passing: number; failRate: string };
    tests: { Outcome: string; Message: string | null; FullName: string }[];
  };
  assert.deepEqual([json.summary.outcome, json.summary.passing, json.summary.failRate], ["Failed", 1, "50%"]);
  assert.deepEqual(
    json.tests.map(({ Outcome, FullName }) => `${FullName} ${Outcome}`),
    ["R_Test.good Pass", "R_Test.bad Fail"]
  );
  assert.match(
    reportJunit(result),
    /<failure message="System\.AssertException: Assertion Failed: &lt;&amp;&quot;&gt;">/
  );
});
