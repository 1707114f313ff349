import type { SourceProblem } from "../metadata/types.ts";

/** The command failed for a reason that it tells itself. */
export class CommandFailure extends Error {}

/** `path:line:column message`, a line each. */
export function problemText(problems: readonly SourceProblem[]): string {
  const lines = problems.map(({ path, line, column, message }) => `${path}:${line}:${column} ${message}`);
  return `${lines.join("\n")}\n\n${problems.length} ${problems.length === 1 ? "problem" : "problems"}: nothing was deployed`;
}
