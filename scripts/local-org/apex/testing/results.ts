import type { LimitUsage } from "../../transaction/limits.ts";
import type { MethodCost } from "../runtime/profile.ts";
import type { StackFrame } from "../runtime/program.ts";

/** Something that a test method did which is worth looking at although it passed. */
export interface TestFinding {
  readonly kind: "lostUpdate";
  readonly message: string;
  /** `Account.AnnualRevenue` */
  readonly field: string;
  /** The query that fetched the row. */
  readonly read: StackFrame | undefined;
  /** The DML statement. */
  readonly write: StackFrame | undefined;
}

export interface TestFailure {
  /** `System.AssertException: Assertion Failed: …` */
  readonly message: string;
  /** Innermost first; Apex frames only. */
  readonly frames: readonly StackFrame[];
}

export interface TestMethodResult {
  readonly className: string;
  readonly methodName: string;
  readonly sourcePath: string;
  readonly line: number;
  readonly failure: TestFailure | undefined;
  readonly durationMilliseconds: number;
  /** What was used between startTest and stopTest, or by the whole method where it calls neither. */
  readonly limits: LimitUsage;
  /** What each transaction of its asynchronous jobs used. */
  readonly jobLimits: readonly LimitUsage[];
  readonly findings: readonly TestFinding[];
}

export interface FileCoverageResult {
  readonly name: string;
  readonly sourcePath: string;
  readonly coveredLines: readonly number[];
  readonly uncoveredLines: readonly number[];
}

export interface TestRunResult {
  readonly methods: readonly TestMethodResult[];
  /** Classes and triggers that are no tests; empty where the program was compiled without coverage. */
  readonly coverage: readonly FileCoverageResult[];
  /** Whether the program was compiled to be measured: then heap is known, and what each Apex method cost. */
  readonly measured: boolean;
  /** Dearest first; empty where the program was not compiled to be measured. */
  readonly profile: readonly MethodCost[];
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly startedAt: number;
  readonly durationMilliseconds: number;
}

export function failedMethods(result: TestRunResult): readonly TestMethodResult[] {
  return result.methods.filter((method) => method.failure !== undefined);
}

/** `Class.Invoices.post: line 12, column 1` */
export function frameText(frame: StackFrame): string {
  return `${frame.place}: line ${frame.line}, column 1`;
}

/** Whole percent of executable lines that ran; 100 where there are none. */
export function coveredPercent(files: readonly FileCoverageResult[]): number {
  const covered = files.reduce((sum, file) => sum + file.coveredLines.length, 0);
  const all = files.reduce((sum, file) => sum + file.coveredLines.length + file.uncoveredLines.length, 0);
  return all === 0 ? 100 : Math.floor((covered / all) * 100);
}
