/** The reader and the grammar were written apart: what the reader takes is compared with what the grammar finds. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { rightPrograms } from "../check/right-programs.ts";
import { wrongPrograms } from "../check/wrong-programs.ts";
import { decideAnonymous, decideClass, decideTrigger } from "./grammar/decide.ts";
import { parseClass } from "./parse.ts";
import { readAnonymous, readClass, readTrigger } from "./read-declarations.ts";
import { tokensOf } from "./tokens.ts";
import { ifSure } from "./unsure.ts";

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** One source of how many is read by the grammar too, which takes twenty times as long. */
const SAMPLE = 25;
const MUTATIONS = 600;

const project = "force-app";
const sources = readdirSync(project, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(cls|trigger)$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(project, path), "utf8") }));

test("the reader is sure of all Apex of this project", () => {
  assert.ok(sources.length > 500);
  assert.deepEqual(
    sources.filter(({ path, text }) => read(path, text) === undefined).map(({ path }) => path),
    []
  );
});

test(`of a share of it the grammar finds the same trees (SEED=${seed})`, () => {
  for (let at = seed % SAMPLE; at < sources.length; at += SAMPLE) {
    const { path, text } = sources[at]!;
    assertSame(read(path, text), path.endsWith(".cls") ? decideClass(text) : decideTrigger(text), path);
  }
});

test("of the programs of the compiler's own tests, right and wrong, the grammar finds the same trees", () => {
  for (const source of [...rightPrograms.map(([, text]) => text), ...wrongPrograms.map(([text]) => text)]) {
    const tree = readClass(source);
    if (tree) assertSame(tree, decideClass(source), source);
  }
});

test(`of texts with a token too few, too many or exchanged the reader takes none that the grammar refuses (SEED=${seed})`, () => {
  const random = randomNumbers(seed);
  const short = sources.filter(({ path, text }) => path.endsWith(".cls") && text.length < 3_000);
  for (let count = 0; count < MUTATIONS; count++) {
    const { text } = short[random(short.length)]!;
    const changed = withMistake(text, random);
    const tree = readClass(changed);
    if (tree) assertSame(tree, decideClass(changed), changed);
  }
});

describe("an expression", () => {
  for (const source of [
    "a = b ? c : d ? e : f",
    "a + b * c - d / e << f >> g >>> h",
    "a < b == c > d && e <= f || g >= h ?? i",
    "!a instanceof B == ~c",
    "-1 - -2l + +3.5d - .5",
    "(Integer) -a + (B) - c",
    "(A) (b)",
    "(A) b.c[0].d()",
    "(Integer) a++",
    "-a++ * --b",
    "(List<Map<Id, A.B>>) c",
    "(a)[0]",
    "((a)) + (b.c) * (d[0])",
    "a?.b?.c(d, e)[f]",
    "A.B.class.getName() + List<A>.class + A[].class + void.class",
    "a < b",
    "a = b += c >>>= d",
    "new A.B<C>(d) == new List<A>{ b, c } || new Map<A, B>{ c => d } == new A[]{ b, } && new A[b][0] == new A[][]{ c }",
    "[SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Name = :a.b[0] AND CreatedDate = LAST_N_DAYS:3 LIMIT :c /* d */]",
    "[SELECT Id FROM Account WHERE CreatedDate > 2020-01-02T03:04:05Z AND Name IN :a]",
    "(List<Account>) [FIND 'a' IN ALL FIELDS RETURNING Account(Id WHERE Name = :b)]",
    "[FIND :a RETURNING Account]",
    "'a\\'b\\u0041\\n' + 'ığşł' + 1.0",
    "this.a + super.b() + system.now() + get.set"
  ]) {
    test(`${source} is what the grammar finds`, () => {
      const tree = readAnonymous(`x(${source});`);
      assert.ok(tree, "the reader is sure of it");
      assertSame(tree, decideAnonymous(`x(${source});`), source);
    });
  }
});

describe("the grammar decides about", () => {
  for (const [source, message] of [
    ["public class A { Integer select$ = 1; }", /^Invalid identifier 'select\$'/],
    ["public class A { void f() { g( } }", /^Missing ';' at '\('/],
    ["public class A { String s = 'a\\q'; }", /^Invalid string literal 'a\\q/],
    ["public class A { Integer class; }", /^Unexpected token/],
    ["public class A { Integer number; }", /^Identifier name is reserved: number/],
    ["public class A { Object o = [SELECT Id FRM Account]; }", /^(Unexpected token|Missing)/]
  ] as const) {
    test(source, () => {
      assert.equal(readClass(source), undefined);
      assert.match(parseClass(source).problems[0]!.message, message);
    });
  }

  test("what is right and rare", () => {
    for (const body of ["Integer i = (a)++ + 1;", "String s = '''\na''';"]) {
      const source = `public class A { void f() { ${body} } }`;
      assert.equal(readClass(source), undefined, body);
      assert.deepEqual(parseClass(source).problems, [], body);
    }
  });
});

function read(path: string, text: string) {
  return path.endsWith(".cls") ? readClass(text) : readTrigger(text);
}

function assertSame(tree: unknown, decided: { tree: unknown; problems: readonly unknown[] }, text: string): void {
  assert.deepEqual(decided.problems, [], text);
  assert.deepEqual(withoutParentheses(tree), withoutParentheses(decided.tree), text);
}

/** The grammar is given some parentheses twice, so that it takes them for no cast. */
function withoutParentheses(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutParentheses);
  if (typeof node !== "object" || node === null || node instanceof Map) return node;
  if ("kind" in node && node.kind === "parenthesized" && "inner" in node) return withoutParentheses(node.inner);
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withoutParentheses(value)]));
}

function withMistake(text: string, random: (below: number) => number): string {
  const tokens = ifSure(() => tokensOf(text))!;
  const { start, end } = tokens[random(tokens.length - 1)]!;
  const other = tokens[random(tokens.length - 1)]!.text;
  const middle = [
    "",
    `${text.slice(start, end)} ${text.slice(start, end)}`,
    other,
    `${text.slice(start, end)} ${other} `
  ];
  return text.slice(0, start) + middle[random(middle.length)]! + text.slice(end);
}

function randomNumbers(start: number): (below: number) => number {
  let state = start;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}
