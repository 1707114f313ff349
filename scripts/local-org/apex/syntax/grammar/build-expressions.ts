/** Parse tree to syntax tree: expressions, types, queries. */
import * as grammar from "@apexdevtools/apex-parser";
import type {
  AssignmentOperator,
  BinaryOperator,
  Expression,
  Identifier,
  Position,
  Query,
  QueryPart,
  SyntaxProblem,
  TypeReference
} from "../ast.ts";
import { invalidIdentifier, isDeclarable } from "../identifiers.ts";
import {
  booleanLiteral,
  decimalLiteral,
  integerLiteral,
  longLiteral,
  multilineLiteral,
  nullLiteral,
  stringLiteral
} from "../literals.ts";
import { withoutComments } from "../query-text.ts";
import { isReservedForAll, isReservedForVariables } from "../reserved-words.ts";

type Node = grammar.ApexParserRuleContext;

/** A literal, or one of a `when` clause, which knows fewer kinds. */
type LiteralLike = Node &
  Pick<grammar.WhenLiteralContext, "IntegerLiteral" | "LongLiteral" | "StringLiteral" | "MultilineStringLiteral"> &
  Partial<Pick<grammar.LiteralContext, "NumberLiteral" | "BooleanLiteral">>;

export class ExpressionBuilder {
  protected readonly source: string;
  /** By code point, which the parser counts in; absent where the source has no astral characters. */
  private readonly codePoints: readonly string[] | undefined;
  protected readonly report: (problem: SyntaxProblem) => void;
  /** How many pairs of brackets follow the one that starts at an offset: `new Integer[][]{}`. */
  private readonly furtherDimensions: ReadonlyMap<number, number>;

  constructor(
    source: string,
    report: (problem: SyntaxProblem) => void,
    furtherDimensions: ReadonlyMap<number, number> = new Map()
  ) {
    this.source = source;
    this.furtherDimensions = furtherDimensions;
    this.codePoints = /[\ud800-\udbff]/.test(source) ? Array.from(source) : undefined;
    this.report = report;
  }

  protected slice(start: number, end: number): string {
    return this.codePoints ? this.codePoints.slice(start, end).join("") : this.source.slice(start, end);
  }

  position(node: Node): Position {
    return { line: node.start.line, column: node.start.column + 1 };
  }

  /** Any identifier where a name is used. */
  identifier(node: Node): Identifier {
    return { text: node.getText(), ...this.position(node) };
  }

  /** The name of a variable, field, property or parameter where it is declared. */
  declaredVariable(node: Node): Identifier {
    return this.declared(node, isReservedForVariables);
  }

  /** The name of a class or method where it is declared. */
  declaredName(node: Node): Identifier {
    return this.declared(node, isReservedForAll);
  }

  /** The name of an enum's constant where it is declared. */
  declaredConstant(node: Node): Identifier {
    return this.declared(node, () => false);
  }

  private declared(node: Node, isReserved: (name: string) => boolean): Identifier {
    const identifier = this.identifier(node);
    if (isReserved(identifier.text)) {
      this.report({ ...this.position(node), message: `Identifier name is reserved: ${identifier.text}` });
    } else if (!isDeclarable(identifier.text)) {
      this.report({ ...this.position(node), message: invalidIdentifier(identifier.text) });
    }
    return identifier;
  }

  typeReference(node: grammar.TypeRefContext): TypeReference {
    return {
      ...this.position(node),
      names: node.typeName_list().map((name) => ({
        name: { text: (name.id() ?? name.LIST() ?? name.SET() ?? name.MAP()).getText(), ...this.position(name) },
        arguments: name.typeArguments() ? this.typeList(name.typeArguments().typeList()) : []
      })),
      dimensions: node.arraySubscripts().LBRACK_list().length
    };
  }

  typeList(node: grammar.TypeListContext): TypeReference[] {
    return node.typeRef_list().map((type) => this.typeReference(type));
  }

  qualifiedType(node: grammar.QualifiedNameContext): TypeReference {
    return {
      ...this.position(node),
      names: node.id_list().map((id) => ({ name: this.identifier(id), arguments: [] })),
      dimensions: 0
    };
  }

  expressions(list: grammar.ExpressionListContext | null): Expression[] {
    return list ? list.expression_list().map((item) => this.expression(item)) : [];
  }

