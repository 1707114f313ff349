import assert from "node:assert/strict";
import { test } from "node:test";
import { Fixture, decimal, invoicing } from "./fixture.ts";
import { DmlError } from "./types.ts";
import type { SObjectRecord } from "../schema/record.ts";

function failing(work: () => unknown): DmlError {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof DmlError, String(error));
    return error;
  }
  throw new Error("nothing was thrown");
}

function invoice(fixture: Fixture): SObjectRecord {
  return fixture.insert("Invoice__c", { Name: "I-1", Batch__c: fixture.insert("Batch__c", { Name: "B-1" }).id });
}

test("an insert gives the record its id, owner, defaults and audit fields", () => {
  const fixture = new Fixture();
  const account = fixture.insert("Account", { Name: "  Acme  " });
  assert.match(account.id!, /^001[0-9A-Za-z]{15}$/);
  assert.deepEqual(Object.keys(account.values), ["Name", "Id"]);
  const [stored] = fixture.query("SELECT Name, OwnerId, CreatedDate, IsDeleted FROM Account");
  assert.equal(stored!.get("Name"), "Acme");
  assert.equal(stored!.get("OwnerId"), fixture.tx.user.id);
  assert.equal(String(stored!.get("IsDeleted")), "false");
});

test("system validation speaks the platform's words", () => {
  const fixture = new Fixture(invoicing);
  assert.equal(
    failing(() => fixture.insert("Account", {})).message,
    "Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Name]: [Name]"
  );
  assert.match(
    failing(() => fixture.insert("Account", { Name: "x".repeat(256) })).message,
    /STRING_TOO_LONG, Account Name: data value too large: x+ \(max length=255\): \[Name\]$/
  );
  const parent = invoice(fixture);
  assert.match(
    failing(() => fixture.insert("Line__c", { Name: "L", Invoice__c: parent.id, Kind__c: "Other" })).message,
    /INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, Kind: bad value for restricted picklist field: Other: \[Kind__c\]/
  );
  assert.match(
    failing(() =>
      fixture.insert("Line__c", { Name: "L", Invoice__c: parent.id, Amount__c: decimal("99999999999999999.99") })
    ).message,
    /NUMBER_OUTSIDE_VALID_RANGE/
  );
  assert.match(
    failing(() => fixture.insert("Line__c", { Name: "L", Invoice__c: fixture.insert("Account", { Name: "A" }).id }))
      .message,
    /FIELD_INTEGRITY_EXCEPTION/
  );
  assert.match(
    failing(() => fixture.insert("Line__c", { Name: "L", Invoice__c: parent.id!.slice(0, 12) + "zzz" })).message,
    /INVALID_CROSS_REFERENCE_KEY/
  );
});

// Salesforce Stack Exchange 139392: "ID as name after creating new object".
test("a record that is given no name is called by its id of 15 characters, and keeps a name that it is given", () => {
  const fixture = new Fixture(invoicing);
  const unnamed = fixture.insert("Batch__c", {});
  const named = fixture.insert("Batch__c", { Name: "B" });
  assert.equal(unnamed.get("Name"), null, "the record that is saved is as its program made it");
  assert.deepEqual(fixture.column("SELECT Name FROM Batch__c ORDER BY Id"), [unnamed.id!.slice(0, 15), "B"]);
  assert.equal(named.get("Name"), "B");
});

test("a number is rounded half up to its field's scale", () => {
  const fixture = new Fixture(invoicing);
  fixture.insert("Line__c", { Name: "L", Invoice__c: invoice(fixture).id, Amount__c: decimal("-1.005") });
  assert.deepEqual(fixture.column("SELECT Amount__c FROM Line__c"), ["-1.01"]);
});

