import type {
  BindNode,
  CallNode,
  CompareOperator,
  ConditionNode,
  DistanceNode,
  ExpressionNode,
  GeolocationNode,
  LimitNode,
  OrderNode,
  PathNode,
  QueryNode,
  SelectNode,
  TypeOfChoice,
  TypeOfNode,
  ValueNode
} from "./ast.ts";
import { dateLiteralNames, nDateLiteralNames } from "./date-literals.ts";
import { malformed, type SoqlQueryError } from "./error.ts";
import { tokenize, type Token } from "./lexer.ts";

/** Reads one SELECT statement; "SOQL and SOSL Reference: SOQL SELECT Syntax". */
export function parseQuery(text: string): QueryNode {
  const parser = new Parser(text);
  const query = parser.query();
  parser.expectEnd();
  return query;
}

/** Words that end an alias or a field list. */
const clauseWords: ReadonlySet<string> = new Set([
  "FROM",
  "WHERE",
  "WITH",
  "GROUP",
  "HAVING",
  "ORDER",
  "LIMIT",
  "OFFSET",
  "FOR",
  "ALL",
  "UPDATE",
  "USING",
  "AND",
  "OR",
  "NOT",
  "IN",
  "LIKE",
  "ASC",
  "DESC",
  "NULLS",
  "INCLUDES",
  "EXCLUDES"
]);

const compareOperators: ReadonlySet<string> = new Set(["=", "!=", "<>", "<", "<=", ">", ">="]);

const largestLimit = 2 ** 31;

/** Keeps conditions within what SQL can nest. */
const maximumDepth = 200;

class Parser {
  private readonly text: string;
  private readonly tokens: readonly Token[];
  private position = 0;
  private depth = 0;

  constructor(text: string) {
    this.text = text;
    this.tokens = tokenize(text);
  }

  query(): QueryNode {
    this.expectWord("SELECT");
    const select = this.commaList(() => this.selectItem());
    this.expectWord("FROM");
    const { from, fromOffset, alias } = this.fromClause();
    const scope = this.takeWord("USING") ? (this.expectWord("SCOPE"), this.name()) : undefined;
    const where = this.takeWord("WHERE") ? this.condition() : undefined;
    const mode = this.withClause();
    const { groupBy, grouping } = this.groupByClause();
    const having = this.takeWord("HAVING") ? this.condition() : undefined;
    const orderBy = this.takeWords("ORDER", "BY") ? this.commaList(() => this.orderItem()) : [];
    const limit = this.takeWord("LIMIT") ? this.limitValue() : undefined;
    const offset = this.takeWord("OFFSET") ? this.limitValue() : undefined;
    const { forUpdate, allRows } = this.tailClauses(orderBy.length > 0);
    return {
      select,
      from,
      fromOffset,
      groupBy,
      grouping,
      orderBy,
      forUpdate,
      allRows,
      ...defined({ alias, scope, where, mode, having, limit, offset })
    };
  }

  expectEnd(): void {
    if (this.current.kind !== "end") {
      throw this.unexpected();
    }
  }

  private fromClause(): { from: string; fromOffset: number; alias: string | undefined } {
    const fromOffset = this.current.offset;
    let from = this.name();
    while (this.takeSymbol(".")) {
      from += `.${this.name()}`;
    }
    this.takeWord("AS");
    const alias = this.current.kind === "name" && !clauseWords.has(this.word) ? this.name() : undefined;
    return { from, fromOffset, alias };
  }

  private selectItem(): SelectNode {
    const { offset } = this.current;
    if (this.isSymbol("(")) {
      this.advance();
      const query = this.query();
      this.expectSymbol(")");
      return { kind: "subquery", query, offset };
    }
    if (this.takeWord("TYPEOF")) return this.typeOf(offset);
    const expression = this.expression();
    if (expression.kind === "call" && expression.name === "FIELDS") {
      return fieldsItem(expression);
    }
    const alias = this.current.kind === "name" && !clauseWords.has(this.word) ? this.name() : undefined;
    return { kind: "expression", expression, ...defined({ alias }) };
  }

