import assert from "node:assert/strict";
import { test } from "node:test";
import { call, compiled, evaluate, inContext } from "../../../fixture.ts";
import { fromJson, toJson } from "../../definition/marshal.ts";

const invoice = `
  public class Invoice {
    public enum Status { DRAFT, SENT }
    public virtual class Base { public String note; }
    public class Line extends Base {
      @AuraEnabled public String code { get; set; }
      @AuraEnabled public Decimal amount { get; set; }
      public transient Integer cached = 5;
      private Boolean paid;
      public Line(String code) { this.code = code; }
    }
    public static Integer made = 0;
    public Integer total;
    public Long big;
    public Double rate;
    public Date due;
    public Datetime sent;
    public Status state;
    public List<Line> lines;
    public Map<String, Decimal> rates;
    public Set<Id> ids;
  }`;

function run(statements: string, result = "null"): string {
  const program = compiled([
    invoice,
    `public class Main { public static Object run() { ${statements}\nreturn ${result}; } }`
  ]);
  return String(inContext(program, () => call(program, "Main", "run")));
}

test("values are written as the platform writes them", () => {
  const cases: [string, string][] = [
    ["null", "null"],
    ["'a\"\\u011f/'", '"a\\"ğ/"'],
    ["1", "1"],
    ["1.10", "1.10"],
    ["2.0d", "2.0"],
    ["Date.newInstance(2024, 1, 2)", '"2024-01-02"'],
    ["Datetime.newInstanceGmt(2024, 1, 2, 3, 4, 5)", '"2024-01-02T03:04:05.000Z"'],
    ["Time.newInstance(1, 2, 3, 4)", '"01:02:03.004Z"'],
    ["Blob.valueOf('ab')", '"YWI="'],
    ["new List<Integer>{ 1, null }", "[1,null]"],
    ["new Map<String, Object>{ 'a' => 1, 'b' => new Set<String>{ 'x' } }", '{"b":["x"],"a":1}'],
    [
      "new Account(Name = 'Acme', NumberOfEmployees = 3)",
      '{"attributes":{"type":"Account"},"Name":"Acme","NumberOfEmployees":3}'
    ],
    [
      "new Account(Id = '001000000000001AAA', Name = null)",
      '{"attributes":{"type":"Account","url":"/services/data/v66.0/sobjects/Account/001000000000001AAA"},"Id":"001000000000001AAA","Name":null}'
    ]
  ];
  for (const [expression, text] of cases) assert.equal(evaluate(`JSON.serialize(${expression})`), text, expression);
});

test("objects of user classes show their variables from the last of the alphabet to the first, neither static nor transient", () => {
  assert.equal(
    run("Invoice.Line l = new Invoice.Line('A'); l.amount = 1.50;", "JSON.serialize(l)"),
    '{"paid":null,"note":null,"code":"A","amount":1.50}'
  );
  assert.equal(run("Invoice.Line l = new Invoice.Line('A');", "JSON.serialize(l, true)"), '{"code":"A"}');
});

test("pretty text is laid out like the platform's", () => {
  assert.equal(
    evaluate(
      "JSON.serializePretty(new Map<String, Object>{ 'a' => new List<Integer>{ 1, 2 }, 'b' => new Map<String, Object>() })"
    ),
    '{\n  "b" : { },\n  "a" : [ 1, 2 ]\n}'
  );
});

test("typed reading fills variables of every kind without running a constructor", () => {
  run(`
    Invoice i = (Invoice) JSON.deserialize('{"TOTAL":3,"big":9007199254740993,"rate":0.5,"due":"2024-01-02","sent":"2024-01-02T03:04:05.000+0200",' +
      '"state":"SENT","lines":[{"code":"A","amount":1.10,"note":"n","unknown":{"x":[1]}}],"rates":{"USD":1.2500},"ids":["001000000000001"]}', Invoice.class);
    System.assertEquals(3, i.total);
    System.assertEquals(9007199254740993L, i.big);
    System.assertEquals(0.5, i.rate);
    System.assertEquals(Date.newInstance(2024, 1, 2), i.due);
    System.assertEquals(Datetime.newInstanceGmt(2024, 1, 2, 1, 4, 5), i.sent);
    System.assertEquals(Invoice.Status.SENT, i.state);
    System.assertEquals('1.10', String.valueOf(i.lines[0].amount));
    System.assertEquals('n', i.lines[0].note);
    System.assertEquals(null, i.lines[0].cached);
    System.assertEquals('1.2500', String.valueOf(i.rates.get('USD')));
    System.assert(i.ids.contains('001000000000001AAA'));
  `);
});

// "Object Reference: Address Compound Fields"; j-schreiber/js-salesforce-apex-utils reads records as queries answer them.
test("a record's compound address is read part by part", () => {
  run(`
    Account a = (Account) JSON.deserialize('{"BillingAddress":{"city":"Ulm","street":null,"latitude":48.4},"ShippingAddress":null}', Account.class);
    System.assertEquals('Ulm', a.BillingCity);
    System.assertEquals(48.4, a.BillingLatitude);
    System.assertEquals('Ulm', a.BillingAddress.getCity());
    System.assertEquals(null, a.ShippingAddress);
  `);
});

