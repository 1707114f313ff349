import type { Position, TypeReference } from "../syntax/ast.ts";
import type { TypeLibrary } from "../types/library.ts";
import type { SObjectType } from "../../schema/types.ts";
import { voidT, type ClassSymbol, type Type } from "../types/types.ts";
import { fail } from "./problem.ts";
import { isVisible } from "./visibility.ts";

/** Classes of System with static methods alone: `List<Site>` is of records of that name, as a public project has it. */
const onlyStatic: ReadonlySet<string> = new Set(["site", "network", "businesshours"]);

/** Finds what a type's name means at a place in the source. */
export class TypeResolver {
  readonly library: TypeLibrary;
  /** Top-level user classes by lower-case name. */
  private readonly classes: ReadonlyMap<string, ClassSymbol>;
  /** The project's own namespace in lower case, or empty. */
  private readonly namespace: string;

  constructor(library: TypeLibrary, classes: ReadonlyMap<string, ClassSymbol>, namespace = "") {
    this.library = library;
    this.classes = classes;
    this.namespace = namespace.toLowerCase();
  }

  /** "Apex Developer Guide: Namespace Prefix": a package may write it before its own classes. */
  isOwnNamespace(name: string): boolean {
    return this.namespace !== "" && name.toLowerCase() === this.namespace;
  }

  resolve(reference: TypeReference, context: ClassSymbol | undefined): Type {
    let type = this.resolveName(reference, context);
    for (let level = 0; level < reference.dimensions; level++) type = this.library.listOf(type);
    return type;
  }

  private resolveName(reference: TypeReference, context: ClassSymbol | undefined): Type {
    const args = reference.names.flatMap((name) => name.arguments.map((arg) => this.resolve(arg, context)));
    const text = reference.names.map(({ name }) => name.text).join(".");
    const record = onlyStatic.has(text.toLowerCase()) ? this.library.schema.object(text) : undefined;
    const found = this.find(
      record && !this.classes.has(text.toLowerCase()) ? ["Schema", text] : reference.names.map(({ name }) => name.text),
      context
    );
    if (!found) return fail(reference, `Invalid type: ${text}`);
    if ("kind" in found && !("type" in found)) return found;
    const symbol = found;
    if (
      symbol.origin === "user" &&
      symbol.outer &&
      context &&
      !isVisible({ owner: symbol.outer, visibility: symbol.visibility, testVisible: symbol.testVisible }, context)
    ) {
      return fail(reference, `Type is not visible: ${symbol.displayName}`);
    }
    return this.withArguments(symbol, args, reference);
  }

  private withArguments(symbol: ClassSymbol, args: readonly Type[], position: Position): Type {
    const wanted = symbol.typeParameters.length;
    if (args.length === wanted) return symbol.type(args);
    // The platform lets the type arguments of some interfaces be left out: `Iterable`, `Database.Batchable`.
    if (args.length === 0 && symbol.kind === "interface")
      return symbol.type(symbol.typeParameters.map(() => this.library.primitives.Object));
    return fail(position, `Type parameter count mismatch: ${symbol.displayName} takes ${wanted}, not ${args.length}`);
  }

  /** A class symbol, or an sObject type, or undefined. */
  find(names: readonly string[], context: ClassSymbol | undefined): ClassSymbol | Type | undefined {
    const [first, ...rest] = names;
    const local = this.findInContext(first!, context) ?? this.classes.get(first!.toLowerCase());
    if (local) {
      let symbol: ClassSymbol | undefined = local;
      for (const name of rest) symbol = symbol && this.innerOf(symbol, name);
      if (symbol) return symbol;
    }
    if (rest.length > 0 && this.isOwnNamespace(first!)) {
      const own = this.find(rest, undefined);
      if (own) return own;
    }
    const text = names.join(".");
    const lower = text.toLowerCase();
    if (lower === "void") return voidT;
    if (lower === "sobject" || lower === "system.sobject" || lower === "schema.sobject")
      return this.library.genericSObject;
    const unqualified = names.length === 2 && first!.toLowerCase() === "schema" ? names[1]! : text;
    const object = this.library.schema.object(unqualified);
    const symbol = this.library.find(text);
    if (symbol) return symbol;
    if (object) return this.library.sobject(object);
    // A public suite that passes in orgs: the type of a flow that the org lacks is Flow.Interview itself.
    if (names.length === 3 && lower.startsWith("flow.interview.")) return this.library.required("Flow.Interview");
    if (lower === "schema.aggregateresult") return this.library.aggregateResultSymbol;
    return this.ofTheProjectsOwn(names, context, unqualified);
  }

  /** What neither the scope nor the platform has by the name. */
  private ofTheProjectsOwn(
    names: readonly string[],
    context: ClassSymbol | undefined,
    object: string
  ): ClassSymbol | Type | undefined {
    return this.besideSuperclass(names, context) ?? this.library.typeWithoutObject(object);
  }

  /** The object that shares its name with a class of System: `BusinessHours.SObjectType` beside `BusinessHours.diff`. */
  recordNamedAs({ origin, name }: ClassSymbol): SObjectType | undefined {
    return origin === "library" && onlyStatic.has(name.toLowerCase()) ? this.library.schema.object(name) : undefined;
  }

  innerOf(symbol: ClassSymbol, name: string): ClassSymbol | undefined {
    for (let level: ClassSymbol | undefined = symbol; level; level = level.superclass?.symbol) {
      const found = level.inner.get(name.toLowerCase());
      if (found) return found;
    }
    return undefined;
  }

  /** financialforcedev/ffhttp-core, whose classes orgs install: a type that stands beside the superclass in its outer class. */
  private besideSuperclass(names: readonly string[], context: ClassSymbol | undefined): ClassSymbol | undefined {
    const [name] = names;
    if (name === undefined || names.length > 1) return undefined;
    for (const outer of outersOfSuperclasses(context)) {
      const found = this.innerOf(outer, name);
      if (found) return found;
    }
    return undefined;
  }

  private findInContext(name: string, context: ClassSymbol | undefined): ClassSymbol | undefined {
    for (let level = context; level; level = level.outer) {
      // A trigger has no type of its own: its name may be that of a class.
      if (!level.isScript && level.name.toLowerCase() === name.toLowerCase()) return level;
      const inner = this.innerOf(level, name);
      if (inner) return inner;
    }
    return undefined;
  }
}

/** The classes that the superclasses of a class, and of those around it, are inner classes of. */
export function* outersOfSuperclasses(context: ClassSymbol | undefined): Generator<ClassSymbol> {
  for (let level = context; level; level = level.outer) {
    for (let parent = level.superclass?.symbol; parent; parent = parent.superclass?.symbol) {
      if (parent.origin === "user" && parent.outer) yield parent.outer;
    }
  }
}
