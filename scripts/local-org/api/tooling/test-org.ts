import type { ApexProgram, FileCoverage } from "../../apex/runtime/program.ts";
import { runTests } from "../../apex/testing/run-tests.ts";
import type { TestMethodResult } from "../../apex/testing/results.ts";
import type { ProjectSource, SourceProblem } from "../../metadata/types.ts";
import { openOrg } from "../../org/embedded-org.ts";
import type { Org } from "../../org/types.ts";
import { hasAnnotation } from "../../apex/runtime/reflection.ts";

/** Which lines of one class or trigger one test method has run. */
export interface MethodCoverage {
  readonly testClass: string;
  readonly testMethod: string;
  readonly name: string;
  readonly covered: readonly number[];
}

export interface FileLines {
  readonly name: string;
  readonly isTrigger: boolean;
  readonly covered: readonly number[];
  readonly uncovered: readonly number[];
}

export interface TestOutcome {
  readonly methods: readonly TestMethodResult[];
  readonly files: readonly FileLines[];
  readonly methodCoverage: readonly MethodCoverage[];
}

/** What the source would not deploy for. */
export class TestOrgProblems extends Error {
  readonly problems: readonly SourceProblem[];

  constructor(problems: readonly SourceProblem[]) {
    super(problems[0]?.message ?? "");
    this.problems = problems;
  }
}

/**
 * Runs tests in an org of their own that has the same metadata and no data, so that they see what "Apex Developer Guide:
 * Isolation of Test Data from Organization Data in Unit Tests" lets them see, and the org itself keeps answering.
 */
export class TestOrg {
  private readonly org: Org;
  private readonly triggerNames: ReadonlySet<string>;

  /** @throws TestOrgProblems */
  constructor(source: ProjectSource | undefined, coverage: boolean) {
    this.org = openOrg({ coverage, observeReads: true });
    this.triggerNames = new Set(source?.triggers.map((trigger) => trigger.name));
    if (!source) return;
    const { problems } = this.org.deploy(source);
    if (problems.length > 0) {
      this.org.close();
      throw new TestOrgProblems(problems);
    }
  }

  get testClasses(): readonly string[] {
    return [...new Set(this.org.program.testMethods.map((method) => method.declaringClass.fullName))];
  }

  methodsOf(className: string): readonly string[] {
    return this.org.program.testMethods
      .filter((method) => method.declaringClass.fullName === className)
      .map((method) => method.name);
  }

  /** Runs class after class and lets requests in between. @throws UnknownTestError */
  async run(
    classes: readonly TestClassChoice[],
    onClass: (name: string, methods: readonly TestMethodResult[]) => void = () => undefined
  ): Promise<TestOutcome> {
    const methods: TestMethodResult[] = [];
    const methodCoverage: MethodCoverage[] = [];
    const hit = new Map<string, Set<number>>();
    for (const { name, methods: only } of classes) {
      const before = new Map<string, Int32Array>();
      const { methods: done } = runTests(this.org, {
        ...(only ? { methods: only.map((method) => `${name}.${method}`) } : { classes: [name] }),
        onResult: (result) => methodCoverage.push(...coverageOf(this.org.program, result, before, hit))
      });
      methods.push(...done);
      onClass(name, done);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { methods, files: this.lines(hit), methodCoverage };
  }

  close(): void {
    this.org.close();
  }

  private lines(hit: ReadonlyMap<string, ReadonlySet<number>>): FileLines[] {
    const { program } = this.org;
    const tests = new Set(
      program.classes.filter((info) => !info.outer && hasAnnotation(info, "IsTest")).map((info) => info.sourcePath)
    );
    return program.coverage
      .filter((file) => !tests.has(file.sourcePath))
      .map(({ name, counts }) => {
        const lines = [...counts.keys()].filter((line) => line > 0 && counts[line]! >= 0);
        const covered = lines.filter((line) => hit.get(name)?.has(line));
        return {
          name,
          isTrigger: this.triggerNames.has(name),
          covered,
          uncovered: lines.filter((line) => !hit.get(name)?.has(line))
        };
      });
  }
}

/** A test class, or some of its methods. */
export interface TestClassChoice {
  readonly name: string;
  readonly methods?: readonly string[];
}

/** Lines whose counts a method has raised; `before` and `hit` move on. */
function coverageOf(
  program: ApexProgram,
  { className, methodName }: TestMethodResult,
  before: Map<string, Int32Array>,
  hit: Map<string, Set<number>>
): MethodCoverage[] {
  return program.coverage.flatMap((file: FileCoverage) => {
    const { name, counts } = file;
    const last = before.get(name);
    const covered: number[] = [];
    for (let line = 1; line < counts.length; line++)
      if (counts[line]! > Math.max(0, last?.[line] ?? 0)) covered.push(line);
    if (covered.length === 0) return [];
    before.set(name, counts.slice());
    const lines = hit.get(name) ?? new Set();
    for (const line of covered) lines.add(line);
    hit.set(name, lines);
    return [{ testClass: className, testMethod: methodName, name, covered }];
  });
}
