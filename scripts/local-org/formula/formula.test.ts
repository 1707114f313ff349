import assert from "node:assert/strict";
import { test } from "node:test";
import { buildSchema } from "../schema/build.ts";
import { SObjectRecord } from "../schema/record.ts";
import { Fixture, customObject, decimal } from "../save/fixture.ts";
import { ApexDate } from "../values/date.ts";
import type { DmlError } from "../save/types.ts";
import { compileFormula } from "./compile.ts";
import { RecordFormulas } from "./records.ts";
import { textOfValue } from "./values.ts";

const kinds = ["Goods", "Service"].map((value) => ({ value, label: value, active: true, default: false }));

const order = customObject(
  "Order__c",
  [
    { name: "Account__c", type: "reference", referenceTo: ["Account"], relationshipName: "Account__r" },
    { name: "Amount__c", type: "currency", precision: 18, scale: 2 },
    { name: "Discount__c", type: "percent", precision: 5, scale: 2 },
    { name: "Code__c", type: "string", length: 10 },
    { name: "From__c", type: "date" },
    { name: "To__c", type: "date" },
    { name: "Kind__c", type: "picklist", length: 40, picklistValues: kinds },
    { name: "Open__c", type: "boolean", defaultValue: "true" },
    { name: "Due__c", type: "date", defaultValue: "TODAY() + 30" },
    {
      name: "Net__c",
      type: "currency",
      precision: 18,
      scale: 2,
      formula: "Amount__c * (1 - Discount__c)",
      formulaTreatBlanksAsZero: true
    },
    {
      name: "Customer__c",
      type: "string",
      length: 1300,
      formula: 'IF(ISBLANK(Account__c), "none", Account__r.Name & " / " & Account__r.Owner.LastName)'
    },
    { name: "Large__c", type: "boolean", formula: "Net__c > 100" }
  ],
  {
    validationRules: [
      {
        name: "Span",
        active: true,
        formula: "To__c < From__c",
        message: "The end is before the beginning",
        errorField: "To__c"
      },
      {
        name: "Frozen",
        active: true,
        formula: 'AND(NOT(ISNEW()), ISCHANGED(Code__c), PRIORVALUE(Code__c) = "FIX")',
        message: "The code is fixed"
      },
      { name: "Sleeping", active: false, formula: "TRUE", message: "never" }
    ]
  }
);