  expression(node: grammar.ExpressionContext): Expression {
    const at = this.position(node);
    if (node instanceof grammar.PrimaryExpressionContext) return this.primary(node.primary(), at);
    if (node instanceof grammar.DotExpressionContext) return this.dot(node);
    if (node instanceof grammar.MethodCallExpressionContext) return this.methodCall(node.methodCall(), at);
    if (node instanceof grammar.NewExpressionContext) return this.creator(node.creator(), at);
    if (node instanceof grammar.SubExpressionContext)
      return { kind: "parenthesized", inner: this.expression(node.expression()), ...at };
    if (node instanceof grammar.AssignExpressionContext) {
      const [target, value] = this.pair(node);
      return { kind: "assign", operator: node.getChild(1).getText() as AssignmentOperator, target, value, ...at };
    }
    if (node instanceof grammar.CastExpressionContext) {
      return {
        kind: "cast",
        type: this.typeReference(node.typeRef()),
        operand: this.expression(node.expression()),
        ...at
      };
    }
    if (node instanceof grammar.InstanceOfExpressionContext) {
      return {
        kind: "instanceof",
        operand: this.expression(node.expression()),
        type: this.typeReference(node.typeRef()),
        ...at
      };
    }
    if (node instanceof grammar.ArrayExpressionContext) {
      const [target, index] = this.pair(node);
      return { kind: "index", target, index, ...at };
    }
    if (node instanceof grammar.PostOpExpressionContext) {
      return {
        kind: "postfix",
        operator: node.INC() ? "++" : "--",
        operand: this.expression(node.expression()),
        ...at
      };
    }
    if (node instanceof grammar.PreOpExpressionContext) return this.prefix(node, at);
    if (node instanceof grammar.NegExpressionContext) {
      return { kind: "prefix", operator: node.BANG() ? "!" : "~", operand: this.expression(node.expression()), ...at };
    }
    if (node instanceof grammar.CondExpressionContext) {
      const [condition, whenTrue, whenFalse] = node.expression_list().map((part) => this.expression(part));
      return { kind: "conditional", condition: condition!, whenTrue: whenTrue!, whenFalse: whenFalse!, ...at };
    }
    return this.binary(node, at);
  }

  private pair(node: { expression(index: number): grammar.ExpressionContext }): [Expression, Expression] {
    return [this.expression(node.expression(0)), this.expression(node.expression(1))];
  }

  private binary(node: grammar.ExpressionContext, at: Position): Expression {
    let operator = "";
    for (let index = 1; index < node.getChildCount() - 1; index++) operator += node.getChild(index).getText();
    const [left, right] = this.pair(node as grammar.Arth1ExpressionContext);
    return { kind: "binary", operator: operator as BinaryOperator, left, right, ...at };
  }

  private prefix(node: grammar.PreOpExpressionContext, at: Position): Expression {
    const operator = node.getChild(0).getText() as "+" | "-" | "++" | "--";
    const operand = this.expression(node.expression());
    if (operator === "-" && operand.kind === "literal" && (operand.type === "Integer" || operand.type === "Long")) {
      return { ...operand, text: `-${operand.text}` };
    }
    return { kind: "prefix", operator, operand, ...at };
  }

  private primary(node: grammar.PrimaryContext, at: Position): Expression {
    if (node instanceof grammar.IdPrimaryContext) return { kind: "name", name: node.getText(), ...at };
    if (node instanceof grammar.LiteralPrimaryContext) return this.literal(node.literal(), at);
    if (node instanceof grammar.ThisPrimaryContext) return { kind: "this", ...at };
    if (node instanceof grammar.SuperPrimaryContext) return { kind: "super", ...at };
    if (node instanceof grammar.TypeRefPrimaryContext)
      return { kind: "classLiteral", type: this.typeReference(node.typeRef()), ...at };
    if (node instanceof grammar.VoidPrimaryContext) return { kind: "classLiteral", type: undefined, ...at };
    if (node instanceof grammar.SoqlPrimaryContext) return { ...this.query("soql", node.soqlLiteral()), ...at };
    return { ...this.query("sosl", (node as grammar.SoslPrimaryContext).soslLiteral()), ...at };
  }

  literal(node: LiteralLike, at: Position = this.position(node)): Expression {
    const text = node.getText();
    if (node.IntegerLiteral()) return { ...integerLiteral(text), ...at };
    if (node.LongLiteral()) return { ...longLiteral(text), ...at };
    if (node.NumberLiteral?.()) return { ...decimalLiteral(text), ...at };
    if (node.StringLiteral()) return { ...stringLiteral(text), ...at };
    if (node.MultilineStringLiteral()) return { ...multilineLiteral(text), ...at };
    if (node.BooleanLiteral?.()) return { ...booleanLiteral(text), ...at };
    return { ...nullLiteral, ...at };
  }

