/** Tokens to expressions, by precedence climbing. */
import type { AssignmentOperator, BinaryOperator, Expression, Position, TypeReference } from "./ast.ts";
import { booleanLiteral, decimalLiteral, integerLiteral, longLiteral, nullLiteral, stringLiteral } from "./literals.ts";
import { QueryText } from "./query-text.ts";
import { TypeReader } from "./read-types.ts";
import { identifier, isMemberName, isName, placeOf } from "./token-reader.ts";
import type { Token } from "./tokens.ts";
import { unsure } from "./unsure.ts";

/**
 * "Apex Developer Guide: Expression Operator Precedence", from loose to tight; where it leaves a question (a cast before
 * `++`), as the grammar has it.
 */
const level = {
  any: 0,
  assignment: 1,
  conditional: 2,
  instanceOf: 10,
  negation: 15,
  sign: 16,
  postfix: 17,
  cast: 18
} as const;

const binaryLevels: ReadonlyMap<string, number> = new Map(
  [
    ["??"],
    ["||"],
    ["&&"],
    ["|"],
    ["^"],
    ["&"],
    ["===", "!==", "==", "!=", "<>"],
    [],
    ["<", ">", "<=", ">="],
    ["<<", ">>", ">>>"],
    ["+", "-"],
    ["*", "/"]
  ].flatMap((operators, index) => operators.map((operator) => [operator, index + level.conditional + 1] as const))
);

const assignments = new Set(["=", "+=", "-=", "*=", "/=", "&=", "|=", "^=", "<<=", ">>=", ">>>="]);
const numericCasts = new Set(["integer", "long", "double", "decimal", "object"]);

export class ExpressionReader extends TypeReader {
  private isInBind = false;

  protected expressions(end: ")" | ";"): Expression[] {
    return this.is(end) ? [] : this.separated(() => this.expression());
  }

  protected parenthesized(): Expression {
    this.expect("(");
    const inner = this.expression();
    this.expect(")");
    return inner;
  }

  protected expression(loosest: number = level.any): Expression {
    const at = placeOf(this.current);
    let left = this.operand(at);
    for (;;) {
      const further = this.further(left, at, loosest);
      if (!further) return left;
      left = further;
    }
  }

  /** What goes on after an expression; undefined where nothing does, or where it belongs to a part around. */
  private further(left: Expression, at: Position, loosest: number): Expression | undefined {
    const { word, kind } = this.current;
    if (kind === "word") return word === "instanceof" ? this.instanceOf(left, at, loosest) : undefined;
    if (kind !== "symbol") return undefined;
    if (word === "." || word === "?.") return this.afterDot(left);
    if (word === "[") return this.index(left, at);
    if (word === "++" || word === "--") {
      if (loosest > level.postfix) return undefined;
      this.at++;
      return { kind: "postfix", operator: word, operand: left, ...at };
    }
    if (word === "?") return this.conditional(left, at, loosest);
    if (assignments.has(word)) {
      if (loosest > level.assignment) return undefined;
      this.at++;
      const value = this.expression(level.assignment);
      return { kind: "assign", operator: word as AssignmentOperator, target: left, value, ...at };
    }
    return this.binary(left, at, loosest);
  }

  private binary(left: Expression, at: Position, loosest: number): Expression | undefined {
    const operator = this.binaryOperator();
    const own = binaryLevels.get(operator);
    if (own === undefined || own < loosest) return undefined;
    this.at += tokenCount(operator);
    return { kind: "binary", operator: operator as BinaryOperator, left, right: this.expression(own + 1), ...at };
  }

  /** Comparisons and shifts are several tokens: `>` `>` `=`. */
  private binaryOperator(): string {
    const { word } = this.current;
    if (word !== "<" && word !== ">") return word;
    const [second, third] = [this.ahead(1).word, this.ahead(2).word];
    if (second === "=") return `${word}=`;
    if (second !== word) return word;
    return word === ">" && third === ">" ? ">>>" : word + word;
  }

  private conditional(condition: Expression, at: Position, loosest: number): Expression | undefined {
    if (loosest > level.conditional) return undefined;
    this.at++;
    const whenTrue = this.expression();
    this.expect(":");
    return { kind: "conditional", condition, whenTrue, whenFalse: this.expression(level.conditional), ...at };
  }

