import assert from "node:assert/strict";
import { test } from "node:test";
import { Fixture } from "../save/fixture.ts";
import type { BindValue, QueryOptions } from "./types.ts";
import { analyzeSearch, executeSearch } from "./search.ts";

const system: QueryOptions = { accessMode: "system", withSharing: false };

function sample(): Fixture {
  const fixture = new Fixture();
  fixture.save("insert", [
    fixture.record("Account", { Name: "Acme Tools", Phone: "555-0100", Industry: "Retail" }),
    fixture.record("Account", { Name: "ACME Łódź", Website: "https://example.com" }),
    fixture.record("Account", { Name: "Globex (Acmeville)" }),
    fixture.record("Contact", { LastName: "Acme", Email: "tools@example.com" })
  ]);
  return fixture;
}

function names(
  fixture: Fixture,
  text: string,
  binds: Record<string, BindValue> = {},
  fixed?: readonly string[]
): (string | null)[][] {
  const rows = executeSearch(
    fixture.tx,
    analyzeSearch(text, fixture.schema),
    new Map(Object.entries(binds)),
    system,
    fixed
  );
  return rows.map((records) => records.map((record) => record.get("Name") as string | null));
}

test("words are found without case, in the fields and objects that are named", () => {
  const fixture = sample();
  assert.deepEqual(names(fixture, "FIND 'acme' IN ALL FIELDS RETURNING Account(Name ORDER BY Name), Contact(Name)"), [
    ["Acme Tools", "ACME Łódź"],
    ["Acme"]
  ]);
  assert.deepEqual(names(fixture, "FIND {łódź} RETURNING Account(Name)"), [["ACME Łódź"]]);
  assert.deepEqual(
    names(
      fixture,
      "FIND 'acme*' IN NAME FIELDS RETURNING Account(Id, Name WHERE Industry = null ORDER BY Name DESC LIMIT 1)"
    ),
    [["Globex (Acmeville)"]]
  );
  assert.deepEqual(names(fixture, "FIND 'tools' IN EMAIL FIELDS RETURNING Account(Name), Contact(Name)"), [
    [],
    ["Acme"]
  ]);
  assert.deepEqual(names(fixture, "FIND 'acme AND NOT tools' RETURNING Account(Name)"), [["ACME Łódź"]]);
  assert.deepEqual(
    names(fixture, "FIND :term RETURNING Account(Name WHERE Name LIKE :like)", { term: "globex OR tools", like: "G%" }),
    [["Globex (Acmeville)"]]
  );
  // SOQL and SOSL Reference: LIMIT n; pozil/sfdc-ui-lookup-lwc gives it by a variable.
  assert.deepEqual(names(fixture, "FIND 'acme' RETURNING Account(Name ORDER BY Name) LIMIT :most", { most: 1 }), [
    ["Acme Tools"]
  ]);
});

test("in a test only the fixed results are found", () => {
  const fixture = sample();
  const [globex] = fixture.query("SELECT Id FROM Account WHERE Name LIKE 'Globex%'");
  assert.deepEqual(names(fixture, "FIND 'acme' RETURNING Account(Name), Contact(Name)", {}, []), [[], []]);
  assert.deepEqual(names(fixture, "FIND 'acme' RETURNING Account(Name), Contact(Name)", {}, [globex!.id!]), [
    ["Globex (Acmeville)"],
    []
  ]);
});

test("a wrong search is refused", () => {
  const fixture = sample();
  assert.throws(() => names(fixture, "FIND 'a' RETURNING Account"), /search term must be longer than one character: a/);
  assert.throws(() => names(fixture, "FIND 'acme' RETURNING Acount"), /sObject type 'Acount' is not supported/);
  assert.throws(() => names(fixture, "FIND 'acme' RETURNING Account(Foo)"), /No such column 'Foo' on entity 'Account'/);
  assert.throws(() => names(fixture, "FIND 'acme'"), /expecting 'returning'/);
});

test("clauses of Knowledge and of spelling change nothing, and others are refused by name", () => {
  const fixture = sample();
  const found = [["Acme Tools", "ACME Łódź"]];
  const search = "FIND 'acme' RETURNING Account(Name ORDER BY Name)";
  for (const clause of [
    "WITH SNIPPET",
    "WITH SNIPPET (target_length = 120) LIMIT 10",
    "WITH SPELL_CORRECTION = false WITH METADATA = 'LABELS'",
    "WITH USER_MODE LIMIT 5 UPDATE TRACKING, VIEWSTAT"
  ]) {
    assert.deepEqual(names(fixture, `${search} ${clause}`), found, clause);
  }
  assert.throws(() => names(fixture, `${search} WITH HIGHLIGHT`), /WITH HIGHLIGHT is not supported by the local org/);
});
