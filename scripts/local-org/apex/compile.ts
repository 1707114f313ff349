/** Apex sources to a loaded program: parse, declare, check, write JavaScript, link. */
import { isInUserMode } from "./check/access-mode.ts";
import type { ApexSource, SourceProblem } from "../metadata/types.ts";
import type { Schema } from "../schema/types.ts";
import type { SoqlEngine } from "../soql/types.ts";
import { checkAnnotations } from "./check/annotation-rules.ts";
import { FileChecker, type FileUnit } from "./check/file.ts";
import { HierarchyChecker } from "./check/hierarchy.ts";
import { MemberDeclarer, createSymbols, resolveSupertypes } from "./check/declare.ts";
import { CompileProblem } from "./check/problem.ts";
import { TypeResolver } from "./check/type-resolver.ts";
import { TypeRules } from "./check/type-rules.ts";
import { linkProgram } from "./emit/link.ts";
import { RuntimeTypes } from "./emit/runtime-types.ts";
import type { ApexProgram, LabelText } from "./runtime/program.ts";
import type { ClassDefinition } from "./stdlib/definition/define.ts";
import { parseAnonymous, parseClass, parseTrigger, type ParseResult } from "./syntax/parse.ts";
import type { SyntaxProblem, TypeDeclaration } from "./syntax/ast.ts";
import { TypeLibrary } from "./types/library.ts";
import type { ClassSymbol } from "./types/types.ts";
import { voidT, type MethodSymbol } from "./types/types.ts";

export interface CompileOptions {
  readonly classes: readonly ApexSource[];
  readonly triggers: readonly ApexSource[];
  readonly schema: Schema;
  readonly soql: SoqlEngine;
  readonly library: readonly ClassDefinition[];
  /** Custom labels by name (any case). */
  readonly labels: ReadonlyMap<string, LabelText>;
  /** Counts executions by line; costs some speed. */
  readonly coverage: boolean;
  /** Tells the context's observer of every field that is read from a record; costs some speed. */
  readonly observed?: boolean;
  /** How Apex counts what it costs; `limits` where absent. */
  readonly metering?: Metering;
  /** The project's own namespace. */
  readonly namespace?: string;
  /** These classes are known to compile against this schema: each is compiled when it is first used. */
  readonly compiledBefore?: boolean;
}

/**
 * `limits`: enough to end what goes on too long. `measured`: tells besides which method cost what, and holds what local
 * variables refer to against the heap; costs some speed. `none`: for the benchmark of the meter itself.
 */
export type Metering = "limits" | "measured" | "none";

export type CompileResult =
  | { readonly problems: readonly SourceProblem[]; readonly program?: undefined }
  | { readonly program: ApexProgram; readonly problems?: undefined };

/** Compiles all classes and triggers together; on any mistake there is no program, and all mistakes are told. */
export function compileApex(options: CompileOptions): CompileResult {
  return new ProgramCompiler(options).compile();
}

/**
 * Compiles anonymous Apex against the same classes. The program holds them anew; `run` executes the statements within a
 * context of that program.
 */
export function compileAnonymous(
  options: CompileOptions,
  source: string
):
  | { readonly problems: readonly SourceProblem[] }
  | { readonly program: ApexProgram; readonly run: () => void; readonly problems?: undefined } {
  return new ProgramCompiler(options).compileAnonymous(source);
}

class ProgramCompiler {
  private readonly options: CompileOptions;
  private readonly problems: SourceProblem[] = [];
  private readonly library: TypeLibrary;
  private readonly classes = new Map<string, ClassSymbol>();
  private readonly symbols: ClassSymbol[] = [];
  private readonly types: TypeResolver;
  private readonly rules: TypeRules;
  private readonly hierarchy: HierarchyChecker;
  private readonly runtimeTypes: RuntimeTypes;
  private readonly labels: ReadonlyMap<string, LabelText>;
  private isLinked = false;

  constructor(options: CompileOptions) {
    this.options = options;
    this.library = new TypeLibrary(options.library, options.schema);
    this.types = new TypeResolver(this.library, this.classes, options.namespace);
    this.rules = new TypeRules(this.library);
    this.hierarchy = new HierarchyChecker(this.rules, this.report);
    this.runtimeTypes = new RuntimeTypes(this.library);
    this.labels = new Map([...options.labels].map(([name, text]) => [name.toLowerCase(), text]));
  }

