/** "SOQL and SOSL Reference: TYPEOF; Understanding Relationship Fields and Polymorphic Fields". */
import assert from "node:assert/strict";
import { test } from "node:test";
import { rowWriter } from "../api/records/to-json.ts";
import { holds } from "../apex/testing/fixture.ts";
import { Fixture } from "../save/fixture.ts";
import { ApexDate } from "../values/date.ts";
import { analyzeQuery } from "./analyze.ts";

const eventsOfThree = `
    Account acme = new Account(Name = 'Acme', Phone = '555', NumberOfEmployees = 7);
    Opportunity deal = new Opportunity(Name = 'Deal', StageName = 'New', CloseDate = Date.newInstance(2026, 5, 1), Amount = 12);
    Case trouble = new Case(Subject = 'Broken');
    insert new List<SObject>{ acme, deal, trouble };
    deal.AccountId = acme.Id;
    update deal;
    List<Task> tasks = new List<Task>();
    for (SObject what : new List<SObject>{ acme, deal, trouble }) tasks.add(new Task(WhatId = what.Id));
    tasks.add(new Task());
    insert tasks;`;

test("each object gives the fields that are asked of it", () => {
  holds(`@IsTest static void chooses() {${eventsOfThree}
    List<Task> found = [SELECT TYPEOF What WHEN Account THEN Phone, NumberOfEmployees WHEN Opportunity THEN Amount, Account.Name END
      FROM Task ORDER BY Id];
    Account first = (Account) found[0].What;
    Assert.areEqual('555', first.Phone);
    Assert.areEqual(7, first.NumberOfEmployees);
    Opportunity second = (Opportunity) found[1].What;
    Assert.areEqual(12, second.Amount);
    Assert.areEqual('Acme', second.Account.Name);
    try {
      Object unasked = second.CloseDate;
      Assert.fail('CloseDate was not asked for');
    } catch (SObjectException e) {
      Assert.isTrue(e.getMessage().contains('Opportunity.CloseDate'));
    }
  }`);
});

test("without ELSE what leads elsewhere is null", () => {
  holds(`@IsTest static void others() {${eventsOfThree}
    List<Task> found = Database.query('SELECT TYPEOF What WHEN Account THEN Phone END FROM Task ORDER BY Id');
    Assert.isNotNull(found[0].What);
    Assert.isNull(found[1].What);
    Assert.isNull(found[3].What);
  }`);
});

test("ELSE asks all other objects for what names have", () => {
  holds(`@IsTest static void elsewhere() {${eventsOfThree}
    List<Task> found = [SELECT TYPEOF What WHEN Account THEN Phone ELSE Name, Type END FROM Task ORDER BY Id];
    Assert.areEqual('555', ((Account) found[0].What).Phone);
    Assert.isFalse(found[0].What.getPopulatedFieldsAsMap().containsKey('Name'));
    Assert.areEqual('Deal', found[1].What.Name);
    Assert.isNull(found[3].What);
  }`);
});

test("an API answer has the fields of the record's own object alone", () => {
  const fixture = new Fixture();
  const account = fixture.insert("Account", { Name: "Acme", Phone: "555" });
  const deal = fixture.insert("Opportunity", { Name: "Deal", StageName: "New", CloseDate: ApexDate.of(2026, 5, 1) });
  for (const what of [account, deal]) fixture.insert("Task", { WhatId: what.id });
  const text =
    "SELECT Id, TYPEOF What WHEN Account THEN Phone, Owner.LastName WHEN Opportunity THEN Name END FROM Task ORDER BY Id";
  const write = rowWriter(analyzeQuery(text, fixture.schema), "v66.0");
  const rows = fixture.query(text).map((row) => Object.keys(write(row)["What"] as object));
  assert.deepEqual(rows, [
    ["attributes", "Phone", "Owner"],
    ["attributes", "Name"]
  ]);
});

test("what the page does not allow is refused", () => {
  const fixture = new Fixture();
  const refused: readonly (readonly [string, RegExp])[] = [
    [
      "SELECT TYPEOF Account WHEN Account THEN Phone END FROM Contact",
      /TYPEOF needs a relationship to several objects/
    ],
    ["SELECT TYPEOF What WHEN Profile THEN Name END FROM Task", /Profile is no object that What can be/],
    ["SELECT What.Name, TYPEOF What WHEN Account THEN Phone END FROM Task", /TYPEOF and the field list both name What/],
    [
      "SELECT toLabel(Status), TYPEOF What WHEN Account THEN Phone END FROM Task",
      /with functions in its SELECT clause/
    ],
    ["SELECT TYPEOF What WHEN Account THEN toLabel(Industry) END FROM Task", /unexpected token/],
    [
      "SELECT COUNT(Id), TYPEOF What WHEN Account THEN Phone END FROM Task GROUP BY Status",
      /not allowed with GROUP BY/
    ],
    ["SELECT TYPEOF What END FROM Task", /expecting 'when'/]
  ];
  for (const [query, message] of refused) assert.throws(() => fixture.query(query), message, query);
});
