/** "Salesforce Help: Scheduled Paths"; "Metadata API Developer Guide: Flow", FlowScheduledPath. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { orgWith } from "../apex/testing/fixture.ts";
import { failedMethods } from "../apex/testing/results.ts";
import { runTests } from "../apex/testing/run-tests.ts";
import { ApexDate } from "../values/date.ts";
import { fieldFile, objectFile } from "../metadata/rules/fixture.ts";
import { assignment, filter, flowFile, FlowOrg, inputs, startOf, to } from "./fixture.ts";

interface Path {
  readonly name?: string;
  readonly offset?: readonly [number, "Minutes" | "Hours" | "Days" | "Months"];
  readonly field?: string;
  readonly async?: boolean;
  readonly batchSize?: number;
}

const hours = 60;
const days = 24 * hours;

/** The start of a flow whose path leads to `next`, and whose own way does nothing. */
function startWith(
  when: Parameters<typeof startOf>[0],
  next: string,
  { name = "Later", offset, field, async, batchSize }: Path,
  more = ""
): string {
  const moment = offset ? `<offsetNumber>${offset[0]}</offsetNumber><offsetUnit>${offset[1]}</offsetUnit>` : "";
  const source = field
    ? `<recordField>${field}</recordField><timeSource>RecordField</timeSource>`
    : "<timeSource>RecordTriggerEvent</timeSource>";
  const size = batchSize === undefined ? "" : `<maxBatchSize>${batchSize}</maxBatchSize>`;
  const kind = async ? "<pathType>AsyncAfterCommit</pathType>" : `${moment}${source}`;
  const path = `<scheduledPaths><name>${name}</name>${to(next)}<label>Later</label>${size}${kind}</scheduledPaths>`;
  return `${startOf(when, "RecordAfterSave", "Nothing", path + more)}${assignment("Nothing", [])}`;
}

/** Writes a note that says the status which the record has then. */
const remember = `<recordCreates><name>Remember</name><label>Remember</label>${inputs({ Order__c: "{$Record.Id}", Text__c: "{$Record.Status__c}" })}<object>Note__c</object></recordCreates>`;

const remembering = (when: Parameters<typeof startOf>[0], path: Path, more = ""): FlowOrg =>
  new FlowOrg({ Reminder: startWith(when, "Remember", path, more) + remember });

const notes = (org: FlowOrg): unknown[] => org.rows("SELECT Text__c FROM Note__c ORDER BY Text__c").flat();

const open = filter("Status__c", "EqualTo", "open");
const whenItBeginsToMeet = "<doesRequireRecordChangedToMeetCriteria>true</doesRequireRecordChangedToMeetCriteria>";

test("a path runs its offset after the save, with the record as it is then", async () => {
  const org = remembering("Create", { offset: [2, "Hours"] });
  const [order] = org.save("insert", "Order__c", { Name: "one", Status__c: "new" });
  await org.pass(2 * hours - 1);
  assert.deepEqual(notes(org), []);
  org.save("update", "Order__c", { Id: order!.id, Status__c: "packed" });
  await org.pass(1);
  assert.deepEqual(notes(org), ["packed"]);
  await org.pass(30 * days);
  assert.deepEqual(notes(org), ["packed"]);
});

test("a path runs before a date of the record, and moves with it", async () => {
  const org = remembering("CreateAndUpdate", { offset: [-1, "Days"], field: "Due__c" }, `${open}${whenItBeginsToMeet}`);
  const due = (day: number): ApexDate => ApexDate.parse(`2026-01-${day}`)!;
  const [order] = org.save("insert", "Order__c", { Name: "one", Status__c: "open", Due__c: due(20) });
  org.save("update", "Order__c", { Id: order!.id, Due__c: due(25) });
  await org.pass(6 * days);
  assert.deepEqual(notes(org), []);
  await org.pass(3 * days);
  assert.deepEqual(notes(org), ["open"]);
});

test("without its date a record waits for nothing, and no longer where the date is taken away", async () => {
  const org = remembering("CreateAndUpdate", { offset: [-1, "Days"], field: "Due__c" }, `${open}${whenItBeginsToMeet}`);
  const values = { Status__c: "open", Due__c: ApexDate.parse("2026-01-20")! };
  const [, dated] = org.save(
    "insert",
    "Order__c",
    { Name: "undated", Status__c: "open" },
    { Name: "dated", ...values }
  );
  org.save("update", "Order__c", { Id: dated!.id, Due__c: null });
  await org.pass(30 * days);
  assert.deepEqual(notes(org), []);
});

