import { warningLines } from "./costs.ts";
import { coveredPercent, failedMethods, frameText, type FileCoverageResult, type TestRunResult } from "./results.ts";

export interface ReportContext {
  readonly orgId: string;
  readonly username: string;
  readonly userId: string;
  readonly hostname: string;
  /** Id of a class or trigger by name; absent ones are reported as null. */
  readonly idOf: (name: string) => string | undefined;
}

/** The shape of `sf apex run test --result-format json --code-coverage`. */
export function reportJson(result: TestRunResult, context: ReportContext): object {
  const { methods } = result;
  const failing = failedMethods(result).length;
  const percent = (count: number) => `${methods.length === 0 ? 0 : Math.round((count / methods.length) * 100)}%`;
  const executionTime = `${Math.round(methods.reduce((sum, method) => sum + method.durationMilliseconds, 0))} ms`;
  const coverage = coveredPercent(result.coverage);
  return {
    summary: {
      outcome: failing === 0 ? "Passed" : "Failed",
      testsRan: methods.length,
      passing: methods.length - failing,
      failing,
      skipped: 0,
      passRate: percent(methods.length - failing),
      failRate: percent(failing),
      testStartTime: new Date(result.startedAt).toISOString(),
      testExecutionTime: executionTime,
      testTotalTime: executionTime,
      commandTime: `${Math.round(result.durationMilliseconds)} ms`,
      hostname: context.hostname,
      orgId: context.orgId,
      username: context.username,
      userId: context.userId,
      testRunId: "",
      ...(result.coverage.length > 0 ? { testRunCoverage: `${coverage}%`, orgWideCoverage: `${coverage}%` } : {})
    },
    tests: methods.map((method) => ({
      Id: null,
      QueueItemId: null,
      AsyncApexJobId: null,
      ApexClass: { Id: context.idOf(method.className) ?? null, Name: method.className, NamespacePrefix: null },
      MethodName: method.methodName,
      FullName: `${method.className}.${method.methodName}`,
      Outcome: method.failure ? "Fail" : "Pass",
      Message: method.failure?.message ?? null,
      StackTrace: method.failure?.frames.map(frameText).join("\n") ?? null,
      RunTime: Math.round(method.durationMilliseconds),
      limits: method.limits,
      jobLimits: method.jobLimits,
      findings: method.findings
    })),
    warnings: warningLines(result),
    ...(result.measured ? { profile: result.profile } : {}),
    ...(result.coverage.length > 0 ? { coverage: coverageJson(result, context) } : {})
  };
}

function coverageJson(result: TestRunResult, context: ReportContext): object {
  const total = result.coverage.reduce((sum, file) => sum + file.coveredLines.length + file.uncoveredLines.length, 0);
  const covered = result.coverage.reduce((sum, file) => sum + file.coveredLines.length, 0);
  return {
    coverage: result.coverage.map((file) => ({
      id: context.idOf(file.name) ?? null,
      name: file.name,
      totalLines: file.coveredLines.length + file.uncoveredLines.length,
      lines: lineMap(file),
      totalCovered: file.coveredLines.length,
      coveredPercent: coveredPercent([file])
    })),
    records: [],
    summary: { totalLines: total, coveredLines: covered, orgWideCoverage: `${coveredPercent(result.coverage)}%` }
  };
}

function lineMap(file: FileCoverageResult): Record<string, number> {
  return Object.fromEntries([
    ...file.coveredLines.map((line) => [line, 1] as const),
    ...file.uncoveredLines.map((line) => [line, 0] as const)
  ]);
}
