import assert from "node:assert/strict";
import { test } from "node:test";
import { orgWith } from "../apex/testing/fixture.ts";
import { failedMethods } from "../apex/testing/results.ts";
import { runTests } from "../apex/testing/run-tests.ts";

function allPass(
  classes: readonly string[],
  triggers: readonly string[] = [],
  files: Readonly<Record<string, string>> = {}
): void {
  const result = runTests(orgWith({ classes, triggers, files }));
  assert.ok(result.methods.length > 0);
  assert.deepEqual(
    failedMethods(result).map((method) => `${method.methodName}: ${method.failure!.message}`),
    []
  );
}

function failure(...classes: string[]): string {
  return failedMethods(runTests(orgWith({ classes })))[0]!.failure!.message;
}

const worker = `public class Worker implements Queueable {
  public static Integer seen = 0;
  private String name;
  private transient String lost;
  public Worker(String name) { this.name = name; this.lost = name; }
  public void execute(QueueableContext context) {
    seen++;
    insert new Account(Name = name + (lost == null ? '' : lost), Description = '' + System.isQueueable() + Limits.getLimitQueries() + (context.getJobId() != null));
  }
}`;

test("a queueable runs at stopTest with asynchronous limits, without its transient variables", () => {
  allPass([
    worker,
    `@IsTest private class Worker_Test { @IsTest static void works() {
    Test.startTest();
    Id job = System.enqueueJob(new Worker('Job'));
    System.assertEquals(0, [SELECT COUNT() FROM Account]);
    System.assertEquals(1, Limits.getQueueableJobs());
    System.assertEquals('Queued', [SELECT Status FROM AsyncApexJob WHERE Id = :job].Status);
    Test.stopTest();
    Account a = [SELECT Name, Description FROM Account];
    System.assertEquals('Job', a.Name);
    System.assertEquals('true200true', a.Description);
    System.assertEquals(1, Worker.seen, 'static variables are shared in tests');
    AsyncApexJob done = [SELECT Status, MethodName FROM AsyncApexJob WHERE Id = :job];
    System.assertEquals('Completed', done.Status);
    System.assertEquals(null, done.MethodName, 'a public suite that passes in orgs counts those without');
    System.assert(!System.isQueueable());
  } }`
  ]);
});

test("a job that is rolled back with its savepoint never runs", () => {
  allPass([
    worker,
    `@IsTest private class Back_Test { @IsTest static void works() {
    Savepoint s = Database.setSavepoint();
    System.enqueueJob(new Worker('Job'));
    Database.rollback(s);
    Test.startTest(); Test.stopTest();
    System.assertEquals(0, [SELECT COUNT() FROM Account]);
  } }`
  ]);
});

test("what a job throws fails the test, and its own changes are gone", () => {
  const broken =
    "public class Broken implements Queueable { public void execute(QueueableContext c) { insert new Account(Name = 'x'); throw new IllegalArgumentException('broken'); } }";
  assert.equal(
    failure(
      broken,
      "@IsTest private class Broken_Test { @IsTest static void fails() { System.enqueueJob(new Broken()); } }"
    ),
    "System.IllegalArgumentException: broken"
  );
  allPass([
    broken,
    `@IsTest private class Kept_Test { @IsTest static void recorded() {
    Id job = System.enqueueJob(new Broken());
    Test.startTest();
    try { Test.stopTest(); System.assert(false); } catch (IllegalArgumentException e) { System.assertEquals('broken', e.getMessage()); }
    AsyncApexJob row = [SELECT Status, ExtendedStatus, NumberOfErrors FROM AsyncApexJob WHERE Id = :job];
    System.assertEquals('Failed', row.Status);
    System.assertEquals('broken', row.ExtendedStatus);
    System.assertEquals(0, [SELECT COUNT() FROM Account]);
  } }`
  ]);
});

test("queueables cannot be chained in a test", () => {
  const chain =
    "public class Chain implements Queueable { public void execute(QueueableContext c) { System.enqueueJob(new Chain()); } }";
  assert.equal(
    failure(
      chain,
      "@IsTest private class Chain_Test { @IsTest static void fails() { System.enqueueJob(new Chain()); } }"
    ),
    "System.AsyncException: Maximum stack depth has been reached."
  );
});

