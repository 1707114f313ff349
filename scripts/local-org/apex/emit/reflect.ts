/** Describes compiled classes for the rest of the org (`runtime/reflection.ts`). */
import { annotationInfos } from "../check/modifiers.ts";
import { hasWord } from "../check/modifiers.ts";
import type {
  AnnotationInfo,
  ApexClassInfo,
  ConstructorInfo,
  MemberVariableInfo,
  MethodInfo
} from "../runtime/reflection.ts";
import type { RuntimeType } from "../runtime/runtime-type.ts";
import type { FieldDeclaration, PropertyDeclaration } from "../syntax/ast.ts";
import {
  supertypes,
  type ClassSymbol,
  type ClassType,
  type FieldSymbol,
  type MethodSymbol,
  type Type
} from "../types/types.ts";
import type { ClassShell } from "./shells.ts";

type Invocable = (...args: unknown[]) => unknown;

export class Reflector {
  private readonly infos = new Map<ClassSymbol, ApexClassInfo & { type: RuntimeType }>();
  private readonly shells: readonly ClassShell[];
  private readonly runtimeType: (type: Type) => RuntimeType;

  constructor(shells: readonly ClassShell[], runtimeType: (type: Type) => RuntimeType) {
    this.shells = shells;
    this.runtimeType = runtimeType;
  }

  /** Describes a class; its members are read only when asked for, when all classes have their descriptors. */
  describe(symbol: ClassSymbol, type: RuntimeType): ApexClassInfo {
    const known = this.infos.get(symbol);
    if (known) return known;
    const shell = this.shells[symbol.index]!;
    const declaration = symbol.declaration!;
    const parent = symbol.superclass?.symbol;
    const superclass = () => (parent?.origin === "user" ? this.infos.get(parent) : undefined);
    const outer = () => symbol.outer && this.infos.get(symbol.outer);
    const ancestry = lazily(() => ancestryOf(symbol.type()));
    const interfaces = lazily(() => symbol.interfaces.map((type) => this.runtimeType(type)));
    const constructors = lazily(() => this.constructors(symbol, shell));
    const methods = lazily(() => [...symbol.methods.values()].flat().map((method) => this.method(info, method, shell)));
    const variables = lazily(() =>
      [...symbol.fields.values()]
        .filter((field) => !field.enumConstant)
        .map((field) => this.variable(symbol, field, shell))
    );
    const info: ApexClassInfo = {
      name: symbol.name,
      fullName: symbol.fullName,
      kind: symbol.kind,
      abstract: symbol.abstract,
      virtual: symbol.virtual,
      visibility: symbol.visibility,
      get superclass() {
        return superclass();
      },
      get ancestry() {
        return ancestry();
      },
      get interfaces() {
        return interfaces();
      },
      sharing: symbol.sharing,
      annotations: annotationInfos(declaration.modifiers),
      allocate: () => new shell(),
      get constructors() {
        return constructors();
      },
      get methods() {
        return methods();
      },
      get variables() {
        return variables();
      },
      constants: shell.$constants ?? [],
      get outer() {
        return outer();
      },
      sourcePath: symbol.sourcePath,
      line: declaration.line,
      type
    };
    this.infos.set(symbol, info);
    Object.defineProperty(shell.prototype, "$info", { value: info });
    return info;
  }

  private method(info: ApexClassInfo, method: MethodSymbol, shell: ClassShell): MethodInfo {
    const declaration = method.declaration!;
    const body = declaration.body;
    const legacyTest: AnnotationInfo[] = hasWord(declaration.modifiers, "testmethod")
      ? [{ name: "IsTest", arguments: new Map() }]
      : [];
    return {
      name: method.name,
      declaringClass: info,
      parameters: method.parameters.map(({ name, type }) => ({ name, type: this.runtimeType(type) })),
      returnType: this.runtimeType(method.returnType),
      static: method.static,
      abstract: method.abstract,
      visibility: method.visibility,
      annotations: [...annotationInfos(declaration.modifiers), ...legacyTest],
      line: declaration.line,
      endLine: body?.endLine ?? declaration.line,
      invoke: (receiver, args) => {
        const result = method.static
          ? (shell[method.jsName] as Invocable)(...args)
          : ((receiver as Record<string, Invocable>)[method.jsName] as Invocable).apply(receiver, args as unknown[]);
        return result === undefined ? null : result;
      }
    };
  }

