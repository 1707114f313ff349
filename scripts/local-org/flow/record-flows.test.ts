/** "Apex Developer Guide: Triggers and Order of Execution"; "Metadata API Developer Guide: Flow". */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Decimal } from "../values/decimal.ts";
import { assignment, condition, filter, FlowOrg, inputs, startOf, to, variable } from "./fixture.ts";

const amount = (number: number): Decimal => Decimal.fromNumber(number);

const createNote = (name: string, order: string, text: string, more = ""): string =>
  `<recordCreates><name>${name}</name><label>${name}</label>${more}${inputs({ Order__c: order, Text__c: text })}<object>Note__c</object></recordCreates>`;

const failure = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    return (error as Error).message;
  }
  return "nothing failed";
};

test("a flow before the save writes into the record that is saved", () => {
  const org = new FlowOrg({
    Grade: `${startOf("CreateAndUpdate", "RecordBeforeSave", "Set")}${assignment("Set", [["$Record.Grade__c", "Assign", "{Level}"]])}
      <formulas><name>Level</name><dataType>String</dataType><expression>IF({!$Record.Amount__c} &gt;= 100, &quot;A&quot;, &quot;B&quot;)</expression></formulas>`
  });
  const [big] = org.save(
    "insert",
    "Order__c",
    { Name: "big", Amount__c: amount(100) },
    { Name: "small", Amount__c: amount(99.99) }
  );
  assert.deepEqual(org.rows("SELECT Name, Grade__c FROM Order__c ORDER BY Name"), [
    ["big", "A"],
    ["small", "B"]
  ]);
  org.save("update", "Order__c", { Id: big!.id, Amount__c: amount(1) });
  assert.deepEqual(org.rows("SELECT Grade__c FROM Order__c WHERE Name = 'big'"), [["B"]]);
  assert.deepEqual(org.used, { queries: 0, statements: 1 });
});

test("Update Records of the triggering record is such a write too", () => {
  const org = new FlowOrg({
    Grade: `${startOf("Create", "RecordBeforeSave", "Set")}<recordUpdates><name>Set</name><label>Set</label>${inputs({ Grade__c: "new" })}<inputReference>$Record</inputReference></recordUpdates>`
  });
  org.save("insert", "Order__c", { Name: "a" });
  assert.deepEqual(org.rows("SELECT Grade__c FROM Order__c"), [["new"]]);
  assert.equal(org.used.statements, 1);
});

test("a flow after the save serves 200 records with one query and one statement", () => {
  const org = new FlowOrg({
    Note: `${startOf("Create", "RecordAfterSave", "Find")}
      <recordLookups><name>Find</name><label>Find</label>${to("Make")}${filter("Order__c", "EqualTo", "{$Record.Id}")}<getFirstRecordOnly>true</getFirstRecordOnly><object>Note__c</object><storeOutputAutomatically>true</storeOutputAutomatically></recordLookups>
      ${createNote("Make", "{$Record.Id}", "Order {!$Record.Name} of {!$Record.Account__r.Name}")}`
  });
  const [account] = org.save("insert", "Account", { Name: "Acme" });
  const orders = Array.from({ length: 200 }, (_, index) => ({ Name: `o${index}`, Account__c: account!.id }));
  org.save("insert", "Order__c", ...orders);
  assert.deepEqual(org.used, { queries: 1, statements: 2 });
  assert.equal(org.rows("SELECT Id FROM Note__c").length, 200);
  assert.deepEqual(org.rows("SELECT Text__c FROM Note__c WHERE Order__r.Name = 'o7'"), [["Order o7 of Acme"]]);
});

test("conditions to start: all, any, by logic, and a field that has changed", () => {
  const logic = (filterLogic: string): string =>
    `<filterLogic>${filterLogic}</filterLogic>${filter("Amount__c", "GreaterThan", 10)}${filter("Status__c", "EqualTo", "Open")}${filter("Name", "StartsWith", "x")}`;
  const started = (filterLogic: string): unknown[] => {
    const org = new FlowOrg({
      Note: `${startOf("Create", "RecordBeforeSave", "Set", logic(filterLogic))}${assignment("Set", [["$Record.Grade__c", "Assign", "yes"]])}`
    });
    const of = (name: string, number: number, status: string | null) => ({
      Name: name,
      Amount__c: amount(number),
      Status__c: status
    });
    org.save(
      "insert",
      "Order__c",
      of("x1", 11, "Open"),
      of("a2", 11, null),
      of("x3", 10, "Open"),
      of("a4", 10, "open")
    );
    return org.rows("SELECT Name FROM Order__c WHERE Grade__c = 'yes' ORDER BY Name").flat();
  };
  assert.deepEqual(started("and"), ["x1"]);
  assert.deepEqual(started("or"), ["a2", "a4", "x1", "x3"]);
  assert.deepEqual(started("1 AND (2 OR NOT 3)"), ["a2", "x1"]);
});

