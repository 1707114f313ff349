/** Parse tree to syntax tree: statements and modifiers. */
import type * as grammar from "@apexdevtools/apex-parser";
import type {
  Annotation,
  Block,
  DmlVerb,
  Expression,
  LocalVariables,
  Modifiers,
  Statement,
  VariableDeclarator,
  WhenClause,
  WhenValue
} from "../ast.ts";
import { ExpressionBuilder } from "./build-expressions.ts";

type DmlForm = Pick<grammar.InsertStatementContext, "accessLevel" | "expression">;

export class StatementBuilder extends ExpressionBuilder {
  block(node: grammar.BlockContext): Block {
    return {
      kind: "block",
      statements: node.statement_list().map((item) => this.statement(item)),
      endLine: node.stop!.line,
      ...this.position(node)
    };
  }

  statement(node: grammar.StatementContext): Statement {
    const at = this.position(node);
    if (node.block()) return this.block(node.block());
    if (node.localVariableDeclarationStatement())
      return this.local(node.localVariableDeclarationStatement().localVariableDeclaration());
    if (node.expressionStatement())
      return { kind: "expression", expression: this.expression(node.expressionStatement().expression()), ...at };
    if (node.ifStatement()) {
      const [then, otherwise] = node
        .ifStatement()
        .statement_list()
        .map((item) => this.statement(item));
      return {
        kind: "if",
        condition: this.expression(node.ifStatement().parExpression().expression()),
        then: then!,
        otherwise,
        ...at
      };
    }
    if (node.returnStatement()) {
      const value = node.returnStatement().expression();
      return { kind: "return", value: value ? this.expression(value) : undefined, ...at };
    }
    if (node.forStatement()) return this.forStatement(node.forStatement());
    if (node.whileStatement()) {
      const loop = node.whileStatement();
      return {
        kind: "while",
        condition: this.expression(loop.parExpression().expression()),
        body: this.optional(loop.statement()),
        ...at
      };
    }
    if (node.doWhileStatement()) {
      const loop = node.doWhileStatement();
      return {
        kind: "doWhile",
        body: this.block(loop.block()),
        condition: this.expression(loop.parExpression().expression()),
        ...at
      };
    }
    if (node.tryStatement()) return this.tryStatement(node.tryStatement());
    if (node.throwStatement())
      return { kind: "throw", value: this.expression(node.throwStatement().expression()), ...at };
    if (node.breakStatement()) return { kind: "break", ...at };
    if (node.continueStatement()) return { kind: "continue", ...at };
    if (node.switchStatement()) {
      const body = node.switchStatement();
      return {
        kind: "switch",
        subject: this.expression(body.expression()),
        clauses: body.whenControl_list().map((clause) => this.whenClause(clause)),
        ...at
      };
    }
    if (node.runAsStatement()) {
      return {
        kind: "runAs",
        args: this.expressions(node.runAsStatement().expressionList()),
        body: this.block(node.runAsStatement().block()),
        ...at
      };
    }
    return this.dml(node);
  }

  private optional(node: grammar.StatementContext | null): Statement | undefined {
    return node ? this.statement(node) : undefined;
  }

  private dml(node: grammar.StatementContext): Statement {
    const forms: readonly (readonly [DmlVerb, DmlForm | null])[] = [
      ["insert", node.insertStatement()],
      ["update", node.updateStatement()],
      ["delete", node.deleteStatement()],
      ["undelete", node.undeleteStatement()],
      ["upsert", node.upsertStatement()]
    ];
    const found = forms.find(([, form]) => form);
    if (!found)
      return {
        kind: "dml",
        verb: "merge",
        access: undefined,
        operand: this.expression(node.mergeStatement().expression(0)),
        duplicates: this.expression(node.mergeStatement().expression(1)),
        externalId: undefined,
        ...this.position(node)
      };
    const [verb, form] = found;
    const access = form!.accessLevel();
    const external = verb === "upsert" ? (form as unknown as grammar.UpsertStatementContext).qualifiedName() : null;
    return {
      kind: "dml",
      verb,
      access: access ? (access.USER() ? "user" : "system") : undefined,
      operand: this.expression(form!.expression()),
      externalId: external ? external.id_list().map((id) => this.identifier(id)) : undefined,
      ...this.position(node)
    };
  }

  local(node: grammar.LocalVariableDeclarationContext): LocalVariables {
    return {
      kind: "local",
      modifiers: this.modifiers(node.modifier_list()),
      type: this.typeReference(node.typeRef()),
      declarators: this.declarators(node.variableDeclarators()),
      ...this.position(node)
    };
  }

