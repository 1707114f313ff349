/** Rules between a class and what it extends and implements. */
import {
  asSupertype,
  substitute,
  supertypes,
  type ClassSymbol,
  type ClassType,
  type MethodSymbol,
  type Type
} from "../types/types.ts";
import { mangle } from "../types/library.ts";
import { methodSignature, visibilityRank, type Report } from "./declare.ts";
import { CompileProblem } from "./problem.ts";
import type { TypeRules } from "./type-rules.ts";

/**
 * An interface method that a class implements under another mangled name: `execute(List<SObject>)` by `execute(List<Account>)`; or by
 * a static method, as classes of SalesforceLabs/EnhancedLightningGrid do, which orgs install.
 */
export interface Bridge {
  readonly symbol: ClassSymbol;
  readonly from: string;
  readonly to: string;
  /** The class whose static method it is. */
  readonly staticOf?: ClassSymbol;
}

/** "Salesforce Help: Apex compiler introduced in API version 42.0" (000382469). */
const firstVersionOfCompiler = 42;

export class HierarchyChecker {
  private readonly rules: TypeRules;
  private readonly report: Report;
  readonly bridges: Bridge[] = [];

  constructor(rules: TypeRules, report: Report) {
    this.rules = rules;
    this.report = report;
  }

  check(symbol: ClassSymbol): void {
    // "Apex Developer Guide: Create Custom Exceptions": the name must end in exception.
    if (symbol.superclass && this.rules.isException(symbol.superclass) && !/exception$/i.test(symbol.name))
      this.fail(
        symbol,
        symbol.declaration!.name,
        `Classes extending Exception must have a name ending in 'Exception': ${symbol.name}`
      );
    if (symbol.kind === "class") {
      for (const overloads of symbol.methods.values()) for (const method of overloads) this.overriding(symbol, method);
      this.implementing(symbol);
    }
  }

  private fail(symbol: ClassSymbol, at: { line: number; column: number }, message: string): void {
    this.report(symbol.sourcePath, new CompileProblem(at, message));
  }

  private overriding(symbol: ClassSymbol, method: MethodSymbol): void {
    const at = method.declaration!.name;
    const inherited = this.inheritedMethod(symbol, method);
    if (!inherited) {
      if (method.override)
        this.fail(symbol, at, `@Override specified for non-overriding method: ${methodSignature(method)}`);
      return;
    }
    if (inherited.owner.origin === "library" && inherited.owner.name === "Object") return;
    // "Apex Developer Guide: Access Modifiers": only the class that declares a private method knows it.
    if (inherited.visibility === "private") return;
    // developerforce/Force.com-Toolkit-for-Facebook, of version 25.0: a static method beside an instance's of the superclass.
    if (method.static && !inherited.static && symbol.apiVersion < firstVersionOfCompiler) return;
    if (method.static !== inherited.static)
      return this.fail(symbol, at, `Static and non-static methods of the same signature: ${methodSignature(method)}`);
    if (method.static) return;
    if (!inherited.virtual)
      return this.fail(
        symbol,
        at,
        `Non-virtual, non-abstract methods cannot be overridden: ${methodSignature(method)}`
      );
    if (!method.override)
      return this.fail(symbol, at, `Method must use the override keyword: ${methodSignature(method)}`);
    if (method.returnType !== inherited.returnType)
      this.fail(symbol, at, `Method return types clash: ${methodSignature(method)} vs ${methodSignature(inherited)}`);
    // An override of a global method need only be public.
    const needed = Math.min(visibilityRank("public"), visibilityRank(inherited.visibility));
    if (visibilityRank(method.visibility) < needed) {
      this.fail(symbol, at, `Cannot reduce the visibility when overriding a method: ${methodSignature(method)}`);
    }
  }

  private inheritedMethod(symbol: ClassSymbol, method: MethodSymbol): MethodSymbol | undefined {
    for (let level = symbol.superclass; level; level = level.symbol.superclass) {
      const found = level.symbol.methods
        .get(method.name.toLowerCase())
        ?.find((candidate) => candidate.jsName === method.jsName);
      if (found) return found;
    }
    // An abstract class may leave an interface's method to its subclasses, which then override nothing but declare it.
    return method.override ? this.interfaceMethod(symbol, method) : undefined;
  }

  private interfaceMethod(symbol: ClassSymbol, method: MethodSymbol): MethodSymbol | undefined {
    for (const type of this.allInterfaces(symbol.type())) {
      const found = type.symbol.methods
        .get(method.name.toLowerCase())
        ?.find((candidate) => candidate.jsName === method.jsName);
      if (found) return found;
    }
    return undefined;
  }

  private implementing(symbol: ClassSymbol): void {
    for (const type of this.allInterfaces(symbol.type())) {
      for (const overloads of type.symbol.methods.values()) {
        for (const method of overloads) this.implementingOne(symbol, type, method);
      }
    }
    if (symbol.abstract) return;
    for (let level = symbol.superclass; level; level = level.symbol.superclass) {
      if (level.symbol.origin !== "user") continue;
      for (const method of [...level.symbol.methods.values()].flat()) this.implementingAbstract(symbol, method);
    }
  }

  private implementingAbstract(symbol: ClassSymbol, method: MethodSymbol): void {
    const types = method.parameters.map(({ type }) => type);
    if (!method.abstract || this.implementation(symbol, method.name, types)) return;
    this.fail(
      symbol,
      symbol.declaration!.name,
      `Class ${symbol.displayName} must implement the abstract method: ${methodSignature(method)}`
    );
  }

