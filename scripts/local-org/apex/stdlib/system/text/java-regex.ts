import { matchWithinLimit } from "../../../../transaction/regex-limit.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import { translated, type Translated } from "./regex-translation.ts";

/** What a java.util.regex.Matcher holds after a match. */
export interface JavaMatch {
  readonly index: number;
  readonly end: number;
  /** The whole match and then each group; null for one that took no part. */
  readonly groups: readonly (string | null)[];
  /** Where each group begins and ends; undefined for one that took no part. */
  readonly places: readonly ([number, number] | undefined)[];
  readonly names: ReadonlyMap<string, number>;
}

/** Where a match may begin and end. */
type Reach = "anywhere" | "anchored" | "whole";

interface Compiled extends Translated {
  readonly regexes: Partial<Record<Reach, RegExp>>;
}

const cache = new Map<string, Compiled>();
const largestCache = 1000;

/** @throws StringException for a pattern that is not valid. */
function compiled(pattern: string): Compiled {
  let found = cache.get(pattern);
  if (found === undefined) {
    found = { ...translated(pattern), regexes: {} };
    if (cache.size >= largestCache) cache.clear();
    cache.set(pattern, found);
  }
  return found;
}

function regexOf(pattern: string, reach: Reach): RegExp {
  const { regexes, source } = compiled(pattern);
  let regex = regexes[reach];
  if (regex === undefined) {
    try {
      regex = new RegExp(
        reach === "whole" ? `(?:${source})(?![\\s\\S])` : source,
        reach === "anywhere" ? "gdv" : "ydv"
      );
    } catch (problem) {
      throw apexError("System.StringException", `Invalid regex: ${(problem as Error).message}\n${pattern}`);
    }
    regexes[reach] = regex;
  }
  return regex;
}

/** How many groups a pattern has. @throws StringException for a pattern that is not valid. */
export function groupCount(pattern: string): number {
  regexOf(pattern, "anywhere");
  return compiled(pattern).groupCount;
}

/** The next match at or behind `from`; exactly there where it is anchored, and to the end where it is of the whole text. */
export function matchOf(pattern: string, text: string, from: number, reach: Reach = "anywhere"): JavaMatch | null {
  const regex = regexOf(pattern, reach);
  regex.lastIndex = from;
  const match = regex.exec(text);
  if (match === null) return null;
  const { groupCount: count, names } = compiled(pattern);
  const groups: (string | null)[] = [match[0]];
  const places: ([number, number] | undefined)[] = [match.indices![0]];
  for (let number = 1; number <= count; number++) {
    groups.push(match.groups![`g${number}`] ?? null);
    places.push(match.indices!.groups![`g${number}`]);
  }
  return { index: match.index, end: match.index + match[0].length, groups, places, names };
}

/** Where the search goes on: behind the match, or behind the character at which nothing was matched. */
export function nextStart(match: JavaMatch, text: string): number {
  return match.end > match.index ? match.end : match.end + ((text.codePointAt(match.end) ?? 0) > 0xffff ? 2 : 1);
}

/** Every match from the beginning. */
function* matchesOf(pattern: string, text: string): Generator<JavaMatch> {
  for (let from = 0; from <= text.length;) {
    const match = matchOf(pattern, text, from);
    if (match === null) return;
    yield match;
    from = nextStart(match, text);
  }
}

/** What replaces a match: a java.util.regex replacement text with `$1`, `${name}` and `\$`; `$12` is group 12 where there is one. */
function javaReplacement(replacement: string, groups: number): (match: JavaMatch) => string {
  const parts: (string | ((match: JavaMatch) => string))[] = [];
  for (let position = 0; position < replacement.length;) {
    const rest = replacement.slice(position);
    const reference = /^\$(?:\{([a-zA-Z][a-zA-Z0-9]*)\}|(\d+))/.exec(rest);
    if (reference) {
      const [, name, digits] = reference;
      if (name !== undefined) parts.push((match) => namedGroup(match, name));
      const number = digits === undefined ? "" : groupOf(digits, groups);
      if (digits !== undefined) parts.push((match) => numberedGroup(match, Number(number)));
      position += name === undefined ? 1 + number.length : reference[0].length;
    } else if (rest[0] === "\\") {
      if (rest.length < 2) throw apexError("System.StringException", "character to be escaped is missing");
      parts.push(rest[1]!);
      position += 2;
    } else if (rest[0] === "$") {
      throw apexError("System.StringException", "Illegal group reference");
    } else {
      parts.push(rest[0]!);
      position++;
    }
  }
  return (match) => parts.map((part) => (typeof part === "string" ? part : part(match))).join("");
}

/** The digits that tell a group: a further one belongs to them where there is such a group. */
function groupOf(digits: string, groups: number): string {
  let number = digits[0]!;
  for (const digit of digits.slice(1)) {
    if (Number(number + digit) > groups) break;
    number += digit;
  }
  return number;
}

function numberedGroup(match: JavaMatch, group: number): string {
  if (group >= match.groups.length) throw apexError("System.StringException", `No group ${group}`);
  return match.groups[group] ?? "";
}

function namedGroup(match: JavaMatch, name: string): string {
  const number = match.names.get(name);
  if (number === undefined) throw apexError("System.StringException", `No group with name {${name}}`);
  return match.groups[number] ?? "";
}

/** Every match, or just the first, replaced as java.util.regex.Matcher does. */
export function replaceMatches(text: string, pattern: string, replacement: string, onlyFirst: boolean): string {
  return matchWithinLimit(pattern, text, () => replacedMatches(text, pattern, replacement, onlyFirst));
}

function replacedMatches(text: string, pattern: string, replacement: string, onlyFirst: boolean): string {
  const groups = groupCount(pattern);
  let replaced: ((match: JavaMatch) => string) | undefined;
  let out = "";
  let end = 0;
  for (const match of matchesOf(pattern, text)) {
    replaced ??= javaReplacement(replacement, groups);
    out += text.slice(end, match.index) + replaced(match);
    end = match.end;
    if (onlyFirst) break;
  }
  return out + text.slice(end);
}

/**
 * Splits as java.lang.String.split does. A limit above zero bounds the number of parts, zero drops empty parts at the
 * end, a negative one keeps them. An empty match at the beginning gives no part.
 */
export function splitByPattern(text: string, pattern: string, limit = 0): string[] {
  return matchWithinLimit(pattern, text, () => parts(text, pattern, limit));
}

function parts(text: string, pattern: string, limit: number): string[] {
  const found: string[] = [];
  let end = 0;
  for (const match of matchesOf(pattern, text)) {
    if (match.end === 0) continue;
    if (limit > 0 && found.length === limit - 1) break;
    found.push(text.slice(end, match.index));
    end = match.end;
  }
  if (end === 0 && found.length === 0) return [text];
  found.push(text.slice(end));
  if (limit === 0) while (found.length > 0 && found.at(-1) === "") found.pop();
  return found;
}
