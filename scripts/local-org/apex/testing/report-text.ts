import { allCostLines, dearestLines, profileLines, warningLines } from "./costs.ts";
import { coveredPercent, failedMethods, frameText, type TestRunResult } from "./results.ts";

export interface TextOptions {
  /** What each test costs, not the dearest alone. */
  readonly limits?: boolean;
  /** What each Apex method costs. */
  readonly profile?: boolean;
}

/** What a person reads: failures with their stack, coverage by class, what the dearest tests cost, then the sum. */
export function reportText(result: TestRunResult, options: TextOptions = {}): string {
  const lines: string[] = [];
  for (const { className, methodName, sourcePath, failure } of failedMethods(result)) {
    lines.push(`✗ ${className}.${methodName}`, `  ${failure!.message}`);
    for (const frame of failure!.frames) lines.push(`    ${frameText(frame)} (${frame.sourcePath}:${frame.line})`);
    if (failure!.frames.length === 0) lines.push(`    ${sourcePath}`);
  }
  lines.push(...findingLines(result));
  if (result.coverage.length > 0) lines.push("", ...coverageLines(result));
  lines.push("", ...(options.limits ? allCostLines(result) : dearestLines(result)), ...warningLines(result));
  if (options.profile) lines.push("", ...profileLines(result.profile));
  const failed = failedMethods(result).length;
  const seconds = (result.durationMilliseconds / 1000).toFixed(1);
  lines.push(
    "",
    `${result.methods.length} tests, ${result.methods.length - failed} passed, ${failed} failed, ${seconds} s`
  );
  return lines.join("\n");
}

/** Each finding once, with the first method that came upon it. */
function findingLines(result: TestRunResult): string[] {
  const methods = new Map<string, string[]>();
  for (const { className, methodName, findings } of result.methods)
    for (const { message } of findings)
      methods.set(message, [...(methods.get(message) ?? []), `${className}.${methodName}`]);
  return [...methods].map(([message, [first, ...more]]) => {
    const others = more.length === 0 ? "" : ` and ${more.length} more`;
    return `! ${message} (${first}${others})`;
  });
}

function coverageLines(result: TestRunResult): string[] {
  const width = Math.max(...result.coverage.map((file) => file.name.length));
  const files = result.coverage.map((file) => {
    const missing = file.uncoveredLines.length === 0 ? "" : `  not run: ${ranges(file.uncoveredLines)}`;
    return `${file.name.padEnd(width)}  ${String(coveredPercent([file])).padStart(3)} %${missing}`;
  });
  return [...files, `${"All".padEnd(width)}  ${String(coveredPercent(result.coverage)).padStart(3)} %`];
}

/** `3-5, 9` */
function ranges(lines: readonly number[]): string {
  const found: [number, number][] = [];
  for (const line of lines) {
    const last = found.at(-1);
    if (last && last[1] === line - 1) last[1] = line;
    else found.push([line, line]);
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(", ");
}