test("summaries follow insert, update, reparenting, delete and undelete on every level", () => {
  const fixture = new Fixture(invoicing);
  const first = invoice(fixture);
  const second = invoice(fixture);
  const totals = (): (string | null)[] =>
    fixture
      .column("SELECT Total__c FROM Invoice__c ORDER BY Id")
      .concat(fixture.column("SELECT Total__c FROM Batch__c ORDER BY Id"));
  const lines = ["10.50", "-2.25", "5"].map((amount) =>
    fixture.record("Line__c", { Name: "L", Invoice__c: first.id, Amount__c: decimal(amount) })
  );
  fixture.save("insert", lines);
  assert.deepEqual(totals(), ["13.25", "0.00", "13.25", "0.00"]);
  assert.deepEqual(fixture.column("SELECT Returned__c FROM Invoice__c ORDER BY Id"), ["-2.25", "0.00"]);
  assert.deepEqual(fixture.column("SELECT Smallest__c FROM Invoice__c ORDER BY Id"), ["-2.25", null]);
  fixture.save("update", [fixture.record("Line__c", { Id: lines[0]!.id, Amount__c: decimal("1") })]);
  assert.deepEqual(totals(), ["3.75", "0.00", "3.75", "0.00"]);
  fixture.save("update", [fixture.record("Line__c", { Id: lines[1]!.id, Invoice__c: second.id })]);
  assert.deepEqual(totals(), ["6.00", "-2.25", "6.00", "-2.25"]);
  fixture.save("delete", [lines[2]!]);
  assert.deepEqual(totals(), ["1.00", "-2.25", "1.00", "-2.25"]);
  fixture.save("undelete", [lines[2]!]);
  assert.deepEqual(totals(), ["6.00", "-2.25", "6.00", "-2.25"]);
  assert.deepEqual(fixture.column("SELECT Lines__c FROM Invoice__c ORDER BY Id"), ["2", "1"]);
});

test("a parent whose summary changes is saved with its own triggers, whose refusal falls back on the children", () => {
  const fixture = new Fixture(invoicing);
  const parent = invoice(fixture);
  fixture.fired.length = 0;
  fixture.save("insert", [fixture.record("Line__c", { Name: "L", Invoice__c: parent.id, Amount__c: decimal("1") })]);
  assert.deepEqual(fixture.fired, [
    "before insert Line__c 1",
    "after insert Line__c 1",
    "before update Invoice__c 1",
    "after update Invoice__c 1",
    "before update Batch__c 1",
    "after update Batch__c 1"
  ]);
  fixture.onTrigger = (event) => {
    if (event.object.name === "Invoice__c" && event.timing === "before") {
      event.newRecords![0]!.addError("FIELD_CUSTOM_VALIDATION_EXCEPTION", "Closed");
    }
  };
  assert.match(
    failing(() => fixture.insert("Line__c", { Name: "L", Invoice__c: parent.id, Amount__c: decimal("1") })).message,
    /FIELD_CUSTOM_VALIDATION_EXCEPTION, Closed/
  );
  assert.deepEqual(fixture.column("SELECT Total__c FROM Invoice__c"), ["1.00"]);
});

// "Apex Developer Guide: Bulk DML Exception Handling"
test("a partial save keeps the good rows, in a second attempt that fires the triggers again", () => {
  const fixture = new Fixture();
  fixture.fired.length = 0;
  const records = ["A", null, "C"].map((name) => fixture.record("Account", { Name: name }));
  const results = fixture.save("insert", records, { allOrNone: false });
  assert.deepEqual(
    results.map((result) => result.success),
    [true, false, true]
  );
  assert.deepEqual(fixture.column("SELECT Name FROM Account"), ["A", "C"]);
  assert.deepEqual(fixture.fired, [
    "before insert Account 3",
    "after insert Account 2",
    "before insert Account 2",
    "after insert Account 2"
  ]);
  assert.equal(records[1]!.id, null);
  assert.equal(results[0]!.id, records[0]!.id);
});

test("unique values may not be given twice, neither in a batch nor against what is stored", () => {
  const fixture = new Fixture(invoicing);
  const parent = invoice(fixture);
  const line = (code: string): SObjectRecord =>
    fixture.record("Line__c", { Name: "L", Invoice__c: parent.id, Code__c: code });
  const results = fixture.save("insert", [line("a"), line("A"), line("a")], { allOrNone: false });
  assert.deepEqual(
    results.map((result) => result.errors[0]?.statusCode),
    [undefined, undefined, "DUPLICATE_VALUE"]
  );
  assert.match(
    failing(() => fixture.save("insert", [line("A")])).message,
    /duplicate value found: Code__c duplicates value on record with id: a/
  );
});