const cases: readonly (readonly [formula: string, result: string])[] = [
  ["1 + 2 * (3 ^ 2)", "19"],
  // The exponent binds weaker than * in the grammar of salesforce/formula-engine.
  ["1 + 2 * 3 ^ 2", "37"],
  ["(1 + 2) * 3", "9"],
  ["-Amount__c", "-12.5"],
  ["10 / 4", "2.5"],
  ["1 / 0", ""],
  ["ROUND(7 / 3 * 3, 10)", "7"],
  ["ROUND(2.345, 2)", "2.35"],
  ["ROUND(-2.5, 0)", "-3"],
  ["ROUND(1250, -2)", "1300"],
  ["TRUNC(-2.55, 1)", "-2.5"],
  ["CEILING(-2.5)", "-3"],
  ["MCEILING(-2.5)", "-2"],
  ["FLOOR(-2.5)", "-2"],
  ["MFLOOR(-2.5)", "-3"],
  ["MOD(7, 3)", "1"],
  ["MOD(-7, 3)", "-1"],
  ["ISBLANK(MOD(7, 0))", ""],
  ["FLOOR(1 / 3 * 3)", "1"],
  ["NOT Open__c", "false"],
  ["NOT(To__c < From__c)", ""],
  ["IF(Amount__c = NULL, 1, 2)", "2"],
  ['SUBSTITUTE("abc", "", "x")', ""],
  ['LPAD("", 3, "0")', ""],
  ['TEXT(TIMEVALUE("17:30:45.125"))', "17:30:45.125"],
  ["ROUND(5, -1)", "0"],
  ["ROUND(95, -1)", "100"],
  ["PI()", "3.14159265358979323846"],
  ['FLOOR((DATETIMEVALUE("2024-01-01 02:00:00") - DATETIMEVALUE("2024-01-01 00:00:00")) * 24)', "2"],
  ['CEILING((DATETIMEVALUE("2024-01-01 00:01:00") - DATETIMEVALUE("2024-01-01 00:00:00")) * 1440)', "1"],
  ['TEXT(DATETIMEVALUE("2011-01-9 1:02:03Z"))', "2011-01-09 01:02:03Z"],
  ["TEXT(DATETIMEVALUE(TEXT(NOW())))", "2026-03-15 12:00:00Z"],
  ['DATEVALUE("2024-02-3 and more")', "2024-02-03"],
  ['DATEVALUE(" 2024-02-03")', ""],
  ['TIMEVALUE("17:30:45.1000")', ""],
  ["TEXT(FROMUNIXTIME(1.5))", "1970-01-01 00:00:01Z"],
  ["UNIXTIMESTAMP(FROMUNIXTIME(86400.5))", "86400"],
  ["FROMUNIXTIME(1.5) - FROMUNIXTIME(1.25) > 0", "true"],
  ['VALUE(" 1")', ""],
  ["CHR(0)", ""],
  ['INITCAP("o\'neill 3rd mcDONALD")', "O'Neill 3rd Mcdonald"],
  ['UPPER("izmir", "tr_TR")', "İZMİR"],
  ['FIND("", "abc")', "0"],
  ['FIND("b", "")', "0"],
  ['CONTAINS("abc", "")', "true"],
  ['NOT(BEGINS("", "a"))', ""],
  ["CASE(1, 1, 2, 1 / 0, 3, 4)", ""],
  ["BLANKVALUE(Amount__c, 1 / 0)", ""],
  ["IF(Amount__c > 0, 1, 1 / 0)", "1"],
  ["IFS(Amount__c < 0, 1 / 0, Amount__c > 0, 2, 1 / 0)", "2"],
  ["IFS(To__c < From__c, 1, 2)", "2"],
  ["IFERROR(1 / 0, Amount__c)", "12.5"],
  ["IFERROR(IFERROR(SQRT(-1), DATE(2023, 2, 30)), From__c)", "2024-02-29"],
  ["IFERROR(Amount__c, 1 / 0)", "12.5"],
  ["IN(Amount__c, 1, 12.50)", "true"],
  ['IN(Kind__c, "Service", "Goods")', "true"],
  ['IN(Code__c, "AB")', "false"],
  ["IN(To__c, NULL)", "false"],
  ['ENDS("abc", "bc")', "true"],
  ['ENDS("", "a")', ""],
  ['SUBSTR("abcdef", 3)', "cdef"],
  ['SUBSTR("abcdef", -2, 1)', "e"],
  ['SUBSTR("abc", 4, 1)', ""],
  ['JSONVALUE(\'{"a": 1.50, "b": {"c": 2}}\', "a")', "1.50"],
  ['JSONVALUE(\'{"b": {"c": 2}}\', "b")', ""],
  ['JSONPATHVALUE(\'{"b": [{"c": 2}, true]}\', "$.b[0].c")', "2"],
  ['JSONPATHVALUE(\'{"b": [{"c": 2}, true]}\', "b")', "[{c=2}, true]"],
  ['JSONPATHVALUE("no json", "$.b")', ""],
  ['FORMATCURRENCY("JPY", -1234567.5)', "JPY -1,234,568"],
  ['ROUND(DISTANCE(GEOLOCATION(37.775, -122.418), GEOLOCATION(40.714, -74.006), "km"), 0)', "4129"],
  ['DISTANCE(GEOLOCATION(0, 0), GEOLOCATION(0, 0), "ft")', ""],
  ["MAX(1, 3, 2)", "3"],
  ["MIN(1, 3, 2)", "1"],
  ["ABS(-2)", "2"],
  ["SQRT(16)", "4"],
  ['"a" & "b" + "c"', "abc"],
  ['LEFT("abc", 2)', "ab"],
  ['RIGHT("abc", 2)', "bc"],
  ['MID("abcd", 2, 2)', "bc"],
  ["LEN(Code__c)", "2"],
  ['FIND("b", "abc")', "2"],
  ['SUBSTITUTE("a.b.c", ".", "-")', "a-b-c"],
  ['LPAD("7", 3, "0")', "007"],
  ['UPPER("straße")', "STRASSE"],
  ['TRIM("  a ")', "a"],
  ['CONTAINS("abc", "b")', "true"],
  ['BEGINS("abc", "b")', "false"],
  ['VALUE("1.50")', "1.5"],
  ["TEXT(1.50)", "1.5"],
  ["TEXT(Kind__c)", "Goods"],
  ['REGEX("#12AbF0", "#[0-9A-Fa-f]{6}")', "true"],
  ['REGEX("x#12AbF0", "#[0-9A-Fa-f]{6}")', "false"],
  ['ISPICKVAL(Kind__c, "Goods")', "true"],
  ['CASE(Kind__c, "Goods", 1, "Service", 2, 3)', "1"],
  ['CASE(MONTH(From__c), 2, "Feb", "other")', "Feb"],
  ["ISBLANK(To__c)", "true"],
  ["To__c < From__c", ""],
  ["To__c > From__c", ""],
  ['ISBLANK("")', "true"],
  ["BLANKVALUE(To__c, From__c)", "2024-02-29"],
  ["Amount__c + Discount__c", "12.6"],
  ["From__c + 1", "2024-03-01"],
  ["From__c - DATE(2024, 1, 1)", "59"],
  ["ADDMONTHS(From__c, 1)", "2024-03-31"],
  ["YEAR(From__c)", "2024"],
  ["WEEKDAY(From__c)", "5"],
  ["TODAY()", "2026-03-15"],
  ["TEXT(NOW())", "2026-03-15 12:00:00Z"],
  ["DATE(2023, 2, 29)", ""],
  ['IF(AND(TRUE, NOT(FALSE)), "yes", "no")', "yes"],
  ["Amount__c = 12.50 && Open__c", "true"],
  ["Amount__c <> 12.5 || !Open__c", "false"],
  ["$User.LastName", "Administrator"],
  // "Salesforce Help: Global Variables", $User.UIThemeDisplayed: Theme4d is Lightning Experience.
  ["$User.UIThemeDisplayed", "Theme4d"],
  ["$Profile.Name", "System Administrator"],
  ["$Permission.Nothing", "false"]
];

