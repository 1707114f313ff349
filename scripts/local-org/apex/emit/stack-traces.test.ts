import assert from "node:assert/strict";
import { test } from "node:test";
import { buildSchema } from "../../schema/build.ts";
import { createSoqlEngine } from "../../soql/engine.ts";
import { compileApex } from "../compile.ts";
import { call, compiled, inContext, source } from "../fixture.ts";
import { LimitExceededError } from "../../transaction/limits.ts";
import { library } from "../stdlib/library.ts";
import { hasAnnotation, instantiate, invokeMethod } from "../runtime/reflection.ts";
import { textOf } from "../runtime/values.ts";

test("a native stack trace tells Apex classes, methods and lines", () => {
  const program = compiled([
    "public class Main {\n  public static void run() {\n    Integer i = 1;\n    new Helper(\n    ).go();\n  }\n}",
    "public class Helper {\n  public void go() {\n\n    throw new IllegalArgumentException('x');\n  }\n}"
  ]);
  inContext(program, () => {
    try {
      call(program, "Main", "run");
      assert.fail("must throw");
    } catch (error) {
      const frames = program
        .stackTrace(error as Error)
        .map(({ place, line, sourcePath }) => `${place} ${line} ${sourcePath}`);
      assert.deepEqual(frames, ["Class.Helper.go 4 Helper.cls", "Class.Main.run 4 Main.cls"]);
    }
  });
});

test("coverage counts the executions of each line that has a statement", () => {
  const text =
    "public class Main {\n  public static Integer run(Integer n) {\n    Integer sum = 0;\n    for (Integer i = 0; i < n; i++) {\n      sum += i;\n    }\n    if (n > 100) {\n      return 0;\n    }\n    return sum;\n  }\n}";
  const result = compileApex({
    classes: [source("Main", text)],
    triggers: [],
    schema: buildSchema(),
    soql: createSoqlEngine(),
    library,
    labels: new Map(),
    coverage: true
  });
  const program = result.program!;
  inContext(program, () => call(program, "Main", "run", 3));
  const [coverage] = program.coverage;
  const counted = [...coverage!.counts.entries()]
    .filter(([, count]) => count >= 0)
    .map(([line, count]) => `${line}:${count}`);
  assert.deepEqual(counted, ["3:1", "4:2", "5:3", "7:1", "8:0", "10:1"]);
});

test("endless recursion ends in a limit exception that Apex cannot catch", () => {
  const program = compiled([
    "public class Main { public static Integer run() { try { return run() + 1; } catch (Exception e) { return 0; } finally { Integer x = 1; } } }"
  ]);
  assert.throws(() => inContext(program, () => call(program, "Main", "run")), LimitExceededError);
});

test("reflection tells annotations, parameters and variables, and calls by name", () => {
  const program = compiled([
    "@RestResource(urlMapping='/things/*') global class Main {\n  public String name { get; set; }\n  public Integer size = 2;\n  public Main() { name = 'new'; }\n  @HttpPost global static List<String> things(Integer top) { return null; }\n  public String hello(String who) { return name + who + size; }\n}"
  ]);
  const info = program.classByName("main")!;
  assert.equal(info.annotations[0]!.arguments.get("urlmapping"), "/things/*");
  const list = info.methods.find(({ name }) => name === "things")!;
  assert.ok(hasAnnotation(list, "HttpPost"));
  assert.deepEqual(
    [list.returnType.name, list.parameters[0]!.type.name, list.static],
    ["List<String>", "Integer", true]
  );
  inContext(program, () => {
    const made = instantiate(info);
    assert.equal(invokeMethod(made, "hello", ["!"]), "new!2");
    const size = info.variables.find(({ name }) => name === "size")!;
    size.set(made, 7);
    assert.equal(size.get(made), 7);
    assert.equal(textOf(made), "Main:[name=new, size=7]");
  });
});

test("types are found by their text while Apex runs", () => {
  const program = compiled(["public class Main { public class Inner { } }"]);
  const names = ["main.inner", "Map<Id, List<account>>", "integer", "Nope", "List<Nope>"].map(
    (text) => program.typeByName(text)?.name
  );
  assert.deepEqual(names, ["Main.Inner", "Map<Id,List<Account>>", "Integer", undefined, undefined]);
});
