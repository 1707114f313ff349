/** Processor time and heap: what is counted, where it ends, and that the estimates hold what was published about orgs. */
import assert from "node:assert/strict";
import test from "node:test";
import { LimitExceededError } from "../transaction/limits.ts";
import type { Range } from "../transaction/meter.ts";
import { openOrg } from "../org/embedded-org.ts";
import { orgWith } from "./testing/fixture.ts";
import { failedMethods } from "./testing/results.ts";
import { runTests } from "./testing/run-tests.ts";

const emptyOrg = openOrg();
const silent = { write: () => undefined };

function thrownBy(statements: string): unknown {
  return emptyOrg.executeAnonymous(emptyOrg.administrator, statements, silent).thrown;
}

function endsWith(statements: string, message: string): void {
  const thrown = thrownBy(statements);
  assert.ok(thrown instanceof LimitExceededError, String(thrown));
  assert.equal(thrown.message.replace(/(?<=too large: )\d+$/, ""), message);
}

/** The estimate of what the measured statements cost, in milliseconds. */
function cost(setUp: string, measured: string): Range {
  const org = orgWith(
    {
      classes: [
        `public class Measured { public static void run() { ${setUp} Test.startTest(); ${measured} Test.stopTest(); } }`,
        `@IsTest private class Measured_Test { @IsTest static void measures() { Measured.run(); } }`
      ]
    },
    { coverage: false }
  );
  const result = runTests(org);
  assert.deepEqual(failedMethods(result), []);
  return result.methods[0]!.limits.estimate.cpu;
}

function holds(published: number, { low, high }: Range): void {
  assert.ok(low <= published && published <= high, `${published} ms is not between ${low} and ${high}`);
  assert.ok(high < 4 * low, `between ${low} and ${high} lies everything`);
}

const strings = `
  List<String> strings = new List<String>();
  for (Integer i = 0; i < 50000; i++) strings.add('s');
  List<String> strs = new List<String>();`;

// "Comparing Apex loops and why iterators are dramatically slower than for loops"
for (const [name, loop, published] of [
  ["indexed, size kept", "for (Integer i = 0, size = strings.size(); i < size; i++) strs.add(strings[i]);", 136],
  ["indexed", "for (Integer i = 0; i < strings.size(); i++) strs.add(strings[i]);", 230.5],
  ["indexed by get", "for (Integer i = 0; i < strings.size(); i++) strs.add(strings.get(i));", 287.6],
  ["for each", "for (String s : strings) strs.add(s);", 282.6],
  ["iterator", "Iterator<String> found = strings.iterator(); while (found.hasNext()) strs.add(found.next());", 1163]
] as const) {
  test(`the estimate of a published loop holds what it took in an org: ${name}`, () => {
    holds(published, cost(strings, loop));
  });
}

// "Benchmarking Apex CPU" and "Apex Loop & Map Performance Comparisons"
test("the estimate of a published for-each and of a published Map hold what they took in an org", () => {
  const many = "List<Integer> many = new List<Integer>(); for (Integer i = 0; i < 60000; i++) many.add(i);";
  holds(1146 / 10, cost(strings.replace("50000", "80000"), "for (String s : strings) { String s2 = s; }"));
  holds(
    3162 / 10,
    cost(`${many} Map<Integer, Integer> m = new Map<Integer, Integer>();`, "for (Integer i : many) m.put(i, i);")
  );
});

// "Apex Performance - String Concat with XML vs ADD"
test("the estimate of a published concatenation holds what it took in an org, which is mostly copying", () => {
  holds(5803, cost("String input = '';", "for (Integer i = 0; i < 100000; i++) { input += 'value'; }"));
});

test("a loop without end is ended, whatever kind it is, and Apex cannot catch it", () => {
  for (const loop of [
    "while (true);",
    "while (true) {}",
    "for (;;) {}",
    "do { } while (true);",
    "Integer i = 0; while (true) { try { while (true) { i++; } } catch (Exception e) { i = 0; } finally { i = 1; } }",
    "List<Integer> one = new List<Integer>{ 1 }; while (true) { for (Integer i : one) { continue; } }"
  ])
    endsWith(loop, "Apex CPU time limit exceeded");
});

test("recursion without end is ended, and Apex cannot catch it", () => {
  endsWith("void down() { try { down(); } catch (Exception e) { } } down();", "Maximum stack depth reached: 1001");
  endsWith(
    "void twice(Integer depth) { if (depth == 0) return; twice(depth - 1); twice(depth - 1); } twice(60);",
    "Apex CPU time limit exceeded"
  );
});