test("formulas give what the platform's documentation says", () => {
  const fixture = new Fixture([order]);
  const type = fixture.schema.object("Order__c")!;
  const record = new SObjectRecord(type, {
    Amount__c: decimal("12.50"),
    Discount__c: decimal("10"),
    Code__c: "ab",
    From__c: ApexDate.of(2024, 2, 29),
    Kind__c: "Goods",
    Open__c: true
  });
  for (const [formula, result] of cases) {
    const value = new RecordFormulas(fixture.tx).evaluate(compileFormula(fixture.schema, type, formula), record);
    assert.equal(textOfValue(value), result, formula);
  }
});

const wrong: readonly (readonly [formula: string, message: RegExp])[] = [
  ["FOO(1)", /^Unknown function FOO\. Check spelling\.$/],
  ["VLOOKUP(Code__c, Code__c, Code__c)", /^Unknown function VLOOKUP/],
  ["Nothing__c = 1", /^Field Nothing__c does not exist\. Check spelling\.$/],
  ["Account__r.Nothing__c", /^Field Account__r\.Nothing__c does not exist/],
  ['Amount__c = "1"', /^Incorrect parameter type for operator '='\. Expected Number, received Text$/],
  ['"a" & 1', /^Incorrect parameter type for operator '&'\. Expected Text, received Number$/],
  ['Kind__c = "Goods"', /Kind__c is a picklist field\. Picklist fields are only supported in certain functions\.$/],
  ["IF(Amount__c, 1, 2)", /^Incorrect parameter type for function 'IF\(\)'\. Expected Boolean, received Number$/],
  ['TEXT("a")', /^Incorrect argument type for function 'TEXT\(\)'\.$/],
  ["DATEVALUE(From__c)", /^Incorrect argument type for function 'DATEVALUE\(\)'\.$/],
  ["ISBLANK(Open__c)", /^Incorrect argument type for function 'ISBLANK\(\)'\.$/],
  ['CASE(Code__c, "a", TRUE, FALSE)', /^Incorrect argument type for function 'CASE\(\)'\.$/],
  ["IFS(TRUE, 1)", /^Incorrect number of parameters for function 'IFS\(\)'/],
  ["IFS(Amount__c, 1, 2)", /^Incorrect parameter type for function 'IFS\(\)'\. Expected Boolean/],
  ["JSONVALUE(Code__c, Code__c)", /^Incorrect argument type for function 'JSONVALUE\(\)'/],
  ['JSONPATHVALUE(Code__c, "$..a")', /^JSONPATHVALUE: the path \$\.\.a is not supported$/],
  ["LEN()", /^Incorrect number of parameters for function 'LEN\(\)'\. Expected 1, received 0$/],
  ["(1 + 2", /^Syntax error\. Missing '\)'$/],
  ["1 +", /^Syntax error\. Found 'end of formula'$/]
];

test("a formula that is wrong is refused in the platform's words", () => {
  const fixture = new Fixture([order]);
  for (const [formula, message] of wrong) {
    assert.throws(
      () => compileFormula(fixture.schema, fixture.schema.object("Order__c")!, formula),
      { message },
      formula
    );
  }
});

