import { frameText, type TestMethodResult } from "../../apex/testing/results.ts";
import type { FileLines, TestOutcome } from "./test-org.ts";

export type IdOf = (name: string) => string | null;

/** "Tooling API: RunTestsResult", which deployments answer as well ("Metadata API Developer Guide: DeployResult, RunTestsResult"). */
export function runTestsResult({ methods, files }: Pick<TestOutcome, "methods" | "files">, idOf: IdOf) {
  const failed = methods.filter((method) => method.failure);
  return {
    apexLogId: null,
    codeCoverage: files.map((file) => codeCoverage(file, idOf)),
    codeCoverageWarnings: [] as { id: string | null; message: string; name: string | null; namespace: null }[],
    failures: failed.map((method) => ({
      ...testMethod(method, idOf),
      message: method.failure!.message,
      stackTrace: method.failure!.frames.map(frameText).join("\n"),
      packageName: method.className,
      type: "Class"
    })),
    flowCoverage: [],
    flowCoverageWarnings: [],
    numFailures: failed.length,
    numTestsRun: methods.length,
    successes: methods.filter((method) => !method.failure).map((method) => testMethod(method, idOf)),
    totalTime: milliseconds(methods)
  };
}

function testMethod({ className, methodName, durationMilliseconds }: TestMethodResult, idOf: IdOf) {
  return {
    id: idOf(className),
    methodName,
    name: className,
    namespace: null,
    seeAllData: false,
    time: Math.round(durationMilliseconds)
  };
}

function codeCoverage({ name, isTrigger, covered, uncovered }: FileLines, idOf: IdOf) {
  return {
    id: idOf(name),
    locationsNotCovered: uncovered.map((line) => ({ column: 0, line, numExecutions: 0, time: -1 })),
    name,
    namespace: null,
    numLocations: covered.length + uncovered.length,
    numLocationsNotCovered: uncovered.length,
    type: isTrigger ? "Trigger" : "Class"
  };
}

export function milliseconds(methods: readonly TestMethodResult[]): number {
  return Math.round(methods.reduce((sum, method) => sum + method.durationMilliseconds, 0));
}

/** Whole percent; 100 where there are no lines. */
export function percentOf(files: readonly Pick<FileLines, "covered" | "uncovered">[]): number {
  const covered = files.reduce((sum, file) => sum + file.covered.length, 0);
  const all = files.reduce((sum, file) => sum + file.covered.length + file.uncovered.length, 0);
  return all === 0 ? 100 : Math.floor((covered / all) * 100);
}