  private constructors(symbol: ClassSymbol, shell: ClassShell): ConstructorInfo[] {
    if (symbol.kind !== "class") return [];
    const declaration = symbol.declaration!;
    const make = (jsName: string) => (args: readonly unknown[]) =>
      (new shell() as unknown as Record<string, Invocable>)[jsName]!(...args) as ReturnType<
        ConstructorInfo["construct"]
      >;
    const declared = symbol.constructors.filter((constructor) => constructor.declaration);
    if (declared.length === 0) {
      return [
        {
          parameters: [],
          visibility: "public",
          annotations: [],
          line: declaration.line,
          endLine: declaration.line,
          construct: make(`$new$${symbol.index}`)
        }
      ];
    }
    return declared.map((constructor) => ({
      parameters: constructor.parameters.map(({ name, type }) => ({ name, type: this.runtimeType(type) })),
      visibility: constructor.visibility,
      annotations: annotationInfos(constructor.declaration!.modifiers),
      line: constructor.declaration!.line,
      endLine: constructor.declaration!.body?.endLine ?? constructor.declaration!.line,
      construct: make(constructor.jsName)
    }));
  }

  private variable(symbol: ClassSymbol, field: FieldSymbol, shell: ClassShell): MemberVariableInfo {
    const key = field.name.toLowerCase();
    const holder = (receiver: unknown): Record<string, unknown> =>
      field.static ? shell.$statics() : (receiver as Record<string, unknown>);
    const functions = (receiver: unknown): Record<string, Invocable> =>
      (field.static ? shell : receiver) as Record<string, Invocable>;
    const constant =
      field.constant === undefined
        ? undefined
        : (JSON.parse(field.constant.replace(/[()]/g, (mark) => (/^\(/.test(field.constant!) ? "" : mark))) as unknown);
    return {
      name: field.name,
      type: this.runtimeType(field.type),
      static: field.static,
      property: field.accessors !== undefined,
      automatic: !field.computed,
      transient: field.transient,
      visibility: field.visibility,
      annotations: this.annotationsOf(symbol, field),
      readable: !field.accessors || field.accessors.get !== undefined,
      writable: field.accessors ? field.accessors.set !== undefined : !field.final,
      get: (receiver) =>
        field.constant !== undefined
          ? constant
          : field.computed
            ? functions(receiver)[`$get$${key}`]!.call(functions(receiver))
            : holder(receiver)[field.jsName],
      set: (receiver, value) => {
        if (field.computed) functions(receiver)[`$set$${key}`]!.call(functions(receiver), value);
        else holder(receiver)[field.jsName] = value;
      }
    };
  }

  private annotationsOf(symbol: ClassSymbol, field: FieldSymbol): AnnotationInfo[] {
    const member = symbol.declaration!.members.find(
      (candidate): candidate is FieldDeclaration | PropertyDeclaration =>
        (candidate.kind === "field" && candidate.declarators.some(({ name }) => name.text === field.name)) ||
        (candidate.kind === "property" && candidate.name.text === field.name)
    );
    return member ? annotationInfos(member.modifiers) : [];
  }
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function ancestryOf(type: ClassType): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (level: ClassType): void => {
    names.add(level.symbol.fullName.toLowerCase()).add(level.symbol.displayName.toLowerCase());
    supertypes(level).forEach(visit);
  };
  visit(type);
  return names;
}
