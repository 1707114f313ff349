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

test("a test can deliver events in between", () => {
  holds(`@IsTest static void delivers() {
    EventBus.publish(new Shipped__e(Number__c = '1'));
    Test.getEventBus().deliver();
    System.assertEquals(1, [SELECT COUNT() FROM Account]);
  }`);
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