test("of jobs with the same signature only one waits, and a delay is at most ten minutes", () => {
  // "Apex Developer Guide: Detecting Duplicate Queueable Jobs"
  allPass([
    worker,
    `@IsTest private class Signed_Test {
    static AsyncOptions signed(Integer part) {
      AsyncOptions options = new AsyncOptions();
      options.DuplicateSignature = new QueueableDuplicateSignature.Builder().addId(UserInfo.getUserId()).addString('a').addInteger(part).build();
      return options;
    }
    @IsTest static void once() {
      Test.startTest();
      Savepoint s = Database.setSavepoint();
      System.enqueueJob(new Worker('Gone'), signed(1));
      Database.rollback(s);
      System.enqueueJob(new Worker('One'), signed(1));
      System.enqueueJob(new Worker('Two'), signed(2));
      try { System.enqueueJob(new Worker('Twice'), signed(1)); Assert.fail(); }
      catch (DuplicateMessageException e) { Assert.areEqual('Attempt to enqueue job with duplicate queueable signature', e.getMessage()); }
      Test.stopTest();
      Assert.areEqual(2, [SELECT COUNT() FROM Account]);
    }
    @IsTest static void delayed() {
      System.enqueueJob(new Worker('Later'), 10);
      try { System.enqueueJob(new Worker('Never'), 11); Assert.fail(); } catch (IllegalArgumentException e) { Assert.isTrue(e.getMessage().contains('11')); }
      AsyncOptions options = new AsyncOptions();
      options.MinimumQueueableDelayInMinutes = -1;
      try { System.enqueueJob(new Worker('Never'), options); Assert.fail(); } catch (IllegalArgumentException e) { Assert.isTrue(e.getMessage().contains('-1')); }
    }
  }`
  ]);
});

test("a chain that has a maximum depth may be tested, and knows how deep it is", () => {
  // "Apex Reference Guide: AsyncInfo Class"
  allPass([
    `public class Deep implements Queueable { public void execute(QueueableContext c) {
      insert new Account(Name = AsyncInfo.getCurrentQueueableStackDepth() + ' of ' + AsyncInfo.getMaximumQueueableStackDepth() + ' after ' + AsyncInfo.getMinimumQueueableDelayInMinutes());
      if (AsyncInfo.hasMaxStackDepth() && AsyncInfo.getCurrentQueueableStackDepth() < AsyncInfo.getMaximumQueueableStackDepth()) System.enqueueJob(new Deep());
    } }`,
    `@IsTest private class Deep_Test { @IsTest static void chains() {
      AsyncOptions options = new AsyncOptions();
      options.MaximumQueueableStackDepth = 2;
      options.MinimumQueueableDelayInMinutes = 1;
      Test.startTest(); System.enqueueJob(new Deep(), options); Test.stopTest();
      List<Account> all = [SELECT Name FROM Account ORDER BY Name];
      Assert.areEqual('1 of 2 after 1', all[0].Name);
      Assert.areEqual('2 of 2 after null', all[1].Name);
    } }`
  ]);
});

test("a finalizer learns how its job ended", () => {
  allPass([
    `public class Finished implements Finalizer { public void execute(FinalizerContext c) {
      insert new Account(Name = c.getResult().name(), Description = c.getException() == null ? 'none' : c.getException().getMessage());
    } }`,
    "public class Ending implements Queueable { private Boolean good; public Ending(Boolean good) { this.good = good; } public void execute(QueueableContext c) { System.attachFinalizer(new Finished()); if (!good) throw new IllegalArgumentException('bad'); } }",
    `@IsTest private class Ending_Test {
      @IsTest static void good() { Test.startTest(); System.enqueueJob(new Ending(true)); Test.stopTest(); System.assertEquals('SUCCESS', [SELECT Name FROM Account].Name); }
      @IsTest static void bad() {
        Test.startTest(); System.enqueueJob(new Ending(false));
        try { Test.stopTest(); } catch (IllegalArgumentException e) { System.debug(e); }
        Account a = [SELECT Name, Description FROM Account];
        System.assertEquals('UNHANDLED_EXCEPTION bad', a.Name + ' ' + a.Description);
      }
    }`
  ]);
});

