/** The text of a query in brackets, put together while its bind expressions are read. */
import { parseQuery } from "../../soql/parser.ts";
import { parseSearch } from "../../soql/search-parser.ts";
import type { Expression, Position, Query, QueryPart } from "./ast.ts";
import type { Token } from "./tokens.ts";
import { unsure } from "./unsure.ts";

/** `LAST_N_DAYS:5`: the only colons of a query that begin no bind. */
const countedDate = /^(?:(?:last|next)_n_|n_)[a-z_]+$/;

export class QueryText {
  private readonly source: string;
  private readonly kind: Query["kind"];
  private readonly binds: Expression[] = [];
  private readonly parts: QueryPart[] = [];
  private text = "";
  private from: number;
  private place: Position;

  constructor(source: string, kind: Query["kind"], bracket: Token) {
    this.source = source;
    this.kind = kind;
    this.from = bracket.end;
    this.place = behind(bracket);
  }

  isPartOfDate({ word }: Token): boolean {
    return countedDate.test(word);
  }

  bind(colon: Token, expression: Expression, last: Token): void {
    this.add(colon.start);
    this.text += `:$${this.binds.length}`;
    this.binds.push(expression);
    this.from = last.end;
    this.place = behind(last);
  }

  finish(bracket: Token): Query {
    this.add(bracket.start);
    const text = withoutComments(this.text);
    if (!isWellFormed(this.kind, text)) return unsure();
    return { kind: this.kind, text, binds: this.binds, parts: this.parts };
  }

  private add(end: number): void {
    this.parts.push({ textStart: this.text.length, place: this.place });
    this.text += this.source.slice(this.from, end);
  }
}

/** The place of the character behind a token; a string may go over several lines. */
function behind({ text, line, column }: Token): Position {
  const lines = text.split("\n");
  if (lines.length === 1) return { line, column: column + text.length };
  return { line: line + lines.length - 1, column: lines[lines.length - 1]!.length + 1 };
}

function isWellFormed(kind: Query["kind"], text: string): boolean {
  try {
    if (kind === "soql") parseQuery(text);
    else parseSearch(text);
    return true;
  } catch {
    return false;
  }
}

/** Comments become blanks, so that places in the text stay; strings are left alone. */
export function withoutComments(text: string): string {
  if (!text.includes("/")) return text;
  return text.replace(/'(?:\\.|[^'\\])*'|\/\*.*?\*\/|\/\/[^\n]*/gs, (piece) =>
    piece.startsWith("'") ? piece : piece.replace(/[^\n]/g, " ")
  );
}
