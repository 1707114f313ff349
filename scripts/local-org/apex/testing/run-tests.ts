import type { Org } from "../../org/types.ts";
import { LimitTracker, type LimitUsage } from "../../transaction/limits.ts";
import type { Transaction } from "../../transaction/transaction.ts";
import type { ApexProgram } from "../runtime/program.ts";
import { annotation, hasAnnotation, type ApexClassInfo, type MethodInfo } from "../runtime/reflection.ts";
import type { ApexContext } from "../runtime/context.ts";
import { toApexException } from "../runtime/exceptions.ts";
import { startProfile, takeProfile } from "../runtime/profile.ts";
import { NestedTransaction } from "./nested-transaction.ts";
import type { FileCoverageResult, TestFailure, TestFinding, TestMethodResult, TestRunResult } from "./results.ts";
import type { TestState } from "./test-context.ts";
import { UpdateWatch } from "./update-watch.ts";
import { TestJobs } from "./test-jobs.ts";

/** What of an org the runner needs. Its data must be empty but for what every org has: tests see what is there. */
export type TestOrg = Pick<Org, "program" | "administrator" | "transaction" | "runApex">;

export interface RunTestsOptions {
  /** Names of test classes, in any case; all where absent. */
  readonly classes?: readonly string[];
  /** `Class.method`, in any case; takes precedence over `classes`. */
  readonly methods?: readonly string[];
  /** Told of each method before it runs. */
  readonly onStart?: (className: string, methodName: string) => void;
  /** Told of each method as soon as it has run. */
  readonly onResult?: (result: TestMethodResult) => void;
}

/** Names in the options that the program does not have. */
export class UnknownTestError extends Error {}

/** Thrown to undo what a run has written. */
class EndOfRun extends Error {}

/**
 * Runs test methods as "Apex Developer Guide: Testing Apex" says: set-up methods once per class, their data anew for
 * each method, each method in a transaction of its own that is rolled back, with static variables of its own.
 * @throws UnknownTestError
 */
export function runTests(org: TestOrg, options: RunTestsOptions = {}): TestRunResult {
  // Frames of the org stand between those of Apex: ten would not be enough to show how a failure came about.
  Error.stackTraceLimit = Math.max(Error.stackTraceLimit, 100);
  const startedAt = Date.now();
  const start = performance.now();
  const chosen = chooseMethods(org.program, options);
  resetCoverage(org.program);
  const methods: TestMethodResult[] = [];
  startProfile();
  for (const [testClass, classMethods] of groupByClass(chosen)) {
    new TestClassRun(org, options, methods).run(testClass, classMethods);
  }
  return {
    methods,
    coverage: readCoverage(org.program),
    measured: org.program.measured,
    profile: takeProfile(),
    startedAt,
    durationMilliseconds: performance.now() - start
  };
}

function chooseMethods(program: ApexProgram, options: RunTestsOptions): readonly MethodInfo[] {
  const all = program.testMethods;
  const { methods, classes } = options;
  if (methods)
    return methods.flatMap((name) =>
      required(
        all.filter((method) => fullName(method) === name.toLowerCase()),
        name
      )
    );
  if (!classes) return all;
  return classes.flatMap((name) =>
    required(
      all.filter((method) => method.declaringClass.fullName.toLowerCase() === name.toLowerCase()),
      name
    )
  );
}

function required(found: readonly MethodInfo[], name: string): readonly MethodInfo[] {
  if (found.length === 0) throw new UnknownTestError(`There is no test of this name: ${name}`);
  return found;
}

function fullName(method: MethodInfo): string {
  return `${method.declaringClass.fullName}.${method.name}`.toLowerCase();
}

function groupByClass(methods: readonly MethodInfo[]): Map<ApexClassInfo, MethodInfo[]> {
  const groups = new Map<ApexClassInfo, MethodInfo[]>();
  for (const method of methods)
    groups.set(method.declaringClass, [...(groups.get(method.declaringClass) ?? []), method]);
  return groups;
}

class TestClassRun {
  private readonly org: TestOrg;
  private readonly options: RunTestsOptions;
  private readonly results: TestMethodResult[];

  constructor(org: TestOrg, options: RunTestsOptions, results: TestMethodResult[]) {
    this.org = org;
    this.options = options;
    this.results = results;
  }

  run(testClass: ApexClassInfo, methods: readonly MethodInfo[]): void {
    const { administrator } = this.org;
    try {
      this.org.transaction(administrator, (tx) => {
        const setUpFailure = this.setUp(tx, testClass);
        for (const method of methods)
          this.report(setUpFailure ? notRun(method, setUpFailure) : this.runMethod(tx, method));
        throw new EndOfRun();
      });
    } catch (end) {
      if (!(end instanceof EndOfRun)) throw end;
    }
  }

  private report(result: TestMethodResult): void {
    this.results.push(result);
    this.options.onResult?.(result);
  }

  private setUp(tx: Transaction, testClass: ApexClassInfo): TestFailure | undefined {
    for (const method of testClass.methods.filter((candidate) => hasAnnotation(candidate, "TestSetup"))) {
      const { failure } = new TestExecution(this.org, tx).run(method);
      if (failure) return failure;
    }
    return undefined;
  }