  /** "Apex Reference Guide: Batchable Interface": start answers an Iterable, as its signature says, or a QueryLocator. */
  private startsBatch(method: MethodSymbol, { returnType: type }: MethodSymbol): boolean {
    if (method.owner.fullName !== "Database.Batchable" || method.name !== "start" || type.kind !== "class")
      return false;
    const { library } = this.rules;
    return (
      type.symbol === library.required("Database.QueryLocator") ||
      asSupertype(type, library.iterableSymbol) !== undefined
    );
  }

  private implementingOne(symbol: ClassSymbol, type: ClassType, method: MethodSymbol): void {
    const wanted = method.parameters.map((parameter) => substitute(parameter.type, type.symbol, type.args));
    const exact = this.implementation(symbol, method.name, wanted);
    const found = exact ?? this.ofAnyType(symbol, type, method);
    const answer = substitute(method.returnType, type.symbol, type.args);
    if (!found || (exact && !this.answers(exact.returnType, answer) && !this.startsBatch(method, exact))) {
      if (!symbol.abstract && !this.everyObjectHas(method)) {
        const text = `${answer.name} ${type.name}.${method.name}(${wanted.map(({ name }) => name).join(", ")})`;
        this.fail(symbol, symbol.declaration!.name, `Class ${symbol.displayName} must implement the method: ${text}`);
      }
      return;
    }
    if (found.visibility !== "public" && found.visibility !== "global") {
      // codefriar/ApexKit: an abstract class leaves the interface's method to its subclasses, whatever it keeps to itself.
      if (symbol.abstract) return;
      this.fail(
        found.owner,
        found.declaration!.name,
        `Overriding/implementing method must be public or global: ${methodSignature(found)}`
      );
    }
    const jsName = mangle(
      method.name,
      method.parameters.map((parameter) => parameter.type)
    );
    const bridge = { symbol, from: jsName, to: found.jsName };
    if (found.static) this.bridges.push({ ...bridge, staticOf: found.owner });
    else if (jsName !== found.jsName) this.bridges.push(bridge);
  }

  private answers(declared: Type, wanted: Type): boolean {
    return (
      declared === wanted ||
      (declared.kind !== "void" && wanted.kind !== "void" && this.rules.assignable(declared, wanted))
    );
  }

  /** `compare(Object, Object)` implements Comparator of whatever: type parameters are erased. */
  private ofAnyType(symbol: ClassSymbol, type: ClassType, method: MethodSymbol): MethodSymbol | undefined {
    const { Object: any } = this.rules.library.primitives;
    const erased = method.parameters.map((parameter) =>
      substitute(
        parameter.type,
        type.symbol,
        type.args.map(() => any)
      )
    );
    return type.args.length === 0 ? undefined : this.implementation(symbol, method.name, erased);
  }

  private everyObjectHas(method: MethodSymbol): boolean {
    const own = this.rules.library.primitives.Object.symbol.methods.get(method.name.toLowerCase()) ?? [];
    return own.some(({ jsName }) => jsName === method.jsName);
  }

  /** A non-abstract method of the class or its superclasses that takes such parameters. */
  private implementation(symbol: ClassSymbol, name: string, parameters: readonly Type[]): MethodSymbol | undefined {
    for (
      let level: ClassSymbol | undefined = symbol;
      level && level.origin === "user";
      level = level.superclass?.symbol
    ) {
      const overloads = level.methods.get(name.toLowerCase()) ?? [];
      const taking = (fits: (declared: Type, wanted: Type) => boolean): MethodSymbol | undefined =>
        overloads.find(
          (candidate) =>
            candidate.parameters.length === parameters.length &&
            candidate.parameters.every(({ type }, index) => fits(type, parameters[index]!))
        );
      const fitting =
        taking((declared, wanted) => declared === wanted) ??
        taking((declared, wanted) => this.interchangeable(declared, wanted)) ??
        taking(
          (declared, wanted) => this.interchangeable(declared, wanted) || this.widerCollection(declared, wanted)
        ) ??
        taking((declared, wanted) => this.interchangeable(declared, wanted) || this.widerReference(declared, wanted));
      if (fitting) return fitting.abstract ? undefined : fitting;
    }
    return undefined;
  }

  private interchangeable(one: Type, other: Type): boolean {
    return this.rules.assignable(one, other) && this.rules.assignable(other, one);
  }

  /** Public code that runs in orgs implements `m(List<Object>)` by `m(Iterable<Object>)`, `Map<K, V>` by `Map<K, Object>`. */
  private widerCollection(declared: Type, wanted: Type): boolean {
    return declared.kind === "class" && declared.args.length > 0 && this.rules.assignable(wanted, declared);
  }

  /**
   * Public code that runs in orgs implements `m(Account)` by `m(SObject)`, `m(Derived)` by `m(Base)`, and `m(String)` and
   * `m(Map<String, Object>)` by `m(Object)`. A Double is another value as an Object, and is left out.
   */
  private widerReference(declared: Type, wanted: Type): boolean {
    const isReference = wanted.kind === "sobject" || (wanted.kind === "class" && wanted.symbol.origin === "user");
    const ofAnything = this.rules.is(declared, "Object") && !this.rules.is(wanted, "Double");
    return (isReference || ofAnything) && this.rules.assignable(wanted, declared);
  }

  private allInterfaces(type: ClassType): ClassType[] {
    const found: ClassType[] = [];
    const visit = (level: ClassType): void => {
      for (const parent of supertypes(level)) {
        if (parent.symbol.kind === "interface" && !found.includes(parent)) found.push(parent);
        visit(parent);
      }
    };
    visit(type);
    return found;
  }
}