test("an object that has a member of its class twice is refused, a map takes the last value", () => {
  assert.throws(() => run(`JSON.deserialize('{"total":1,"total":1}', Invoice.class);`), /Duplicate field: total/);
  run(`
    Map<String, Object> m = (Map<String, Object>) JSON.deserializeUntyped('{"total":1,"total":2}');
    System.assertEquals(2, m.get('total'));
  `);
});

// SalesforceLabs/FSC-Transition-Assistant: its answers of a mock end with a semicolon.
test("what follows the first value of a text is not read", () => {
  run(`
    System.assertEquals(3, ((Invoice) JSON.deserialize('{"total":3}; and more', Invoice.class)).total);
    System.assertEquals(1, ((List<Object>) JSON.deserializeUntyped('[1];')).size());
  `);
});

test("strict reading refuses unknown members", () => {
  assert.throws(() => run(`JSON.deserializeStrict('{"total":1,"x":2}', Invoice.class);`), /Unknown field: Invoice\.x/);
});

test("values that do not fit are refused", () => {
  assert.throws(() => run(`JSON.deserialize('{"total":"many"}', Invoice.class);`), /Illegal value for primitive/);
  assert.throws(() => run(`JSON.deserialize('{"lines":{}}', Invoice.class);`), /Expected '\['/);
  assert.throws(() => run(`JSON.deserialize('[1', List<Integer>.class);`), /Unexpected end-of-input/);
  assert.throws(
    () => run(`JSON.deserializeUntyped('{"a" 1}');`),
    /colon to separate field name and value at input location \[1,6\]/
  );
  assert.throws(() => run(`JSON.deserializeUntyped('{a:1}');`), /double-quote to start field name/);
  assert.throws(
    () => run(`JSON.deserialize('{"Nmae":"x"}', Account.class);`),
    /No such column 'Nmae' on sobject of type Account/
  );
});

test("untyped reading gives maps, lists, Integers, Longs, Decimals", () => {
  run(`
    Map<String, Object> m = (Map<String, Object>) JSON.deserializeUntyped('{"i":1,"l":3000000000,"d":1.50,"a":[true,null],"s":"x"}');
    System.assert(m.get('i') instanceof Integer);
    System.assert(m.get('l') instanceof Long && !(m.get('l') instanceof Integer));
    System.assertEquals('1.50', String.valueOf(m.get('d')));
    System.assertEquals(2, ((List<Object>) m.get('a')).size());
  `);
});

test("records are read with their parents and children", () => {
  run(`
    Contact c = (Contact) JSON.deserialize('{"attributes":{"type":"Contact"},"LastName":"L","Account":{"Name":"A"}}', Contact.class);
    System.assertEquals('A', c.Account.Name);
    Account a = (Account) JSON.deserialize('{"Name":"A","Contacts":{"totalSize":1,"done":true,"records":[{"LastName":"L"}]}}', Account.class);
    System.assertEquals('L', a.Contacts[0].LastName);
  `);
});

test("a generator writes what a parser reads token by token", () => {
  run(`
    JSONGenerator g = JSON.createGenerator(false);
    g.writeStartObject();
    g.writeStringField('name', 'x');
    g.writeNumberField('n', 1.50);
    g.writeFieldName('list');
    g.writeStartArray();
    g.writeBoolean(true);
    g.writeNull();
    g.writeEndArray();
    g.writeDateField('day', Date.newInstance(2024, 1, 2));
    g.writeEndObject();
    String text = g.getAsString();
    System.assertEquals('{"name":"x","n":1.50,"list":[true,null],"day":"2024-01-02"}', text);
    JSONParser p = JSON.createParser(text);
    List<String> names = new List<String>();
    Decimal n;
    while (p.nextToken() != null) {
      if (p.getCurrentToken() == JSONToken.FIELD_NAME) {
        names.add(p.getText());
        if (p.getText() == 'n') { p.nextToken(); n = p.getDecimalValue(); }
      }
    }
    System.assertEquals(new List<String>{ 'name', 'n', 'list', 'day' }, names);
    System.assertEquals(1.5, n);
  `);
});

test("callers from outside see what they may see of an object", () => {
  const program = compiled([
    invoice,
    "public class Main { public static Object run() { Invoice.Line l = new Invoice.Line('A'); l.amount = 1.50; l.note = 'n'; return new List<Object>{ l, new Contact(LastName = 'L', Account = new Account(Name = 'A')) }; } }"
  ]);
  inContext(program, () => {
    const value = call(program, "Main", "run");
    assert.deepEqual(toJson(value, "aura"), [
      { code: "A", amount: 1.5 },
      { LastName: "L", Account: { Name: "A" } }
    ]);
    const type = program.typeByName("Invoice.Line")!;
    assert.deepEqual(toJson(fromJson({ code: "B", note: "hidden", amount: 2 }, type, "aura"), "rest"), {
      code: "B",
      amount: 2
    });
  });
});

test("constants of the platform's enums are written and read by their names", () => {
  assert.equal(
    evaluate("JSON.serialize(new List<TriggerOperation>{ TriggerOperation.AFTER_INSERT })"),
    '["AFTER_INSERT"]'
  );
  assert.equal(
    evaluate(
      "((List<TriggerOperation>) JSON.deserialize('[\"before_update\"]', List<TriggerOperation>.class))[0] == TriggerOperation.BEFORE_UPDATE"
    ),
    "true"
  );
});