test("formula fields are computed when they are read, across objects, in SELECT, WHERE and ORDER BY", () => {
  const fixture = new Fixture([order]);
  const account = fixture.insert("Account", { Name: "Acme" });
  fixture.save("insert", [
    fixture.record("Order__c", {
      Name: "1",
      Amount__c: decimal("200"),
      Discount__c: decimal("12.5"),
      Account__c: account.id
    }),
    fixture.record("Order__c", { Name: "2", Discount__c: decimal("5") }),
    fixture.record("Order__c", { Name: "3", Amount__c: decimal("300") })
  ]);
  assert.deepEqual(fixture.column("SELECT Net__c FROM Order__c ORDER BY Net__c DESC"), ["300.00", "175.00", "0.00"]);
  assert.deepEqual(fixture.column("SELECT Name FROM Order__c WHERE Large__c = TRUE AND Net__c < 200"), ["1"]);
  assert.deepEqual(fixture.column("SELECT Customer__c FROM Order__c ORDER BY Name"), [
    "Acme / Administrator",
    "none",
    "none"
  ]);
  assert.deepEqual(fixture.column("SELECT Name FROM Order__c WHERE Customer__c LIKE 'acme%'"), ["1"]);
});

test("default values are formulas of the moment", () => {
  const fixture = new Fixture([order]);
  fixture.insert("Order__c", { Name: "1" });
  assert.deepEqual(fixture.column("SELECT Due__c FROM Order__c"), ["2026-04-14"]);
  assert.deepEqual(fixture.column("SELECT Open__c FROM Order__c"), ["true"]);
});

test("a validation rule fails the record with its message on its field", () => {
  const fixture = new Fixture([order]);
  const attempt = (): unknown =>
    fixture.insert("Order__c", { Name: "1", From__c: ApexDate.of(2026, 2, 1), To__c: ApexDate.of(2026, 1, 1) });
  assert.throws(attempt, (error: DmlError) =>
    /FIELD_CUSTOM_VALIDATION_EXCEPTION, The end is before the beginning: \[To__c\]$/.test(error.message)
  );
  const record = fixture.insert("Order__c", { Name: "1", Code__c: "FIX" });
  assert.throws(
    () => fixture.save("update", [fixture.record("Order__c", { Id: record.id, Code__c: "OTHER" })]),
    /The code is fixed/
  );
  fixture.save("update", [fixture.record("Order__c", { Id: record.id, Name: "2" })]);
});

test("triggers see formula fields", () => {
  const fixture = new Fixture([order]);
  const seen: string[] = [];
  fixture.onTrigger = (event) => seen.push(`${event.timing} ${String(event.newRecords![0]!.get("Net__c"))}`);
  fixture.insert("Order__c", { Name: "1", Amount__c: decimal("10") });
  assert.deepEqual(seen, ["before 10.00", "after 10.00"]);
});

test("triggers see what formulas read of parents: several fields, formulas of theirs, and owners that have no such field", () => {
  const line = customObject("Line__c", [
    { name: "Order__c", type: "reference", referenceTo: ["Order__c"], relationshipName: "Order__r" },
    { name: "Amount__c", type: "currency", precision: 18, scale: 2, formula: "Order__r.Amount__c" },
    { name: "Net__c", type: "currency", precision: 18, scale: 2, formula: "Order__r.Net__c" },
    { name: "Customer__c", type: "string", length: 1300, formula: "Order__r.Customer__c" },
    { name: "Account__c", type: "string", length: 1300, formula: "Order__r.Account__r.Name" },
    { name: "Owner__c", type: "string", length: 1300, formula: "Owner.LastName" }
  ]);
  const fixture = new Fixture([order, line]);
  const account = fixture.insert("Account", { Name: "Acme" });
  const group = fixture.insert("Group", { Name: "Queue", DeveloperName: "Queue", Type: "Queue" });
  const orders = ["10", "30"].map((amount) =>
    fixture.insert("Order__c", {
      Name: amount,
      Amount__c: decimal(amount),
      Discount__c: decimal("50"),
      Account__c: account.id
    })
  );
  const names = ["Amount__c", "Net__c", "Customer__c", "Account__c", "Owner__c"];
  const seen: unknown[] = [];
  fixture.onTrigger = ({ timing, newRecords }) => {
    if (timing === "after")
      seen.push(...newRecords!.map((record) => names.map((name) => record.get(name)?.toString() ?? null)));
  };
  fixture.save("insert", [
    ...orders.map(({ id }) => fixture.record("Line__c", { Name: "1", Order__c: id })),
    fixture.record("Line__c", { Name: "2", OwnerId: group.id })
  ]);
  assert.deepEqual(seen, [
    ["10.00", "5.00", "Acme / Administrator", "Acme", "Administrator"],
    ["30.00", "15.00", "Acme / Administrator", "Acme", "Administrator"],
    [null, null, null, null, null]
  ]);
});

