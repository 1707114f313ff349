import assert from "node:assert/strict";
import { test } from "node:test";
import { problemsOf } from "../fixture.ts";
import { wrongPrograms } from "./wrong-programs.ts";

for (const [source, ...problems] of wrongPrograms) {
  test(`refuses ${source}`, () => {
    assert.deepEqual(problemsOf([source]), problems);
  });
}

test("refuses a trigger on what is no object, in its own file", () => {
  assert.deepEqual(problemsOf([], ["trigger T on Nope (before insert) { }"]), ["1:14 Invalid type: Nope"]);
});

test("refuses two classes of one name", () => {
  assert.deepEqual(problemsOf(["public class A { }", "public class a { }"]), ["1:14 Type name already in use: a"]);
});

test("hides private inner classes from other classes", () => {
  assert.deepEqual(problemsOf(["public class A { class B { } }", "public class C { A.B b; }"]), [
    "1:18 Type is not visible: A.B"
  ]);
});

for (const accessors of ["{ private get; set; }", "{ private get { return 1; } set; }"]) {
  const owner = `public class A { public Integer x ${accessors} public static Integer y ${accessors} }`;

  test(`hides the private getters of ${accessors} from other classes`, () => {
    const reader = "public class C { Integer f(A a) { a.x++; a.x += 1; Integer z = a.x; return A.y; } }";
    assert.deepEqual(
      problemsOf([owner, reader]).map((problem) => problem.replace(/^.*? /, "")),
      ["x", "x", "x", "y"].map((name) => `Variable is not visible: ${name}`)
    );
  });

  test(`lets other classes write what only the class itself reads: ${accessors}`, () => {
    assert.deepEqual(problemsOf([owner, "public class C { void f(A a) { a.x = 1; A.y = a.x = 2; } }"]), []);
  });
}

test("tells all mistakes of a program, not only the first", () => {
  const source =
    "public class A {\n  void f() {\n    Integer x = 'a';\n    foo(x);\n  }\n  Bar g() { return null; }\n}";
  assert.deepEqual(problemsOf([source]), [
    "3:17 Illegal assignment from String to Integer",
    "4:5 Method does not exist or incorrect signature: void foo(Integer) from the type A",
    "6:3 Invalid type: Bar"
  ]);
});
