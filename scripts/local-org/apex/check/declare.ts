/** From syntax trees of classes to symbols: names first, then supertypes, then members. */
import type {
  FieldDeclaration,
  Member,
  MethodDeclaration,
  Modifiers,
  Parameter,
  Position,
  PropertyDeclaration,
  TypeDeclaration
} from "../syntax/ast.ts";
import type { Visibility } from "../runtime/reflection.ts";
import {
  ClassSymbol,
  voidT,
  type ClassType,
  type FieldSymbol,
  type MethodSymbol,
  type Type,
  type VariableSymbol
} from "../types/types.ts";
import { literal } from "../emit/generated-code.ts";
import { mangle } from "../types/library.ts";
import { CompileProblem, fail } from "./problem.ts";
import { checkModifiers, hasWord, isAnnotated, sharingOf, visibilityOf } from "./modifiers.ts";
import type { TypeResolver } from "./type-resolver.ts";

export type Report = (sourcePath: string, problem: CompileProblem) => void;

export function createSymbols(
  declaration: TypeDeclaration,
  sourcePath: string,
  outer: ClassSymbol | undefined,
  all: ClassSymbol[],
  report: Report
): ClassSymbol {
  const name = declaration.name.text;
  const fullName = outer ? `${outer.fullName}.${name}` : name;
  const symbol = new ClassSymbol({
    name,
    fullName,
    displayName: fullName,
    kind: declaration.kind,
    origin: "user",
    outer
  });
  symbol.declaration = declaration;
  symbol.sourcePath = sourcePath;
  symbol.index = all.push(symbol) - 1;
  symbol.visibility = visibilityOf(declaration.modifiers, "private");
  symbol.abstract = hasWord(declaration.modifiers, "abstract") || declaration.kind === "interface";
  symbol.virtual = symbol.abstract || hasWord(declaration.modifiers, "virtual");
  symbol.sharing = sharingOf(declaration.modifiers);
  symbol.testVisible = isAnnotated(declaration.modifiers, "testvisible");
  symbol.isTest = isAnnotated(declaration.modifiers, "istest") || (outer?.isTest ?? false);
  attempt(sourcePath, report, () => checkModifiers(declaration.modifiers, outer ? "innerType" : "type", declaration));
  for (const member of declaration.members) {
    if (member.kind !== "class" && member.kind !== "interface" && member.kind !== "enum") continue;
    attempt(sourcePath, report, () => {
      if (outer) fail(member, "Inner types are not allowed to have inner types");
      const key = member.name.text.toLowerCase();
      if (symbol.inner.has(key) || key === name.toLowerCase())
        fail(member.name, `Type name already in use: ${fullName}.${member.name.text}`);
      symbol.inner.set(key, createSymbols(member, sourcePath, symbol, all, report));
    });
  }
  return symbol;
}

export function resolveSupertypes(symbol: ClassSymbol, types: TypeResolver, report: Report): void {
  const { declaration, sourcePath } = symbol;
  if (symbol.kind === "class") symbol.superclass = types.library.primitives.Object;
  attempt(sourcePath, report, () => {
    const { superclass } = declaration!;
    if (!superclass) return;
    const type = types.resolve(superclass, symbol);
    if (type.kind !== "class" || type.symbol.kind !== "class")
      return fail(superclass, `Invalid parent type: ${type.name}`);
    if (!type.symbol.virtual) fail(superclass, `Non-virtual and non-abstract type cannot be extended: ${type.name}`);
    if (descends(type, symbol)) fail(superclass, `Circular definition: ${symbol.displayName}`);
    symbol.superclass = type;
  });
  for (const reference of declaration!.interfaces) {
    attempt(sourcePath, report, () => {
      const type = types.resolve(reference, symbol);
      if (type.kind !== "class" || type.symbol.kind !== "interface")
        return fail(reference, `Invalid interface: ${type.name}`);
      if (symbol.interfaces.includes(type)) fail(reference, `Duplicate interface: ${type.name}`);
      if (descends(type, symbol)) fail(reference, `Circular definition: ${symbol.displayName}`);
      symbol.interfaces.push(type);
    });
  }
}

function descends(type: ClassType, symbol: ClassSymbol): boolean {
  if (type.symbol === symbol) return true;
  const parents = type.symbol.superclass ? [type.symbol.superclass, ...type.symbol.interfaces] : type.symbol.interfaces;
  return parents.some((parent) => descends(parent, symbol));
}

