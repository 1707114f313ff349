/** Tokens to statements and modifiers. */
import type {
  Annotation,
  Block,
  DmlVerb,
  Identifier,
  LocalVariables,
  Modifiers,
  Position,
  Statement,
  StatementOf,
  VariableDeclarator,
  WhenClause,
  WhenValue
} from "./ast.ts";
import { ExpressionReader } from "./read-expressions.ts";
import { identifier, isName, placeOf } from "./token-reader.ts";
import { unsure } from "./unsure.ts";

const modifierWords = new Set(
  "global public protected private transient static abstract final webservice override virtual testmethod".split(" ")
);
/** These go with `sharing`. */
const sharingWords = new Set(["with", "without", "inherited"]);

export class StatementReader extends ExpressionReader {
  protected block(): Block {
    const at = placeOf(this.expect("{"));
    const statements: Statement[] = [];
    while (!this.is("}")) statements.push(this.statement());
    return { kind: "block", statements, endLine: this.take().line, ...at };
  }

  protected statement(): Statement {
    const at = placeOf(this.current);
    if (this.is("{")) return this.block();
    if (this.current.kind === "runAs") return this.runAs(at);
    return this.control(at) ?? (this.isLocal() ? this.localStatement() : this.expressionStatement(at));
  }

  private control(at: Position): Statement | undefined {
    switch (this.current.word) {
      case "if":
        return this.ifStatement(at);
      case "for":
        return this.forStatement(at);
      case "while":
        this.at++;
        return { kind: "while", condition: this.parenthesized(), body: this.loopBody(), ...at };
      case "do":
        return this.doWhile(at);
      case "try":
        return this.tryStatement(at);
      case "return": {
        this.at++;
        const value = this.is(";") ? undefined : this.expression();
        return this.ended({ kind: "return", value, ...at });
      }
      case "throw":
        this.at++;
        return this.ended({ kind: "throw", value: this.expression(), ...at });
      case "break":
      case "continue":
        return this.ended({ kind: this.take().word as "break" | "continue", ...at });
      case "switch":
        return this.ahead(1).word === "on" ? this.switchStatement(at) : undefined;
      case "insert":
      case "update":
      case "delete":
      case "undelete":
      case "upsert":
        return this.dml(this.take().word as DmlVerb, at);
      case "merge":
        return this.merge(at);
      default:
        return undefined;
    }
  }

  private ended<Kind extends Statement>(statement: Kind): Kind {
    this.expect(";");
    return statement;
  }

  private expressionStatement(at: Position): Statement {
    return this.ended({ kind: "expression", expression: this.expression(), ...at });
  }

  private ifStatement(at: Position): Statement {
    this.at++;
    const condition = this.parenthesized();
    const then = this.statement();
    const otherwise = this.takeIf("else") ? this.statement() : undefined;
    return { kind: "if", condition, then, otherwise, ...at };
  }

  private loopBody(): Statement | undefined {
    return this.takeIf(";") ? undefined : this.statement();
  }

  private doWhile(at: Position): Statement {
    this.at++;
    const body = this.block();
    this.expect("while");
    return this.ended({ kind: "doWhile", body, condition: this.parenthesized(), ...at });
  }

  private forStatement(at: Position): Statement {
    this.at++;
    this.expect("(");
    const end = this.endOfType(this.at);
    if (end !== -1 && isName(this.tokens[end]!) && this.tokens[end + 1]!.word === ":") return this.forEach(at);
    const init = this.forInit();
    this.expect(";");
    const condition = this.is(";") ? undefined : this.expression();
    this.expect(";");
    // Unlike Java, the platform's parser takes a single expression here.
    const update = this.is(")") ? [] : [this.expression()];
    this.expect(")");
    return { kind: "for", init, condition, update, body: this.loopBody(), ...at };
  }

  private forInit(): StatementOf<"for">["init"] {
    if (this.is(";")) return undefined;
    return this.isLocal() ? this.local() : this.expressions(";");
  }

  private forEach(at: Position): Statement {
    const type = this.typeReference();
    const variable = this.declaredVariable();
    this.expect(":");
    const iterable = this.expression();
    this.expect(")");
    return { kind: "forEach", type, variable, iterable, body: this.loopBody(), ...at };
  }

  private tryStatement(at: Position): Statement {
    this.at++;
    const body = this.block();
    const catches: StatementOf<"try">["catches"][number][] = [];
    while (this.is("catch")) catches.push(this.catchClause());
    const finallyBody = this.takeIf("finally") ? this.block() : undefined;
    return catches.length === 0 && !finallyBody ? unsure() : { kind: "try", body, catches, finallyBody, ...at };
  }

  private catchClause(): StatementOf<"try">["catches"][number] {
    const at = placeOf(this.take());
    this.expect("(");
    const type = this.qualifiedType();
    const variable = this.declaredVariable();
    this.expect(")");
    return { type, variable, body: this.block(), ...at };
  }

  private runAs(at: Position): Statement {
    this.at++;
    this.expect("(");
    const args = this.expressions(")");
    this.expect(")");
    return { kind: "runAs", args, body: this.block(), ...at };
  }

