import type { LimitNode } from "./ast.ts";
import { malformed } from "./error.ts";
import { tokenize, type Token } from "./lexer.ts";

export type SearchScope = "ALL" | "NAME" | "EMAIL" | "PHONE" | "SIDEBAR";

/** A SOSL query as written; "SOQL and SOSL Reference: SOSL Syntax". */
export interface SearchNode {
  /** What to find, or the bind that holds it. */
  readonly find: { readonly text: string } | { readonly bind: string };
  readonly scope: SearchScope;
  readonly returning: readonly ReturningNode[];
  readonly limit: LimitNode | undefined;
  readonly mode: SearchMode | undefined;
}

const modes = ["USER_MODE", "SYSTEM_MODE", "SECURITY_ENFORCED"] as const;
type SearchMode = (typeof modes)[number];

function isMode(word: string): word is SearchMode {
  return modes.some((mode) => mode === word);
}

export interface ReturningNode {
  readonly object: string;
  readonly offset: number;
  /** The field list as SOQL, and what follows it (`WHERE …`, `ORDER BY …`, `LIMIT …`) in parts. */
  readonly fields: string;
  readonly where: string;
  readonly tail: string;
}

/** In braces, characters with a meaning are escaped by a backslash. */
const bracedText = /^\s*FIND\s*\{((?:\\.|[^}\\])*)\}/i;

export function parseSearch(text: string): SearchNode {
  const braced = bracedText.exec(text);
  // The braces are not tokens of SOQL: the term is blanked out, and all offsets stay.
  const readable = braced === null ? text : `${"FIND ''".padEnd(braced[0].length)}${text.slice(braced[0].length)}`;
  return new SearchParser(readable, braced?.[1]?.replace(/\\(.)/g, "$1")).search();
}

class SearchParser {
  private readonly text: string;
  private readonly tokens: readonly Token[];
  private readonly braced: string | undefined;
  private position = 0;

  constructor(text: string, braced: string | undefined) {
    this.text = text;
    this.tokens = tokenize(text);
    this.braced = braced;
  }

  search(): SearchNode {
    this.expect("FIND");
    const term = this.next();
    if (term.kind !== "string" && term.kind !== "bind") {
      throw unexpected(term);
    }
    const find = term.kind === "bind" ? { bind: term.text } : { text: this.braced ?? term.text };
    const scope = this.take("IN") ? this.scope() : "ALL";
    this.expect("RETURNING");
    const returning = [this.returning()];
    while (this.take(",")) {
      returning.push(this.returning());
    }
    const mode = this.withClauses();
    const limit = this.take("LIMIT") ? this.limit() : undefined;
    this.updateClause();
    if (this.current.kind !== "end") {
      throw unexpected(this.current);
    }
    return { find, scope, returning, limit, mode };
  }

  private limit(): LimitNode {
    const token = this.next();
    if (token.kind === "bind") {
      return { kind: "bind", name: token.text, offset: token.offset };
    }
    if (token.kind !== "number") {
      throw unexpected(token);
    }
    return Number(token.text);
  }

  /** The access mode. Snippets are of articles, cases and feeds, and words are not corrected, so those clauses change nothing. */
  private withClauses(): SearchMode | undefined {
    let mode: SearchMode | undefined;
    while (this.take("WITH")) {
      const clause = this.next();
      const word = clause.text.toUpperCase();
      if (isMode(word)) {
        mode = word;
      } else if (word === "SNIPPET") {
        if (this.take("(")) {
          this.setting();
          this.expect(")");
        }
      } else if (word === "SPELL_CORRECTION" || word === "METADATA") {
        this.position--;
        this.setting();
      } else {
        throw malformed(`WITH ${clause.text} is not supported by the local org`, clause.offset);
      }
    }
    return mode;
  }

  /** `name = value` */
  private setting(): void {
    this.next();
    this.expect("=");
    this.next();
  }

  /** "SOSL Syntax: UPDATE": what was searched for is counted for Knowledge, of which there is none. */
  private updateClause(): void {
    if (!this.take("UPDATE")) {
      return;
    }
    do {
      const token = this.next();
      if (!["TRACKING", "VIEWSTAT"].includes(token.text.toUpperCase())) {
        throw unexpected(token);
      }
    } while (this.take(","));
  }

  private scope(): SearchScope {
    const token = this.next();
    const scope = token.text.toUpperCase();
    if (!["ALL", "NAME", "EMAIL", "PHONE", "SIDEBAR"].includes(scope)) {
      throw unexpected(token);
    }
    this.expect("FIELDS");
    return scope as SearchScope;
  }

  private returning(): ReturningNode {
    const object = this.next();
    if (object.kind !== "name") {
      throw unexpected(object);
    }
    if (!this.take("(")) {
      return { object: object.text, offset: object.offset, fields: "Id", where: "", tail: "" };
    }
    const start = this.position;
    const where = this.skipTo(["WHERE", "USING", "ORDER", "LIMIT", "OFFSET"]);
    const fields = this.between(start, where);
    const tail = this.isWord("WHERE") ? this.skipTo(["ORDER", "LIMIT", "OFFSET"]) : where;
    const condition = tail > where ? this.between(where + 1, tail) : "";
    const end = this.skipTo([]);
    this.expect(")");
    return { object: object.text, offset: object.offset, fields, where: condition, tail: this.between(tail, end) };
  }

  /** Moves to the first of the words, or to the parenthesis that closes the list, outside inner parentheses. */
  private skipTo(words: readonly string[]): number {
    for (let depth = 0; this.current.kind !== "end"; this.position++) {
      const { text } = this.current;
      if (depth === 0 && (text === ")" || words.includes(text.toUpperCase()))) {
        return this.position;
      }
      depth += text === "(" ? 1 : text === ")" ? -1 : 0;
    }
    throw unexpected(this.current);
  }

  private between(from: number, to: number): string {
    return to <= from ? "" : this.text.slice(this.tokens[from]!.offset, this.tokens[to - 1]!.end);
  }

  private get current(): Token {
    return this.tokens[this.position]!;
  }

  private next(): Token {
    const token = this.current;
    if (token.kind === "end") {
      throw unexpected(token);
    }
    this.position++;
    return token;
  }

  private isWord(word: string): boolean {
    return this.current.kind !== "string" && this.current.text.toUpperCase() === word;
  }

  private take(word: string): boolean {
    if (!this.isWord(word)) {
      return false;
    }
    this.position++;
    return true;
  }

  private expect(word: string): void {
    if (!this.take(word)) {
      throw malformed(`expecting '${word.toLowerCase()}', found '${this.current.text}'`, this.current.offset);
    }
  }
}

function unexpected(token: Token): Error {
  return malformed(`unexpected token: '${token.text}'`, token.offset);
}