export class MemberDeclarer {
  private readonly types: TypeResolver;
  private readonly report: Report;

  constructor(types: TypeResolver, report: Report) {
    this.types = types;
    this.report = report;
  }

  declare(symbol: ClassSymbol): void {
    const { declaration } = symbol;
    for (const constant of declaration!.constants) {
      const key = constant.text.toLowerCase();
      if (symbol.fields.has(key))
        this.report(symbol.sourcePath, new CompileProblem(constant, `Duplicate field: ${constant.text}`));
      symbol.fields.set(key, {
        name: constant.text,
        type: symbol.type(),
        owner: symbol,
        static: true,
        final: true,
        transient: false,
        visibility: "global",
        testVisible: false,
        jsName: constant.text,
        computed: false,
        enumConstant: true
      });
    }
    for (const member of declaration!.members)
      attempt(symbol.sourcePath, this.report, () => this.member(symbol, member));
  }

  private member(symbol: ClassSymbol, member: Member): void {
    switch (member.kind) {
      case "field":
        return this.field(symbol, member);
      case "property":
        return this.property(symbol, member);
      case "method":
        return this.method(symbol, member);
      case "constructor": {
        if (member.name.text.toLowerCase() !== symbol.name.toLowerCase())
          fail(member, `Invalid constructor name: ${member.name.text}`);
        checkModifiers(member.modifiers, "constructor", member);
        const parameters = this.parameters(member.parameters, symbol);
        const jsName =
          mangle(
            "$new",
            parameters.map(({ type }) => type)
          ) + `$${symbol.index}`;
        if (symbol.constructors.some((other) => other.jsName === jsName)) {
          fail(member, `Constructor already defined: ${signature(`${symbol.displayName}.<Constructor>`, parameters)}`);
        }
        symbol.constructors.push({
          name: symbol.name,
          owner: symbol,
          parameters,
          returnType: voidT,
          static: false,
          abstract: false,
          virtual: false,
          override: false,
          visibility: visibilityOf(member.modifiers, "private"),
          testVisible: isAnnotated(member.modifiers, "testvisible"),
          jsName,
          declaration: member
        });
        return;
      }
      default:
    }
  }

  private variable(
    symbol: ClassSymbol,
    modifiers: Modifiers,
    type: Type,
    name: { text: string } & Position
  ): Omit<FieldSymbol, "computed"> {
    if (type.kind === "void") fail(name, "Fields may not be of type void");
    if (symbol.fields.has(name.text.toLowerCase())) fail(name, `Duplicate field: ${name.text}`);
    const isStatic = hasWord(modifiers, "static");
    if (isStatic && symbol.outer) fail(name, "Static fields can only be defined on a top level class");
    return {
      name: name.text,
      type,
      owner: symbol,
      static: isStatic,
      final: hasWord(modifiers, "final"),
      transient: hasWord(modifiers, "transient"),
      visibility: visibilityOf(modifiers, "private"),
      testVisible: isAnnotated(modifiers, "testvisible"),
      jsName: `${name.text}$${symbol.index}`,
      position: { line: name.line, column: name.column }
    };
  }

  private field(symbol: ClassSymbol, member: FieldDeclaration): void {
    checkModifiers(member.modifiers, "field", member);
    const type = this.types.resolve(member.type, symbol);
    for (const { name, value } of member.declarators) {
      const field: FieldSymbol = { ...this.variable(symbol, member.modifiers, type, name), computed: false };
      if (field.static && field.final && value?.kind === "literal" && value.type === type.name) {
        if (value.type === "Integer" && Math.abs(Number(value.text)) < 2 ** 31) field.constant = `(${value.text})`;
        else if (value.type === "Boolean") field.constant = value.text;
        else if (value.type === "String") field.constant = literal(value.text);
      }
      symbol.fields.set(name.text.toLowerCase(), field);
    }
  }