const batch = `public class Marking implements Database.Batchable<SObject>, Database.Stateful {
  private Integer count = 0;
  public Database.QueryLocator start(Database.BatchableContext c) { return Database.getQueryLocator('SELECT Id, Name FROM Account ORDER BY Name'); }
  public void execute(Database.BatchableContext c, List<Account> scope) { count += scope.size(); for (Account a : scope) { a.Phone = '1'; } update scope; }
  public void finish(Database.BatchableContext c) { insert new Contact(LastName = 'Counted ' + count); }
}`;

test("a batch job runs start, execute and finish and keeps the state that it declares", () => {
  allPass([
    batch,
    `@IsTest private class Marking_Test { @IsTest static void marks() {
    List<Account> all = new List<Account>();
    for (Integer i = 0; i < 20; i++) { all.add(new Account(Name = 'A' + i)); }
    insert all;
    Test.startTest();
    Id job = Database.executeBatch(new Marking(), 50);
    Test.stopTest();
    System.assertEquals(20, [SELECT COUNT() FROM Account WHERE Phone = '1']);
    System.assertEquals('Counted 20', [SELECT LastName FROM Contact].LastName);
    AsyncApexJob row = [SELECT Status, TotalJobItems, JobItemsProcessed FROM AsyncApexJob WHERE Id = :job];
    System.assertEquals('Completed', row.Status);
    System.assertEquals(1, row.JobItemsProcessed);
  } }`
  ]);
});

/** "Apex Governor Limits": rows of Database.getQueryLocator are counted apart; "Using Batch Apex": in start they are not. */
test("a query in brackets that becomes a query locator counts its rows as the locator's, and in start not at all", () => {
  allPass([
    `public class Many implements Database.Batchable<SObject>, Database.Stateful {
      public static Integer inStart;
      public Database.QueryLocator start(Database.BatchableContext c) {
        String last = 'A2';
        Database.QueryLocator located = Database.getQueryLocator([SELECT Id FROM Account WHERE Name <= :last ORDER BY Name]);
        inStart = Limits.getQueryRows() + Limits.getQueryLocatorRows();
        return located;
      }
      public void execute(Database.BatchableContext c, List<Account> scope) { insert new Contact(LastName = 'Counted ' + scope.size()); }
      public void finish(Database.BatchableContext c) { }
    }`,
    `@IsTest private class Many_Test {
      @IsTest static void counts() {
        List<Account> all = new List<Account>();
        for (Integer i = 0; i < 5; i++) { all.add(new Account(Name = 'A' + i)); }
        insert all;
        String first = 'A0';
        Integer queries = Limits.getQueries();
        Database.QueryLocator located = Database.getQueryLocator([SELECT Id FROM Account WHERE Name > :first]);
        System.assertEquals(1, Limits.getQueries() - queries);
        System.assertEquals(0, Limits.getQueryRows());
        System.assertEquals(4, Limits.getQueryLocatorRows());
        System.assert(located.getQuery().startsWith('SELECT Id FROM Account WHERE Name > :tmpVar1'), located.getQuery());
        Test.startTest();
        Database.executeBatch(new Many());
        Test.stopTest();
        System.assertEquals(0, Many.inStart);
        System.assertEquals('Counted 3', [SELECT LastName FROM Contact].LastName);
      }
    }`
  ]);
});

test("in a test a batch job may execute one scope only", () => {
  const message = failure(
    batch,
    "@IsTest private class Many_Test { @IsTest static void fails() { insert new List<Account>{ new Account(Name = 'A'), new Account(Name = 'B') }; Database.executeBatch(new Marking(), 1); } }"
  );
  assert.match(message, /No more than one executeBatch can be called from within a test method/);
});

