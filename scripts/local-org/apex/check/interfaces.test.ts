import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../fixture.ts";
import { holds } from "../testing/fixture.ts";

test("who has an object of a private interface's type may call its methods", () => {
  holds("@IsTest static void reaches() { Assert.areEqual(1, new Shop().till.count()); }", {
    classes: [
      `public class Shop {
        private interface Till { Integer count(); }
        private class Drawer implements Till { public Integer count() { return 1; } }
        @TestVisible private Till till = new Drawer();
      }`
    ]
  });
});

test("a method that takes a wider collection implements an interface's method", () => {
  holds(`interface Counter { Integer ofList(List<Object> l); Integer ofMap(Map<String, Holds_Test> m); }
    class Wide implements Counter {
      public Integer ofList(Iterable<Object> l) { Integer n = 0; for (Object o : l) n++; return n; }
      public Integer ofMap(Map<String, Object> m) { return m.size(); }
    }
    @IsTest static void counts() {
      Counter c = new Wide();
      Assert.areEqual(2, c.ofList(new List<Object>{ 1, 'a' }));
      Assert.areEqual(0, c.ofMap(new Map<String, Holds_Test>()));
    }`);
});

// aidan-harding/nebula-core: LogMethodToLogMethodObject and SObjectIndexLeaf.
test("a method that takes an Object implements an interface's method of a text or a map", () => {
  holds(`interface Log { String log(String body, Id about); Integer count(Map<String, Object> m); Integer count(Object o); }
    class Any implements Log {
      public String log(Object body, Id about) { return 'any ' + body; }
      public Integer count(Object o) { return o instanceof Map<String, Object> ? 1 : 2; }
    }
    @IsTest static void logs() {
      Log l = new Any();
      Assert.areEqual('any x', l.log('x', null));
      Assert.areEqual(1, l.count(new Map<String, Object>()));
      Assert.areEqual(2, l.count('y'));
    }`);
});

test("a list's iterator is an Iterator of Objects", () => {
  holds(`@IsTest static void casts() {
      Object made = new List<Integer>{ 1 }.iterator();
      Assert.isTrue(made instanceof Iterator<Object>);
      Assert.areEqual(1, ((Iterator<Object>) made).next());
    }`);
});

test("the parent of a polymorphic reference is cast to its type, and not to another", () => {
  holds(`@IsTest static void casts() {
      Case c = new Case(Owner = new User(Alias = 'x'));
      Assert.areEqual('x', ((User) c.Owner).Alias);
      try { Group g = (Group) c.Owner; Assert.fail(); } catch (TypeException e) { Assert.isTrue(e.getMessage().startsWith('Invalid conversion')); }
    }`);
});

test("a comparator of one type may be written for Objects", () => {
  holds(`class Flags implements Comparator<Boolean> {
      public Integer compare(Object one, Object other) { return one == other ? 0 : (Boolean) one ? 1 : -1; }
    }
    @IsTest static void sorts() {
      List<Boolean> flags = new List<Boolean>{ true, false };
      flags.sort(new Flags());
      Assert.areEqual(new List<Boolean>{ false, true }, flags);
    }`);
});

test("a method of an inner class does not hide one of the outer class that takes other arguments", () => {
  holds(`static String show(Exception e) { return 'outer ' + e.getMessage(); }
    class Inner {
      String show(Integer i) { return 'inner ' + i; }
      String both() { return show(1) + ', ' + show(new TypeException('x')); }
    }
    @IsTest static void finds() { Assert.areEqual('inner 1, outer x', new Inner().both()); }`);
});

test("a query as an argument is the list of its rows where a method takes a list", () => {
  holds(`static String taken(List<SObject> rows) { return 'list'; }
    static String taken(SObject row) { return 'row'; }
    @IsTest static void takes() {
      insert new List<Account>{ new Account(Name = 'a'), new Account(Name = 'b') };
      Assert.areEqual('list', taken([SELECT Id FROM Account]));
      Database.delete([SELECT Id FROM Account]);
      Assert.areEqual(0, [SELECT COUNT() FROM Account]);
    }`);
});