  compile(): CompileResult {
    this.declareClasses();
    const units = [...this.classUnits(), ...this.triggerUnits()];
    if (this.problems.length > 0) return { problems: this.sortedProblems() };
    return { program: this.link(units).program };
  }

  compileAnonymous(source: string): ReturnType<typeof compileAnonymous> {
    this.declareClasses();
    const units = [...this.classUnits(), ...this.triggerUnits()];
    const parsed = parseAnonymous(source);
    this.reportSyntax("AnonymousBlock", "ApexAnonymous", "AnonymousBlock", parsed.problems);
    if (!parsed.tree) return { problems: this.sortedProblems() };
    const owner = this.scriptOwner("AnonymousBlock", "AnonymousBlock", parsed.tree.members);
    const unit = this.checker().script({
      name: "AnonymousBlock",
      path: "AnonymousBlock",
      owner,
      body: parsed.tree.body,
      kind: "anonymous"
    });
    if (this.problems.length > 0) return { problems: this.sortedProblems() };
    const { program, scripts } = this.link([...units, unit]);
    return { program, run: scripts.get(unit)! };
  }

  private link(units: readonly FileUnit[]) {
    this.isLinked = true;
    return linkProgram({
      units,
      symbols: this.symbols,
      library: this.library,
      runtimeTypes: this.runtimeTypes,
      bridges: this.hierarchy.bridges,
      labels: this.labels,
      schema: this.options.schema,
      observed: this.options.observed ?? false,
      measured: this.options.metering === "measured"
    });
  }

  private readonly report = (path: string, problem: CompileProblem): void => {
    if (this.isLinked)
      throw new Error(`${path}:${problem.position.line} compiled before and does not now: ${problem.message}`);
    const source = [...this.options.classes, ...this.options.triggers].find((candidate) => candidate.path === path);
    const isTrigger = this.options.triggers.some((candidate) => candidate === source);
    this.problems.push({
      path,
      line: problem.position.line,
      column: problem.position.column,
      message: problem.message,
      componentType: isTrigger ? "ApexTrigger" : "ApexClass",
      componentName: source?.name ?? path
    });
  };

  private reportSyntax(
    path: string,
    componentType: string,
    componentName: string,
    problems: readonly SyntaxProblem[]
  ): void {
    for (const { line, column, message } of problems)
      this.problems.push({ path, line, column, message, componentType, componentName });
  }

  private sortedProblems(): SourceProblem[] {
    const seen = new Set<string>();
    return this.problems
      .filter((problem) => {
        const key = `${problem.path}:${problem.line}:${problem.column}:${problem.message}`;
        return !seen.has(key) && seen.add(key);
      })
      .sort((one, other) =>
        one.path === other.path ? one.line - other.line || one.column - other.column : one.path < other.path ? -1 : 1
      );
  }

  private declareClasses(): void {
    const made: ClassSymbol[] = [];
    for (const source of this.options.classes) {
      const parsed = parsedClass(source);
      this.reportSyntax(source.path, "ApexClass", source.name, parsed.problems);
      if (!parsed.tree) continue;
      const symbol = this.declareTop(parsed.tree, source);
      if (symbol) made.push(symbol);
    }
    this.complete(this.symbols);
  }

  private declareTop(tree: TypeDeclaration, source: ApexSource): ClassSymbol | undefined {
    const key = tree.name.text.toLowerCase();
    if (this.classes.has(key)) {
      this.report(source.path, new CompileProblem(tree.name, `Type name already in use: ${tree.name.text}`));
      return undefined;
    }
    const symbol = createSymbols(tree, source.path, undefined, this.symbols, this.report);
    symbol.apiVersion = source.apiVersion;
    this.classes.set(key, symbol);
    return symbol;
  }

  private complete(symbols: readonly ClassSymbol[]): void {
    const members = new MemberDeclarer(this.types, this.report);
    for (const symbol of symbols) resolveSupertypes(symbol, this.types, this.report);
    for (const symbol of symbols) members.declare(symbol);
    for (const symbol of symbols) this.addImplicitConstructors(symbol);
    for (const symbol of symbols) {
      this.hierarchy.check(symbol);
      checkAnnotations(symbol, this.rules, (at, message) =>
        this.report(symbol.sourcePath, new CompileProblem(at, message))
      );
    }
  }

