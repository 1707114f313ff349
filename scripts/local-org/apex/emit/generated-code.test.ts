import assert from "node:assert/strict";
import { test } from "node:test";
import vm from "node:vm";
import fc from "../../../test/properties.ts";
import { compileTexts, compiled, evaluate, problemsOf } from "../fixture.ts";
import { invalidIdentifier } from "../syntax/identifiers.ts";
import { checkGenerated, literal, propertyKey } from "./generated-code.ts";

const none: ReadonlySet<string> = new Set();

for (const code of [
  "process",
  "require('fs')",
  "import('node:fs')",
  "import.meta",
  "globalThis",
  "eval('1')",
  "Function('1')",
  "\\u0065val('1')",
  "$x.constructor",
  "$x?.constructor",
  "$x.__proto__",
  '$x["constructor"]',
  '($x)["constructor"]',
  '[]["constructor"]',
  '""["constructor"]',
  '{}["constructor"]',
  'this["constructor"]',
  "$x[$y]",
  "$v[$y]",
  '$x.values["constructor"]',
  'const {["constructor"]:$c}=$x',
  "const {constructor:$c}=$x",
  "`${1}`",
  "/x/",
  "$x.#y",
  "new.target",
  "with($x){}",
  "yield",
  "await $x",
  "debugger"
]) {
  test(`generated code must not hold ${code}`, () => {
    assert.throws(() => checkGenerated(code, none), /which it has no use for|SyntaxError|Unexpected/);
  });
}

test("any text is one string literal", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.constantFrom("", "\u2028", "\u2029", '"', "\\", "`${1}`"),
      (one, two) => {
        const text = one + two + one;
        assert.equal(vm.runInNewContext(literal(text)), text);
        checkGenerated(`($x,${literal(text)})`, none);
      }
    )
  );
});

test("any text is one property's key", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("__proto__", "constructor")), (name) => {
      const made = vm.runInNewContext(`({${propertyKey(name)}:1})`) as object;
      assert.deepEqual(Object.getOwnPropertyNames(made), [name]);
    })
  );
});

/** Every place where Apex declares a name, and whether its first letter may be any. */
const places: Readonly<Record<string, (name: string) => string>> = {
  "a local variable": (name) => `public class A { void f() { Integer ${name} = 1; } }`,
  "a second variable": (name) => `public class A { void f() { Integer x, ${name} = 1; } }`,
  "a parameter": (name) => `public class A { void f(Integer ${name}) { } }`,
  "a loop's variable": (name) => `public class A { void f() { for (Integer ${name} = 0; true; ) { } } }`,
  "an element's variable": (name) => `public class A { void f() { for (Integer ${name} : new List<Integer>()) { } } }`,
  "a caught exception": (name) => `public class A { void f() { try { f(); } catch (Exception ${name}) { } } }`,
  "a variable of when": (name) => `public class A { void f(SObject o) { switch on o { when Account ${name} { } } } }`,
  "a field": (name) => `public class A { Integer ${name}; }`,
  "a static field": (name) => `public class A { static Integer ${name} = 1; }`,
  "a property": (name) => `public class A { Integer ${name} { get; set; } }`,
  "a method": (name) => `public class A { void ${name}() { } }`,
  "an interface's method": (name) => `public interface A { void ${name}(); }`,
  "a class": (name) => `public class ${name} { }`,
  "an inner class": (name) => `public class A { class ${name} { } }`,
  "an inner interface": (name) => `public class A { interface ${name} { } }`,
  "an enum": (name) => `public enum ${name} { X }`,
  "an enum's constant": (name) => `public enum A { X, ${name} }`
};

const foreignNames = [
  "a\u2028b",
  "a\u3000b",
  "a\u00a0b",
  "a\ufeffb",
  "$v0",
  "a$b",
  "ä",
  "İ",
  "\u{10400}x",
  "_a",
  "a_",
  "a__b",
  "x\u2028;process.exit(7);var\u3000y"
];

for (const [place, program] of Object.entries(places)) {
  test(`only ASCII letters, digits and single underscores name ${place}`, () => {
    assert.deepEqual(problemsOf([program("a1_b")]), []);
    for (const name of foreignNames) {
      assert.notDeepEqual(problemsOf([program(name)]), [], name);
    }
    assert.equal(problemsOf([program("a$b")])[0]!.replace(/^\S+ /, ""), invalidIdentifier("a$b"));
  });
}

test("only names that Apex allows are a trigger's name", () => {
  for (const name of ["$v0", "a\u2028b", "a__b"]) {
    assert.notDeepEqual(problemsOf([], [`trigger ${name} on Account (before insert) { }`]), [], name);
  }
});

test("whatever stands where Apex has a name, the program is refused or its code is checked", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "a",
      "_",
      "$",
      "\u2028",
      "\u3000",
      "=1;",
      "process",
      "constructor",
      "__proto__",
      "(",
      ")",
      "//",
      "/*"
    ),
    fc.string({ unit: "binary", maxLength: 3 })
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(places)),
      fc.array(piece, { minLength: 1, maxLength: 4 }),
      (place, parts) => {
        compileTexts([place(parts.join(""))]);
      }
    ),
    { numRuns: 300 }
  );
});

/** What JavaScript has a meaning for, and Apex has none. */
const javaScriptNames = `arguments await constructor debugger eval function globalThis hasOwnProperty let module process
  prototype require self toString typeof undefined valueOf var window with yield Infinity NaN Math BigInt Function Object
  Reflect Proxy Symbol`.split(/\s+/);

test("names that mean something in JavaScript are ordinary names", () => {
  for (const name of javaScriptNames) {
    const members = `
      enum Kind { ${name}, OTHER }
      class Inner { Integer ${name} = 2; Integer get() { return ${name}; } }
      static Integer ${name}Static { get { return 5; } set; }
      static Integer field${name} = 6;
      static Integer call(Integer ${name}) { ${name} += 1; return Math.max(${name}, 0) / 1; }`;
    if (["Math", "Object"].includes(name)) continue;
    const got = evaluate(
      `'' + ${name} + call(10) + new Inner().get() + Kind.valueOf('${name}').name() + ${name}Static + field${name}`,
      `Integer ${name} = 1; List<Integer> all = new List<Integer>{ 1 }; for (Integer i = 0; i < 1; i++) ${name} += all[i] * 2;`,
      members
    );
    assert.equal(got, `3112${name}56`, name);
  }
});

test("methods and accessors of like names stay apart", () => {
  const members = `
    static Integer foo { get { return 1; } set; }
    class Foo { }
    static Integer get(Foo given) { return 2; }
    class Bar { }
    static Integer m(List<Bar> given) { return 3; }
    static Integer m(Main_List given) { return 4; }
    static Integer m(Map<String, Bar> given) { return 5; }`;
  const program = compiled([
    "public class Main_List { }",
    `public class Main { ${members} public static String run() { return '' + foo + get(new Foo()) + m(new List<Bar>()) + m(new Main_List()) + m(new Map<String, Bar>()); } }`
  ]);
  assert.equal(
    program
      .classByName("Main")
      ?.methods.find(({ name }) => name === "run")
      ?.invoke(null, []),
    "12345"
  );
});