test("a flow for records that begin to meet its conditions starts at the change and not after it", () => {
  const org = new FlowOrg({
    Won: `${startOf("CreateAndUpdate", "RecordAfterSave", "Make", `<doesRequireRecordChangedToMeetCriteria>true</doesRequireRecordChangedToMeetCriteria><filterLogic>and</filterLogic>${filter("Status__c", "EqualTo", "Won")}`)}
      ${createNote("Make", "{$Record.Id}", "won")}`
  });
  const notes = (): number => org.rows("SELECT Id FROM Note__c").length;
  const [order] = org.save("insert", "Order__c", { Name: "a", Status__c: "Open" });
  assert.equal(notes(), 0);
  org.save("update", "Order__c", { Id: order!.id, Status__c: "Won" });
  assert.equal(notes(), 1);
  org.save("update", "Order__c", { Id: order!.id, Name: "b" });
  assert.equal(notes(), 1);
  org.save("insert", "Order__c", { Name: "new", Status__c: "Won" });
  assert.equal(notes(), 2);
});

test("formulas of a flow know what the record was", () => {
  const org = new FlowOrg({
    Log: `${startOf("Update", "RecordAfterSave", "Make", "<filterFormula>ISCHANGED({!$Record.Amount__c})</filterFormula>")}
      ${createNote("Make", "{$Record.Id}", "{Said}")}
      <formulas><name>Said</name><dataType>String</dataType><expression>TEXT(PRIORVALUE({!$Record.Amount__c})) &amp; &quot; to &quot; &amp; TEXT({!$Record.Amount__c}) &amp; IF({!$Record__Prior.Status__c} = &quot;Open&quot;, &quot;!&quot;, &quot;&quot;)</expression></formulas>`
  });
  const [order] = org.save("insert", "Order__c", { Name: "a", Amount__c: amount(1), Status__c: "Open" });
  org.save("update", "Order__c", { Id: order!.id, Status__c: "Won" });
  org.save("update", "Order__c", { Id: order!.id, Status__c: "Open" });
  org.save("update", "Order__c", { Id: order!.id, Amount__c: amount(2.5), Status__c: "Won" });
  assert.deepEqual(org.rows("SELECT Text__c FROM Note__c"), [["1 to 2.5!"]]);
});

// "Salesforce Help: Formula Fields with Owner": an owner is a user or a queue.
test("a path says which kind of owner it means, and is blank where the owner is another", () => {
  const org = new FlowOrg({
    Log: `${startOf("Create", "RecordAfterSave", "Make")}
      ${createNote("Make", "{$Record.Id}", "{Said}")}
      <formulas><name>Said</name><dataType>String</dataType><expression>&quot;u:&quot; &amp; {!$Record.Owner:User.LastName} &amp; &quot; q:&quot; &amp; {!$Record.Owner:Queue.Name}</expression></formulas>`
  });
  org.save("insert", "Order__c", { Name: "a" });
  assert.deepEqual(org.rows("SELECT Text__c FROM Note__c"), [["u:Administrator q:"]]);
});

