/** One thing a checker objects to. Line and column are 1-based. */
export interface Finding {
  /** Relative to the project's root, `/` separated. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** Who says so. */
  readonly checker: string;
}

/** The checker cannot run; the message says why. */
export class CheckerUnavailable extends Error {}

/** This machine lacks what the checker needs; the message says what. */
export class CheckerMissing extends CheckerUnavailable {}

/** `path:line:column message [checker]`, the form editors and terminals turn into links. */
export function formatFinding(finding: Finding): string {
  return `${finding.path}:${finding.line}:${finding.column} ${finding.message} [${finding.checker}]`;
}

/** By path, then place, so that two runs print the same. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    a.path.localeCompare(b.path, "en") ||
    a.line - b.line ||
    a.column - b.column ||
    a.message.localeCompare(b.message, "en")
  );
}
