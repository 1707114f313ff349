/** Apex source text to syntax tree, with the grammar of `@apexdevtools/apex-parser`. */
import {
  ApexErrorListener,
  ApexLexer,
  ApexParserFactory,
  type ApexParser,
  type ApexToken
} from "@apexdevtools/apex-parser";
import type { AnonymousUnit, SyntaxProblem, TriggerDeclaration, TypeDeclaration } from "../ast.ts";
import { DeclarationBuilder } from "./build-declarations.ts";
import { invalidIdentifier, isIdentifier } from "../identifiers.ts";

export interface ParseResult<Tree> {
  /** Absent where the source does not parse. */
  readonly tree: Tree | undefined;
  readonly problems: readonly SyntaxProblem[];
}

export function decideClass(source: string): ParseResult<TypeDeclaration> {
  return parse(source, (parser, builder) => {
    const unit = parser.compilationUnit();
    return () => builder.typeDeclaration(unit.typeDeclaration());
  });
}

export function decideTrigger(source: string): ParseResult<TriggerDeclaration> {
  return parse(source, (parser, builder) => {
    const unit = parser.triggerUnit();
    return () => builder.trigger(unit);
  });
}

export function decideAnonymous(source: string): ParseResult<AnonymousUnit> {
  return parse(source, (parser, builder) => {
    const unit = parser.anonymousUnit();
    return () => builder.anonymous(unit);
  });
}

function parse<Tree>(
  source: string,
  start: (parser: ApexParser, builder: DeclarationBuilder) => () => Tree
): ParseResult<Tree> {
  const problems: SyntaxProblem[] = [];
  const { parser, furtherDimensions } = createParser(source, problems);
  const builder = new DeclarationBuilder(source, (problem) => problems.push(problem), furtherDimensions);
  const build = start(parser, builder);
  // After a syntax error the tree has holes; nothing beyond the first error would be worth reading.
  if (problems.length > 0) return { tree: undefined, problems: problems.slice(0, 1) };
  const tree = build();
  return { tree, problems };
}

class Collector extends ApexErrorListener {
  private readonly problems: SyntaxProblem[];

  constructor(problems: SyntaxProblem[]) {
    super();
    this.problems = problems;
  }

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.problems.push({ line, column: column + 1, message: platformWords(message) });
  }
}

/** The platform says `Missing ';' at '}'`, `Unexpected token 'x'.`, `Extra ';', at …` where the grammar's runtime has words of its own. */
function platformWords(message: string): string {
  const several = /^missing \{.+\} at '(.+)'$/s.exec(message);
  if (several) return `Unexpected token '${several[1]}'.`;
  const missing = /^missing (.+) at (.+)$/s.exec(message);
  if (missing) return `Missing ${missing[1]} at ${missing[2]}`;
  const token =
    /^(?:mismatched input|extraneous input) '(.*?)' expecting/s.exec(message) ??
    /^no viable alternative at input '(.*)'$/s.exec(message);
  if (token) return token[1] === "<EOF>" ? "Unexpected token '<EOF>'." : `Unexpected token '${lastToken(token[1]!)}'.`;
  const unrecognized = /^token recognition error at: '(.*)'$/s.exec(message);
  if (unrecognized) return unreadableText(unrecognized[1]!);
  return message.slice(0, 200);
}

