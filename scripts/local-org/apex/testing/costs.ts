/** What tests are thought to cost on the platform, for whoever tunes them. */
import { asynchronousLimits, synchronousLimits, type LimitUsage } from "../../transaction/limits.ts";
import type { Range } from "../../transaction/meter.ts";
import type { MethodCost } from "../runtime/profile.ts";
import type { TestMethodResult, TestRunResult } from "./results.ts";

const DEAREST = 10;
const PROFILED = 40;

/** The ten tests that take most processor time, dearest first. */
export function dearestLines(result: TestRunResult): string[] {
  const dearest = [...result.methods].sort((one, other) => cpu(other).high - cpu(one).high).slice(0, DEAREST);
  if (dearest.length === 0) return [];
  return ["Dearest tests, from the low to the high estimate:", ...dearest.map((method) => costLine(result, method))];
}

/** Every test, in the order in which they ran. */
export function allCostLines(result: TestRunResult): string[] {
  return result.methods.map((method) => costLine(result, method));
}

/** Tests that may use more than half of a limit: "Execution Governors and Limits". */
export function warningLines({ methods }: TestRunResult): string[] {
  return methods.flatMap((method) => [
    ...overHalf(nameOf(method), method.limits, synchronousLimits),
    ...method.jobLimits.flatMap((usage) => overHalf(`a job of ${nameOf(method)}`, usage, asynchronousLimits))
  ]);
}

export function profileLines(profile: readonly MethodCost[]): string[] {
  const shown = profile.slice(0, PROFILED);
  return [
    `${"itself".padStart(15)}  ${"with its calls".padStart(15)}  ${"calls".padStart(10)}  method`,
    ...shown.map(
      ({ method, calls, self, total }) =>
        `${seconds(self).padStart(15)}  ${seconds(total).padStart(15)}  ${calls.toLocaleString("en").padStart(10)}  ${method}`
    )
  ];
}

function overHalf(name: string, { estimate }: LimitUsage, limits: typeof synchronousLimits): string[] {
  const time = estimate.cpu.high > limits.cpuTime / 2;
  const heap = estimate.heap.high > limits.heapSize / 2;
  return [
    ...(time ? [`! ${name} may use ${seconds(estimate.cpu)} of ${limits.cpuTime / 1000} s of processor time`] : []),
    ...(heap ? [`! ${name} may use ${megabytes(estimate.heap)} of ${limits.heapSize / 1e6} MB of heap`] : [])
  ];
}

function costLine({ measured }: TestRunResult, method: TestMethodResult): string {
  const { estimate, queries, queryRows, dmlStatements, dmlRows } = method.limits;
  const parts = [
    `CPU ${seconds(estimate.cpu)}`.padStart(18),
    ...(measured ? [`heap ${megabytes(estimate.heap)}`.padStart(16)] : []),
    `${queries} SOQL`.padStart(8),
    `${queryRows} rows`.padStart(10),
    `${dmlStatements} DML`.padStart(7),
    `${dmlRows} rows`.padStart(9)
  ];
  return `${parts.join("  ")}  ${nameOf(method)}`;
}

function nameOf({ className, methodName }: TestMethodResult): string {
  return `${className}.${methodName}`;
}

function cpu({ limits }: TestMethodResult): Range {
  return limits.estimate.cpu;
}

function seconds({ low, high }: Range): string {
  return `${(low / 1000).toFixed(2)}–${(high / 1000).toFixed(2)} s`;
}

function megabytes({ low, high }: Range): string {
  return `${(low / 1e6).toFixed(1)}–${(high / 1e6).toFixed(1)} MB`;
}