test("an upsert matches by external id and refuses the same one twice", () => {
  const fixture = new Fixture(invoicing);
  const parent = invoice(fixture);
  const line = (code: string, amount: string): SObjectRecord =>
    fixture.record("Line__c", { Name: "L", Invoice__c: parent.id, Code__c: code, Amount__c: decimal(amount) });
  const options = { externalIdField: "Code__c", allOrNone: false };
  assert.deepEqual(
    fixture.save("upsert", [line("a", "1"), line("b", "2")], options).map((result) => result.created),
    [true, true]
  );
  assert.deepEqual(
    fixture.save("upsert", [line("a", "5"), line("c", "3")], options).map((result) => result.created),
    [false, true]
  );
  assert.deepEqual(fixture.column("SELECT Amount__c FROM Line__c ORDER BY Code__c"), ["5.00", "2.00", "3.00"]);
  assert.deepEqual(
    fixture.save("upsert", [line("d", "5"), line("d", "3")], options).map((result) => result.errors[0]?.message),
    ["Duplicate external id specified: d", "Duplicate external id specified: d"]
  );
});

// "Apex Developer Guide: Deleting Records"
test("deleting a master takes its details along without their triggers, and undelete brings them back", () => {
  const fixture = new Fixture(invoicing);
  const parent = invoice(fixture);
  fixture.insert("Line__c", { Name: "L", Invoice__c: parent.id, Amount__c: decimal("1") });
  fixture.fired.length = 0;
  fixture.save("delete", [parent]);
  assert.ok(!fixture.fired.some((event) => event.includes("Line__c")));
  assert.equal(fixture.run("SELECT COUNT() FROM Line__c").size, 0);
  assert.equal(fixture.run("SELECT COUNT() FROM Line__c ALL ROWS").size, 1);
  assert.match(
    failing(() => fixture.save("update", [fixture.record("Invoice__c", { Id: parent.id, Name: "x" })])).message,
    /ENTITY_IS_DELETED, entity is deleted/
  );
  fixture.save("undelete", [parent]);
  assert.equal(fixture.run("SELECT COUNT() FROM Line__c").size, 1);
});

test("deleting the record of a lookup clears it", () => {
  const fixture = new Fixture(invoicing);
  const account = fixture.insert("Account", { Name: "A" });
  const batch = fixture.insert("Batch__c", { Name: "B" });
  fixture.insert("Invoice__c", { Name: "I", Batch__c: batch.id, Account__c: account.id });
  fixture.save("delete", [account]);
  assert.deepEqual(fixture.column("SELECT Account__c FROM Invoice__c"), [null]);
});

// Apex Developer Guide: Deleting Records, Referential Integrity When Deleting and Restoring Records
test("undelete gives lookups back that the deletion cleared, but for those that were replaced", () => {
  const fixture = new Fixture(invoicing);
  const account = fixture.insert("Account", { Name: "A" });
  const other = fixture.insert("Account", { Name: "Other" });
  const batch = fixture.insert("Batch__c", { Name: "B" });
  const lookup = { Batch__c: batch.id, Account__c: account.id };
  fixture.insert("Invoice__c", { Name: "kept", ...lookup });
  const replaced = fixture.insert("Invoice__c", { Name: "replaced", ...lookup });
  fixture.save("delete", [account]);
  fixture.save("update", [fixture.record("Invoice__c", { Id: replaced.id, Account__c: other.id })]);
  fixture.save("undelete", [account]);
  assert.deepEqual(fixture.column("SELECT Account__c FROM Invoice__c ORDER BY Name"), [account.id, other.id]);
});

// SalesforceLabs/ActionPlansV4: triggers find what went with a record by the lookup.
test("records in the bin keep their lookups", () => {
  const fixture = new Fixture(invoicing);
  const account = fixture.insert("Account", { Name: "A" });
  const batch = fixture.insert("Batch__c", { Name: "B" });
  const invoice = fixture.insert("Invoice__c", { Name: "I", Batch__c: batch.id, Account__c: account.id });
  fixture.save("delete", [invoice]);
  fixture.save("delete", [account]);
  assert.deepEqual(fixture.column("SELECT Account__c FROM Invoice__c ALL ROWS"), [account.id]);
});