test("decisions, loops and collections", () => {
  const org = new FlowOrg({
    Close: `${startOf("Update", "RecordAfterSave", "Get", filter("Status__c", "EqualTo", "Closed"))}
      <recordLookups><name>Get</name><label>Get</label>${to("Each")}${filter("Order__c", "EqualTo", "{$Record.Id}")}<object>Note__c</object><sortField>Text__c</sortField><sortOrder>Asc</sortOrder><storeOutputAutomatically>true</storeOutputAutomatically></recordLookups>
      <loops><name>Each</name><label>Each</label><collectionReference>Get</collectionReference><iterationOrder>Desc</iterationOrder>${to("Is_Old", "nextValueConnector")}${to("Save", "noMoreValuesConnector")}</loops>
      <decisions><name>Is_Old</name><label>Is it old</label>${to("Each", "defaultConnector")}
        <rules><name>Old</name><label>Old</label><conditionLogic>or</conditionLogic>${condition("Each.Text__c", "StartsWith", "old")}${condition("Each.Text__c", "EqualTo", "ancient")}${to("Change")}</rules></decisions>
      ${assignment(
        "Change",
        [
          ["Each.Text__c", "Assign", "closed {!Each.Text__c}"],
          ["Changed", "Add", "{Each}"],
          ["Count", "Add", 1]
        ],
        "Each"
      )}
      <recordUpdates><name>Save</name><label>Save</label>${to("Tell")}<inputReference>Changed</inputReference></recordUpdates>
      ${createNote("Tell", "{$Record.Id}", "{Count} of {!Count} changed")}
      ${variable("Changed", "SObject", "<isCollection>true</isCollection><objectType>Note__c</objectType>")}
      ${variable("Count", "Number", "<scale>0</scale><value><numberValue>0</numberValue></value>")}`
  });
  const [order] = org.save("insert", "Order__c", { Name: "a" });
  org.save("insert", "Note__c", ...["old 1", "new", "ancient"].map((text) => ({ Text__c: text, Order__c: order!.id })));
  org.save("update", "Order__c", { Id: order!.id, Status__c: "Closed" });
  assert.deepEqual(org.rows("SELECT Text__c FROM Note__c ORDER BY Text__c").flat(), [
    "closed ancient",
    "closed old 1",
    "new",
    "{Count} of 2 changed"
  ]);
  assert.equal(org.used.statements, 3);
});

test("a fault takes its path; without one the record is not saved, in the words that orgs' users quote", () => {
  const wrong = (more: string): string =>
    `${startOf("Create", "RecordAfterSave", "Make")}<recordCreates><name>Make</name><label>Make</label>${more}${inputs({ Order__c: "{$Record.Id}" })}<object>Note__c</object></recordCreates>`;
  const handled = new FlowOrg({
    Handled: `${wrong(to("Tell", "faultConnector"))}${createNote("Tell", "{$Record.Id}", "{$Flow.FaultMessage}")}`
  });
  handled.save("insert", "Order__c", { Name: "a" });
  assert.match(
    String(handled.rows("SELECT Text__c FROM Note__c")[0]),
    /^This error occurred when the flow tried to create records: REQUIRED_FIELD_MISSING: /
  );
  const org = new FlowOrg({ Make_Notes: wrong("") });
  assert.match(
    failure(() => org.save("insert", "Order__c", { Name: "a" })),
    /first error: CANNOT_EXECUTE_FLOW_TRIGGER, We can't save this record because the “Make Notes” process failed\. Give your Salesforce admin these details\. This error occurred when the flow tried to create records: REQUIRED_FIELD_MISSING: Required fields are missing: \[Text__c\]\. You can look up ExceptionCode values in the SOAP API Developer Guide\./
  );
  assert.deepEqual(org.rows("SELECT Id FROM Order__c"), []);
});

test("one record's fault is not another's", () => {
  const org = new FlowOrg({
    Make: `${startOf("Create", "RecordAfterSave", "Make")}${createNote("Make", "{$Record.Id}", "{$Record.Status__c}")}`
  });
  const results = org.saveWhatCanBe(
    "Order__c",
    { Name: "a", Status__c: "x" },
    { Name: "b" },
    { Name: "c", Status__c: "z" }
  );
  assert.deepEqual(
    results.map((result) => result.slice(0, 27)),
    ["saved", "CANNOT_EXECUTE_FLOW_TRIGGER", "saved"]
  );
  assert.deepEqual(org.rows("SELECT Text__c FROM Note__c ORDER BY Text__c").flat(), ["x", "z"]);
});

test("what was not found has no fields", () => {
  const org = new FlowOrg({
    Read: `${startOf("Create", "RecordAfterSave", "Find")}
      <recordLookups><name>Find</name><label>Find</label>${to("Make")}${filter("Text__c", "EqualTo", "nothing")}<getFirstRecordOnly>true</getFirstRecordOnly><object>Note__c</object><storeOutputAutomatically>true</storeOutputAutomatically></recordLookups>
      ${createNote("Make", "{$Record.Id}", "{Find.Text__c}")}`
  });
  assert.match(
    failure(() => org.save("insert", "Order__c", { Name: "a" })),
    /The flow failed to access the value for Find\.Text__c because it hasn't been set or assigned\./
  );
});

