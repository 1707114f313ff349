import assert from "node:assert/strict";
import { test } from "node:test";
import { Fixture, customObject, decimal, invoicing } from "../save/fixture.ts";
import { ApexDate } from "../values/date.ts";
import { ApexDatetime } from "../values/datetime.ts";
import type { SObjectRecord } from "../schema/record.ts";
import type { SqlValue } from "../storage/database.ts";
import type { FieldValue } from "../values/field-value.ts";

function sample(): Fixture {
  const fixture = new Fixture(invoicing);
  const acme = fixture.insert("Account", { Name: "Acme", Industry: "Retail", AnnualRevenue: decimal("500") });
  const globex = fixture.insert("Account", { Name: "Globex", Industry: "Retail", AnnualRevenue: decimal("1500") });
  fixture.insert("Account", { Name: "Łódź & Co", Industry: "Energy", ParentId: acme.id });
  fixture.insert("Account", { Name: "50%_off" });
  fixture.save("insert", [
    fixture.record("Contact", { LastName: "Ada", FirstName: "A.", AccountId: acme.id, Email: "ada@example.com" }),
    fixture.record("Contact", { LastName: "Bob", AccountId: acme.id }),
    fixture.record("Contact", { LastName: "Cyd", AccountId: globex.id }),
    fixture.record("Contact", { LastName: "Dan" })
  ]);
  const batch = fixture.insert("Batch__c", { Name: "B" });
  const invoices = [acme, globex].map((account, index) =>
    fixture.record("Invoice__c", { Name: `I${index}`, Batch__c: batch.id, Account__c: account.id })
  );
  fixture.save("insert", invoices);
  fixture.save("insert", [
    fixture.record("Line__c", {
      Name: "L1",
      Invoice__c: invoices[0]!.id,
      Amount__c: decimal("10.10"),
      Code__c: "a",
      Paid__c: ApexDate.of(2026, 3, 14)
    }),
    fixture.record("Line__c", {
      Name: "L2",
      Invoice__c: invoices[0]!.id,
      Amount__c: decimal("-3"),
      Code__c: "A",
      Kind__c: "Service",
      Paid__c: ApexDate.of(2026, 2, 28)
    }),
    fixture.record("Line__c", { Name: "L3", Invoice__c: invoices[1]!.id, Amount__c: decimal("7.35"), Code__c: "b" })
  ]);
  return fixture;
}