  private runMethod(outer: Transaction, method: MethodInfo): TestMethodResult {
    this.options.onStart?.(method.declaringClass.fullName, method.name);
    const savepoint = outer.setSavepoint();
    const start = performance.now();
    const execution = new TestExecution(this.org, outer, seesAllData(method));
    const { failure } = execution.run(method);
    const durationMilliseconds = performance.now() - start;
    outer.rollbackTo(savepoint);
    outer.releaseSavepoint(savepoint);
    return {
      ...identityOf(method),
      failure,
      durationMilliseconds,
      limits: execution.usage,
      jobLimits: execution.jobUsage,
      findings: execution.findings
    };
  }
}

/** "Apex Developer Guide: Using the isTest(SeeAllData=True) Annotation": for a method, or for all of a class. */
function seesAllData(method: MethodInfo): boolean {
  return [method, method.declaringClass].some(
    (annotated) => annotation(annotated, "IsTest")?.arguments.get("seealldata") === true
  );
}

function identityOf(method: MethodInfo) {
  const { declaringClass } = method;
  return {
    className: declaringClass.fullName,
    methodName: method.name,
    sourcePath: declaringClass.sourcePath,
    line: method.line
  };
}

function notRun(method: MethodInfo, failure: TestFailure): TestMethodResult {
  return {
    ...identityOf(method),
    failure,
    durationMilliseconds: 0,
    limits: new LimitTracker().snapshot(),
    jobLimits: [],
    findings: []
  };
}

/** One run of one method. */
class TestExecution implements TestState {
  readonly mocks: TestState["mocks"] = new Map();
  readonly tx: NestedTransaction;
  fixedSearchResults: TestState["fixedSearchResults"] = undefined;
  capturesAllChanges = false;
  phase: TestState["phase"] = "before";
  readonly seesAllData: boolean;
  private readonly org: TestOrg;
  private readonly jobs: TestJobs;
  private before: LimitUsage | undefined;
  private measured: LimitUsage | undefined;
  readonly jobUsage: LimitUsage[] = [];
  private readonly updates: UpdateWatch | undefined;

  constructor(org: TestOrg, outer: Transaction, sees = false) {
    this.org = org;
    this.seesAllData = sees;
    this.tx = new NestedTransaction(outer, outer.user, new LimitTracker());
    this.updates = org.program.observed ? new UpdateWatch(org.program) : undefined;
    this.jobs = new TestJobs(this.tx, (tx, work) => this.runApex(tx, work), this, this.jobUsage);
  }

  get findings(): readonly TestFinding[] {
    return this.updates?.findings ?? [];
  }

  get usage(): LimitUsage {
    return this.measured ?? this.tx.limits.snapshot();
  }

  run(method: MethodInfo): { failure: TestFailure | undefined } {
    try {
      this.runApex(this.tx, (context) => {
        context.test = this;
        method.invoke(null, []);
        // Jobs that no stopTest has run are run when the method is done.
        this.jobs.runAll();
      });
      return { failure: undefined };
    } catch (problem) {
      return { failure: failureOf(problem, this.org.program) };
    }
  }

  private runApex<T>(tx: Transaction, work: (context: ApexContext) => T): T {
    return this.org.runApex(tx, (context) => {
      this.updates?.observe(context);
      return work(context);
    });
  }

  start(): void {
    this.phase = "started";
    this.before = this.tx.limits.snapshot();
    this.tx.limits.reset();
  }

  stop(): void {
    this.phase = "stopped";
    this.measured = this.tx.limits.snapshot();
    try {
      this.jobs.runAll();
    } finally {
      this.tx.limits.restore(this.before!);
    }
  }

  deliverEvents(): void {
    this.jobs.deliverEvents();
  }

  failEvents(): void {
    this.jobs.failEvents();
  }
}

function failureOf(problem: unknown, program: ApexProgram): TestFailure {
  const exception = toApexException(problem);
  if (exception)
    return {
      message: `${exception.apexTypeName}: ${exception.apexMessage ?? "Script-thrown exception"}`,
      frames: program.stackTrace(exception)
    };
  if (!(problem instanceof Error)) return { message: String(problem), frames: [] };
  const { apexTypeName, apexType } = problem as Error & { apexTypeName?: string; apexType?: string };
  const type = apexTypeName ?? apexType;
  // A fault of the local org itself shows its native stack: its makers need it.
  if (type === undefined)
    return {
      message: `Internal error of the local org: ${problem.stack ?? problem.message}`,
      frames: program.stackTrace(problem)
    };
  return { message: `${type}: ${problem.message}`, frames: program.stackTrace(problem) };
}

function resetCoverage(program: ApexProgram): void {
  for (const { counts } of program.coverage) {
    for (let line = 0; line < counts.length; line++) if (counts[line]! > 0) counts[line] = 0;
  }
}

function readCoverage(program: ApexProgram): FileCoverageResult[] {
  const testPaths = new Set(
    program.classes.filter((info) => !info.outer && hasAnnotation(info, "IsTest")).map((info) => info.sourcePath)
  );
  return program.coverage
    .filter((file) => !testPaths.has(file.sourcePath))
    .map(({ name, sourcePath, counts }) => {
      const coveredLines: number[] = [];
      const uncoveredLines: number[] = [];
      for (let line = 1; line < counts.length; line++) {
        if (counts[line]! > 0) coveredLines.push(line);
        else if (counts[line] === 0) uncoveredLines.push(line);
      }
      return { name, sourcePath, coveredLines, uncoveredLines };
    });
}
