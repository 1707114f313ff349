/** A small fault in Apex source: one operator, number or statement is another one, or gone. */
export interface Mutation {
  /** Counted from 1. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
  /** The whole source with the fault. */
  readonly source: string;
}

/** What is put in the place of what; spaces stand around an operator, so that types in angle brackets are none. */
const replacements: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/ < /g, " <= "],
  [/ <= /g, " < "],
  [/ > /g, " >= "],
  [/ >= /g, " > "],
  [/ == /g, " != "],
  [/ != /g, " == "],
  [/ && /g, " || "],
  [/ \|\| /g, " && "],
  [/ \+ /g, " - "],
  [/ - /g, " + "],
  [/ \* /g, " / "],
  [/ \+= /g, " -= "],
  [/ -= /g, " += "],
  [/\bMath\.min\(/g, "Math.max("],
  [/\bMath\.max\(/g, "Math.min("],
  [/\breturn true;/g, "return false;"],
  [/\breturn false;/g, "return true;"],
  [/(?<=\()!(?=\w)/g, ""],
  [/(?<![\w.'])0(?![\w.'])/g, "1"],
  [/(?<![\w.'])1(?![\w.'])/g, "2"],
  // A call whose value nobody takes.
  [/(?<=^ {8,})\w+(?:\.\w+)*\([^\n]*\);$/gm, ""]
];

/** All faults of these kinds in the source, from its first line to its last. Text and comments stay as they are. */
export function mutationsOf(source: string): readonly Mutation[] {
  const code = withoutTextAndComments(source);
  return replacements
    .flatMap(([pattern, replacement]) =>
      [...code.matchAll(pattern)].map((match) => mutation(source, match.index, match[0].length, replacement))
    )
    .sort((a, b) => a.line - b.line);
}

function mutation(source: string, offset: number, length: number, replacement: string): Mutation {
  const mutated = source.slice(0, offset) + replacement + source.slice(offset + length);
  const line = source.slice(0, offset).split("\n").length;
  return { line, before: lineOf(source, line), after: lineOf(mutated, line), source: mutated };
}

function lineOf(source: string, line: number): string {
  return source.split("\n")[line - 1]!.trim();
}

/** The same length, so that places are the same. */
function withoutTextAndComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'/g, (text) => text.replace(/[^\n]/g, "'"));
}
