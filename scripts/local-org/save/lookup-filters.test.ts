import assert from "node:assert/strict";
import { test } from "node:test";
import type { LookupFilter } from "../schema/types.ts";
import { customObject, Fixture } from "./fixture.ts";

function fixtureWith(lookupFilter: LookupFilter): Fixture {
  return new Fixture([
    customObject("Visit__c", [
      { name: "Region__c", type: "string", length: 40 },
      {
        name: "Account__c",
        type: "reference",
        referenceTo: ["Account"],
        relationshipName: "Account__r",
        childRelationshipName: "Visits__r",
        deleteConstraint: "SetNull",
        lookupFilter
      }
    ])
  ]);
}

const industry = { field: "Account.Industry", operation: "equals", value: "shipping, Energy" };
const sameCity = { field: "Account.BillingCity", operation: "equals", value: "", valueField: "$Source.Region__c" };
const outcome = (fixture: Fixture, values: Record<string, string | null>): string => {
  const [result] = fixture.save("insert", [fixture.record("Visit__c", { Name: "V", ...values })], { allOrNone: false });
  return result!.success ? "saved" : result!.errors.map((one) => `${one.statusCode} ${one.message}`).join();
};
const refused = "FIELD_FILTER_VALIDATION_EXCEPTION Value does not exist or does not match filter criteria.";

test("a lookup accepts what its filter lets through, and nothing is asked of a blank one", () => {
  const fixture = fixtureWith({ optional: false, items: [industry] });
  const good = fixture.insert("Account", { Name: "A", Industry: "Shipping" });
  const bad = fixture.insert("Account", { Name: "B", Industry: "Media" });
  assert.equal(outcome(fixture, { Account__c: good.id }), "saved");
  assert.equal(outcome(fixture, { Account__c: null }), "saved");
  assert.equal(outcome(fixture, { Account__c: bad.id }), refused);
});

test("a filter compares with fields of the record itself, and is asked again when they change", () => {
  const fixture = fixtureWith({
    optional: false,
    errorMessage: "Choose an account of the region",
    booleanFilter: "1 OR (2 AND 1)",
    items: [sameCity, industry]
  });
  const account = fixture.insert("Account", { Name: "A", BillingCity: "Oslo" });
  const visit = fixture.insert("Visit__c", { Name: "V", Account__c: account.id, Region__c: "oslo" });
  const change = (values: Record<string, string>): boolean =>
    fixture.save("update", [fixture.record("Visit__c", { Id: visit.id, ...values })], { allOrNone: false })[0]!.success;
  assert.equal(change({ Region__c: "Bergen" }), false);
  fixture.save("update", [fixture.record("Account", { Id: account.id, BillingCity: "Bergen" })]);
  assert.equal(change({ Name: "W" }), true);
  assert.equal(
    outcome(fixture, { Account__c: account.id, Region__c: "Oslo" }),
    "FIELD_FILTER_VALIDATION_EXCEPTION Choose an account of the region"
  );
});

test("an optional filter refuses nothing", () => {
  const fixture = fixtureWith({ optional: true, items: [industry] });
  const bad = fixture.insert("Account", { Name: "B", Industry: "Media" });
  assert.equal(outcome(fixture, { Account__c: bad.id }), "saved");
});
