import type { Schema } from "../../schema/types.ts";
import type { ApexClassInfo, MethodInfo } from "./reflection.ts";
import type { RuntimeType } from "./runtime-type.ts";

/** One compiled trigger. */
export interface ApexTriggerInfo {
  readonly name: string;
  readonly object: string;
  readonly events: readonly {
    readonly timing: "before" | "after";
    readonly operation: "insert" | "update" | "delete" | "undelete";
  }[];
  readonly sourcePath: string;
  run(): void;
}

/** A custom label: its own text and its translations by language (`tr`, `pt_BR`). */
export interface LabelText {
  readonly value: string;
  readonly translations: ReadonlyMap<string, string>;
}

/** Executions by line of one source file; index 0 is unused, -1 marks lines without code. */
export interface FileCoverage {
  readonly sourcePath: string;
  readonly name: string;
  readonly counts: Int32Array;
}

/** A compiled and loaded set of classes and triggers. */
export interface ApexProgram {
  readonly schema: Schema;
  /** All classes, inner ones included. */
  readonly classes: readonly ApexClassInfo[];
  readonly triggers: readonly ApexTriggerInfo[];
  /** Custom label values by lower-case name. */
  readonly labels: ReadonlyMap<string, LabelText>;
  /** By full name, any case. */
  classByName(fullName: string): ApexClassInfo | undefined;
  /** Any type by its Apex text (`Map<Id, List<Account>>`), or undefined where it does not exist. */
  typeByName(text: string): RuntimeType | undefined;
  /** Per source file, where the program was compiled with coverage. */
  readonly coverage: readonly FileCoverage[];
  /** Whether it tells the context's observer of field reads. */
  readonly observed: boolean;
  /** Whether its functions tell what they cost and what their variables refer to. */
  readonly measured: boolean;
  /** Methods annotated `@IsTest` or `testMethod`; other classes than those annotated `@IsTest` have some in old API versions alone. */
  readonly testMethods: readonly MethodInfo[];
  /** `Class.method: line n, column 1` lines of an error's native stack. */
  stackTrace(error: Error): readonly StackFrame[];
}

export interface StackFrame {
  readonly sourcePath: string;
  readonly line: number;
  /** `Class.Invoices.post` or `Trigger.InvoiceTrigger`. */
  readonly place: string;
}