// Salesforce Help: Formula Operators and Functions by Context, GETSESSIONID
test("a formula reads a parent as it is then, whatever the same transaction has read or taken back", () => {
  const line = customObject("Line__c", [
    { name: "Order__c", type: "reference", referenceTo: ["Order__c"], relationshipName: "Order__r" },
    { name: "Amount__c", type: "currency", precision: 18, scale: 2, formula: "Order__r.Amount__c" }
  ]);
  const fixture = new Fixture([order, line]);
  const { id } = fixture.insert("Order__c", { Name: "1", Amount__c: decimal("10") });
  const seen: string[] = [];
  fixture.onTrigger = ({ object, newRecords }) => {
    if (object.name === "Line__c") seen.push(String(newRecords![0]!.get("Amount__c")));
  };
  const insertLine = (): unknown => fixture.insert("Line__c", { Name: "L", Order__c: id });
  const setAmount = (amount: string): unknown =>
    fixture.save("update", [fixture.record("Order__c", { Id: id, Amount__c: decimal(amount) })]);
  insertLine();
  setAmount("20");
  insertLine();
  const savepoint = fixture.tx.setSavepoint();
  setAmount("30");
  insertLine();
  fixture.tx.rollbackTo(savepoint);
  insertLine();
  assert.deepEqual(seen, ["10.00", "10.00", "20.00", "20.00", "30.00", "30.00", "20.00", "20.00"]);
});

test("a formula may tell the running user's session", () => {
  const fixture = new Fixture([
    customObject("Header__c", [{ name: "Session__c", type: "string", length: 1300, formula: "GETSESSIONID()" }])
  ]);
  fixture.insert("Header__c", { Name: "1" });
  const [organization] = fixture.column("SELECT Id FROM Organization");
  assert.deepEqual(fixture.column("SELECT Session__c FROM Header__c"), [
    `${String(organization)}!${fixture.tx.user.id}`
  ]);
});

test("a validation rule may read a long text, a formula field may not", () => {
  const type = buildSchema().object("Case")!;
  assert.equal(compileFormula(buildSchema(), type, "ISBLANK(Description)", { validation: true }).type, "boolean");
  assert.throws(() => compileFormula(buildSchema(), type, "ISBLANK(Description)"), /may not be used/);
});

test("an owner is read as the user or the queue that it is", () => {
  const ticket = customObject("Ticket__c", [
    { name: "User__c", type: "string", length: 1300, formula: "Owner:User.LastName & Owner:User.Name" },
    { name: "Queue__c", type: "string", length: 1300, formula: "Owner:Queue.QueueName" }
  ]);
  const fixture = new Fixture([ticket]);
  const group = fixture.insert("Group", { Name: "Help desk", DeveloperName: "Help_desk", Type: "Queue" });
  fixture.insert("Ticket__c", { Name: "1" });
  fixture.insert("Ticket__c", { Name: "2", OwnerId: group.id });
  assert.deepEqual(fixture.column("SELECT User__c FROM Ticket__c ORDER BY Name"), [
    "AdministratorLocal Administrator",
    null
  ]);
  assert.deepEqual(fixture.column("SELECT Queue__c FROM Ticket__c ORDER BY Name"), [null, "Help desk"]);
});

test("the distance between places of records, blank where one is blank", () => {
  const coordinates = ["Here", "There"].flatMap((place) => [
    { name: `${place}__c`, type: "location" as const, scale: 5 },
    ...["Latitude", "Longitude"].map((part) => ({
      name: `${place}__${part}__s`,
      type: "double" as const,
      precision: 8,
      scale: 5
    }))
  ]);
  const trip = customObject("Trip__c", [
    ...coordinates,
    { name: "Miles__c", type: "double", precision: 18, scale: 1, formula: 'DISTANCE(Here__c, There__c, "mi")' }
  ]);
  const fixture = new Fixture([trip]);
  const here = { Here__Latitude__s: decimal("52.52"), Here__Longitude__s: decimal("13.405") };
  fixture.insert("Trip__c", {
    Name: "1",
    ...here,
    There__Latitude__s: decimal("41.008"),
    There__Longitude__s: decimal("28.978")
  });
  fixture.insert("Trip__c", { Name: "2", ...here });
  assert.deepEqual(fixture.column("SELECT Miles__c FROM Trip__c ORDER BY Name"), ["1079.9", null]);
});