/** Query → the Name column, in order. */
const filters: readonly (readonly [query: string, names: string])[] = [
  ["SELECT Name FROM Account WHERE Name = 'ACME'", "Acme"],
  ["select name from account where name != 'acme' ORDER BY Name", "50%_off,Globex,Łódź & Co"],
  ["SELECT Name FROM Account WHERE Name = 'łóDź & co'", "Łódź & Co"],
  ["SELECT Name FROM Account WHERE Name LIKE 'ŁÓ%'", "Łódź & Co"],
  ["SELECT Name FROM Account WHERE Name LIKE '50\\%\\_%'", "50%_off"],
  ["SELECT Name FROM Account WHERE Name LIKE '_cme'", "Acme"],
  ["SELECT Name FROM Account WHERE Name IN ('acme', 'ŁÓDŹ & CO') ORDER BY Name", "Acme,Łódź & Co"],
  ["SELECT Name FROM Account WHERE Name NOT IN ('acme', 'globex') ORDER BY Name", "50%_off,Łódź & Co"],
  ["SELECT Name FROM Account WHERE Industry = null", "50%_off"],
  // A public suite that passes in orgs filters by this text of a thousand letters.
  ["SELECT Name FROM User WHERE AboutMe = 'nobody'", ""],
  ["SELECT Name FROM Account WHERE Industry != null AND AnnualRevenue = null", "Łódź & Co"],
  ["SELECT Name FROM Account WHERE Industry != 'Retail' ORDER BY Name", "50%_off,Łódź & Co"],
  ["SELECT Name FROM Account WHERE NOT (Industry = 'Retail') ORDER BY Name", "50%_off,Łódź & Co"],
  [
    "SELECT Name FROM Account WHERE (NOT AnnualRevenue > 600) AND (Name LIKE 'A%' OR Name LIKE '5%') ORDER BY Name",
    "50%_off,Acme"
  ],
  ["SELECT Name FROM Account WHERE AnnualRevenue >= 500.0 ORDER BY AnnualRevenue DESC", "Globex,Acme"],
  ["SELECT Name FROM Account WHERE AnnualRevenue > 499.5 AND AnnualRevenue < 500.5", "Acme"],
  ["SELECT Name FROM Account ORDER BY AnnualRevenue NULLS LAST, Name DESC", "Acme,Globex,Łódź & Co,50%_off"],
  // "SOQL and SOSL Reference: ORDER BY": null values are sorted first by default; a public suite that passes in orgs has both.
  ["SELECT Name FROM Account ORDER BY AnnualRevenue DESC, Name", "50%_off,Łódź & Co,Globex,Acme"],
  ["SELECT Name FROM Account ORDER BY AnnualRevenue DESC NULLS LAST, Name", "Globex,Acme,50%_off,Łódź & Co"],
  ["SELECT Name FROM Account WHERE Parent.Name = 'Acme'", "Łódź & Co"],
  ["SELECT Name FROM Account a WHERE a.Owner.Name = 'Local Administrator' LIMIT 1 OFFSET 1", "Globex"],
  ["SELECT Name FROM Account WHERE Owner.Profile.Name LIKE 'System%' LIMIT 2", "Acme,Globex"],
  ["SELECT Name FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Email != null)", "Acme"],
  ["SELECT Name FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact) ORDER BY Name", "50%_off,Łódź & Co"],
  ["SELECT Name FROM Contact WHERE Account.Industry = 'retail' ORDER BY LastName", "A. Ada,Bob,Cyd"],
  ["SELECT Name FROM Contact WHERE AccountId = null", "Dan"],
  ["SELECT Name FROM Line__c WHERE Code__c = 'A'", "L2"],
  ["SELECT Name FROM Line__c WHERE Invoice__r.Account__r.Name = 'acme' AND Amount__c > 0", "L1"],
  ["SELECT Name FROM Line__c WHERE Paid__c = YESTERDAY", "L1"],
  ["SELECT Name FROM Line__c WHERE Paid__c = LAST_MONTH", "L2"],
  ["SELECT Name FROM Line__c WHERE Paid__c >= LAST_N_DAYS:7", "L1"],
  ["SELECT Name FROM Line__c WHERE Paid__c < 2026-03-01", "L2"],
  ["SELECT Name FROM Line__c WHERE CALENDAR_MONTH(Paid__c) = 2", "L2"],
  [
    "SELECT Name FROM Account WHERE CreatedDate = TODAY AND CreatedDate < 2026-03-15T13:00:00+01:00 AND Name = 'Acme'",
    ""
  ],
  ["SELECT Name FROM Account WHERE CreatedDate <= 2026-03-15T13:00:00+01:00 AND Name = 'Acme'", "Acme"]
];

test("conditions choose the rows that the documentation says", () => {
  const fixture = sample();
  for (const [query, names] of filters) {
    assert.equal(
      fixture
        .query(query)
        .map((record) => record.get("Name"))
        .join(","),
      names,
      query
    );
  }
});

test("binds of every kind, lists of any length included", () => {
  const fixture = sample();
  const names = (where: string, binds: Parameters<Fixture["query"]>[1]): string =>
    fixture
      .query(`SELECT Name FROM ${where}`, binds)
      .map((record) => record.get("Name"))
      .join(",");
  const ids = fixture.query("SELECT Id FROM Account").map((record) => record.id!);
  const long = [
    ...ids.map((id) => id.slice(0, 15)),
    ...Array.from({ length: 5_000 }, (_, index) => `0015e0000000000${index}`.slice(0, 15))
  ];
  assert.equal(names("Account WHERE Id IN :ids ORDER BY Id LIMIT :n", { ids: long.slice(0, 4), n: 2 }), "Acme,Globex");
  assert.equal(
    names("Account WHERE Name IN :names", {
      names: Array.from({ length: 20_000 }, (_, index) => `n${index}`).concat("acme")
    }),
    "Acme"
  );
  assert.equal(names("Account WHERE Name = :blank", { blank: null }), "");
  // SalesforceLabs/Partner-Recruitement-App
  assert.equal(names("Account WHERE Id = :text OR ParentId IN :texts", { text: "thisBadId", texts: ["x"] }), "");
  assert.equal(names("Account WHERE AnnualRevenue = :amount", { amount: decimal("500.00") }), "Acme");
  assert.equal(names("Account WHERE AnnualRevenue > :amount", { amount: 600 }), "Globex");
  assert.equal(names("Line__c WHERE Paid__c = :day", { day: ApexDate.of(2026, 3, 14) }), "L1");
  assert.equal(
    names("Account WHERE CreatedDate < :moment LIMIT 1", { moment: new ApexDatetime(Date.UTC(2027, 0, 1)) }),
    "Acme"
  );
  assert.equal(
    names("Contact WHERE Account.Name LIKE :patterns AND LastName < :other.LastName", {
      patterns: ["acme", "x%"],
      "other.LastName": "B"
    }),
    "A. Ada"
  );
});

