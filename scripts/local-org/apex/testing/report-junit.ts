import { failedMethods, frameText, type TestMethodResult, type TestRunResult } from "./results.ts";

/** JUnit XML, as continuous-integration servers read it. */
export function reportJunit(result: TestRunResult): string {
  const failures = failedMethods(result).length;
  const attributes = `tests="${result.methods.length}" failures="${failures}" errors="0" time="${seconds(result.durationMilliseconds)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    `  <testsuite name="apex" timestamp="${new Date(result.startedAt).toISOString()}" ${attributes}>`,
    ...result.methods.map(testCase),
    "  </testsuite>",
    "</testsuites>",
    ""
  ].join("\n");
}

function testCase(method: TestMethodResult): string {
  const head = `    <testcase name="${escaped(method.methodName)}" classname="${escaped(method.className)}" file="${escaped(method.sourcePath)}" time="${seconds(method.durationMilliseconds)}"`;
  if (!method.failure) return `${head}/>`;
  const stack = method.failure.frames.map(frameText).join("\n");
  return `${head}>\n      <failure message="${escaped(method.failure.message)}">${escaped(stack)}</failure>\n    </testcase>`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function escaped(text: string): string {
  return text

    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}
