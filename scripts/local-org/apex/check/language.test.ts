import assert from "node:assert/strict";
import { test } from "node:test";
import { evaluate } from "../fixture.ts";

/** [what it shows, expression, text of its value, statements before, members beside] */
type Program = readonly [string, string, string, string?, string?];

const programs: readonly Program[] = [
  ["Integers wrap at 32 bits", "2147483647 + 1", "-2147483648"],
  ["Longs wrap at 64 bits", "m + 1", "-9223372036854775808", "Long m = 9223372036854775807L;"],
  ["Integer division truncates", "-7 / 2", "-3"],
  ["an Integer and a Long make a Long", "2147483647 + 1L", "2147483648"],
  ["Decimals keep the scale of a product", "1.10 * 1.10", "1.2100"],
  ["Doubles show a fraction", "'' + d", "3.0", "Double d = 3;"],
  ["an Integer widens to Decimal on assignment", "d", "5", "Decimal d = 5;"],
  [
    "initial values of a subclass are there before the constructor of its superclass runs",
    "new Child().seen",
    "base child",
    "",
    `virtual class Base { protected String name = 'base'; public String seen; Base() { seen = describe(); } virtual String describe() { return name; } }
     class Child extends Base { String more = name + ' child'; override String describe() { return more; } }`
  ],
  [
    "a Date in an Object is cast to a Datetime",
    "((Datetime) o).formatGmt('yyyy-MM-dd HH:mm')",
    "2020-01-02 00:00",
    "Object o = Date.newInstance(2020, 1, 2);"
  ],
  [
    "a list of records is an instance of SObject, other lists are not",
    "(records instanceof SObject) + ' ' + (texts instanceof SObject) + ' ' + (nothing instanceof SObject)",
    "true false false",
    "Object records = new List<Account>(); Object texts = new List<String>(); Object nothing;"
  ],
  [
    "=== of two Objects minds the case of Strings",
    "(o === p) + ' ' + (o == p)",
    "false true",
    "Object o = 'a'; Object p = 'A';"
  ],
  [
    "=== of two Objects is identity for records",
    "o === p",
    "false",
    "Object o = new Account(Name = 'a'); Object p = new Account(Name = 'a');"
  ],
  [
    "an inner class reaches a method of its outer class although every object has one of the name",
    "new Inner().run()",
    "<7>",
    "",
    "static String toString(Object value) { return '<' + value + '>'; } class Inner { String run() { return toString(7); } }"
  ],
  [
    "an interface may ask for a method that every object has",
    "named.toString().startsWith('Thing')",
    "true",
    "Named named = new Thing();",
    "interface Named { String toString(); } class Thing implements Named {}"
  ],
  [
    "arrays of arrays have literals",
    "m[1][0] + m.size()",
    "5",
    "Integer[][] m = new Integer[][]{ new Integer[]{ 1 }, new List<Integer>{ 3 } };"
  ],
  ["an Object has an own identity", "new Object() == new Object()", "false"],
  ["a list stands for an Iterable", "i.iterator().next()", "5", "Iterable<Integer> i = new List<Integer>{5};"],
  [
    "a property may be final and computed",
    "LIMIT_TEXT",
    "x",
    "",
    "static final String LIMIT_TEXT { get { return 'x'; } }"
  ],
  [
    "an inner type may have the name of a property",
    "Main.Kind.B.name() + new Holder().Kind",
    "BA",
    "",
    "public enum Kind { A, B } class Holder { public Kind Kind { get; set; } Holder() { Kind = Kind.A; } }"
  ],
  ["== ignores the case of Strings", "'abc' == 'ABC'", "true"],
  ["equals minds the case of Strings", "'abc'.equals('ABC')", "false"],
  [
    "Map keys mind the case of Strings",
    "m.containsKey('A')",
    "false",
    "Map<String, Integer> m = new Map<String, Integer>{'a' => 1};"
  ],
  ["identifiers ignore case", "XyZ", "4", "Integer xYz = 4;"],
  ["null joins text as the word null", "'a' + s", "anull", "String s;"],
  ["two nulls join to text, too", "s + s", "nullnull", "String s;"],
  ["lists have their text", "l", "(1, 2)", "List<Integer> l = new List<Integer>{1, 2};"],
  ["maps have their text", "m", "{a=1}", "Map<String, Integer> m = new Map<String, Integer>{'a' => 1};"],
  ["records have their text", "a", "Account:{Name=x}", "Account a = new Account(Name = 'x');"],
  ["?. on null gives null", "s?.length()", "null", "String s;"],
  ["?. skips the rest of its chain", "a?.Name.length()", "null", "Account a;"],
  ["?? takes the right side for null", "s ?? 'b'", "b", "String s;"],
  ["compound assignment works on list elements", "l", "(5)", "List<Integer> l = new List<Integer>{3}; l[0] += 2;"],
  ["++ after a variable gives the value before", "(i++) + i", "3", "Integer i = 1;"],
  ["++ before a variable gives the value after", "++i", "2", "Integer i = 1;"],
  [
    "compound assignment evaluates its target once",
    "n + ':' + l",
    "1:(1, 0)",
    "List<Integer> l = new List<Integer>{0, 0}; l[next()] += 1;",
    "static Integer n = 0; static Integer next() { return n++; }"
  ],
  ["a ternary joins numeric types", "true ? 1 : 2.5", "1"],
  ["bit operators", "(6 & 3) + (6 | 3) + (6 ^ 3) + (~0) + (1 << 4) + (-1 >>> 28)", "44"],
  ["a cast before a sign is a cast only to a number", "(i) - 1", "4", "Integer i = 5;"],
  ["instanceof tells Integer from Decimal", "o instanceof Integer", "false", "Object o = 1.5;"],
  ["a Double in an Object stays a Double", "o instanceof Double", "true", "Double d = 1; Object o = d;"],
  ["a value leaves an Object by a cast", "(Integer) o + 1", "3", "Object o = 2;"],
  [
    "a failed cast is a TypeException",
    "r",
    "Invalid conversion from runtime type String to Integer",
    "String r; Object o = 'a'; try { Integer i = (Integer) o; } catch (TypeException e) { r = e.getMessage(); }"
  ],
  [
    "arithmetic on null throws",
    "r",
    "Attempt to de-reference a null object",
    "String r; Integer i; try { i = i + 1; } catch (NullPointerException e) { r = e.getMessage(); }"
  ],
  [
    "an inequality with null is false",
    "(i > 1) + ':' + (i < 1) + ':' + (d >= 1) + ':' + (t <= Date.today())",
    "false:false:false:false",
    "Integer i; Decimal d; Date t;"
  ],
  ["a String is greater than null", "'a' > s", "true", "String s;"],
  [
    "a method of null throws",
    "r",
    "Attempt to de-reference a null object",
    "String r; Main m; try { m.go(); } catch (NullPointerException e) { r = e.getMessage(); }",
    "void go() { }"
  ],
  [
    "a list index out of bounds throws",
    "r",
    "List index out of bounds: 1",
    "String r; try { Integer i = new List<Integer>{0}[1]; } catch (ListException e) { r = e.getMessage(); }"
  ],
  [
    "division by zero throws",
    "r",
    "Divide by 0",
    "String r; Integer z = 0; try { Integer i = 1 / z; } catch (MathException e) { r = e.getMessage(); }"
  ],
  [
    "finally runs on the way out of a return",
    "log",
    "af",
    "work();",
    "static String log = ''; static Integer work() { try { log += 'a'; return 1; } finally { log += 'f'; } }"
  ],
  [
    "exceptions carry a message and a cause",
    "r",
    "outer/inner",
    "String r; try { throw new MyException('outer', new MyException('inner')); } catch (MyException e) { r = e.getMessage() + '/' + e.getCause().getMessage(); }",
    "class MyException extends Exception { }"
  ],
  [
    "an exception without a message has the platform's",
    "new MyException().getMessage()",
    "Script-thrown exception",
    "",
    "class MyException extends Exception { }"
  ],
  [
    "exceptions tell their type's name",
    "r",
    "Main.MyException",
    "String r; try { throw new MyException('x'); } catch (Exception e) { r = e.getTypeName(); }",
    "public class MyException extends Exception { }"
  ],
  [
    "exceptions have fields and constructors of their own",
    "r",
    "7",
    "Integer r; try { throw new MyException(7); } catch (MyException e) { r = e.code; }",
    "class MyException extends Exception { Integer code; MyException(Integer code) { this.code = code; } }"
  ],
  [
    "methods dispatch on the object",
    "new C().hello()",
    "C",
    "",
    "virtual class B { public virtual String name() { return 'B'; } public String hello() { return name(); } } class C extends B { public override String name() { return 'C'; } }"
  ],
  [
    "super reaches the overridden method",
    "new C().name()",
    "BC",
    "",
    "virtual class B { public virtual String name() { return 'B'; } } class C extends B { public override String name() { return super.name() + 'C'; } }"
  ],
  [
    "constructors chain by this and super",
    "new C().log",
    "B1C",
    "",
    "virtual class B { public String log = ''; public B(Integer i) { log += 'B' + i; } } class C extends B { public C() { this(1); log += 'C'; } public C(Integer i) { super(i); } }"
  ],
  [
    "static initializers run in order",
    "A + B",
    "12",
    "",
    "static Integer a = 1; static String b; static { b = '' + (a + 1); }"
  ],
  [
    "properties compute and store",
    "p",
    "3",
    "p = 1;",
    "static Integer p { get { return p + 1; } set { p = value + 1; } }"
  ],
  [
    "automatic properties hold values",
    "new C().p",
    "x",
    "",
    "class C { public String p { get; private set; } public C() { p = 'x'; } }"
  ],
  [
    "enums have names, ordinals and values",
    "E.B.ordinal() + E.B.name() + E.values().size() + E.valueOf('a')",
    "1B2A",
    "",
    "enum E { A, B }"
  ],
  [
    "switch on an enum",
    "r",
    "b",
    "String r; E e = E.B; switch on e { when A { r = 'a'; } when B { r = 'b'; } }",
    "enum E { A, B }"
  ],
  [
    "switch on a String with several values",
    "r",
    "vowel",
    "String r; switch on 'e' { when 'a', 'e' { r = 'vowel'; } when else { r = 'other'; } }"
  ],
  [
    "switch on a negative number and null",
    "r",
    "n",
    "String r; Integer i; switch on i { when -1 { r = 'm'; } when null { r = 'n'; } }"
  ],
  [
    "switch on the type of a record",
    "r",
    "c:x",
    "String r; SObject s = new Contact(LastName = 'x'); switch on s { when Account a { r = 'a'; } when Contact c { r = 'c:' + c.LastName; } }"
  ],
  [
    "a return is definite when every branch of a switch has one",
    "f(1)",
    "one",
    "",
    "static String f(Integer i) { switch on i { when 1 { return 'one'; } when else { return 'other'; } } }"
  ],
  [
    "loops break and continue",
    "n",
    "4",
    "Integer n = 0; for (Integer i = 0; i < 10; i++) { if (i == 2) continue; if (i == 4) break; n += i; }"
  ],
  ["do loops run at least once", "n", "1", "Integer n = 0; do { n++; } while (false);"],
  [
    "sets are walked in the order of insertion",
    "s",
    "cab",
    "String s = ''; for (String x : new Set<String>{'c', 'a', 'b', 'a'}) s += x;"
  ],
  [
    "user keys are found by equals and hashCode",
    "m.get(new K(1))",
    "a",
    "Map<K, String> m = new Map<K, String>{new K(1) => 'a'};",
    "class K { Integer i; K(Integer i) { this.i = i; } public Boolean equals(Object o) { return o instanceof K && ((K) o).i == i; } public Integer hashCode() { return i; } }"
  ],
  // "Apex Reference Guide: List Class", "Set Class", "Map Class", equals and hashCode: that of the collection and its contents
  ...[
    "new List<K>{ new K(1) }",
    "new Set<K>{ new K(1) }",
    "new Map<K, K>{ new K(1) => new K(2) }",
    "new List<List<K>>{ new List<K>{ new K(1) } }"
  ].map((made): Program => [
    `equal collections of equal objects have equal hash codes: ${made}`,
    `${made}.equals(${made}) && ${made}.hashCode() == System.hashCode(${made})`,
    "true",
    "",
    "class K { Integer i; K(Integer i) { this.i = i; } public Boolean equals(Object o) { return o instanceof K && ((K) o).i == i; } public override Integer hashCode() { return i; } }"
  ]),
  ["Decimals are one key whatever their scale", "new Set<Decimal>{1.0, 1.00}.size()", "1"],
  [
    "lists sort by compareTo",
    "l[0].n",
    "1",
    "List<C> l = new List<C>{new C(2), new C(1)}; l.sort();",
    "class C implements Comparable { public Integer n; C(Integer n) { this.n = n; } public Integer compareTo(Object o) { return n - ((C) o).n; } }"
  ],
  [
    "an Iterable of the user's can be walked",
    "s",
    "321",
    "String s = ''; for (Integer i : new Down()) s += i;",
    "class Down implements Iterable<Integer>, Iterator<Integer> { Integer n = 3; public Iterator<Integer> iterator() { return this; } public Boolean hasNext() { return n > 0; } public Integer next() { return n--; } }"
  ],
  [
    "overloads choose the nearest type",
    "f(1) + f('a') + f(1L) + f(new Account())",
    "ioos",
    "",
    "static String f(Integer i) { return 'i'; } static String f(Object o) { return 'o'; } static String f(SObject s) { return 's'; }"
  ],
  [
    "an inner class reaches the outer's private statics",
    "new C().get()",
    "5",
    "",
    "private static Integer hidden = 5; class C { Integer get() { return hidden; } }"
  ],
  [
    "casts between lists of records are checked when they run",
    "((List<Account>) l).size()",
    "1",
    "List<SObject> l = new List<Account>{new Account()};"
  ],
  [
    "toString of the user's shapes its text",
    "'' + new C()",
    "mine",
    "",
    "class C { public override String toString() { return 'mine'; } }"
  ],
  [
    "a variable may have the name of its type",
    "status + ':' + Status.valueOf('open') + Account.SObjectType + account.Name",
    "CLOSED:OPENAccountx",
    "Status status = Status.CLOSED; Account account = new Account(Name = 'x');",
    "enum Status { OPEN, CLOSED }"
  ],
  ["labels are read by name", "System.Label.Greeting + Label.greeting", "MerhabaMerhaba"],
  ["tokens name objects and fields", "Account.SObjectType + '.' + Account.Name", "Account.Name"],
  ["class literals are types", "List<Account>.class.getName() + Main.class", "List<Account>Main"],
  ["an unset checkbox of a record is false", "new Opportunity().IsPrivate", "false"],
  ["dates move by days with +", "d + 1", "2024-02-29 00:00:00", "Date d = Date.newInstance(2024, 2, 28);"],
  ["a parenthesised call chain keeps its guards", "(a?.Name)?.length()", "null", "Account a;"],
  [
    "local variables may be named like JavaScript's words",
    "function + let + typeof",
    "6",
    "Integer function = 1; Integer let = 2; Integer typeof = 3;"
  ],
  [
    "an object is cloned with what its variables hold",
    "copy.n + ' ' + (copy.names === original.names) + ' ' + original.n",
    "2 true 1",
    "P original = new P(1); P copy = original.clone(); copy.n = 2;",
    "class P { Integer n; List<String> names = new List<String>(); P(Integer n) { this.n = n; } }"
  ],
  [
    "a class's own clone is called instead of that of every object",
    "new P().clone()",
    "own",
    "",
    "class P { String clone() { return 'own'; } }"
  ],
  [
    "the constructor of a subclass may assign a final variable",
    "new Child().x",
    "7",
    "",
    "virtual class Base { public final Integer x; } class Child extends Base { Child() { this.x = 7; } }"
  ],
  ["the type of polymorphic parents has a token", "Name.SObjectType", "Name"],
  ["strings keep escapes and unicode", "'a\\'b\\n\\u0041'.length()", "5"]
];

for (const [name, expression, expected, statements, members] of programs) {
  test(name, () => {
    assert.equal(evaluate(expression, statements, members), expected);
  });
}

test("a class with equals alone is compared by it", () => {
  assert.equal(
    evaluate(
      "new P(1) == new P(1)",
      "",
      "class P { Integer n; P(Integer n) { this.n = n; } public Boolean equals(Object o) { return ((P) o).n == n; } }"
    ),
    "true"
  );
});