  private instanceOf(operand: Expression, at: Position, loosest: number): Expression | undefined {
    if (loosest > level.instanceOf) return undefined;
    this.at++;
    return { kind: "instanceof", operand, type: this.typeReference(), ...at };
  }

  private index(target: Expression, at: Position): Expression {
    this.at++;
    const index = this.expression();
    this.expect("]");
    return { kind: "index", target, index, ...at };
  }

  private afterDot(target: Expression): Expression {
    const safe = this.take().word === "?.";
    const name = this.memberName();
    const at = { line: name.line, column: name.column };
    if (this.is("(")) return { kind: "call", target, name, args: this.callArguments(), safe, ...at };
    return { kind: "member", target, name, safe, ...at };
  }

  private callArguments(): Expression[] {
    this.expect("(");
    const list = this.expressions(")");
    this.expect(")");
    return list;
  }

  private operand(at: Position): Expression {
    const token = this.current;
    switch (token.kind) {
      case "word":
        return this.word(token, at);
      case "symbol":
        return this.prefixed(token, at);
      case "integer":
      case "long":
      case "decimal":
      case "string":
        return { ...this.plainLiteral(), ...at };
      default:
        return unsure();
    }
  }

  protected plainLiteral() {
    const { kind, text, word } = this.take();
    if (kind === "integer") return integerLiteral(text);
    if (kind === "long") return longLiteral(text);
    if (kind === "decimal") return decimalLiteral(text);
    if (kind === "string") return stringLiteral(text);
    if (word === "true" || word === "false") return booleanLiteral(text);
    return word === "null" ? nullLiteral : unsure();
  }

  private word(token: Token, at: Position): Expression {
    switch (token.word) {
      case "true":
      case "false":
      case "null":
        return { ...this.plainLiteral(), ...at };
      case "new":
        this.at++;
        return this.creation(at);
      case "this":
      case "super":
        this.at++;
        if (this.is("(")) return { kind: "constructorCall", which: token.word, args: this.callArguments(), ...at };
        return { kind: token.word, ...at };
      case "void":
        this.at++;
        this.expect(".");
        this.expect("class");
        return { kind: "classLiteral", type: undefined, ...at };
      default:
        return this.classLiteral(at) ?? this.nameOrCall(token, at);
    }
  }

  private nameOrCall(token: Token, at: Position): Expression {
    if (!isName(token) || token.word === "instanceof") return unsure();
    this.at++;
    if (!this.is("(")) return { kind: "name", name: token.text, ...at };
    return { kind: "call", target: undefined, name: identifier(token), args: this.callArguments(), safe: false, ...at };
  }

  private classLiteral(at: Position): Expression | undefined {
    // Most names are followed by what cannot lead to `.class`.
    const { word } = this.ahead(1);
    if (word !== "." && word !== "<" && word !== "[") return undefined;
    const end = this.endOfType(this.at);
    if (end === -1 || this.tokens[end]!.word !== "." || this.tokens[end + 1]!.word !== "class") return undefined;
    const type = this.typeReference();
    this.at += 2;
    return { kind: "classLiteral", type, ...at };
  }

  private prefixed(token: Token, at: Position): Expression {
    switch (token.word) {
      case "(":
        return this.isCast() ? this.cast(at) : { kind: "parenthesized", inner: this.parenthesized(), ...at };
      case "[":
        return this.query(at);
      case "-":
      case "+":
      case "++":
      case "--":
        this.at++;
        return this.signed(token.word, at);
      case "!":
      case "~":
        this.at++;
        return { kind: "prefix", operator: token.word, operand: this.expression(level.negation), ...at };
      default:
        return unsure();
    }
  }

  private signed(operator: "+" | "-" | "++" | "--", at: Position): Expression {
    const operand = this.expression(level.sign);
    if (operator === "-" && operand.kind === "literal" && (operand.type === "Integer" || operand.type === "Long")) {
      return { ...operand, text: `-${operand.text}` };
    }
    return { kind: "prefix", operator, operand, ...at };
  }

