import assert from "node:assert/strict";
import { test } from "node:test";
import { orgWith } from "../apex/testing/fixture.ts";
import { failedMethods } from "../apex/testing/results.ts";
import { runTests } from "../apex/testing/run-tests.ts";

const xml = (kind: string, body: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${kind} xmlns="http://soap.sforce.com/2006/04/metadata">${body}</${kind}>\n`;
const eventFiles = {
  "objects/Shipped__e/Shipped__e.object-meta.xml": xml(
    "CustomObject",
    "<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>Shipped</label><pluralLabel>Shipped</pluralLabel><publishBehavior>PublishAfterCommit</publishBehavior>"
  ),
  "objects/Sent__e/Sent__e.object-meta.xml": xml(
    "CustomObject",
    "<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>Sent</label><pluralLabel>Sent</pluralLabel><publishBehavior>PublishImmediately</publishBehavior>"
  ),
  "objects/Shipped__e/fields/Number__c.field-meta.xml": xml(
    "CustomField",
    "<fullName>Number__c</fullName><label>Number</label><length>40</length><required>true</required><type>Text</type>"
  )
};
const subscriber =
  "trigger OnShipped on Shipped__e (after insert) { List<Account> made = new List<Account>(); for (Shipped__e e : Trigger.new) { made.add(new Account(Name = e.Number__c, Site = e.ReplayId)); } insert made; }";

function holds(body: string): void {
  const result = runTests(
    orgWith({ classes: [`@IsTest private class Events_Test { ${body} }`], triggers: [subscriber], files: eventFiles })
  );
  assert.deepEqual(
    failedMethods(result).map((method) => `${method.methodName}: ${method.failure!.message}`),
    []
  );
}

// "Platform Events Developer Guide: Deliver Test Event Messages"
test("published events reach the subscribing triggers at stopTest, together", () => {
  holds(`@IsTest static void delivers() {
    Test.startTest();
    List<Database.SaveResult> results = EventBus.publish(new List<Shipped__e>{ new Shipped__e(Number__c = '1'), new Shipped__e(Number__c = '2') });
    System.assert(results[0].isSuccess());
    System.assertEquals(0, [SELECT COUNT() FROM Account]);
    Test.stopTest();
    System.assertEquals(2, [SELECT COUNT() FROM Account]);
  }`);
});

// "Apex Reference Guide: Limits Class", getPublishImmediateDML.
test("events that are published at once count apart from DML statements", () => {
  holds(`@IsTest static void counts() {
    EventBus.publish(new Shipped__e(Number__c = '1'));
    EventBus.publish(new List<Sent__e>{ new Sent__e(), new Sent__e() });
    EventBus.publish(new List<Sent__e>());
    System.assertEquals(1, Limits.getDmlStatements());
    System.assertEquals(1, Limits.getPublishImmediateDML());
  }`);
});

test("a test can deliver events in between", () => {
  holds(`@IsTest static void delivers() {
    EventBus.publish(new Shipped__e(Number__c = '1'));
    Test.getEventBus().deliver();
    System.assertEquals(1, [SELECT COUNT() FROM Account]);
  }`);
});

test("a trigger may ask for its events again, nine times, learns why it did and keeps its position meanwhile", () => {
  // "Platform Events Developer Guide: Retry Event Triggers with EventBus.RetryableException"
  const result = runTests(
    orgWith({
      classes: [
        `@IsTest private class Retry_Test {
          @IsTest static void again() {
            EventBus.publish(new Shipped__e(Number__c = '2'));
            Test.getEventBus().deliver();
            Assert.areEqual(0, [SELECT COUNT() FROM Account]);
            EventBusSubscriber subscriber = [SELECT Position, Retries, LastError FROM EventBusSubscriber WHERE Name = 'Patient'];
            Integer before = subscriber.Position;
            Assert.areEqual('1 not yet 0', subscriber.Retries + ' ' + subscriber.LastError);
            Test.getEventBus().deliver();
            Assert.areEqual(0, [SELECT COUNT() FROM Account]);
            Test.getEventBus().deliver();
            Assert.areEqual('2 not yet 1', [SELECT Name FROM Account].Name);
            Assert.areEqual(before + 1, [SELECT Position FROM EventBusSubscriber WHERE Name = 'Patient'].Position);
          }
          @IsTest static void keepsItsPlace() {
            Integer before = [SELECT Position FROM EventBusSubscriber WHERE Name = 'Patient'].Position;
            EventBus.publish(new List<Shipped__e>{ new Shipped__e(Number__c = '1'), new Shipped__e(Number__c = '0') });
            Test.getEventBus().deliver();
            Assert.areEqual(before, [SELECT Position FROM EventBusSubscriber WHERE Name = 'Patient'].Position);
            Test.getEventBus().deliver();
            Assert.areEqual(before + 2, [SELECT Position FROM EventBusSubscriber WHERE Name = 'Patient'].Position);
          }
          @IsTest static void gaveUp() {
            Test.startTest();
            EventBus.publish(new Shipped__e(Number__c = '10'));
            try { Test.stopTest(); Assert.fail(); } catch (Exception e) { Assert.isTrue(e.getMessage().contains('not yet 9'), e.getMessage()); }
          }
          @IsTest static void outside() { Assert.areEqual(0, EventBus.TriggerContext.currentContext().retries); }
        }`
      ],
      triggers: [
        `trigger Patient on Shipped__e (after insert) {
          EventBus.TriggerContext context = EventBus.TriggerContext.currentContext();
          insert new Account(Name = context.retries + ' ' + context.lastError);
          if (context.retries < Integer.valueOf(Trigger.new[0].Number__c)) throw new EventBus.RetryableException('not yet ' + context.retries);
        }`
      ],
      files: eventFiles
    })
  );
  assert.deepEqual(
    failedMethods(result).map((method) => `${method.methodName}: ${method.failure!.message}`),
    []
  );
});

test("a trigger goes on behind its checkpoint, whatever ended it, and no trigger disturbs another", () => {
  // "Platform Events Developer Guide: Comparing setResumeCheckpoint() and EventBus.RetryableException"
  const result = runTests(
    orgWith({
      classes: [
        `@IsTest private class Resume_Test {
          @IsTest static void goesOn() {
            Test.startTest();
            EventBus.publish(new List<Shipped__e>{ new Shipped__e(Number__c = '1'), new Shipped__e(Number__c = '2'), new Shipped__e(Number__c = '3') });
            Test.stopTest();
            Assert.areEqual(3, [SELECT COUNT() FROM Contact]);
            Assert.areEqual(3, [SELECT COUNT() FROM Account]);
          }
        }`
      ],
      triggers: [
        subscriber,
        `trigger Stepping on Shipped__e (after insert) {
          insert new Contact(LastName = Trigger.new[0].Number__c);
          EventBus.TriggerContext.currentContext().setResumeCheckpoint(Trigger.new[0].ReplayId);
          if (Trigger.new[0].Number__c == '1') throw new IllegalArgumentException('after the checkpoint');
        }`
      ],
      files: eventFiles
    })
  );
  assert.deepEqual(
    failedMethods(result).map((method) => `${method.methodName}: ${method.failure!.message}`),
    []
  );
});

test("an event without a required field is not published", () => {
  holds(`@IsTest static void refuses() {
    Database.SaveResult r = EventBus.publish(new Shipped__e());
    System.assert(!r.isSuccess());
    System.assertEquals(StatusCode.REQUIRED_FIELD_MISSING, r.getErrors()[0].getStatusCode());
  }`);
});

test("publishing counts as a DML statement, of nothing it does not", () => {
  holds(`@IsTest static void counts() {
    EventBus.publish(new List<Shipped__e>());
    Assert.areEqual(0, Limits.getDmlStatements());
    EventBus.publish(new Shipped__e(Number__c = '1'));
    Assert.areEqual(1, Limits.getDmlStatements());
  }`);
});

test("a trigger of events is a subscriber, whose position is the replay id of the last event it got", () => {
  holds(`static EventBusSubscriber subscriber() {
    return [SELECT Name, Type, Status, Position, ExternalId FROM EventBusSubscriber WHERE Topic = 'Shipped__e'];
  }
  @IsTest static void moves() {
    Assert.areEqual('OnShipped', subscriber().Name);
    Assert.areEqual('ApexTrigger', subscriber().Type);
    Assert.areEqual([SELECT Id FROM ApexTrigger].Id, subscriber().ExternalId);
    Integer before = subscriber().Position;
    EventBus.publish(new List<Shipped__e>{ new Shipped__e(Number__c = '1'), new Shipped__e(Number__c = '2') });
    Assert.areEqual(before, subscriber().Position);
    Test.getEventBus().deliver();
    Assert.areEqual(before + 2, subscriber().Position);
    List<Account> made = [SELECT Name, Site FROM Account ORDER BY Name];
    Assert.areEqual(before + 2, Integer.valueOf(made[1].Site), 'the trigger wrote the replay id there');
  }`);
});

// "Apex Developer Guide: Firing Platform Events from Batch Apex"
test("a batch job that raises platform events tells what it did not catch", () => {
  const batch = (
    name: string,
    further: string
  ) => `public class ${name} implements Database.Batchable<SObject>${further} {
    public Database.QueryLocator start(Database.BatchableContext c) { return Database.getQueryLocator('SELECT Id FROM Account'); }
    public void execute(Database.BatchableContext c, List<Account> scope) { throw new IllegalArgumentException('broken'); }
    public void finish(Database.BatchableContext c) { }
  }`;
  const result = runTests(
    orgWith({
      classes: [
        batch("Telling", ", Database.RaisesPlatformEvents"),
        batch("Silent", ""),
        `@IsTest private class Telling_Test {
          static void run(Object job) {
            try { Test.startTest(); Database.executeBatch((Database.Batchable<SObject>) job); Test.stopTest(); Assert.fail(); }
            catch (IllegalArgumentException e) { Assert.areEqual('broken', e.getMessage()); }
            Test.getEventBus().deliver();
          }
          @IsTest static void tells() {
            Account a = new Account(Name = 'a');
            insert a;
            run(new Telling());
            Account told = [SELECT Description, Site FROM Account WHERE Name = 'told'];
            Assert.areEqual('EXECUTE System.IllegalArgumentException broken', told.Description);
            Assert.areEqual(a.Id, told.Site);
          }
          @IsTest static void isSilent() {
            insert new Account(Name = 'a');
            run(new Silent());
            Assert.areEqual(0, [SELECT COUNT() FROM Account WHERE Name = 'told']);
          }
        }`
      ],
      triggers: [
        "trigger OnBatchError on BatchApexErrorEvent (after insert) { for (BatchApexErrorEvent e : Trigger.new) insert new Account(Name = 'told', Site = e.JobScope, Description = e.Phase + ' ' + e.ExceptionType + ' ' + e.Message); }"
      ]
    })
  );
  assert.deepEqual(
    failedMethods(result).map((method) => `${method.methodName}: ${method.failure!.message}`),
    []
  );
});