test("a row carries what was asked for: parents, null parents, children", () => {
  const fixture = sample();
  const [cyd, dan] = fixture.query(
    "SELECT LastName, Account.Name, Account.Owner.Email, Owner.Type, Owner.Name FROM Contact WHERE LastName IN ('Cyd', 'Dan') ORDER BY LastName"
  );
  assert.equal(cyd!.parents!["Account"]!.get("Name"), "Globex");
  assert.equal(cyd!.parents!["Account"]!.parents!["Owner"]!.get("Email"), "admin@local.example.com");
  assert.equal(cyd!.parents!["Owner"]!.get("Type"), "User");
  assert.equal(cyd!.parents!["Owner"]!.type.name, "User");
  assert.equal(dan!.parents!["Account"], null);
  assert.equal(cyd!.has("Email"), false);
  const accounts = fixture.query(
    "SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName DESC LIMIT 1), (SELECT Name, Total__c FROM Invoices__r) FROM Account ORDER BY Name"
  );
  const acme = accounts.find((account) => account.get("Name") === "Acme")!;
  assert.deepEqual(
    acme.children!["Contacts"]!.map((contact) => contact.get("LastName")),
    ["Bob"]
  );
  assert.equal(String(acme.children!["Invoices__r"]![0]!.get("Total__c")), "7.10");
  assert.deepEqual(accounts[0]!.children!["Contacts"], []);
});

function table(records: readonly SObjectRecord[]): (string | null)[][] {
  const text = (value: FieldValue): string | null => (value === null ? null : String(value));
  return records.map((record) => Object.values(record.values).map(text));
}

test("aggregates are exact and group, filter and order", () => {
  const fixture = sample();
  assert.deepEqual(
    table(
      fixture.query(
        "SELECT COUNT(Id), SUM(Amount__c) total, AVG(Amount__c), MIN(Amount__c), MAX(Paid__c) last FROM Line__c"
      )
    ),
    [["3", "14.45", "4.81666666666666666666666666666667", "-3.00", "2026-03-14"]]
  );
  assert.deepEqual(
    table(
      fixture.query(
        "SELECT Invoice__r.Account__r.Name, COUNT(Id) n, SUM(Amount__c) FROM Line__c GROUP BY Invoice__r.Account__r.Name HAVING COUNT(Id) > 1 ORDER BY SUM(Amount__c) DESC"
      )
    ),
    [["Acme", "2", "7.10"]]
  );
  assert.deepEqual(
    table(
      fixture.query(
        "SELECT Industry, COUNT(Id) n FROM Account GROUP BY Industry ORDER BY COUNT(Id) DESC, Industry NULLS LAST"
      )
    ),
    [
      ["Retail", "2"],
      ["Energy", "1"],
      [null, "1"]
    ]
  );
  assert.deepEqual(
    table(
      fixture.query(
        "SELECT CALENDAR_YEAR(Paid__c) y, CALENDAR_MONTH(Paid__c) m, SUM(Amount__c) s FROM Line__c WHERE Paid__c != null GROUP BY CALENDAR_YEAR(Paid__c), CALENDAR_MONTH(Paid__c) ORDER BY CALENDAR_MONTH(Paid__c)"
      )
    ),
    [
      ["2026", "2", "-3.00"],
      ["2026", "3", "10.10"]
    ]
  );
  assert.deepEqual(
    table(fixture.query("SELECT Kind__c, GROUPING(Kind__c) g, COUNT(Id) n FROM Line__c GROUP BY ROLLUP(Kind__c)")),
    [
      ["Goods", "0", "2"],
      ["Service", "0", "1"],
      [null, "1", "3"]
    ]
  );
  assert.equal(fixture.run("SELECT COUNT() FROM Contact WHERE AccountId != null").size, 3);
  assert.deepEqual(table(fixture.query("SELECT COUNT_DISTINCT(AccountId) FROM Contact")), [["2"]]);
  assert.deepEqual(
    fixture.query("SELECT SUM(Amount__c) FROM Line__c WHERE Name = 'none'").map((row) => row.get("expr0")),
    [null]
  );
});