function unreadableText(text: string): string {
  if (!text.startsWith("'")) return `Found punctuation symbol or operator '${text[0]}' that isn't valid in Apex.`;
  const escape = /\\[^btnfr"'\\u]$/i.exec(text);
  if (escape) return `Invalid string literal ${text}. Illegal character sequence ${escape[0]} in string literal.`;
  return "Missing closing quote character ' on string.";
}

/** A failed prediction reports all the text that it looked at; the last piece is where it failed. */
function lastToken(text: string): string {
  return text.match(/(\w+|[^\w\s]+)\s*$/)?.[1] ?? text;
}

const numericCasts = new Set(["integer", "long", "double", "decimal", "object"]);

interface TokenStream {
  tokens: ApexToken[];
  fill(): void;
}

function createParser(
  source: string,
  problems: SyntaxProblem[]
): { readonly parser: ApexParser; readonly furtherDimensions: ReadonlyMap<number, number> } {
  const listener = new Collector(problems);
  const { lexer, parser } = ApexParserFactory.createLexerAndParser(source, listener);
  const stream = ApexParserFactory.createTokenStream(lexer);
  const { tokens } = filled(stream);
  refuseForeignIdentifiers(tokens, problems);
  const furtherDimensions = new Map<number, number>();
  const readable = takeFurtherDimensions(doubleAmbiguousParentheses(tokens), furtherDimensions);
  if (readable !== tokens) {
    (stream as unknown as TokenStream).tokens = readable;
    readable.forEach((token, index) => (token.tokenIndex = index));
  }
  parser.setTokenStream(stream);
  return { parser, furtherDimensions };
}

/** Wherever it stands: no name that is used can be one that is declared nowhere. */
function refuseForeignIdentifiers(tokens: readonly ApexToken[], problems: SyntaxProblem[]): void {
  for (const { type, text, line, column } of tokens) {
    if (type === ApexLexer.Identifier && !isIdentifier(text))
      problems.push({ line, column: column + 1, message: invalidIdentifier(text) });
  }
}

/** The grammar knows `new T[]{ … }` alone: further pairs of brackets are taken out and counted by the first one's offset. */
function takeFurtherDimensions(tokens: ApexToken[], counts: Map<number, number>): ApexToken[] {
  const visible = tokens.filter((token) => token.channel === 0);
  const taken = new Set<ApexToken>();
  const isPair = (at: number): boolean => visible[at]?.text === "[" && visible[at + 1]?.text === "]";
  for (let at = 0; at < visible.length; at++) {
    if (visible[at]!.text.toLowerCase() !== "new") continue;
    let first = at + 1;
    while (isWord(visible[first]?.text) || [".", "<", ">", ","].includes(visible[first]?.text ?? "")) first++;
    let end = first;
    while (isPair(end)) end += 2;
    if (end - first < 4 || visible[end]?.text !== "{") continue;
    counts.set(visible[first]!.start, (end - first) / 2 - 1);
    for (const token of visible.slice(first + 2, end)) taken.add(token);
  }
  return taken.size === 0 ? tokens : tokens.filter((token) => !taken.has(token));
}

function filled(stream: TokenStream): TokenStream {
  stream.fill();
  return stream;
}

/**
 * The grammar reads `(a) - b` as a cast of `-b`. Only casts to numbers (and Object) make sense before a sign, so all
 * others get a second pair of parentheses, which cannot be a cast.
 */
function doubleAmbiguousParentheses(tokens: ApexToken[]): ApexToken[] {
  const visible = tokens.map((token, index) => ({ token, index })).filter(({ token }) => token.channel === 0);
  const opens = new Set<number>();
  const closes = new Set<number>();
  for (let at = 0; at < visible.length; at++) {
    if (visible[at]!.token.text !== "(") continue;
    let end = at + 1;
    while (isWord(visible[end]?.token.text) && visible[end + 1]?.token.text === ".") end += 2;
    const sign = visible[end + 2]?.token.text;
    if (!isWord(visible[end]?.token.text) || visible[end + 1]?.token.text !== ")" || (sign !== "+" && sign !== "-"))
      continue;
    if (end === at + 1 && numericCasts.has(visible[end]!.token.text.toLowerCase())) continue;
    opens.add(visible[at]!.index);
    closes.add(visible[end + 1]!.index);
  }
  if (opens.size === 0) return tokens;
  return tokens.flatMap((token, index) => (opens.has(index) || closes.has(index) ? [token, token.clone()] : [token]));
}

function isWord(text: string | undefined): boolean {
  return text !== undefined && /^[A-Za-z_]\w*$/.test(text);
}