test("an iterable can start a batch job whose state is fresh in each step", () => {
  allPass([
    `public class Lister implements Database.Batchable<String> {
    private Integer count = 0;
    public Iterable<String> start(Database.BatchableContext c) { return new List<String>{ 'a', 'b' }; }
    public void execute(Database.BatchableContext c, List<String> scope) { count += scope.size(); for (String s : scope) { insert new Account(Name = s); } }
    public void finish(Database.BatchableContext c) { insert new Account(Name = 'finish ' + count); }
  }`,
    `@IsTest private class Lister_Test { @IsTest static void lists() {
    Test.startTest(); Database.executeBatch(new Lister()); Test.stopTest();
    System.assertEquals(1, [SELECT COUNT() FROM Account WHERE Name = 'finish 0']);
    System.assertEquals(3, [SELECT COUNT() FROM Account]);
  } }`
  ]);
});

test("a class may have static methods, and others, of the names of its interface's", () => {
  allPass([
    `public class Marker implements Database.Batchable<SObject>, Comparable {
    public Integer rank;
    public static Id start(Id about) { return Database.executeBatch(new Marker()); }
    public Iterable<SObject> start(Database.BatchableContext c) { return new List<Account>{ new Account(Name = 'a') }; }
    public void execute(String name, Integer count) { Assert.fail(); }
    public void execute(Database.BatchableContext c, List<SObject> rows) { insert rows; }
    public void finish(String name) { Assert.fail(); }
    public void finish(Database.BatchableContext c) { }
    public Integer compareTo(Marker other) { return rank - other.rank; }
    public Integer compareTo(Object other) { return ((Marker) other).rank - rank; }
  }`,
    `@IsTest private class Marker_Test { @IsTest static void marks() {
    Test.startTest(); Marker.start(UserInfo.getUserId()); Test.stopTest();
    System.assertEquals(1, [SELECT COUNT() FROM Account]);
    Marker low = new Marker(), high = new Marker();
    low.rank = 1; high.rank = 2;
    List<Marker> all = new List<Marker>{ low, high };
    all.sort();
    System.assertEquals(2, all[0].rank, 'the method of Comparable takes an Object');
  } }`
  ]);
});

test("a scheduled job has its CronTrigger and runs at stopTest", () => {
  allPass([
    `public class Nightly implements Schedulable { public void execute(SchedulableContext c) { insert new Account(Name = c.getTriggerId()); } }`,
    `@IsTest private class Nightly_Test { @IsTest static void fires() {
    Test.startTest();
    Id triggerId = System.schedule('nightly', '0 0 2 * * ?', new Nightly());
    CronTrigger t = [SELECT CronExpression, TimesTriggered, NextFireTime, CronJobDetail.Name FROM CronTrigger WHERE Id = :triggerId];
    System.assertEquals('nightly', t.CronJobDetail.Name);
    System.assertEquals(2, t.NextFireTime.hour());
    try { System.schedule('nightly', '0 0 2 * * ?', new Nightly()); System.assert(false); } catch (AsyncException e) { System.assert(e.getMessage().contains('already scheduled')); }
    try { System.schedule('wrong', '0 0 25 * * ?', new Nightly()); System.assert(false); } catch (StringException e) { System.assert(e.getMessage().contains('25')); }
    Test.stopTest();
    System.assertEquals(triggerId, [SELECT Name FROM Account].Name);
  } }`
  ]);
});

test("a batch job can be scheduled for later", () => {
  // "Apex Developer Guide: Using Batch Apex", Using the System.scheduleBatch Method
  allPass([
    batch,
    `@IsTest private class Soon_Test { @IsTest static void later() {
      insert new Account(Name = 'A');
      Test.startTest();
      Id triggerId = System.scheduleBatch(new Marking(), 'soon', 60);
      Assert.areEqual(1, [SELECT COUNT() FROM CronTrigger WHERE Id = :triggerId AND CronJobDetail.Name = 'soon' AND State = 'WAITING']);
      Test.stopTest();
      Assert.areEqual('Counted 1', [SELECT LastName FROM Contact].LastName);
    }
    @IsTest static void mistakes() {
      try { System.scheduleBatch(new Marking(), 'never', 0); Assert.fail(); } catch (AsyncException e) { Assert.isTrue(e.getMessage().contains('0')); }
    } }`
  ]);
});