test("each round of a loop costs the same, however many there are and whichever statement ends it", () => {
  const roundsOf = (loop: string) => (rounds: number) => cost("", loop.replace("ROUNDS", String(rounds))).low;
  for (const loop of [
    "Integer sum = 0; for (Integer i = 0; i < ROUNDS; i++) { sum += i; }",
    "Integer i = 0; while (i < ROUNDS) { i++; }",
    "Integer i = 0; while (true) { i++; if (i == ROUNDS) { break; } }",
    "Integer sum = 0; for (Integer one : new Integer[ROUNDS]) { sum++; }"
  ]) {
    const spent = roundsOf(loop);
    const none = spent(1);
    const each = spent(2) - none;
    for (const rounds of [255, 256, 257, 1000])
      assert.ok(Math.abs(spent(rounds) - none - each * (rounds - 1)) < 0.001, `${rounds} rounds of ${loop}`);
  }
});

test("what no heap has room for is refused before it is made, and does not end the process", () => {
  for (const statements of [
    "List<Integer> all = new List<Integer>{ 1 }; for (Integer i = 0; i < 100; i++) { all.addAll(all.clone()); }",
    "Integer[] all = new Integer[2000000000];",
    "List<Integer> all = new List<Integer>(2000000000);",
    "String text = 'x'.repeat(2000000000);",
    "String text = 'x'.repeat(', ', 2000000000);",
    "String text = 'x'.leftPad(2000000000);",
    "String text = 'x'.center(2000000000);"
  ])
    endsWith(statements, "Apex heap size too large: ");
});

test("a Blob that fits into the heap is worked with", () => {
  assert.equal(
    thrownBy(
      "Blob whole = Blob.valueOf('x'.repeat(1600000)); System.assertEquals(64, EncodingUtil.convertToHex(Crypto.generateDigest('SHA-256', whole)).length());"
    ),
    undefined
  );
});

test("one call whose work grows with the square of what it is given is ended before it is done", () => {
  endsWith("'a'.repeat(100000).getLevenshteinDistance('b'.repeat(100000));", "Apex CPU time limit exceeded");
});

test("a loop without end in a test ends the test, not the run", () => {
  const org = orgWith({
    classes: [
      "@IsTest private class Endless_Test { @IsTest static void goesOn() { while (true) {} } @IsTest static void ends() {} }"
    ]
  });
  const { methods } = runTests(org);
  assert.deepEqual(
    methods.map(({ methodName, failure }) => [methodName, failure?.message]),
    [
      ["goesOn", "System.LimitException: Apex CPU time limit exceeded"],
      ["ends", undefined]
    ]
  );
});

test("what is past the limit is not committed", () => {
  endsWith("insert new Account(Name = 'Kept?'); while (true) {}", "Apex CPU time limit exceeded");
  assert.equal(thrownBy("System.assertEquals(0, [SELECT COUNT() FROM Account WHERE Name = 'Kept?']);"), undefined);
});

test("Limits tells the low estimate, which grows with the work, and the limits of the transaction", () => {
  const problem = thrownBy(`
    Integer before = Limits.getCpuTime();
    System.assertEquals(10000, Limits.getLimitCpuTime());
    System.assertEquals(6000000, Limits.getLimitHeapSize());
    Integer sum = 0;
    for (Integer i = 0; i < 1000000; i++) { sum += i; }
    Integer used = Limits.getCpuTime() - before;
    System.assert(used > 100 && used < 5000, String.valueOf(used));`);
  assert.equal(problem, undefined);
});

test("asynchronous Apex has six times the processor time and twice the heap", () => {
  const org = orgWith({
    classes: [
      `public class Job implements Queueable {
         public void execute(QueueableContext context) {
           System.assertEquals(60000, Limits.getLimitCpuTime());
           System.assertEquals(12000000, Limits.getLimitHeapSize());
           Integer sum = 0;
           while (Limits.getCpuTime() < 20000) { for (Integer i = 0; i < 100000; i++) { sum += i; } }
         }
       }`,
      `@IsTest private class Job_Test { @IsTest static void runs() {
         Test.startTest(); System.enqueueJob(new Job()); Test.stopTest();
         System.assertEquals(0, Limits.getCpuTime() / 10000);
       } }`
    ]
  });
  assert.deepEqual(failedMethods(runTests(org)), []);
});