  private property(symbol: ClassSymbol, member: PropertyDeclaration): void {
    checkModifiers(member.modifiers, "property", member);
    const variable = this.variable(symbol, member.modifiers, this.types.resolve(member.type, symbol), member.name);
    const accessor = (which: "get" | "set") => {
      const found = member.accessors.filter((candidate) => candidate.which === which);
      if (found.length > 1)
        fail(found[1]!, `Property already has a ${which === "get" ? "getter" : "setter"}: ${member.name.text}`);
      if (!found[0]) return undefined;
      const visibility = visibilityOf(found[0].modifiers, variable.visibility);
      // "Apex Developer Guide: Apex Properties": an accessor's modifier narrows the property's.
      if (visibilityRank(visibility) > visibilityRank(variable.visibility))
        fail(found[0], `Accessor cannot be more visible than its property: ${member.name.text}`);
      return { visibility };
    };
    if (member.accessors.length === 0) fail(member, "Properties must have at least one get or set method");
    symbol.fields.set(member.name.text.toLowerCase(), {
      ...variable,
      accessors: { get: accessor("get"), set: accessor("set") },
      declaration: member,
      computed:
        member.accessors.some((candidate) => candidate.body) ||
        hasWord(member.modifiers, "virtual") ||
        hasWord(member.modifiers, "override") ||
        hasWord(member.modifiers, "abstract")
    });
  }

  private method(symbol: ClassSymbol, member: MethodDeclaration): void {
    const inInterface = symbol.kind === "interface";
    checkModifiers(member.modifiers, inInterface ? "interfaceMethod" : "method", member);
    const parameters = this.parameters(member.parameters, symbol);
    const method: MethodSymbol = {
      name: member.name.text,
      owner: symbol,
      parameters,
      returnType: member.returnType ? this.types.resolve(member.returnType, symbol) : voidT,
      static: hasWord(member.modifiers, "static") || hasWord(member.modifiers, "testmethod"),
      abstract: inInterface || hasWord(member.modifiers, "abstract"),
      virtual:
        inInterface ||
        hasWord(member.modifiers, "abstract") ||
        hasWord(member.modifiers, "virtual") ||
        hasWord(member.modifiers, "override"),
      override: hasWord(member.modifiers, "override"),
      visibility: inInterface ? openIn(symbol) : visibilityOf(member.modifiers, "private"),
      testVisible: isAnnotated(member.modifiers, "testvisible"),
      jsName: mangle(
        member.name.text,
        parameters.map(({ type }) => type)
      ),
      declaration: member
    };
    const same = symbol.methods.get(member.name.text.toLowerCase())?.find((other) => other.jsName === method.jsName);
    if (same)
      fail(
        member.name,
        `Method already defined: ${member.name.text} ${methodSignature(same)} from the type ${symbol.displayName} (${member.name.line}:${member.name.column})`
      );
    if (method.static && symbol.outer) fail(member.name, "Static methods can only be defined on a top level class");
    if (!inInterface && !method.abstract && !member.body) fail(member.name, `Missing method body: ${member.name.text}`);
    if (method.abstract && member.body) fail(member.name, "Abstract methods cannot have a body");
    if (method.abstract && !symbol.abstract)
      fail(member.name, "Class must be declared abstract to define abstract methods");
    symbol.addMethod(method);
  }

  private parameters(parameters: readonly Parameter[], symbol: ClassSymbol): VariableSymbol[] {
    const seen = new Set<string>();
    return parameters.map(({ type, name, modifiers }) => {
      if (seen.has(name.text.toLowerCase())) fail(name, `Duplicate variable: ${name.text}`);
      seen.add(name.text.toLowerCase());
      return { name: name.text, type: this.types.resolve(type, symbol), final: hasWord(modifiers, "final") };
    });
  }
}

function attempt(sourcePath: string, report: Report, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof CompileProblem)) throw error;
    report(sourcePath, error);
  }
}

/** `foo(String, Integer)` */
export function signature(name: string, parameters: readonly VariableSymbol[]): string {
  return `${name}(${parameters.map(({ type }) => type.name).join(", ")})`;
}

/** `void foo(String)` */
export function methodSignature(method: MethodSymbol): string {
  return `${method.returnType.name} ${signature(method.name, method.parameters)}`;
}

/** Who has an object of an interface's type may call its methods, wherever the interface itself may be named. */
function openIn({ visibility }: ClassSymbol): Visibility {
  return visibility === "global" ? "global" : "public";
}

export function visibilityRank(visibility: Visibility): number {
  return ["private", "protected", "public", "global"].indexOf(visibility);
}