  private typeOf(offset: number): TypeOfNode {
    const reference = this.path();
    const choices: TypeOfChoice[] = [];
    while (choices.length === 0 || this.word === "WHEN") {
      this.expectWord("WHEN");
      const { offset: ofObject } = this.current;
      const object = this.name();
      this.expectWord("THEN");
      choices.push({ object, offset: ofObject, fields: this.commaList(() => this.path()) });
    }
    const otherwise = this.takeWord("ELSE") ? this.commaList(() => this.path()) : undefined;
    this.expectWord("END");
    return { kind: "typeOf", reference, choices, offset, ...defined({ otherwise }) };
  }

  private path(): PathNode {
    const expression = this.expression();
    if (expression.kind !== "path") throw malformed(`unexpected token: '${expression.text}'`, expression.offset);
    return expression;
  }

  private expression(): ExpressionNode {
    const { offset } = this.current;
    if (this.word === "DISTANCE" && this.tokens[this.position + 1]?.text === "(") return this.distance(offset);
    const parts = [this.name()];
    if (this.takeSymbol("(")) {
      const parsed = this.isSymbol(")") ? [] : this.commaList(() => this.expression());
      const { end } = this.current;
      this.expectSymbol(")");
      return {
        kind: "call",
        name: parts[0]!.toUpperCase(),
        arguments: parsed,
        text: this.text.slice(offset, end),
        offset
      } satisfies CallNode;
    }
    while (this.takeSymbol(".")) {
      parts.push(this.name());
    }
    return { kind: "path", parts, offset };
  }

  private distance(offset: number): DistanceNode {
    this.name();
    this.expectSymbol("(");
    const from = this.path();
    this.expectSymbol(",");
    const to = this.word === "GEOLOCATION" ? this.geolocation() : this.path();
    this.expectSymbol(",");
    const unit = this.advance();
    if (unit.kind !== "string" || (unit.text !== "km" && unit.text !== "mi"))
      throw malformed(`unexpected token: '${unit.text}'`, unit.offset);
    const { end } = this.current;
    this.expectSymbol(")");
    return { kind: "distance", from, to, unit: unit.text, text: this.text.slice(offset, end), offset };
  }

  private geolocation(): GeolocationNode {
    this.name();
    this.expectSymbol("(");
    const latitude = this.value();
    this.expectSymbol(",");
    const longitude = this.value();
    this.expectSymbol(")");
    return { kind: "geolocation", latitude, longitude };
  }

  private condition(): ConditionNode {
    const first = this.negatable();
    const word = this.word;
    if (word !== "AND" && word !== "OR") {
      return first;
    }
    const operands = [first];
    while (this.takeWord(word)) {
      operands.push(this.negatable());
    }
    if (this.word === "AND" || this.word === "OR") {
      // "SOQL and SOSL Reference: Logical Operators": mixed operators need parentheses.
      throw this.unexpected();
    }
    return { kind: word === "AND" ? "and" : "or", operands };
  }

  private negatable(): ConditionNode {
    if (++this.depth > maximumDepth) {
      throw malformed("The condition is nested too deeply", this.current.offset);
    }
    const condition = this.nested();
    this.depth--;
    return condition;
  }

  private nested(): ConditionNode {
    if (this.takeWord("NOT")) {
      return { kind: "not", operand: this.negatable() };
    }
    if (this.takeSymbol("(")) {
      const inner = this.condition();
      this.expectSymbol(")");
      return inner;
    }
    return this.comparison();
  }