  private dml(verb: DmlVerb, at: Position): Statement {
    const access = this.accessLevel();
    const operand = this.expression();
    const externalId = verb === "upsert" && !this.is(";") ? this.qualifiedName() : undefined;
    return this.ended({ kind: "dml", verb, access, operand, externalId, ...at });
  }

  private merge(at: Position): Statement {
    this.at++;
    this.accessLevel();
    const operand = this.expression();
    const duplicates = this.expression();
    return this.ended({
      kind: "dml",
      verb: "merge",
      access: undefined,
      operand,
      duplicates,
      externalId: undefined,
      ...at
    });
  }

  private accessLevel(): "user" | "system" | undefined {
    const { word } = this.ahead(1);
    if (!this.is("as") || (word !== "user" && word !== "system")) return undefined;
    this.at += 2;
    return word;
  }

  private switchStatement(at: Position): Statement {
    this.at += 2;
    const subject = this.expression();
    this.expect("{");
    const clauses: WhenClause[] = [];
    do clauses.push(this.whenClause());
    while (!this.is("}"));
    this.at++;
    return { kind: "switch", subject, clauses, ...at };
  }

  private whenClause(): WhenClause {
    const at = placeOf(this.expect("when"));
    const values = this.whenValues();
    return { values, body: this.block(), ...at };
  }

  private whenValues(): WhenClause["values"] {
    if (this.takeIf("else")) return "else";
    const end = this.endOfType(this.at);
    if (end !== -1 && isName(this.tokens[end]!)) {
      return { type: this.typeReference(), variable: this.declaredVariable() };
    }
    return this.separated(() => this.whenValue());
  }

  private whenValue(): WhenValue {
    if (this.takeIf("(")) {
      const inner = this.whenValue();
      this.expect(")");
      return inner;
    }
    if (isName(this.current)) return { kind: "name", name: this.qualifiedName() };
    const at = placeOf(this.current);
    let isNegative = false;
    let isSigned = false;
    for (; this.is("-") || this.is("+"); isSigned = true) if (this.take().word === "-") isNegative = !isNegative;
    const literal = this.plainLiteral();
    const isWhole = literal.type === "Integer" || literal.type === "Long";
    if (!isWhole && (isSigned || (literal.type !== "String" && literal.type !== "null"))) return unsure();
    return { kind: "literal", value: { ...literal, text: isNegative ? `-${literal.text}` : literal.text, ...at } };
  }

  private localStatement(): LocalVariables {
    return this.ended(this.local());
  }

  private local(): LocalVariables {
    const at = placeOf(this.current);
    return {
      kind: "local",
      modifiers: this.modifiers(),
      type: this.typeReference(),
      declarators: this.declarators(),
      ...at
    };
  }

  protected declarators(): VariableDeclarator[] {
    return this.separated(() => ({
      name: this.declaredVariable(),
      value: this.takeIf("=") ? this.expression() : undefined
    }));
  }

  /** A type and a name: what no expression begins with. */
  private isLocal(): boolean {
    if (this.isModifier()) return true;
    const end = this.endOfType(this.at);
    if (end === -1 || !isName(this.tokens[end]!)) return false;
    return this.tokens[end]!.word === "instanceof" ? unsureUnless(this.tokens[end + 1]!.kind === "word") : true;
  }

  protected isModifier(): boolean {
    const { word } = this.current;
    if (word === "@") return true;
    if (sharingWords.has(word)) return this.ahead(1).word === "sharing";
    // The only one of them that can be a name.
    if (word === "transient") return this.ahead(1).kind === "word" || unsure();
    return modifierWords.has(word);
  }

  protected modifiers(): Modifiers {
    const annotations: Annotation[] = [];
    const words: Identifier[] = [];
    while (this.isModifier()) {
      if (this.is("@")) annotations.push(this.annotation());
      else words.push(this.modifierWord());
    }
    return { annotations, words };
  }

  private modifierWord(): Identifier {
    const first = this.take();
    const text = sharingWords.has(first.word) ? `${first.word} ${this.take().word}` : first.word;
    return { ...identifier(first), text };
  }

  private annotation(): Annotation {
    const at = placeOf(this.take());
    const name = this.name().text;
    const values = new Map<string, string | number | boolean>();
    if (this.takeIf("(")) {
      while (!this.takeIf(")")) {
        const isNamed = isName(this.current) && this.ahead(1).word === "=";
        // One value without a name, or several with names.
        if (!isNamed && values.size > 0) unsure();
        const key = isNamed ? this.name().text.toLowerCase() : "value";
        if (isNamed) this.at++;
        values.set(key, this.constant());
        if (isNamed ? this.takeIf(",") && this.is(")") : !this.is(")")) unsure();
      }
    }
    return { name, arguments: values, ...at };
  }

  private constant(): string | number | boolean {
    const { type, text } = this.plainLiteral() as { type: string; text: string };
    if (type === "Boolean") return text === "true";
    return type === "Integer" ? Number(text) : text;
  }
}

/** `a instanceof B;` is an expression, `a instanceof;` a variable of that name. */
function unsureUnless(isExpression: boolean): false {
  return isExpression ? false : unsure();
}
