/** Apex source text to tokens, of the texts that need no second look; see `unsure.ts`. */
import { unsure } from "./unsure.ts";

export type TokenKind = "word" | "integer" | "long" | "decimal" | "string" | "moment" | "symbol" | "runAs" | "end";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** The text in lower case of a word; of a symbol the text; empty for all others, so that it can be compared alone. */
  readonly word: string;
  /** Offsets in the source, the end exclusive. */
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

/** What stands between tokens: blanks, and comments of both kinds. */
const gap = /(?:[ \t\r\n\f]+|\/\/[^\r\n]*|\/\*[^]*?\*\/)+/y;
const patterns = {
  word: /[a-z][a-z0-9_]*/iy,
  moment: /\d{4}-\d\d-\d\d(?:t\d\d:\d\d:\d\d(?:\.\d+)?(?:z|[+-]\d+(?::\d+)?))?|\d\d:\d\d:\d\d/iy,
  decimal: /\d*\.\d+d?/iy,
  long: /\d+l/iy,
  integer: /\d+/y,
  string: /'(?:[^'\\]|\\(?:[btnfr"'\\]|u[0-9a-f]{4}))*'/iy,
  // `<=`, `>=`, `<<` and `>>` are two tokens each, as in types: `List<List<Id>>`.
  symbol:
    />>>=|>>=|<<=|===|!==|==|!=|<>|=>|&&|\|\||\?\?|\?\.|\+\+|--|\+=|-=|\*=|\/=|&=|\|=|\^=|[(){}[\];,.=<>!~?:+\-*/&|^@]/y,
  /** One token where nothing stands between its parts. */
  runAs: /system\.runas(?![a-z0-9_])/iy
} as const;

const numbers = ["moment", "decimal", "long", "integer"] as const;
const words = ["word"] as const;
const systemWords = ["runAs", "word"] as const;
const strings = ["string"] as const;
const symbols = ["symbol"] as const;
const dotted = ["decimal", "symbol"] as const;

/** The last token is of kind `end`. */
export function tokensOf(source: string): Token[] {
  const lines = new Lines(source);
  const tokens: Token[] = [];
  let at = 0;
  while ((at = afterGap(source, at)) < source.length) {
    const kind = kindAt(source, at);
    const end = patterns[kind].lastIndex;
    if (goesOn(source.charCodeAt(end))) unsure();
    const text = source.slice(at, end);
    const word = kind === "word" ? text.toLowerCase() : kind === "symbol" ? text : "";
    tokens.push(lines.token(kind, text, word, at, end));
    at = end;
  }
  tokens.push(lines.token("end", "<EOF>", "", at, at));
  return tokens;
}

function afterGap(source: string, at: number): number {
  gap.lastIndex = at;
  return gap.test(source) ? gap.lastIndex : at;
}

/** The pattern of the kind has its end. */
function kindAt(source: string, at: number): Exclude<TokenKind, "end"> {
  for (const kind of candidates(source.charCodeAt(at))) {
    patterns[kind].lastIndex = at;
    if (patterns[kind].test(source)) return kind;
  }
  return unsure();
}

function candidates(first: number): readonly Exclude<TokenKind, "end">[] {
  const letter = first | 0x20;
  if (letter === code("s")) return systemWords;
  if (letter >= code("a") && letter <= code("z")) return words;
  if (first >= code("0") && first <= code("9")) return numbers;
  if (first === code("'")) return strings;
  return first === code(".") ? dotted : symbols;
}

/** Whether a name or a number would go on with what is no token of its own: `1_000`, `a$b`, `naïve`. */
function goesOn(next: number): boolean {
  return next === code("$") || next === code("_") || next > 0x7f;
}

function code(character: string): number {
  return character.charCodeAt(0);
}

/** Makes tokens with their lines and columns, if they are made in their order. */
class Lines {
  private readonly source: string;
  private line = 1;
  private lineStart = 0;
  private nextBreak: number;

  constructor(source: string) {
    this.source = source;
    this.nextBreak = source.indexOf("\n");
  }

  token(kind: TokenKind, text: string, word: string, start: number, end: number): Token {
    while (this.nextBreak !== -1 && this.nextBreak < start) {
      this.line++;
      this.lineStart = this.nextBreak + 1;
      this.nextBreak = this.source.indexOf("\n", this.lineStart);
    }
    return { kind, text, word, start, end, line: this.line, column: start - this.lineStart + 1 };
  }
}