test("a custom error stands at its field, and nothing is saved", () => {
  const org = new FlowOrg({
    Guard: `${startOf("CreateAndUpdate", "RecordAfterSave", "Refuse", filter("Amount__c", "GreaterThan", 100))}
      <customErrors><name>Refuse</name><label>Refuse</label><customErrorMessages><errorMessage>{!$Record.Name} is too much</errorMessage><fieldSelection>Amount__c</fieldSelection><isFieldError>true</isFieldError></customErrorMessages></customErrors>`
  });
  assert.match(
    failure(() => org.save("insert", "Order__c", { Name: "big", Amount__c: amount(101) })),
    /FIELD_CUSTOM_VALIDATION_EXCEPTION, big is too much: \[Amount__c\]/
  );
  org.save("insert", "Order__c", { Name: "small", Amount__c: amount(100) });
  assert.deepEqual(org.rows("SELECT Name FROM Order__c"), [["small"]]);
});

test("a flow before the deletion deletes what belongs to the record", () => {
  const org = new FlowOrg({
    Clean: `${startOf("Delete", "RecordBeforeDelete", "Remove")}<recordDeletes><name>Remove</name><label>Remove</label>${filter("Order__c", "EqualTo", "{$Record.Id}")}<object>Note__c</object></recordDeletes>`
  });
  const [kept, gone] = org.save("insert", "Order__c", { Name: "kept" }, { Name: "gone" });
  org.save("insert", "Note__c", { Text__c: "1", Order__c: kept!.id }, { Text__c: "2", Order__c: gone!.id });
  org.save("delete", "Order__c", { Id: gone!.id });
  assert.deepEqual(org.rows("SELECT Text__c FROM Note__c").flat(), ["1"]);
});

test("flows of one object run by their number; those without stand between 1,000 and 1,001", () => {
  const append = (letter: string, order?: number): string =>
    `${order === undefined ? "" : `<triggerOrder>${order}</triggerOrder>`}${startOf("Create", "RecordBeforeSave", "Set")}${assignment("Set", [["$Record.Grade__c", "Assign", `{!$Record.Grade__c}${letter}`]])}`;
  const org = new FlowOrg({ A: append("a", 1001), B: append("b"), C: append("c", 1000), D: append("d", 2) });
  org.save("insert", "Order__c", { Name: "a" });
  assert.deepEqual(org.rows("SELECT Grade__c FROM Order__c"), [["dcba"]]);
});

test("what a flow does to its own record does not start it again, and starts others", () => {
  const org = new FlowOrg({
    Count: `${startOf("CreateAndUpdate", "RecordAfterSave", "Add")}<recordUpdates><name>Add</name><label>Add</label>${inputs({ Amount__c: "{More}" })}<inputReference>$Record</inputReference></recordUpdates>
      <formulas><name>More</name><dataType>Number</dataType><expression>{!$Record.Amount__c} + 1</expression><scale>2</scale></formulas>`,
    Grade: `${startOf("Update", "RecordBeforeSave", "Set")}${assignment("Set", [["$Record.Grade__c", "Assign", "updated"]])}`
  });
  org.save("insert", "Order__c", { Name: "a", Amount__c: amount(1) });
  assert.deepEqual(org.rows("SELECT Amount__c, Grade__c FROM Order__c"), [[2, "updated"]]);
});

test("before triggers see what a flow before the save wrote, and a flow after the save what triggers wrote", () => {
  const org = new FlowOrg(
    {
      Before: `${startOf("Create", "RecordBeforeSave", "Set")}${assignment("Set", [["$Record.Grade__c", "Assign", "flow"]])}`,
      After: `${startOf("Create", "RecordAfterSave", "Make")}${createNote("Make", "{$Record.Id}", "{$Record.Status__c}")}`
    },
    {},
    {
      OrderTrigger:
        "trigger OrderTrigger on Order__c (before insert) { for (Order__c o : Trigger.new) o.Status__c = 'saw ' + o.Grade__c; }"
    }
  );
  org.save("insert", "Order__c", { Name: "a" });
  assert.deepEqual(org.rows("SELECT Text__c FROM Note__c"), [["saw flow"]]);
});
