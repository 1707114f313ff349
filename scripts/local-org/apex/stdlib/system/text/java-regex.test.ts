/**
 * "Apex Reference Guide: Pattern Class" and "Matcher Class" name java.util.regex as their model: each line of the fixture is
 * what OpenJDK 17's Pattern and Matcher answer for one pattern, text and replacement.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { groupCount, matchOf, nextStart, replaceMatches, splitByPattern } from "./java-regex.ts";

interface Witnessed {
  readonly pattern: string;
  readonly text: string;
  readonly replacement: string;
  readonly error?: string;
  readonly matches: boolean;
  /** Of each match: the whole and each group, with where it begins. */
  readonly found: readonly (readonly [group: string | null, start: number][])[];
  readonly split: readonly string[];
  readonly splitAll: readonly string[];
  readonly splitTwo: readonly string[];
  /** null where the replacement is refused. */
  readonly replaced: string | null;
}

const cases = readFileSync(new URL("./fixtures/java-patterns.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Witnessed);

test("patterns match, find, split, replace and are refused as java.util.regex does", () => {
  for (const { pattern, text, replacement, error, ...expected } of cases) {
    const name = JSON.stringify({ pattern, text, replacement });
    if (error !== undefined) {
      assert.throws(() => groupCount(pattern), { message: new RegExp(`^Invalid regex: ${escaped(error)}`) }, name);
      continue;
    }
    const actual: Omit<Witnessed, "pattern" | "text" | "replacement"> = {
      matches: matchOf(pattern, text, 0, "whole") !== null,
      found: foundIn(pattern, text),
      split: splitByPattern(text, pattern),
      splitAll: splitByPattern(text, pattern, -1),
      splitTwo: splitByPattern(text, pattern, 2),
      replaced: replacedOrRefused(text, pattern, replacement)
    };
    assert.deepEqual(actual, expected, name);
  }
});

test("what JavaScript cannot say is refused by name", () => {
  for (const construct of ["\\G", "\\X", "\\N"])
    assert.throws(() => groupCount(construct), { message: new RegExp(`does not support ${escaped(construct)}`) });
});

function foundIn(pattern: string, text: string): Witnessed["found"] {
  const found: [string | null, number][][] = [];
  for (let from = 0; from <= text.length;) {
    const match = matchOf(pattern, text, from);
    if (match === null) break;
    found.push(match.groups.map((group, index) => [group, match.places[index]?.[0] ?? -1]));
    from = nextStart(match, text);
  }
  return found;
}

function replacedOrRefused(text: string, pattern: string, replacement: string): string | null {
  try {
    return replaceMatches(text, pattern, replacement, false);
  } catch {
    return null;
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
