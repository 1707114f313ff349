/** What every part of the checker of one source file shares. */
import type { Schema } from "../../schema/types.ts";
import type { SoqlEngine } from "../../soql/types.ts";
import type { Costs } from "../emit/costs.ts";
import type { ModuleWriter } from "../emit/module.ts";
import type { RuntimeType } from "../runtime/runtime-type.ts";
import type { TypeLibrary } from "../types/library.ts";
import type { ClassSymbol, Type } from "../types/types.ts";
import type { Position } from "../syntax/ast.ts";
import type { FunctionFrame } from "./scope.ts";
import type { TypeResolver } from "./type-resolver.ts";
import type { TypeRules } from "./type-rules.ts";

export interface FileCompiler {
  readonly schema: Schema;
  readonly soql: SoqlEngine;
  readonly library: TypeLibrary;
  readonly types: TypeResolver;
  readonly rules: TypeRules;
  readonly module: ModuleWriter;
  /** Lower-case names. */
  readonly labels: ReadonlyMap<string, unknown>;
  /** Field reads of records are told to the context's observer. */
  readonly observed: boolean;
  /** Takes down what the code costs on the platform. */
  readonly costs: Costs;
  /** Each function tells when it is entered and left, and what its variables refer to. */
  readonly measured: boolean;
  /** Some code of the program runs in user mode by its version, so that all has to say how it runs. */
  readonly accessModes: boolean;
  /** Inside a trigger: the object it stands on. */
  readonly triggerObject: Type | undefined;
  frame: FunctionFrame;
  /** Code of the runtime descriptor of a type. */
  runtimeType(type: Type): string;
  runtimeTypeOf(type: Type): RuntimeType;
  /** Code of the JavaScript class of an exception. */
  exceptionClass(symbol: ClassSymbol): string;
  report(position: Position, message: string): void;
}

export function temporary(compiler: FileCompiler): string {
  return `$t${++compiler.frame.temporaries}`;
}