  private comparison(): ConditionNode {
    const left = this.expression();
    const { offset } = this.current;
    if (this.takeWord("IN")) {
      return { kind: "in", left, negated: false, right: this.inOperand(), offset };
    }
    if (this.takeWords("NOT", "IN")) {
      return { kind: "in", left, negated: true, right: this.inOperand(), offset };
    }
    if (this.takeWord("INCLUDES")) {
      return { kind: "includes", left, negated: false, right: this.valueList() };
    }
    if (this.takeWord("EXCLUDES")) {
      return { kind: "includes", left, negated: true, right: this.valueList() };
    }
    if (this.takeWord("LIKE")) {
      return { kind: "compare", left, operator: "LIKE", right: this.value() };
    }
    if (this.current.kind === "symbol" && compareOperators.has(this.current.text)) {
      const operator = this.advance().text;
      return {
        kind: "compare",
        left,
        operator: (operator === "<>" ? "!=" : operator) as CompareOperator,
        right: this.value()
      };
    }
    throw this.unexpected();
  }

  private inOperand(): readonly ValueNode[] | BindNode | QueryNode {
    if (this.isSymbol("(") && this.tokens[this.position + 1]?.text.toUpperCase() === "SELECT") {
      this.advance();
      const query = this.query();
      this.expectSymbol(")");
      return query;
    }
    return this.valueList();
  }

  private valueList(): readonly ValueNode[] | BindNode {
    if (this.current.kind === "bind") {
      return this.bind();
    }
    this.expectSymbol("(");
    const values = this.commaList(() => this.value());
    this.expectSymbol(")");
    return values;
  }

  private value(): ValueNode {
    const token = this.current;
    const { offset } = token;
    switch (token.kind) {
      case "bind":
        return this.bind();
      case "string":
      case "number":
      case "date":
      case "datetime":
        this.advance();
        return { kind: token.kind, value: token.text, offset };
      case "name":
        return this.wordValue(offset);
      default:
        throw this.unexpected();
    }
  }

  private wordValue(offset: number): ValueNode {
    const { word } = this;
    if (word === "NULL") {
      this.advance();
      return { kind: "null", offset };
    }
    if (word === "TRUE" || word === "FALSE") {
      this.advance();
      return { kind: "boolean", value: word === "TRUE", offset };
    }
    if (dateLiteralNames.has(word)) {
      this.advance();
      return { kind: "dateLiteral", name: word, count: undefined, offset };
    }
    if (nDateLiteralNames.has(word)) {
      this.advance();
      return { kind: "dateLiteral", name: word, count: this.dateLiteralCount(), offset };
    }
    throw malformed(`Bind variables only allowed in Apex code: unexpected token: '${this.current.text}'`, offset);
  }

  /** `LAST_N_DAYS:30`: the lexer takes `:30` for a bind. */
  private dateLiteralCount(): number {
    const token = this.advance();
    const text = token.kind === "bind" ? token.text : "";
    if (!/^\d+$/.test(text)) {
      throw malformed(`unexpected token: '${token.text}'`, token.offset);
    }
    return Number(text);
  }

  private bind(): BindNode {
    const token = this.advance();
    return { kind: "bind", name: token.text, offset: token.offset };
  }

  private withClause(): QueryNode["mode"] {
    if (!this.takeWord("WITH")) {
      return undefined;
    }
    const { offset } = this.current;
    const mode = ({ USER_MODE: "user", SYSTEM_MODE: "system", SECURITY_ENFORCED: "securityEnforced" } as const)[
      this.word
    ];
    if (mode === undefined) {
      throw malformed(`WITH ${this.current.text} is not supported by the local org`, offset);
    }
    this.advance();
    return mode;
  }

  private groupByClause(): Pick<QueryNode, "groupBy" | "grouping"> {
    if (!this.takeWords("GROUP", "BY")) {
      return { groupBy: [], grouping: "plain" };
    }
    const items = this.commaList(() => this.expression());
    const [first] = items;
    if (items.length === 1 && first?.kind === "call" && (first.name === "ROLLUP" || first.name === "CUBE")) {
      return { groupBy: first.arguments, grouping: first.name === "ROLLUP" ? "rollup" : "cube" };
    }
    return { groupBy: items, grouping: "plain" };
  }

