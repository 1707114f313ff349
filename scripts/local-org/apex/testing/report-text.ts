import { coveredPercent, failedMethods, frameText, type TestRunResult } from "./results.ts";

/** What a person reads: failures with their stack, then coverage by class, then the sum. */
export function reportText(result: TestRunResult): string {
  const lines: string[] = [];
  for (const { className, methodName, sourcePath, failure } of failedMethods(result)) {
    lines.push(`✗ ${className}.${methodName}`, `  ${failure!.message}`);
    for (const frame of failure!.frames) lines.push(`    ${frameText(frame)} (${frame.sourcePath}:${frame.line})`);
    if (failure!.frames.length === 0) lines.push(`    ${sourcePath}`);
  }
  for (const method of result.methods) {
    for (const finding of method.findings) lines.push(`! ${method.className}.${method.methodName}: ${finding.message}`);
  }
  if (result.coverage.length > 0) lines.push("", ...coverageLines(result));
  const failed = failedMethods(result).length;
  const seconds = (result.durationMilliseconds / 1000).toFixed(1);
  lines.push(
    "",
    `${result.methods.length} tests, ${result.methods.length - failed} passed, ${failed} failed, ${seconds} s`
  );
  return lines.join("\n");
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