test("objects are cloned although their class clones in another way, too", () => {
  holds(`Integer size = 1;
    Holds_Test clone(Integer size) { Holds_Test copy = this.clone(); copy.size = size; return copy; }
    @IsTest static void clones() {
      Holds_Test one = new Holds_Test();
      Assert.areEqual(2, one.clone(2).size);
      Assert.areEqual(1, one.clone().size);
    }
    @IsTest static void clonesVariableNamedLikeItsClass() {
      Holds_Test holds_test = new Holds_Test();
      Assert.areEqual(1, holds_test.clone().size);
    }`);
});

// SalesforceLabs/EnhancedLightningGrid, whose classes of 49.0 orgs install.
test("a static method may stand for an interface's", () => {
  holds("@IsTest static void provides() { Provider one = new Fixed(); Assert.areEqual('fixed 2', one.get(2)); }", {
    classes: [
      "public interface Provider { String get(Integer i); }",
      "public class Fixed implements Provider { public static String get(Integer i) { return 'fixed ' + i; } }"
    ]
  });
});

// financialforcedev/ffhttp-core, whose classes orgs install.
test("types and static variables that stand beside a superclass in its outer class are known by their names", () => {
  holds(
    `class Posting extends Client.Request {
      Posting(Kind kind) { this.text = kind.name() + ' ' + VERB; }
    }
    @IsTest static void posts() { Assert.areEqual('OPEN POST', new Posting(Client.Kind.OPEN).text); }`,
    {
      classes: [
        `public class Client {
          public static final String VERB = 'POST';
          public enum Kind { OPEN }
          public abstract class Request { public String text; }
        }`
      ]
    }
  );
});

// codefriar/ApexKit, whose classes of 63.0 orgs install.
test("an abstract class may keep a method of its interface's signature private, one that is made may not", () => {
  const task = (modifier: string): string =>
    `public ${modifier} class Task implements Queueable { private void execute(QueueableContext c) { } }`;
  assert.deepEqual(problemsOf([task("abstract")]), []);
  assert.match(problemsOf([task("")])[0]!, /must be public or global/);
});

// developerforce/Force.com-Toolkit-for-Facebook, whose classes are of 25.0.
test("before API version 42.0 a static method may have the signature of one of the superclass's instances", () => {
  const classes = [
    "public virtual class Login { public virtual String token() { return 'a'; } }",
    "public class Inbox extends Login { public static String token() { return 'b'; } String both() { return token(); } }"
  ];
  assert.deepEqual(problemsOf(classes, [], { apiVersion: 41 }), []);
  assert.match(problemsOf(classes, [], { apiVersion: 42 })[0]!, /Static and non-static methods/);
});

// "Apex Developer Guide: AuraEnabled Annotation", Versioned Behavior Changes
test("from API version 55.0 on methods that are annotated AuraEnabled have names of their own", () => {
  const text =
    "public class A { @AuraEnabled public static void f() { } @AuraEnabled public static void f(Integer i) { } }";
  assert.deepEqual(problemsOf([text], [], { apiVersion: 54 }), []);
  assert.deepEqual(problemsOf([text], [], { apiVersion: 55 }), ["1:90 AuraEnabled methods cannot be overloaded: f"]);
});

// jongpie/NebulaFramework and SalesforceLabs/FSC-Transition-Assistant hand the field over.
test("of an object that has a field SobjectType, SObjectType is that field's token", () => {
  holds(`static String kind(Schema.SObjectField field) { return 'field ' + field; }
    static String kind(Schema.SObjectType type) { return 'object ' + type; }
    @IsTest static void tells() {
      Assert.areEqual('field SobjectType', kind(Schema.RecordType.SObjectType));
      Assert.areEqual('field SobjectType', kind(Schema.FieldPermissions.SObjectType));
      Assert.areEqual('object Account', kind(Account.SObjectType));
      Assert.areEqual('object RecordType', kind(RecordType.SObjectType));
      Assert.areEqual('object RecordType', kind(Schema.SObjectType.RecordType.getSObjectType()));
    }`);
});

// codefriar/ApexKit
test("a list of ids is an instance of a list of texts, as it may be cast to one", () => {
  holds(`@IsTest static void tells() {
      Object ids = new List<Id>{ '001000000000001' };
      Assert.isTrue(ids instanceof List<String>);
      Assert.areEqual('001000000000001AAA', ((List<String>) ids)[0]);
      Assert.isFalse((Object) new List<String>() instanceof List<Id>);
    }`);
});
