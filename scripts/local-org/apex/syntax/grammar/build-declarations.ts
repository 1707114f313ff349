/** Parse tree to syntax tree: classes, interfaces, enums, triggers. */
import type * as grammar from "@apexdevtools/apex-parser";
import type {
  Accessor,
  AnonymousUnit,
  Block,
  Member,
  Modifiers,
  Parameter,
  Statement,
  TriggerDeclaration,
  TypeDeclaration
} from "../ast.ts";
import { StatementBuilder } from "./build-statements.ts";

type MemberNode =
  | grammar.MemberDeclarationContext
  | grammar.TriggerMemberDeclarationContext
  | grammar.AnonymousMemberDeclarationContext;

export class DeclarationBuilder extends StatementBuilder {
  typeDeclaration(node: grammar.TypeDeclarationContext): TypeDeclaration {
    const modifiers = this.modifiers(node.modifier_list());
    if (node.classDeclaration()) return this.classDeclaration(node.classDeclaration(), modifiers);
    if (node.interfaceDeclaration()) return this.interfaceDeclaration(node.interfaceDeclaration(), modifiers);
    return this.enumDeclaration(node.enumDeclaration(), modifiers);
  }

  trigger(node: grammar.TriggerUnitContext): TriggerDeclaration {
    const block = node.triggerBlock();
    const { members, statements } = this.mixed(block.triggerBlockMember_list(), (item) =>
      item.triggerMemberDeclaration()
    );
    return {
      name: this.declaredName(node.id(0)),
      object: this.identifier(node.id(1)),
      events: node.triggerCase_list().map((event) => ({
        timing: event.BEFORE() ? ("before" as const) : ("after" as const),
        operation: event.getChild(1).getText().toLowerCase() as "insert" | "update" | "delete" | "undelete",
        ...this.position(event)
      })),
      members,
      body: { kind: "block", statements, endLine: block.stop!.line, ...this.position(block) },
      ...this.position(node)
    };
  }

  anonymous(node: grammar.AnonymousUnitContext): AnonymousUnit {
    const block = node.anonymousBlock();
    const { members, statements } = this.mixed(block.anonymousBlockMember_list(), (item) =>
      item.anonymousMemberDeclaration()
    );
    return { members, body: { kind: "block", statements, endLine: block.stop?.line ?? 1, line: 1, column: 1 } };
  }

  /** Triggers and anonymous Apex mix declarations and statements; what looks like a field there is a local variable. */
  private mixed<Item extends { statement(): grammar.StatementContext; modifier_list(): grammar.ModifierContext[] }>(
    items: readonly Item[],
    memberOf: (item: Item) => MemberNode | null
  ): { members: Member[]; statements: Statement[] } {
    const members: Member[] = [];
    const statements: Statement[] = [];
    for (const item of items) {
      const member = memberOf(item);
      if (!member) statements.push(this.statement(item.statement()));
      else if (member.fieldDeclaration()) {
        const field = member.fieldDeclaration();
        statements.push({
          kind: "local",
          modifiers: this.modifiers(item.modifier_list()),
          type: this.typeReference(field.typeRef()),
          declarators: this.declarators(field.variableDeclarators()),
          ...this.position(field)
        });
      } else members.push(this.member(member, this.modifiers(item.modifier_list())));
    }
    return { members, statements };
  }

  private classDeclaration(node: grammar.ClassDeclarationContext, modifiers: Modifiers): TypeDeclaration {
    return {
      kind: "class",
      modifiers,
      name: this.declaredName(node.id()),
      superclass: node.typeRef() ? this.typeReference(node.typeRef()) : undefined,
      interfaces: node.typeList() ? this.typeList(node.typeList()) : [],
      members: node
        .classBody()
        .classBodyDeclaration_list()
        .flatMap((item) => this.classMember(item)),
      constants: [],
      endLine: node.stop!.line,
      ...this.position(node)
    };
  }