  private dot(node: grammar.DotExpressionContext): Expression {
    const target = this.expression(node.expression());
    const safe = Boolean(node.QUESTIONDOT());
    const call = node.dotMethodCall();
    const nameNode = call ? call.anyId() : node.anyId();
    const name = this.identifier(nameNode);
    const at = this.position(nameNode);
    if (call) return { kind: "call", target, name, args: this.expressions(call.expressionList()), safe, ...at };
    return { kind: "member", target, name, safe, ...at };
  }

  private methodCall(node: grammar.MethodCallContext, at: Position): Expression {
    const args = this.expressions(node.expressionList());
    if (node.THIS() || node.SUPER())
      return { kind: "constructorCall", which: node.THIS() ? "this" : "super", args, ...at };
    return { kind: "call", target: undefined, name: this.identifier(node.id()), args, safe: false, ...at };
  }

  /** `new Integer[]`: the platform's parser asks for elements where no size is given. */
  private refuseMissingElements({ stop }: grammar.ArrayCreatorRestContext): void {
    const end = stop!;
    const next = this.slice(end.stop + 1, end.stop + 100).trim()[0] ?? "<EOF>";
    this.report({ line: end.line, column: end.column + 2, message: `Expecting '{' but was: '${next}'` });
  }

  private creator(node: grammar.CreatorContext, at: Position): Expression {
    const type = this.createdType(node.createdName());
    const array = node.arrayCreatorRest();
    if (array) {
      const further = this.furtherDimensions.get(array.LBRACK().symbol.start) ?? 0;
      const arrayType = { ...type, dimensions: 1 + further };
      if (array.expression())
        return { kind: "newArray", type: arrayType, size: this.expression(array.expression()), ...at };
      const initializer = array.arrayInitializer();
      if (!initializer) this.refuseMissingElements(array);
      const elements = initializer?.expression_list() ?? [];
      return { kind: "newCollection", type: arrayType, elements: elements.map((item) => this.expression(item)), ...at };
    }
    if (node.mapCreatorRest()) {
      const pairs = node
        .mapCreatorRest()
        .mapCreatorRestPair_list()
        .map((pair) => this.pair(pair));
      return { kind: "newMap", type, pairs, ...at };
    }
    if (node.setCreatorRest()) {
      return {
        kind: "newCollection",
        type,
        elements: node
          .setCreatorRest()
          .expression_list()
          .map((item) => this.expression(item)),
        ...at
      };
    }
    if (node.noRest()) return { kind: "newCollection", type, elements: [], ...at };
    return { kind: "new", type, args: this.expressions(node.classCreatorRest().arguments().expressionList()), ...at };
  }

  private createdType(node: grammar.CreatedNameContext): TypeReference {
    const names = node.idCreatedNamePair_list().map((pair) => ({
      name: this.identifier(pair.anyId()),
      arguments: pair.typeList() ? this.typeList(pair.typeList()) : []
    }));
    return { ...this.position(node), names, dimensions: 0 };
  }

  private query(kind: Query["kind"], node: grammar.SoqlLiteralContext | grammar.SoslLiteralContext): Query {
    const start = node.start.start + 1;
    const end = node.stop!.stop;
    const bound: grammar.BoundExpressionContext[] = [];
    collectBinds(node, bound);
    const binds: Expression[] = [];
    const parts: QueryPart[] = [];
    let text = "";
    let from = start;
    for (const bind of bound) {
      parts.push({ textStart: text.length, place: this.placeOfOffset(from) });
      text += `${this.slice(from, bind.start.start)}:$${binds.length}`;
      binds.push(this.expression(bind.expression()));
      from = bind.stop!.stop + 1;
    }
    parts.push({ textStart: text.length, place: this.placeOfOffset(from) });
    text += this.slice(from, end);
    return { kind, text: withoutComments(text), binds, parts };
  }

  private placeOfOffset(offset: number): Position {
    const before = this.slice(0, offset).split("\n");
    return { line: before.length, column: before[before.length - 1]!.length + 1 };
  }
}

function collectBinds(node: grammar.ApexParseTree, found: grammar.BoundExpressionContext[]): void {
  if (node instanceof grammar.BoundExpressionContext) {
    found.push(node);
    return;
  }
  const context = node as unknown as {
    getChildCount?: () => number;
    getChild: (index: number) => grammar.ApexParseTree;
  };
  const count = context.getChildCount?.() ?? 0;
  for (let index = 0; index < count; index++) collectBinds(context.getChild(index), found);
}
