import { matchWithinLimit } from "../../../../transaction/regex-limit.ts";
import { ApexList } from "../../../runtime/collections.ts";
import { apexError } from "../../../runtime/exceptions.ts";
import { stringType } from "../../../runtime/runtime-type.ts";
import { withoutNullArguments } from "../../definition/arguments.ts";
import { defineClass } from "../../definition/define.ts";
import { groupCount, matchOf, nextStart, replaceMatches, splitByPattern, type JavaMatch } from "./java-regex.ts";

/** Value of the class System.Pattern. */
class PatternValue {
  readonly apexTypeName = "System.Pattern";
  readonly text: string;

  constructor(text: string) {
    this.text = text;
    groupCount(text);
  }

  toString(): string {
    return this.text;
  }
}

/** Value of the class System.Matcher. */
class MatcherValue {
  readonly apexTypeName = "System.Matcher";
  pattern: PatternValue;
  text: string;
  private start = 0;
  private end: number;
  private position = 0;
  private match: JavaMatch | null = null;

  constructor(pattern: PatternValue, text: string) {
    this.pattern = pattern;
    this.text = text;
    this.end = text.length;
  }

  reset(text = this.text): this {
    this.text = text;
    this.start = 0;
    this.end = text.length;
    this.position = 0;
    this.match = null;
    return this;
  }

  region(start: number, end: number): this {
    if (start < 0 || end > this.text.length || start > end)
      throw apexError("System.StringException", "Region out of bounds");
    this.reset();
    this.start = start;
    this.end = end;
    this.position = start;
    return this;
  }

  get regionStart(): number {
    return this.start;
  }

  get regionEnd(): number {
    return this.end;
  }

  find(): boolean {
    if (this.position > this.end) return this.keep(null);
    const found = this.run(this.position, "anywhere");
    if (found) this.position = nextStart(found, this.text);
    return this.keep(found);
  }

  findFrom(start: number): boolean {
    if (start < 0 || start > this.text.length) throw apexError("System.StringException", "Illegal start index");
    this.reset();
    this.position = start;
    return this.find();
  }

  matches(): boolean {
    return this.matchedAtStart("whole");
  }

  lookingAt(): boolean {
    return this.matchedAtStart("anchored");
  }

  group(index: number): string | null {
    return this.current(index).groups[index] ?? null;
  }

  groupStart(index: number): number {
    return this.current(index).places[index]?.[0] ?? -1;
  }

  groupEnd(index: number): number {
    return this.current(index).places[index]?.[1] ?? -1;
  }

  get groupCount(): number {
    return groupCount(this.pattern.text);
  }

  /** A later `find` goes on behind the match. */
  private matchedAtStart(reach: "whole" | "anchored"): boolean {
    const match = this.run(this.start, reach);
    if (match) this.position = nextStart(match, this.text);
    return this.keep(match);
  }

  private run(from: number, reach: "anywhere" | "whole" | "anchored"): JavaMatch | null {
    const pattern = this.pattern.text;
    const text = this.text.slice(0, this.end);
    return matchWithinLimit(pattern, text, () => matchOf(pattern, text, from, reach));
  }

  private keep(match: JavaMatch | null): boolean {
    this.match = match;
    return match !== null;
  }

  private current(index: number): JavaMatch {
    if (!this.match) throw apexError("System.StringException", "No match found");
    if (index < 0 || index >= this.match.groups.length) throw apexError("System.StringException", `No group ${index}`);
    return this.match;
  }
}

const strings = (items: string[]) => new ApexList(stringType, items);

export const patternClass = defineClass({
  name: "Pattern",
  documentation: "Apex Reference Guide: Pattern Class",
  members: withoutNullArguments({
    "Matcher matcher(String text)": (self: PatternValue, text: string) => new MatcherValue(self, text),
    "String pattern()": (self: PatternValue) => self.text,
    "List<String> split(String text)": (self: PatternValue, text: string) => strings(splitByPattern(text, self.text)),
    "List<String> split(String text, Integer limit)": (self: PatternValue, text: string, limit: number) =>
      strings(splitByPattern(text, self.text, limit)),
    "static Pattern compile(String regex)": (regex: string) => new PatternValue(regex),
    "static Boolean matches(String regex, String text)": (regex: string, text: string) =>
      new MatcherValue(new PatternValue(regex), text).matches(),
    "static String quote(String text)": (text: string) => `\\Q${text.replaceAll("\\E", "\\E\\\\E\\Q")}\\E`
  })
});

export const matcherClass = defineClass({
  name: "Matcher",
  documentation: "Apex Reference Guide: Matcher Class",
  members: withoutNullArguments({
    "Integer end()": (self: MatcherValue) => self.groupEnd(0),
    "Integer end(Integer groupIndex)": (self: MatcherValue, index: number) => self.groupEnd(index),
    "Boolean find()": (self: MatcherValue) => self.find(),
    "Boolean find(Integer start)": (self: MatcherValue, start: number) => self.findFrom(start),
    "String group()": (self: MatcherValue) => self.group(0),
    "String group(Integer groupIndex)": (self: MatcherValue, index: number) => self.group(index),
    "Integer groupCount()": (self: MatcherValue) => self.groupCount,
    "Boolean lookingAt()": (self: MatcherValue) => self.lookingAt(),
    "Boolean matches()": (self: MatcherValue) => self.matches(),
    "Pattern pattern()": (self: MatcherValue) => self.pattern,
    "Matcher region(Integer start, Integer end)": (self: MatcherValue, start: number, end: number) =>
      self.region(start, end),
    "Integer regionEnd()": (self: MatcherValue) => self.regionEnd,
    "Integer regionStart()": (self: MatcherValue) => self.regionStart,
    "String replaceAll(String replacement)": (self: MatcherValue, replacement: string) =>
      replaceMatches(self.text, self.pattern.text, replacement, false),
    "String replaceFirst(String replacement)": (self: MatcherValue, replacement: string) =>
      replaceMatches(self.text, self.pattern.text, replacement, true),
    "Matcher reset()": (self: MatcherValue) => self.reset(),
    "Matcher reset(String text)": (self: MatcherValue, text: string) => self.reset(text),
    "Integer start()": (self: MatcherValue) => self.groupStart(0),
    "Integer start(Integer groupIndex)": (self: MatcherValue, index: number) => self.groupStart(index),
    "static String quoteReplacement(String text)": (text: string) => text.replace(/[\\$]/g, "\\$&")
  })
});
