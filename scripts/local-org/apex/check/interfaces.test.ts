import { test } from "node:test";
import { holds } from "../testing/fixture.ts";

// "Apex Developer Guide: TestVisible Annotation": of an interface it opens the methods, too.
test("a test reaches the methods of a private interface that is TestVisible", () => {
  holds("@IsTest static void reaches() { Assert.areEqual(1, new Shop().till.count()); }", {
    classes: [
      `public class Shop {
        @TestVisible private interface Till { Integer count(); }
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

test("the parent of a polymorphic reference is cast to its type, and not to another", () => {
  holds(`@IsTest static void casts() {
      Case c = new Case(Owner = new User(Alias = 'x'));
      Assert.areEqual('x', ((User) c.Owner).Alias);
      try { Group g = (Group) c.Owner; Assert.fail(); } catch (TypeException e) { Assert.isTrue(e.getMessage().startsWith('Invalid conversion')); }
    }`);
});
