import { malformed } from "./error.ts";

export interface Token {
  readonly kind: "name" | "string" | "number" | "date" | "datetime" | "bind" | "symbol" | "end";
  /** The text; of a string its unescaped value, of a bind its expression. */
  readonly text: string;
  readonly offset: number;
  readonly end: number;
}

const patterns: readonly [Token["kind"], RegExp][] = [
  ["datetime", /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)/iy],
  ["date", /\d{4}-\d\d-\d\d/y],
  ["number", /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,2})?/y],
  ["name", /[A-Za-z_][A-Za-z0-9_]*/y],
  ["bind", /:\s*\$?[A-Za-z0-9_][A-Za-z0-9_$]*(?:\s*\.\s*[A-Za-z_][A-Za-z0-9_]*)*/y],
  ["symbol", /<>|!=|<=|>=|[=<>(),.:]/y]
];

/** "SOQL and SOSL Limits for SOQL Queries": characters of a query. */
const maximumLength = 100_000;

/** Splits a query into tokens; "SOQL and SOSL Reference: Quoted String Escape Sequences". */
export function tokenize(text: string): Token[] {
  if (text.length > maximumLength) {
    throw malformed(`SOQL statements cannot be longer than ${maximumLength} characters`, maximumLength);
  }
  const tokens: Token[] = [];
  let position = 0;
  for (;;) {
    while (/\s/.test(text[position] ?? "")) {
      position++;
    }
    if (position >= text.length) {
      tokens.push({ kind: "end", text: "<EOF>", offset: position, end: position });
      return tokens;
    }
    const token = text[position] === "'" ? stringToken(text, position) : patternToken(text, position);
    tokens.push(token);
    position = token.end;
  }
}

function patternToken(text: string, position: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const match = pattern.exec(text)?.[0];
    if (match !== undefined) {
      const value = kind === "bind" ? match.slice(1).replace(/\s+/g, "") : match;
      return { kind, text: value, offset: position, end: position + match.length };
    }
  }
  throw malformed(`line 1:${position} no viable alternative at character '${text[position]}'`, position);
}

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  N: "\n",
  r: "\r",
  R: "\r",
  t: "\t",
  T: "\t",
  b: "\b",
  B: "\b",
  f: "\f",
  F: "\f",
  '"': '"',
  "'": "'",
  "\\": "\\"
};

/** `\_` and `\%` stay as they are: only LIKE gives them a meaning. */
function stringToken(text: string, start: number): Token {
  let value = "";
  for (let position = start + 1; position < text.length; position++) {
    const character = text[position]!;
    if (character === "'") {
      return { kind: "string", text: value, offset: start, end: position + 1 };
    }
    if (character !== "\\") {
      value += character;
      continue;
    }
    const next = text[++position] ?? "";
    if (next === "_" || next === "%") {
      value += `\\${next}`;
    } else if (next in escapes) {
      value += escapes[next]!;
    } else if (/^u[0-9a-fA-F]{4}$/.test(text.slice(position, position + 5))) {
      value += String.fromCharCode(Number.parseInt(text.slice(position + 1, position + 5), 16));
      position += 4;
    } else {
      throw malformed(`invalid string literal: illegal escape sequence '\\${next}'`, position - 1);
    }
  }
  throw malformed("line 1: unterminated string literal", start);
}
