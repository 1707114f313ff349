import assert from "node:assert/strict";
import { test } from "node:test";
import { call, compileTexts, inContext } from "../fixture.ts";
import { textOf } from "../runtime/values.ts";

/** What `Main.run()` gives where every class is compiled at once, and where each is at its first use. */
function bothWays(...texts: string[]): string[] {
  return [false, true].map((compiledBefore) => {
    const { program } = compileTexts(texts, [], { compiledBefore });
    return inContext(program!, () => textOf(call(program!, "Main", "run")));
  });
}

function isTheSame(expected: string, ...texts: string[]): void {
  assert.deepEqual(bothWays(...texts), [expected, expected]);
}

test("a class that nobody uses is not compiled, and one that is used is, whole", () => {
  const texts = [
    "public class Main { public static Integer run() { return 1; } }",
    "public class Broken { public static Integer run() { return missing; } }"
  ];
  const { program } = compileTexts(texts, [], { compiledBefore: true });
  assert.equal(
    inContext(program!, () => call(program!, "Main", "run")),
    1
  );
  assert.throws(
    () => inContext(program!, () => call(program!, "Broken", "run")),
    /Broken\.cls:1 compiled before and does not now: Variable does not exist: missing/
  );
});

test("constructors and methods of superclasses are those of the class that is named", () => {
  isTheSame(
    "base(child) child after base",
    `public virtual class Base {
       public String told = '';
       public Base(String who) { told += 'base(' + who + ')'; }
       public virtual String tell() { return 'base'; }
     }`,
    `public class Child extends Base {
       public Child() { super('child'); told += ' child'; }
       public override String tell() { return told + ' after ' + super.tell(); }
     }`,
    "public class Main { public static String run() { return new Child().tell(); } }"
  );
});

test("variables, properties and blocks have their values at the first use, whichever it is", () => {
  isTheSame(
    "3 7 8 true",
    `public class Values {
       public static Integer first = 3;
       public Integer own = 7;
       static Boolean isReady;
       static { isReady = true; }
       public static Boolean ready { get { return isReady; } }
       public Integer next { get { return own + 1; } set; }
     }`,
    `public class Main { public static String run() {
       Values values = new Values();
       return Values.first + ' ' + values.own + ' ' + values.next + ' ' + Values.ready;
     } }`
  );
});

test("a property that can be read alone takes no write from the stand-in", () => {
  isTheSame(
    "4",
    "public virtual class Base { public virtual Integer size { get { return 2; } set; } }",
    "public class Child extends Base { public override Integer size { get { return 4; } set; } }",
    "public class Main { public static String run() { Base one = new Child(); one.size = 9; return '' + one.size; } }"
  );
});

test("equality, interfaces and inner classes reach the real members", () => {
  isTheSame(
    "1 inner (b, a)",
    `public class Key implements Comparable {
       public String name;
       public Key(String name) { this.name = name; }
       public Boolean equals(Object other) { return other instanceof Key && ((Key) other).name == name; }
       public override Integer hashCode() { return name.length(); }
       public override String toString() { return name; }
       public Integer compareTo(Object other) { return ((Key) other).name.compareTo(name); }
       public class Inner { public String tell() { return 'inner'; } }
     }`,
    `public class Main { public static String run() {
       Set<Key> keys = new Set<Key>{ new Key('a'), new Key('a') };
       List<Key> sorted = new List<Key>{ new Key('a'), new Key('b') };
       sorted.sort();
       return keys.size() + ' ' + new Key.Inner().tell() + ' ' + sorted;
     } }`
  );
});

test("a class is loaded once, however it is reached again", () => {
  isTheSame(
    "2",
    "public class Counter { static Integer calls = 0; public static Integer next() { calls++; return calls; } }",
    "public class Other { public static Integer again() { return Counter.next(); } }",
    "public class Main { public static String run() { Counter.next(); return '' + Other.again(); } }"
  );
});