const mistakes: readonly (readonly [query: string, code: string, message: RegExp, offset: number])[] = [
  [
    "SELECT Foo FROM Account",
    "INVALID_FIELD",
    /^No such column 'Foo' on entity 'Account'\. If you are attempting to use a custom field/,
    7
  ],
  ["SELECT Id FROM Acount", "INVALID_TYPE", /^sObject type 'Acount' is not supported\./, 15],
  ["SELECT Boss.Name FROM Account", "INVALID_FIELD", /^Didn't understand relationship 'Boss' in field path\./, 7],
  [
    "SELECT Id, (SELECT Id FROM Children) FROM Account",
    "INVALID_FIELD",
    /^Didn't understand relationship 'Children' in FROM part of query call\./,
    27
  ],
  ["SELECT Id FROM Account WHERE", "MALFORMED_QUERY", /unexpected token: '<EOF>'/, 28],
  ["SELECT Id FROM Account WHERE Name = Acme", "MALFORMED_QUERY", /unexpected token: 'Acme'/, 36],
  [
    "SELECT Id FROM Account WHERE Name = 5",
    "INVALID_FIELD",
    /value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes/,
    36
  ],
  [
    "SELECT Id FROM Account WHERE AnnualRevenue = '5'",
    "INVALID_FIELD",
    /must be of type currency and should not be enclosed in quotes/,
    45
  ],
  [
    "SELECT Id FROM Account WHERE Description = 'x'",
    "INVALID_FIELD",
    /field 'Description' can not be filtered in a query call/,
    29
  ],
  [
    "SELECT Id FROM Account WHERE Name = 'a' AND Name = 'b' OR Name = 'c'",
    "MALFORMED_QUERY",
    /unexpected token: 'OR'/,
    55
  ],
  ["SELECT Id, Id FROM Account", "INVALID_FIELD", /duplicate field selected: Id/, 11],
  ["SELECT Name, COUNT(Id) FROM Account", "MALFORMED_QUERY", /Field must be grouped or aggregated: Name/, 7],
  ["SELECT Id FROM Account WHERE Id = 'abc'", "INVALID_QUERY_FILTER_OPERATOR", /invalid ID field: abc/, 34],
  ["SELECT FIELDS(ALL) FROM Account", "MALFORMED_QUERY", /must have a LIMIT of at most 200/, 7],
  ["SELECT Id FROM Account extra words", "MALFORMED_QUERY", /unexpected token: 'words'/, 29],
  ["SELECT Id FROM Account WHERE Name = 'open", "MALFORMED_QUERY", /unterminated string literal/, 36],
  ["SELECT Id FROM Account WHERE Name = 'a\\q'", "MALFORMED_QUERY", /illegal escape sequence/, 38]
];

test("a wrong query is refused with the platform's code and words, and where the mistake begins", () => {
  const fixture = sample();
  for (const [query, code, message, offset] of mistakes) {
    assert.throws(
      () => fixture.query(query),
      (error: Error & { statusCode: string; offset: number }) => {
        assert.deepEqual([error.statusCode, error.offset], [code, offset], `${query}: ${error.message}`);
        assert.match(error.message, message);
        return true;
      }
    );
  }
});

test("queries and rows are counted against the limits", () => {
  const fixture = sample();
  fixture.tx.limits.reset();
  fixture.query("SELECT Id, (SELECT Id FROM Contacts) FROM Account");
  assert.deepEqual(
    [
      fixture.tx.limits.usage("queries"),
      fixture.tx.limits.usage("queryRows"),
      fixture.tx.limits.usage("aggregateQueries")
    ],
    [1, 7, 1]
  );
  fixture.query("SELECT Id FROM Account", {}, { countLimits: false });
  assert.equal(fixture.tx.limits.usage("queries"), 1);
  assert.throws(
    () => Array.from({ length: 100 }, () => fixture.query("SELECT Id FROM Account LIMIT 1")),
    /Too many SOQL queries: 101/
  );
});

// "Apex Developer Guide: Working with SOQL Aggregate Functions".
test("aggregated rows count as query rows, but for COUNT, which counts its groups", () => {
  const fixture = sample();
  const rowsOf = (query: string): number => {
    fixture.tx.limits.reset();
    fixture.query(query);
    return fixture.tx.limits.usage("queryRows");
  };
  const accounts = fixture.query("SELECT Id FROM Account").length;
  const names = fixture.query("SELECT Name FROM Account GROUP BY Name").length;
  assert.ok(accounts > 2);
  assert.equal(rowsOf("SELECT COUNT() FROM Account"), 1);
  assert.equal(rowsOf("SELECT COUNT(Id) FROM Account"), 1);
  assert.equal(rowsOf("SELECT Name, COUNT(Id) FROM Account GROUP BY Name"), names);
  for (const query of [
    "SELECT MAX(Name) FROM Account",
    "SELECT Name, MAX(CreatedDate) FROM Account GROUP BY Name",
    "SELECT Name, COUNT_DISTINCT(Id) FROM Account GROUP BY ROLLUP(Name)",
    "SELECT Name FROM Account GROUP BY Name HAVING MAX(Name) != null",
    "SELECT Name FROM Account GROUP BY Name ORDER BY MIN(Name)"
  ])
    assert.equal(rowsOf(query), accounts, query);
});

test("multi-select picklists include and exclude combinations", () => {
  const colours = ["Red", "Green", "Blue"].map((value) => ({ value, label: value, active: true, default: false }));
  const fixture = new Fixture([
    customObject("Paint__c", [{ name: "Colours__c", type: "multipicklist", length: 4099, picklistValues: colours }])
  ]);
  fixture.save(
    "insert",
    ["Red;Green", "Blue", null].map((value, index) =>
      fixture.record("Paint__c", { Name: `P${index}`, Colours__c: value })
    )
  );
  assert.deepEqual(
    fixture.column("SELECT Name FROM Paint__c WHERE Colours__c INCLUDES ('Red;Green', 'Blue') ORDER BY Name"),
    ["P0", "P1"]
  );
  assert.deepEqual(fixture.column("SELECT Name FROM Paint__c WHERE Colours__c INCLUDES ('Red;Blue')"), []);
  assert.deepEqual(fixture.column("SELECT Name FROM Paint__c WHERE Colours__c EXCLUDES ('Blue') ORDER BY Name"), [
    "P0",
    "P2"
  ]);
});

test("a reference or a key that is given is looked up, though its index leaves blanks out", () => {
  const fixture = new Fixture();
  const { database } = fixture;
  const all = database.all.bind(database);
  const wayOf = (condition: string): string => {
    const asked: [string, readonly SqlValue[]][] = [];
    database.all = (sql, parameters = []) => {
      asked.push([sql, parameters]);
      return all(sql, parameters);
    };
    fixture.query(`SELECT Id FROM Contact WHERE ${condition}`);
    const [sql, parameters] = asked.at(-1)!;
    return all(`EXPLAIN QUERY PLAN ${sql}`, parameters)
      .map((row) => String(row.at(-1)))
      .join("; ");
  };
  const account = "0015e0000000001AAA";
  assert.match(wayOf(`AccountId = '${account}'`), /USING INDEX Contact\.AccountId/);
  assert.match(wayOf(`AccountId IN ('${account}')`), /USING INDEX Contact\.AccountId/);
  assert.match(wayOf(`AccountId = '${account}' OR ReportsToId = '0035e0000000001AAA'`), /MULTI-INDEX OR/);
});

test("fifty thousand rows are read at once", () => {
  const fixture = new Fixture();
  fixture.database.run(
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) INSERT INTO "Account" ("Id", "Name", "AnnualRevenue", "IsDeleted") SELECT printf(\'0015e0%09dAAA\', i), \'A\' || i, i, 0 FROM n'
  );
  assert.equal(fixture.query("SELECT Id, Name, AnnualRevenue FROM Account WHERE AnnualRevenue > 0").length, 50_000);
});