  private interfaceDeclaration(node: grammar.InterfaceDeclarationContext, modifiers: Modifiers): TypeDeclaration {
    return {
      kind: "interface",
      modifiers,
      name: this.declaredName(node.id()),
      superclass: undefined,
      interfaces: node.typeList() ? this.typeList(node.typeList()) : [],
      members: node
        .interfaceBody()
        .interfaceMethodDeclaration_list()
        .map((method) => ({
          kind: "method",
          modifiers: this.modifiers(method.modifier_list()),
          name: this.declaredName(method.id()),
          returnType: method.typeRef() ? this.typeReference(method.typeRef()) : undefined,
          parameters: this.parameters(method.formalParameters()),
          body: undefined,
          ...this.position(method)
        })),
      constants: [],
      endLine: node.stop!.line,
      ...this.position(node)
    };
  }

  private enumDeclaration(node: grammar.EnumDeclarationContext, modifiers: Modifiers): TypeDeclaration {
    return {
      kind: "enum",
      modifiers,
      name: this.declaredName(node.id()),
      superclass: undefined,
      interfaces: [],
      members: [],
      constants: node.enumConstants()
        ? node
            .enumConstants()
            .id_list()
            .map((id) => this.declaredConstant(id))
        : [],
      endLine: node.stop!.line,
      ...this.position(node)
    };
  }

  private classMember(node: grammar.ClassBodyDeclarationContext): Member[] {
    if (node.block())
      return [
        { kind: "initializer", static: Boolean(node.STATIC()), body: this.block(node.block()), ...this.position(node) }
      ];
    return node.memberDeclaration()
      ? [this.member(node.memberDeclaration(), this.modifiers(node.modifier_list()))]
      : [];
  }

  private member(node: MemberNode, modifiers: Modifiers): Member {
    const at = this.position(node);
    if (node.methodDeclaration()) {
      const method = node.methodDeclaration();
      return {
        kind: "method",
        modifiers,
        returnType: method.typeRef() ? this.typeReference(method.typeRef()) : undefined,
        name: this.declaredName(method.id()),
        parameters: this.parameters(method.formalParameters()),
        body: this.optionalBlock(method.block()),
        ...at
      };
    }
    if (node.fieldDeclaration()) {
      const field = node.fieldDeclaration();
      return {
        kind: "field",
        modifiers,
        type: this.typeReference(field.typeRef()),
        declarators: this.declarators(field.variableDeclarators()),
        ...at
      };
    }
    if (node.propertyDeclaration()) return this.property(node.propertyDeclaration(), modifiers);
    if (node.classDeclaration()) return this.classDeclaration(node.classDeclaration(), modifiers);
    if (node.interfaceDeclaration()) return this.interfaceDeclaration(node.interfaceDeclaration(), modifiers);
    if (node.enumDeclaration()) return this.enumDeclaration(node.enumDeclaration(), modifiers);
    const constructor = (node as grammar.MemberDeclarationContext).constructorDeclaration();
    return {
      kind: "constructor",
      modifiers,
      name: this.identifier(constructor.qualifiedName()),
      parameters: this.parameters(constructor.formalParameters()),
      body: this.block(constructor.block()),
      ...at
    };
  }

  private property(node: grammar.PropertyDeclarationContext, modifiers: Modifiers): Member {
    const accessors: Accessor[] = node.propertyBlock_list().map((part) => {
      const accessor = part.getter() ?? part.setter();
      return {
        modifiers: this.modifiers(part.modifier_list()),
        which: part.getter() ? "get" : "set",
        body: this.optionalBlock(accessor.block()),
        ...this.position(part)
      };
    });
    return {
      kind: "property",
      modifiers,
      type: this.typeReference(node.typeRef()),
      name: this.declaredVariable(node.id()),
      accessors,
      ...this.position(node)
    };
  }

  private parameters(node: grammar.FormalParametersContext): Parameter[] {
    return (node.formalParameterList()?.formalParameter_list() ?? []).map((parameter) => ({
      modifiers: this.modifiers(parameter.modifier_list()),
      type: this.typeReference(parameter.typeRef()),
      name: this.declaredVariable(parameter.id())
    }));
  }

  private optionalBlock(node: grammar.BlockContext | null): Block | undefined {
    return node ? this.block(node) : undefined;
  }
}
