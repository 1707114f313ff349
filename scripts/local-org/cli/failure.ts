import type { SourceProblem } from "../metadata/types.ts";

/** The command failed for a reason that it tells itself. */
export class CommandFailure extends Error {}

type Told = Pick<SourceProblem, "path" | "line" | "column" | "message">;

/**
 * `path:line:column message`, a line each, and which packages are missed.
 *
 * @param namespace the project's own
 */
export function problemText(problems: readonly Told[], namespace: string): string {
  const lines = problems.map(({ path, line, column, message }) => `${path}:${line}:${column} ${message}`);
  const count = `${problems.length} ${problems.length === 1 ? "problem" : "problems"}: nothing was deployed`;
  return [lines.join("\n"), ...missedPackages(problems, namespace).map(adviceFor), count].join("\n\n");
}

const packagedName = /\b([a-z][a-z0-9]*)__[a-z0-9]+(?:_[a-z0-9]+)*__(?:b|c|e|mdt|r|x)\b/gi;

function missedPackages(problems: readonly Told[], own: string): readonly string[] {
  const names = problems.flatMap(({ message }) =>
    [...message.matchAll(packagedName)].map(([, name]) => name!.toLowerCase())
  );
  return [...new Set(names)].filter((name) => name !== own.toLowerCase()).sort();
}

function adviceFor(namespace: string): string {
  return (
    `Names that begin with ${namespace}__ belong to a package that is not here: add its source to the packageDirectories of ` +
    `sfdx-project.json or, if it is this project, name the namespace ${namespace} there.`
  );
}
