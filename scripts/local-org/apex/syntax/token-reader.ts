/** Goes through the tokens of a source; knows names and places, and no rule of a larger part. */
import type { Identifier, Position } from "./ast.ts";
import { isDeclarable } from "./identifiers.ts";
import { isReservedForAll, isReservedForVariables } from "./reserved-words.ts";
import type { Token } from "./tokens.ts";
import { unsure } from "./unsure.ts";

/** Words of the grammar that serve as names only after a dot; the last three not even there. */
const noNames =
  words(`abstract break catch class continue delete do else enum extends final finally for global if implements
  insert interface list map merge new null on override private protected public return static super testmethod this throw try
  undelete update upsert virtual webservice while`);
const nowhereNames = words("void true false");

export class TokenReader {
  protected readonly source: string;
  protected readonly tokens: readonly Token[];
  protected at = 0;

  constructor(source: string, tokens: readonly Token[]) {
    this.source = source;
    this.tokens = tokens;
  }

  protected get current(): Token {
    return this.tokens[this.at]!;
  }

  protected ahead(count: number): Token {
    return this.tokens[Math.min(this.at + count, this.tokens.length - 1)]!;
  }

  protected get previous(): Token {
    return this.tokens[this.at - 1]!;
  }

  protected take(): Token {
    return this.tokens[this.at++]!;
  }

  /** Whether this word or symbol stands here. */
  protected is(word: string): boolean {
    return this.current.word === word;
  }

  protected takeIf(word: string): boolean {
    if (!this.is(word)) return false;
    this.at++;
    return true;
  }

  protected expect(word: string): Token {
    return this.is(word) ? this.take() : unsure();
  }

  protected separated<Part>(read: () => Part): Part[] {
    const parts = [read()];
    while (this.takeIf(",")) parts.push(read());
    return parts;
  }

  /** A name wherever one is used. */
  protected name(): Identifier {
    return isName(this.current) ? identifier(this.take()) : unsure();
  }

  /** The name of a member, after a dot. */
  protected memberName(): Identifier {
    return isMemberName(this.current) ? identifier(this.take()) : unsure();
  }

  protected declaredVariable(): Identifier {
    return this.declared(isReservedForVariables);
  }

  protected declaredName(): Identifier {
    return this.declared(isReservedForAll);
  }

  protected declaredConstant(): Identifier {
    return this.declared(() => false);
  }

  private declared(isReserved: (name: string) => boolean): Identifier {
    const name = this.name();
    return isReserved(name.text) || !isDeclarable(name.text) ? unsure() : name;
  }
}

export function isName({ kind, word }: Token): boolean {
  return kind === "word" && !noNames.has(word) && !nowhereNames.has(word);
}

export function isMemberName({ kind, word }: Token): boolean {
  return kind === "word" && !nowhereNames.has(word);
}

export function identifier(token: Token): Identifier {
  return { text: token.text, ...placeOf(token) };
}

export function placeOf({ line, column }: Position): Position {
  return { line, column };
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
