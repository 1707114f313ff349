/**
 * Programs that look odd and are right: each by a page of the Apex Developer Guide, whose title comes first. Expressions and
 * their values are in language.test.ts; here it is enough that the compiler takes the program.
 */
export const rightPrograms: readonly (readonly [page: string, source: string])[] = [
  ["Case Sensitivity", "PUBLIC CLASS A { VOID F() { INTEGER I = 0; i++; STRING s = NULL; } }"],
  ["Case Sensitivity", "public class A { void f() { List<ACCOUNT> l = [select ID from account]; l[0].NAME = 'x'; } }"],
  ["Case Sensitivity", "public class A { Integer total; void f() { this.TOTAL = 1; A.G(); } static void g() { } }"],
  ["Variables", "public class A { void f() { Integer i, j = 2, k; i = j; k = i; } }"],
  ["Variables", "public class A { void f() { { Integer i = 1; } { Integer i = 2; } } }"],
  [
    "Variables",
    "public class A { void f() { for (Integer i = 0; i < 1; i++) { } for (String i : new List<String>()) { } } }"
  ],
  ["Name Shadowing", "public class A { Integer x; void f() { String x = 'a'; x = x + this.x; } }"],
  ["Name Shadowing", "public class A { static Integer x = 1; class B { Integer x = A.x; } }"],
  [
    "Name Shadowing",
    "public class A { void f(String account) { String s = account.toLowerCase(); Account a = new Account(); } }"
  ],
  [
    "Name Shadowing",
    "public class A { void f(List<Contact> contact) { for (Contact c : contact) { c.LastName = 'x'; } } }"
  ],
  [
    "Name Shadowing",
    "public class A { Database.SaveResult f(Account database) { return Database.insert(database, false); } }"
  ],
  // apex-enterprise-patterns/fflib-apex-common-samplecode, which its workflow deploys to a scratch org
  [
    "SOQL and SOSL Queries",
    "public class A { Account f(List<Account> all) { return all.isEmpty() ? [SELECT Id FROM Account LIMIT 1] : all[0]; } }"
  ],
  ["Naming Conventions", "public class A { Integer a; Integer a() { return a; } class B { A a; } }"],
  ["Naming Conventions", "public class A { String sets; String of() { return sets; } void sort() { this.sort(); } }"],
  [
    "Reserved Keywords",
    "public class A { Integer after, before, count, get, excludes, first, group_x, order_x, last, offset_x; }"
  ],
  [
    "Reserved Keywords",
    "public class A { void f() { Integer trigger_x, sharing = 1, with_x = sharing, without = 2; } }"
  ],
  [
    "Reserved Keywords",
    "public class A { void put() { } void get() { } void set() { } void after() { get(); set(); } }"
  ],
  [
    "Data Types",
    "public class A { Object f() { return new Object(); } Object g() { return 1; } Object h() { return new Account(); } }"
  ],
  [
    "Primitive Data Types",
    "public class A { Long l = 1; Double d = 1; Decimal m = 1L; Decimal n = 1.5d; Double e = 1.5; }"
  ],
  [
    "Primitive Data Types",
    "public class A { Integer f() { return -2147483647; } Long g() { return -9223372036854775807L; } }"
  ],
  [
    "Primitive Data Types",
    "public class A { Datetime f(Date d) { return d; } Boolean g(Date d, Datetime t) { return d < t; } }"
  ],
  [
    "Primitive Data Types",
    "public class A { Id f(String s) { return s; } String g(Id i) { return i; } Boolean h(Id i) { return i == 'x'; } }"
  ],
  ["Primitive Data Types", "public class A { String f() { return '\\u00e9\\t\\'\\\\'; } }"],
  [
    "Rules of Conversion",
    "public class A { void f(Decimal d) { } void g() { f(1); f(1L); f(1.0); Integer i = 1; f(i); } }"
  ],
  [
    "Rules of Conversion",
    "public class A { Integer f(Decimal d) { return (Integer) d; } Long g(Double d) { return (Long) d; } }"
  ],
  [
    "Rules of Conversion",
    "public class A { String f() { return 'a' + 1 + 2.5 + true + null + Date.today() + new Account(); } }"
  ],
  [
    "Rules of Conversion",
    "public class A { void f() { Integer i = 1; i += 2; Decimal d = 1; d += i; String s = 'a'; s += d; } }"
  ],
  ["Expression Operators", "public class A { Integer f(Integer i) { return i++ + ++i - i-- - --i; } }"],
  [
    "Expression Operators",
    "public class A { Integer f(Integer i) { return - - i + + i - -1; } Boolean g() { return !!true; } }"
  ],
  ["Expression Operators", "public class A { Integer f(Integer i) { return (i << 1) | (i >> 2) & (i >>> 3) ^ ~i; } }"],
  [
    "Expression Operators",
    "public class A { void f() { Integer i = 6; i |= 1; i &= 3; i ^= 2; i <<= 2; i >>= 1; i >>>= 1; } }"
  ],
  ["Expression Operators", "public class A { Boolean f(Boolean a, Boolean b) { return a & b | a ^ b; } }"],
  ["Expression Operators", "public class A { void f() { Boolean b = true; b |= false; b &= true; b ^= b; } }"],
  [
    "Expression Operators",
    "public class A { String f(Boolean a, Boolean b) { return a ? b ? '1' : '2' : b ? '3' : '4'; } }"
  ],
  ["Expression Operators", "public class A { void f() { Integer a, b, c; a = b = c = 1; Integer d = a = 2; } }"],
  [
    "Expression Operators",
    "public class A { Boolean f(Account a, SObject b) { return a == b || a === b || a <> b || b != null; } }"
  ],
  ["Expression Operators", "public class A { Boolean f(Object o) { return o == 1 || o == 'a' || null == o; } }"],
  ["Expression Operators", "public class A { Boolean f(List<Account> a, List<SObject> b) { return a == b; } }"],
  [
    "Operator Precedence",
    "public class A { Boolean f(Integer i, Object o) { return i + 1 > 2 && !(o instanceof String) == true; } }"
  ],
  ["Safe Navigation Operator", "public class A { String f(Account a) { return a?.Owner?.Name?.toLowerCase(); } }"],
  ["Safe Navigation Operator", "public class A { Integer f(List<List<Integer>> l) { return l?.get(0)?.get(0); } }"],
  ["Safe Navigation Operator", "public class A { String f() { return [SELECT Name FROM Account LIMIT 1]?.Name; } }"],
  [
    "Safe Navigation Operator",
    "public class A { A next; Integer n; void f() { next?.f(); Integer i = next?.next?.n; } }"
  ],
  ["Null Coalescing Operator", "public class A { String f(String a, String b) { return a ?? b ?? 'c'; } }"],
  [
    "Null Coalescing Operator",
    "public class A { Account f() { return [SELECT Id FROM Account LIMIT 1] ?? new Account(); } }"
  ],
  [
    "Null Coalescing Operator",
    "public class A { Integer f(Map<String, Integer> m) { return (m?.get('a') ?? 0) + 1; } }"
  ],
  ["Comments", "public class A { /* one /* not nested */ // two\n void f(/* none */) { /**/ } // end\n}"],
  ["Statements", "public class A { void f() { {} { {} } if (true) {} else {} for (;;) { break; } } }"],
  [
    "Conditional (If-Else) Statements",
    "public class A { Integer f(Integer i) { if (i > 0) return 1; else if (i < 0) return -1; else return 0; } }"
  ],
  [
    "Switch Statements",
    "public class A { Integer f(Integer i) { switch on i { when 1, 2 { return 1; } when -3 { return 2; } when null { return 3; } when else { return 4; } } } }"
  ],
  [
    "Switch Statements",
    "public class A { String f(SObject s) { switch on s { when Account a { return a.Name; } when Contact c { return c.LastName; } when null { return 'n'; } when else { return ''; } } } }"
  ],
  [
    "Switch Statements",
    "public class A { enum E { X, Y } Integer f(E e) { switch on e { when X { return 1; } when Y { return 2; } } return 0; } }"
  ],
  [
    "Switch Statements",
    "public class A { void f(String s, Long l) { switch on s { when 'a', 'B' { } } switch on l { when 1L { } when else { } } switch on s + 'x' { when 'y' { } } } }"
  ],
  [
    "Switch Statements",
    "public class A { void f() { for (Integer i = 0; i < 3; i++) { switch on i { when 1 { continue; } when 2 { break; } } } } }"
  ],
  ["Traditional For Loops", "public class A { void f() { for (Integer i = 0, j = 10; i < j; i++) { j--; } } }"],
  ["Traditional For Loops", "public class A { void f() { Integer i = 0; for (; i < 3;) i++; } }"],
  [
    "Traditional For Loops",
    "public class A { Integer f(List<Boolean> l) { for (Integer n = 1; true; n++) { if (l[n]) { return n; } } return 0; } }"
  ],
  [
    "While Loops",
    "public class A { Integer f() { while (true) { if (Math.random() > 0) { return 1; } } return null; } }"
  ],
  // SFDO-Community/Summit-Events-App, whose classes of 64.0 deploy to orgs.
  [
    "Using the runAs Method",
    "@IsTest class A { static Integer f(User u) { System.runAs(u) { return 1; } return null; } }"
  ],
  ["While Loops", "public class A { Integer f() { while (true) { if (Math.random() > 0) { return 1; } } } }"],
  ["Do-While Loops", "public class A { void f() { Integer i = 0; do { i++; } while (i < 3); } }"],
  [
    "List or Set Iteration For Loops",
    "public class A { void f(Set<Id> ids, Map<Id, Account> m) { for (Id i : ids) { } for (Id i : m.keySet()) { } for (Account a : m.values()) { } } }"
  ],
  [
    "SOQL For Loops",
    "public class A { void f() { for (Account a : [SELECT Id FROM Account]) { } for (List<Account> l : [SELECT Id FROM Account]) { } } }"
  ],
  [
    "SOQL For Loops",
    "public class A { void f(String q) { for (Account a : Database.query(q)) { } for (SObject s : Database.query(q)) { } } }"
  ],
  [
    "Lists",
    "public class A { void f() { String[] a = new String[3]; a[0] = 'x'; List<String> b = a; String[] c = b; Integer n = a.size(); } }"
  ],
  [
    "Lists",
    "public class A { Integer[] f() { return new Integer[]{ 1, 2 }; } List<Integer> g() { return new List<Integer>{ 1, 2 }; } }"
  ],
  [
    "Lists",
    "public class A { void f() { List<List<Set<String>>> l = new List<List<Set<String>>>(); Account[] a = [SELECT Id FROM Account]; } }"
  ],
  ["Lists", "public class A { void f(Integer[][] m) { m[0][1] = 2; m[0][1]++; Integer i = m[0][1]; } }"],
  [
    "Sets",
    "public class A { Set<String> s = new Set<String>{ 'a', 'b' }; Set<Id> f(Map<Id, Account> m) { return new Set<Id>(m.keySet()); } }"
  ],
  [
    "Maps",
    "public class A { Map<Id, Account> m = new Map<Id, Account>([SELECT Id FROM Account]); Map<String, Integer> n = new Map<String, Integer>{ 'a' => 1 }; }"
  ],
  [
    "Maps",
    "public class A { Map<Account, List<Map<String, Object>>> m; void f() { m.get(new Account())[0].put('a', 1); } }"
  ],
  [
    "Parameterized Typing",
    "public class A { Iterable<Account> f() { return new List<Account>(); } Iterator<Account> g() { return new List<Account>().iterator(); } }"
  ],
  [
    "Collection Casting",
    "public class A { List<Account> f(List<SObject> l) { return l; } List<SObject> g(List<Account> l) { return l; } }"
  ],
  [
    "Collection Casting",
    "public class A { virtual class P { } class C extends P { } List<P> f() { List<C> c = new List<C>(); List<P> p = c; return p; } }"
  ],
  [
    "Classes and Casting",
    "public class A { virtual class P { } class C extends P { } C f(P p) { return (C) p; } P g(C c) { return c; } }"
  ],
  [
    "Classes and Casting",
    "public class A { interface I { } virtual class P { } I f(P p) { return (I) p; } P g(I i) { return (P) i; } }"
  ],
  [
    "Using the instanceof Keyword",
    "public class A { Boolean f(Object o) { return o instanceof List<String> || o instanceof Account || o instanceof A; } }"
  ],
  [
    "Enums",
    "public class A { enum E { X, Y } void f() { E e = E.X; Integer i = e.ordinal(); String n = E.Y.name(); E v = E.valueOf('X'); for (E x : E.values()) { } } }"
  ],
  [
    "Enums",
    "public class A { enum E { X, y } Map<E, Integer> m = new Map<E, Integer>{ E.x => 1, A.E.Y => 2 }; Boolean b = A.E.X == E.x; }"
  ],
  ["Constants", "public class A { static final Integer ONE = 1; final Integer two; A() { two = ONE + 1; } { } }"],
  [
    "Constants",
    "public class A { static final Map<String, Integer> M; static { M = new Map<String, Integer>(); M.put('a', 1); } }"
  ],
  [
    "Using the final Keyword",
    "public class A { void f(final Integer i) { final Integer j; j = i; final Integer k = j; } }"
  ],
  [
    "Apex Properties",
    "public class A { public Integer x { get; private set; } public static String s { get { return s == null ? 'a' : s; } set; } }"
  ],
  [
    "Apex Properties",
    "public class A { public Integer x { get { return x ?? 0; } set { x = value * 2; } } void f() { x++; this.x += 2; } }"
  ],
  [
    "Apex Properties",
    "public class A { public Integer readOnly { get; } public Integer writeOnly { set; } public virtual class B { public virtual Integer v { get; set; } } }"
  ],
  [
    "Class Methods",
    "public class A { void f() { } void f(Integer i) { } void f(String s) { } void f(Integer i, String s) { } void g() { f(); f(1); f('a'); f(1, 'a'); } }"
  ],
  [
    "Class Methods",
    "public class A { Integer f(Object o) { return 1; } Integer f(String s) { return 2; } Integer g() { return f('a') + f(1) + f(null + 'x'); } }"
  ],
  ["Class Methods", "public class A { A self() { return this; } A f() { return self().self().self(); } }"],
  ["Class Methods", "public class A { Integer f(Integer n) { return n < 2 ? 1 : n * f(n - 1); } }"],
  [
    "Using Constructors",
    "public class A { A() { this(1); } A(Integer i) { this(i, 'a'); } A(Integer i, String s) { } static A f() { return new A(); } }"
  ],
  ["Using Constructors", "public class A { private A() { } static A one = new A(); class B { A a = new A(); } }"],
  [
    "Extending a Class",
    "public class A { virtual class P { P(Integer i) { } } class C extends P { C() { super(1); } C(String s) { super(s.length()); } } }"
  ],
  [
    "Extending a Class",
    "public class A { abstract class P { abstract Integer f(); virtual Integer g() { return f(); } } class C extends P { override Integer f() { return 1; } override Integer g() { return super.g() + 1; } } }"
  ],
  [
    "Extending a Class",
    "public abstract class A { protected abstract void f(); public class B extends A { protected override void f() { } } }"
  ],
  [
    "Interfaces",
    "public class A { interface I { Integer f(); } interface J extends I { void g(); } class C implements J { public Integer f() { return 1; } public void g() { } } }"
  ],
  [
    "Interfaces",
    "public class A { interface I { Integer f(); } abstract class P implements I { } class C extends P { public Integer f() { return 1; } } }"
  ],
  [
    "Interfaces",
    "public class A { interface I { Object f(List<Object> l); } class C implements I { public Object f(List<Object> items) { return items; } } }"
  ],
  [
    "Custom Iterators",
    "public class A implements Iterable<Integer>, Iterator<Integer> { public Iterator<Integer> iterator() { return this; } public Boolean hasNext() { return false; } public Integer next() { return 1; } }"
  ],
  [
    "Custom Iterators",
    "public class A { void f(Iterable<String> i) { for (String s : i) { } for (String s : new Set<String>()) { } } }"
  ],
  [
    "Static and Instance Methods, Variables, and Initialization Code",
    "public class A { static Integer a; static { a = 1; } Integer b; { b = a; } { b++; } static { a++; } }"
  ],
  [
    "Using the super Keyword",
    "public virtual class A { public virtual String f() { return 'a'; } class B extends A { public override String f() { return super.f() + 'b'; } } }"
  ],
  [
    "Using the this Keyword",
    "public class A { Integer x; A(Integer x) { this.x = x; } Integer f() { return this.x + this.f(); } }"
  ],
  [
    "Using the transient Keyword",
    "public class A { transient Integer x; public transient String s { get; set; } private static transient Integer y; }"
  ],
  [
    "Using the with sharing, without sharing, and inherited sharing Keywords",
    "public with sharing class A { without sharing class B { } inherited sharing class C { } class D { } }"
  ],
  [
    "Access Modifiers",
    "global class A { global Integer x; public String s; protected Integer p; private Integer q; Integer r; global static void f() { } webservice static Integer g() { return 1; } }"
  ],
  [
    "Annotations",
    "public class A { @AuraEnabled(cacheable=true) public static String f() { return null; } @Future(callout=true) static void g() { } @TestVisible private Integer x; @SuppressWarnings('PMD') void h() { } }"
  ],
  [
    "InvocableMethod Annotation",
    "public class A { public class R { @InvocableVariable(label='L' description='D' required=true) public Integer x; } @InvocableMethod(label='F' category='C') public static List<Integer> f(List<R> r) { return null; } }"
  ],
  [
    "IsTest Annotation",
    "@IsTest(SeeAllData=false IsParallel=true) private class A { @TestSetup static void s() { } @IsTest static void t() { Test.startTest(); Test.stopTest(); } static testMethod void old() { } }"
  ],
  [
    "RestResource Annotation",
    "@RestResource(urlMapping='/a/*') global with sharing class A { @HttpGet global static String g() { return null; } @HttpPost global static void p(String s, Integer i) { } @HttpDelete global static void d() { } }"
  ],
  [
    "Exception Statements",
    "public class A { Integer f() { try { return 1; } catch (DmlException e) { return 2; } catch (Exception e) { throw e; } finally { Integer i = 0; } } }"
  ],
  [
    "Exception Statements",
    "public class A { Integer f() { try { return 1; } finally { System.debug('x'); } } void g() { try { } finally { } } }"
  ],
  [
    "Create Custom Exceptions",
    "public class A { class EException extends Exception { } class FException extends Exception { Integer code; FException(Integer code) { this.code = code; } } void f() { throw new EException('a', new EException()); } }"
  ],
  [
    "Create Custom Exceptions",
    "public class A { public virtual class BaseException extends Exception { } class OwnException extends BaseException { } void f() { try { throw new OwnException('m'); } catch (BaseException e) { e.setMessage('x'); } } }"
  ],
  [
    "Working with SObjects",
    "public class A { void f(SObject s) { s.put('Name', 'x'); Account a = (Account) s; Object o = s.get('Name'); Id i = s.Id; SObject t = Schema.getGlobalDescribe().get('Account').newSObject(); } }"
  ],
  [
    "Accessing sObject Fields Through Relationships",
    "public class A { void f(Contact c) { c.Account.Name = 'x'; String s = c.Account.Owner.Name; c.Account = new Account(Name = 'y'); } }"
  ],
  [
    "Accessing sObject Fields Through Relationships",
    "public class A { void f() { Account a = [SELECT Id, (SELECT Id FROM Contacts) FROM Account LIMIT 1]; for (Contact c : a.Contacts) { } Integer n = a.Contacts.size(); } }"
  ],
  [
    "Using Apex Variables in SOQL and SOSL Queries",
    "public class A { Account a; void f(Set<Id> ids, Integer n) { List<Account> l = [SELECT Id FROM Account WHERE Id IN :ids AND Name = :a.Name AND CreatedDate > :Datetime.now().addDays(-n) LIMIT :n OFFSET :(n * 2)]; } }"
  ],
  [
    "Using Apex Variables in SOQL and SOSL Queries",
    "public class A { void f(List<Account> l) { Integer n = [SELECT COUNT() FROM Contact WHERE AccountId IN :l AND LastName LIKE :('%' + 'a')]; } }"
  ],
  [
    "SOQL Queries",
    "public class A { Account f() { return [SELECT Id FROM Account LIMIT 1]; } String g() { return [SELECT Name FROM Account LIMIT 1].Name; } Integer h() { return [SELECT Id FROM Account].size(); } }"
  ],
  [
    "Working with SOQL Aggregate Functions",
    "public class A { void f() { for (AggregateResult r : [SELECT Name n, COUNT(Id) c FROM Account GROUP BY Name HAVING COUNT(Id) > 1]) { Integer i = (Integer) r.get('c'); } } }"
  ],
  [
    "Adding and Retrieving Data With DML",
    "public class A { void f(List<Account> l, SObject s) { insert l; update s; upsert l; delete [SELECT Id FROM Account]; undelete l; insert new List<Contact>{ new Contact() }; } }"
  ],
  [
    "Enforce User Mode for Database Operations",
    "public class A { void f(Account a) { insert as user a; update as system a; List<Account> l = [SELECT Id FROM Account WITH USER_MODE]; Database.insert(a, AccessLevel.USER_MODE); } }"
  ],
  [
    "Transaction Control",
    "public class A { void f() { Savepoint sp = Database.setSavepoint(); Database.rollback(sp); System.Savepoint other = sp; Database.releaseSavepoint(other); } }"
  ],
  [
    "Type Resolution and System Namespace for Types",
    "public class A { System.String s; System.List<System.Integer> l; Schema.SObjectType t = Account.SObjectType; System.Type c = A.class; }"
  ],
  [
    "Namespace, Class, and Variable Name Precedence",
    "public class A { enum B { C } String f() { return A.B.C.name(); } }"
  ],
  [
    "Namespace, Class, and Variable Name Precedence",
    "public class A { Date today; void f() { this.today = Date.today(); Date d = Date.newInstance(2024, 1, 1); } }"
  ],
  [
    "Namespace, Class, and Variable Name Precedence",
    "public class A { enum Kind { X } Kind kind = Kind.X; Kind f(Kind kind) { return kind == Kind.X ? kind : Kind.X; } }"
  ],
  [
    "Understanding Apex Describe Information",
    "public class A { void f() { String s = Schema.SObjectType.Account.getLabel() + Schema.SObjectType.Account.fields.Name.getLabel() + Account.Name.getDescribe().getName(); } }"
  ],
  [
    "Understanding Apex Describe Information",
    "public class A { void f() { Map<String, Schema.SObjectField> m = Account.SObjectType.getDescribe().fields.getMap(); Schema.DescribeFieldResult d = Account.Phone.getDescribe(); } }"
  ],
  [
    "Callable Interface",
    "public class A implements Callable { public Object call(String action, Map<String, Object> args) { switch on action { when 'a' { return 1; } when else { throw new IllegalArgumentException('x'); } } } }"
  ],
  [
    "Comparable Interface",
    "public class A implements Comparable { Integer x; public Integer compareTo(Object other) { return x - ((A) other).x; } void f(List<A> l) { l.sort(); } }"
  ],
  [
    "Comparator Interface",
    "public class A implements Comparator<Account> { public Integer compare(Account a, Account b) { return a.Name.compareTo(b.Name); } void f(List<Account> l) { l.sort(this); } }"
  ],
  [
    "Using Custom Types in Map Keys and Sets",
    "public class A { Integer x; public Boolean equals(Object o) { return o instanceof A && ((A) o).x == x; } public override Integer hashCode() { return x; } public override String toString() { return 'A' + x; } }"
  ],
  [
    "Queueable Apex",
    "public class A implements Queueable, Database.AllowsCallouts { public void execute(QueueableContext c) { System.enqueueJob(new A()); System.attachFinalizer(new F()); } class F implements Finalizer { public void execute(FinalizerContext c) { } } }"
  ],
  [
    "Using Batch Apex",
    "public class A implements Database.Batchable<SObject>, Database.Stateful { Integer n = 0; public Database.QueryLocator start(Database.BatchableContext c) { return Database.getQueryLocator('SELECT Id FROM Account'); } public void execute(Database.BatchableContext c, List<Account> scope) { n += scope.size(); } public void finish(Database.BatchableContext c) { } }"
  ],
  [
    "Using Batch Apex",
    "public class A implements Database.Batchable<String> { public Iterable<String> start(Database.BatchableContext c) { return new List<String>{ 'a' }; } public void execute(Database.BatchableContext c, List<String> scope) { } public void finish(Database.BatchableContext c) { } }"
  ],
  [
    "Apex Scheduler",
    "global class A implements Schedulable { global void execute(SchedulableContext c) { System.schedule('x', '0 0 1 * * ?', new A()); Id i = c.getTriggerId(); } }"
  ],
  [
    "Building a Mocking Framework with the Stub API",
    "@IsTest public class A implements System.StubProvider { public Object handleMethodCall(Object o, String m, Type t, List<Type> p, List<String> n, List<Object> a) { return null; } static A make() { return (A) Test.createStub(A.class, new A()); } }"
  ],
  [
    "Running Apex within Governor Execution Limits",
    "public class A { Boolean f() { return Limits.getQueries() < Limits.getLimitQueries(); } }"
  ],
  [
    "Strings",
    "public class A { String f(String s) { return s.split('\\\\.')[0].toUpperCase().trim().left(3) + String.join(new List<Integer>{ 1 }, ',') + String.format('{0}', new List<Object>{ 1 }); } }"
  ],
  [
    "Interfaces",
    "public class A { interface I { void f(List<Object> l); void g(Map<Id, A> m); } class B implements I { public void f(Iterable<Object> l) { } public void g(Map<Id, Object> m) { } } }"
  ],
  [
    "Static and Instance Methods, Variables, and Initialization Code",
    "public class A { public static A equals(Object o) { return null; } }"
  ],
  [
    "Understanding Polymorphic Keys",
    "public class A { User f(Case c) { return (User) c.Owner; } Boolean g(Task t) { return t.What instanceof Account; } }"
  ],
  [
    "Apex Properties",
    "public class A { public Integer x { public get; private set; } public class B { public Integer y { get; protected set; } } }"
  ],
  [
    "Switch Statements",
    "public class A { void f(String s) { switch on s { when 'a' { } when 'A' { } when null { } } } }"
  ],
  [
    "Using Apex Variables in SOQL and SOSL Queries",
    "public class A { List<Account> f(Integer n, Long m) { return [SELECT Id FROM Account LIMIT :n OFFSET :n + 1]; } }"
  ],
  [
    "Using Apex Variables in SOQL and SOSL Queries",
    "public class A { List<Account> f(Account a, List<Account> l, Set<Id> s, String t) { return [SELECT Id FROM Account WHERE Id = :a OR Id IN :l OR ParentId IN :s OR Id = :t]; } }"
  ],
  [
    "Using Apex Variables in SOQL and SOSL Queries",
    "public class A { List<Account> f(Date d, Integer i, Object o) { return [SELECT Id FROM Account WHERE CreatedDate > :d AND AnnualRevenue > :i AND Name = :(String) o]; } }"
  ],
  [
    "Using Apex Variables in SOQL and SOSL Queries",
    "public class A { List<Account> f(Map<Id, Account> m) { return [SELECT Id FROM Account WHERE Id IN :m.keySet() OR Name = :'x' + 'y' OR CreatedDate = TODAY]; } }"
  ],
  [
    "Map Class",
    "public class A { Map<Id, SObject> f(List<Account> l, List<SObject> s) { Map<Id, Account> m = new Map<Id, Account>(l); return new Map<Id, SObject>(l); } }"
  ],
  [
    "Interfaces",
    "public class A { interface I { Object f(); } class B implements I { public Object f() { return 1; } } }"
  ],
  [
    "AuraEnabled Annotation",
    "public class A { @AuraEnabled(cacheable=true scope='global') public static Integer f() { return 1; } @AuraEnabled public Integer n { get; set; } static void f(Integer i) { } }"
  ],
  [
    "InvocableMethod Annotation",
    "public class A { @InvocableMethod(label='L' description='D' category='C' callout=true iconName='slds:standard:account' configurationEditor='c-x') public static void f(List<R> r) { } public class R { @InvocableVariable(label='l' description='d' required=true defaultValue='x' placeholderText='p') public String s; } }"
  ],
  [
    "IsTest Annotation",
    "@IsTest(SeeAllData=false IsParallel=true) private class A { @IsTest(SeeAllData=false) static void f() { } }"
  ],
  ["JsonAccess Annotation", "@JsonAccess(serializable='samePackage' deserializable='always') public class A { }"],
  [
    "RestResource Annotation",
    "@RestResource(urlMapping='/x/*') global class A { @HttpPost global static String f(String a, Integer b) { return a; } @HttpDelete global static void g() { } }"
  ],
  [
    "Batchable Interface",
    "public class A { Iterable<SObject> f(Database.Batchable<SObject> b) { Database.QueryLocator l = (Database.QueryLocator) b.start(null); return b.start(null); } }"
  ]
];