test("a failed statement leaves nothing, whatever its triggers wrote", () => {
  const fixture = new Fixture();
  fixture.onTrigger = (event) => {
    if (event.timing === "after" && event.object.name === "Account") {
      fixture.insert("Contact", { LastName: "Made by trigger" });
      event.newRecords![0]!.addError("FIELD_CUSTOM_VALIDATION_EXCEPTION", "no");
    }
  };
  failing(() => fixture.insert("Account", { Name: "A" }));
  assert.equal(fixture.run("SELECT COUNT() FROM Contact").size, 0);
  assert.equal(fixture.run("SELECT COUNT() FROM Account").size, 0);
});

test("four thousand details are summed exactly on two levels, chunk by chunk", () => {
  const fixture = new Fixture(invoicing);
  const batch = fixture.insert("Batch__c", { Name: "B" });
  const parents = Array.from({ length: 200 }, (_, index) =>
    fixture.record("Invoice__c", { Name: `I${index}`, Batch__c: batch.id })
  );
  fixture.save("insert", parents);
  fixture.tx.limits.reset();
  for (let chunk = 0; chunk < 20; chunk++) {
    fixture.save(
      "insert",
      Array.from({ length: 200 }, (_, index) =>
        fixture.record("Line__c", {
          Name: "L",
          Invoice__c: parents[(chunk * 7 + index) % 200]!.id,
          Code__c: `${chunk}-${index}`,
          Amount__c: decimal("1.25")
        })
      ),
      { countLimits: false }
    );
  }
  assert.deepEqual(fixture.column("SELECT Total__c FROM Batch__c"), ["5000.00"]);
});

test("a record that an upsert matched by an external id gets its id, and empty texts become null", () => {
  const fixture = new Fixture(invoicing);
  const batch = fixture.insert("Batch__c", { Name: "B" });
  const invoice = fixture.insert("Invoice__c", { Name: "I", Batch__c: batch.id });
  const stored = fixture.insert("Line__c", { Name: "L", Code__c: "c1", Invoice__c: invoice.id });
  const given = fixture.record("Line__c", { Name: "M", Code__c: "c1" });
  fixture.save("upsert", [given], { externalIdField: "Code__c" });
  assert.equal(given.id, stored.id);

  const phones: unknown[] = [];
  fixture.onTrigger = ({ newRecords }) => phones.push(newRecords![0]!.get("Phone"));
  const account = fixture.insert("Account", { Name: "A", Phone: "" });
  assert.deepEqual([...phones, account.get("Phone")], [null, null, null]);
});

test("an upsert inserts what is new and does not update it besides", () => {
  const fixture = new Fixture();
  const events: string[] = [];
  fixture.onTrigger = ({ timing, operation }) => events.push(`${timing} ${operation}`);
  fixture.save("upsert", [fixture.record("Account", { Name: "A" })]);
  assert.deepEqual(events, ["before insert", "after insert"]);
});

test("details are also found under the path of their parent's name", () => {
  const fixture = new Fixture();
  const account = fixture.insert("Account", { Name: "A" });
  fixture.insert("Contact", { LastName: "C", AccountId: account.id });
  for (const text of [
    "SELECT Name, (SELECT LastName FROM Account.Contacts) FROM Account",
    "SELECT a.Name, (SELECT c.LastName FROM a.Contacts c) FROM Account a"
  ]) {
    const [found] = fixture.query(text);
    assert.deepEqual(
      found!.children!["Contacts"]!.map((contact) => contact.get("LastName")),
      ["C"]
    );
  }
});

test("a list that changes its type too often is refused", () => {
  const fixture = new Fixture();
  const mixed = (changes: number): SObjectRecord[] =>
    Array.from({ length: changes }, (_, index) =>
      index % 2 === 0
        ? fixture.record("Account", { Name: `A${index}` })
        : fixture.record("Contact", { LastName: `C${index}` })
    );
  assert.equal(fixture.save("insert", mixed(10)).length, 10);
  assert.throws(() => fixture.save("insert", mixed(11)), /Cannot have more than 10 chunks in a single operation/);
});

test("a statement that fails as a whole leaves its records without ids", () => {
  const fixture = new Fixture();
  const records = [fixture.record("Account", { Name: "A" }), fixture.record("Contact", {})];
  failing(() => fixture.save("insert", records));
  assert.deepEqual(
    records.map(({ id }) => id),
    [null, null]
  );
  assert.deepEqual(fixture.query("SELECT Id FROM Account"), []);
});
