/**
 * What generated JavaScript may hold. Apex source and metadata are written by strangers, so nothing of them reaches the
 * JavaScript but names that Apex allows, each made longer by a `$`, and texts, each quoted here. `checkGenerated` reads
 * what was written once more and refuses every other name: generated code then has no means of naming `process`,
 * `require`, `Function` or anything else of the machine, whatever mistake the emitter might make.
 */
import vm from "node:vm";
import { tokTypes, tokenizer, type Token, type TokenType } from "acorn";

/** A JavaScript string literal of any text. */
export function literal(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029]/g, (mark) => (mark === "\u2028" ? "\\u2028" : "\\u2029"));
}

/** The key of an object literal's property; computed, since a plain `"__proto__"` would set the prototype. */
export function propertyKey(name: string): string {
  return `[${literal(name)}]`;
}

/** Runs a script of generated code. @param properties names of the runtime's that it may follow a dot with */
export function runGenerated(code: string, filename: string, properties: ReadonlySet<string>): unknown {
  checkGenerated(code, properties);
  return new vm.Script(code, { filename }).runInThisContext();
}

/** Throws for a token that the emitter has no use for. */
export function checkGenerated(code: string, properties: ReadonlySet<string>): void {
  const tokens = [...tokenizer(code, { ecmaVersion: 2022 })];
  tokens.forEach((token, at) => {
    const text = (index: number): string => code.slice(tokens[index]?.start, tokens[index]?.end);
    const allowed =
      token.type === tokTypes.bracketL ? isBracketAllowed(tokens, at, text) : isAllowed(tokens, at, text, properties);
    if (!allowed)
      throw new Error(`Generated code holds ${text(at).slice(0, 100)} at ${token.start}, which it has no use for`);
  });
}

type TextOf = (index: number) => string;

function isAllowed(tokens: readonly Token[], at: number, textOf: TextOf, properties: ReadonlySet<string>): boolean {
  const { type } = tokens[at]!;
  if (forbiddenTypes.has(type)) return false;
  if (type !== tokTypes.name && type.keyword === undefined) return true;
  const text = textOf(at);
  // `\u0065val` is the name `eval`.
  if (text.includes("\\")) return false;
  if (text.includes("$")) return true;
  const before = tokens[at - 1]?.type;
  return before === tokTypes.dot || before === tokTypes.questionDot
    ? memberNames.has(text) || properties.has(text)
    : words.has(text);
}

const forbiddenTypes = new Set([tokTypes.template, tokTypes.backQuote, tokTypes.regexp, tokTypes.privateId]);

/** What stands before an array and before the key of an object literal. */
const beforeArrays = new Set<TokenType | undefined>([
  undefined,
  tokTypes.parenL,
  tokTypes.comma,
  tokTypes.bracketL,
  tokTypes.braceL
]);

/** Brackets behind a value read a member, whose name must be a number or the name of a record's field. */
function isBracketAllowed(tokens: readonly Token[], at: number, textOf: TextOf): boolean {
  const name = tokens[at + 1]!;
  const ofEveryObject = textOf(at + 1).slice(1, -1) in Object.prototype;
  if (beforeArrays.has(tokens[at - 1]?.type))
    return !(name.type === tokTypes.string && tokens[at + 3]?.type === tokTypes.colon && ofEveryObject);
  const holder = textOf(at - 1);
  if (/^\$[vgcm]$/.test(holder)) return name.type === tokTypes.num;
  if (holder === "values") return name.type === tokTypes.string && !ofEveryObject;
  return textOf(at + 1) === "+";
}

/** Keywords, and the only global names. */
const words = new Set(
  `break case catch class const continue do else extends false finally for function if in instanceof let new null of
  return super switch this throw true try undefined while BigInt Math NaN`.split(/\s+/)
);

const memberNames = new Set(
  `add asIntN asUintN call changes get has imul items length multiply negate prototype push script set size slice
  subtract toArray toLowerCase values`.split(/\s+/)
);
