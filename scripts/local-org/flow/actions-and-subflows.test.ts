/**
 * "Apex Developer Guide: InvocableMethod Annotation"; "Apex Reference Guide: Interview Class"; "Metadata API Developer Guide:
 * Flow"; "Salesforce Help: Distribute Flows to Automated Systems".
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldFile, metadata } from "../metadata/rules/fixture.ts";
import { Notifications } from "../notifications/notifications.ts";
import { assignment, begin, condition, FlowOrg, inputs, startOf, to, value, variable } from "./fixture.ts";

const DOUBLE = `public with sharing class Doubling {
  public class Request { @InvocableVariable public Integer count; @InvocableVariable public List<String> words; @InvocableVariable public Order__c source; }
  public class Answer { @InvocableVariable public Integer doubled; @InvocableVariable public List<String> both; @InvocableVariable public String name; }
  static Integer calls = 0;
  @InvocableMethod(label='Double')
  public static List<Answer> twice(List<Request> requests) {
    calls++;
    List<Answer> answers = new List<Answer>();
    for (Request r : requests) {
      if (r.count == 13) { throw new IllegalArgumentException('Thirteen'); }
      Answer a = new Answer();
      a.doubled = r.count * 2;
      a.both = new List<String>(r.words);
      a.both.add('call ' + calls);
      a.name = r.source?.Name;
      answers.add(a);
    }
    return answers;
  }
}`;

const call = (
  name: string,
  next: string | undefined,
  values: Readonly<Record<string, string | number>>,
  more = ""
): string =>
  `<actionCalls><name>${name}</name><label>${name}</label><actionName>Doubling</actionName><actionType>apex</actionType>${to(next)}${more}${Object.entries(
    values
  )
    .map(([input, given]) => `<inputParameters><name>${input}</name>${value(given)}</inputParameters>`)
    .join("")}<storeOutputAutomatically>true</storeOutputAutomatically></actionCalls>`;

const words = variable("Words", "String", "<isCollection>true</isCollection>");

const createNote = (name: string, text: string): string =>
  `<recordCreates><name>${name}</name><label>${name}</label>${inputs({ Order__c: "{$Record.Id}", Text__c: text })}<object>Note__c</object></recordCreates>`;

test("an action of Apex is called once for all records, with values of the types that it declares", () => {
  const org = new FlowOrg(
    {
      Doubled: `${startOf("Create", "RecordAfterSave", "Fill")}
        ${assignment("Fill", [["Words", "Add", "{$Record.Name}"]], "Call")}
        ${call("Call", "Make", { count: "{$Record.Amount__c}", words: "{Words}", source: "{$Record}" })}
        ${createNote("Make", "{!Call.doubled} {!Call.both} {!Call.name}")}${words}`
    },
    { Doubling: DOUBLE }
  );
  org.save("insert", "Order__c", { Name: "a", Amount__c: 2 }, { Name: "b", Amount__c: 3 });
  assert.deepEqual(org.rows("SELECT Text__c FROM Note__c ORDER BY Text__c").flat(), [
    "4 [a, call 1] a",
    "6 [b, call 1] b"
  ]);
});

// "Actions Developer Guide: Custom Notification Actions"
test("a custom notification goes to its recipients, and one that lacks a target takes the fault path", () => {
  const notify = (name: string, next: string, more: Readonly<Record<string, string>>): string =>
    `<actionCalls><name>${name}</name><label>${name}</label><actionName>customNotificationAction</actionName><actionType>customNotificationAction</actionType>${to(next)}<faultConnector><targetReference>Fault</targetReference></faultConnector>${Object.entries(
      { customNotifTypeId: "{Type.Id}", recipientIds: "{Recipients}", title: "Paid", body: "{$Record.Name}", ...more }
    )
      .map(([input, given]) => `<inputParameters><name>${input}</name>${value(given)}</inputParameters>`)
      .join("")}</actionCalls>`;
  const org = new FlowOrg(
    {
      Told: `${startOf("Create", "RecordAfterSave", "Type")}
        <recordLookups><name>Type</name><label>Type</label>${to("Fill")}<getFirstRecordOnly>true</getFirstRecordOnly><object>CustomNotificationType</object><storeOutputAutomatically>true</storeOutputAutomatically></recordLookups>
        ${assignment("Fill", [["Recipients", "Add", "{$Record.OwnerId}"]], "Told")}
        ${notify("Told", "Untold", { targetId: "{$Record.Id}" })}${notify("Untold", "Fault", {})}
        ${createNote("Fault", "{$Flow.FaultMessage}")}${variable("Recipients", "String", "<isCollection>true</isCollection>")}`
    },
    {},
    {},
    {
      "notificationtypes/Stock.notiftype-meta.xml": metadata(
        "CustomNotificationType",
        "<customNotifTypeName>Stock</customNotifTypeName><desktop>true</desktop><masterLabel>Stock</masterLabel><mobile>true</mobile>"
      )
    }
  );
  const [order] = org.save("insert", "Order__c", { Name: "a" });
  const told = org.within((tx) => new Notifications(tx.database).of(tx.user.id, 10));
  assert.deepEqual(
    told.map(({ title, body, target }) => [title, body, target]),
    [["Paid", "a", order!.id]]
  );
  assert.deepEqual(org.rows("SELECT Text__c FROM Note__c"), [["Specify a target id or a target page reference"]]);
});

// "Actions Developer Guide: Post to Chatter Actions"
test("a post to Chatter is one in the feed of its record, or the user of that name", () => {
  const post = (name: string, next: string | undefined, given: Readonly<Record<string, string>>): string =>
    `<actionCalls><name>${name}</name><label>${name}</label><actionName>chatterPost</actionName><actionType>chatterPost</actionType>${to(next)}<faultConnector><targetReference>Fault</targetReference></faultConnector>${Object.entries(
      given
    )
      .map(([input, one]) => `<inputParameters><name>${input}</name>${value(one)}</inputParameters>`)
      .join("")}<storeOutputAutomatically>true</storeOutputAutomatically></actionCalls>`;
  const org = new FlowOrg({
    Told: `${startOf("Create", "RecordAfterSave", "Paid")}
      ${post("Paid", "Kept", { text: "Paid #[money] @[{!$Record.OwnerId}]", subjectNameOrId: "{$Record.Id}" })}
      ${post("Nobody", undefined, { text: "Lost", subjectNameOrId: "nobody@example.com", type: "User" })}
      ${createNote("Kept", "{!Paid.feedItemId}").replace("<object>", `${to("Nobody")}<object>`)}
      ${createNote("Fault", "{$Flow.FaultMessage}")}`
  });
  const [order] = org.save("insert", "Order__c", { Name: "a" });
  const [[id, parent, body] = []] = org.rows("SELECT Id, ParentId, Body FROM FeedItem");
  assert.equal(parent, order!.id);
  assert.match(String(body), /^Paid #money /);
  assert.deepEqual(org.rows("SELECT Text__c FROM Note__c ORDER BY Text__c").flat(), [
    id,
    "There is no user, group or record nobody@example.com to post to"
  ]);
});

test("an exception of an action takes the fault path of all that called", () => {
  const org = new FlowOrg(
    {
      Doubled: `${startOf("Create", "RecordAfterSave", "Call")}
        ${call("Call", "Make", { count: "{$Record.Amount__c}", words: "{Words}" }, to("Failed", "faultConnector"))}
        ${createNote("Make", "done")}${createNote("Failed", "{$Flow.FaultMessage}")}${words}`
    },
    { Doubling: DOUBLE }
  );
  org.save("insert", "Order__c", { Name: "a", Amount__c: 13 });
  assert.deepEqual(org.rows("SELECT Text__c FROM Note__c").flat(), [
    "An Apex error occurred: System.IllegalArgumentException: Thirteen"
  ]);
});

const SUM = `${begin("Add")}
  ${assignment("Add", [
    ["Total", "Add", "{One}"],
    ["Total", "Add", "{Other}"]
  ])}
  ${variable("One", "Number", "<isInput>true</isInput><scale>2</scale>")}
  ${variable("Other", "Number", "<isInput>true</isInput><scale>2</scale><value><numberValue>5</numberValue></value>")}
  ${variable("Total", "Number", "<isOutput>true</isOutput><scale>2</scale><value><numberValue>0</numberValue></value>")}`;

test("a flow within a flow takes inputs and gives outputs", () => {
  const org = new FlowOrg({
    Sum: SUM,
    Outer: `${startOf("Create", "RecordAfterSave", "Inner")}
      <subflows><name>Inner</name><label>Inner</label>${to("Make")}<flowName>Sum</flowName><inputAssignments><name>One</name>${value("{$Record.Amount__c}")}</inputAssignments><outputAssignments><assignToReference>Kept</assignToReference><name>Total</name></outputAssignments></subflows>
      ${createNote("Make", "{!Kept} {!Inner.Total}")}${variable("Kept", "Number", "<scale>2</scale>")}`
  });
  org.save("insert", "Order__c", { Name: "a", Amount__c: 2 });
  assert.deepEqual(org.rows("SELECT Text__c FROM Note__c").flat(), ["7 7"]);
});

test("Apex starts a flow and reads what it gives", () => {
  const org = new FlowOrg({ Sum: SUM });
  const said = org.said(`
    Flow.Interview.Sum sum = new Flow.Interview.Sum(new Map<String, Object>{ 'One' => 1.5 });
    sum.start();
    System.debug(sum.getVariableValue('Total'));
    Flow.Interview other = Flow.Interview.createInterview('Sum', new Map<String, Object>{ 'One' => 1, 'Other' => 2 });
    other.start();
    System.debug(other.getVariableValue('Total'));`);
  assert.deepEqual(said, ["6.5", "3"]);
});

test("Apex starts the latest version of a flow where none is active, and knows no other", () => {
  const org = new FlowOrg({
    Sum: `<status>Draft</status>${SUM}`,
    Unfinished: "<status>Draft</status><waits><name>W</name></waits>"
  });
  assert.equal(org.org.flows.runs("Sum"), false, "clients start active flows alone");
  const said = org.said(`
    Flow.Interview.Sum sum = new Flow.Interview.Sum(new Map<String, Object>{ 'One' => 1.5 });
    sum.start();
    System.debug(sum.getVariableValue('Total'));
    for (String name : new List<String>{ 'Unfinished', 'Nowhere' }) {
      try { Flow.Interview.createInterview(name, new Map<String, Object>()).start(); }
      catch (Exception e) { System.debug(e.getTypeName()); }
    }`);
  assert.deepEqual(said, ["6.5", "System.FlowException", "System.TypeException"]);
});

test("a fault that no path takes is an exception of Apex", () => {
  const org = new FlowOrg({
    Wrong: `${begin("Make")}<recordCreates><name>Make</name><label>Make</label><object>Note__c</object></recordCreates>`
  });
  const [said] = org.said(`
    try { new Flow.Interview.Wrong(new Map<String, Object>()).start(); }
    catch (FlowException e) { System.debug(e.getMessage()); }`);
  assert.match(said!, /^An unhandled fault has occurred in this flow\. .*REQUIRED_FIELD_MISSING/);
});

test("records go in and out of a flow, and a flow that only filters and sorts", () => {
  const org = new FlowOrg({
    Pick: `${begin("Keep")}
      <collectionProcessors><name>Keep</name><elementSubtype>FilterCollectionProcessor</elementSubtype><label>Keep</label><assignNextValueToReference>One</assignNextValueToReference><collectionProcessorType>FilterCollectionProcessor</collectionProcessorType><collectionReference>Orders</collectionReference><conditionLogic>and</conditionLogic>${condition("One.Amount__c", "GreaterThan", 1)}${to("Order")}</collectionProcessors>
      <collectionProcessors><name>Order</name><elementSubtype>SortCollectionProcessor</elementSubtype><label>Order</label><collectionProcessorType>SortCollectionProcessor</collectionProcessorType><collectionReference>Keep</collectionReference>${to("Give")}<limit>2</limit><sortOptions><doesPutEmptyStringAndNullFirst>false</doesPutEmptyStringAndNullFirst><sortField>Amount__c</sortField><sortOrder>Desc</sortOrder></sortOptions></collectionProcessors>
      ${assignment("Give", [
        ["Best", "Assign", "{Order}"],
        ["Count", "AssignCount", "{Keep}"]
      ])}
      ${variable("One", "SObject", "<objectType>Order__c</objectType>")}
      ${variable("Orders", "SObject", "<isCollection>true</isCollection><isInput>true</isInput><objectType>Order__c</objectType>")}
      ${variable("Best", "SObject", "<isCollection>true</isCollection><isOutput>true</isOutput><objectType>Order__c</objectType>")}
      ${variable("Count", "Number", "<isOutput>true</isOutput><scale>0</scale>")}`
  });
  const said = org.said(`
    List<Order__c> orders = new List<Order__c>();
    for (Integer i = 0; i < 5; i++) { orders.add(new Order__c(Name = 'o' + i, Amount__c = i)); }
    Flow.Interview.Pick pick = new Flow.Interview.Pick(new Map<String, Object>{ 'Orders' => orders });
    pick.start();
    for (Object o : (List<Object>) pick.getVariableValue('Best')) { System.debug(((Order__c) o).Name); }
    System.debug(pick.getVariableValue('Count'));`);
  assert.deepEqual(said, ["o4", "o3", "3"]);
});

test("Create Records of a platform event publishes it, after the commit", async () => {
  const event = metadata(
    "CustomObject",
    "<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><label>Shipped</label><pluralLabel>Shipped</pluralLabel><publishBehavior>PublishAfterCommit</publishBehavior>"
  );
  const org = new FlowOrg(
    {
      Ship: `${startOf("Create", "RecordAfterSave", "Tell")}
        <recordCreates><name>Tell</name><label>Tell</label>${inputs({ What__c: "{$Record.Name}" })}<object>Shipped__e</object></recordCreates>`
    },
    {},
    {
      OnShipped:
        "trigger OnShipped on Shipped__e (after insert) { List<Note__c> notes = new List<Note__c>(); for (Shipped__e one : Trigger.new) notes.add(new Note__c(Text__c = 'heard ' + one.What__c)); insert notes; }"
    },
    {
      "objects/Shipped__e/Shipped__e.object-meta.xml": event,
      "objects/Shipped__e/fields/What__c.field-meta.xml": fieldFile("What__c", "<type>Text</type><length>80</length>")
    }
  );
  org.save("insert", "Order__c", { Name: "a" }, { Name: "b" });
  await org.org.idle();
  assert.deepEqual(org.rows("SELECT Text__c FROM Note__c ORDER BY Text__c").flat(), ["heard a", "heard b"]);
});

// trailheadapps/agent-script-recipes reads texts, records and what is found of one flow so.
test("Apex gets the values of variables by their types", () => {
  const org = new FlowOrg({
    Pick: `${begin("Find")}
      <recordLookups><name>Find</name><label>Find</label>${to("FindAll")}<object>Order__c</object><outputReference>One</outputReference><queriedFields>Name</queriedFields></recordLookups>
      <recordLookups><name>FindAll</name><label>FindAll</label>${to("Fill")}<object>Order__c</object><outputReference>All</outputReference></recordLookups>
      ${assignment("Fill", [
        ["Words", "Add", "{One.Name}"],
        ["Numbers", "Add", 2]
      ])}
      ${variable("One", "SObject", "<isOutput>true</isOutput><objectType>Order__c</objectType>")}
      ${variable("All", "SObject", "<isCollection>true</isCollection><isOutput>true</isOutput><objectType>Order__c</objectType>")}
      ${variable("Words", "String", "<isCollection>true</isCollection><isOutput>true</isOutput>")}
      ${variable("Numbers", "Number", "<isCollection>true</isCollection><isOutput>true</isOutput>")}`
  });
  org.save("insert", "Order__c", { Name: "a" });
  assert.deepEqual(
    org.said(`
      Flow.Interview pick = Flow.Interview.createInterview('Pick', new Map<String, Object>());
      pick.start();
      System.debug(((Order__c) pick.getVariableValue('One')).Name);
      System.debug(((List<Order__c>) pick.getVariableValue('All')).size());
      System.debug(((List<SObject>) pick.getVariableValue('All')).size());
      System.debug(((List<String>) pick.getVariableValue('Words'))[0]);
      System.debug(((List<Decimal>) pick.getVariableValue('Numbers'))[0]);`),
    ["a", "1", "1", "a", "2"]
  );
});

test("an assignment takes null of a record that was not found", () => {
  const org = new FlowOrg({
    Look: `${begin("Find")}
      <recordLookups><name>Find</name><label>Find</label>${to("Take")}<getFirstRecordOnly>true</getFirstRecordOnly><object>Order__c</object><storeOutputAutomatically>true</storeOutputAutomatically></recordLookups>
      ${assignment("Take", [["Status", "Assign", "{Find.Status__c}"]])}
      ${variable("Status", "String", "<isOutput>true</isOutput>")}`
  });
  assert.deepEqual(
    org.said(`
      Flow.Interview look = Flow.Interview.createInterview('Look', new Map<String, Object>());
      look.start();
      System.debug(look.getVariableValue('Status'));`),
    ["null"]
  );
});

// trailheadapps/agent-script-recipes, SearchKnowledgeBase
test("texts of conditions are equal in any case", () => {
  const decision = (operator: string): string =>
    `${begin("Ask")}<decisions><name>Ask</name><label>Ask</label><defaultConnectorLabel>No</defaultConnectorLabel><rules><name>Yes</name><conditionLogic>and</conditionLogic>${condition("Kind", operator, "technical")}${to("Take")}<label>Yes</label></rules></decisions>
      ${assignment("Take", [["Found", "Assign", true]])}
      ${variable("Kind", "String", "<isInput>true</isInput>")}${variable("Found", "Boolean", "<isOutput>true</isOutput>")}`;
  const org = new FlowOrg({ Same: decision("EqualTo"), Other: decision("NotEqualTo") });
  assert.deepEqual(
    org.said(`
      for (String name : new List<String>{ 'Same', 'Other' }) {
        Flow.Interview ask = Flow.Interview.createInterview(name, new Map<String, Object>{ 'Kind' => 'Technical' });
        ask.start();
        System.debug(ask.getVariableValue('Found'));
      }`),
    ["true", "false"]
  );
});