  declarators(node: grammar.VariableDeclaratorsContext): VariableDeclarator[] {
    return node.variableDeclarator_list().map((item) => ({
      name: this.declaredVariable(item.id()),
      value: item.expression() ? this.expression(item.expression()) : undefined
    }));
  }

  private forStatement(node: grammar.ForStatementContext): Statement {
    const at = this.position(node);
    const body = this.optional(node.statement());
    const each = node.forControl().enhancedForControl();
    if (each) {
      return {
        kind: "forEach",
        type: this.typeReference(each.typeRef()),
        variable: this.declaredVariable(each.id()),
        iterable: this.expression(each.expression()),
        body,
        ...at
      };
    }
    const control = node.forControl();
    const init = control.forInit();
    return {
      kind: "for",
      init: init
        ? init.localVariableDeclaration()
          ? this.local(init.localVariableDeclaration())
          : this.expressions(init.expressionList())
        : undefined,
      condition: control.expression() ? this.expression(control.expression()) : undefined,
      update: control.forUpdate() ? [this.onlyUpdate(control.forUpdate())] : [],
      body,
      ...at
    };
  }

  /** Unlike Java, the platform's parser takes a single expression after the second semicolon of a loop. */
  private onlyUpdate(node: grammar.ForUpdateContext): Expression {
    const [update, second] = node.expressionList().expression_list();
    if (second) this.report({ ...this.position(second), message: "Expecting ')' but was: ','" });
    return this.expression(update!);
  }

  private tryStatement(node: grammar.TryStatementContext): Statement {
    return {
      kind: "try",
      body: this.block(node.block()),
      catches: node.catchClause_list().map((clause) => ({
        type: this.qualifiedType(clause.qualifiedName()),
        variable: this.declaredVariable(clause.id()),
        body: this.block(clause.block()),
        ...this.position(clause)
      })),
      finallyBody: node.finallyBlock() ? this.block(node.finallyBlock().block()) : undefined,
      ...this.position(node)
    };
  }

  private whenClause(node: grammar.WhenControlContext): WhenClause {
    const value = node.whenValue();
    const body = this.block(node.block());
    const at = this.position(node);
    if (value.ELSE()) return { values: "else", body, ...at };
    if (value.typeRef())
      return {
        values: { type: this.typeReference(value.typeRef()), variable: this.declaredVariable(value.id()) },
        body,
        ...at
      };
    return { values: value.whenLiteral_list().map((literal) => this.whenValue(literal)), body, ...at };
  }

  private whenValue(node: grammar.WhenLiteralContext): WhenValue {
    if (node.whenLiteral()) return this.whenValue(node.whenLiteral());
    if (node.qualifiedName())
      return {
        kind: "name",
        name: node
          .qualifiedName()
          .id_list()
          .map((id) => this.identifier(id))
      };
    const negative = node.SUB_list().length % 2 === 1;
    const literal = this.literal(node) as Extract<Expression, { kind: "literal" }>;
    const bare = literal.text.replace(/^[+-]+/, "");
    return {
      kind: "literal",
      value:
        literal.type === "Integer" || literal.type === "Long"
          ? { ...literal, text: negative ? `-${bare}` : bare }
          : literal
    };
  }

  modifiers(nodes: readonly grammar.ModifierContext[]): Modifiers {
    const annotations: Annotation[] = [];
    const words = [];
    for (const node of nodes) {
      if (node.annotation()) annotations.push(this.annotation(node.annotation()));
      else words.push({ ...this.identifier(node), text: this.words(node) });
    }
    return { annotations, words };
  }

  private words(node: grammar.ModifierContext): string {
    const parts: string[] = [];
    for (let index = 0; index < node.getChildCount(); index++) parts.push(node.getChild(index).getText().toLowerCase());
    return parts.join(" ");
  }

  private annotation(node: grammar.AnnotationContext): Annotation {
    const values = new Map<string, string | number | boolean>();
    const pairs = node.elementValuePairs();
    if (pairs)
      for (const pair of pairs.elementValuePair_list())
        values.set(pair.id().getText().toLowerCase(), this.constant(pair.elementValue()));
    else if (node.elementValue()) values.set("value", this.constant(node.elementValue()));
    return { name: node.id().getText(), arguments: values, ...this.position(node) };
  }

  private constant(node: grammar.ElementValueContext): string | number | boolean {
    const literal = this.literal(node.literal()) as Extract<Expression, { kind: "literal" }>;
    if (literal.type === "Boolean") return literal.text === "true";
    return literal.type === "Integer" ? Number(literal.text) : literal.text;
  }
}
