import { readFileSync } from "node:fs";
import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";
import type { z } from "zod";

/** A file of settings is wrong; each problem is `file:line:column field: what`. Nothing has been done yet. */
export class SettingsError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

export interface SettingsFile<T> {
  readonly settings: T;
  /** `file:line:column` of a field by its path. */
  readonly placeOf: (field: readonly PropertyKey[]) => string;
}

/** @param whole what a problem of the file as a whole is told of, e.g. "mapping" */
export function readSettings<T>(path: string, schema: z.ZodType<T>, whole: string): SettingsFile<T> {
  const text = readText(path);
  const syntaxErrors: ParseError[] = [];
  const tree = parseTree(text, syntaxErrors, { allowTrailingComma: false, disallowComments: true });
  if (syntaxErrors.length > 0 || !tree) {
    throw new SettingsError(
      syntaxErrors.map((error) => `${place(path, text, error.offset)} ${printParseErrorCode(error.error)}`)
    );
  }
  const placeOf = (field: readonly PropertyKey[]): string => place(path, text, offsetOf(tree, field));
  const parsed = schema.safeParse(JSON.parse(text));
  if (!parsed.success) {
    throw new SettingsError(
      parsed.error.issues
        .flatMap(closestIssues)
        .map((issue) => `${placeOf(issue.path)} ${issue.path.join(".") || whole}: ${issue.message}`)
    );
  }
  return { settings: parsed.data, placeOf };
}

type Issue = z.core.$ZodIssue;

/** Of a field that takes several forms: what is wrong with the form that was meant, which is the one with least wrong. */
function closestIssues(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const forms = issue.errors.map((errors) =>
    errors.map((error) => ({ ...error, path: [...issue.path, ...error.path] })).flatMap(closestIssues)
  );
  const wrong = (form: readonly Issue[]): number =>
    form.reduce(
      (sum, one) =>
        sum +
        (one.code === "unrecognized_keys" ? one.keys.length : 1) +
        (one.path.length > issue.path.length ? 0 : 0.5),
      0
    );
  return forms.reduce((best, form) => (wrong(form) < wrong(best) ? form : best));
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new SettingsError([
      `${path}: cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`
    ]);
  }
}

/** The nearest element that exists: a missing field is told at its parent. */
function offsetOf(tree: Node, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length) as (string | number)[]);
    if (node) return node.offset;
  }
  return tree.offset;
}

function place(path: string, text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `${path}:${before.length}:${before.at(-1)!.length + 1}`;
}
