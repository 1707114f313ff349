/** Tokens to classes, interfaces, enums, triggers and anonymous blocks. */
import type {
  Accessor,
  AnonymousUnit,
  Member,
  Modifiers,
  Parameter,
  Position,
  Statement,
  TriggerDeclaration,
  TypeDeclaration
} from "./ast.ts";
import { StatementReader } from "./read-statements.ts";
import { isName, placeOf } from "./token-reader.ts";
import { tokensOf } from "./tokens.ts";
import { ifSure, unsure } from "./unsure.ts";

export function readClass(source: string): TypeDeclaration | undefined {
  return ifSure(() => new DeclarationReader(source, tokensOf(source)).wholeClass());
}

export function readTrigger(source: string): TriggerDeclaration | undefined {
  return ifSure(() => new DeclarationReader(source, tokensOf(source)).wholeTrigger());
}

export function readAnonymous(source: string): AnonymousUnit | undefined {
  return ifSure(() => new DeclarationReader(source, tokensOf(source)).wholeAnonymous());
}

type Kind = "class" | "interface" | "enum";

class DeclarationReader extends StatementReader {
  wholeClass(): TypeDeclaration {
    const modifiers = this.modifiers();
    return this.complete(this.type(modifiers) ?? unsure());
  }

  wholeTrigger(): TriggerDeclaration {
    const at = placeOf(this.expect("trigger"));
    const name = this.declaredName();
    this.expect("on");
    const object = this.name();
    this.expect("(");
    const events = this.separated(() => this.triggerEvent());
    this.expect(")");
    const start = placeOf(this.expect("{"));
    const { members, statements } = this.mixed(() => this.is("}"));
    const { line: endLine } = this.take();
    return this.complete({
      name,
      object,
      events,
      members,
      body: { kind: "block", statements, endLine, ...start },
      ...at
    });
  }

  wholeAnonymous(): AnonymousUnit {
    const { members, statements } = this.mixed(() => this.current.kind === "end");
    const endLine = this.at === 0 ? 1 : this.previous.line;
    return this.complete({ members, body: { kind: "block", statements, endLine, line: 1, column: 1 } });
  }

  private complete<Tree>(tree: Tree): Tree {
    return this.current.kind === "end" ? tree : unsure();
  }

  private triggerEvent(): TriggerDeclaration["events"][number] {
    const at = placeOf(this.current);
    const timing = this.oneOf(["before", "after"]);
    return { timing, operation: this.oneOf(["insert", "update", "delete", "undelete"]), ...at };
  }

  private oneOf<Word extends string>(words: readonly Word[]): Word {
    const { word } = this.take();
    return words.find((candidate) => candidate === word) ?? unsure();
  }

  /** Triggers and anonymous Apex mix declarations and statements. */
  private mixed(isEnd: () => boolean): { members: Member[]; statements: Statement[] } {
    const members: Member[] = [];
    const statements: Statement[] = [];
    while (!isEnd()) {
      const start = this.at;
      const modifiers = this.modifiers();
      const member = this.type(modifiers) ?? this.methodOrProperty(modifiers);
      if (member) members.push(member);
      else {
        this.at = start;
        statements.push(this.mixedStatement());
      }
    }
    return { members, statements };
  }

  /** A variable stands at its type there, behind its modifiers. */
  private mixedStatement(): Statement {
    const statement = this.statement();
    if (statement.kind !== "local") return statement;
    const { line, column } = statement.type;
    return { ...statement, line, column };
  }

  private type(modifiers: Modifiers): TypeDeclaration | undefined {
    const kind = this.current.word;
    if (kind !== "class" && kind !== "interface" && kind !== "enum") return undefined;
    return this.typeOf(kind, modifiers, placeOf(this.take()));
  }

  private typeOf(kind: Kind, modifiers: Modifiers, at: Position): TypeDeclaration {
    const name = this.declaredName();
    const superclass = kind === "class" && this.takeIf("extends") ? this.typeReference() : undefined;
    const hasInterfaces = kind !== "enum" && this.takeIf(kind === "class" ? "implements" : "extends");
    const interfaces = hasInterfaces ? this.typeList() : [];
    this.expect("{");
    const constants = kind === "enum" && !this.is("}") ? this.separated(() => this.declaredConstant()) : [];
    const members: Member[] = [];
    while (!this.is("}")) {
      if (kind === "class") this.classMember(members);
      else if (kind === "interface") members.push(this.interfaceMethod());
      else unsure();
    }
    return { kind, modifiers, name, superclass, interfaces, members, constants, endLine: this.take().line, ...at };
  }

  private classMember(members: Member[]): void {
    if (this.takeIf(";")) return;
    const at = placeOf(this.current);
    const isStatic = this.is("static") && this.ahead(1).word === "{";
    if (isStatic) this.at++;
    if (this.is("{")) members.push({ kind: "initializer", static: isStatic, body: this.block(), ...at });
    else members.push(this.member(this.modifiers()));
  }

  private member(modifiers: Modifiers): Member {
    return (
      this.type(modifiers) ?? this.constructorOf(modifiers) ?? this.methodOrProperty(modifiers) ?? this.field(modifiers)
    );
  }

  private constructorOf(modifiers: Modifiers): Member | undefined {
    if (!isName(this.current) || this.ahead(1).word !== "(") return undefined;
    const at = placeOf(this.current);
    return {
      kind: "constructor",
      modifiers,
      name: this.name(),
      parameters: this.parameters(),
      body: this.block(),
      ...at
    };
  }

  private methodOrProperty(modifiers: Modifiers): Member | undefined {
    const end = this.is("void") ? this.at + 1 : this.endOfType(this.at);
    if (end === -1 || !isName(this.tokens[end]!)) return undefined;
    const { word } = this.tokens[end + 1]!;
    if (word === "(") return this.method(modifiers, false);
    return word === "{" ? this.property(modifiers) : undefined;
  }

  private method(modifiers: Modifiers, isBodiless: boolean, at = placeOf(this.current)): Member {
    const returnType = this.takeIf("void") ? undefined : this.typeReference();
    const name = this.declaredName();
    const parameters = this.parameters();
    const body = isBodiless ? undefined : this.bodyIfAny();
    if (isBodiless) this.expect(";");
    return { kind: "method", modifiers, returnType, name, parameters, body, ...at };
  }

  private interfaceMethod(): Member {
    const at = placeOf(this.current);
    return this.method(this.modifiers(), true, at);
  }

  private bodyIfAny() {
    return this.takeIf(";") ? undefined : this.block();
  }

  private field(modifiers: Modifiers): Member {
    const at = placeOf(this.current);
    const type = this.typeReference();
    const declarators = this.declarators();
    this.expect(";");
    return { kind: "field", modifiers, type, declarators, ...at };
  }

  private property(modifiers: Modifiers): Member {
    const at = placeOf(this.current);
    const type = this.typeReference();
    const name = this.declaredVariable();
    this.expect("{");
    const accessors: Accessor[] = [];
    while (!this.takeIf("}")) accessors.push(this.accessor());
    return { kind: "property", modifiers, type, name, accessors, ...at };
  }

  private accessor(): Accessor {
    const at = placeOf(this.current);
    const modifiers = this.modifiers();
    const which = this.oneOf(["get", "set"]);
    return { modifiers, which, body: this.bodyIfAny(), ...at };
  }

  private parameters(): Parameter[] {
    this.expect("(");
    const list = this.is(")") ? [] : this.separated(() => this.parameter());
    this.expect(")");
    return list;
  }

  private parameter(): Parameter {
    return { modifiers: this.modifiers(), type: this.typeReference(), name: this.declaredVariable() };
  }
}