test("a record that no longer meets the criteria waits no longer", async () => {
  const org = remembering("CreateAndUpdate", { offset: [1, "Days"] }, `${open}${whenItBeginsToMeet}`);
  const [left] = org.save(
    "insert",
    "Order__c",
    { Name: "left", Status__c: "open" },
    { Name: "stays", Status__c: "open" }
  );
  org.save("update", "Order__c", { Id: left!.id, Status__c: "closed" });
  await org.pass(1 * days);
  assert.deepEqual(notes(org), ["open"]);
});

test("a record that is deleted, and one whose save is rolled back, wait for nothing", async () => {
  const org = remembering("Create", { offset: [1, "Hours"] });
  const [order] = org.save("insert", "Order__c", { Name: "gone", Status__c: "new" });
  org.save("delete", "Order__c", { Id: order!.id });
  org.said(
    "Savepoint s = Database.setSavepoint(); insert new Order__c(Name = 'back', Status__c = 'new'); Database.rollback(s);"
  );
  await org.pass(1 * hours);
  assert.deepEqual(notes(org), []);
});

test("what runs asynchronously does so after the commit, by the user who saved", async () => {
  const user = `<recordCreates><name>Remember</name><label>Remember</label>${inputs({ Order__c: "{$Record.Id}", Text__c: "{$User.Username}" })}<object>Note__c</object></recordCreates>`;
  const org = new FlowOrg({ Reminder: startWith("Create", "Remember", { async: true }) + user });
  org.save("insert", "Order__c", { Name: "one" });
  assert.deepEqual(notes(org), []);
  await org.pass(0);
  assert.deepEqual(notes(org), [org.org.administrator.username]);
});

test("records run together up to the batch size, each batch in a transaction of its own", async () => {
  const count = `public class Count { @InvocableMethod public static void tell(List<Id> orders) { insert new Note__c(Order__c = orders[0], Text__c = String.valueOf(orders.size())); } }`;
  const call = `<actionCalls><name>Tell</name><label>Tell</label><actionName>Count</actionName><actionType>apex</actionType><inputParameters><name>orders</name><value><elementReference>$Record.Id</elementReference></value></inputParameters></actionCalls>`;
  const org = new FlowOrg(
    { Counter: startWith("Create", "Tell", { offset: [1, "Hours"], batchSize: 2 }) + call },
    { Count: count }
  );
  org.save("insert", "Order__c", ...[1, 2, 3, 4, 5].map((number) => ({ Name: String(number) })));
  await org.pass(1 * hours);
  assert.deepEqual(notes(org), ["1", "2", "2"]);
});

test("in Apex tests what is due runs at stopTest, and what is later does not", () => {
  const files = {
    "objects/Order__c/Order__c.object-meta.xml": objectFile("ReadWrite"),
    "flows/Soon.flow-meta.xml": flowFile("Soon", startWith("Create", "Name", { async: true }) + rename("soon")),
    "flows/Late.flow-meta.xml": flowFile("Late", startWith("Create", "Name", { offset: [1, "Days"] }) + rename("late")),
    "objects/Order__c/fields/Grade__c.field-meta.xml": fieldFile("Grade__c", "<type>Text</type><length>9</length>")
  };
  const classes = [
    `@IsTest private class Paths_Test { @IsTest static void runs() {
      Test.startTest();
      insert new Order__c(Name = 'one');
      System.assertEquals(null, [SELECT Grade__c FROM Order__c].Grade__c);
      Test.stopTest();
      System.assertEquals('soon', [SELECT Grade__c FROM Order__c].Grade__c);
    } }`
  ];
  const result = runTests(orgWith({ classes, files }));
  assert.equal(result.methods.length, 1);
  assert.deepEqual(
    failedMethods(result).map((method) => method.failure!.message),
    []
  );
});

const rename = (grade: string): string =>
  `<recordUpdates><name>Name</name><label>Name</label>${inputs({ Grade__c: grade })}<inputReference>$Record</inputReference></recordUpdates>`;

test("a path of a flow before the save, by what is no date, to no element or of another type is refused", () => {
  const refused = (content: string): string => new FlowOrg({}).deploy({ Flawed: content }).join();
  const start = startWith("Create", "Remember", { offset: [1, "Hours"] });
  assert.match(
    refused(start.replace("RecordAfterSave", "RecordBeforeSave") + remember),
    /Only flows that run after the save have scheduled paths/
  );
  assert.match(
    refused(startWith("Create", "Remember", { field: "Status__c" }) + remember),
    /Order__c has no date Status__c for a scheduled path/
  );
  assert.match(refused(start), /The flow has no element Remember/);
  assert.match(
    refused(startWith("Create", "Remember", { async: true }).replace("AsyncAfterCommit", "ApprovalRecall") + remember),
    /does not run the scheduled path type ApprovalRecall/
  );
});
