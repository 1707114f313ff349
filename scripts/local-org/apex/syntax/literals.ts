/** What the text of a literal says; the same for the reader and the grammar. */
import type { ExpressionOf } from "./ast.ts";

type Literal = Pick<ExpressionOf<"literal">, "kind" | "type" | "text">;

export function integerLiteral(text: string): Literal {
  return { kind: "literal", type: "Integer", text };
}

export function longLiteral(text: string): Literal {
  return { kind: "literal", type: "Long", text: text.slice(0, -1) };
}

export function decimalLiteral(text: string): Literal {
  return { kind: "literal", type: /d$/i.test(text) ? "Double" : "Decimal", text: text.replace(/d$/i, "") };
}

export function stringLiteral(text: string): Literal {
  return { kind: "literal", type: "String", text: unescape(text.slice(1, -1)) };
}

/** The line break behind the opening quotes is no part of it. */
export function multilineLiteral(text: string): Literal {
  return { kind: "literal", type: "String", text: unescape(text.slice(3, -3).replace(/^\r?\n/, "")) };
}

export function booleanLiteral(text: string): Literal {
  return { kind: "literal", type: "Boolean", text: text.toLowerCase() };
}

export const nullLiteral: Literal = { kind: "literal", type: "null", text: "null" };

const escapes: Readonly<Record<string, string>> = {
  b: "\b",
  t: "\t",
  n: "\n",
  f: "\f",
  r: "\r",
  '"': '"',
  "'": "'",
  "\\": "\\"
};

function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (whole, code: string | undefined, letter: string | undefined) =>
    code ? String.fromCharCode(parseInt(code, 16)) : (escapes[letter!.toLowerCase()] ?? escapes[letter!] ?? whole)
  );
}
