import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "../../test/properties.ts";
import { Fixture, invoicing } from "../save/fixture.ts";
import { PlatformError } from "../transaction/platform-error.ts";

const queries = [
  "SELECT Id, Name, Parent.Name, (SELECT LastName FROM Contacts WHERE Email != null ORDER BY LastName LIMIT 2) FROM Account WHERE (Name LIKE 'A%' OR NOT Industry IN ('x', 'y')) AND CreatedDate >= LAST_N_DAYS:30 ORDER BY Name DESC NULLS LAST LIMIT 10 OFFSET 1",
  "SELECT Kind__c, COUNT(Id) n, SUM(Amount__c) FROM Line__c WHERE Invoice__r.Account__r.Name = 'x' GROUP BY ROLLUP(Kind__c) HAVING SUM(Amount__c) > 1.5 ORDER BY Kind__c",
  "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName = 'it\\'s') AND AnnualRevenue < 1e3 ALL ROWS",
  "SELECT COUNT() FROM Contact WHERE Owner.Name = 'x' AND Birthdate = 2020-01-31 AND LastModifiedDate < 2020-01-31T00:00:00Z WITH USER_MODE",
  "SELECT CALENDAR_YEAR(convertTimezone(CreatedDate)) y, MAX(AnnualRevenue) FROM Account GROUP BY CALENDAR_YEAR(convertTimezone(CreatedDate))"
];

const pieces = [
  "'",
  "(",
  ")",
  ",",
  ".",
  ":",
  "x",
  "0",
  "-",
  " ",
  "SELECT ",
  " FROM ",
  " NOT ",
  " NULL ",
  "%",
  "\\",
  '"',
  ";",
  "--",
  "/*",
  "é",
  "\u0000"
];

/** A query with a few pieces cut out, put in or doubled. */
const broken = fc
  .tuple(
    fc.constantFrom(...queries),
    fc.array(fc.tuple(fc.nat(300), fc.nat(12), fc.constantFrom("", ...pieces)), { minLength: 1, maxLength: 4 })
  )
  .map(([query, edits]) =>
    edits.reduce(
      (text, [at, cut, piece]) =>
        text.slice(0, at % (text.length + 1)) + piece + text.slice((at % (text.length + 1)) + cut),
      query
    )
  );

test("a broken query gives rows or an error in the platform's words, nothing else", () => {
  const fixture = new Fixture(invoicing);
  fixture.insert("Account", { Name: "A" });
  fc.assert(
    fc.property(broken, (query) => {
      try {
        fixture.query(query, {}, { countLimits: false });
      } catch (error) {
        assert.ok(error instanceof PlatformError, `${query}\n${(error as Error).stack}`);
      }
    }),
    { numRuns: 2_000 }
  );
});

test("text in a bind is never read as a part of the query", () => {
  const fixture = new Fixture();
  fixture.insert("Account", { Name: "x' OR Name != '" });
  fixture.insert("Account", { Name: "other" });
  fc.assert(
    fc.property(fc.string(), (name) => {
      assert.ok(
        fixture.query("SELECT Id FROM Account WHERE Name = :name", { name }, { countLimits: false }).length <= 1
      );
    }),
    { numRuns: 300 }
  );
  assert.equal(fixture.query("SELECT Id FROM Account WHERE Name = :name", { name: "x' OR Name != '" }).length, 1);
});

test("long and deep queries run or are refused", () => {
  const fixture = new Fixture();
  fixture.insert("Account", { Name: "n7" });
  const long = Array.from({ length: 3_000 }, (_, index) => `Name = 'n${index}'`).join(" OR ");
  assert.equal(fixture.query(`SELECT Id FROM Account WHERE ${long} LIMIT 99999999999999999999`).length, 1);
  const deep = (levels: number): string =>
    `SELECT Id FROM Account WHERE ${"(NOT ".repeat(levels)}Name = 'n7'${")".repeat(levels)}`;
  assert.equal(fixture.query(deep(60)).length, 1);
  assert.throws(() => fixture.query(deep(5_000)), /The condition is nested too deeply/);
  assert.throws(
    () => fixture.query(`SELECT Id FROM Account WHERE Name = '${"x".repeat(100_000)}'`),
    /cannot be longer than 100000 characters/
  );
  assert.throws(
    () => fixture.query("SELECT Id FROM Account WHERE AnnualRevenue < 1e9999"),
    /unexpected token|MALFORMED/
  );
});