  /** "Apex Developer Guide: Create Custom Exceptions": four constructors come with every exception class. */
  private addImplicitConstructors(symbol: ClassSymbol): void {
    if (symbol.kind !== "class") return;
    if (!this.rules.isException(symbol.type())) {
      if (symbol.constructors.length === 0) symbol.constructors.push(defaultConstructor(symbol));
      return;
    }
    for (const constructor of this.library.exceptionSymbol.constructors) {
      const same = symbol.constructors.some(
        (own) =>
          own.parameters.length === constructor.parameters.length &&
          own.parameters.every(({ type }, index) => type === constructor.parameters[index]!.type)
      );
      if (!same)
        symbol.constructors.push({
          ...constructor,
          name: symbol.name,
          owner: symbol,
          visibility: "global",
          jsName: "$raise",
          implementation: undefined
        });
    }
  }

  private checker(): FileChecker {
    return new FileChecker({
      schema: this.options.schema,
      soql: this.options.soql,
      library: this.library,
      types: this.types,
      rules: this.rules,
      labels: this.labels,
      coverage: this.options.coverage,
      observed: this.options.observed ?? false,
      metering: this.options.metering ?? "limits",
      runtimeTypes: this.runtimeTypes,
      accessModes: [...this.options.classes, ...this.options.triggers].some(isInUserMode),
      report: this.report
    });
  }

  private classUnits(): FileUnit[] {
    const byPath = new Map([...this.classes.values()].map((symbol) => [symbol.sourcePath, symbol]));
    return this.options.classes.flatMap((source) => {
      const symbol = byPath.get(source.path);
      if (!symbol) return [];
      const checker = this.checker();
      return [
        this.options.compiledBefore ? checker.classFileAtFirstUse(source, symbol) : checker.classFile(source, symbol)
      ];
    });
  }

  private triggerUnits(): FileUnit[] {
    return this.options.triggers.flatMap((source) => {
      const { tree, problems } = parseTrigger(source.source);
      this.reportSyntax(source.path, "ApexTrigger", source.name, problems);
      if (!tree) return [];
      const object =
        this.options.schema.object(tree.object.text) ?? this.library.typeWithoutObject(tree.object.text)?.object;
      if (!object?.triggerable) {
        this.report(
          source.path,
          new CompileProblem(
            tree.object,
            object ? `SObject type does not allow triggers: ${object.name}` : `Invalid type: ${tree.object.text}`
          )
        );
        return [];
      }
      const owner = this.scriptOwner(tree.name.text, source.path, tree.members);
      owner.apiVersion = source.apiVersion;
      return [
        this.checker().script({
          name: tree.name.text,
          path: source.path,
          owner,
          body: tree.body,
          kind: "trigger",
          trigger: tree,
          object
        })
      ];
    });
  }

  /** Methods and classes inside a trigger or anonymous Apex belong to a class of their own that nobody can name. */
  private scriptOwner(name: string, path: string, members: TypeDeclaration["members"]): ClassSymbol {
    const declaration: TypeDeclaration = {
      kind: "class",
      modifiers: { annotations: [], words: [{ text: "public", line: 1, column: 1 }] },
      name: { text: name, line: 1, column: 1 },
      superclass: undefined,
      interfaces: [],
      constants: [],
      endLine: 1,
      line: 1,
      column: 1,
      members: members.map((member) =>
        member.kind === "method"
          ? {
              ...member,
              modifiers: {
                ...member.modifiers,
                words: [
                  ...member.modifiers.words.filter(({ text }) => text !== "static"),
                  { text: "static", line: member.line, column: member.column }
                ]
              }
            }
          : member
      )
    };
    const first = this.symbols.length;
    const symbol = createSymbols(declaration, path, undefined, this.symbols, this.report);
    symbol.isScript = true;
    this.complete(this.symbols.slice(first));
    return symbol;
  }
}

const parsedClasses = new WeakMap<ApexSource, ParseResult<TypeDeclaration>>();

/** Statements that run by themselves compile all classes anew, from the same trees. */
function parsedClass(source: ApexSource): ParseResult<TypeDeclaration> {
  let parsed = parsedClasses.get(source);
  if (parsed === undefined) {
    parsed = parseClass(source.source);
    parsedClasses.set(source, parsed);
  }
  return parsed;
}

function defaultConstructor(symbol: ClassSymbol): MethodSymbol {
  return {
    name: symbol.name,
    owner: symbol,
    parameters: [],
    returnType: voidT,
    static: false,
    abstract: false,
    virtual: false,
    override: false,
    visibility: "public",
    testVisible: false,
    jsName: `$new$${symbol.index}`
  };
}
