import assert from "node:assert/strict";
import { test } from "node:test";
import type { SoqlEngine } from "../../soql/types.ts";
import { LimitTracker } from "../../transaction/limits.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import { call, compiled } from "../fixture.ts";
import { createContext, runInContext } from "./context.ts";

const query = "{ Integer n = [SELECT COUNT() FROM Account]; }";

/** Calls `Main.run` and answers, query by query, whether sharing applied. */
function sharingOfQueries(texts: readonly string[]): boolean[] {
  const program = compiled(texts);
  const seen: boolean[] = [];
  const soql: Pick<SoqlEngine, "execute"> = {
    execute: (_tx, _query, _binds, { withSharing }) => {
      seen.push(withSharing);
      return { records: [], size: 0 };
    }
  };
  const context = createContext({
    tx: { limits: new LimitTracker() } as Transaction,
    soql: soql as SoqlEngine,
    saving: { save: () => [] },
    program
  });
  runInContext(context, () => call(program, "Main", "run"));
  return seen;
}

test("a class's own declaration decides, whoever calls", () => {
  const elevated = `public without sharing class Elevated { public static void go() { ${query} } }`;
  assert.deepEqual(
    sharingOfQueries([
      `public with sharing class Main { public static void run() { ${query} Elevated.go(); ${query} } }`,
      elevated
    ]),
    [true, false, true]
  );
});

test("a class that declares nothing or inherits takes its caller's sharing", () => {
  const plain = `public class Plain { public static void go() { ${query} } }`;
  const inheriting = `public inherited sharing class Inheriting { public static void go() { ${query} } }`;
  for (const [declaration, applies] of [
    ["with", true],
    ["without", false]
  ] as const) {
    const main = `public ${declaration} sharing class Main { public static void run() { Plain.go(); Inheriting.go(); } }`;
    assert.deepEqual(sharingOfQueries([main, plain, inheriting]), [applies, applies]);
  }
});

test("at the entry point inherited means with sharing and nothing means without", () => {
  assert.deepEqual(
    sharingOfQueries([`public inherited sharing class Main { public static void run() { ${query} } }`]),
    [true]
  );
  assert.deepEqual(sharingOfQueries([`public class Main { public static void run() { ${query} } }`]), [false]);
});

test("an exception gives the caller its sharing back", () => {
  const failing =
    "public without sharing class Failing { public static void go() { Main.log(); throw new IllegalArgumentException(); } }";
  const main = `public with sharing class Main { public static void log() { } public static void run() { try { Failing.go(); } catch (Exception e) { ${query} } Helper.go(); } }`;
  const helper = `public class Helper { public static void go() { ${query} } }`;
  assert.deepEqual(sharingOfQueries([main, failing, helper]), [true, true]);
});
