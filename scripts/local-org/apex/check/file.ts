/** Compiles one source file into its module. */
import type { ApexSource } from "../../metadata/types.ts";
import type { Schema, SObjectType } from "../../schema/types.ts";
import type { SoqlEngine } from "../../soql/types.ts";
import type { Metering } from "../compile.ts";
import { CostWriter, noCosts } from "../emit/costs.ts";
import { literal } from "../emit/generated-code.ts";
import { ModuleWriter } from "../emit/module.ts";
import type { RuntimeTypes } from "../emit/runtime-types.ts";
import { supportNames } from "../runtime/support.ts";
import type { Block, Position, TriggerDeclaration } from "../syntax/ast.ts";
import type { TypeLibrary } from "../types/library.ts";
import { voidT, type ClassSymbol, type Type } from "../types/types.ts";
import { ClassCompiler } from "./classes.ts";
import type { FileCompiler } from "./compiler.ts";
import type { Report } from "./declare.ts";
import { CompileProblem } from "./problem.ts";
import { Scope } from "./scope.ts";
import type { TypeResolver } from "./type-resolver.ts";
import type { TypeRules } from "./type-rules.ts";

/** One compiled file: a class with its inner classes, a trigger, or anonymous Apex. */
export interface FileUnit {
  readonly name: string;
  readonly path: string;
  /** Compiles the file, at the first call. */
  readonly module: () => ModuleWriter;
  /** The file is compiled when one of its members is first called. */
  readonly atFirstUse: boolean;
  readonly owner: ClassSymbol;
  readonly lines: number;
  readonly trigger?: { readonly declaration: TriggerDeclaration; readonly object: SObjectType };
}

export interface CheckerParts {
  readonly schema: Schema;
  readonly soql: SoqlEngine;
  readonly library: TypeLibrary;
  readonly types: TypeResolver;
  readonly rules: TypeRules;
  readonly labels: ReadonlyMap<string, unknown>;
  readonly coverage: boolean;
  readonly observed: boolean;
  readonly metering: Metering;
  readonly runtimeTypes: RuntimeTypes;
  readonly accessModes: boolean;
  readonly report: Report;
}

export interface Script {
  readonly name: string;
  readonly path: string;
  readonly owner: ClassSymbol;
  readonly body: Block;
  readonly kind: "trigger" | "anonymous";
  readonly trigger?: TriggerDeclaration;
  readonly object?: SObjectType;
}

export class FileChecker {
  private readonly parts: CheckerParts;

  constructor(parts: CheckerParts) {
    this.parts = parts;
  }

  classFile(source: ApexSource, symbol: ClassSymbol): FileUnit {
    const module = this.classModule(symbol);
    return { ...this.classFileAtFirstUse(source, symbol), module: () => module, atFirstUse: false };
  }

  classFileAtFirstUse(source: ApexSource, symbol: ClassSymbol): FileUnit {
    return {
      name: source.name,
      path: source.path,
      module: () => this.classModule(symbol),
      atFirstUse: true,
      owner: symbol,
      lines: symbol.declaration!.endLine
    };
  }

  private classModule(symbol: ClassSymbol): ModuleWriter {
    const compiler = this.compiler(symbol, undefined);
    new ClassCompiler(compiler).compile(symbol);
    return compiler.module;
  }

  script(script: Script): FileUnit {
    const triggerObject = script.object && this.parts.library.sobject(script.object);
    const compiler = this.compiler(script.owner, triggerObject);
    const classes = new ClassCompiler(compiler);
    classes.script(script.owner, script.body, script.kind);
    classes.compile(script.owner);
    const unit = {
      name: script.name,
      path: script.path,
      module: () => compiler.module,
      atFirstUse: false,
      owner: script.owner,
      lines: script.body.endLine
    };
    return script.trigger && script.object
      ? { ...unit, trigger: { declaration: script.trigger, object: script.object } }
      : unit;
  }

  private compiler(owner: ClassSymbol, triggerObject: Type | undefined): FileCompiler {
    const { parts } = this;
    const module = new ModuleWriter(supportNames, parts.coverage);
    return {
      ...parts,
      module,
      costs: parts.metering === "none" ? noCosts : new CostWriter(module),
      measured: parts.metering === "measured",
      triggerObject,
      frame: {
        owner,
        static: true,
        returnType: voidT,
        kind: "initializer",
        property: undefined,
        scope: new Scope(undefined),
        temporaries: 0,
        sharingMatters: false,
        loopDepth: 0,
        nullable: new Set()
      },
      runtimeType: (type) => module.reference(parts.runtimeTypes.of(type)),
      runtimeTypeOf: (type) => parts.runtimeTypes.of(type),
      exceptionClass: (symbol) =>
        symbol.origin === "user"
          ? module.classReference(symbol.index)
          : module.constant(`$r.exceptionClass(${literal(symbol.fullName)})`),
      report: (position: Position, message: string) =>
        parts.report(owner.sourcePath, new CompileProblem(position, message))
    };
  }
}