  /** `(A) b`: a type in parentheses, and behind them what begins an expression and goes on with none. */
  private isCast(): boolean {
    const end = this.endOfType(this.at + 1);
    if (end === -1 || this.tokens[end]!.word !== ")") return false;
    const next = this.tokens[end + 1]!;
    switch (next.word) {
      case "+":
      case "-":
        // Only casts to numbers make sense before a sign.
        return end === this.at + 2 && numericCasts.has(this.ahead(1).word);
      case "++":
      case "--":
        return unsure();
      case "[":
        return isQueryWord(this.tokens[end + 2]!);
      case "(":
      case "!":
      case "~":
        return true;
      default:
        if (next.kind !== "word") return next.kind !== "symbol" && next.kind !== "end";
        // `WHERE A = :(b) AND …`: the word may belong to the query.
        return this.isInBind ? unsure() : next.word !== "instanceof";
    }
  }

  private cast(at: Position): Expression {
    this.at++;
    const type = this.typeReference();
    this.expect(")");
    return { kind: "cast", type, operand: this.expression(level.cast), ...at };
  }

  private creation(at: Position): Expression {
    const type = this.createdType();
    if (this.is("(")) return { kind: "new", type, args: this.callArguments(), ...at };
    if (this.is("[")) return this.newArray(type, at);
    this.expect("{");
    if (this.takeIf("}")) return { kind: "newCollection", type, elements: [], ...at };
    const first = this.expression();
    return this.is("=>") ? this.newMap(type, first, at) : this.newCollection(type, first, at);
  }

  private newMap(type: TypeReference, firstKey: Expression, at: Position): Expression {
    const pairs = [this.mapPair(firstKey)];
    while (this.takeIf(",")) pairs.push(this.mapPair(this.expression()));
    this.expect("}");
    return { kind: "newMap", type, pairs, ...at };
  }

  private mapPair(key: Expression): [Expression, Expression] {
    this.expect("=>");
    return [key, this.expression()];
  }

  private newCollection(type: TypeReference, first: Expression, at: Position): Expression {
    const elements = [first];
    while (this.takeIf(",")) elements.push(this.expression());
    this.expect("}");
    return { kind: "newCollection", type, elements, ...at };
  }

  private newArray(type: TypeReference, at: Position): Expression {
    if (this.ahead(1).word !== "]") {
      this.at++;
      const size = this.expression();
      this.expect("]");
      return { kind: "newArray", type: { ...type, dimensions: 1 }, size, ...at };
    }
    let dimensions = 0;
    while (this.takeIf("[")) {
      this.expect("]");
      dimensions++;
    }
    this.expect("{");
    const elements: Expression[] = [];
    while (!this.is("}")) {
      elements.push(this.expression());
      if (!this.takeIf(",")) break;
    }
    this.expect("}");
    return { kind: "newCollection", type: { ...type, dimensions }, elements, ...at };
  }

  private createdType(): TypeReference {
    const at = placeOf(this.current);
    const names = [this.createdName()];
    while (this.takeIf(".")) names.push(this.createdName());
    return { ...at, names, dimensions: 0 };
  }

  private createdName() {
    const name = isMemberName(this.current) ? this.memberName() : unsure();
    return { name, arguments: this.typeArguments() };
  }

  private query(at: Position): Expression {
    if (!isQueryWord(this.ahead(1))) return unsure();
    const text = new QueryText(this.source, this.ahead(1).word === "select" ? "soql" : "sosl", this.take());
    let depth = 0;
    while (!(depth === 0 && this.is("]"))) {
      const token = this.take();
      if (!isOfQuery(token)) return unsure();
      if (token.word === "(") depth++;
      else if (token.word === ")") depth--;
      else if (token.word === ":" && !text.isPartOfDate(this.tokens[this.at - 2]!)) {
        text.bind(token, this.bind(), this.previous);
      }
    }
    return { ...text.finish(this.take()), ...at };
  }

  private bind(): Expression {
    const outer = this.isInBind;
    this.isInBind = true;
    const expression = this.expression();
    this.isInBind = outer;
    return expression;
  }
}

/** Comparisons and shifts have a token for each character. */
function tokenCount(operator: string): number {
  return /^[<>]/.test(operator) && operator !== "<>" ? operator.length : 1;
}

/** What may stand in a query outside of its binds. */
function isOfQuery(token: Token): boolean {
  if (token.kind === "word") return isName(token) || isKeywordOfQueries(token.word);
  return token.kind !== "end" && token.kind !== "runAs" && !["[", "]", "{", "}", ";"].includes(token.word);
}

function isKeywordOfQueries(word: string): boolean {
  return ["null", "true", "false", "for", "update", "else"].includes(word);
}

function isQueryWord({ word }: Token): boolean {
  return word === "select" || word === "find";
}