  /** "SOQL and SOSL Reference: ORDER BY": null values are sorted first by default, whichever the direction. */
  private orderItem(): OrderNode {
    const expression = this.expression();
    const descending = this.takeWord("DESC");
    if (!descending) {
      this.takeWord("ASC");
    }
    let nullsLast = false;
    if (this.takeWord("NULLS")) {
      nullsLast = this.takeWord("LAST");
      if (!nullsLast) {
        this.expectWord("FIRST");
      }
    }
    return { expression, descending, nullsLast };
  }

  private limitValue(): LimitNode {
    if (this.current.kind === "bind") {
      return this.bind();
    }
    const token = this.advance();
    if (token.kind !== "number" || !/^\d+$/.test(token.text)) {
      throw malformed(`unexpected token: '${token.text}'`, token.offset);
    }
    return Math.min(Number(token.text), largestLimit);
  }

  /** "SOQL and SOSL Reference: FOR UPDATE": rows that are locked have no order. */
  private tailClauses(ordered: boolean): { forUpdate: boolean; allRows: boolean } {
    let forUpdate = false;
    let allRows = false;
    for (;;) {
      if (this.takeWord("FOR")) {
        const { offset } = this.current;
        const word = this.name().toUpperCase();
        if (word !== "UPDATE" && word !== "VIEW" && word !== "REFERENCE") {
          throw malformed(`unexpected token: '${word}'`, offset);
        }
        if (ordered && word === "UPDATE") throw malformed("ORDER BY is not allowed with FOR UPDATE", offset);
        forUpdate ||= word === "UPDATE";
      } else if (this.takeWords("ALL", "ROWS")) {
        allRows = true;
      } else {
        return { forUpdate, allRows };
      }
    }
  }

  private commaList<T>(item: () => T): T[] {
    const items = [item()];
    while (this.takeSymbol(",")) {
      items.push(item());
    }
    return items;
  }

  private get current(): Token {
    return this.tokens[this.position]!;
  }

  /** The current name in capitals, or an empty text. */
  private get word(): string {
    return this.current.kind === "name" ? this.current.text.toUpperCase() : "";
  }

  private advance(): Token {
    return this.tokens[this.position++]!;
  }

  private name(): string {
    if (this.current.kind !== "name") {
      throw this.unexpected();
    }
    return this.advance().text;
  }

  private takeWord(word: string): boolean {
    if (this.word !== word) {
      return false;
    }
    this.position++;
    return true;
  }

  private takeWords(first: string, second: string): boolean {
    if (this.word !== first || this.tokens[this.position + 1]?.text.toUpperCase() !== second) {
      return false;
    }
    this.position += 2;
    return true;
  }

  private expectWord(word: string): void {
    if (!this.takeWord(word)) {
      throw malformed(`expecting '${word.toLowerCase()}', found '${this.current.text}'`, this.current.offset);
    }
  }

  private isSymbol(symbol: string): boolean {
    return this.current.kind === "symbol" && this.current.text === symbol;
  }

  private takeSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) {
      return false;
    }
    this.position++;
    return true;
  }

  private expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) {
      throw malformed(
        `expecting a right parentheses, found '${this.current.text}'`.replace(
          "a right parentheses",
          symbol === ")" ? "a right parentheses" : `'${symbol}'`
        ),
        this.current.offset
      );
    }
  }

  private unexpected(): SoqlQueryError {
    return malformed(`unexpected token: '${this.current.text}'`, this.current.offset);
  }
}

function fieldsItem(call: CallNode): SelectNode {
  const [argument] = call.arguments;
  const group = argument?.kind === "path" ? argument.parts.join(".").toUpperCase() : "";
  if (group !== "ALL" && group !== "STANDARD" && group !== "CUSTOM") {
    throw malformed(`unexpected token: '${call.text}'`, call.offset);
  }
  return { kind: "fields", group, offset: call.offset };
}

function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