test("startTest begins with fresh limits and stopTest gives back the former ones", () => {
  const work = "for (Integer i = 0; i < 100000; i++) { sum += i; }";
  const org = orgWith({
    classes: [
      `@IsTest private class Fresh_Test { @IsTest static void counts() {
         Integer sum = 0; ${work}
         Integer before = Limits.getCpuTime();
         System.assert(before > 10, String.valueOf(before));
         Test.startTest();
         System.assertEquals(0, Limits.getCpuTime());
         ${work} ${work} ${work}
         System.assert(Limits.getCpuTime() > 2 * before);
         Test.stopTest();
         System.assert(Limits.getCpuTime() - before < 5);
       } }`
    ]
  });
  assert.deepEqual(failedMethods(runTests(org)), []);
});

test("validation formulas cost by their functions", () => {
  const rule = (formula: string): Record<string, string> => ({
    "objects/Account/validationRules/Rule.validationRule-meta.xml": `<ValidationRule xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Rule</fullName><active>true</active><errorConditionFormula>${formula}</errorConditionFormula><errorMessage>No</errorMessage></ValidationRule>`
  });
  const spent = (files: Record<string, string>): number => {
    const body =
      "List<Account> made = new List<Account>(); for (Integer i = 0; i < 200; i++) made.add(new Account(Name = 'x')); Test.startTest(); insert made; Test.stopTest();";
    const org = orgWith({
      classes: [`@IsTest private class Rule_Test { @IsTest static void saves() { ${body} } }`],
      files
    });
    return runTests(org).methods[0]!.limits.estimate.cpu.high;
  };
  const functions = spent(rule("ISBLANK(TRIM(UPPER(LOWER(Name))))")) - spent({});
  // "Apex Code Benchmarking": 30 microseconds a function
  assert.ok(Math.abs(functions - 200 * 4 * 0.03) < 0.001, String(functions));
});

test("heap is what static variables and locals hold, and what is let go of is not counted", () => {
  const org = orgWith(
    {
      classes: [
        `@IsTest private class Heap_Test {
           static List<String> kept = new List<String>();
           static String text(Integer length) { return 'x'.repeat(length); }
           static void work() { for (Integer i = 0; i < 200000; i++) { Integer j = i; } }
           @IsTest static void holds() { kept.add(text(2000000)); work(); }
           @IsTest static void holdsInLocal() { String local = text(2000000); work(); }
           @IsTest static void letsGo() { text(900000); text(900000); text(900000); text(900000); work(); }
         }`
      ]
    },
    { coverage: false, metering: "measured" }
  );
  const heap = new Map(runTests(org).methods.map(({ methodName, limits }) => [methodName, limits.heapSize]));
  assert.ok(heap.get("holds")! >= 2_000_000, String(heap.get("holds")));
  assert.ok(heap.get("holdsInLocal")! >= 2_000_000, String(heap.get("holdsInLocal")));
  assert.ok(heap.get("letsGo")! < 1_000_000, String(heap.get("letsGo")));
});

test("Limits.getHeapSize counts what is held when it is asked", () => {
  const org = orgWith({
    classes: [
      `@IsTest private class Asked_Test {
         static List<String> kept = new List<String>();
         @IsTest static void grows() {
           Integer before = Limits.getHeapSize();
           for (Integer i = 0; i < 100; i++) kept.add(String.valueOf(i).leftPad(1000, '0'));
           System.assert(Limits.getHeapSize() >= before + 100000, before + ' ' + Limits.getHeapSize());
         }
       }`
    ]
  });
  assert.deepEqual(failedMethods(runTests(org)), []);
});

test("too much heap ends the transaction", () => {
  for (const statements of [
    "String text = 'x'; while (true) { text += text; }",
    "String text = 'x'.repeat(7000000);",
    "List<String> parts = new List<String>(); for (Integer i = 0; i < 7000; i++) { parts.add('x'.repeat(1000)); } String.join(parts, ',');"
  ]) {
    const thrown = thrownBy(statements);
    assert.ok(thrown instanceof LimitExceededError, String(thrown));
    assert.match(thrown.message, /^Apex heap size too large: \d+$/);
  }
});

test("a program that is not metered runs all the same", () => {
  const org = orgWith(
    {
      classes: [
        "@IsTest private class Plain_Test { @IsTest static void adds() { String s = 'a' + 1; System.assertEquals('a1', s); } }"
      ]
    },
    { metering: "none" }
  );
  const { methods } = runTests(org);
  assert.equal(methods[0]!.failure, undefined);
  assert.equal(methods[0]!.limits.cpuTime, 0);
});