test("an aborted job does not run", () => {
  allPass([
    worker,
    `@IsTest private class Abort_Test { @IsTest static void aborts() {
    Test.startTest();
    Id job = System.enqueueJob(new Worker('Job'));
    System.abortJob(job);
    Test.stopTest();
    System.assertEquals(0, [SELECT COUNT() FROM Account]);
    System.assertEquals('Aborted', [SELECT Status FROM AsyncApexJob WHERE Id = :job].Status);
  } }`
  ]);
});

test("a future method runs later, with copies of its arguments", () => {
  allPass([
    `public class Later { @future public static void insertOne(List<String> names) {
      insert new Account(Name = names[0] + names.size() + System.isFuture());
    } }`,
    `@IsTest private class Later_Test { @IsTest static void waits() {
      List<String> names = new List<String>{ 'a' };
      Test.startTest();
      Later.insertOne(names);
      names.add('b');
      System.assertEquals(0, [SELECT COUNT() FROM Account]);
      System.assertEquals(1, Limits.getFutureCalls());
      Test.stopTest();
      System.assertEquals('a1true', [SELECT Name FROM Account].Name);
    } }`
  ]);
});

test("a future method cannot call another", () => {
  const message = failure(
    "public class Twice { @future public static void one() { two(); } @future public static void two() { } }",
    "@IsTest private class Twice_Test { @IsTest static void fails() { Twice.one(); } }"
  );
  assert.match(message, /System\.AsyncException: Future method cannot be called from a future or batch method/);
});

test("a stub that a job holds still asks its provider", () => {
  allPass([
    "public class Greeter { public String greet() { return 'real'; } }",
    `public class Greeting implements Queueable {
      private Greeter greeter;
      public Greeting(Greeter greeter) { this.greeter = greeter; }
      public void execute(QueueableContext context) { insert new Account(Name = greeter.greet()); }
    }`,
    `@IsTest private class Greeting_Test {
      class Provider implements StubProvider {
        String answer;
        public Object handleMethodCall(Object stub, String name, Type type, List<Type> types, List<String> names, List<Object> args) { return answer; }
      }
      @IsTest static void asks() {
        Provider provider = new Provider();
        provider.answer = 'stubbed';
        Test.startTest();
        System.enqueueJob(new Greeting((Greeter) Test.createStub(Greeter.class, provider)));
        Test.stopTest();
        Assert.areEqual('stubbed', [SELECT Name FROM Account].Name);
      }
    }`
  ]);
});

// "Apex Developer Guide: Transaction Finalizers"
test("finalizers chain jobs in tests, and a scheduled job ends its own schedule", () => {
  allPass([
    `public class Step implements Queueable, Finalizer {
      private Integer left;
      public Step(Integer left) { this.left = left; }
      public void execute(QueueableContext context) { System.attachFinalizer(this); insert new Account(Name = 'step ' + left); }
      public void execute(FinalizerContext context) { if (left > 0) System.enqueueJob(new Step(left - 1)); }
    }`,
    `public class Once implements Schedulable {
      public void execute(SchedulableContext context) { System.abortJob(context.getTriggerId()); insert new Account(Name = 'once'); }
    }`,
    `@IsTest private class Chains_Test {
      @IsTest static void chains() {
        Test.startTest();
        System.enqueueJob(new Step(3));
        Test.stopTest();
        Assert.areEqual(4, [SELECT COUNT() FROM Account]);
      }
      @IsTest static void ends() {
        Test.startTest();
        System.schedule('once', '0 0 1 * * ?', new Once());
        Test.stopTest();
        Assert.areEqual(1, [SELECT COUNT() FROM Account]);
        Assert.areEqual(0, [SELECT COUNT() FROM CronTrigger WHERE CronJobDetail.Name = 'once']);
      }
    }`
  ]);
});
