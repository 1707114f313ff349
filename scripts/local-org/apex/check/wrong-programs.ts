/**
 * Programs that the platform refuses, each with the place and the words; the messages are those of the platform's compiler
 * where public threads and its own parser show them, else in its manner.
 */
export const wrongPrograms: readonly (readonly [source: string, ...problems: string[]])[] = [
  ["public class A { void f() { Integer x = 'a'; } }", "1:41 Illegal assignment from String to Integer"],
  ["public class A { void f() { String s = 1; } }", "1:40 Illegal assignment from Integer to String"],
  ["public class A { void f() { x = 1; } }", "1:29 Variable does not exist: x"],
  [
    "public class A { void f() { foo(); } }",
    "1:29 Method does not exist or incorrect signature: void foo() from the type A"
  ],
  ["public class A { void f() { Integer x; Integer X; } }", "1:48 Duplicate variable: X"],
  [
    "public class A { void f() { 'a'.foo(1); } }",
    "1:33 Method does not exist or incorrect signature: void foo(Integer) from the type String"
  ],
  ["public class A { void f() { Foo f; } }", "1:29 Invalid type: Foo"],
  ["public class A { Integer f() { } }", "1:26 Missing return statement required return type: Integer"],
  [
    "public class A { Integer f(Boolean b) { if (b) { return 1; } } }",
    "1:26 Missing return statement required return type: Integer"
  ],
  ["public class A { void f() { return 1; } }", "1:29 Void method must not return a value"],
  ["public class A { Integer f() { return; } }", "1:32 Missing return value: non-void methods must return a value"],
  ["public class A { void f() { return; Integer x = 1; } }", "1:37 Unreachable statement"],
  ["public class A { void f() { throw new DmlException(); Integer x; } }", "1:55 Unreachable statement"],
  ["public class A { void f() { for (;;) { break; } Integer x = 1; break; } }", "1:64 Break statement must be in loop"],
  ["public class A { void f() { continue; } }", "1:29 Continue statement must be in loop"],
  [
    "public class A { void f(List<Account> rows) { Object o = Database.getQueryLocator(rows); } }",
    "1:83 Argument must be an inline query"
  ],
  [
    "public class A { void f(Boolean b) { Object o = Database.getQueryLocator(b ? [SELECT Id FROM Account] : [SELECT Id FROM Account LIMIT 1]); } }",
    "1:74 Argument must be an inline query"
  ],
  ["public class A { void f() { if (1) { } } }", "1:33 Condition expression must be of type Boolean: Integer"],
  [
    "public class A { void f() { Boolean b = 1 && true; } }",
    "1:41 AND operator can only be applied to Boolean expressions"
  ],
  [
    "public class A { void f() { Integer x = true ? 1 : 'a'; } }",
    "1:41 Incompatible types in ternary operator: Integer, String"
  ],
  ["public class A { void f() { Integer x = 1 + true; } }", "1:41 Arithmetic expressions must use numeric arguments"],
  [
    "public class A { void f() { Boolean b = 1 == 'a'; } }",
    "1:41 Comparison arguments must be compatible types: Integer, String"
  ],
  [
    "public class A { void f() { Boolean b = !1; } }",
    "1:41 Operator ! can only be applied to Boolean expressions: Integer"
  ],
  ["public class A { void f() { Integer x = 99999999999; } }", "1:41 Illegal integer"],
  ["public class A { void f() { Long x = 99999999999; } }", "1:38 Illegal integer"],
  [
    "public class A { void f() { Integer x = -2147483648; Integer y = 2147483648; } }",
    "1:42 Illegal integer",
    "1:66 Illegal integer"
  ],
  ["public class A { void f() { for (Integer i = 0; ; i++, i++) { } } }", "1:56 Expecting ')' but was: ','"],
  [
    "public class A { class Mistake extends Exception { } }",
    "1:24 Classes extending Exception must have a name ending in 'Exception': Mistake"
  ],
  ["public class A { void f() { Long l = 5; Integer i = l; } }", "1:53 Illegal assignment from Long to Integer"],
  ["public class A { void f() { Integer i = 1.5; } }", "1:41 Illegal assignment from Decimal to Integer"],
  ["public class A { void f() { Decimal d = 1; Integer i = d; } }", "1:56 Illegal assignment from Decimal to Integer"],
  [
    "public class A { void f() { Double d = 1.5; Integer i = (Integer) d; String s = (String) 1; } }",
    "1:81 Incompatible types since an instance of Integer is never an instance of String"
  ],
  [
    "public class A { void f() { List<String> l = new List<Integer>(); } }",
    "1:46 Illegal assignment from List<Integer> to List<String>"
  ],
  [
    "public class A { void f() { Set<Id> s = new Set<String>(); } }",
    "1:41 Illegal assignment from Set<String> to Set<Id>"
  ],
  ["public class A { void f() { Map<String> m; } }", "1:29 Type parameter count mismatch: Map takes 2, not 1"],
  [
    "public class A { void f() { List<Integer> l = new List<Integer>{1, 'a'}; } }",
    "1:68 Illegal assignment from String to Integer"
  ],
  [
    "public class A { void f() { for (Integer i : new List<String>()) { } } }",
    "1:29 Loop variable must be of type String"
  ],
  ["public class A { void f() { for (Integer i : 5) { } } }", "1:29 Loop must iterate over a collection: Integer"],
  ["public class A { void f() { Account a = new Account(Foo = 1); } }", "1:53 Field does not exist: Foo on Account"],
  [
    "public class A { void f() { Account a = new Account(Name = 1); } }",
    "1:60 Illegal assignment from Integer to String"
  ],
  ["public class A { void f() { Account a; a.Foo = 1; } }", "1:42 Variable does not exist: Foo"],
  ["public class A { void f() { Account a; String s = a.Name.foo; } }", "1:58 Variable does not exist: foo"],
  [
    "public class A { void f() { Account a = [SELECT Foo FROM Account]; } }",
    "1:49 No such column 'Foo' on entity 'Account'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names."
  ],
  [
    "public class A { void f() { Account a = [SELECT Id FROM Foo]; } }",
    "1:57 sObject type 'Foo' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names."
  ],
  [
    "public class A { void f() { Contact c = [SELECT Id FROM Account]; } }",
    "1:41 Illegal assignment from List<Account> to Contact"
  ],
  ["public class A { void f() { insert 1; } }", "1:29 DML requires SObject or SObject list type: Integer"],
  ["public class A { void f() { Account a; upsert a Name; } }", "1:49 Field is not an external id: Name"],
  [
    "public class A { void f() { Account a = new Account('x'); } }",
    "1:53 Invalid constructor argument: Account takes name value pairs"
  ],
  ["public class A { abstract void f(); }", "1:32 Class must be declared abstract to define abstract methods"],
  ["public abstract class A { abstract void f() { } }", "1:41 Abstract methods cannot have a body"],
  [
    "public abstract class A { public abstract void f(); class B extends A { } }",
    "1:59 Class A.B must implement the abstract method: void f()"
  ],
  [
    "public class A { interface I { void f(); } class B implements I { } }",
    "1:50 Class A.B must implement the method: void A.I.f()"
  ],
  [
    "public class A { interface I { void f(); } class B implements I { void f() { } } }",
    "1:72 Overriding/implementing method must be public or global: void f()"
  ],
  [
    "public class A { class B { } class C extends B { } }",
    "1:46 Non-virtual and non-abstract type cannot be extended: A.B"
  ],
  [
    "public class A { virtual class B { public void f() { } } class C extends B { public override void f() { } } }",
    "1:99 Non-virtual, non-abstract methods cannot be overridden: void f()"
  ],
  [
    "public class A { virtual class B { public virtual void f() { } } class C extends B { public void f() { } } }",
    "1:98 Method must use the override keyword: void f()"
  ],
  [
    "public class A { class C { public override void f() { } } }",
    "1:49 @Override specified for non-overriding method: void f()"
  ],
  [
    "public class A { virtual class B { public virtual void f() { } } class C extends B { private override void f() { } } }",
    "1:108 Cannot reduce the visibility when overriding a method: void f()"
  ],
  ["public class A { void f() { } void F() { } }", "1:36 Method already defined: F void f() from the type A (1:36)"],
  ["public class A { Integer x; String X; }", "1:36 Duplicate field: X"],
  ["public class A { A() { } A() { } }", "1:26 Constructor already defined: A.<Constructor>()"],
  ["public class A { B() { } }", "1:18 Invalid constructor name: B"],
  ["public class A { public private Integer x; }", "1:25 Only one visibility modifier is allowed"],
  ["class A { }", "1:1 Top-level type must have public or global visibility"],
  ["public class A { static static Integer x; }", "1:25 Duplicate modifier: static"],
  ["public class A { @Foo void f() { } }", "1:18 Annotation does not exist: Foo"],
  ["public class A { @IsTest Integer x; }", "1:18 Annotation is not allowed: IsTest"],
  [
    "public class A { class B { static void f() { } } }",
    "1:40 Static methods can only be defined on a top level class"
  ],
  ["public class A { class B { static Integer x; } }", "1:43 Static fields can only be defined on a top level class"],
  ["public class A { class B { class C { } } }", "1:28 Inner types are not allowed to have inner types"],
  ["public class A { Integer limit; }", "1:26 Identifier name is reserved: limit"],
  ["public class A { void f() { Integer class = 1; } }", "1:37 Unexpected token 'class'."],
  [
    "public class A { void f() { Integer a__b; } }",
    "1:37 Invalid identifier 'a__b'. Apex identifiers must start with an ASCII letter (a-z or A-Z) followed by any number of ASCII letters (a-z or A-Z), digits (0 - 9), '_'."
  ],
  ["public class A { void f() { Integer x = 5 } }", "1:43 Missing ';' at '}'"],
  ["public class A { void f() { Integer x = ; } }", "1:41 Unexpected token ';'."],
  ["public class A { void f() { String s = 'abc; } }", "1:40 Missing closing quote character ' on string."],
  ["public class A { void f() { }", "1:30 Unexpected token '<EOF>'."],
  [
    "public class A { void f() { Integer x = #; } }",
    "1:41 Found punctuation symbol or operator '#' that isn't valid in Apex."
  ],
  ["public class A { void f() { 1 + 2; } }", "1:29 Expression cannot be a statement."],
  ["public class A { void f() { Integer x; x; } }", "1:40 Expression cannot be a statement."],
  [
    "public class A { void f() { final Integer x = 1; x = 2; } }",
    "1:50 Final variable has already been initialized: x"
  ],
  [
    "public class A { final Integer x = 1; void f() { x = 2; } }",
    "1:50 Final members can only be assigned in their declaration, init blocks, or constructors: x"
  ],
  [
    "public class A { static final Integer X = 1; void f() { X = 2; } }",
    "1:57 Final members can only be assigned in their declaration, init blocks, or constructors: X"
  ],
  ["public class A { Integer x { get; } void f() { x = 1; } }", "1:48 Variable is not writable: x"],
  ["public class A { void f() { new A('x'); } }", "1:29 Constructor not defined: [A].<Constructor>(String)"],
  [
    "public class A { void f() { String s = new String(); } }",
    "1:40 Constructor not defined: [String].<Constructor>()"
  ],
  ["public abstract class A { void f() { new A(); } }", "1:38 Type cannot be constructed: A"],
  ["public class A { void f() { Object o = new Comparable(); } }", "1:40 Type cannot be constructed: Comparable"],
  ["public class A { static void f() { this.g(); } void g() { } }", "1:36 Variable does not exist: this"],
  [
    "public class A { static void f() { g(); } void g() { } }",
    "1:36 Non static method cannot be referenced from a static context: void g()"
  ],
  ["public class A { Integer x; static void f() { x = 1; } }", "1:47 Variable does not exist: x"],
  [
    "public class A { static void f() { A.g(); } void g() { } }",
    "1:38 Non static method cannot be referenced from a static context: void g()"
  ],
  [
    "public class A { void f() { A b; b.g(); } static void g() { } }",
    "1:36 Static method cannot be referenced from a non static context: void g()"
  ],
  ["public class A { void f() { try { } catch (String s) { } } }", "1:37 Catch type must be an exception: String"],
  [
    "public class A { void f() { try { } catch (Exception e) { } catch (DmlException e) { } } }",
    "1:61 Exception has already been caught: DmlException"
  ],
  ["public class A { void f() { throw 'x'; } }", "1:29 Throw expression must be of type exception: String"],
  [
    "public class A { void f() { switch on 1 { when 'a' { } } } }",
    "1:48 Incompatible types in switch: Integer, String"
  ],
  [
    "public class A { void f() { switch on 'a' { when else { } when 'b' { } } } }",
    "1:45 When else must be the last block"
  ],
  [
    "public class A { void f() { Object o = 1; Boolean b = 1 instanceof String; } }",
    "1:55 Operation instanceof is always false since an instance of Integer is never an instance of String"
  ],
  [
    "public class A { void f() { A a = (A) 'x'; } }",
    "1:35 Incompatible types since an instance of String is never an instance of A"
  ],
  [
    "public class A { void f() { Integer[] x = new Integer[1.5]; } }",
    "1:55 Illegal assignment from Decimal to Integer"
  ],
  ["public class A { void f() { Integer x = 1; x[0] = 1; } }", "1:44 Expression must be a list type: Integer"],
  ["public class A { void f() { String s = null; s++; } }", "1:46 Arithmetic expressions must use numeric arguments"],
  [
    "public class A { void f() { Date d = Date.today() * 2; } }",
    "1:38 Date/time expressions must use Integer or Long or Double"
  ],
  ["public class A { void f() { Integer x = System.Label.Nope; } }", "1:54 External string does not exist: Nope"],
  ["public class A { void f() { Integer x = Trigger.foo; } }", "1:49 Variable does not exist: Trigger.foo"],
  ["public class A { void f() { f() + 1; } }", "1:29 Expression cannot be a statement."],
  ["public class A { void f() { Integer x = f(); } }", "1:41 Illegal assignment from void to Integer"],
  ["public class A { void f() { void x; } }", "1:34 Unexpected token 'x'."],
  [
    "public class A { void f() { super.foo(); } }",
    "1:35 Method does not exist or incorrect signature: void foo() from the type Object"
  ],
  ["public class A { void f(Integer a, String A) { } }", "1:43 Duplicate variable: A"],
  ["public class A { void f() { Integer x = 1; { Integer x = 2; } } }", "1:54 Duplicate variable: x"],
  ["public class A { void f() { for (Integer i = 0; i < 1; i++) { Integer i = 2; } } }", "1:71 Duplicate variable: i"],
  [
    "public class A { void f() { Math.abs('x'); } }",
    "1:34 Method does not exist or incorrect signature: void abs(String) from the type Math"
  ],
  [
    "public class A { void f() { String.valueOf(); } }",
    "1:36 Method does not exist or incorrect signature: void valueOf() from the type String"
  ],
  [
    "public class A { void f() { Account.foo(); } }",
    "1:37 Method does not exist or incorrect signature: void foo() from the type Account"
  ],
  ["public class A { void f() { Id x = 5; } }", "1:36 Illegal assignment from Integer to Id"],
  [
    "public class A { void f() { System.debug(); } }",
    "1:36 Method does not exist or incorrect signature: void debug() from the type System"
  ],
  [
    "public class A { void f() { List<Integer> l; l.add('a'); } }",
    "1:48 Method does not exist or incorrect signature: void add(String) from the type List<Integer>"
  ],
  [
    "public class A { void f() { Map<String, Integer> m; m.put(1, 1); } }",
    "1:55 Method does not exist or incorrect signature: void put(Integer, Integer) from the type Map<String,Integer>"
  ],
  ["public class A { void f() { String s = 'a' - 'b'; } }", "1:40 Arithmetic expressions must use numeric arguments"],
  [
    "public class A { void f() { Integer x = 1 << true; } }",
    "1:41 Shift operators can only be applied to integer or long expressions"
  ],
  [
    "public class A { void f() { Boolean b = 'a' < 1; } }",
    "1:41 Inequality expressions must be of numeric or text or date types: String, Integer"
  ],
  ["public class A { void f() { Integer x = null ?? 'a'; } }", "1:41 Illegal assignment from String to Integer"],
  [
    "public class A { void f() { Account a; a.Id.foo(); } }",
    "1:45 Method does not exist or incorrect signature: void foo() from the type Id"
  ],
  ["public class A { void f() { Contact c; String s = c.Account.Foo; } }", "1:61 Variable does not exist: Foo"],
  ["public class A { void f() { Schema.SObjectField f = Account.Foo; } }", "1:61 Variable does not exist: Foo"],
  ["public class A { void f() { Object o = Schema.SObjectType.Foo; } }", "1:59 Variable does not exist: Foo"],
  ["public class A { void f() { Type t = Foo.class; } }", "1:38 Invalid type: Foo"],
  ["public class A { void f() { List<Foo> l; } }", "1:34 Invalid type: Foo"],
  ["public class A { void f() { new Foo(); } }", "1:33 Invalid type: Foo"],
  ["public class A { void f() { do { } while (1); } }", "1:43 Condition expression must be of type Boolean: Integer"],
  ["public class A { void f() { while ('a') { } } }", "1:36 Condition expression must be of type Boolean: String"],
  [
    "public class A { void f() { for (Integer i = 0; 'a'; i++) { } } }",
    "1:49 Condition expression must be of type Boolean: String"
  ],
  ["public class A { void f() { Integer i = 0; i += 'a'; } }", "1:44 Illegal assignment from String to Integer"],
  [
    "public class A { void f() { String s = 'a'; s += 1; s -= 1; } }",
    "1:53 Arithmetic expressions must use numeric arguments"
  ],
  [
    "public class A { void f() { List<Account> l = [SELECT Id FROM Account WHERE Name = :nope]; } }",
    "1:85 Variable does not exist: nope"
  ],
  [
    "public class A { void f() { Integer n = [SELECT Id FROM Account]; } }",
    "1:41 Illegal assignment from List<Account> to Integer"
  ],
  [
    "public class A { void f() { Account a; delete a.Name; } }",
    "1:40 DML requires SObject or SObject list type: String"
  ],
  [
    "public class A { void f() { Set<String> s = new Set<String>{1}; } }",
    "1:61 Illegal assignment from Integer to String"
  ],
  [
    "public class A { void f() { Map<String, Integer> m = new Map<String, Integer>{'a' => 'b'}; } }",
    "1:86 Illegal assignment from String to Integer"
  ],
  ["public class A { void f() { Integer x = (String) 'a'; } }", "1:41 Illegal assignment from String to Integer"],
  ["public class A { void f() { break; } }", "1:29 Break statement must be in loop"],
  ["public class A { void f() { if (true) { return; } else { return; } Integer x; } }", "1:68 Unreachable statement"],
  ["public class A { void f() { try { return; } finally { } Integer x; } }", "1:57 Unreachable statement"],
  [
    "public class A { void f() { Database.foo(); } }",
    "1:38 Method does not exist or incorrect signature: void foo() from the type Database"
  ],
  ["public class A { void f() { System.Foo x; } }", "1:29 Invalid type: System.Foo"],
  [
    "public class A { void f() { DmlException e = new DmlException(1); } }",
    "1:46 Constructor not defined: [DmlException].<Constructor>(Integer)"
  ],
  ["public class A { void f() { Integer x = A.y; } }", "1:43 Variable does not exist: y"],
  ["public class A { void f() { Integer x = this.y; } }", "1:46 Variable does not exist: y"],
  ["public class A { void f() { Integer x = new A().y; } }", "1:49 Variable does not exist: y"],
  ["public class A { void f() { A.B b; } }", "1:29 Invalid type: A.B"],
  ["public class A extends B { }", "1:24 Invalid type: B"],
  ["public class A implements B { }", "1:27 Invalid type: B"],
  ["public class A extends Comparable { }", "1:24 Invalid parent type: Comparable"],
  ["public class A implements String { }", "1:27 Invalid interface: String"],
  ["public class A extends A { }", "1:24 Non-virtual and non-abstract type cannot be extended: A"],
  ["public enum A { X, x }", "1:20 Duplicate field: x"],
  [
    "public class A { void f() { A.Color c = A.Color.BLUE; } enum Color { RED } }",
    "1:49 Variable does not exist: BLUE"
  ],
  [
    "@IsTest private class A { @IsTest static void f() { } @IsTest @IsTest static void g() { } }",
    "1:63 Duplicate annotation: IsTest"
  ],
  ["public class A { virtual abstract void f(); }", "1:35 Abstract and virtual modifiers may not be used together"],
  ["public class A { static virtual void f() { } }", "1:33 Static methods cannot be abstract, virtual or override"],
  ["public virtual abstract class A { }", "1:25 Abstract and virtual modifiers may not be used together"],
  ["public class A { void f(); }", "1:23 Missing method body: f"],
  ["public class A { Integer x { get; get; } }", "1:35 Property already has a getter: x"],
  ["public class A { Integer x { } }", "1:18 Properties must have at least one get or set method"],
  ["public class A { Integer x { get { } } }", "1:30 Missing return statement required return type: Integer"],
  ["public class A { A() { return 1; } }", "1:24 Constructors must not return a value"],
  [
    "public class A { void f() { this(); } A() { } }",
    "1:29 Constructor call must be the first statement in a constructor"
  ],
  [
    "public class A { class B { private Integer x; private B(Integer i) { } } void f() { new B(); } }",
    "1:85 Constructor not defined: [A.B].<Constructor>()"
  ],
  [
    "public class A { public class EException extends Exception { } void f() { throw new EException(1); } }",
    "1:81 Constructor not defined: [A.EException].<Constructor>(Integer)"
  ],
  [
    "public class A { void f() { switch on E.X { when Y { } } } enum E { X } }",
    "1:50 Invalid enum constant in when: Y"
  ],
  [
    "public class A implements Comparable { public Integer compareTo(A other) { return 0; } }",
    "1:14 Class A must implement the method: Integer Comparable.compareTo(Object)"
  ],
  [
    "public class A implements Iterator<String> { public Boolean hasNext() { return false; } }",
    "1:14 Class A must implement the method: String Iterator<String>.next()"
  ],
  [
    "public abstract class A { abstract Integer g(); class B extends A { override Integer g() { return super.g(); } } }",
    "1:105 Cannot call abstract method: Integer g()"
  ],
  [
    "public class A { virtual class B { B(Integer i) { } } class C extends B { } }",
    "1:61 Constructor not defined: [A.B].<Constructor>()"
  ],
  ["public class A { global with sharing without sharing class B { } }", "1:38 Only one sharing modifier is allowed"],
  ["public class A { void f() { insert as foo new Account(); } }", "1:39 Unexpected token 'foo'."],
  ["public class A { Integer x = y; }", "1:30 Variable does not exist: y"],
  [
    "public class A { Integer x = 'a'; String f() { return 1; } }",
    "1:30 Illegal assignment from String to Integer",
    "1:55 Illegal assignment from Integer to String"
  ],
  ["public interface A { Integer x; }", "1:31 Unexpected token ';'."],
  ["public interface A { private void f(); }", "1:22 Expecting '}' but was: 'private'"],
  ["public class A { static { return 1; } }", "1:27 Void method must not return a value"],
  ["@IsTest private class A { @IsTest void f() { } }", "1:40 Test methods must be static void"],
  [
    "@IsTest private class A { @IsTest static void f(Integer i) { } }",
    "1:47 Test methods do not support parameters: void f(Integer)"
  ],
  [
    "public class A { @IsTest static void f() { } }",
    "1:38 Defining type for testMethod methods must be declared as IsTest"
  ],
  [
    "public class A { @Future static Integer f() { return 1; } }",
    "1:41 Future methods must be declared as static void"
  ],
  [
    "public class A { @Future static void f(Account a) { } }",
    "1:38 Unsupported parameter type Account. Valid types are primitives and collections of primitives."
  ],
  ["public class A { @AuraEnabled public void f() { } }", "1:43 AuraEnabled methods must be static"],
  [
    "public class A { @InvocableMethod public static void f(Integer i) { } }",
    "1:54 InvocableMethod methods take at most one parameter, and it must be a list"
  ],
  [
    "public class A { @InvocableMethod public static void f(List<Integer> i) { } @InvocableMethod public static void g(List<Integer> i) { } }",
    "1:113 Only one method per type can be defined with: InvocableMethod"
  ],
  ["@RestResource(urlMapping='/x') public class A { }", "1:45 @RestResource classes must be global"],
  ["@RestResource(urlMapping='x') global class A { }", "1:44 Invalid urlMapping: it must begin with /"],
  [
    "global class A { @HttpGet global static void f() { } }",
    "1:46 @HttpGet methods must be in a class annotated @RestResource"
  ],
  [
    "@RestResource(urlMapping='/x') global class A { @HttpGet public static void f() { } }",
    "1:77 @HttpGet methods must be global static"
  ],
  [
    "public class A { void f() { Integer x = null > 1 ? 1 : 2; } }",
    "1:41 Inequality expressions must be of numeric or text or date types: null, Integer"
  ],
  [
    "public class A { void f() { List<Integer> l = new List<Integer>(); l.sort('a'); } }",
    "1:70 Method does not exist or incorrect signature: void sort(String) from the type List<Integer>"
  ],
  [
    "public class A { interface I { void f(); } abstract class B implements I { } class C extends B { } }",
    "1:84 Class A.C must implement the method: void A.I.f()"
  ],
  [
    "public class A { interface I { void f(); } class B implements I { public Integer f() { return 1; } } }",
    "1:50 Class A.B must implement the method: void A.I.f()"
  ],
  [
    "public class A implements Iterable<String> { public Iterator<Integer> iterator() { return null; } }",
    "1:14 Class A must implement the method: Iterator<String> Iterable<String>.iterator()"
  ],
  ["public class A { void f() { Integer[] a = new Integer[]; } }", "1:56 Expecting '{' but was: ';'"],
  [
    "public class A { void f() { Map<Id, Account> m = new Map<Id, Account>([SELECT Id FROM Contact]); } }",
    "1:50 Invalid initial type List<Contact> for Map<Id,Account>"
  ],
  ["public interface A { public void f(); }", "1:22 Expecting '}' but was: 'public'"],
  ["public interface A { A(); }", "1:23 Unexpected token '('."],
  ["public class A { public final void f() { } }", "1:25 Modifier is not allowed: final"],
  ["public class A { void f(final Integer i) { i = 2; } }", "1:44 Final variable has already been initialized: i"],
  ["public class A { Integer x { public get; set; } }", "1:30 Accessor cannot be more visible than its property: x"],
  ["public class A { void f(Integer i) { switch on i { when 1 { } when 2, 1 { } } } }", "1:71 Duplicate when value: 1"],
  [
    "public class A { void f(Integer i) { switch on i { when null { } when 1, null { } } } }",
    "1:74 Duplicate when value: null"
  ],
  [
    "public class A { enum E { X, Y } void f(E e) { switch on e { when X { } when x { } } } }",
    "1:78 Duplicate when value: X"
  ],
  [
    "public class A { void f(SObject s) { switch on s { when Account a { } when Account b { } } } }",
    "1:76 Duplicate when value: Account"
  ],
  [
    "public class A { void f(Object o) { switch on o { when Account a { } } } }",
    "1:47 Switch expressions must be of type Integer, Long, String, enum or SObject: Object"
  ],
  [
    "public class A { void f(Date d) { switch on d { when null { } } } }",
    "1:45 Switch expressions must be of type Integer, Long, String, enum or SObject: Date"
  ],
  [
    "public class A { void f() { Date d; List<Account> l = [SELECT Id FROM Account WHERE Name = :d]; } }",
    "1:93 Invalid bind expression type of Date for column of type String"
  ],
  [
    "public class A { void f(Set<Integer> n) { List<Account> l = [SELECT Id FROM Account WHERE Name IN :n]; } }",
    "1:100 Invalid bind expression type of Integer for column of type String"
  ],
  [
    "public class A { void f(String s) { List<Account> l = [SELECT Id FROM Account WHERE AnnualRevenue > :s]; } }",
    "1:102 Invalid bind expression type of String for column of type Decimal"
  ],
  [
    "public class A { void f(Boolean b) { List<Account> l = [SELECT Id FROM Account WHERE Id = :b]; } }",
    "1:92 Invalid bind expression type of Boolean for column of type Id"
  ],
  [
    "public class A { void f(String s) { List<Account> l = [SELECT Id FROM Account LIMIT :s]; } }",
    "1:86 Invalid bind expression type of String for LIMIT or OFFSET"
  ],
  [
    "public class A { void f() { List<Account> l = [SELECT Id FROM Account WHERE Name = 5]; } }",
    "1:84 value of filter criterion for field 'Name' must be of type string and should be enclosed in quotes"
  ],
  [
    "public class A { void f() { List<Account> l = [SELECT Id FROM Account WHERE CreatedDate = 'x']; } }",
    "1:91 value of filter criterion for field 'CreatedDate' must be of type dateTime and should not be enclosed in quotes"
  ],
  [
    "public class A { void f() { List<Account> l = [SELECT Id FROM Account WHERE IsDeleted = 'true']; } }",
    "1:89 value of filter criterion for field 'IsDeleted' must be of type boolean and should not be enclosed in quotes"
  ],
  [
    "public class A { void f() { List<Account> l = [SELECT Id FROM Account WHERE NumberOfEmployees IN (1, 'a')]; } }",
    "1:102 value of filter criterion for field 'NumberOfEmployees' must be of type int and should not be enclosed in quotes"
  ],
  [
    "public class A { @future(callouts=true) static void f() { } }",
    "1:18 Annotation property, callouts on Future, does not exist"
  ],
  [
    "public class A { @future(callout='yes') static void f() { } }",
    "1:18 Invalid value for annotation property callout on Future: yes"
  ],
  [
    "public class A { @AuraEnabled(foo=true) public static void f() { } }",
    "1:18 Annotation property, foo on AuraEnabled, does not exist"
  ],
  [
    "public class A { @AuraEnabled(cacheable=1) public static void f() { } }",
    "1:18 Invalid value for annotation property cacheable on AuraEnabled: 1"
  ],
  ["public class A { @AuraEnabled static void f() { } }", "1:43 AuraEnabled methods must be public or global"],
  [
    "public class A { @AuraEnabled public static void f() { } @AuraEnabled public static void F(Integer i) { } }",
    "1:90 AuraEnabled methods cannot be overloaded: F"
  ],
  [
    "public class A { @InvocableMethod(label='x' foo='y') public static void f(List<String> a) { } }",
    "1:18 Annotation property, foo on InvocableMethod, does not exist"
  ],
  [
    "public class A { @InvocableVariable private String s; }",
    "1:45 InvocableVariable fields must be public or global, and neither static nor final"
  ],
  [
    "public class A { @InvocableVariable public static String s; }",
    "1:51 InvocableVariable fields must be public or global, and neither static nor final"
  ],
  [
    "public class A { @InvocableVariable public final String s = ''; }",
    "1:50 InvocableVariable fields must be public or global, and neither static nor final"
  ],
  [
    "@RestResource(urlMapping='/x') global class A { @HttpGet global static void f(Integer i) { } }",
    "1:77 @HttpGet methods do not support parameters: void f(Integer)"
  ],
  [
    "public class A { @RemoteAction static void f() { } }",
    "1:44 RemoteAction methods must be static, and public or global"
  ],
  [
    "public class A { webservice static void f() { } }",
    "1:41 Defining type for webservice methods must be declared as global"
  ],
  ["global class A { webservice void f() { } }", "1:34 Webservice methods must be static"],
  ["@IsTest(foo=true) class A { }", "1:1 Annotation property, foo on IsTest, does not exist"],
  [
    "@JsonAccess(serializable='sometimes') public class A { }",
    "1:1 Invalid value for annotation property serializable on JsonAccess: sometimes"
  ]
];
